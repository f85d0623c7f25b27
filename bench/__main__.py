"""Measure what a person feels, and say how it stands to its bound.

    python -m bench [--pairs 20] [NAME…]

Ratios come from interleaved pairs; a bound counts as passed only if the lower end of the ratio's
95 % interval passes it, in two runs. Milliseconds stand beside them to be looked at, not gated.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import felt, starts, store, together
from bench.pairs import Comparison, Told, percentile
from bench.surroundings import install, sample_workspace

Measure = Callable[[Path, Path, int], Iterator[Comparison | Told]]


def _starts(home: Path, workspace: Path, pairs: int) -> Iterator[Comparison]:
    yield starts.board(home, workspace, starts.SHOWN, pairs)


def _commands(home: Path, workspace: Path, pairs: int) -> Iterator[Comparison]:
    yield starts.version(home, pairs)
    yield starts.command(home, ["status", "-w", workspace], pairs)
    yield starts.command(home, ["minutes", "-w", workspace], pairs)
    said = ["check-in", "team/O1/KR1", "--confidence", "7"]
    yield starts.command(home, [*said, "-w", workspace], pairs)


MEASURES: dict[str, Measure] = {
    "board": _starts,
    "commands": _commands,
    "keys": felt.keys,
    "store": store.compare,
    "idle": felt.idle,
    "together": together.measure,
}


def main(arguments: list[str] | None = None) -> int:
    """Run the measures and print the table; 1 if a bound is passed twice."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], metavar="NAME")
    options = parser.parse_args(arguments)
    install()
    failed = False
    with tempfile.TemporaryDirectory(prefix="okrtui-bench-") as folder:
        home = Path(folder)
        workspace = sample_workspace(home)
        print(f"{'what':44} {'ratio':>6} {'95 %':>13} {'bound':>6} {'p50':>8} {'p95':>8}   against")
        for name in options.names or MEASURES:
            over = False
            for compared in MEASURES[name](home, workspace, options.pairs):
                print(row(compared), flush=True)
                over = over or compared.is_over()
            if over:
                print(f"{name}: over its bound; once more", flush=True)
                again = list(MEASURES[name](home, workspace, options.pairs))
                print(*map(row, again), sep="\n", flush=True)
                failed = failed or any(compared.is_over() for compared in again)
    return 1 if failed else 0


def row(compared: Comparison | Told) -> str:
    """Return a comparison as a row of the table, its times in milliseconds."""
    if isinstance(compared, Told):
        return f"{compared.name:44} {compared.value:6.2f} {'':13} {compared.most:6.2f}"
    low, high = compared.interval()
    bound = f"{compared.bound:.2f}" if compared.bound else "–"
    p50, p95 = (1000 * percentile(compared.ours, percent) for percent in (50, 95))
    return (
        f"{compared.name:44} {compared.ratio:6.2f} {low:6.2f}–{high:<6.2f} {bound:>6}"
        f" {p50:8.1f} {p95:8.1f}   {compared.against}"
    )


if __name__ == "__main__":
    sys.exit(main())

"""How well the linter reads texts that a person has labelled, and how fast it is.

    python -m bench.lint LABELS.tsv [--wrong]
    python -m bench.lint --speed

The file has columns kind (O or KR), language, has_metric, has_deadline, is_todo, has_owner (y or n)
and text. Nothing is fitted to it: the rules are written by hand, so no cross-validation is needed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from okrtui.lint.facts import Facts, facts_of
from okrtui.lint.kinds import Kind

FACTS: tuple[str, ...] = Facts.__struct_fields__
Row = dict[str, str]


def f1(counts: Counter[tuple[bool, bool]]) -> float:
    """Return the F1 of (labelled, found) counts; 1 where there is nothing to find and none was."""
    hits, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    return 2 * hits / (2 * hits + missed + wrong) if hits + missed + wrong else 1.0


def cell(counts: Counter[tuple[bool, bool]]) -> str:
    """Return F1, with how many of how many texts have the fact."""
    having = sum(count for (labelled, _), count in counts.items() if labelled)
    return f"{f1(counts):6.3f} ({having:3}/{sum(counts.values()):3})"


def read(path: Path) -> list[Row]:
    """Return the labelled rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def compare(
    rows: Sequence[Row],
) -> tuple[dict[str, dict[str, Counter[tuple[bool, bool]]]], list[str]]:
    """Return the counts by fact and language (`all` too), and what was read otherwise."""
    counts: dict[str, dict[str, Counter[tuple[bool, bool]]]] = {
        fact: defaultdict(Counter) for fact in FACTS
    }
    wrong = []
    for row in rows:
        kind = Kind.OBJECTIVE if row["kind"] == "O" else Kind.KEY_RESULT
        found = facts_of(kind, row["text"])
        for fact in FACTS:
            labelled, said = row[fact] == "y", bool(getattr(found, fact))
            for language in (row["language"], "all"):
                counts[fact][language][labelled, said] += 1
            if labelled != said:
                wrong.append(f"{fact:13} {row[fact]}  {row['kind']:2} {row['text']}")
    return counts, wrong


def speed(texts: Sequence[tuple[Kind, str]], n: int = 10_000) -> float:
    """Return the seconds of this thread's CPU that `n` texts take."""
    begun = time.thread_time()
    for at in range(n):
        facts_of(*texts[at % len(texts)])
    return time.thread_time() - begun


def main(arguments: list[str] | None = None) -> int:
    """Print F1 by fact and language."""
    parser = argparse.ArgumentParser(prog="bench.lint", description=__doc__.partition("\n")[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what was read otherwise")
    options = parser.parse_args(arguments)
    rows = read(options.labels)
    counts, wrong = compare(rows)
    languages = sorted({row["language"] for row in rows}, key=lambda name: (name == "all", name))
    print(f"{'F1':14}" + "".join(f"{name:>16}" for name in [*languages, "all"]))
    for fact in FACTS:
        cells = [cell(counts[fact][name]) for name in [*languages, "all"]]
        print(f"{fact:14}" + "".join(f"{cell:>16}" for cell in cells))
    if options.wrong:
        print(*wrong, sep="\n")
    texts = [
        (Kind.OBJECTIVE if row["kind"] == "O" else Kind.KEY_RESULT, row["text"]) for row in rows
    ]
    print(f"facts of 10,000 texts: {speed(texts):.2f} s of one core")
    return 0


if __name__ == "__main__":
    sys.exit(main())

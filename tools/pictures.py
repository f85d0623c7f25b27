"""Draw the pictures of docs/pictures: the real program, on the sample team, on a day that stays.

    python -m tools.pictures [--png FOLDER]

The same code draws the same bytes. `--png` paints them too, to be looked at where SVG is not.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from okrtui.cli.outcome import OpenScreens
from okrtui.sample.build import build, settings
from okrtui.workspace.making import make
from screens.app import OkrApp

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (120, 32)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
FONTS = "ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', Menlo, Consolas, monospace"

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("board", ()),
    ("trends", ("g",)),
    ("alignment", ("escape", "a", "j", "j", "j")),
    ("minutes", ("escape", "v")),
    ("meeting", ("escape", "m", "enter", "tab", *["space"] * 3, "enter", "]", "4")),
)
"""What to press before each picture, from the picture before."""


class ToldClock:
    """A clock that goes on only when it is told, so that a picture's clock reads the same."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        """Return the made-up instant."""
        return NOW + timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        """Return the seconds told so far."""
        return self.seconds


async def draw(theme: str, keep: Callable[[str, str], None]) -> None:
    """Run the program in a theme, press the keys, and hand on each picture as SVG."""
    clock = ToldClock()
    with tempfile.TemporaryDirectory() as folder:
        workspace = make(
            Path(folder), settings("en", "UTC"), build("en", clock.now(), "UTC"), clock, via="demo"
        )
        store = workspace.open_store(clock)
        app = OkrApp(
            OpenScreens(workspace=workspace, clock=clock),
            store,
            who="ana",
            environ={"OKRTUI_THEME": theme},
        )
        async with app.run_test(size=SIZE) as pilot:
            for name, keys in STEPS:
                for key in keys:
                    clock.seconds += 7
                    await pilot.press(key)
                    await app.desk.worker.submit(lambda: None)  # what was asked before is done
                await pilot.pause()
                keep(name, standing_alone(app.export_screenshot(title="okrtui")))
        app.desk.worker.stop()
        store.close()


def standing_alone(svg: str) -> str:
    """Return an SVG that fetches no fonts from anywhere and is the same each time."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (Fira Code|arial)[^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"terminal-\d+", "okrtui", svg)
    # Rich cuts off the last row's descenders: its frame leaves room for them.
    svg = re.sub(
        r'(clip-terminal">\s*<rect [^>]*height=")([\d.]+)',
        lambda found: f"{found[1]}{float(found[2]) + 4:.1f}",
        svg,
    )
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def main() -> None:
    """Draw all pictures in both themes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--png", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for shade in ("dark", "light"):

        def keep(name: str, svg: str, shade: str = shade) -> None:
            (FOLDER / f"{name}-{shade}.svg").write_text(svg, "utf-8")
            if options.png:
                paint(svg, options.png / f"{name}-{shade}.png")

        asyncio.run(draw(f"okrtui-{shade}", keep))


def paint(svg: str, file: Path) -> None:
    """Write an SVG as a PNG."""
    import resvg_py

    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg, font_family="DejaVu Sans Mono")))


if __name__ == "__main__":
    main()

"""The signs beside the words: colour never carries a meaning alone.

They are narrow in western terminals, and two cells wide in many Chinese ones, which tears columns:
for those there is a set of plain ASCII.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """One set of signs, each one cell wide.

    health: by the value of `model.records.Health`.
    task: by the value of `model.records.TaskState`.
    levels: from the lowest to the highest, for a trend of one row.
    blocks: no dot, one; where dots are halves of a cell: none, the upper, the lower, both.
    hidden: what stands for something typed that nobody shall see.
    """

    health: Mapping[str, str]
    task: Mapping[str, str]
    levels: str
    full: str
    rest: str
    bar: str
    folded: str
    unfolded: str
    done: str
    absent: str
    skipped: str
    arrow: str
    prompt: str
    rule: str
    upright: str
    dot: str
    cut: str
    blocks: str
    hidden: str


PLAIN = Signs(
    health={"on_track": "●", "at_risk": "▲", "off_track": "■", "pending": "○", "stale": "◌"},
    task={"todo": "○", "doing": "◐", "done": "✓", "blocked": "!", "dropped": "–"},
    levels="▁▂▃▄▅▆▇█",
    full="━",
    rest="╌",
    bar="▌",
    folded="▸",
    unfolded="▾",
    done="✓",
    absent="–",
    skipped="↷",
    arrow="→",
    prompt="▸",
    rule="─",
    upright="│",
    dot="·",
    cut="…",
    blocks=" ▀▄█",
    hidden="•",
)

ASCII = Signs(
    health={"on_track": "*", "at_risk": "^", "off_track": "#", "pending": "o", "stale": "?"},
    task={"todo": "o", "doing": "~", "done": "x", "blocked": "!", "dropped": "-"},
    levels="12345678",
    full="=",
    rest="-",
    bar=">",
    folded="+",
    unfolded="-",
    done="x",
    absent="-",
    skipped="~",
    arrow=">",
    prompt=">",
    rule="-",
    upright="|",
    dot="-",
    cut="~",
    blocks=" #",
    hidden="*",
)

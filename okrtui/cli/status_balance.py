"""What the team's objectives serve together: a line of words, or data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from okrtui.cli.status_numbers import number
from okrtui.model.balance import Aspect, Part, balance
from okrtui.model.rows import ObjectiveRow
from okrtui.text.words import Words


def balance_line(rows: Sequence[ObjectiveRow], words: Words) -> str:
    """Return how objectives spread over the categories, in the method's order of priority."""
    spread = balance(rows).spread(Aspect.CATEGORY)
    parts = [*spread.parts, *([spread.not_set] if spread.not_set.count else [])]
    said = (words("objectives.part", what=_word(part, words), n=part.count) for part in parts)
    return words("objectives.balance", parts=words("history.comma").join(said))


def balance_data(rows: Sequence[ObjectiveRow]) -> dict[str, Any]:
    """Return how objectives spread over all four aspects, and in what that is lopsided."""
    found = balance(rows)
    return {
        "objectives": found.of,
        **{
            spread.aspect.value: {
                **{str(part.value): _part(part) for part in spread.parts},
                "not_set": _part(spread.not_set),
            }
            for spread in found.spreads
        },
        "findings": [
            {
                "of": finding.aspect.value,
                "kind": finding.kind.value,
                "value": finding.value.value if finding.value else None,
                "n": finding.n,
                "among": finding.of,
            }
            for finding in found.findings
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "objectives": part.count,
        "share": number(part.share),
        "progress": number(part.progress),
        "health": {health.value: count for health, count in part.health.items()},
    }


def _word(part: Part, words: Words) -> str:
    return words(f"terms.{part.value.value}") if part.value else words("objectives.not_set")

"""In which order the parts of an appraisal (6.2.3) are written, whoever writes or takes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from okrtui.model.ops import Doc, Insert, Op, Remove
from okrtui.model.overlay import Overlay
from okrtui.model.records import ReviewPart
from okrtui.model.view import View

ORDER: Final = tuple(ReviewPart)


def parts_fit(view: View, ops: Sequence[Op]) -> bool:
    """Return whether ops on reviews leave their order: nothing before a part that has begun."""
    touched = [op for op in ops if op.table == "reviews"]
    if not touched:
        return True
    after = Overlay(view, ops)
    return all(_fits(op, _document(view, op), after) for op in touched)


def _fits(op: Op, doc: Doc, after: View) -> bool:
    at = _place(doc["part"])
    begun = {
        _place(other["part"])
        for other in after.where("reviews", "about", doc["about"])
        if other["cycle"] == doc["cycle"]
    }
    follows = isinstance(op, Remove) or not at or at - 1 in begun
    return follows and not any(later > at for later in begun)


def _document(view: View, op: Op) -> Doc:
    return op.doc if isinstance(op, Insert | Remove) else view.get("reviews", op.id) or {}


def _place(part: Any) -> int:
    return ORDER.index(ReviewPart(part))

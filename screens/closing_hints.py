"""The keys that the foot shows in the closing, and where there is nothing to review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screens.closing_rows import on_day, proposed_day, unsettled
from widgets.key_hints import Hint

if TYPE_CHECKING:
    from screens.meeting_stage import MeetingStage

_SETTLE = {
    "waiting": "closing.foot_review",
    "owed": "closing.foot_why",
    "loose": "closing.foot_who_and_when",
    "unanswered": "closing.foot_answer",
    "parked": "closing.foot_keep",
    "commitments": "closing.foot_commitment",
    "rating": "keys.foot_type",
    "summary": "closing.foot_write",
}
"""What `enter` does on a row that is not settled, by its kind."""


def closing_hints(screen: MeetingStage) -> Iterator[Hint]:
    """Return what one can do with the row of the closing in hand."""
    row = next((row for row in screen.tree_view.rows if row.id == screen.row), None)
    kind = row.kind if row else ""
    is_open = row is not None and unsettled(row, screen.room)
    if is_open and kind == "next_on":
        key = screen.hint_of("meeting.confirm").key
        day = on_day(screen.room, proposed_day(screen.room))
        yield Hint(id="meeting.confirm", key=key, word=day, kept=True)
    else:
        does = _SETTLE[kind] if is_open else "keys.foot_next"
        yield screen.hint_of("meeting.confirm", does, kept=True)
    yield from _beside(screen, kind, is_open=is_open)
    yield screen.hint_of("meeting.minutes", "keys.foot_minutes_preview", kept=True)


def newcomer_hints(screen: MeetingStage) -> Iterator[Hint]:
    """Return what one can do at the stop of who has no OKRs."""
    yield screen.hint_of("meeting.objective", kept=True)
    yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)


def _beside(screen: MeetingStage, kind: str, *, is_open: bool) -> Iterator[Hint]:
    keymap = screen.desk.keymap
    match kind:
        case "parked":
            does = "closing.foot_dealt_with" if is_open else "closing.foot_open_again"
            yield screen.hint_of("meeting.same", does)
        case "action":
            yield screen.hint_of("meeting.same", "keys.foot_done")
        case "rating":
            first, last = keymap.keys("meeting.confidence.1"), keymap.keys("meeting.confidence.10")
            yield screen.hint("", f"{first}-{last}", "keys.foot_rate")
        case "next_on":
            yield screen.hint_of("meeting.value", "closing.foot_another_day")
        case "summary" if not is_open:
            yield screen.hint_of("meeting.correct", "keys.foot_type")
        case "commitments" if not is_open:
            yield screen.hint_of("meeting.action", "closing.foot_commitment")
    if is_open and kind != "parked":
        yield screen.hint_of("meeting.same", "closing.foot_leave")

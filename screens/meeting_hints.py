"""The keys that the foot of the meeting shows, for the row in hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrtui.meeting.agenda import Part
from screens.closing_hints import closing_hints, newcomer_hints
from screens.dropped_rows import DROPPED
from screens.link_rows import ASKED
from widgets.key_hints import Hint

if TYPE_CHECKING:
    from screens.meeting_stage import MeetingStage


def meeting_hints(screen: MeetingStage) -> Iterator[Hint]:
    """Return what one can do with the row in hand, the most important first."""
    if screen.menu:
        yield from _menu(screen)
        return
    match screen.part:
        case Part.ACTIONS:
            yield screen.hint_of("meeting.same", "keys.foot_done")
            yield screen.hint_of("meeting.confirm", "keys.foot_carry")
            yield screen.hint_of("meeting.note", "keys.foot_stopped")
            yield screen.hint_of("meeting.drop", "keys.foot_drop")
            yield screen.hint_of("meeting.next_part", "keys.foot_round")
        case Part.CLOSING:
            yield from closing_hints(screen)
            yield from _entries(screen)
        case Part.ROUND:
            yield from _round(screen)
    yield screen.hint_of("app.help", "keys.foot_all", kept=True)


def _round(screen: MeetingStage) -> Iterator[Hint]:
    kind = screen.row_kind()
    if kind == "key_result":
        yield _confidence(screen, "keys.foot_confidence")
        yield _grouped(
            screen,
            ("meeting.step_up", "meeting.step_down", "meeting.value"),
            "keys.foot_progress",
        )
        yield screen.hint_of("meeting.same", "keys.foot_same")
        yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)
        if _absent(screen):
            yield screen.hint_of("meeting.speaker", "keys.foot_speaker", kept=True)
        yield screen.hint_of("meeting.note")
    elif kind == "task":
        yield screen.hint_of("meeting.same", "keys.foot_done")
        yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)
    elif kind == DROPPED:
        yield screen.hint_of("meeting.drop", "keys.foot_restore", kept=True)
        yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)
    elif kind == ASKED:
        yield screen.hint_of("meeting.same", "links.key_confirm", kept=True)
        yield screen.hint_of("meeting.drop", "links.key_refuse", kept=True)
        yield screen.hint_of("meeting.change", "links.foot_answer")
        yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)
    elif kind == "newcomer":
        yield from newcomer_hints(screen)
    else:
        yield screen.hint_of("meeting.confirm", "keys.foot_next", kept=True)
        yield screen.hint_of("meeting.key_result")
        yield screen.hint_of("meeting.objective")
    yield from _entries(screen)
    yield screen.hint_of("meeting.next_stop")
    if kind == "key_result":
        yield screen.hint_of("meeting.vote")
        yield screen.hint_of("meeting.why", "views.foot_why")
    yield screen.hint_of("meeting.large")
    yield screen.hint_of("meeting.search")


def _absent(screen: MeetingStage) -> bool:
    stop = screen.stop_in_hand()
    return stop is not None and not screen.room.present(stop)


def _entries(screen: MeetingStage) -> Iterator[Hint]:
    yield screen.hint_of("meeting.action", "keys.foot_action")
    yield screen.hint_of("meeting.risk")
    yield screen.hint_of("meeting.problem")
    yield screen.hint_of("meeting.decision")
    yield screen.hint_of("meeting.park")


def _confidence(screen: MeetingStage, words: str) -> Hint:
    keymap = screen.desk.keymap
    first, last = keymap.keys("meeting.confidence.1"), keymap.keys("meeting.confidence.10")
    return screen.hint("", f"{first}-{last}", words)


def _grouped(screen: MeetingStage, ids: tuple[str, ...], words: str) -> Hint:
    return screen.hint(ids[0], screen.desk.keymap.keys(*ids), words)


def _menu(screen: MeetingStage) -> Iterator[Hint]:
    """Return what may follow the key that opened a menu."""
    yield screen.hint("", "g", "keys.top", kept=True)
    yield screen.hint("", "G", "keys.end", kept=True)
    yield screen.hint("", "1-9", "keys.foot_member", kept=True)

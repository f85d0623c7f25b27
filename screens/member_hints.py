"""The keys that the foot of one owner's OKRs shows, for the row in hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screens.link_rows import ASKED
from widgets.key_hints import Hint

if TYPE_CHECKING:
    from screens.member_stage import MemberStage


def member_hints(screen: MemberStage) -> Iterator[Hint]:
    """Return what one can do with the row in hand, the most important first."""
    keymap = screen.desk.keymap
    if screen.menu:
        yield screen.hint("", "g", "keys.top", kept=True)
        yield screen.hint("", "G", "keys.end", kept=True)
        return
    kind, over = screen.row_kind(), screen.is_over
    if over:
        yield screen.hint_of("member.history", "views.foot_why")
    elif kind == "key_result":
        first, last = keymap.keys("member.confidence.1"), keymap.keys("member.confidence.10")
        yield screen.hint("", f"{first}-{last}", "keys.foot_confidence")
        steps = keymap.keys("member.step_up", "member.step_down", "member.value")
        yield screen.hint("member.step_up", steps, "keys.foot_progress")
        yield screen.hint_of("member.note")
    elif kind == "task":
        yield screen.hint_of("member.tick", "keys.foot_done")
    elif kind == ASKED:
        yield screen.hint_of("member.tick", "links.key_confirm", kept=True)
        yield screen.hint_of("member.drop", "links.key_refuse", kept=True)
        yield screen.hint_of("member.write", "links.foot_answer")
    if kind in {"objective", "key_result", "task"} and not over:
        yield screen.hint_of("member.write", "writing.foot_edit")
        yield screen.hint_of("member.change", "member.foot_change")
        yield screen.hint_of("member.key_result")
        yield screen.hint_of("member.link", "links.foot_open")
    if not over:
        yield screen.hint_of("member.objective")
    if kind in {"key_result", "task"} and not over:
        yield screen.hint_of("member.task")
        yield screen.hint_of("member.history", "views.foot_why")
    yield screen.hint_of("member.next", "member.foot_next")
    if screen.has_cycle(1):
        yield screen.hint_of("member.later", "member.foot_cycle")
    yield screen.hint_of("app.help", "keys.foot_all", kept=True)
    yield screen.hint_of("member.back", _back(screen), kept=True)


def _back(screen: MemberStage) -> str:
    """Return what it is called to go back: the Board is only one of the ways that lead here."""
    stack = screen.app.screen_stack
    below = stack[stack.index(screen) - 1] if screen in stack[1:] else None
    return "keys.board" if getattr(below, "KEYS", "") == "board" else "keys.back"

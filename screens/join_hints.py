"""The keys that the foot shows to somebody who follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screens.link_rows import ASKED
from screens.together_lead import leads_elsewhere
from widgets.key_hints import Hint

if TYPE_CHECKING:
    from screens.join import JoinScreen


def join_hints(screen: JoinScreen) -> Iterator[Hint]:
    """Return what one can do with the row in hand, the most important first."""
    desk, keymap = screen.desk, screen.desk.keymap
    if (not desk.seat.table.led or leads_elsewhere(desk)) and not screen.not_mine(""):
        yield screen.hint_of("join.take_over", "together.foot_take_over", kept=True)
    follow = "together.foot_look" if screen.following else "together.foot_follow"
    yield screen.hint_of("join.follow", follow, kept=True)
    if screen.row_kind() == "key_result" and not screen.not_mine():
        one, ten = keymap.keys("join.confidence.1"), keymap.keys("join.confidence.10")
        yield Hint(id="", key=f"{one}-{ten}", word=screen.words("keys.foot_confidence"))
        steps = keymap.keys("join.step_up", "join.step_down", "join.value")
        yield Hint(id="", key=steps, word=screen.words("keys.foot_progress"))
        yield screen.hint_of("join.note")
        yield screen.hint_of("join.undo")
    if screen.row_kind() == ASKED and not screen.not_mine("same"):
        yield screen.hint_of("join.same", kept=True)
        yield screen.hint_of("join.drop", kept=True)
        yield screen.hint_of("join.change")
    yield screen.hint_of("join.large")
    yield screen.hint_of("join.search")
    yield screen.hint_of("app.help", "keys.foot_all", kept=True)
    yield screen.hint_of("app.leave", kept=True)

"""What stands at the foot of the objectives: what one can do, or the keys of an open menu."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from widgets.key_hints import Hint

if TYPE_CHECKING:
    from screens.objectives_stage import ObjectivesStage

_SET: Final = {
    "objectives.set.revenue": "terms.revenue",
    "objectives.set.user": "terms.user",
    "objectives.set.efficiency": "terms.efficiency",
    "objectives.set.capability": "terms.capability",
    "objectives.set.none": "objectives.foot_none",
    "objectives.turn.dimension": "terms.dimension",
    "objectives.turn.origin": "terms.origin",
    "objectives.turn.ambition": "terms.ambition",
}
_ONLY: Final = {
    "objectives.all": "objectives.foot_all",
    "objectives.only.revenue": "terms.revenue",
    "objectives.only.user": "terms.user",
    "objectives.only.efficiency": "terms.efficiency",
    "objectives.only.capability": "terms.capability",
    "objectives.only.none": "objectives.not_set",
    "objectives.filter.dimension": "terms.dimension",
    "objectives.filter.origin": "terms.origin",
    "objectives.filter.ambition": "terms.ambition",
    "objectives.only_owner": "terms.owner",
    "objectives.only_health": "terms.health",
}


def foot(stage: ObjectivesStage) -> Iterator[Hint]:
    """Yield what one can do, the most important first."""
    keymap = stage.desk.keymap
    for menu in (_SET, _ONLY):
        first = next(iter(menu))
        if stage.menu and stage.menu == keymap.keys(first)[:1]:
            for action, words in menu.items():
                yield stage.hint(action, keymap.keys(action)[1:], words)
            return
    if stage.in_hand is not None:
        yield stage.hint(
            "", keymap.keys("objectives.set.none")[:1], "objectives.foot_set", kept=True
        )
        yield stage.hint("", keymap.keys("objectives.all")[:1], "objectives.foot_filter")
        yield stage.hint_of("objectives.order", "objectives.foot_order")
        yield stage.hint_of("objectives.next_warning", "objectives.foot_warning")
        yield stage.hint_of("objectives.open", "member.foot_open")
        yield stage.hint_of("objectives.write", "objectives.foot_write")
    if stage.has_cycle(1):
        yield stage.hint_of("objectives.later", "trends.foot_cycle")
    yield stage.hint_of("app.help", "keys.foot_all", kept=True)
    yield stage.hint_of("objectives.back", kept=True)

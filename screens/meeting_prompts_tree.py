"""What changes the tree itself: newly agreed, changed, given up and brought back, with reasons."""

from __future__ import annotations

from typing import Final

from okrtui.meeting import intents
from okrtui.meeting.changes import Item
from okrtui.meeting.lines.agreed import key_result_line, objective_line
from okrtui.meeting.lines.change import change_line, needs_reason
from okrtui.meeting.lines.places import dropped_below
from okrtui.meeting.structure import cycle_of_new
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import (
    Action,
    CycleState,
    Decision,
    KeyResult,
    Objective,
    Parked,
    Problem,
    Risk,
    State,
    Task,
)
from okrtui.text.width import cut
from screens.meeting_prompts_ask import Asking, reason_said, said

Titled = Item | Action | Decision | Parked | Problem | Risk

_CHANGE_HINTS: Final = {
    Objective: "meeting.change_objective_hint",
    KeyResult: "meeting.change_hint",
    Task: "meeting.change_task_hint",
}
_MOST_LISTED = 28


class Growing(Asking):
    """The prompts of objectives, key results and their changes.

    Of a draft no reason is asked: nothing was agreed yet that would be changed.
    """

    def objective(self, owner: str) -> None:
        """Ask for a new objective, and why."""
        needs = None if self._is_drafted() else False
        self._with_reason(
            f"objective:{owner}",
            "meeting.ask_objective",
            lambda title, why: objective_line(title, owner, why),
            about=self._screen.owner_name(owner),
            hint="meeting.objective_hint",
            advised=True,
            needs_why=lambda _: needs,
        )

    def key_result(self, objective: Objective) -> None:
        """Ask for a new key result, with its measure, and why."""
        ground = self._ground()
        needs = None if is_draft(objective) else False
        self._with_reason(
            f"key_result:{objective.id}",
            "meeting.ask_key_result",
            lambda typed, why: key_result_line(typed, objective.id, ground, why),
            about=f"O{objective.number} {objective.title}",
            hint="meeting.key_result_hint",
            advised=True,
            needs_why=lambda _: needs,
        )

    def _is_drafted(self) -> bool:
        """Return whether a new objective waits to be agreed, outside of any meeting."""
        room = self._screen.room
        if room.meeting.id or not room.meeting.cycles:
            return False
        return cycle_of_new(room.books, room.meeting.cycles).state is CycleState.DRAFTING

    def change(self, item: Item) -> None:
        """Ask for a new wording, a field or a place, and why."""
        ground = self._ground()
        self._with_reason(
            f"change:{item.id}",
            "meeting.ask_change",
            lambda typed, why: change_line(typed, item, ground, why),
            was=item.title,
            # Mostly a field is named, seldom a word of it mended.
            over=True,
            hint=_CHANGE_HINTS[type(item)],
            listed=self._dropped_below(item),
            advised=not isinstance(item, Task),
            needs_why=lambda intent: True if needs_reason(intent) and not is_draft(item) else None,
        )

    def _dropped_below(self, item: Item) -> str:
        dropped = dropped_below(item, self._ground()) if isinstance(item, Objective) else ()
        if not dropped:
            return ""
        signs = self._screen.desk.signs
        listed = (f"KR{kr.number} {cut(kr.title, _MOST_LISTED, signs.cut)}" for kr in dropped)
        return self._words("meeting.dropped_below", listed=f" {signs.dot} ".join(listed))

    def correct(self, record: Titled) -> None:
        """Ask for the right spelling."""
        self._ask(
            f"correct:{record.id}",
            "meeting.ask_correct",
            lambda typed: intents.CorrectText(TABLE_OF[type(record)], record.id, said(typed)),
            hint="meeting.correct_hint",
            text=record.title,
        )

    def drop(self, item: Item) -> None:
        """Ask why it is given up."""
        self._ask(
            f"drop:{item.id}",
            "meeting.ask_drop",
            lambda typed: intents.Drop(
                TABLE_OF[type(item)],
                item.id,
                typed.strip() if is_draft(item) else reason_said(typed),
            ),
            about=item.title,
            hint="meeting.reason_hint" if is_draft(item) else "meeting.drop_hint",
        )

    def restore(self, item: Item) -> None:
        """Ask why what was given up is brought back."""
        self._ask(
            f"restore:{item.id}",
            "meeting.ask_restore",
            lambda typed: intents.Restore(TABLE_OF[type(item)], item.id, typed.strip()),
            about=item.title,
            hint="meeting.reason_hint",
        )


def is_draft(item: Item) -> bool:
    """Return whether something is not agreed yet, so that it changes without a reason."""
    return not isinstance(item, Task) and item.state is State.DRAFT

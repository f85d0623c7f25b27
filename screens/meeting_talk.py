"""The meeting's keys that take down what is said beside the numbers, and change the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from okrtui.model.records import (
    Action,
    Decision,
    Link,
    Member,
    Objective,
    Parked,
    Problem,
    Risk,
)
from screens.dropped_rows import dropped_item
from screens.link_rows import link_in, linked_in_hand
from screens.meeting_stage import MeetingStage

if TYPE_CHECKING:
    from screens.link_prompts import LinkPrompts

Entry = Action | Decision | Parked | Problem | Risk

_ENTRIES: Final[dict[str, type[Entry]]] = {
    "action": Action,
    "loose": Action,
    "decision": Decision,
    "parked": Parked,
    "problem": Problem,
    "risk": Risk,
}
"""What stands behind a row that is no part of the tree, by its kind."""


class Talk(MeetingStage):
    """What the keys of entries, and of changes to the tree, do."""

    def entry_in_hand(self) -> Entry | None:
        """Return the action item, decision, risk … that the row in hand stands for."""
        kind = _ENTRIES.get(self.row_kind())
        return None if kind is None else self.room.books.find(kind, self.row)

    # -- what hangs together

    @property
    def links(self) -> LinkPrompts:
        """What is asked for where something is linked."""
        from screens.link_prompts import LinkPrompts

        return LinkPrompts(self)

    def link_in_hand(self) -> Link | None:
        """Return what is asked in the row in hand, if it is such a row."""
        return link_in(self.room.books, self.row)

    def act_link(self) -> None:
        """Show what the row in hand hangs on, to link it and to answer."""
        from screens.links import LinksScreen

        kr, item = self.key_result(), self.item()
        objective = item if isinstance(item, Objective) else None
        linked = linked_in_hand(self.room, self.link_in_hand(), kr or objective)
        if linked is not None:
            self.app.push_screen(
                LinksScreen(self.desk, self.session, self.room, linked),
                lambda _: self.show_again(),
            )

    # -- what is said beside it

    def act_risk(self) -> None:
        """Ask for a risk."""
        self.prompts.risk(self.key_result())

    def act_problem(self) -> None:
        """Ask for a problem."""
        self.prompts.problem(self.key_result())

    def act_action(self) -> None:
        """Ask for an action item."""
        self.prompts.action(self.key_result())

    def act_decision(self) -> None:
        """Ask for a decision."""
        self.prompts.decision(self.key_result())

    def act_park(self) -> None:
        """Ask for what is not discussed now."""
        self.prompts.park(self.key_result())

    def act_task(self) -> None:
        """Ask for a task of the key result in hand."""
        kr = self.key_result()
        if kr is not None:
            self.prompts.task(kr)

    # -- the tree itself

    def act_key_result(self) -> None:
        """Ask for a key result of the objective in hand."""
        item, kr = self.item(), self.key_result()
        objective = item if isinstance(item, Objective) else None
        if objective is None and kr is not None:
            objective = self.room.books.objective_of(kr)
        if objective is not None:
            self.prompts.key_result(objective)

    def act_objective(self) -> None:
        """Ask for an objective of whose turn it is."""
        self.prompts.objective(self.owner_in_hand())

    def act_change(self) -> None:
        """Ask for a change of the row in hand, or for the answer to what is asked."""
        item, link = self.item(), self.link_in_hand()
        if item is not None:
            self.prompts.change(item)
        elif link is not None:
            self.links.answer(link)
        else:
            self.edit_entry()

    def edit_entry(self) -> bool:
        """Ask for the line of the risk, problem or action item in hand; return whether it is one.

        What has but a title is spelt anew.
        """
        entry = self.entry_in_hand()
        match entry:
            case None:
                return False
            case Risk() | Problem() | Action():
                self.prompts.edit(entry)
            case _:
                self.prompts.correct(entry)
        return True

    def correct_entry(self) -> bool:
        """Ask for the right spelling of the entry in hand; return whether there is one."""
        entry = self.entry_in_hand()
        if entry is not None:
            self.prompts.correct(entry)
        return entry is not None

    def note_entry(self) -> bool:
        """Ask what stopped the action in hand, or what became of what is parked."""
        entry = self.entry_in_hand()
        match entry:
            case Action():
                self.prompts.stopped(entry)
            case Parked():
                self.prompts.end(entry)
            case _:
                return False
        return True

    def act_drop(self) -> None:
        """Ask why the row in hand is given up; or, where it was, why it is brought back."""
        item, entry = self.item(), self.entry_in_hand()
        dropped = dropped_item(self.room, self.row)
        if dropped is not None:
            self.prompts.restore(dropped)
        elif item is not None:
            self.prompts.drop(item)
        elif (link := self.link_in_hand()) is not None:
            self.links.refuse(link)
        elif entry is not None and not isinstance(entry, Decision):
            self.prompts.end(entry)

    # -- what is said of the key result itself

    def act_health(self) -> None:
        """Ask how the key result in hand stands in the team's eyes."""
        kr = self.key_result()
        if kr is not None:
            self.prompts.health(kr)

    def act_speaker(self) -> None:
        """Ask who speaks for the absent owner of the key result in hand."""
        kr = self.key_result()
        if kr is None:
            return
        here = self.room.stand(kr).here
        told = self.room.books.find(Member, here.spoken_by if here else None)
        self.prompts.speaker(kr, told.login if told else "")

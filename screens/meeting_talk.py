"""The meeting's keys that take down what is said beside the numbers, and change the tree."""

from __future__ import annotations

from okrtui.model.records import Objective
from screens.meeting_stage import MeetingStage


class Talk(MeetingStage):
    """What the keys of entries, and of changes to the tree, do."""

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
        """Ask for a change of the row in hand."""
        item = self.item()
        if item is not None:
            self.prompts.change(item)

    def act_drop(self) -> None:
        """Ask why the row in hand is given up."""
        item, action = self.item(), self.action_in_hand()
        if action is not None:
            self.prompts.action_drop(action.id)
        elif item is not None:
            self.prompts.drop(item)

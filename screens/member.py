"""One owner's OKRs through the cycle: to edit, to check in on, and to see what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.meeting import intents
from okrtui.model.records import KeyResult
from screens.link_rows import linked_in_hand
from screens.member_prompts import MemberPrompts
from screens.member_stage import MemberStage
from screens.walking import Walks
from widgets.okr_tree import OkrTree

if TYPE_CHECKING:
    from screens.link_prompts import LinkPrompts


class MemberScreen(Walks, MemberStage):
    """One owner's OKRs, driven by the `member` keys of the key map."""

    @property
    def prompts(self) -> MemberPrompts:
        """What is asked for here."""
        return MemberPrompts(self)

    @property
    def links(self) -> LinkPrompts:
        """What is asked for where something is linked."""
        from screens.link_prompts import LinkPrompts

        return LinkPrompts(self)

    # -- from row to row

    def act_fold(self) -> None:
        """Fold the row in hand, or go to the row above it."""
        row = self.row_in_hand()
        if row is not None and row.open:
            self.folded.add(row.id)
            self.show_again()
        elif row is not None and row.parent is not None:
            self.move_to(row.parent)

    def act_unfold(self) -> None:
        """Unfold the row in hand."""
        if self.row in self.folded:
            self.folded.discard(self.row or "")
            self.show_again()

    def on_okr_tree_row_activated(self, event: OkrTree.RowActivated) -> None:
        """Fold or unfold a row that was clicked again."""
        event.stop()
        if event.id in self.folded:
            self.act_unfold()
        else:
            self.act_fold()

    # -- from owner to owner, from cycle to cycle

    def act_next(self) -> None:
        """Show the next owner's OKRs."""
        self.go_by(1)

    def act_previous(self) -> None:
        """Show the OKRs of the owner before."""
        self.go_by(-1)

    # -- checking in

    def act_confidence(self, number: str) -> None:
        """Record a confidence; `0` is ten, also right after a `1`."""
        if (kr := self.key_result()) is not None:
            self.do(intents.Confidence(kr.id, int(number)))

    def act_step_up(self) -> None:
        """Move progress one step toward the target."""
        self._step(1)

    def act_step_down(self) -> None:
        """Move progress one step back."""
        self._step(-1)

    def _step(self, by: int) -> None:
        kr = self.key_result()
        if kr is not None:
            self.do(intents.Step(kr.id, by))

    def act_value(self) -> None:
        """Ask for the value of the key result in hand."""
        if (kr := self.key_result()) is not None:
            self.prompts.value(kr)

    def act_note(self) -> None:
        """Ask for the owner's words."""
        if (kr := self.key_result()) is not None:
            self.prompts.note(kr)

    def act_reason(self) -> None:
        """Ask why confidence is what it is, and what happens next."""
        if (kr := self.key_result()) is not None:
            self.prompts.why(kr, _nothing, _nothing)

    def act_tick(self) -> None:
        """Tick the task in hand, or put it back; say yes to what is asked."""
        if (link := self.link()) is not None:
            self.links.confirm(link)
        elif self.row is not None:
            self.do(intents.ToggleTask(self.row))

    # -- writing

    def act_write(self) -> None:
        """Write the row in hand, field by field; answer what is asked."""
        from screens.writing import WritingScreen

        if (link := self.link()) is not None:
            self.links.answer(link)
        elif (item := self.item()) is not None:
            self.app.push_screen(WritingScreen(self.desk, self.session, self.room, item))

    def act_change(self) -> None:
        """Ask for another wording, field or place, and why; or for the answer to what is asked."""
        if (link := self.link()) is not None:
            self.links.answer(link)
        elif (item := self.item()) is not None:
            self.prompts.change(item)

    def act_correct(self) -> None:
        """Ask for the right spelling."""
        if (item := self.item()) is not None:
            self.prompts.correct(item)

    def act_key_result(self) -> None:
        """Ask for a new key result below the objective in hand."""
        if (objective := self.objective()) is not None:
            self.prompts.key_result(objective)

    def act_objective(self) -> None:
        """Ask for a new objective of whose OKRs these are."""
        self.prompts.objective(self.room.owner)

    def act_task(self) -> None:
        """Ask for a new task below the key result in hand."""
        if (kr := self.key_result()) is not None:
            self.prompts.task(kr)

    def act_drop(self) -> None:
        """Ask why the row in hand is given up; or why the answer to what is asked is no."""
        if (link := self.link()) is not None:
            self.links.refuse(link)
        elif (item := self.item()) is not None:
            self.prompts.drop(item)

    def act_link(self) -> None:
        """Show what the row in hand hangs on, to link it and to answer."""
        from screens.links import LinksScreen

        linked = linked_in_hand(self.room, self.link(), self.key_result() or self.objective())
        if linked is not None:
            self.app.push_screen(LinksScreen(self.desk, self.session, self.room, linked))

    # -- looking

    def act_history(self) -> None:
        """Show what was done to the row in hand, and why."""
        from screens.why import WhyScreen

        item = self.item()
        if item is not None:
            self.app.push_screen(WhyScreen(self.desk, item))

    def act_copy(self) -> None:
        """Copy the row in hand as plain text."""
        from screens.clipboard import copy

        item = self.item()
        if item is not None:
            books = self.room.books
            name = books.kr_name(item) if isinstance(item, KeyResult) else ""
            copy(self, f"{name} {item.title}".strip())

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()


def _nothing() -> None:
    """Go on as before: a reason that was given, or put off, leads nowhere else here."""

"""Alignment: what each objective is there for, and what hangs in the air."""

from __future__ import annotations

from okrtui.model.aligned import Kind
from okrtui.model.links import DEPENDS, VERTICAL
from okrtui.model.records import KeyResult, Link
from screens.alignment_stage import AlignmentStage
from screens.link_prompts import LinkPrompts
from screens.walking import Walks
from widgets.lines import Lines


class AlignmentScreen(Walks, AlignmentStage):
    """Company, team and members, driven by the `alignment` keys of the key map."""

    @property
    def prompts(self) -> LinkPrompts:
        """What is asked for here."""
        return LinkPrompts(self)

    def link(self) -> Link | None:
        """Return the link in hand: of an objective that by which it stands where it does."""
        row = self.in_hand
        return row.tie.link if row is not None and row.tie is not None else None

    # -- from row to row

    def act_fold(self) -> None:
        """Fold what is below the row in hand, or go to the row above it."""
        row = self.in_hand
        if row is None:
            return
        if row.id not in self.folded and self.has_below(row):
            self.folded.add(row.id)
            self.show_rows()
        elif row.parent is not None:
            self.go_to(row.parent)

    def act_unfold(self) -> None:
        """Unfold what is below the row in hand."""
        row = self.in_hand
        if row is not None and row.id in self.folded:
            self.folded.discard(row.id)
            self.show_rows()

    def act_marked(self) -> None:
        """Go to the next row at which something is wrong."""
        row = next(self.marked(), None)
        if row is None or not self.go_to(row):
            self.say(self.words("alignment.none_marked"), "dim")

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Fold or unfold a row that was clicked again."""
        event.stop()
        if event.id in self.folded:
            self.act_unfold()
        else:
            self.act_fold()

    # -- going elsewhere

    def act_open(self) -> None:
        """Show the OKRs of whose row it is, at that row."""
        row = self.in_hand
        if row is None:
            return
        if row.kind is Kind.OWNER or row.objective is None:
            from screens.member import MemberScreen

            self.app.push_screen(MemberScreen(self.desk, row.owner))
            return
        from screens.going import open_row

        item = self.item() or row.objective
        owner = (item.owner if isinstance(item, KeyResult) else None) or row.objective.owner
        open_row(self, owner, item.id, row.objective.cycle)

    def act_history(self) -> None:
        """Show what was done to the row in hand, and why."""
        from screens.why import WhyScreen

        if (item := self.item()) is not None:
            self.app.push_screen(WhyScreen(self.desk, item))

    def act_search(self) -> None:
        """Look for an objective, and go to it."""
        from screens.search import SearchScreen
        from screens.search_index import SearchIndex

        screen = SearchScreen(self.desk, SearchIndex(self.desk.books, self.span))

        def chosen(id: str | None) -> None:
            if id is None:
                return
            books = self.desk.books
            kr = books.find(KeyResult, screen.entry(id).key_result)
            if not self.go_to(id) and not (kr is not None and self.go_to(kr.objective)):
                self.say(self.words("alignment.not_here"), "dim")

        self.app.push_screen(screen, chosen)

    # -- linking

    def act_align(self) -> None:
        """Pick what the objective or key result in hand serves."""
        if (item := self.item()) is not None:
            self.prompts.pick(item, VERTICAL)

    def act_depends(self) -> None:
        """Pick what or whom it depends on."""
        if (item := self.item()) is not None:
            self.prompts.pick(item, DEPENDS)

    def act_confirm(self) -> None:
        """Say yes to what is asked in the row in hand."""
        if (link := self.link()) is not None:
            self.prompts.confirm(link)

    def act_refuse(self) -> None:
        """Ask why the answer is no."""
        if (link := self.link()) is not None:
            self.prompts.refuse(link)

    def act_unlink(self) -> None:
        """Ask why the link in hand is taken away: that of an objective is what it stands by."""
        if (link := self.link()) is not None:
            self.prompts.unlink(link)
        else:
            self.say(self.words("alignment.no_link"), "dim")

    def act_links(self) -> None:
        """Show all that the row in hand is linked to, and what is asked of it."""
        from screens.links import LinksScreen

        if (item := self.item()) is not None:
            self.app.push_screen(LinksScreen(self.desk, self.session, self.room, item))

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()

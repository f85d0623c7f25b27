"""The meeting's keys that move: from row to row, from member to member, from part to part."""

from __future__ import annotations

from okrtui.meeting.agenda import ACTIONS, CLOSING, Part
from okrtui.model.records import KeyResult, Member
from screens.meeting_stage import MeetingStage
from screens.walking import Walks
from widgets.okr_tree import OkrTree


class Moves(Walks, MeetingStage):
    """What the moving keys do."""

    def act_fold(self) -> None:
        """Fold the row in hand, or go to the row above it."""
        row = next((row for row in self.rows if row.id == self.row), None)
        if row is None:
            return
        if row.open:
            self.folded.add(row.id)
            self.show_again()
        elif row.parent is not None:
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

    # -- from stop to stop

    def go_on(self, after: str | None) -> None:
        """Go on to the next key result that was not reviewed, or to the closing."""
        stop, found = self.room.ahead(self.stop, after)
        if stop is None:
            self.go_to(CLOSING)
            self._say_reviewed()
        elif found is None:
            self.go_to(stop.id)
        elif stop.id == self.stop:
            self._unfold_to(found)
            self.move_to(found)
        else:
            self.go_to(stop.id, found)

    def _say_reviewed(self) -> None:
        absent = ", ".join(self.owner_name(stop.id) for stop in self.room.unheard())
        if absent:
            self.say(self.words("closing.all_here_reviewed", names=absent), "on_track")
        else:
            self.say(self.words("meeting.all_reviewed"), "on_track")

    def _unfold_to(self, key_result: str) -> None:
        kr = self.room.books.find(KeyResult, key_result)
        if kr is not None and kr.objective in self.folded:
            self.folded.discard(kr.objective)
            self._show_rows(key_result, start=False)

    def act_next_stop(self) -> None:
        """Give the turn to the next member."""
        self.go_by(1)

    def act_previous_stop(self) -> None:
        """Give the turn to the member before."""
        self.go_by(-1)

    def act_member(self, number: str) -> None:
        """Give the turn to a member by their place in the round."""
        books = self.room.books
        ids = [stop.id for stop in self.room.way.stops if books.find(Member, stop.id)]
        if int(number) <= len(ids):
            self.go_to(ids[int(number) - 1])
        else:
            self.say(self.words("meeting.no_member", n=number), "dim")

    def act_next_part(self) -> None:
        """Go to the next part: the round, the closing."""
        match self.part:
            case Part.ACTIONS:
                self.go_on(None)
            case Part.ROUND:
                self.go_to(CLOSING)
            case Part.CLOSING:
                self.say(self.words("meeting.last_part"), "dim")

    def act_previous_part(self) -> None:
        """Go to the part before."""
        match self.part:
            case Part.CLOSING if self.room.way.stops:
                self.go_to(self.room.way.stops[-1].id)
            case Part.ROUND | Part.CLOSING if self.room.actions:
                self.go_to(ACTIONS)
            case _:
                self.say(self.words("meeting.first_part"), "dim")

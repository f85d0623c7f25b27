"""What is in hand in the meeting: the part, the stop, the row, and whose it is."""

from __future__ import annotations

from okrtui.meeting.agenda import CLOSING, Part, Stop
from okrtui.meeting.rows import Row, key_result_of
from okrtui.meeting.session import Session
from okrtui.model.records import TEAM, Action, KeyResult, Objective, Task
from okrtui.together.live import Live
from screens.desk import Desk
from screens.phrases import owner_name
from screens.room import Room
from screens.stops import part_of
from screens.together_seated import Seated
from screens.turn_rows import TurnRows
from widgets.okr_tree import OkrTree


class InHand(Seated):
    """A session in a meeting, with the stop and the row that it has in hand."""

    def __init__(self, desk: Desk, session: Session, where: Live | None) -> None:
        super().__init__(desk, session)
        self.room = Room(desk, session)
        self.stop = (where.stop if where else None) or self.room.meeting.stop or CLOSING
        self.turn_rows: TurnRows | None = None
        self.tree_view = OkrTree(signs=desk.signs, id="tree")
        self.tree_view.can_focus = False

    @property
    def part(self) -> Part:
        """The part of the meeting in hand."""
        return part_of(self.stop)

    @property
    def row(self) -> str | None:
        """The id of the row in hand."""
        return self.tree_view.cursor_id

    def row_kind(self) -> str:
        """Return the kind of the row in hand."""
        found = self.tree_view.row_in_hand
        return found.kind if found else ""

    def key_result(self) -> KeyResult | None:
        """Return the key result in hand: the row's own, or that of its task."""
        row = self._row_in_hand()
        found = (
            self.row
            if self.row_kind() in {"waiting", "owed"}
            else key_result_of((row,), row.id)
            if row
            else None
        )
        return self.room.books.find(KeyResult, found)

    def item(self) -> Objective | KeyResult | Task | None:
        """Return the objective, key result or task in hand."""
        row = self._row_in_hand()
        return row.item if row else None

    def _row_in_hand(self) -> Row | None:
        return self.turn_rows.row(self.row) if self.turn_rows is not None else None

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        return owner_name(self.room.books, owner, self.desk.words)

    def stop_in_hand(self) -> Stop | None:
        """Return the member's turn in hand; None in the other parts."""
        return self.room.way.stop(self.stop)

    def action_in_hand(self) -> Action | None:
        """Return the action item in hand."""
        return self.room.books.find(Action, self.row) if self.row_kind() == "action" else None

    def owner_in_hand(self) -> str:
        """Return for whom a new objective would be: whose turn it is, else the team."""
        item = self.item()
        if self.stop == TEAM and isinstance(item, Objective):
            return item.owner
        return self.stop if self.part is Part.ROUND else TEAM

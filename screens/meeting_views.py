"""The meeting's keys that look: in large type, back in time, over everything; and the vote."""

from __future__ import annotations

from okrtui.meeting.agenda import Part
from screens.meeting_stage import MeetingStage
from widgets.large_type import LargeType


class Views(MeetingStage):
    """What the keys that look do."""

    _large: LargeType | None = None
    _is_large = False

    # -- large type

    def act_large(self) -> None:
        """Fill the room with the row in hand, or stop that; all keys go on working."""
        if self._large is None:
            self._large = LargeType(signs=self.desk.signs, id="large")
            self.query_one("#room").mount(self._large)
        self._is_large = not self._is_large
        self.show_in_hand()

    def act_plain(self) -> None:
        """Stop filling the room with one row."""
        if self._is_large:
            self.act_large()

    def show_in_hand(self) -> None:
        """Show the row in hand, in large where that was asked for."""
        super().show_in_hand()
        if self._large is None:
            return
        # The closing is a list to go through: there is no one thing to be read from afar.
        large = self._is_large and self.part is not Part.CLOSING
        if large:
            self._large.show(self.card_data())
        if self._large.display != large:
            self._large.display = large
            for widget in (self.tree_view, self.card):
                widget.styles.display = "none" if large else None

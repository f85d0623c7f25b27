"""The Board: how the team stands, what asks for it, and the way into the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.ops import Changed
from okrtui.model.overview import team_status
from okrtui.text.errors import Refused
from screens.base import DeskScreen
from screens.board_rows import EVERYONE, BoardRows
from screens.desk import Desk
from widgets.board_table import BoardTable
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens

WIDE = 100
"""Columns from which on the lists stand side by side."""


class BoardScreen(DeskScreen[None]):
    """The team at a glance. The row in hand says whose lists stand below."""

    KEYS = "board"
    AUTO_FOCUS = "#members"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way

    def __init__(self, desk: Desk, opening: OpenScreens) -> None:
        super().__init__(desk)
        self._opening = opening
        self._rows: BoardRows | None = None
        self._away = False
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._members = BoardTable(signs=desk.signs, id="members")
        self._attention = Lines(signs=desk.signs, id="attention")
        self._actions = Lines(signs=desk.signs, id="actions")
        self._risks = Lines(signs=desk.signs, id="risks")

    def compose(self) -> ComposeResult:
        """Lay the Board out."""
        # As Textual would, but before the styles are worked out rather than after.
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.set_class(self.app.size.width < WIDE, "-narrow")
        yield self._head
        yield self._members
        with Container(id="lists"):
            yield self._attention
            yield self._actions
            yield self._risks
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the team before the first paint."""
        self.show_team()
        self.show_keys()
        for problem in self.desk.keymap.problems[:1]:
            self.tell(problem, "at_risk")
        if self._opening.what == "meeting":
            self.call_after_refresh(self.act_meet)

    def on_screen_suspend(self) -> None:
        """Look anew at the team when coming back."""
        self._away = True

    def on_screen_resume(self) -> None:
        """Show what the meeting changed."""
        if self._away:
            self._away = False
            self.show_team()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others changed."""
        self.show_team()

    # -- what it shows

    def show_team(self) -> None:
        """Show the team as it is now."""
        desk = self.desk
        try:
            status = team_status(
                desk.books,
                today=desk.calendar.day(desk.clock.now()),
                calendar=desk.calendar,
                settings=desk.settings,
            )
        except Refused as nothing:
            self._head.show([Piece(desk.books.team_name(), "strong")], ())
            self.tell(nothing, "at_risk")
            return
        self._rows = BoardRows(desk.books, status, desk.words, desk.signs)
        view = self._rows.view()
        self._head.show(view.title, ())
        self._head.show_clock(view.right)
        self._members.styles.height = len(view.members) + 1
        self._members.show(view.head, view.members)
        self._show_lists()
        self.show_keys()
        if not status.objectives:
            self.said.say([Piece(self.words("board.nothing_yet"), "at_risk")], seconds=None)
        elif desk.store.read_only:
            self.said.say([Piece(self.words("board.read_only"), "at_risk")], seconds=None)

    def _show_lists(self) -> None:
        rows = self._rows
        if rows is None:
            return
        owner = self._members.cursor_id or EVERYONE
        empty = [Piece(self.words("board.nothing_needs_attention"), "dim")]
        self._attention.show(self._title("board.attention"), rows.attention(owner), empty=empty)
        self._actions.show(
            self._title("board.actions"),
            rows.actions(owner),
            empty=[Piece(self.words("board.no_actions"), "dim")],
        )
        self._risks.show(
            self._title("board.risks"),
            rows.risks(owner),
            empty=[Piece(self.words("board.no_risks"), "dim")],
        )

    def _title(self, words: str) -> list[Piece]:
        return [Piece(self.words(words), "accent")]

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        running = self._rows is not None and self._rows.is_meeting_open
        yield self.hint_of("board.meet", f"keys.{'resume' if running else 'begin'}", kept=True)
        yield self.hint_of("board.down", "keys.foot_whose")
        yield self.hint_of("app.help", kept=True)
        yield self.hint_of("app.leave", kept=True)

    def on_row_list_cursor_moved(self, event: BoardTable.CursorMoved) -> None:
        """Show the lists of the member in hand."""
        event.stop()
        self._show_lists()

    # -- what its keys do

    def act_down(self) -> None:
        """Take the next member in hand."""
        if self._members.move(1):
            self._show_lists()

    def act_up(self) -> None:
        """Take the member before in hand."""
        if self._members.move(-1):
            self._show_lists()

    def act_meet(self) -> None:
        """Go on with the meeting that is open, or open one."""
        from screens.opening import go_to_meeting

        go_to_meeting(self, self._opening, self._rows.status if self._rows else None)

    def act_leave(self) -> None:
        """Leave the program."""
        self.app.exit(0)

"""The Board: how the team stands, what asks for it, and the way into the meeting."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.glance import Glance
from okrtui.model.ops import Changed, Transaction
from okrtui.model.records import MeetingState
from okrtui.text.errors import Refused
from screens.board_lists import BoardLists
from screens.board_rows import EVERYONE, BoardRows
from screens.board_ways import BoardWays
from screens.cycle_notice import notice
from screens.desk import Desk
from screens.phrases import head_marks
from screens.slices import SLICE, Slices
from widgets.board_table import BoardTable
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens

WIDE = 100
"""Columns from which on the lists stand side by side."""

_AT_ONCE = 0.15
"""Seconds that the first paint may wait for the team; a department takes half as long."""


class BoardScreen(BoardWays):
    """The team at a glance. The row in hand says whose lists stand below."""

    KEYS = "board"
    AUTO_FOCUS = "#members"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way

    def __init__(self, desk: Desk, opening: OpenScreens) -> None:
        super().__init__(desk)
        self._opening = opening
        self._glance = Glance(desk.books, calendar=desk.calendar, settings=desk.settings)
        self._rows: BoardRows | None = None
        self._lists: BoardLists | None = None
        self._slices = Slices(self, desk.clock)
        self._waits = self._then_meet = False
        self._as_of = 0
        self._away = False
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._notice = MemberStrip(signs=desk.signs, id="notice")
        self._notice.display = False
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
        yield self._notice
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
        elif self._opening.what == "join":
            self.call_after_refresh(self._join)

    def on_screen_suspend(self) -> None:
        """Rest while another screen lies above."""
        self._away = True
        self._slices.stop()

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile: the meeting's own entries too, of which nobody tells."""
        if self._away:
            self._away = False
            store, since = self.desk.store, self._as_of
            self.save(
                lambda: list(store.transactions(since)),
                then=self._meanwhile,
                refused=lambda _error: self.show_team(),
            )

    def _meanwhile(self, transactions: list[Transaction]) -> None:
        self._glance.changed([(op.table, op.id) for one in transactions for op in one.ops])
        self._look()

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        self._glance.changed(changed.keys)
        if not self._away:
            self._look()

    # -- what it shows

    def show_team(self) -> None:
        """Show the team as it is now."""
        self._glance.changed(None)
        self._look(_AT_ONCE)

    def _look(self, at_once: float = SLICE) -> None:
        """Work out how the team stands: as far as these seconds go now, the rest between keys."""
        self._as_of = self.desk.store.view.seq
        self._slices.start(self._work(), self._show, at_once=at_once, waits=self._say_how_far)

    def _work(self) -> Generator[int, None, BoardRows | Refused]:
        desk = self.desk
        try:
            status = yield from self._glance.work(desk.today)
        except Refused as nothing:
            return nothing
        rows = BoardRows(desk.books, status, desk.words, desk.signs, was=self._rows)
        for _ in rows.make():
            yield sum(status.counts.values())
        return rows

    def _say_how_far(self, done: int) -> None:
        if self._rows is None:
            self._waits = True
            self.said.say([Piece(self.words("board.working", n=done), "dim")], seconds=None)

    def _show(self, rows: BoardRows | Refused) -> None:
        if isinstance(rows, Refused):
            self._head.show([Piece(self.desk.books.team_name(), "strong")], ())
            self.tell(rows, "at_risk")
            return
        desk, status = self.desk, rows.status
        self._rows = rows
        self._lists = BoardLists(desk.books, status, desk.words, desk.signs)
        view = rows.view()
        self._head.show([*head_marks(desk), *view.title], ())
        self._head.show_clock(view.right)
        said = notice(desk.books, desk.words, status.today, desk.keymap.keys("board.cycles"))
        self._notice.show(said, ())
        self._notice.display = bool(said)
        self._members.styles.height = len(view.members) + 1
        self._members.show(view.head, view.members)
        self._show_lists()
        self.show_keys()
        if not status.objectives:
            self._say_how_to_begin()
        elif desk.store.read_only:
            self.said.say([Piece(self.words("board.read_only"), "at_risk")], seconds=None)
        elif self._waits:
            self.said.hush()
        self._waits = not status.objectives
        if self._then_meet:
            self.act_meet()

    def _say_how_to_begin(self) -> None:
        ways = {"open": "board.open", "new": "member.objective"}
        plain = self.desk.signs.cut.isascii()
        keys = {name: self.desk.keymap.keys(way, plain=plain) for name, way in ways.items()}
        self.said.say([Piece(self.words("board.nothing_yet", **keys), "at_risk")], seconds=None)

    def _show_lists(self) -> None:
        rows = self._lists
        if rows is None:
            return
        owner = self.owner_in_hand
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
        if not self.desk.store.read_only:
            yield self.hint_of("board.meet", f"keys.{'resume' if running else 'begin'}", kept=True)
        elif running:
            yield self.hint_of("board.meet", "together.foot_follow", kept=True)
        yield self.hint_of("board.open", "member.foot_open")
        yield self.hint_of("board.trends", "trends.foot")
        yield self.hint_of("board.search", "views.search")
        yield self.hint_of("board.down", "keys.foot_whose")
        yield self.hint_of("board.last", "closing.foot_last")
        yield self.hint_of("app.help", kept=True)
        yield self.hint_of("app.leave", kept=True)

    def on_row_list_cursor_moved(self, event: BoardTable.CursorMoved) -> None:
        """Show the lists of the member in hand."""
        event.stop()
        self._show_lists()

    def on_row_list_row_activated(self, event: BoardTable.RowActivated) -> None:
        """Open the member who was clicked while in hand."""
        event.stop()
        self.act_open()

    @property
    def owner_in_hand(self) -> str:
        """Whose row is in hand: an owner, or `EVERYONE`."""
        return self._members.cursor_id or EVERYONE

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
        """Go on with the open meeting, or open one, once it is known how the team stands."""
        from screens.opening import go_to_meeting

        in_progress = MeetingState.IN_PROGRESS.value
        running = self.desk.store.view.where("meetings", "state", in_progress)
        if self._rows is None and self._slices.are_going and not running:
            self._then_meet = True
            return
        self._then_meet = False
        asked, self._opening = self._opening, replace(self._opening, reopen=False)
        go_to_meeting(self, asked, self._rows.status if self._rows else None)

    def _join(self) -> None:
        from screens.join import go_to_join

        go_to_join(self)

    def act_leave(self) -> None:
        """Leave the program."""
        self.app.exit(0)

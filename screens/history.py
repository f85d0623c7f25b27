"""The history of the team's books: who changed what, when, from what to what; the newest first."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice

from textual import work
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.history import Happening, history
from okrtui.model.ops import Changed, Transaction
from okrtui.text.errors import OkrError
from screens.base import DeskScreen
from screens.desk import Desk
from screens.history_rows import HistoryRows, by_whom, is_by, told
from screens.walking import Walks
from widgets.drawing import Drawing
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Lines
from widgets.member_strip import MemberStrip

_MORE = 200
"""Transactions that are read at first, and each time that one asks for more."""

_SLICE, _REST = 50, 0.001
"""After so many transactions the thread that reads the disk rests, in seconds: keys go first."""

EVERYONE = ""


class HistoryScreen(Walks, DeskScreen[None]):
    """What was done, by everyone or by one person. Appraisals are told on their own screen."""

    KEYS = "log"
    AUTO_FOCUS = "#log"
    DEFAULT_CSS = """
    HistoryScreen #log_room { height: 1fr; margin: 1 0 0 0; }
    HistoryScreen #log { height: 1fr; }
    HistoryScreen #whole { height: 4; margin: 1 0 0 0; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: list[Happening] = []
        self._people: list[str] = [EVERYONE]
        self._whose = EVERYONE
        self._wanted = _MORE
        self._asked_for = 0
        self._rows = HistoryRows(desk, ())
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._list = Lines(selectable=True, signs=desk.signs, id="log")
        self._whole = Drawing(signs=desk.signs, id="whole")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="log_room"):
            yield self._list
            yield self._whole
        yield from self.foot()

    def on_mount(self) -> None:
        """Read what was done last."""
        self._head.show([Piece(self.words("log.title"), "strong")], ())
        self._list.show([], (), empty=[Piece(self.words("log.reading"), "dim")])
        self._whole.show(self._draw)
        self.show_keys()
        self._read()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others do."""
        self._read()

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile on another screen."""
        if self.is_mounted and self._asked_for:
            self._read()

    # -- reading

    def _read(self) -> None:
        """Tell what is in memory; what lies further back is read from the disk, beside it."""
        store, wanted = self.desk.store, self._wanted

        def recent() -> tuple[list[Happening], bool]:
            # In the thread that writes: the tables and what was read must be of one moment.
            done = store.recent()
            return history(done, store.view, limit=wanted), len(done) < store.view.seq

        def then(answer: tuple[list[Happening], bool]) -> None:
            found, more = answer
            self._show(found)
            if more and len(found) < wanted:
                self._read_back(wanted)

        self._asked_for = wanted
        self.save(recent, then=then)

    @work(exclusive=True)
    async def _read_back(self, wanted: int) -> None:
        store = self.desk.store
        try:
            last, seq = await asyncio.to_thread(_last, store.transactions(), wanted)
        except OkrError as error:
            self.tell(error, "error")
            return

        def whole() -> list[Happening]:
            since = store.transactions(seq)
            return history([*last, *since], store.view, limit=wanted)

        self.save(whole, then=self._show)

    # -- showing

    def _show(self, found: list[Happening]) -> None:
        self._found = told(found)
        people = by_whom(self._found)
        if self._whose and self._whose not in people:
            people = sorted([*people, self._whose])
        self._people = [EVERYONE, *people]
        self._show_list()

    def _show_list(self) -> None:
        shown = [one for one in self._found if not self._whose or is_by(one, self._whose)]
        self._rows = HistoryRows(self.desk, shown)
        nothing = (
            self.words("log.nothing_by", name=self._whose)
            if self._found
            else self.words("log.nothing")
        )
        self._list.show([], self._rows.items, empty=[Piece(nothing, "dim")])
        self._head.show(self._title(len(shown)), ())
        self._whole.show(self._draw)
        self.show_keys()

    def _title(self, shown: int) -> Line:
        dot = Piece(f" {self.desk.signs.dot} ", "dim")
        whose = self._whose or self.words("log.everyone")
        line = [Piece(self.words("log.title"), "strong"), dot, Piece(whose, "accent")]
        return [*line, dot, Piece(self.words("log.shown", n=shown), "dim")] if shown else line

    def _draw(self, width: int, _height: int) -> Sequence[Line]:
        room = max(width - 4, 2)
        return [
            [Piece("  "), *part]
            for line in self._rows.whole(self._list.cursor_id)
            for part in wrapped(line, room)
        ]

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        if self._rows.items:
            yield self.hint_of("log.down", "keys.foot_scroll")
            yield self.hint_of("log.open", "member.foot_open")
        yield self.hint_of("log.next", "log.foot_who")
        yield self.hint_of("log.older", "log.foot_older")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("log.back", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Tell the row in hand in full."""
        event.stop()
        self._whole.show(self._draw)

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Open a row that was clicked while in hand."""
        event.stop()
        self.act_open()

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another change in hand, so many further down."""
        if self._list.move(by):
            self._whole.show(self._draw)

    def act_next(self) -> None:
        """Show only what the next person did."""
        self._turn_to(1)

    def act_previous(self) -> None:
        """Show only what the person before did."""
        self._turn_to(-1)

    def _turn_to(self, by: int) -> None:
        at = self._people.index(self._whose) if self._whose in self._people else 0
        self._whose = self._people[(at + by) % len(self._people)]
        self._show_list()

    def act_older(self) -> None:
        """Read further back."""
        if self._found and self._found[-1].transaction.seq == 1:
            self.say(self.words("log.no_older"), "dim")
            return
        self._wanted += _MORE
        self._read()

    def act_open(self) -> None:
        """Open where what the row tells of stands."""
        from screens.going import open_document

        place = self._rows.places.get(self._list.cursor_id or "")
        if place is not None and not open_document(self, place.table, place.id):
            self.say(self.words("log.no_place"), "dim")

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()


def _last(transactions: Iterable[Transaction], wanted: int) -> tuple[list[Transaction], int]:
    """Return the last transactions, without a gap, and the number of the very last."""
    # Not all of them tell something: twice as many do for what is wanted.
    kept: deque[Transaction] = deque(maxlen=2 * wanted)
    source = iter(transactions)
    while some := list(islice(source, _SLICE)):
        kept.extend(some)
        time.sleep(_REST)
    return list(kept), kept[-1].seq if kept else 0

"""Why a row stands as it does: who changed what, when, from what to what, and for which reason."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from okrtui.meeting.history import Happening, Item, history, touching
from okrtui.meeting.history_words import tell_happening, told_apart
from okrtui.model.ops import Transaction
from okrtui.model.records import KeyResult, Objective, Task
from okrtui.text.errors import OkrError
from screens.base import DeskScreen
from screens.desk import Desk
from screens.phrases import near_day
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Line, Piece, cells, column
from widgets.told import Happened, Told

_MOST_TOLD = 50
"""Things that are told of what came in at once."""

_SLICE = 50
_REST = 0.001
"""Seconds that the thread rests after so many transactions: a key that waits goes first."""


class WhyScreen(Scrolls, DeskScreen[None]):
    """The history of a row, the newest first."""

    KEYS = "why"
    DEFAULT_CSS = """
    WhyScreen #middle { height: 1fr; align-horizontal: center; }
    WhyScreen #told { width: 128; max-width: 100%; margin: 1 1 0 1; }
    """

    def __init__(self, desk: Desk, row: Objective | KeyResult | Task) -> None:
        super().__init__(desk)
        self._row = row
        self._told = Told(signs=desk.signs, id="told")

    @property
    def scrolled(self) -> Widget:
        """What one reads."""
        return self._told

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="middle"):
            yield self._told
        yield from self.foot()

    def on_mount(self) -> None:
        """Read what happened, beside the screen."""
        self._show([], self.words("views.why_reading"))
        self.show_keys()
        self.run_worker(self._read())

    def key_hints(self) -> Iterable[Hint]:
        """Return how one reads on."""
        yield self.hint_of("why.down", "keys.foot_scroll")
        yield self.hint_of("why.back", kept=True)

    # -- reading

    async def _read(self) -> None:
        store, row = self.desk.store, self._row.id
        try:
            touched, last = await asyncio.to_thread(_touched, store.transactions(), row)
        except OkrError as error:
            self.tell(error, "error")
            return

        def told() -> list[Happening]:
            # In the thread that writes: the tables and what was read must be of one moment.
            since = store.transactions(last)
            return history([*touched, *since], store.view, key_result=row)

        self.save(told, then=self._show_all)

    def _show_all(self, found: list[Happening]) -> None:
        happened = [self._happened(one) for one in reversed(found)]
        self._show(happened, "" if happened else self.words("views.why_nothing"))

    def _happened(self, one: Happening) -> Happened:
        done, desk = one.transaction, self.desk
        local = desk.calendar.local(done.at)
        today = desk.today
        day = near_day(local.date(), today, desk.words)
        who = self.words("history.for", by=done.by, member=done.as_) if done.as_ else done.by
        dot = f" {desk.signs.dot} "
        head = [
            Piece(f"{day} {local:%H:%M}"),
            Piece(f"{dot}{who}{dot}{done.via}", "dim"),
        ]
        return Happened(head, tuple(self._lines_of(one)))

    def _lines_of(self, one: Happening) -> Iterator[Line]:
        # One by one, even where many came in at once: they are all of this row.
        apart = told_apart(one.items)
        items = apart[:_MOST_TOLD]
        days = [self._said_on(one, item) for item in items]
        room = max(map(cells, days), default=0)
        for item, day in zip(items, days, strict=True):
            for text in tell_happening(
                Happening(one.transaction, (item,)), self.desk.words, self.desk.books
            ):
                mine = self._called()
                told = text.removeprefix(mine).lstrip(":： ") if item.name == mine else text
                head = [*column(day, room, "dim", right=True), Piece("  ")] if day else []
                yield [*head, Piece(told)]
        more = len(apart) - _MOST_TOLD
        if more > 0:
            yield [Piece(self.words("views.why_more", n=more), "dim")]

    def _said_on(self, one: Happening, item: Item) -> str:
        """Return when a check-in was made, where it came in later; else nothing."""
        at = item.doc.get("at") if item.table == "check_ins" and item.kind == "insert" else None
        if not isinstance(at, str):
            return ""
        calendar, today = self.desk.calendar, self.desk.today
        day = calendar.day(datetime.fromisoformat(at))
        if day == calendar.day(one.transaction.at):
            return ""
        return near_day(day, today, self.desk.words)

    def _show(self, happened: list[Happened], said: str) -> None:
        title: list[Line] = [
            [Piece(f"{self._called()}  ", "key"), Piece(self._row.title, "strong")]
        ]
        if said:
            title += [[], [Piece(said, "dim")]]
        self._told.show(title, happened)

    def _called(self) -> str:
        books, row = self.desk.books, self._row
        match row:
            case KeyResult():
                return books.kr_name(row)
            case Objective():
                return books.objective_name(row)
            case Task():
                return self.words("terms.task")

    # -- what its keys do

    def act_back(self) -> None:
        """Go back."""
        self.leave()


def _touched(transactions: Iterable[Transaction], id: str) -> tuple[list[Transaction], int]:
    """Return what touched a row, and the number of the last transaction there was."""
    last = 0

    def rested() -> Iterator[Transaction]:
        nonlocal last
        for at, transaction in enumerate(transactions):
            if at % _SLICE == _SLICE - 1:
                time.sleep(_REST)
            last = transaction.seq
            yield transaction

    return list(touching(rested(), id)), last

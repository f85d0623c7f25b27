"""The app on a stage: a small team in memory, a told clock, and what stands on the screen."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from okrtui.cli.outcome import OpenScreens
from okrtui.model.books import Books
from okrtui.model.ops import Changed, Op, Transaction
from okrtui.model.records import Action, KeyResult
from okrtui.model.settings import Settings
from okrtui.model.view import View
from okrtui.store.doing import Doing, unheard
from okrtui.text.errors import NotWritten
from okrtui.workspace import Workspace
from screens.app import OkrApp
from tests.fakes import FakeClock
from tests.meeting.room import ANA, EVERYTHING, LAST_WEEK, SPEED, WANG, FakeStore

OLD_ACTION = Action(
    id="a-old",
    number=7,
    title="Call the vendor",
    at=LAST_WEEK,
    owner=WANG.id,
    due=date(2026, 11, 20),
    meeting="g-w47",
    key_result=SPEED.id,
)
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class StageStore(FakeStore):
    """A store in memory that can be slow, or full, and into which others can write."""

    def __init__(self, *things: object, by: str = "ana") -> None:
        super().__init__(*things, by=by)
        self.read_only = False
        self.full = False
        self.slow: threading.Event | None = None
        self.copies: list[str] = []
        self._news: list[Changed] = []

    def commit(
        self,
        decide: Callable[[View], Sequence[Op]],
        *,
        via: str,
        as_: str | None = None,
        undoes: str | None = None,
    ) -> Transaction | None:
        if self.slow is not None:
            self.slow.wait(5)
        if self.full:
            raise NotWritten("store.disk_full", file="okr.json.journal")
        return super().commit(decide, via=via, as_=as_, undoes=undoes)

    def refresh(self) -> Changed | None:
        return self._news.pop(0) if self._news else None

    def back_up(self, reason: str, doing: Doing = unheard) -> None:
        if self.full:
            raise NotWritten("store.disk_full", file="backups")
        doing("doing.copying", 1, 2)
        self.copies.append(reason)

    def needs_fold(self) -> bool:
        return len(self.log) > 1

    def others_write(self, *things: Any) -> None:
        """Let another process write records or ops."""
        self.view.add(*things)
        keys = frozenset(_key(thing) for thing in things)
        self._news.append(Changed(self.view.seq, keys))


def _key(thing: Any) -> tuple[str, str]:
    from okrtui.model.codec import TABLE_OF

    return getattr(thing, "table", None) or TABLE_OF[type(thing)], thing.id


@dataclass
class Stage:
    """An app that runs, and what one does with it."""

    app: OkrApp
    pilot: Pilot[int]
    store: StageStore
    clock: FakeClock
    folds: list[int]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all they asked for is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Put a text into the open prompt, and wait. A paste: 50 ms a letter would be felt."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def until(self, seen: str | Callable[[], object]) -> None:
        """Wait until a text stands on the screen, or something is so."""
        for _ in range(400):
            if self.sees(seen) if isinstance(seen, str) else seen():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(self.text())

    async def settle(self) -> None:
        """Wait until the store's thread has nothing to do, and its answers are shown."""
        for _ in range(2):
            await self.pilot.pause()
            if self.app.is_running:
                await self.app.desk.worker.submit(lambda: None)
        await self.pilot.pause()

    @property
    def books(self) -> Books:
        return Books(self.store.view)

    def text(self) -> str:
        """Return what stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def line(self, part: str) -> str:
        """Return the first line that holds `part`."""
        return next(line for line in self.text().splitlines() if part in line)

    def sees(self, *parts: str) -> bool:
        text = self.text()
        return all(part in text for part in parts)

    @property
    def in_hand(self) -> str:
        """The id of the row in hand in the meeting."""
        from screens.meeting import MeetingScreen

        assert isinstance(self.app.screen, MeetingScreen)
        return self.app.screen.row or ""

    def said(self, kr: KeyResult) -> Any:
        """Return the check-in of a key result in the meeting that is open."""
        meeting = next(m for m in self.store.view.where("meetings", "state", "in_progress"))
        return next(c for c in self.books.check_ins(kr.id) if c.meeting == meeting["id"])


@contextlib.asynccontextmanager
async def stage(
    folder: Path,
    *more: object,
    size: tuple[int, int] = (120, 40),
    what: str = "board",
    settings: Settings | None = None,
    store: StageStore | None = None,
    clock: FakeClock | None = None,
) -> AsyncIterator[Stage]:
    """Open the app over the small team, with some more records."""
    clock = clock or FakeClock()
    store = store or StageStore(*EVERYTHING, *more)
    opening = OpenScreens(
        workspace=Workspace(folder, settings or Settings()),
        clock=clock,
        what=what,  # type: ignore[arg-type]
    )
    app = OkrApp(opening, store, who="ana", environ=TERMINAL)
    folds: list[int] = []
    app.desk = app.desk._replace(fold=lambda: folds.append(1))
    async with app.run_test(size=size) as pilot:
        shown = Stage(app, pilot, store, clock, folds)
        await shown.settle()
        try:
            yield shown
        finally:
            if store.slow is not None:
                store.slow.set()
    app.desk.worker.stop()
    app.desk.seat.leave()


@contextlib.asynccontextmanager
async def meeting(folder: Path, *more: object, **options: Any) -> AsyncIterator[Stage]:
    """Open the app, and in it the meeting, at Ana's first key result."""
    async with stage(folder, *more, **options) as shown:
        await shown.press("m", "enter", "g", "1")
        assert shown.app.desk.who == ANA.login
        yield shown

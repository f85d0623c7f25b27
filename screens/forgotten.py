"""A meeting that was left open for more than a day: it is gone on with, or closed as it stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.forgotten import close_as_it_stood
from okrtui.meeting.session import Session
from okrtui.minutes.files import publish
from okrtui.text.dates import show_date, show_weekday
from screens.base import DeskScreen
from screens.desk import Desk
from screens.room import Room
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Item, Lines


class ForgottenScreen(DeskScreen[None]):
    """Asks calmly what becomes of it. Nothing is lost either way."""

    KEYS = "forgotten"
    CSS_PATH = "opening.tcss"

    def __init__(
        self, desk: Desk, session: Session, heard: datetime, seen: datetime | None
    ) -> None:
        super().__init__(desk)
        self._session = session
        self._heard = heard
        self._seen = seen
        self._facts = Lines(signs=desk.signs, id="facts")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="column"):
            yield self._facts
        yield from self.foot()

    def on_mount(self) -> None:
        """Say which meeting it is, since when it is open, and how far it came."""
        words, meeting = self.words, self._session.meeting
        room = Room(self.desk, self._session)
        done, of = room.counts()
        texts = (
            words("closing.still_open_since", at=self._when(meeting.opened_at)),
            words("closing.last_heard", at=self._when(self._heard)),
            words("meeting.said_counts", n=done, of=of),
        )
        self._facts.show(
            [Piece(words("meeting.opening_title", week=meeting.name), "strong")],
            [
                Item(id="", line=()),
                *(Item(id=str(at), line=[Piece(text)]) for at, text in enumerate(texts)),
                Item(id="gap", line=()),
                Item(id="how", line=[Piece(words("closing.ends_as_it_stood"), "dim")]),
                Item(id="safe", line=[Piece(words("closing.nothing_is_lost"), "dim")]),
            ],
        )
        self._facts.styles.height = len(texts) + 5
        self.show_keys()

    def _when(self, instant: datetime) -> str:
        local, language = self.desk.calendar.local(instant), self.desk.words.language
        year = self.desk.today.year
        day = (
            f"{show_weekday(local.date(), language)} {show_date(local.date(), language, year=year)}"
        )
        return f"{day} {local:%H:%M}"

    def key_hints(self) -> Iterable[Hint]:
        """Return the ways on."""
        yield self.hint_of("forgotten.resume", kept=True)
        yield self.hint_of("forgotten.close", kept=True)
        yield self.hint_of("forgotten.back", kept=True)

    # -- what its keys do

    def act_resume(self) -> None:
        """Go on with it."""
        from screens.opening import resume

        resume(self, self._session)

    def act_close(self) -> None:
        """Close it as it stood when it was last heard of, and write its minutes."""
        self.save(self._close, then=self._told, wait=True)

    def _close(self) -> Path | None:
        desk = self.desk
        close_as_it_stood(self._session, self._seen)
        if desk.rehearsal:
            return None
        return publish(
            desk.folder / "minutes",
            desk.books,
            self._session.meeting,
            calendar=desk.calendar,
            settings=desk.settings,
            now=desk.clock.now(),
        )

    def _told(self, path: Path | None) -> None:
        from screens.minutes import MinutesScreen

        desk = self.desk
        minutes = MinutesScreen(desk, self._session, closing=False, written=path)
        self.app.switch_screen(minutes)
        desk.worker.aside(desk.fold)

    def act_back(self) -> None:
        """Go back to the Board; the meeting stays open."""
        self.leave()

    def act_leave(self) -> None:
        """Go back to the Board."""
        self.leave()

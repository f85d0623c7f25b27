"""The minutes, as they will be read; from the closing, `enter` closes the meeting with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.minutes.files import minutes_path, publish
from okrtui.minutes.gather import gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.ops import Changed
from okrtui.model.records import Meeting, MeetingState
from okrtui.text.errors import OkrError
from okrtui.together import live
from screens.ask import Ask
from screens.base import DeskScreen
from screens.clipboard import copy
from screens.desk import Desk
from screens.open_lines import open_count, open_lines
from screens.phrases import head_marks
from screens.reopen import ask_why_reopen
from screens.room import Room
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Line, Piece
from widgets.lines import Lines
from widgets.member_strip import MemberStrip
from widgets.page import Page

WIDE = 120
"""Columns from which on what is still open stands beside the minutes."""

_TITLE = 20
"""Cells that the title keeps beside how much is open."""

_SURE_AFTER = 0.5
"""Seconds for which `enter` does not close: it may be the one that opened this, held too long."""


class MinutesScreen(Scrolls, DeskScreen[bool]):
    """Rendered minutes in a measure that reads well. Its answer: whether the meeting was closed."""

    KEYS = "minutes"
    CSS_PATH = "minutes.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012, textual's own way

    def __init__(
        self, desk: Desk, session: Session, *, closing: bool, written: Path | None = None
    ) -> None:
        """Make it. written: the file that was just written, which is to be told."""
        super().__init__(desk)
        self._written_to = written
        self._session = session
        self._from_closing = closing
        self._is_closed = session.meeting.state is MeetingState.CLOSED
        self._opened = desk.clock.elapsed()
        self._text = ""
        self._page = Page(id="page")
        self._scroll = VerticalScroll(self._page, id="scroll", can_focus=False)
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._open = Lines(signs=desk.signs, id="open")

    @property
    def scrolled(self) -> Widget:
        """What one reads."""
        return self._scroll

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="middle"):
            yield self._scroll
            yield self._open
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the minutes as they are now."""
        self.show_keys()
        self._show()
        if self._written_to is not None:
            self._tell_where(self._written_to)

    def store_changed(self, _changed: Changed) -> None:
        """Show what others still record."""
        if not self._is_closed:
            self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be done with them."""
        if self._is_closed:
            yield self.hint_of("minutes.close", "keys.foot_done_reading", kept=True)
        elif self._from_closing:
            yield self.hint_of("minutes.close", kept=True)
        if not self._is_closed:
            yield self.hint_of("minutes.summary")
        yield self.hint_of("minutes.copy")
        yield self.hint_of("minutes.down", "keys.foot_scroll")
        if self._is_closed:
            yield self.hint_of("minutes.reopen", "closing.foot_reopen")
        yield self.hint_of("minutes.back", kept=True)

    # -- what it shows

    def _show(self) -> None:
        # Once: the store's thread may close it between two looks.
        meeting = self._session.meeting
        self._text = self._written(meeting)
        self._page.update(self._text)
        room = None if self._is_closed else Room(self.desk, self._session)
        self._head.show(self._title(meeting), ())
        self._head.show_clock(open_count(room, self.app.size.width - _TITLE) if room else ())
        self._open.set_class(room is None, "-none")
        if room is not None:
            empty = [Piece(self.words("closing.nothing_open"), "dim")]
            title = [Piece(self.words("closing.still_open"), "accent")]
            self._open.show(title, open_lines(room), empty=empty)

    def _title(self, meeting: Meeting) -> Line:
        desk = self.desk
        pieces = [
            *head_marks(desk),
            Piece(self.words("closing.minutes_of_meeting", name=meeting.name), "strong"),
        ]
        if meeting.closed_at is not None:
            at = f"{desk.calendar.local(meeting.closed_at):%H:%M}"
            pieces.append(Piece(f"   {self.words('closing.closed_at', at=at)}", "dim"))
        elif self._from_closing:
            pieces.append(Piece(f"   {self.words('closing.before_closing')}", "dim"))
        else:
            pieces.append(Piece(f"   {self.words('closing.so_far')}", "dim"))
        return pieces

    def _written(self, meeting: Meeting) -> str:
        desk = self.desk
        content = gather(
            desk.books,
            meeting,
            calendar=desk.calendar,
            settings=desk.settings,
            now=desk.clock.now(),
        )
        return write_markdown(content, desk.words)

    # -- what its keys do

    def act_summary(self) -> None:
        """Edit the sentence at the top."""
        if self._is_closed:
            key = self.desk.keymap.keys("minutes.reopen")
            self.say(self.words("closing.is_frozen", key=key), "dim")
            return
        self.ask(
            Ask(
                id="summary",
                label=self.words("meeting.summary"),
                text=self._session.meeting.summary,
                hint=self.words("meeting.summary_hint"),
                then=self._summarise,
            )
        )

    def _summarise(self, text: str) -> None:
        intent = intents.Summarise(text)
        self.save(
            partial(self._session.do, intent),
            typed=f"{self.words('meeting.summary')}: {text}",
            then=lambda _: self._show(),
        )

    def act_copy(self) -> None:
        """Copy the Markdown to the terminal's clipboard."""
        copy(self, self._text)

    def act_close(self) -> None:
        """Close the meeting, write its minutes, and say where they are."""
        if self._is_closed:
            self.leave(True)
        elif not self._from_closing:
            self.say(self.words("meeting.close_from_closing"), "dim")
        elif self.desk.clock.elapsed() - self._opened < _SURE_AFTER:
            self.say(self.words("meeting.enter_again"), "normal")
        else:
            self.save(self._close, then=self._told, refused=self._refused, wait=True)

    def _close(self) -> Path | None:
        """Close the meeting (once), and write its minutes; run in the store's thread."""
        if self._session.meeting.state is not MeetingState.CLOSED:
            self._session.do(intents.Close())
        if self.desk.rehearsal:
            return None
        return publish(
            self.desk.folder / "minutes",
            self.desk.books,
            self._session.meeting,
            calendar=self.desk.calendar,
            settings=self.desk.settings,
            now=self.desk.clock.now(),
        )

    def _told(self, path: Path | None) -> None:
        self._is_closed = True
        self._show()
        self.show_keys()
        desk = self.desk
        if path is None:
            self.said.say([Piece(self.words("closing.rehearsed"), "on_track")], seconds=None)
        else:
            self._tell_where(path)
        desk.worker.aside(desk.fold)
        desk.worker.aside(partial(live.forget, desk.folder / "live", desk.seat.session))

    def _tell_where(self, path: Path) -> None:
        folder = self.desk.folder
        usual = minutes_path(folder / "minutes", self._session.meeting.name)
        words = "meeting.written" if path == usual else "meeting.written_beside"
        # From the workspace on: a long path would lose the file's name at the screen's edge.
        shown = self.words(words, file=str(path.relative_to(folder)))
        self.said.say([Piece(shown, "on_track")], seconds=None)

    def _refused(self, error: OkrError) -> None:
        self.tell(error, "at_risk")

    def act_reopen(self) -> None:
        """Ask why a closed meeting is opened again, and go on with it."""
        if not self._is_closed:
            self.say(self.words("closing.not_closed"), "dim")
        elif self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
        else:
            ask_why_reopen(self, self._session.meeting)

    def act_back(self) -> None:
        """Go back to the meeting, or from a closed one to the Board."""
        self.leave(self._is_closed)

    def act_leave(self) -> None:
        """Go back."""
        self.leave(self._is_closed)

"""The minutes, as they will be read; from the closing, `enter` closes the meeting with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Markdown

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.minutes.files import minutes_path, write_minutes
from okrtui.minutes.gather import gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.records import MeetingState
from okrtui.text.errors import OkrError
from okrtui.together import live
from screens.ask import Ask
from screens.base import DeskScreen
from screens.desk import Desk
from widgets.key_hints import Hint
from widgets.line import Piece

_PAGE = 10
_SURE_AFTER = 0.5
"""Seconds for which `enter` does not close: it may be the one that opened this, held too long."""


class MinutesScreen(DeskScreen[bool]):
    """Rendered minutes in a measure that reads well. Its answer: whether the meeting was closed."""

    KEYS = "minutes"
    CSS_PATH = "minutes.tcss"

    def __init__(self, desk: Desk, session: Session, *, closing: bool) -> None:
        super().__init__(desk)
        self._session = session
        self._from_closing = closing
        self._is_closed = False
        self._opened = desk.clock.elapsed()
        self._text = ""
        self._page = Markdown(open_links=False, id="page")
        self._scroll = VerticalScroll(self._page, id="scroll", can_focus=False)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="middle"):
            yield self._scroll
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the minutes as they are now."""
        self.show_keys()
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
        yield self.hint_of("minutes.back", kept=True)

    def _show(self) -> None:
        self._text = self._written()
        self._page.update(self._text)

    def _written(self) -> str:
        desk = self.desk
        content = gather(
            desk.books,
            self._session.meeting,
            calendar=desk.calendar,
            settings=desk.settings,
            now=desk.clock.now(),
        )
        return write_markdown(content, desk.words)

    # -- what its keys do

    def act_down(self) -> None:
        """Scroll a line down."""
        self._scroll.scroll_relative(y=1, animate=False)

    def act_up(self) -> None:
        """Scroll a line up."""
        self._scroll.scroll_relative(y=-1, animate=False)

    def act_page_down(self) -> None:
        """Scroll a page down."""
        self._scroll.scroll_relative(y=_PAGE, animate=False)

    def act_page_up(self) -> None:
        """Scroll a page up."""
        self._scroll.scroll_relative(y=-_PAGE, animate=False)

    def act_top(self) -> None:
        """Go to the beginning."""
        self._scroll.scroll_home(animate=False)

    def act_end(self) -> None:
        """Go to the end."""
        self._scroll.scroll_end(animate=False)

    def act_summary(self) -> None:
        """Edit the sentence at the top."""
        if self._is_closed:
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
        self.app.copy_to_clipboard(self._text)
        self.say(self.words("meeting.copied"), "normal")

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

    def _close(self) -> Path:
        """Close the meeting (once), and write its minutes; run in the store's thread."""
        if self._session.meeting.state is not MeetingState.CLOSED:
            self._session.do(intents.Close())
        return write_minutes(
            self.desk.folder / "minutes", self._session.meeting.name, self._written()
        )

    def _told(self, path: Path) -> None:
        self._is_closed = True
        self._show()
        self.show_keys()
        desk = self.desk
        usual = minutes_path(desk.folder / "minutes", self._session.meeting.name)
        words = "meeting.written" if path == usual else "meeting.written_beside"
        # From the workspace on: a long path would lose the file's name at the screen's edge.
        shown = str(path.relative_to(desk.folder))
        self.said.say([Piece(self.words(words, file=shown), "on_track")], seconds=None)
        desk.worker.aside(desk.fold)
        desk.worker.aside(partial(live.forget, desk.folder / "live", live.session_name(desk.who)))

    def _refused(self, error: OkrError) -> None:
        self.tell(error, "at_risk")

    def act_back(self) -> None:
        """Go back to the meeting, or from a closed one to the Board."""
        self.leave(self._is_closed)

    def act_leave(self) -> None:
        """Go back."""
        self.leave(self._is_closed)

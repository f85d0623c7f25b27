"""The report of a closing, as it will be read: what came of a cycle, why, what was learned."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widget import Widget

from okrtui.cycle.files import FOLDER, publish_report, report_path
from okrtui.cycle.gather import gather_report
from okrtui.cycle.paper import write_report
from okrtui.cycle.report import Report
from okrtui.model.ops import Changed
from okrtui.model.records import Cycle, CycleState
from okrtui.text.words import LANGUAGES, words_in
from screens.base import DeskScreen
from screens.clipboard import copy
from screens.desk import Desk
from screens.phrases import head_marks
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.member_strip import MemberStrip
from widgets.page import Page


class CycleReportScreen(Scrolls, DeskScreen[bool]):
    """The rendered report. Its answer: whether the next cycle is to be opened now."""

    KEYS = "report"
    CSS_PATH = "cycle.tcss"

    def __init__(self, desk: Desk, cycle: str, *, opens: str = "") -> None:
        """Make it. opens: the name of the cycle that what was kept can be brought into now."""
        super().__init__(desk)
        self._cycle = cycle
        self._opens = opens
        self._language = desk.words.language
        self._text = ""
        self._page = Page(id="page")
        self._scroll = VerticalScroll(self._page, id="scroll", can_focus=False)
        self._head = MemberStrip(signs=desk.signs, id="head")

    @property
    def scrolled(self) -> Widget:
        """What one reads."""
        return self._scroll

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="middle"):
            yield self._scroll
        yield from self.foot()

    def on_mount(self) -> None:
        """Put the report together, beside the screen."""
        self._show_head()
        self.show_keys()
        self._read()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others still score."""
        if self._record.state is not CycleState.CLOSED:
            self._read()

    @property
    def _record(self) -> Cycle:
        return self.desk.books.get(Cycle, self._cycle)

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be done with it."""
        if self._opens:
            yield Hint(
                id="report.open",
                key=self.desk.keymap.keys("report.open"),
                word=self.words("quarter.foot_open_next", name=self._opens),
                kept=True,
            )
        yield self.hint_of("report.copy")
        yield self.hint_of("report.write", "quarter.foot_write")
        yield self.hint_of("report.language", "quarter.foot_language")
        yield self.hint_of("report.down", "keys.foot_scroll")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("report.back", kept=True)

    # -- what it shows

    def _show_head(self) -> None:
        cycle = self._record
        title = self.words("quarter.report_of", name=cycle.name)
        closed = cycle.state is CycleState.CLOSED
        state = self.words("cycle.closed" if closed else "cycle.not_closed_yet")
        self._head.show(
            [
                *head_marks(self.desk),
                Piece(title, "strong"),
                Piece(f"   {state}", "dim" if closed else "at_risk"),
            ],
            (),
        )

    def _read(self) -> None:
        self.run_worker(self._reading(), exclusive=True)

    async def _reading(self) -> None:
        # In a thread: of a department there is much to put together.
        report = await asyncio.to_thread(self._gathered)
        if self.is_mounted:
            self._text = write_report(report, words_in(self._language))
            await self._page.update(self._text)

    def _gathered(self) -> Report:
        desk = self.desk
        return gather_report(
            desk.books,
            self._record,
            today=desk.today,
            calendar=desk.calendar,
            settings=desk.settings,
        )

    # -- what its keys do

    def act_copy(self) -> None:
        """Copy the Markdown to the terminal's clipboard."""
        copy(self, self._text)

    def act_language(self) -> None:
        """Show it in the other language."""
        at = LANGUAGES.index(self._language)
        self._language = LANGUAGES[(at + 1) % len(LANGUAGES)]
        self._read()

    def act_write(self) -> None:
        """Write it into the workspace, beside what somebody may have edited."""
        if self.desk.rehearsal:
            self.say(self.words("quarter.not_in_rehearsal"), "dim")
            return
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return
        self.save(self._write, then=self._written)

    def _write(self) -> Path:
        desk = self.desk
        return publish_report(
            desk.folder / FOLDER,
            desk.books,
            self._record,
            language=self._language,
            today=desk.today,
            calendar=desk.calendar,
            settings=desk.settings,
        )

    def _written(self, path: Path) -> None:
        folder = self.desk.folder
        usual = path == report_path(folder / FOLDER, self._record)
        words = "quarter.written" if usual else "quarter.written_beside"
        # From the workspace on: a long path would lose the file's name at the screen's edge.
        shown = self.words(words, file=str(path.relative_to(folder)))
        self.said.say([Piece(shown, "on_track")], seconds=None)

    def act_open(self) -> None:
        """Open the next cycle with what was kept."""
        if self._opens:
            self.leave(True)
        else:
            self.say(self.words("quarter.nothing_to_open"), "dim")

    def act_back(self) -> None:
        """Go back."""
        self.leave(False)

    def act_leave(self) -> None:
        """Go back."""
        self.leave(False)

"""The meetings that reviewed a cycle, each with its minutes."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from okrtui.cycle.held import Held, meetings_held
from okrtui.meeting.session import Session
from okrtui.model.ops import Changed
from okrtui.model.records import Cycle
from okrtui.text.dates import show_date, show_weekday
from screens.base import DeskScreen
from screens.desk import Desk
from screens.phrases import head_marks
from screens.walking import Walks
from widgets.key_hints import Hint
from widgets.line import Piece, cells, column
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip

_ROLES = ("bright", "normal", "dim", "normal", "dim", "dim")


class HeldScreen(Walks, DeskScreen[None]):
    """The closed meetings of a cycle, the latest first."""

    KEYS = "held"
    AUTO_FOCUS = "#meetings"
    CSS_PATH = "past.tcss"

    def __init__(self, desk: Desk, cycle: Cycle) -> None:
        super().__init__(desk)
        self._cycle = cycle
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._meetings = Lines(selectable=True, signs=desk.signs, id="meetings")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._meetings
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the meetings."""
        title = self.words("past.meetings_title", name=self._cycle.name)
        self._head.show([*head_marks(self.desk), Piece(title, "strong")], ())
        self._show()
        self.show_keys()

    def store_changed(self, changed: Changed) -> None:
        """Show what others closed."""
        if any(table == "meetings" for table, _ in changed.keys):
            self._show()

    def on_screen_resume(self) -> None:
        """Show what became of a meeting meanwhile."""
        if self.is_mounted:
            self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("held.minutes", "past.foot_minutes", kept=True)
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("held.back", kept=True)

    # -- what it shows

    def _show(self) -> None:
        found = meetings_held(self.desk.books, self._cycle.id, self.desk.calendar)
        told = [self._told(one) for one in found]
        widths = [max(map(cells, texts)) + 3 for texts in zip(*told, strict=True)]
        items = [
            Item(
                id=one.id,
                line=[
                    piece
                    for text, size, role in zip(texts, widths, _ROLES, strict=True)
                    for piece in column(text, size, role)
                ],
            )
            for one, texts in zip(found, told, strict=True)
        ]
        empty = [Piece(self.words("past.meetings_none"), "dim")]
        self._meetings.show([], items, empty=empty)

    def _told(self, one: Held) -> tuple[str, ...]:
        """Return what the columns say of a meeting."""
        words, language = self.words, self.desk.words.language
        here = self._share(one.here, one.here_of)
        reviewed = self._share(one.reviewed, one.reviewed_of)
        return (
            one.name,
            f"{show_weekday(one.day, language)} {show_date(one.day, language)}",
            words("past.meeting_present", share=here),
            words("past.meeting_reviewed", share=reviewed),
            words("past.meeting_rating", rating=one.rating) if one.rating else "",
            words("past.meeting_reopened") if one.reopened else "",
        )

    def _share(self, number: int, of: int | None) -> str:
        return str(number) if of is None else self.words("past.share", n=number, of=of)

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another meeting in hand, so many further down."""
        self._meetings.move(by)

    def act_minutes(self) -> None:
        """Show the minutes of the meeting in hand."""
        from screens.minutes import MinutesScreen

        meeting, desk = self._meetings.cursor_id, self.desk
        if meeting is not None:
            session = Session(
                desk.store, meeting, author=desk.who, settings=desk.settings, clock=desk.clock
            )
            self.app.push_screen(MinutesScreen(desk, session, closing=False))

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Show the minutes of a meeting that was clicked while in hand."""
        event.stop()
        self.act_minutes()

    def act_back(self) -> None:
        """Go back."""
        self.leave()

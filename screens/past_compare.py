"""Two cycles side by side: what went on from one into the other, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.widget import Widget

from okrtui.cycle.compare import Compared, WentOn, compare
from okrtui.cycle.paper import show_score
from okrtui.model.numbers import show_value
from okrtui.model.ops import Changed
from okrtui.model.records import Cycle, KeyResult
from screens.base import DeskScreen
from screens.desk import Desk
from screens.past_rows import called
from screens.phrases import head_marks
from screens.slices import Slices
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Line, Piece, apart, cells, column, width_of
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip

_SCORE = 12
_MOST_VALUE = 18
_MEASURE = 116


class PastCompareScreen(Scrolls, DeskScreen[None]):
    """What went on from an earlier cycle into a later one; what did not, and what is new."""

    KEYS = "compared"
    CSS_PATH = "past.tcss"

    def __init__(self, desk: Desk, earlier: Cycle, later: Cycle) -> None:
        super().__init__(desk)
        self._earlier = earlier
        self._later = later
        self._compared: Compared | None = None
        self._slices = Slices(self, desk.clock)
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._lines = Lines(signs=desk.signs, id="compared")

    @property
    def scrolled(self) -> Widget:
        """What one reads."""
        return self._lines

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        yield self._lines
        yield from self.foot()

    def on_mount(self) -> None:
        """Put them side by side, between keys."""
        title = self.words("past.compare_title", earlier=self._earlier.name, later=self._later.name)
        self._head.show([*head_marks(self.desk), Piece(title, "strong")], ())
        working = [Piece(self.words("past.working"), "dim")]
        self._lines.show([], (), empty=working)
        self._look()
        self.show_keys()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Leave undone what nobody looks at any more."""
        self._slices.stop()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others changed."""
        self._look()

    def key_hints(self) -> Iterable[Hint]:
        """Return how one reads on."""
        yield self.hint_of("compared.down", "keys.foot_scroll")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("compared.back", kept=True)

    # -- what it shows

    def _look(self) -> None:
        desk = self.desk
        work = compare(
            desk.books,
            self._earlier,
            self._later,
            today=desk.today,
            calendar=desk.calendar,
            settings=desk.settings,
        )
        self._slices.start(work, self._took)

    def _took(self, compared: Compared) -> None:
        self._compared = compared
        self._show()

    def _show(self) -> None:
        found = self._compared
        if found is None:
            return
        width = (self._lines.scrollable_content_region.width or self.size.width) - 3
        lines = list(self._all(found, max(min(width, _MEASURE), 8)))
        self._lines.show([], [Item(id=str(at), line=line) for at, line in enumerate(lines)])

    def _all(self, found: Compared, room: int) -> Iterator[Line]:
        words = self.words
        if found.went_on:
            yield self._counted(found)
            yield []
            yield from self._went_on(found.went_on, room)
        else:
            names = {"earlier": self._earlier.name, "later": self._later.name}
            yield [Piece(words("past.nothing_went_on", **names))]
        begun = words("past.is_new", later=self._later.name)
        for title, rest in ((words("past.did_not_go_on"), found.ended), (begun, found.begun)):
            if rest:
                yield []
                yield [Piece(title, "accent")]
                yield from (self._named(kr, "normal", room) for kr in rest)

    def _counted(self, found: Compared) -> Line:
        line = [Piece(self.words("past.went_on", n=len(found.went_on)), "bright")]
        for key, rest in (("past.ended", found.ended), ("past.begun", found.begun)):
            if rest:
                dot = f" {self.desk.signs.dot} "
                line.append(Piece(f"{dot}{self.words(key, n=len(rest))}", "dim"))
        return line

    def _went_on(self, went_on: tuple[WentOn, ...], room: int) -> Iterator[Line]:
        shown = [(one, self._was(one), self._is(one)) for one in went_on]
        was = self._width("past.head_value_then", [text for _, text, _ in shown])
        now = self._width("past.head_value_now", [text for _, _, text in shown])
        arrow = f" {self.desk.signs.arrow} "
        words = self.words
        head = [
            *column(words("past.head_then"), _SCORE, "dim", right=True),
            *column(words("past.head_value_then"), was, "dim", right=True),
            Piece(" " * cells(arrow)),
            *column(words("past.head_value_now"), now, "dim"),
        ]
        beside = width_of(head) + 3
        named = [self._named(one.is_now.key_result, "bright", room - beside) for one, _, _ in shown]
        # No wider than it takes: the eye shall find the numbers that belong to a title.
        room = min(room, max(map(width_of, named)) + beside)
        yield apart([Piece(words("past.head_title"), "dim")], head, room)
        for name, (one, value_was, value_now) in zip(named, shown, strict=True):
            numbers = [
                *column(show_score(one.score), _SCORE, "bright", right=True),
                *column(value_was, was, right=True),
                Piece(arrow, "dim"),
                *column(value_now, now, "bright"),
            ]
            yield apart(name, numbers, room)

    def _width(self, head: str, texts: list[str]) -> int:
        widest = max(cells(text) for text in [self.words(head), *texts])
        return min(widest, _MOST_VALUE) + 2

    def _was(self, one: WentOn) -> str:
        kr, now = one.was.key_result, one.was.now
        return show_value(kr, now.value, self.desk.words, of=now.of)

    def _is(self, one: WentOn) -> str:
        kr, now = one.is_now.key_result, one.is_now.now
        return show_value(kr, now.value, self.desk.words, of=now.of)

    def _named(self, kr: KeyResult, role: str, room: int) -> Line:
        name = self.desk.books.kr_name(kr)
        return called(Piece(kr.title, role), name, room, self.desk.signs.cut)

    # -- what its keys do

    def act_back(self) -> None:
        """Go back."""
        self.leave()

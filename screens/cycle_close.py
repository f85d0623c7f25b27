"""Before a cycle is closed: what stands against it, what is open, and what becomes of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from okrtui.cycle.checklist import Checklist, checklist
from okrtui.cycle.circumstances import around_now
from okrtui.cycle.closing import close_at
from okrtui.model.ops import Changed
from okrtui.model.records import Cycle, CycleState, KeyResult
from okrtui.text.errors import OkrError
from screens.base import DeskScreen
from screens.desk import Desk
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Piece, wrapped
from widgets.lines import Item, Lines

_SURE_AFTER = 0.5
"""Seconds for which `enter` does not close: it may be the one that opened this, held too long."""

_STEP = 0.2
"""Seconds after which it is said anew how far the copy has come."""

_MOST = 8
"""Names in a row; the rest is counted."""


class CycleCloseScreen(Scrolls, DeskScreen[bool]):
    """The list to go through; `enter` closes. Its answer: whether the cycle was closed.

    score: leads to what is not scored yet, once this screen is left.
    """

    KEYS = "ending"
    CSS_PATH = "cycle.tcss"

    def __init__(self, desk: Desk, cycle: str, *, score: Callable[[], object]) -> None:
        super().__init__(desk)
        self._to_scores = score
        self._cycle = cycle
        self._accept = False
        self._end_open = False
        self._opened = desk.clock.elapsed()
        self._doing: tuple[str, int, int] | None = None
        self._timer: Timer | None = None
        self._list = self._look()
        self._lines = Lines(signs=desk.signs, id="list")

    @property
    def scrolled(self) -> Widget:
        """The list."""
        return self._lines

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="middle"):
            yield self._lines
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the list."""
        self._show()

    def on_resize(self) -> None:
        """Break the sentences anew."""
        self.call_after_refresh(self._show)

    def store_changed(self, changed: Changed) -> None:
        """Show what others did; where one of them closed it, there is nothing left to do."""
        if self.desk.books.get(Cycle, self._cycle).state is CycleState.CLOSED:
            if self._doing is None:
                self.leave(True)
            return
        if any(table != "check_ins" for table, _ in changed.keys):
            self._list = self._look()
            self._show()

    def _look(self) -> Checklist:
        desk = self.desk
        around = around_now(desk.who, settings=desk.settings, clock=desk.clock)
        return checklist(desk.books, desk.books.get(Cycle, self._cycle), around)

    # -- what it shows

    def _show(self) -> None:
        room = max(min(self.size.width, 96) - 4, 8)
        items = [
            Item(id=f"{at}:{place}", line=line)
            for at, part in enumerate(self._parts())
            for place, line in enumerate(_laid(part, room))
        ]
        title = self.words("quarter.close_title", name=self._list.cycle.name)
        self._lines.show([Piece(title, "strong")], [Item(id="", line=()), *items])
        self.show_keys()

    def _parts(self) -> Iterator[list[tuple[list[Piece], list[Piece]]]]:
        """Yield blocks of lines: a sign or a key, and what is said behind it."""
        yield [self._meetings()]
        yield list(self._scores())
        if self._list.unexplained:
            named = self._names(self._list.unexplained)
            text = self.words("quarter.unexplained", n=len(self._list.unexplained), names=named)
            yield [self._sign("at_risk", text)]
        yield list(self._open())
        yield [self._days()]
        yield [
            ([Piece("  ")], [Piece(self.words(words), "dim")])
            for words in ("quarter.close_is_final", "quarter.for_learning")
        ]

    def _meetings(self) -> tuple[list[Piece], list[Piece]]:
        if self._list.meetings:
            names = self.words("minutes.name_comma").join(self._list.meetings)
            return self._sign("off_track", self.words("quarter.meetings_run", names=names))
        return self._sign("", self.words("quarter.no_meeting_runs"))

    def _scores(self) -> Iterator[tuple[list[Piece], list[Piece]]]:
        found = self._list
        missing = len(found.unscored)
        if not missing:
            yield self._sign("", self.words("quarter.every_score", n=found.count))
            return
        named = self._names(found.unscored)
        text = self.words("quarter.unscored", n=missing, of=found.count, names=named)
        settled = self._accept and not found.unproposed
        yield self._sign("at_risk" if settled else "off_track", text)
        if found.unproposed:
            named = self._names(found.unproposed)
            said = self.words("quarter.unproposed", n=len(found.unproposed), names=named)
            yield [Piece("  ")], [Piece(said)]
        key = Piece(f"{self.desk.keymap.keys('ending.accept')} ", "key")
        words = "quarter.accepts" if self._accept else "quarter.accept"
        yield [Piece("  "), key], [Piece(self.words(words), "bright" if self._accept else "normal")]

    def _open(self) -> Iterator[tuple[list[Piece], list[Piece]]]:
        items = self._list.open
        if not len(items):
            yield self._sign("", self.words("quarter.nothing_open"))
            return
        words = "quarter.open_ends" if self._end_open else "quarter.open_comes_along"
        yield self._sign("at_risk", self.words(words, n=len(items)))
        named = [
            *(f"A{action.number} {action.title}" for action in items.actions),
            *(f"R{risk.number} {risk.title}" for risk in items.risks),
            *(f"P{problem.number} {problem.title}" for problem in items.problems),
        ]
        for text in named[:_MOST]:
            yield [Piece("  ")], [Piece(text, "normal")]
        if len(named) > _MOST:
            yield [Piece("  ")], [Piece(self.words("board.more", n=len(named) - _MOST), "dim")]
        plain = self.desk.signs.cut.isascii()
        key = Piece(f"{self.desk.keymap.keys('ending.open', plain=plain)} ", "key")
        words = "quarter.let_come_along" if self._end_open else "quarter.end_them"
        yield [Piece("  "), key], [Piece(self.words(words))]

    def _days(self) -> tuple[list[Piece], list[Piece]]:
        left = self._list.days_left
        if left < 0:
            return self._sign("", self.words("quarter.over_since", n=-left))
        return self._sign("at_risk" if left else "", self.words("quarter.days_left", n=left))

    def _sign(self, health: str, text: str) -> tuple[list[Piece], list[Piece]]:
        signs = self.desk.signs
        sign = Piece(signs.health[health], health) if health else Piece(signs.done, "dim")
        return [sign, Piece(" ")], [Piece(text, "bright" if health else "normal")]

    def _names(self, key_results: Sequence[KeyResult]) -> str:
        books = self.desk.books
        names = [books.kr_name(kr) for kr in key_results[:_MOST]]
        if len(key_results) > _MOST:
            names.append(self.desk.signs.cut)
        return self.words("minutes.name_comma").join(names)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        if self._may_close():
            yield self.hint_of("ending.close", kept=True)
        if self._list.unscored:
            yield self.hint_of("ending.score", "quarter.foot_score", kept=not self._may_close())
        if self._list.unscored and not self._accept:
            yield self.hint_of("ending.accept", "quarter.foot_accept")
        if len(self._list.open):
            yield self.hint_of("ending.open", "quarter.foot_end_open")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("ending.back", kept=True)

    # -- what its keys do

    def act_score(self) -> None:
        """Leave, and go to what is not scored yet."""
        if self._doing is None and self._list.unscored:
            self.leave(False)
            self.app.call_later(self._to_scores)
        elif self._doing is None:
            self.say(self.words("quarter.every_score", n=self._list.count), "dim")

    def act_accept(self) -> None:
        """Take what is proposed for what has no score, or not."""
        if self._list.unscored:
            self._accept = not self._accept
            self._show()
        else:
            self.say(self.words("quarter.every_score", n=self._list.count), "dim")

    def act_open(self) -> None:
        """Let what is open come along to the next cycle, or end with this one."""
        if len(self._list.open):
            self._end_open = not self._end_open
            self._show()
        else:
            self.say(self.words("quarter.nothing_open"), "dim")

    def _may_close(self) -> bool:
        return self._doing is None and self._list.may_close(accept=self._accept)

    def act_close(self) -> None:
        """Close the cycle: a copy first, then for good."""
        if self._doing is not None:
            return
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
        elif not self._may_close():
            self.say(self.words("quarter.cannot_close_yet"), "at_risk")
        elif self.desk.clock.elapsed() - self._opened < _SURE_AFTER:
            self.say(self.words("quarter.enter_again"))
        else:
            self._begin()

    def _begin(self) -> None:
        desk, cycle = self.desk, self._cycle
        accept, end_open = self._accept, self._end_open
        around = around_now(desk.who, settings=desk.settings, clock=desk.clock)
        self._doing = ("doing.copying", 0, 0)
        self._timer = self.set_interval(_STEP, self._say_doing)

        def heard(what: str, done: int, total: int) -> None:
            # In the store's thread: one assignment, which the timer reads.
            self._doing = (what, done, total)

        self.save(
            lambda: close_at(
                desk.store,
                cycle,
                around,
                accept=accept,
                end_open=end_open,
                as_=desk.as_,
                doing=heard,
            ),
            then=lambda _: self._done(),
            refused=self._refused,
            wait=True,
        )
        self.show_keys()

    def _say_doing(self) -> None:
        # What is not saved is said by itself, until it is.
        if self._doing is not None and self._held is None:
            what, done, total = self._doing
            text = self.words(what)
            if total:
                text = f"{text}  {min(100 * done // total, 100)} %"
            self.said.say([Piece(text, "dim")], seconds=None)

    def _ended(self) -> None:
        self._doing = None
        if self._timer is not None:
            self._timer.stop()
        self.said.hush()

    def _done(self) -> None:
        self._ended()
        self.leave(True)

    def _refused(self, error: OkrError) -> None:
        self._ended()
        self._list = self._look()
        self._show()
        self.tell(error, "at_risk")

    def act_back(self) -> None:
        """Go back, and close nothing."""
        self.leave(False)

    def act_leave(self) -> None:
        """Go back, and close nothing."""
        self.leave(False)


def _laid(part: list[tuple[list[Piece], list[Piece]]], room: int) -> Iterator[list[Piece]]:
    """Yield the lines of a block, each at most so wide, and a blank one below them."""
    for head, text in part:
        indent = sum(len(piece.text) for piece in head)
        for at, line in enumerate(wrapped(text, max(room - indent, 2))):
            yield [*(head if at == 0 else [Piece(" " * indent)]), *line]
    yield []

"""The head of the meeting: where we are, who is done, whose turn it is, and the clock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from okrtui.text.harmless import harmless
from widgets.canvas import Canvas
from widgets.line import Line, Piece, fitted, width_of
from widgets.signs import PLAIN, Signs

_TITLE = 15
"""Cells that the title keeps where stops and title do not both fit."""

_GAP = 1
"""Cells that part a title that is cut from the rest."""

_Laid = tuple[list[Piece], list[tuple[int, int, str]]]
"""Pieces, and where each stop stands among them: from, to, its id."""


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A stop of the round: a member, the team, or a part of the meeting.

    name: shown where there is room; short: its initials, where there is not.
    sits: whether who it is has a session of their own in the meeting, or was cut off from it.
    """

    id: str
    name: str
    short: str
    state: Literal["done", "now", "to_come", "absent"] = "to_come"
    sits: Literal["", "here", "cut"] = ""


class MemberStrip(Canvas):
    """One line: a title on the left, the stops, and the clock on the right."""

    DEFAULT_CSS = """
    MemberStrip { height: 1; }
    """

    class StopChosen(Message):
        """A stop was clicked; `id` is that of the stop."""

        def __init__(self, strip: MemberStrip, id: str) -> None:
            super().__init__()
            self.strip = strip
            self.id = id

        @property
        def control(self) -> MemberStrip:
            """The strip that says it."""
            return self.strip

    def __init__(self, *, signs: Signs = PLAIN, id: str | None = None) -> None:
        super().__init__(signs=signs, id=id)
        self._title: tuple[Piece, ...] = ()
        self._stops: tuple[Stop, ...] = ()
        self._clock: tuple[Piece, ...] = ()
        self._sizes: dict[bool, list[int]] = {False: [], True: []}
        self._spans: list[tuple[int, int, str]] = []

    def show(self, title: Line, stops: Iterable[Stop]) -> None:
        """Show where we are and the stops of the round."""
        shown = tuple(title), tuple(stops)
        if shown == (self._title, self._stops):
            return
        was, (self._title, self._stops) = self._stops, shown
        for short, sizes in self._sizes.items():
            del sizes[len(self._stops) :]
            sizes += [0] * (len(self._stops) - len(sizes))
            for at, stop in enumerate(self._stops):
                # Of a hundred stops one or two changed: whose turn it is, who is done.
                if at >= len(was) or stop != was[at]:
                    sizes[at] = width_of(self._piece(stop, short=short))
        self.refresh()

    def show_clock(self, clock: Line) -> None:
        """Show the clock: it alone is drawn again, as long as it stays as wide."""
        was, self._clock = self._clock, tuple(clock)
        size = width_of(self._clock)
        if was == self._clock:
            return
        if size == width_of(was) and self.size.width > size + 1:
            self.refresh(Region(self.size.width - size - 1, 0, size, 1))
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width = self.size.width
        if y or width < 2:
            return self.strip([Piece(" " * width)])
        clock = [Piece("   " if self._stops else ""), *self._clock, Piece(" ")]
        stops, spans = self._stops_in(width - width_of(clock) - 1)
        right = fitted([*stops, *clock], min(width_of(stops) + width_of(clock), width - 1))
        start = width - width_of(right)
        self._spans = [(start + first, start + last, stop) for first, last, stop in spans]
        gap = min(_GAP, start)
        left = fitted(
            [Piece(" "), *self._title_in(start - gap - 1)], start - gap, mark=self.signs.cut
        )
        return self.strip([*left, Piece(" " * gap), *right])

    def _title_in(self, room: int) -> Line:
        """Return the title without the words at its end that step back, if they do not fit."""
        title = self._title
        while len(title) > 1 and title[-1].role == "dim" and width_of(title) > room:
            title = title[:-1]
        return title

    def _stops_in(self, room: int) -> _Laid:
        """Return the stops by name, or by initials, or as many around the turn as there is room."""
        title = width_of(self._title) + 3
        sizes, count = self._sizes[False], len(self._stops)
        if sum(sizes) + 2 * max(count - 1, 0) + title <= room:
            return self._laid(0, count, short=False)
        room -= min(title, _TITLE)
        now = next((at for at, stop in enumerate(self._stops) if stop.state == "now"), 0)
        first, last, sizes = 0, count, self._sizes[True]
        taken = sum(sizes) + count - 1
        while taken + 2 * (first > 0) + 2 * (last < count) > room and last - first > 1:
            if now - first >= last - 1 - now:
                taken -= sizes[first] + 1
                first += 1
            else:
                last -= 1
                taken -= sizes[last] + 1
        pieces, spans = self._laid(first, last, short=True)
        if last < count:
            pieces.append(Piece(f" {self.signs.cut}", "dim"))
        if first:
            mark = Piece(f"{self.signs.cut} ", "dim")
            return [mark, *pieces], [(a + 2, b + 2, stop) for a, b, stop in spans]
        return pieces, spans

    def _laid(self, first: int, last: int, *, short: bool) -> _Laid:
        pieces: list[Piece] = []
        spans = []
        at = 0
        shown = slice(first, last)
        for stop, size in zip(self._stops[shown], self._sizes[short][shown], strict=True):
            if pieces:
                pieces.append(Piece(" " if short else "  "))
                at += 1 if short else 2
            spans.append((at, at + size, stop.id))
            pieces += self._piece(stop, short=short)
            at += size
        return pieces, spans

    def _piece(self, stop: Stop, *, short: bool) -> list[Piece]:
        pieces = self._called(stop, short=short)
        match stop.sits:
            case "here":
                return [*pieces, Piece(self.signs.dot, "accent")]
            case "cut":
                return [*pieces, Piece(self.signs.task["blocked"], "at_risk")]
            case _:
                return pieces

    def _called(self, stop: Stop, *, short: bool) -> list[Piece]:
        name = harmless(stop.short if short else stop.name)
        match stop.state:
            case "now":
                return [Piece(name.upper(), "key")]
            case "done":
                return [
                    Piece(name, "dim"),
                    Piece(self.signs.done if short else f" {self.signs.done}", "dim"),
                ]
            case "absent":
                return [Piece(name, "struck")]
            case _:
                return [Piece(name, "normal")]

    def on_click(self, event: events.Click) -> None:
        """Say which stop was clicked."""
        for first, last, stop in self._spans:
            if first <= event.x < last:
                self.post_message(self.StopChosen(self, stop))
                return

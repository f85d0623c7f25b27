"""The lines of a member's appraisal in one cycle: its four parts, and what was written in each.

No number of an OKR is read here: goals are set higher where nobody is appraised by them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.cycle.reviews import Part, PartState, check_part, own_text, parts_of
from okrtui.model.managers import above
from okrtui.model.records import Cycle, CycleState, Member, Review, ReviewPart
from okrtui.text.errors import Refused
from screens.desk import Desk
from screens.phrases import head_marks, near_day, short_name
from widgets.line import Line, Piece, apart, wrapped
from widgets.member_strip import Stop

MEASURE = 86
"""Cells of a line of text that still reads well."""

_INDENT = 5
_LEAST = 8
_WHO_ELSE = {
    ReviewPart.AROUND: "appraisal.for_around",
    ReviewPart.MANAGER: "appraisal.for_manager",
    ReviewPart.CALIBRATION: "appraisal.for_above",
}


def title(desk: Desk, cycle: Cycle | None) -> Line:
    """Return what this is, and of which cycle."""
    line = [*head_marks(desk), Piece(desk.words("appraisal.title"), "strong")]
    if cycle is not None:
        dot = Piece(f" {desk.signs.dot} ", "dim")
        line += [dot, Piece(cycle.name)]
        if cycle.state is CycleState.CLOSED:
            line += [dot, Piece(desk.words("appraisal.closed"), "dim")]
    return line


def stops(
    desk: Desk, members: Sequence[Member], cycle: str | None, about: str, who: str
) -> Iterator[Stop]:
    """Return whose appraisals there are: those that are complete, and those that wait for `who`."""
    for member in members:
        parts = parts_of(desk.books, cycle, member.id) if cycle else ()
        complete = bool(parts) and bool(parts[-1].texts)
        waits = any(_waits_for(desk, part, cycle or "", member, who) for part in parts)
        yield Stop(
            id=member.id,
            name=short_name(member),
            short=short_name(member)[:2],
            state="now" if member.id == about else "done" if complete else "to_come",
            sits="here" if waits else "",
        )


def _waits_for(desk: Desk, part: Part, cycle: str, about: Member, who: str) -> bool:
    """Return whether a part that is one person's alone waits for `who` to write it."""
    if not part.who or part.texts:
        return False
    return may_write(desk, part.part, cycle, about.id, who)


def may_write(desk: Desk, part: ReviewPart, cycle: str, about: str, who: str) -> bool:
    """Return whether somebody may write a part now. about: a member's id; who: a login."""
    try:
        check_part(part, desk.books, cycle=cycle, about=about, author=who)
    except Refused:
        return False
    return True


class AppraisalRows:
    """The lines of one member in one cycle. who: the login of who looks."""

    def __init__(self, desk: Desk, cycle: str, about: Member, who: str) -> None:
        self._desk = desk
        self._words = desk.words
        self._cycle = cycle
        self._about = about
        self._who = who
        self.parts = parts_of(desk.books, cycle, about.id)
        self.starts: dict[ReviewPart, int] = {}
        """At which line each part begins, once `lines` was called."""

    def first(self) -> ReviewPart:
        """Return the part to take in hand: one's own, else the last that was written."""
        for part in reversed(self.parts):
            if self._is_mine(part):
                return part.part
        written = [part.part for part in self.parts if part.texts]
        return written[-1] if written else self.parts[0].part

    def _is_mine(self, part: Part) -> bool:
        return may_write(self._desk, part.part, self._cycle, self._about.id, self._who)

    # -- the lines

    def lines(self, here: ReviewPart, width: int) -> list[Line]:
        """Return all lines, each at most `width` cells. here: the part in hand."""
        room = max(min(width - _INDENT, MEASURE), _LEAST)
        lines: list[Line] = [[], *self._intro(max(min(width, MEASURE + _INDENT), _LEAST))]
        for number, part in enumerate(self.parts, 1):
            lines.append([])
            self.starts[part.part] = len(lines)
            lines.append(self._head(part, number, here=part.part is here, width=room + _INDENT))
            lines += [[Piece(" " * _INDENT), *line] for line in self._body(part, room)]
        return lines

    def _intro(self, room: int) -> Iterator[Line]:
        for text in (self._words("appraisal.apart"), self._managed()):
            yield from ([Piece(" "), *line] for line in wrapped([Piece(text, "dim")], room - 1))

    def _managed(self) -> str:
        name = self._about.name
        bosses = [boss.name for boss in above(self._desk.books, self._about)]
        match bosses:
            case []:
                key = self._desk.keymap.keys("appraisal.manager")
                return self._words("appraisal.managed_by_nobody", name=name, key=key)
            case [boss]:
                return self._words("appraisal.managed_by", name=name, manager=boss)
            case _:
                boss, over = bosses[:2]
                return self._words("appraisal.managed_by_two", name=name, manager=boss, above=over)

    def _head(self, part: Part, number: int, *, here: bool, width: int) -> Line:
        mark = self._desk.signs.bar if here else " "
        called = part_name(self._desk, part.part)
        waits = part.state is PartState.WAITS
        role = "strong" if here else "dim" if waits else "bright"
        left = [Piece(f"{mark} ", "accent"), Piece(f"{number}  ", "dim"), Piece(called, role)]
        return apart(left, [self._state(part)], width)

    def _state(self, part: Part) -> Piece:
        words = self._words
        if part.state is PartState.OVER:
            return Piece(words("appraisal.over"), "dim")
        if part.state is PartState.WAITS:
            return Piece(words(f"appraisal.waits_{part.part.value}"), "dim")
        if self._is_mine(part):
            mine = own_text(
                part.part,
                self._desk.books,
                cycle=self._cycle,
                about=self._about.id,
                author=self._who,
            )
            return Piece(words("appraisal.rewrite" if mine else "appraisal.yours"), "accent")
        if part.who:
            return Piece(words("appraisal.for_one", name=part.who), "dim")
        return Piece(words(_WHO_ELSE[part.part], name=self._about.name), "dim")

    def _body(self, part: Part, room: int) -> Iterator[Line]:
        if not part.texts:
            about = self._words(f"appraisal.about_{part.part.value}")
            yield from wrapped([Piece(about, "dim")], room)
        for at, text in enumerate(part.texts):
            if at:
                yield []
            for paragraph in text.text.split("\n"):
                yield from wrapped([Piece(paragraph)], room) or [[]]
            yield self._signed(text)

    def _signed(self, text: Review) -> Line:
        desk = self._desk
        author = desk.books.member_by_login(text.author)
        local = desk.calendar.local(text.at)
        day = near_day(local.date(), desk.today, desk.words)
        name = author.name if author else text.author
        return [Piece(f"{name} {desk.signs.dot} {day} {local:%H:%M}", "dim")]


def part_name(desk: Desk, part: ReviewPart) -> str:
    """Return what a part is called, as a heading."""
    name = desk.words(f"history.value_{part.value}")
    return name[:1].upper() + name[1:]

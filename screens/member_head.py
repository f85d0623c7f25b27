"""The two lines at the head of one owner's OKRs: whose, of which cycle; how all of it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.model.agreed import counts
from okrtui.model.calendar import week_of
from okrtui.model.kinds import Category
from okrtui.model.numbers import change_in_percent, percent_clamped, show_percent, show_signed
from okrtui.model.progress import told
from okrtui.model.records import Cycle, CycleState, Health
from okrtui.model.rows import OwnerRow, owner_row
from okrtui.model.timeline import then_of
from screens.member_room import MemberRoom
from screens.phrases import (
    ago,
    head_marks,
    one_decimal,
    owner_name,
    signed_decimal,
    signed_role,
)
from widgets.bar import bar
from widgets.line import Line, Piece, width_of
from widgets.member_strip import Stop

_BAR = 10


def title(room: MemberRoom) -> Line:
    """Return whose OKRs these are, and of which cycle."""
    desk, words = room.desk, room.desk.words
    dot = Piece(f" {desk.signs.dot} ", "dim")
    cycles = [room.books.get(Cycle, one) for one in room.meeting.cycles]
    name = owner_name(room.books, room.owner, words)
    line = [*head_marks(desk), Piece(name, "strong")]
    if cycles:
        line += [dot, Piece(" + ".join(cycle.name for cycle in cycles))]
        line += _time(room, min(cycles, key=lambda cycle: cycle.end - cycle.start), dot)
    return line


def _time(room: MemberRoom, cycle: Cycle, dot: Piece) -> Iterator[Piece]:
    """Return how much of a cycle is gone, or that it is not running."""
    desk, words = room.desk, room.desk.words
    today = desk.today
    match cycle.state:
        case CycleState.DRAFTING:
            yield from (dot, Piece(words("member.drafting"), "accent"))
        case CycleState.CLOSED:
            yield from (dot, Piece(words("member.closed"), "dim"))
        case CycleState.RUNNING:
            week, weeks = week_of(cycle, today)
            gone = told(desk.calendar.share_gone(cycle.start, cycle.end, today))
            yield from (dot, Piece(words("board.week", week=week, weeks=weeks)), Piece("  "))
            yield from bar(float(gone), _BAR, role="dim", signs=desk.signs)
            yield Piece(f"  {percent_clamped(gone) or 0} %", "dim")


def stops(room: MemberRoom, owners: Sequence[str]) -> Iterator[Stop]:
    """Return the others that there are to look at."""
    for owner in owners:
        name, short = room.names(owner)
        yield Stop(
            id=owner, name=name, short=short, state="now" if owner == room.owner else "to_come"
        )


def standing(room: MemberRoom) -> Line:
    """Return how all of it stands: progress, confidence, health, and when it was last spoken of."""
    row = _row(room)
    if row is None or not row.standings:
        return []
    words, signs = room.desk.words, room.desk.signs
    today = room.desk.today
    dot = Piece(f" {signs.dot} ", "dim")
    points = change_in_percent(row.progress_then, row.progress)
    fell = signed_decimal(row.confidence_then, row.confidence)
    line = [
        Piece(f"{words('terms.progress')} ", "dim"),
        Piece(show_percent(row.progress).partition(" (")[0], "bright"),
        *([Piece(f" {show_signed(points)}", signed_role(points))] if points else []),
        dot,
        Piece(f"{words('terms.confidence')} ", "dim"),
        Piece(one_decimal(row.confidence), "bright"),
        *([Piece(f" {fell}", "dim")] if fell not in {"", "0"} else []),
        dot,
    ]
    healths = [one.now.health for one in row.standings]
    counted = [(health, healths.count(health)) for health in Health if health in healths]
    for at, (health, count) in enumerate(counted):
        gap = "  " if at else ""
        line.append(Piece(f"{gap}{signs.health[health.value]} {count}", health.value))
    last = words("member.last_said", when=ago(row.last_day, today, words))
    return [*line, dot, Piece(last, "dim")]


def serves(room: MemberRoom, cells: int) -> Line:
    """Return what their objectives serve, by category, where `cells` are enough for it."""
    words = room.desk.words
    own = [one.objective for one in room.stop.branches if one.objective.owner == room.owner]
    kinds = [one.category for one in own if counts(one)]
    if not any(kinds):
        return []
    known = [(words(f"terms.{kind.value}"), kinds.count(kind)) for kind in Category]
    told = [*known, (words("objectives.not_set"), kinds.count(None))]
    said = [words("objectives.part", what=name, n=count) for name, count in told if count]
    line = [Piece(f" {room.desk.signs.dot} ".join(said), "dim")]
    return line if width_of(line) <= cells else []


def _row(room: MemberRoom) -> OwnerRow | None:
    branches = [branch for branch in room.stop.branches if counts(branch.objective)]
    if not branches:
        return None
    cycle = room.books.get(Cycle, branches[0].objective.cycle)
    then = then_of(room.books, cycle, room.meeting, room.desk.calendar)
    rows = [room.objective(branch.objective) for branch in branches]
    return owner_row(room.books, room.owner, rows, then, cycle)

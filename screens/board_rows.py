"""What the Board shows, from the books: words, numbers and roles, ready for its widgets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from okrtui.model.books import Books
from okrtui.model.calendar import monday_of
from okrtui.model.numbers import (
    MINUS,
    change_in_percent,
    percent_clamped,
    show_percent,
    show_signed,
)
from okrtui.model.overview import TeamStatus
from okrtui.model.records import Health, Meeting, MeetingState
from okrtui.model.rows import OwnerRow
from okrtui.text.words import Words
from screens.phrases import (
    ago,
    health_piece,
    one_decimal,
    owner_name,
    short_name,
    signed_role,
)
from widgets.bar import bar
from widgets.board_table import BoardHead, MemberRow
from widgets.line import Line, Piece
from widgets.signs import Signs

EVERYONE = "everyone"
"""The id of the row that stands for the whole team."""

_WEEKS = 8
_BAR = 13


class BoardView(NamedTuple):
    """All that the Board says of one moment."""

    title: Line
    right: Line
    head: BoardHead
    members: tuple[MemberRow, ...]


class BoardRows:
    """Turns the team's status into rows. `signs` and `words` are those of the screen.

    was: the rows of the status before: what is the same in both is not made again.
    """

    def __init__(
        self,
        books: Books,
        status: TeamStatus,
        words: Words,
        signs: Signs,
        was: BoardRows | None = None,
    ) -> None:
        self.books = books
        self.status = status
        self.words = words
        self.signs = signs
        self._made: dict[str, tuple[OwnerRow, MemberRow]] = (
            was._made if was and was.status.today == status.today else {}
        )

    @property
    def is_meeting_open(self) -> bool:
        """Whether a meeting is in progress."""
        return bool(self.books.view.where("meetings", "state", MeetingState.IN_PROGRESS.value))

    def make(self) -> Iterator[None]:
        """Make the members' rows, and pause at each."""
        made, self._made = self._made, {}
        for owner in self._owners():
            kept = made.get(owner.owner)
            same = kept is not None and kept[0] is owner
            self._made[owner.owner] = kept if kept and same else (owner, self._owner(owner))
            yield

    # -- head and members

    def view(self) -> BoardView:
        """Return the head of the Board and its members, once `make` has made them."""
        words, made = self.words, self._made
        return BoardView(
            title=self._title(),
            right=self._meeting(),
            head=BoardHead(
                member=words("board.member"),
                progress=words("terms.progress"),
                week=words("board.change"),
                confidence=words("terms.confidence"),
                health=words("terms.health"),
                last=words("board.last_check_in"),
            ),
            members=(self._everyone(), *(made[row.owner][1] for row in self._owners())),
        )

    def _owners(self) -> list[OwnerRow]:
        return [*(row for row in self.status.others if row.standings), *self.status.members]

    def _title(self) -> Line:
        status, words = self.status, self.words
        team = self.books.team_name()
        dot = f" {self.signs.dot} "
        week = words("board.week", week=status.week, weeks=status.weeks)
        gone = percent_clamped(status.gone) or 0
        return [
            *([Piece(team, "strong"), Piece(dot, "dim")] if team else []),
            Piece(status.cycle.name, "normal"),
            Piece(dot, "dim"),
            Piece(week, "normal"),
            Piece("  "),
            *bar(float(status.gone), _BAR, role="dim", signs=self.signs),
            Piece(f"  {gone} %", "dim"),
        ]

    def _meeting(self) -> Line:
        words = self.words
        running = self.books.where(Meeting, "state", MeetingState.IN_PROGRESS.value)
        if running:
            return [Piece(words("board.meeting_running", name=running[-1].name), "accent")]
        if self.status.met_on is None:
            return [Piece(words("board.no_meeting_yet"), "dim")]
        day = ago(self.status.met_on, self.status.today, words)
        return [Piece(words("board.last_meeting", when=day), "dim")]

    def _everyone(self) -> MemberRow:
        status = self.status
        change = change_in_percent(status.progress_then, status.progress)
        counts = [
            Piece(f"{self.signs.health[health.value]}{count}", health.value)
            for health in (
                Health.ON_TRACK,
                Health.AT_RISK,
                Health.OFF_TRACK,
                Health.STALE,
                Health.PENDING,
            )
            if (count := status.counts[health])
        ]
        return MemberRow(
            id=EVERYONE,
            name=self.words("board.everyone"),
            progress=_share(status.progress),
            percent=show_percent(status.progress).partition(" (")[0],
            change=show_signed(change) if change is not None else "",
            change_role=signed_role(change),
            trend=_weekly(_mean_trend(self._owners()), status.today),
            confidence=one_decimal(status.confidence),
            fall=self._fall(status.confidence_then, status.confidence),
            health=counts,
            last=ago(self._newest(), status.today, self.words),
        )

    def _newest(self) -> date | None:
        return max((row.last_day for row in self._owners() if row.last_day), default=None)

    def _owner(self, row: OwnerRow) -> MemberRow:
        status = self.status
        change = change_in_percent(row.progress_then, row.progress)
        name = short_name(row.member) if row.member else ""
        stale = any(one.now.health is Health.STALE for one in row.standings)
        return MemberRow(
            id=row.owner,
            name=name or owner_name(self.books, row.owner, self.words),
            progress=_share(row.progress),
            percent=show_percent(row.progress).partition(" (")[0],
            change=show_signed(change) if change is not None else "",
            change_role=signed_role(change),
            trend=_weekly(row.trend, status.today),
            confidence=one_decimal(row.confidence),
            fall=self._fall(row.confidence_then, row.confidence),
            health=tuple(health_piece(one.now.health, self.signs) for one in row.standings),
            last=ago(row.last_day, status.today, self.words) if row.standings else "",
            last_role="stale" if stale and row.last_day != status.today else "dim",
            dim=not row.standings,
        )

    def _fall(self, then: Decimal | None, now: Decimal | None) -> str:
        if then is None or now is None or then - now < 1:
            return ""
        return f"{MINUS}{one_decimal(then - now).partition('.')[0]}"


def _share(progress: Decimal | None) -> float | None:
    return None if progress is None else float(progress)


def _weekly(points: Sequence[tuple[date, Decimal]], today: date) -> tuple[float | None, ...]:
    """Return one value a week, this week last; a week without one is a gap."""
    by_week = {day: float(value) for day, value in points}
    monday = monday_of(today)
    return tuple(by_week.get(monday - timedelta(weeks=back)) for back in range(_WEEKS - 1, -1, -1))


def _mean_trend(rows: Sequence[OwnerRow]) -> list[tuple[date, Decimal]]:
    weeks: dict[date, list[Decimal]] = {}
    for row in rows:
        for day, value in row.trend:
            weeks.setdefault(day, []).append(value)
    return [(day, sum(values, Decimal()) / len(values)) for day, values in sorted(weeks.items())]

"""What the Board shows, from the books: words, numbers and roles, ready for its widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from okrtui.model.books import Books
from okrtui.model.numbers import (
    MINUS,
    change_in_percent,
    percent_clamped,
    show_percent,
    show_signed,
)
from okrtui.model.overview import TeamStatus
from okrtui.model.records import Health, KeyResult, Meeting, MeetingState
from okrtui.model.rows import Attention, OwnerRow, Reason
from okrtui.model.standing import Standing
from okrtui.text.words import Words
from screens.phrases import (
    ago,
    due_phrase,
    health_piece,
    one_decimal,
    owner_name,
    short_name,
    signed_role,
)
from widgets.bar import bar
from widgets.board_table import BoardHead, MemberRow
from widgets.line import Line, Piece
from widgets.lines import Item
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
    """Turns the team's status into rows. `signs` and `words` are those of the screen."""

    def __init__(self, books: Books, status: TeamStatus, words: Words, signs: Signs) -> None:
        self.books = books
        self.status = status
        self.words = words
        self.signs = signs

    @property
    def is_meeting_open(self) -> bool:
        """Whether a meeting is in progress."""
        return bool(self.books.view.where("meetings", "state", MeetingState.IN_PROGRESS.value))

    # -- head and members

    def view(self) -> BoardView:
        """Return the head of the Board and its members."""
        words = self.words
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
            members=(self._everyone(), *(self._owner(row) for row in self._owners())),
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
        closed = [m for m in self.books.all(Meeting) if m.state is MeetingState.CLOSED]
        if not closed:
            return [Piece(words("board.no_meeting_yet"), "dim")]
        day = ago(self.status.then_on, self.status.today, words)
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

    # -- what asks for us

    def attention(self, owner: str) -> tuple[Item, ...]:
        """Return the key results that need attention: of one owner, or of everyone."""
        found = self.status.attention
        return tuple(self._attention(one) for one in found if owner in {EVERYONE, one.owner})

    def _attention(self, one: Attention) -> Item:
        standing = one.standing
        kr = standing.key_result
        who = owner_name(self.books, one.owner, self.words)
        objective = self.books.objective_of(kr)
        return Item(
            id=kr.id,
            line=[
                health_piece(standing.now.health, self.signs),
                Piece(f" {who} ", "bright"),
                Piece(f"O{objective.number} KR{kr.number}  ", "dim"),
                Piece(kr.title),
            ],
            right=[
                *self._confidences(standing),
                Piece(f"  {self._reason(one)}", "dim"),
            ],
        )

    def _confidences(self, standing: Standing) -> Line:
        then, now = standing.then.confidence, standing.now.confidence
        if now is None:
            return []
        if then is None or then == now:
            return [Piece(str(now), "normal")]
        return [
            Piece(f"{then} {self.signs.arrow} ", "dim"),
            Piece(str(now), "at_risk" if now < then else "normal"),
        ]

    def _reason(self, one: Attention) -> str:
        standing, words = one.standing, self.words
        if standing.falls > 1:
            return words("overview.falls", n=standing.falls)
        if Reason.STALE in one.reasons and standing.days_silent is not None:
            return words("overview.silent", n=standing.days_silent)
        return words(f"terms.{standing.now.health.value}")

    def actions(self, owner: str) -> tuple[Item, ...]:
        """Return the open action items of one owner, or of everyone: late ones first."""
        today, words = self.status.today, self.words
        items = []
        for one in self.status.actions:
            action = one.action
            if owner not in {EVERYONE, action.owner}:
                continue
            who = owner_name(self.books, action.owner, words)
            due = due_phrase(action.due, one.days_late, today, words)
            carried = f"  ×{action.carries}" if action.carries else ""
            items.append(
                Item(
                    id=action.id,
                    line=[
                        Piece(f"A{action.number} ", "dim"),
                        Piece(f"{who}  " if who else "", "bright"),
                        Piece(action.title),
                    ],
                    right=[
                        Piece(due, "at_risk" if one.days_late else "dim"),
                        Piece(carried, "at_risk" if action.carries > 1 else "dim"),
                    ],
                )
            )
        return tuple(items)

    def risks(self, owner: str) -> tuple[Item, ...]:
        """Return open problems, then open risks with the worst first: of one owner, or everyone."""
        problems = [
            Item(
                id=problem.id,
                line=[
                    Piece(f"P{problem.number} ", "dim"),
                    Piece(self.words("board.blocks"), "off_track"),
                    Piece(f"  {problem.title}"),
                ],
                right=[Piece(owner_name(self.books, problem.owner, self.words), "dim")],
            )
            for problem in self.status.problems
            if owner in {EVERYONE, *self._concerned(problem)}
        ]
        risks = [
            Item(
                id=one.risk.id,
                line=[
                    Piece(f"R{one.risk.number} ", "dim"),
                    Piece(self.words(f"terms.{one.severity.value}"), _SEVERITY[one.severity.value]),
                    Piece(f"  {one.risk.title}"),
                ],
                right=[Piece(owner_name(self.books, one.risk.owner, self.words), "dim")],
            )
            for one in self.status.risks
            if owner in {EVERYONE, *self._concerned(one.risk)}
        ]
        return (*problems, *risks)

    def _concerned(self, entry: object) -> set[str]:
        owner = getattr(entry, "owner", None)
        kr = self.books.find(KeyResult, getattr(entry, "key_result", None))
        return {who for who in (owner, self.books.answers_for(kr) if kr else None) if who}


_SEVERITY = {"high": "off_track", "medium": "at_risk", "low": "dim"}


def _share(progress: Decimal | None) -> float | None:
    return None if progress is None else float(progress)


def _weekly(points: Sequence[tuple[date, Decimal]], today: date) -> tuple[float | None, ...]:
    """Return one value a week, this week last; a week without one is a gap."""
    by_week = {day: float(value) for day, value in points}
    monday = today - timedelta(days=today.weekday())
    return tuple(by_week.get(monday - timedelta(weeks=back)) for back in range(_WEEKS - 1, -1, -1))


def _mean_trend(rows: Sequence[OwnerRow]) -> list[tuple[date, Decimal]]:
    weeks: dict[date, list[Decimal]] = {}
    for row in rows:
        for day, value in row.trend:
            weeks.setdefault(day, []).append(value)
    return [(day, sum(values, Decimal()) / len(values)) for day, values in sorted(weeks.items())]

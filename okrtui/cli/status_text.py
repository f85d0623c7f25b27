"""The team at a glance in words: a head, a row per owner, and what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from okrtui.cli.status_asked import asked_lines
from okrtui.cli.status_balance import balance_line
from okrtui.cli.table import table
from okrtui.model.books import Books
from okrtui.model.numbers import (
    NOTHING,
    change_in_percent,
    show_percent,
    show_signed,
    show_value,
)
from okrtui.model.overview import TeamStatus
from okrtui.model.reasons import reasons_of
from okrtui.model.records import COMPANY, TEAM, CycleState, Health, Member
from okrtui.model.rows import OwnerRow
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing
from okrtui.text.dates import show_day
from okrtui.text.words import Words, words_in

_ONE_PLACE = Decimal("0.1")


def status_text(
    books: Books,
    status: TeamStatus,
    member: Member | None,
    settings: Settings,
    columns: int | None,
) -> str:
    """Return the team's status, or that of one member with each key result, as lines of text.

    columns: the width to fit into; None for as wide as it takes.
    """
    return _Status(books, status, member, settings, columns).text()


class _Status:
    def __init__(
        self,
        books: Books,
        status: TeamStatus,
        member: Member | None,
        settings: Settings,
        columns: int | None,
    ) -> None:
        self.books = books
        self.status = status
        self.member = member
        self.settings = settings
        self.columns = columns
        self.words: Words = words_in(settings.language)

    def text(self) -> str:
        blocks = [self._head(), self._owners()]
        if self.member is not None:
            blocks.append(self._key_results())
        blocks += [self._attention(), self._actions(), self._risks(), self._problems()]
        asked = asked_lines(self.books, self.status, self.member, self.words)
        blocks.append(self._block("links.status_asked", asked, "lllll"))
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def _head(self) -> list[str]:
        status, words = self.status, self.words
        change = change_in_percent(status.progress_then, status.progress)
        fell = _difference(status.confidence_then, status.confidence)
        counts = [
            words("cli.status_count", n=count, health=words(f"terms.{health.value}"))
            for health, count in status.counts.items()
            if count
        ]
        head = words(
            "cli.status_head",
            team=self.books.team_name(),
            cycle=status.cycle.name,
            week=status.week,
            weeks=status.weeks,
            gone=show_percent(status.gone),
        )
        if status.cycle.state is CycleState.CLOSED:
            head = words("cli.status_closed", head=head)
        return [
            head,
            words(
                "cli.status_numbers",
                progress=show_percent(status.progress),
                change=show_signed(change),
                confidence=_one_place(status.confidence),
                fell=fell,
                then=self._day(status.then_on),
            ),
            " · ".join(counts) if counts else words("cli.status_empty"),
            *self._balance(),
        ]

    def _balance(self) -> list[str]:
        rows = [row for row in self.status.objectives if self._concerns(row.objective.owner)]
        return [balance_line(rows, self.words)] if rows else []

    def _owners(self) -> list[str]:
        words = self.words
        rows = [
            row
            for row in (*self.status.members, *self.status.others)
            if (row.standings or row.objectives) and self._concerns(row.owner)
        ]
        if not rows:
            return []
        head = (
            words("terms.owner"),
            words("terms.progress"),
            "",
            words("terms.confidence"),
            "",
            words("cli.status_last"),
            words("terms.health"),
        )
        return table([head, *map(self._owner, rows)], "lrrrrll", self.columns)

    def _owner(self, row: OwnerRow) -> Sequence[str]:
        counts = dict.fromkeys(Health, 0)
        for one in row.standings:
            counts[one.now.health] += 1
        healths = [
            self.words("cli.status_count", n=count, health=self.words(f"terms.{health.value}"))
            for health, count in counts.items()
            if count
        ]
        return (
            row.member.name if row.member else self._named(row.owner),
            show_percent(row.progress),
            show_signed(change_in_percent(row.progress_then, row.progress)),
            _one_place(row.confidence),
            _difference(row.confidence_then, row.confidence),
            self._day(row.last_day),
            " · ".join(healths),
        )

    def _key_results(self) -> list[str]:
        rows = [
            self._key_result(one)
            for row in self.status.members
            if self._concerns(row.owner)
            for one in row.standings
        ]
        return table(rows, "llrrrl", self.columns) if rows else []

    def _key_result(self, one: Standing) -> Sequence[str]:
        key_result, then, now = one.key_result, one.then, one.now
        was = self.words("terms.none") if then.confidence is None else str(then.confidence)
        is_ = self.words("terms.none") if now.confidence is None else str(now.confidence)
        return (
            self.books.kr_name(key_result),
            self.words(f"terms.{now.health.value}"),
            show_value(key_result, now.value, self.words, of=now.of),
            show_percent(now.progress),
            is_ if was == is_ else f"{was} → {is_}",
            key_result.title,
        )

    def _attention(self) -> list[str]:
        thresholds, today = self.settings.thresholds, self.status.today
        comma = self.words("history.comma")
        rows = []
        for item in self.status.attention:
            if not self._concerns(item.owner):
                continue
            reasons = reasons_of(item.standing, today=today, thresholds=thresholds)
            rows.append(
                (
                    self.words(f"terms.{item.standing.now.health.value}"),
                    item.name,
                    comma.join(self.words.tell(reason) for reason in reasons),
                    item.standing.key_result.title,
                )
            )
        return self._block("cli.status_attention", rows, "llll")

    def _actions(self) -> list[str]:
        rows = [
            (
                f"A{item.action.number}",
                self._named(item.action.owner),
                self._due(item.action.due, item.days_late),
                f"×{item.action.carries}" if item.action.carries else "",
                item.action.title,
            )
            for item in self.status.actions
            if self._concerns(item.action.owner)
        ]
        return self._block("cli.status_actions", rows, "lllll")

    def _risks(self) -> list[str]:
        rows = [
            (
                f"R{item.risk.number}",
                self.words(f"terms.{item.severity.value}"),
                self._named(item.risk.owner),
                item.risk.title,
            )
            for item in self.status.risks
            if self._concerns(item.risk.owner)
        ]
        return self._block("cli.status_risks", rows, "llll")

    def _problems(self) -> list[str]:
        rows = [
            (f"P{problem.number}", self._named(problem.owner), problem.title)
            for problem in self.status.problems
            if self._concerns(problem.owner)
        ]
        return self._block("cli.status_problems", rows, "lll")

    # -- small words

    def _block(self, title: str, rows: Sequence[Sequence[str]], aligns: str) -> list[str]:
        if not rows:
            return []
        room = None if self.columns is None else self.columns - 2
        return [self.words(title), *(f"  {line}" for line in table(rows, aligns, room))]

    def _concerns(self, owner: str | None) -> bool:
        return self.member is None or owner == self.member.id

    def _named(self, owner: str | None) -> str:
        if owner in {TEAM, COMPANY}:
            return self.words(f"terms.{owner}")
        return self.books.owner_login(owner) or NOTHING

    def _day(self, day: date | None) -> str:
        return NOTHING if day is None else show_day(day, self.status.today, self.words.language)

    def _due(self, due: date | None, late: int) -> str:
        return self.words("cli.status_late", n=late) if late else self._day(due)


def _one_place(number: Decimal | None) -> str:
    return NOTHING if number is None else f"{_rounded(number):.1f}"


def _difference(then: Decimal | None, now: Decimal | None) -> str:
    if then is None or now is None:
        return NOTHING
    return show_signed(_rounded(now) - _rounded(then))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_ONE_PLACE, ROUND_HALF_UP)

"""The team at a glance as data: raw numbers, nothing rounded, names as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from okrtui.cli.status_asked import asked_data
from okrtui.cli.status_balance import balance_data
from okrtui.cli.status_numbers import number as number
from okrtui.model.alignment import alignment, counted
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.overview import TeamStatus
from okrtui.model.records import Health, Member
from okrtui.model.rows import OwnerRow
from okrtui.model.standing import Moment, Standing

Data = dict[str, Any]


def status_data(
    books: Books, status: TeamStatus, member: Member | None, calendar: Calendar
) -> Data:
    """Return the team's status, or what of it concerns one member, as JSON holds it.

    Progress is 0 at the start and 1 at the target. A number that no double holds exactly is a text.
    """

    def concerns(owner: str | None) -> bool:
        return member is None or owner == member.id

    rows = [row for row in (*status.members, *status.others) if concerns(row.owner)]
    hangs = alignment(books, (status.cycle.id,), status.today, calendar)
    aligned = counted(row for row in hangs.rows if concerns(row.owner))
    return {
        "team": books.team_name(),
        "today": status.today.isoformat(),
        "then_on": status.then_on.isoformat(),
        "cycle": {
            "id": status.cycle.id,
            "name": status.cycle.name,
            "start": status.cycle.start.isoformat(),
            "end": status.cycle.end.isoformat(),
            "week": status.week,
            "weeks": status.weeks,
            "gone": number(status.gone),
            "state": status.cycle.state.value,
        },
        "progress": _pair(status.progress_then, status.progress),
        "confidence": _pair(status.confidence_then, status.confidence),
        "health": {"then": _counts(status.counts_then), "now": _counts(status.counts)},
        "balance": balance_data(
            [row for row in status.objectives if concerns(row.objective.owner)]
        ),
        "owners": [_owner(books, row) for row in rows],
        "attention": [
            {
                "key_result": item.name,
                "id": item.standing.key_result.id,
                "title": item.standing.key_result.title,
                "owner": books.owner_login(item.owner),
                "health": item.standing.now.health.value,
                "reasons": [reason.value for reason in item.reasons],
                "fell": item.fell,
            }
            for item in status.attention
            if concerns(item.owner)
        ],
        "actions": [
            {
                "number": item.action.number,
                "title": item.action.title,
                "owner": books.owner_login(item.action.owner),
                "due": _day(item.action.due),
                "days_late": item.days_late,
                "carries": item.action.carries,
            }
            for item in status.actions
            if concerns(item.action.owner)
        ],
        "risks": [
            {
                "number": item.risk.number,
                "title": item.risk.title,
                "severity": item.severity.value,
                "probability": item.risk.probability.value,
                "impact": item.risk.impact.value,
                "mitigation": item.risk.mitigation,
                "owner": books.owner_login(item.risk.owner),
                "due": _day(item.risk.due),
            }
            for item in status.risks
            if concerns(item.risk.owner)
        ],
        "problems": [
            {
                "number": problem.number,
                "title": problem.title,
                "next_step": problem.next_step,
                "owner": books.owner_login(problem.owner),
                "due": _day(problem.due),
            }
            for problem in status.problems
            if concerns(problem.owner)
        ],
        "asked": asked_data(books, status, member),
        "not_prepared": [
            {"member": item.member.login, "waiting": item.waiting, "of": item.of}
            for item in status.missing
            if concerns(item.member.id)
        ],
        "alignment": {
            "objectives": aligned.objectives,
            "hanging": aligned.hanging,
            "astray": aligned.astray,
            "not_confirmed": aligned.waiting,
        },
    }


def _owner(books: Books, row: OwnerRow) -> Data:
    return {
        "owner": books.owner_login(row.owner),
        "name": row.member.name if row.member else row.owner,
        "objectives": row.objectives,
        "progress": _pair(row.progress_then, row.progress),
        "confidence": _pair(row.confidence_then, row.confidence),
        "last_check_in": _day(row.last_day),
        "key_results": [_key_result(books, one) for one in row.standings],
    }


def _key_result(books: Books, one: Standing) -> Data:
    key_result, pace = one.key_result, one.pace
    return {
        "key_result": books.kr_name(key_result),
        "id": key_result.id,
        "title": key_result.title,
        "objective": books.objective_of(key_result).title,
        "metric": key_result.metric.value,
        "direction": key_result.direction.value,
        "unit": key_result.unit,
        "start": number(key_result.start),
        "target": number(key_result.target),
        "due": _day(one.due),
        "then": _moment(one.then),
        "now": _moment(one.now),
        "unchanged": one.unchanged,
        "falls": one.falls,
        "days_silent": one.days_silent,
        "behind": number(one.now.behind),
        "remaining": number(pace.remaining) if pace else None,
        "needed_per_week": number(pace.needed) if pace else None,
        "lately_per_week": number(pace.lately) if pace else None,
        "forecast": number(pace.forecast) if pace else None,
    }


def _moment(moment: Moment) -> Data:
    return {
        "value": number(moment.value),
        "of": number(moment.of),
        "progress": number(moment.progress),
        "confidence": moment.confidence,
        "health": moment.health.value,
        "note": moment.note,
    }


def _pair(then: Decimal | None, now: Decimal | None) -> Data:
    return {"then": number(then), "now": number(now)}


def _counts(counts: Mapping[Health, int]) -> dict[str, int]:
    return {health.value: count for health, count in counts.items()}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

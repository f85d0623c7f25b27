"""What came up beside the key results: risks, problems, action items, decisions, changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from okrtui.model.records import (
    Action,
    ActionState,
    Change,
    ChangeKind,
    Decision,
    Level,
    Meeting,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
)
from okrtui.sample.days import WEEKS, Days
from okrtui.sample.scribe import Scribe, Told, key_results


def write_entries(told: Told, days: Days, scribe: Scribe) -> None:
    """Write down what was recorded beside the key results, with its numbers for life."""
    _write_risks(told, days, scribe)
    _write_problems(told, days, scribe)
    _write_actions(told, days, scribe)
    _write_decisions(told, scribe)
    _write_changes(told, scribe)


def _write_risks(told: Told, days: Days, scribe: Scribe) -> None:
    for number, item in enumerate(told["risks"], 1):
        at = _during(scribe.meetings[item["week"]], 30)
        ended_at, ended_in = scribe.ended(item.get("ended_week"))
        scribe.add(
            Risk(
                id=scribe.id(Risk, at),
                number=number,
                title=item["title"],
                at=at,
                key_result=scribe.key_result(item),
                meeting=scribe.meetings[item["week"]].id,
                probability=Level(item["probability"]),
                impact=Level(item["impact"]),
                mitigation=item["mitigation"],
                owner=scribe.owner(item["owner"]),
                due=days.due(item.get("due_in")),
                state=RiskState(item.get("state", "open")),
                ended_at=ended_at,
                ended_in=ended_in,
            )
        )


def _write_problems(told: Told, days: Days, scribe: Scribe) -> None:
    for number, item in enumerate(told["problems"], 1):
        at = _during(scribe.meetings[item["week"]], 31)
        ended_at, ended_in = scribe.ended(item.get("ended_week"))
        scribe.add(
            Problem(
                id=scribe.id(Problem, at),
                number=number,
                title=item["title"],
                at=at,
                key_result=scribe.key_result(item),
                meeting=scribe.meetings[item["week"]].id,
                owner=scribe.owner(item["owner"]),
                next_step=item["next_step"],
                due=days.due(item.get("due_in")),
                state=OpenState.OPEN if ended_in is None else OpenState.CLOSED,
                ended_at=ended_at,
                ended_in=ended_in,
            )
        )


def _write_actions(told: Told, days: Days, scribe: Scribe) -> None:
    for number, item in enumerate(told["actions"], 1):
        at = _during(scribe.meetings[item["week"]], 33)
        ended_at, ended_in = scribe.ended(item.get("done_week"))
        carried_in = scribe.ended(item.get("carried_week"))[1]
        scribe.add(
            Action(
                id=scribe.id(Action, at),
                number=number,
                title=item["title"],
                at=at,
                owner=scribe.owner(item["owner"]),
                due=days.due(item["due_in"]),
                state=ActionState.OPEN if ended_in is None else ActionState.DONE,
                carries=item.get("carries", 0),
                carried_in=carried_in,
                why=item.get("why", ""),
                meeting=scribe.meetings[item["week"]].id,
                key_result=scribe.key_result(item),
                ended_at=ended_at,
                ended_in=ended_in,
            )
        )


def _write_decisions(told: Told, scribe: Scribe) -> None:
    for number, item in enumerate(told["decisions"], 1):
        meeting = scribe.meetings[item["week"]]
        at = _during(meeting, 35)
        scribe.add(
            Decision(
                id=scribe.id(Decision, at),
                number=number,
                title=item["title"],
                at=at,
                meeting=meeting.id,
                key_result=scribe.key_result(item),
            )
        )
    for item in told["parked"]:
        meeting = scribe.meetings[item["week"]]
        at = _during(meeting, 36)
        carries = WEEKS - item["week"]
        scribe.add(
            Parked(
                id=scribe.id(Parked, at),
                title=item["title"],
                at=at,
                meeting=meeting.id,
                carries=carries,
                carried_in=scribe.meetings[WEEKS].id if carries else None,
            )
        )


def _write_changes(told: Told, scribe: Scribe) -> None:
    titles = {name: key_result["title"] for name, key_result in key_results(told)}
    for number, item in enumerate(told["changes"], 1):
        meeting = scribe.meetings[item["week"]]
        at = _during(meeting, 28)
        scribe.add(
            Change(
                id=scribe.id(Change, at),
                number=number,
                at=at,
                by=item["by"],
                kind=ChangeKind(item["kind"]),
                table="key_results",
                target=scribe.named[item["kr"]],
                title=titles[item["kr"]],
                field=item.get("field"),
                was=item.get("was"),
                now=item.get("now"),
                why=item["why"],
                meeting=meeting.id,
            )
        )


def _during(meeting: Meeting, minutes: int) -> datetime:
    return meeting.opened_at + timedelta(minutes=minutes)

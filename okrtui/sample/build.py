"""A team half-way through its quarter, made so that today is the day of its weekly meeting.

The teams, one per language, are told in `en.json` and `zh.json`: what people would type, by weeks
from 1 and in days from today. Here that gets dates, ids and references.
"""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from okrtui.model.ops import Op
from okrtui.model.records import (
    Category,
    Cycle,
    Direction,
    KeyResult,
    Link,
    Member,
    MetricKind,
    Objective,
    Task,
    TaskState,
    Team,
)
from okrtui.model.settings import Settings
from okrtui.sample.days import Days
from okrtui.sample.entries import write_entries
from okrtui.sample.freeze import with_minutes
from okrtui.sample.scribe import Scribe, Told
from okrtui.sample.weeks import hold_meetings, say
from okrtui.text.words import Language


def settings(language: Language, time_zone: str) -> Settings:
    """Return the settings of the sample team's workspace."""
    return Settings(language=language, time_zone=time_zone)


def build(language: Language, now: datetime, time_zone: str) -> list[Op]:
    """Return the ops that put the sample team into an empty store.

    now: the instant from which all is counted, UTC; time_zone: an IANA name, of the workspace.
    """
    told = _told(language)
    days = Days(now, ZoneInfo(time_zone))
    scribe = Scribe()
    _write_team(told, days, scribe)
    cycle = _write_cycle(days, scribe)
    hold_meetings(told, cycle, days, scribe)
    _write_objectives(told, cycle, days, scribe)
    say(told, days, scribe)
    write_entries(told, days, scribe)
    _ask(told, days, scribe)
    return with_minutes(scribe.ops, settings(language, time_zone), now)


def _told(language: Language) -> dict[str, Any]:
    text = Path(__file__).with_name(f"{language}.json").read_text("utf-8")
    told: dict[str, Any] = json.loads(text)
    return told


def _write_team(told: Told, days: Days, scribe: Scribe) -> None:
    start = days.at(days.first, 9)
    scribe.add(Team(id=scribe.id(Team, start), name=told["team"]))
    for person in told["members"]:
        member = Member(
            id=scribe.id(Member, start),
            login=person["login"],
            name=person["name"],
            manager=scribe.owner(person.get("manager")),
        )
        scribe.owners[member.login] = scribe.add(member).id


def _write_cycle(days: Days, scribe: Scribe) -> Cycle:
    new = scribe.id(Cycle, days.at(days.first, 9))
    return scribe.add(Cycle(id=new, name=days.quarter, start=days.first, end=days.last))


def _write_objectives(told: Told, cycle: Cycle, days: Days, scribe: Scribe) -> None:
    start = days.at(days.first, 9)
    numbers: dict[str, int] = {}
    for item in told["objectives"]:
        owner = item["owner"]
        numbers[owner] = numbers.get(owner, 0) + 1
        objective = scribe.add(
            Objective(
                id=scribe.id(Objective, start),
                cycle=cycle.id,
                owner=scribe.owners[owner],
                number=numbers[owner],
                title=item["title"],
                category=Category(item["category"]),
            )
        )
        name = f"{owner}/O{objective.number}"
        scribe.named[name] = objective.id
        for kind, field in (("vertical", "align"), ("horizontal", "beside")):
            if field in item:
                _link(kind, objective.id, scribe.named[item[field]], None, days, scribe)
        for number, under in enumerate(item["key_results"], 1):
            key_result = _write_key_result(under, objective, number, days, scribe)
            scribe.named[f"{name}/KR{number}"] = key_result.id


def _write_key_result(
    told: Told, objective: Objective, number: int, days: Days, scribe: Scribe
) -> KeyResult:
    agreed = days.meeting(told["agreed_week"]) if "agreed_week" in told else None
    step = told.get("step")
    key_result = scribe.add(
        KeyResult(
            id=scribe.id(KeyResult, days.at(agreed or days.first, 10)),
            objective=objective.id,
            number=number,
            title=told["title"],
            owner=scribe.owners[told["owner"]],
            metric=MetricKind(told["metric"]),
            direction=Direction(told.get("direction", "reach")),
            start=Decimal(told["start"]),
            target=Decimal(told["target"]),
            unit=told.get("unit", ""),
            step=None if step is None else Decimal(step),
            due=days.due(told.get("due_in")),
            agreed_on=agreed,
        )
    )
    for task in told.get("tasks", ()):
        _write_task(task, key_result, days, scribe)
    for kind, links in (("collaborator", "collaborators"), ("depends", "depends")):
        for target, state in told.get(links, ()):
            _link(kind, key_result.id, scribe.owners.get(target, target), state, days, scribe)
    return key_result


def _write_task(told: Told, key_result: KeyResult, days: Days, scribe: Scribe) -> None:
    done_at, done_in = scribe.ended(told.get("done_week"))
    scribe.add(
        Task(
            id=scribe.id(Task, days.at(days.first, 9)),
            key_result=key_result.id,
            title=told["title"],
            assignee=scribe.owner(told["assignee"]),
            due=days.due(told["due_in"]),
            state=TaskState(told["state"]),
            milestone=told.get("milestone", False),
            done_at=done_at,
            done_in=done_in,
        )
    )


def _link(
    kind: str, source: str, target: str, state: str | None, days: Days, scribe: Scribe
) -> None:
    new = scribe.id(Link, days.at(days.first, 9))
    scribe.add(Link(id=new, kind=kind, source=source, target=target, state=state))


def _ask(told: Told, days: Days, scribe: Scribe) -> None:
    """Write what one member's key result asks of another's."""
    for item in told["asks"]:
        at = days.ago(item["ago"])
        scribe.add(
            Link(
                id=scribe.id(Link, at),
                kind="depends",
                source=scribe.named[item["kr"]],
                target=scribe.named[item["of"]],
                state=item["state"],
                by=days.due(item["due_in"]),
                what=item["what"],
                at=at,
            )
        )

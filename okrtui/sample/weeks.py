"""What the sample team said, week by week: meetings, check-ins, and what came up beside them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

from okrtui.model.records import (
    TEAM,
    CheckIn,
    Cycle,
    Meeting,
    MeetingState,
)
from okrtui.sample.days import WEEKS, Days
from okrtui.sample.scribe import Scribe, Told, key_results


def hold_meetings(told: Told, cycle: Cycle, days: Days, scribe: Scribe) -> None:
    """Write down one closed meeting a week, each comparing with the one before it."""
    members = {login: scribe.owners[login] for login in (m["login"] for m in told["members"])}
    reviewed = Counter(scribe.owners[one["owner"]] for _name, one in key_results(told))
    then: str | None = None
    for week, meeting in enumerate(told["meetings"], 1):
        day = days.meeting(week)
        opened = days.at(day, 10)
        year, number, _ = day.isocalendar()
        present = tuple(who for login, who in members.items() if login not in meeting["absent"])
        order = (TEAM, *members.values())
        spent = {
            stop: _seconds(week, place, reviewed[stop] if stop in present else 0)
            for place, stop in enumerate(order)
        }
        spent |= {"actions": 190 + 20 * week, "closing": 260 + 15 * week}
        record = Meeting(
            id=scribe.id(Meeting, opened),
            name=f"{year}-W{number:02}",
            cycles=(cycle.id,),
            opened_at=opened,
            facilitator=members[meeting["facilitator"]],
            state=MeetingState.CLOSED,
            present=present,
            round=order,
            then=then,
            spent=spent,
            closed_at=opened + timedelta(seconds=sum(spent.values())),
            summary=meeting["summary"],
            rating=meeting["rating"],
            next_on=days.meeting(week + 1),
        )
        scribe.meetings[week] = scribe.add(record)
        then = record.id


def say(told: Told, days: Days, scribe: Scribe) -> None:
    """Write down what was said of the key results, in the meetings and since the last one."""
    facilitators = [meeting["facilitator"] for meeting in told["meetings"]]
    for week in range(1, WEEKS + 1):
        for place, (name, key_result) in enumerate(key_results(told)):
            _check_in(key_result, name, week, place, facilitators[week - 1], scribe)
    for name, key_result in key_results(told):
        if "prepared" in key_result:
            _prepare(key_result, scribe.named[name], days, scribe)


def _check_in(told: Told, name: str, week: int, place: int, author: str, scribe: Scribe) -> None:
    value, confidence = told["values"][week - 1], told["confidence"][week - 1]
    if value is None and confidence is None:
        return
    words: dict[str, Any] = told["said"].get(str(week), {})
    before = (told["values"][week - 2], told["confidence"][week - 2]) if week > 1 else None
    meeting = scribe.meetings[week]
    at = meeting.opened_at + timedelta(minutes=5 + 2 * place)
    scribe.add(
        CheckIn(
            id=scribe.id(CheckIn, at),
            key_result=scribe.named[name],
            at=at,
            author=author,
            meeting=meeting.id,
            value=Decimal(str(value)),
            confidence=confidence,
            note=words.get("note", ""),
            why=words.get("why", ""),
            next_step=words.get("next_step", ""),
            next_owner=scribe.owner(words.get("next_owner")),
            confirmed=True,
            unchanged=before == (value, confidence) and not words,
        )
    )


def _prepare(told: Told, key_result: str, days: Days, scribe: Scribe) -> None:
    prepared = told["prepared"]
    at = days.ago(prepared["days_ago"])
    scribe.add(
        CheckIn(
            id=scribe.id(CheckIn, at),
            key_result=key_result,
            at=at,
            author=told["owner"],
            value=Decimal(str(prepared["value"])),
            confidence=prepared["confidence"],
            note=prepared["note"],
        )
    )


def _seconds(week: int, place: int, reviewed: int) -> int:
    # Nobody's turn takes the same time twice; what it takes must look meant all the same.
    return 75 + 95 * reviewed + (week * 53 + place * 97) % 60

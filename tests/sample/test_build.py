"""The sample team is a real one: dated from today, whole, and worth a meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from okrtui.minutes.content import from_doc
from okrtui.minutes.markdown import write_markdown
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Action,
    ActionState,
    CheckIn,
    Cycle,
    Direction,
    KeyResult,
    Link,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Problem,
    Risk,
    RiskState,
    Task,
)
from okrtui.sample.build import build
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.fakes import FakeView

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ZONES = st.sampled_from(["UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def sample(language: Language = "en", now: datetime = NOW, zone: str = "Asia/Shanghai") -> Books:
    return Books(FakeView(*build(language, now, zone)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_a_team_of_five_with_fifteen_odd_key_results(language: Language) -> None:
    books = sample(language)
    assert len(books.members()) == 5
    assert 15 <= len(list(books.all(KeyResult))) <= 18
    assert {COMPANY, TEAM} < {objective.owner for objective in books.all(Objective)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_every_kind_of_metric_and_direction(language: Language) -> None:
    found = list(sample(language).all(KeyResult))
    assert {kr.metric for kr in found} == set(MetricKind)
    assert {kr.direction for kr in found} == set(Direction)
    assert any(kr.target < kr.start for kr in found if kr.direction is Direction.REACH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_has_what_a_meeting_is_for(language: Language) -> None:
    books = sample(language)
    said = [books.check_ins(kr.id) for kr in books.all(KeyResult)]
    last = [c[-1] for c in said if c]
    assert any(not check_ins for check_ins in said), "one is pending"
    assert any(NOW - c.at > timedelta(days=10) for c in last), "one is stale"
    assert any(c.confidence is not None and c.confidence < 4 and c.why for c in last), "one fell"
    assert any(c.meeting is None for c in last), "one is prepared"
    assert any(risk.state is RiskState.OPEN for risk in books.all(Risk))
    assert any(problem.ended_in is None for problem in books.all(Problem))
    late = [a for a in books.where(Action, "state", ActionState.OPEN) if a.carries]
    assert any(a.due is not None and a.due < NOW.date() for a in late)


@given(now=MOMENTS, zone=ZONES)
def test_today_is_half_way_and_the_last_meeting_was_seven_days_ago(
    now: datetime, zone: str
) -> None:
    books = sample(now=now, zone=zone)
    today = now.astimezone(ZoneInfo(zone)).date()
    (cycle,) = books.all(Cycle)
    meetings = list(books.all(Meeting))
    assert (today - cycle.start) == (cycle.end - today)
    days = [m.opened_at.astimezone(ZoneInfo(zone)).date() for m in meetings]
    assert days[-1] == today - timedelta(days=7)
    assert all(after - before == timedelta(days=7) for before, after in pairwise(days))


@given(now=MOMENTS, zone=ZONES, language=st.sampled_from(LANGUAGES))
def test_nothing_was_said_in_the_future_and_nothing_is_due_on_a_weekend(
    now: datetime, zone: str, language: Language
) -> None:
    books = sample(language, now, zone)
    assert all(check_in.at < now for check_in in books.all(CheckIn))
    assert all(m.closed_at is not None and m.closed_at < now for m in books.all(Meeting))
    dues: list[date | None] = [task.due for task in books.all(Task)]
    dues += [action.due for action in books.all(Action)]
    assert all(due.isoweekday() <= 5 for due in dues if due is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_in_the_order_of_time(language: Language) -> None:
    ops = build(language, NOW, "UTC")
    assert len({op.id for op in ops}) == len(ops)
    for table in TABLE_OF.values():
        ids = [op.id for op in ops if op.table == table and op.table != "key_results"]
        assert ids == sorted(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_for_life_follow_the_weeks(language: Language) -> None:
    books = sample(language)
    kinds: tuple[type[Action | Risk | Problem], ...] = (Action, Risk, Problem)
    for kind in kinds:
        found = list(books.all(kind))
        assert [item.number for item in found] == list(range(1, len(found) + 1))
        assert [item.at for item in found] == sorted(item.at for item in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_leads_somewhere(language: Language) -> None:
    books = sample(language)
    people = {member.id for member in books.all(Member)}
    meetings = {meeting.id for meeting in books.all(Meeting)}
    assert all(kr.owner in people for kr in books.all(KeyResult))
    assert all(task.assignee in people for task in books.all(Task))
    assert all(action.owner in people for action in books.all(Action))
    assert all(m.facilitator in m.present for m in books.all(Meeting))
    assert all(m.state is MeetingState.CLOSED for m in books.all(Meeting))
    assert all(c.meeting in meetings for c in books.all(CheckIn) if c.meeting)
    assert all(books.member_by_login(c.author) for c in books.all(CheckIn))
    for link in books.all(Link):
        if link.kind == "vertical":
            assert books.find(Objective, link.target)
        assert books.find(Objective, link.source) or books.find(KeyResult, link.source)


def test_both_languages_tell_of_the_same_shape() -> None:
    english, chinese = (
        [(op.table, sorted(op.doc)) for op in build(language, NOW, "UTC") if hasattr(op, "doc")]
        for language in LANGUAGES
    )
    assert english == chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_of_its_meetings_are_frozen(language: Language) -> None:
    books = sample(language)
    for meeting in books.all(Meeting):
        assert meeting.content is not None
        said = from_doc(meeting.content)
        assert (said.meeting, said.summary) == (meeting.name, meeting.summary)
        text = write_markdown(said, words_in(language))
        assert text.count("\n## ") >= 4
        # Five members with seventeen key results in about sixty lines.
        assert len([line for line in text.splitlines() if line]) <= 66

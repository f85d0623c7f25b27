"""The team at a glance, kept up as things change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.glance import Glance
from okrtui.model.ops import Op, Remove
from okrtui.model.overview import team_status
from okrtui.model.records import (
    Action,
    ActionState,
    CheckIn,
    KeyResult,
    Meeting,
    MeetingState,
    Member,
    MetricKind,
    Objective,
    Risk,
    RiskState,
    State,
    Task,
    TaskState,
)
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.model.makers import (
    CALENDAR,
    QUARTER,
    TODAY,
    at,
    closed,
    kr,
    member,
    objective,
    running,
    said,
    task,
)  # fmt: skip

TEAM = (
    QUARTER, member("lin"), member("wang"), closed("m2", at(11, 17)), running("m3", at(11, 24)),
    objective("o1"), kr("a"), kr("b", number=2, owner="m-wang"),
    objective("o2", owner="m-wang"), kr("c", objective="o2", metric=MetricKind.TASKS),
    said(at(11, 17), 40, 7, key_result="a", meeting="m2"), task("t1", key_result="c"),
    said(at(11, 24), 60, 5, key_result="a"), said(at(11, 10), 10, 4, key_result="b"),
)  # fmt: skip

_KRS = st.sampled_from(["a", "b", "c"])
_STEPS = st.one_of(
    st.tuples(st.just("say"), _KRS, st.integers(1, 10)),
    st.tuples(st.just("unsay"), _KRS, st.integers(0, 3)),
    st.tuples(st.just("close"), st.sampled_from(["m2", "m3"]), st.booleans()),
    st.tuples(st.just("turn"), st.just("m3"), st.sampled_from(["m-lin", "m-wang"])),
    st.tuples(st.just("tick"), st.just("t1"), st.sampled_from(TaskState)),
    st.tuples(st.just("hang"), st.just("t1"), _KRS),
    st.tuples(st.just("state"), _KRS, st.sampled_from(State)),
    st.tuples(st.just("give"), _KRS, st.sampled_from(["m-lin", "m-wang", None])),
    st.tuples(st.just("owner"), st.just("o1"), st.sampled_from(["m-lin", "team", "Vendor"])),
    st.tuples(st.just("act"), st.integers(1, 5), st.sampled_from(ActionState)),
    st.tuples(st.just("risk"), st.integers(1, 5), st.sampled_from(RiskState)),
    st.tuples(st.just("leave"), st.sampled_from(["m-lin", "m-wang"]), st.booleans()),
    st.tuples(st.just("end"), st.just("q4"), st.sampled_from([date(2026, 12, 31), TODAY])),
)


def kept(view: FakeView) -> Glance:
    return Glance(Books(view), calendar=CALENDAR, settings=Settings())


@given(st.lists(st.tuples(_STEPS, st.booleans()), max_size=12))
def test_kept_up_it_is_what_it_would_be_from_scratch(steps: list[Any]) -> None:
    # Red where `changed` forgets too little.
    view = FakeView(*TEAM)
    books, glance = Books(view), kept(view)
    news: list[tuple[str, str]] = []
    for number, (step, looked_at) in enumerate(steps):
        ops = _ops(books, number, *step)
        view.apply(ops)
        news += [(op.table, op.id) for op in ops]
        if looked_at:
            glance.changed(news)
            news.clear()
            scratch = team_status(books, today=TODAY, calendar=CALENDAR, settings=Settings())
            assert glance.status(TODAY) == scratch


def _ops(books: Books, number: int, what: str, id: Any, how: Any) -> list[Op]:
    match what:
        case "say":
            meeting = "m3" if how % 2 else None
            made = said(at(11, 24), 10 * how, how, id=f"c{number}", key_result=id, meeting=meeting)
            return [insert(made)]
        case "unsay":
            there = books.where(CheckIn, "key_result", id)[how:]
            return [Remove("check_ins", one.id, books.view.get("check_ins", one.id) or {})
                    for one in there[:1]]  # fmt: skip
        case "close":
            state = MeetingState.CLOSED if how else MeetingState.IN_PROGRESS
            end = at(11, 18) if how else None
            return [update(books.get(Meeting, id), state=state, closed_at=end)]
        case "turn":
            return [update(books.get(Meeting, id), stop=how)]
        case "tick":
            return [update(books.get(Task, id), state=how)]
        case "hang":
            return [update(books.get(Task, id), key_result=how)]
        case "state":
            return [update(books.get(KeyResult, id), state=how)]
        case "give":
            return [update(books.get(KeyResult, id), owner=how)]
        case "owner":
            return [update(books.get(Objective, id), owner=how)]
        case "leave":
            return [update(books.get(Member, id), active=not how)]
        case "act":
            return _put(books, Action(id=f"a{id}", number=id, title="x", at=at(11, 1)), how)
        case "risk":
            return _put(books, Risk(id=f"r{id}", number=id, title="x", at=at(11, 1)), how)
    return [update(books.get(type(QUARTER), id), end=how)]


def _put(books: Books, record: Action | Risk, state: Any) -> list[Op]:
    there = books.find(type(record), record.id)
    return [insert(record)] if there is None else [update(there, state=state)]


def test_a_check_in_works_out_one_key_result_and_no_other() -> None:
    view = FakeView(*TEAM)
    glance = kept(view)
    was = glance.status(TODAY)
    say = insert(said(at(11, 24), 70, 9, key_result="c"))
    view.apply([say])
    glance.changed([(say.table, say.id)])
    now = glance.status(TODAY)
    fresh = [
        one.key_result.id
        for row, before in zip(now.objectives, was.objectives, strict=True)
        for one, old in zip(row.standings, before.standings, strict=True)
        if one is not old
    ]
    assert fresh == ["c"]


def test_a_meeting_that_goes_on_works_out_nothing_anew() -> None:
    view = FakeView(*TEAM)
    glance = kept(view)
    was = glance.status(TODAY)
    view.apply([update(running("m3", at(11, 24)), stop="m-wang")])
    glance.changed([("meetings", "m3")])
    assert glance.status(TODAY).objectives[0] is was.objectives[0]


def test_it_pauses_at_every_key_result() -> None:
    glance = kept(FakeView(*TEAM))
    assert {1, 2, 3} <= set(glance.work(TODAY))


def test_another_day_works_out_all_anew() -> None:
    view = FakeView(*TEAM, Action(id="x", number=1, title="x", at=at(11, 1), due=TODAY))
    glance = kept(view)
    assert glance.status(TODAY).actions[0].days_late == 0
    assert glance.status(date(2026, 11, 25)).actions[0].days_late == 1


def test_many_changes_at_once_forget_everything() -> None:
    view = FakeView(*TEAM)
    glance = kept(view)
    was = glance.status(TODAY)
    glance.changed([("votes", str(number)) for number in range(6_000)])
    now = glance.status(TODAY)
    assert now == was
    assert now.objectives[0] is not was.objectives[0]


def test_without_a_cycle_it_says_so() -> None:
    with pytest.raises(Refused):
        kept(FakeView()).status(TODAY)

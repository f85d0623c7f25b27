"""How the next cycle begins: its days, and what goes on in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.cycle.opening import open_cycle
from okrtui.model.carried import origin_key_result, origin_of, successors_of
from okrtui.model.records import (
    Action,
    Change,
    ChangeKind,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    MetricKind,
    Objective,
    Onward,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from tests.cycle.desk import CHECKOUT, DOCS, END, ERRORS, Q4, SPEED, WANG, Desk, said

Q1 = (date(2027, 1, 1), date(2027, 3, 31))
YEAR = Cycle(id="c-26", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))


def opened(desk: Desk, origin: Cycle | None = None) -> Cycle:
    desk.do(open_cycle("2027-Q1", Q1, desk.books, desk.around, origin=origin))
    return next(cycle for cycle in desk.books.cycles() if cycle.name == "2027-Q1")


def carried(desk: Desk, old: KeyResult) -> KeyResult:
    (new,) = successors_of(desk.books, old.id)
    return desk.books.get(KeyResult, new)


def test_a_cycle_that_is_to_come_is_drafted_and_one_that_has_begun_runs() -> None:
    assert opened(Desk()).state is CycleState.DRAFTING
    desk = Desk(now=datetime(2027, 1, 1, 9, tzinfo=UTC))
    assert opened(desk).state is CycleState.RUNNING
    early = Desk()
    opened(early)
    early.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert opened(early).state is CycleState.RUNNING
    assert len(early.books.cycles()) == 2


def test_a_cycle_that_is_over_or_closed_is_not_opened() -> None:
    with pytest.raises(Refused, match="is_over"):
        opened(Desk(now=datetime(2027, 4, 1, 9, tzinfo=UTC)))
    desk = Desk()
    desk.close()
    with pytest.raises(Refused, match="is_closed"):
        open_cycle("2026-q4", (Q4.start, Q4.end), desk.books, desk.around)


def test_nothing_goes_on_before_the_last_cycle_is_closed() -> None:
    desk = Desk()
    cycle = opened(desk)
    assert desk.books.objectives(cycle.id) == []
    with pytest.raises(Refused, match="not_closed"):
        opened(desk, Q4)


def test_what_was_kept_starts_at_its_last_value_without_its_check_ins() -> None:
    desk = Desk()
    desk.close()
    cycle = opened(desk)
    new = carried(desk, SPEED)
    assert (new.start, new.target, new.state) == (Decimal(330), Decimal(300), State.AGREED)
    assert (new.title, new.unit, new.number) == (SPEED.title, "ms", 1)
    assert desk.books.check_ins(new.id) == []
    assert desk.books.objective_of(new).cycle == cycle.id
    assert desk.books.get(KeyResult, SPEED.id).start == Decimal(420)


def test_what_came_along_is_on_the_record_and_linked_to_where_it_comes_from() -> None:
    desk = Desk()
    desk.close()
    opened(desk)
    new = carried(desk, SPEED)
    assert origin_key_result(desk.books, new) == desk.books.get(KeyResult, SPEED.id)
    assert origin_of(desk.books, new.objective) == CHECKOUT.id
    assert [(c.number, c.kind, c.title, c.why) for c in desk.books.all(Change)] == [
        (1, ChangeKind.ADDED, CHECKOUT.title, "2026-Q4:ana/O1"),
        (2, ChangeKind.ADDED, SPEED.title, "2026-Q4:ana/O1/KR1"),
        (3, ChangeKind.ADDED, "Partners come by themselves", "2026-Q4:team/O1"),
        (4, ChangeKind.ADDED, DOCS.title, "2026-Q4:team/O1/KR1"),
    ]


def test_what_was_not_continued_stays_behind() -> None:
    desk = Desk()
    desk.close()
    opened(desk)
    assert successors_of(desk.books, ERRORS.id) == []


def test_what_is_to_change_comes_as_a_draft_and_so_does_its_objective_alone() -> None:
    desk = Desk()
    desk.score(DOCS, next=Onward.CHANGE)
    desk.close()
    opened(desk)
    new = carried(desk, DOCS)
    assert (new.state, new.agreed_on) == (State.DRAFT, None)
    assert desk.books.objective_of(new).state is State.DRAFT


def test_what_reached_its_target_and_yet_goes_on_needs_a_new_one() -> None:
    desk = Desk()
    desk.score(ERRORS, next=Onward.KEEP)
    desk.close()
    opened(desk)
    assert carried(desk, ERRORS).state is State.DRAFT


def test_of_steps_and_tasks_those_that_are_left_go_on() -> None:
    steps = replace(ERRORS, id="k-steps", number=5, metric=MetricKind.MILESTONE, target=Decimal(3))
    done = Task(id="t1", key_result=steps.id, title="beta", milestone=True, state=TaskState.DONE)
    left = replace(done, id="t2", title="launch", state=TaskState.BLOCKED, assignee=WANG.id)
    given_up = replace(done, id="t3", title="party", state=TaskState.DROPPED)
    desk = Desk(steps, done, left, given_up)
    desk.close()
    opened(desk)
    new = carried(desk, steps)
    assert (new.start, new.target) == (Decimal(0), Decimal(2))
    assert [(t.title, t.state, t.assignee, t.milestone) for t in desk.books.tasks(new.id)] == [
        ("launch", TaskState.BLOCKED, WANG.id, True)
    ]


def test_days_that_are_over_do_not_come_along() -> None:
    dated = replace(ERRORS, id="k-dated", number=5, due=date(2026, 12, 18), by_when="by Christmas")
    desk = Desk(dated, said(dated, date(2026, 12, 1), 10))
    desk.close()
    opened(desk)
    assert (carried(desk, dated).due, carried(desk, dated).by_when) == (None, "")


def test_numbers_go_on_after_those_that_are_there() -> None:
    cycle = Cycle(id="c-q1", name="2027-Q1", start=Q1[0], end=Q1[1], state=CycleState.DRAFTING)
    drafted = replace(CHECKOUT, id="o-new", cycle=cycle.id, state=State.DRAFT)
    second = replace(CHECKOUT, id="o-2", number=2, title="Refunds")
    kr = replace(SPEED, id="k-2", objective=second.id)
    desk = Desk(cycle, drafted, second, kr, said(kr, date(2026, 12, 1), 400))
    desk.close()
    opened(desk)
    hers = [o for o in desk.books.objectives(cycle.id) if o.owner == CHECKOUT.owner]
    assert [(o.number, o.title) for o in hers] == [
        (1, CHECKOUT.title),
        (2, CHECKOUT.title),
        (3, "Refunds"),
    ]


def test_it_comes_along_once_however_often_it_is_asked_for() -> None:
    desk = Desk()
    desk.close()
    opened(desk)
    before = desk.view.dump()
    opened(desk)
    assert desk.view.dump() == before


def test_what_is_open_follows_its_key_result() -> None:
    trace = Action(id="a1", number=3, title="send the trace", at=END, key_result=SPEED.id)
    done = Action(id="a2", number=4, title="plan", at=END, key_result=ERRORS.id)
    desk = Desk(trace, done)
    desk.close()
    opened(desk)
    assert desk.books.get(Action, trace.id).key_result == carried(desk, SPEED).id
    assert desk.books.get(Action, done.id).key_result == ERRORS.id


def test_promises_are_asked_for_anew_and_what_is_aligned_goes_on_being_so() -> None:
    year_goal = replace(CHECKOUT, id="o-year", cycle=YEAR.id)
    year_kr = replace(SPEED, id="k-year", objective=year_goal.id)
    links = [
        Link(
            id="l1",
            kind="depends",
            source=SPEED.id,
            target="Legal",
            state="confirmed",
            what="a contract",
            why="sure",
            by=date(2026, 11, 2),
        ),
        Link(id="l5", kind="depends", source=SPEED.id, target=ERRORS.id, state="confirmed"),
        Link(id="l2", kind="vertical", source=CHECKOUT.id, target=year_kr.id),
        Link(id="l3", kind="horizontal", source=SPEED.id, target=DOCS.id),
        Link(id="l4", kind="horizontal", source=SPEED.id, target=ERRORS.id),
    ]
    desk = Desk(YEAR, year_goal, year_kr, *links)
    desk.close()
    opened(desk)
    new = carried(desk, SPEED)
    found = [
        (link.kind, link.source, link.target, link.state)
        for link in desk.books.all(Link)
        if link.source in {new.id, new.objective} and link.kind != "carried"
    ]
    assert sorted(found, key=str) == sorted(
        [
            ("depends", new.id, "Legal", "asked"),
            ("vertical", new.objective, year_kr.id, None),
            ("horizontal", new.id, carried(desk, DOCS).id, None),
        ],
        key=str,
    )
    (asked,) = (link for link in desk.books.all(Link) if link.target == "Legal" and link.at)
    assert (asked.what, asked.by, asked.why) == ("a contract", None, "")


def test_a_quarter_goes_on_with_the_last_quarter_and_not_with_the_year() -> None:
    closed_year = replace(YEAR, state=CycleState.CLOSED)
    desk = Desk(closed_year)
    desk.close()
    opened(desk)
    assert successors_of(desk.books, SPEED.id)
    with pytest.raises(Refused, match="not_earlier"):
        opened(desk, replace(closed_year, start=date(2027, 1, 1)))


def test_what_was_said_of_the_last_cycle_stays_there() -> None:
    desk = Desk()
    before = list(desk.books.all(CheckIn))
    desk.close()
    opened(desk)
    assert list(desk.books.all(CheckIn)) == before
    assert desk.books.get(Objective, CHECKOUT.id).cycle == Q4.id


@given(st.lists(st.sampled_from(Onward), min_size=3, max_size=3), st.integers(1, 3))
def test_all_that_goes_on_comes_along_once_and_nothing_that_is_over_changes(
    nexts: list[Onward], times: int
) -> None:
    desk = Desk()
    for kr, onward in zip((DOCS, SPEED, ERRORS), nexts, strict=True):
        desk.score(kr, cause="so it is", next=onward)
    desk.close()
    old = {
        table: list(desk.view.all(table))
        for table in ("objectives", "key_results", "check_ins", "scores")
    }
    cycle = opened(desk)
    for _ in range(times - 1):
        opened(desk)
    for kr, onward in zip((DOCS, SPEED, ERRORS), nexts, strict=True):
        assert len(successors_of(desk.books, kr.id)) == (onward is not Onward.DROP)
    for table, docs in old.items():
        assert list(desk.view.all(table))[: len(docs)] == docs
    new = [kr for o in desk.books.objectives(cycle.id) for kr in desk.books.key_results(o.id)]
    names = [desk.books.kr_name(kr) for kr in new]
    assert len(names) == len(set(names)) == sum(one is not Onward.DROP for one in nexts)
    numbers = [change.number for change in desk.books.all(Change)]
    assert numbers == list(range(1, len(numbers) + 1))

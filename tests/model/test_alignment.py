"""How a team's objectives hang together, in the order in which people read it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.lint.advise import Adviser
from okrtui.model.aligned import Kind, Mark, Row, together
from okrtui.model.alignment import PATIENCE, Alignment, alignment
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import COMPANY, TEAM, CycleState, Link, Objective, State
from okrtui.model.settings import Settings
from tests.fakes import FakeView
from tests.model.makers import CALENDAR, QUARTER, TODAY, at, kr, member, objective

YEAR = replace(QUARTER, id="y", name="2026", start=date(2026, 1, 1))
SPRING = replace(QUARTER, id="q2", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30))
C = objective("c", owner=COMPANY)
T = objective("t", owner=TEAM)
LIN = (QUARTER, member("lin"), member("wang"))


def link(source: str, target: str, kind: str = "vertical", **fields: Any) -> Link:
    return Link(id=f"{source}-{target}", kind=kind, source=source, target=target, **fields)


def of(*things: object, cycles: tuple[str, ...] = ("q4",)) -> Alignment:
    return alignment(Books(FakeView(*LIN, *things)), cycles, TODAY, CALENDAR)


def drawn(told: Alignment) -> list[str]:
    """The rows as one sees them: two blanks for each step in."""
    return ["  " * row.depth + row.id for row in told.rows]


def row(told: Alignment, id: str) -> Row:
    return next(one for one in told.rows if one.id == id)


# -- the order


def test_company_team_and_members_stand_below_each_other() -> None:
    told = of(objective("o"), T, C, link("o", "t"), link("t", "c"))
    assert drawn(told) == ["owner:company", "  c", "    t", "      o"]


def test_what_is_aligned_nowhere_stands_under_its_owner() -> None:
    told = of(C, objective("o"), objective("w", owner="m-wang"))
    assert drawn(told) == ["owner:company", "  c", "owner:m-lin", "  o", "owner:m-wang", "  w"]


def test_below_a_key_result_stands_what_is_aligned_to_it() -> None:
    told = of(C, kr("k", objective="c"), objective("o"), link("o", "k"), T, link("t", "c"))
    assert drawn(told) == ["owner:company", "  c", "    k", "      o", "    t"]


def test_a_key_result_that_is_aligned_carries_its_objective() -> None:
    told = of(C, objective("o"), kr("k", objective="o"), link("k", "c"))
    assert drawn(told) == ["owner:company", "  c", "    o"]
    assert told.hanging == 0


def test_who_serves_two_stands_below_the_first_and_names_the_other() -> None:
    told = of(C, replace(C, id="d", number=2), objective("o"), link("o", "d"), link("o", "c"))
    assert drawn(told) == ["owner:company", "  c", "  d", "    o", "      o-c"]


def test_horizontal_links_and_dependencies_stand_below_with_their_state() -> None:
    told = of(
        objective("o"), kr("k"), kr("x"), objective("w", owner="m-wang"),
        replace(kr("k"), id="k2", objective="o", number=2),
        link("k2", "Payments", "depends", state="asked", by=date(2026, 12, 4)),
        link("o", "w", "horizontal"), link("k2", "m-wang", "collaborator", state="asked"),
    )  # fmt: skip
    below = [one for one in told.rows if one.parent == "o"]
    assert [one.tie.link.id for one in below if one.tie] == ["o-w", "k2-Payments"]
    asked = row(told, "k2-Payments").tie
    assert asked is not None
    assert (asked.link.state, asked.link.by, asked.target) == ("asked", date(2026, 12, 4), None)


def test_a_quarter_stands_below_its_year() -> None:
    year = replace(C, cycle="y")
    told = of(YEAR, year, objective("o"), link("o", "c"), cycles=("q4", "y"))
    assert drawn(told) == ["owner:company", "  c", "    o"]
    assert told.objectives == 2


def test_what_another_cycle_that_runs_beside_holds_is_there_and_not_counted() -> None:
    told = of(YEAR, replace(C, cycle="y"), objective("o"), link("o", "c"))
    assert drawn(told) == ["owner:company", "  c", "    o"]
    assert told.objectives == 1
    assert not row(told, "c").looked_at


def test_dropped_ones_are_not_there_and_drafts_are() -> None:
    told = of(objective("o", state=State.DRAFT), objective("w", state=State.DROPPED, number=2))
    assert drawn(told) == ["owner:m-lin", "  o"]


def test_without_objectives_there_is_nothing() -> None:
    assert of() == Alignment(rows=(), objectives=0, hanging=0, astray=0, waiting=0)


# -- what hangs in the air


@pytest.mark.parametrize(
    ("things", "hanging"),
    [
        ((C,), 0),
        ((T,), 0),
        ((C, T), 1),
        ((T, objective("o")), 1),
        ((T, objective("o"), link("o", "t")), 0),
        ((objective("o"), objective("w", owner="m-wang"), link("o", "w", "horizontal")), 1),
        ((replace(C, state=State.DROPPED), T), 0),
        ((YEAR, replace(C, cycle="y"), T), 1),
        ((SPRING, replace(C, cycle="q2"), T), 0),
        ((objective("o"), link("o", "Payments", "depends", state="asked")), 1),
    ],
)
def test_what_is_aligned_to_nothing_hangs_unless_it_is_the_highest(
    things: tuple[Any, ...], hanging: int
) -> None:
    told = of(*things)
    assert told.hanging == hanging
    assert sum(Mark.HANGS in one.marks for one in told.rows) == hanging


_ENDS = st.sampled_from(["c", "t", "o", "w", "k"])


@given(
    st.sets(st.sampled_from(["c", "t", "o", "w"])),
    st.sets(st.tuples(_ENDS, _ENDS, st.sampled_from(["vertical", "horizontal"]))),
)
def test_the_linter_finds_hanging_what_this_does(
    there: set[str], links: set[tuple[str, str, str]]
) -> None:
    every = {"c": C, "t": T, "o": objective("o"), "w": objective("w", owner="m-wang")}
    ids = sorted({(a, b): kind for a, b, kind in links}.items())
    made = [link(a, b, kind) for (a, b), kind in ids]
    view = FakeView(*LIN, kr("k", objective="o"), *(every[one] for one in there), *made)
    books = Books(view)
    told = alignment(books, ("q4",), TODAY, CALENDAR)
    found = {
        one.id
        for one in books.all(Objective)
        if any(finding.rule.id == "aligned" for finding in Adviser(books).objective(one))
    }
    assert found == {one.id for one in told.rows if Mark.HANGS in one.marks}


# -- what leads astray


def test_what_serves_something_dropped_is_marked_and_stands_under_its_owner() -> None:
    told = of(replace(C, state=State.DROPPED), objective("o"), link("o", "c"))
    assert drawn(told) == ["owner:m-lin", "  o", "    o-c"]
    assert row(told, "o").marks == row(told, "o-c").marks == (Mark.DROPPED,)
    assert (told.hanging, told.astray) == (0, 1)


def test_so_is_what_serves_a_dropped_key_result() -> None:
    gone = kr("k", objective="c", state=State.DROPPED)
    assert row(of(C, gone, objective("o"), link("o", "k")), "o").marks == (Mark.DROPPED,)


def test_what_serves_a_cycle_that_is_over_is_marked() -> None:
    told = of(SPRING, replace(C, cycle="q2"), objective("o"), link("o", "c"))
    assert row(told, "o").marks == (Mark.ENDED,)


def test_a_cycle_that_was_closed_early_is_over() -> None:
    year = replace(YEAR, state=CycleState.CLOSED)
    told = of(year, replace(C, cycle="y", state=State.CLOSED), objective("o"), link("o", "c"))
    assert row(told, "o").marks == (Mark.ENDED,)


def test_what_still_serves_something_else_is_not_astray() -> None:
    gone = replace(C, id="d", state=State.DROPPED)
    told = of(C, gone, objective("o"), link("o", "d"), link("o", "c"))
    assert row(told, "o").marks == ()
    assert row(told, "o-d").marks == (Mark.DROPPED,)
    assert told.astray == 0


def test_a_circle_in_what_is_stored_is_marked_and_does_not_go_round() -> None:
    told = of(
        objective("o"), objective("w", owner="m-wang"), objective("p", number=2),
        link("o", "w"), link("w", "o"), link("p", "w"), link("o", "o"),
    )  # fmt: skip
    marked = {one.id for one in told.rows if Mark.CIRCLE in one.marks}
    assert marked == {"o", "w"}
    assert "    p" in drawn(told)


# -- what waits


@pytest.mark.parametrize(
    ("fields", "mark", "waiting"),
    [
        ({"state": "confirmed", "by": TODAY - timedelta(9)}, None, 0),
        ({"state": "asked"}, None, 1),
        ({"state": None}, None, 1),
        ({"state": "asked", "by": TODAY}, None, 1),
        ({"state": "asked", "by": TODAY - timedelta(1)}, Mark.OVERDUE, 1),
        ({"state": "asked", "at": at(11, 24) - PATIENCE}, None, 1),
        ({"state": "asked", "at": at(11, 23) - PATIENCE}, Mark.UNANSWERED, 1),
        ({"state": "refused"}, Mark.REFUSED, 1),
    ],
)
def test_a_dependency_says_what_it_waits_for(
    fields: dict[str, Any], mark: Mark | None, waiting: int
) -> None:
    told = of(objective("o"), kr("k", objective="o"), link("k", "Payments", "depends", **fields))
    assert row(told, "k-Payments").marks == ((mark,) if mark else ())
    assert told.waiting == waiting


def test_how_long_nobody_answers_is_counted_in_the_teams_days() -> None:
    asked = link("o", "Payments", "depends", state="asked", at=at(11, 23, 23) - PATIENCE)
    books = Books(FakeView(*LIN, objective("o"), asked))
    marks = [
        row(alignment(books, ("q4",), TODAY, calendar), "o-Payments").marks
        for calendar in (CALENDAR, Calendar(Settings(time_zone="Asia/Shanghai")))
    ]
    assert marks == [(Mark.UNANSWERED,), ()]


def test_one_on_something_dropped_says_so() -> None:
    gone = kr("k", objective="w", state=State.DROPPED)
    things = (objective("w", owner="m-wang"), gone, objective("o"))
    assert row(of(*things, link("o", "k", "depends", state="confirmed")), "o-k").marks == (
        Mark.DROPPED,
    )


def test_nothing_waits_in_a_cycle_that_is_over() -> None:
    told = of(objective("o", state=State.CLOSED), link("o", "Payments", "depends", state="asked"))
    assert (told.waiting, row(told, "o-Payments").marks) == (0, ())


def test_cycles_that_share_a_day_are_together() -> None:
    first, last = (replace(SPRING, start=day, end=day) for day in (SPRING.start, SPRING.end))
    outside = replace(SPRING, start=date(2026, 7, 1), end=date(2026, 9, 30))
    assert [together(SPRING, one) for one in (first, last, outside)] == [True, True, False]
    assert [together(one, SPRING) for one in (first, last, outside)] == [True, True, False]


# -- laws


_SOME = st.sampled_from([*"abcdef", "gone"])


@given(st.sets(st.tuples(_SOME, _SOME), max_size=14), st.sets(st.sampled_from("abcdef")))
def test_every_objective_stands_somewhere_once_whatever_is_linked(
    links: set[tuple[str, str]], dropped: set[str]
) -> None:
    owners = [COMPANY, TEAM, "m-lin", "m-wang", "m-lin", "Vendor"]
    every = [
        objective(
            name, owner=owner, number=n, state=State.DROPPED if name in dropped else State.AGREED
        )
        for n, (name, owner) in enumerate(zip("abcdef", owners, strict=True))
    ]
    told = of(*every, *(link(a, b) for a, b in sorted(links)))
    ids = [one.id for one in told.rows if one.kind is Kind.OBJECTIVE]
    assert sorted(ids) == sorted(set("abcdef") - dropped)
    depths = {one.id: one.depth for one in told.rows}
    assert all(one.depth == depths.get(one.parent or "", -1) + 1 for one in told.rows)


def test_what_it_reads_follows_its_objectives_and_not_the_history() -> None:
    view = FakeView(*LIN, SPRING, C, objective("o"), kr("k", objective="o"), link("o", "c"))
    asked: list[tuple[str, str, str]] = []
    plain = view.where

    def where(table: str, field: str, value: Any) -> Any:
        asked.append((table, field, value))
        return plain(table, field, value)

    view.where = where  # type: ignore[method-assign]
    few = alignment(Books(view), ("q4",), TODAY, CALENDAR), len(asked)
    for n in range(50):
        view.add(objective(f"s{n}", cycle="q2", number=n), link(f"s{n}", "c"))
    asked.clear()
    assert (alignment(Books(view), ("q4",), TODAY, CALENDAR), len(asked)) == few
    assert len(asked) == len(set(asked))

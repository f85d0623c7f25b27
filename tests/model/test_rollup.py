"""Progress from below: an objective that those aligned to it make the progress of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.glance import Glance
from okrtui.model.ops import Remove
from okrtui.model.overview import TeamStatus, team_status
from okrtui.model.records import COMPANY, TEAM, KeyResult, Link, Objective, ProgressOf, State
from okrtui.model.rollup import aligned_below, made_by, rolled_up
from okrtui.model.rows import ObjectiveRow
from okrtui.model.settings import Settings
from okrtui.model.trends import trends
from tests.fakes import FakeView
from tests.model.makers import CALENDAR, QUARTER, TODAY, at, closed, kr, member, objective, said

ALIGNED = ProgressOf.ALIGNED
YEAR = replace(QUARTER, id="y", name="2026", start=date(2026, 1, 1))
SPRING = replace(QUARTER, id="q2", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30))


def up(source: str, target: str, kind: str = "vertical") -> Link:
    return Link(id=f"{source}-{target}", kind=kind, source=source, target=target)


def status(view: FakeView, **given: Any) -> TeamStatus:
    return team_status(Books(view), today=TODAY, calendar=CALENDAR, settings=Settings(), **given)


def progress(view: FakeView, id: str, **given: Any) -> tuple[Decimal | None, Decimal | None]:
    row = next(row for row in status(view, **given).objectives if row.objective.id == id)
    return row.progress_then, row.progress


def below(id: str, percent: int, **fields: Any) -> tuple[object, ...]:
    """An objective with a key result at so many per cent, that is aligned to `top`."""
    return (
        objective(id, **fields), kr(f"k-{id}", objective=id), up(id, "top"),
        said(at(11, 24), percent, key_result=f"k-{id}"),
    )  # fmt: skip


def row_of(one: Objective) -> ObjectiveRow:
    return ObjectiveRow(objective=one, standings=(), progress_then=None, progress=None)


TOP = objective("top", owner=COMPANY, progress_of=ALIGNED)
BASE = (QUARTER, member("lin"), TOP)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 5)), max_size=5))
def test_it_is_the_weighted_mean_of_those_below(parts: list[tuple[int, int]]) -> None:
    things = [
        below(f"o{n}", percent, number=n, weight=Decimal(weight))
        for n, (percent, weight) in enumerate(parts, 1)
    ]
    weights = sum(weight for _, weight in parts)
    whole = sum(percent * weight for percent, weight in parts)
    by_hand = round(Decimal(whole) / 100 / weights, 6).normalize() + 0 if weights else None
    assert progress(FakeView(*BASE, *(one for some in things for one in some)), "top")[1] == by_hand


def test_its_own_key_results_do_not_count_beside_it() -> None:
    own = (kr("k", objective="top"), said(at(11, 24), 100, key_result="k"))
    assert progress(FakeView(*BASE, *own, *below("o1", 30)), "top")[1] == Decimal("0.3")


def test_who_says_nothing_of_it_goes_on_with_key_results() -> None:
    own = (objective("top", owner=COMPANY), kr("k", objective="top"))
    assert progress(FakeView(QUARTER, *own, *below("o1", 30)), "top")[1] == 0


def test_nothing_below_is_no_progress() -> None:
    assert progress(FakeView(*BASE), "top") == (None, None)


def test_dropped_ones_and_drafts_do_not_count() -> None:
    gone = (below("o2", 90, state=State.DROPPED), below("o3", 90, state=State.DRAFT))
    view = FakeView(*BASE, *below("o1", 30), *(one for some in gone for one in some))
    assert progress(view, "top")[1] == Decimal("0.3")


def test_one_without_progress_does_not_count() -> None:
    bare = (objective("o2", number=2), up("o2", "top"))
    assert progress(FakeView(*BASE, *below("o1", 30), *bare), "top")[1] == Decimal("0.3")


def test_it_has_its_then_too() -> None:
    met = closed("m", at(11, 17))
    was = said(at(11, 16), 10, key_result="k-o1")
    assert progress(FakeView(*BASE, met, was, *below("o1", 30)), "top") == (
        Decimal("0.1"),
        Decimal("0.3"),
    )


def test_it_goes_through_all_levels() -> None:
    middle = objective("mid", owner=TEAM, progress_of=ALIGNED)
    low = (objective("o1"), kr("a", objective="o1"), said(at(11, 24), 80, key_result="a"))
    view = FakeView(*BASE, middle, *low, up("o1", "mid"), up("mid", "top"))
    assert progress(view, "top")[1] == Decimal("0.8")


def test_a_thousand_levels_need_no_recursion() -> None:
    levels = [objective(f"l{n}", number=n, progress_of=ALIGNED) for n in range(1_500)]
    links = [up(f"l{n + 1}", f"l{n}") for n in range(1_499)]
    low = (objective("o1"),)
    ids = {one.id: one for one in levels}
    last = replace(row_of(low[0]), progress=Decimal("0.8"))
    chain = {link.target: [ids[link.source]] for link in links} | {"l1499": [low[0]]}
    rows = {one.id: row_of(one) for one in levels} | {"o1": last}
    assert rolled_up(chain, rows)["l0"].progress == Decimal("0.8")


def test_a_circle_falls_back_on_key_results() -> None:
    low = objective("o1", progress_of=ALIGNED)
    keys = (kr("a", objective="o1"), said(at(11, 24), 40, key_result="a"))
    own = (kr("t", objective="top"), said(at(11, 24), 70, key_result="t"))
    view = FakeView(*BASE, low, *keys, *own, up("o1", "top"), up("top", "o1"))
    assert progress(view, "top")[1] == Decimal("0.7")
    assert progress(view, "o1")[1] == Decimal("0.4")


def test_what_is_aligned_to_a_key_result_stands_below_its_objective() -> None:
    low = (objective("o1"), kr("a", objective="o1"), kr("t", objective="top"))
    view = FakeView(*BASE, *low, up("a", "t"), up("o1", "t"))
    assert [one.id for one in aligned_below(Books(view), TOP)] == ["o1"]


def test_what_is_aligned_to_a_dropped_key_result_does_not() -> None:
    low = (objective("o1"), kr("t", objective="top", state=State.DROPPED), up("o1", "t"))
    assert aligned_below(Books(FakeView(*BASE, *low)), TOP) == []


def test_a_year_takes_what_its_quarters_make() -> None:
    top = replace(TOP, cycle="y")
    view = FakeView(QUARTER, YEAR, SPRING, top, *below("o1", 30))
    view.add(*below("o2", 90, cycle="q2", state=State.CLOSED))
    view.apply([update(Books(view).get(KeyResult, "k-o2"), state=State.CLOSED)])
    assert progress(view, "top", cycle=YEAR)[1] == Decimal("0.6")


def test_a_cycle_that_does_not_run_beside_it_does_not_count() -> None:
    view = FakeView(*BASE, SPRING, *below("o1", 30), *below("o2", 90, cycle="q2"))
    assert progress(view, "top")[1] == Decimal("0.3")


def test_it_is_known_whose_progress_changes_with_one() -> None:
    middle = objective("mid", owner=TEAM, progress_of=ALIGNED)
    view = FakeView(*BASE, middle, objective("o1"), up("o1", "mid"), up("mid", "top"))
    assert made_by(Books(view), "o1") == ["mid", "top"]


_OF = st.sampled_from(["o1", "o2", "top"])
_STEPS = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(["k-o1", "k-o2", "k-far"]), st.integers(0, 100)),
    st.tuples(st.just("of"), _OF, st.sampled_from(ProgressOf)),
    st.tuples(st.just("link"), _OF, st.sampled_from(["o1", "o2", "top", "far"])),
    st.tuples(st.just("state"), st.sampled_from(["o1", "far"]), st.sampled_from(State)),
    st.tuples(st.just("weigh"), st.sampled_from(["o1", "far"]), st.integers(0, 4)),
)


@given(st.lists(st.tuples(_STEPS, st.booleans()), max_size=10))
def test_kept_up_it_is_what_it_would_be_from_scratch(steps: list[Any]) -> None:
    # One below is of another cycle: the glance of the quarter has no row for it.
    far = (replace(objective("far"), cycle="y"), kr("k-far", objective="far"), up("far", "top"))
    view = FakeView(*BASE, YEAR, *below("o1", 30), *below("o2", 60, number=2), *far)
    books = Books(view)
    glance = Glance(books, calendar=CALENDAR, settings=Settings(), cycle=QUARTER)
    for (what, which, how), looked_at in steps:
        match what:
            case "say":
                op: Any = insert(said(at(11, 24), how, key_result=which))
            case "of":
                op = update(books.get(Objective, which), progress_of=how)
            case "state":
                op = update(books.get(Objective, which), state=how)
            case "weigh":
                op = update(books.get(Objective, which), weight=Decimal(how))
            case _:
                there = books.find(Link, f"{which}-{how}")
                op = insert(up(which, how)) if there is None else Remove("links", there.id, {})
        view.apply([op])
        glance.changed([(op.table, op.id)])
        if looked_at:
            assert glance.status(TODAY) == status(view, cycle=QUARTER)


def test_week_by_week_it_is_that_of_those_below_too() -> None:
    far = (replace(objective("far"), cycle="y"), kr("k-far", objective="far"), up("far", "top"))
    view = FakeView(*BASE, YEAR, *below("o1", 30), *far)
    view.add(said(at(11, 17), 10, key_result="k-o1"), said(at(11, 24), 50, key_result="k-far"))
    told = trends(Books(view), QUARTER, today=TODAY, calendar=CALENDAR)
    burn = dict(told.owners)[COMPANY]
    assert burn[-2:] == (Decimal("0.05"), Decimal("0.4"))
    assert burn[-1] == progress(view, "top", cycle=QUARTER)[1]


def test_what_did_not_change_is_the_same_row() -> None:
    view = FakeView(*BASE, *below("o1", 30))
    glance = Glance(Books(view), calendar=CALENDAR, settings=Settings())
    was = glance.status(TODAY)
    glance.changed([("actions", "none")])
    assert glance.status(TODAY).objectives[0] is was.objectives[0]

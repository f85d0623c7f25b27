"""Cycles side by side: what each came to, how well it was foretold, and what went on from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.cycle.closing import close
from okrtui.cycle.compare import (
    Compared,
    Course,
    LookedBack,
    Surprise,
    compare,
    course,
    cycles_before,
    look_back,
)
from okrtui.cycle.gather import gather_report
from okrtui.cycle.opening import open_cycle
from okrtui.cycle.report import Calibration
from okrtui.model.calendar import Calendar
from okrtui.model.codec import update
from okrtui.model.records import Cycle, CycleState, KeyResult, Objective, Onward, State
from okrtui.model.settings import Settings
from okrtui.model.work import finished
from tests.cycle.desk import ANA, CHECKOUT, DOCS, ERRORS, Q4, SPEED, Desk

CALENDAR = Calendar(Settings())
Q1 = (date(2027, 1, 1), date(2027, 3, 31))


def scored() -> Desk:
    """Return the quarter scored: 0.4, 1.0 and 0.7, after 8, 6 and 7 half-way."""
    desk = Desk()
    desk.score(SPEED, "0.4", cause="the vendor", next=Onward.CHANGE)
    desk.score(ERRORS, "1.0")
    desk.score(DOCS, "0.7", next=Onward.KEEP)
    return desk


def looked(desk: Desk, cycle: Cycle = Q4) -> LookedBack:
    return finished(look_back(desk.books, desk.books.get(Cycle, cycle.id), CALENDAR))


def missed(name: str, start: date, *gaps: str, days: int = 90) -> LookedBack:
    """Return a cycle whose key results ended so far below what was foretold."""
    end = date.fromordinal(start.toordinal() + days)
    surprises = tuple(
        Surprise(id=f"{name}{n}", name="", title="", confidence=5, score=Decimal("0.5") - gap)
        for n, gap in enumerate(map(Decimal, gaps))
    )
    return LookedBack(
        cycle=Cycle(id=name, name=name, start=start, end=end, state=CycleState.CLOSED),
        objectives=1,
        key_results=len(gaps),
        scored=len(gaps),
        score=None,
        onward=(0, 0, 0),
        calibration=Calibration(week=6, day=end, sure=()),
        surprises=surprises,
    )


# -- one cycle


def test_a_cycle_is_told_by_what_it_held_and_what_it_came_to() -> None:
    found = looked(scored())
    assert (found.objectives, found.key_results, found.scored) == (2, 3, 3)
    assert found.score == Decimal("0.7")
    # Errors are all told: what is reached is not continued.
    assert found.onward == (1, 1, 1)


def test_the_furthest_from_what_was_foretold_comes_first() -> None:
    found = looked(scored())
    assert [(one.name, one.confidence, str(one.gap)) for one in found.surprises] == [
        ("ana/O1/KR1", 8, "0.4"),
        ("ana/O1/KR2", 6, "-0.4"),
        ("team/O1/KR1", 7, "0.0"),
    ]


def test_misses_on_both_sides_do_not_make_up_for_each_other() -> None:
    found = looked(scored())
    assert found.calibration.gap == Decimal(0)
    assert found.miss is not None
    assert round(found.miss, 3) == Decimal("0.267")


def test_it_says_the_same_as_the_report() -> None:
    desk = scored()
    cycle = desk.books.get(Cycle, Q4.id)
    report = gather_report(desk.books, cycle, today=Q4.end, calendar=CALENDAR, settings=Settings())
    ours = looked(desk).calibration
    assert (ours.gap, ours.week, ours.day) == (
        report.calibration.gap,
        report.calibration.week,
        report.calibration.day,
    )
    assert set(ours.sure) == set(report.calibration.sure)


def test_before_its_scores_a_cycle_has_nothing_to_compare() -> None:
    found = looked(Desk())
    assert (found.scored, found.score, found.miss, found.surprises) == (0, None, None, ())


def test_drafts_count_in_a_cycle_that_is_drafted_and_nowhere_else() -> None:
    draft = Objective(
        id="o-draft", cycle="c-next", owner=ANA.id, number=1, title="Next", state=State.DRAFT
    )
    coming = Cycle(id="c-next", name="2027-Q1", start=Q1[0], end=Q1[1], state=CycleState.DRAFTING)
    kr = KeyResult(id="k-draft", objective=draft.id, number=1, title="One", state=State.DRAFT)
    here = replace(draft, id="o-here", cycle=Q4.id, number=9)
    desk = Desk(coming, draft, kr, here)
    assert (looked(desk, coming).objectives, looked(desk, coming).key_results) == (1, 1)
    assert looked(desk).objectives == 2


def test_looking_back_rests_between_objectives() -> None:
    assert len(list(look_back(scored().books, Q4, CALENDAR))) == 2


# -- over the cycles


def test_only_cycles_of_about_the_same_length_that_were_foretold_lie_before_one() -> None:
    now = missed("now", date(2026, 10, 1), "0.1")
    quarters = [missed(f"q{n}", date(2025, 1, 1 + n), "0.2") for n in range(6)]
    others = [
        missed("year", date(2025, 1, 1), "0.2", days=364),
        missed("unsaid", date(2026, 1, 1)),
        missed("later", date(2027, 1, 1), "0.2"),
        *quarters,
    ]
    assert [one.cycle.name for one in cycles_before(now, others)] == ["q2", "q3", "q4", "q5"]


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        ("0.1", ("0.2", "-0.3"), (Course.BETTER, Decimal("0.25"))),
        ("-0.3", ("0.2",), (Course.WORSE, Decimal("0.2"))),
        ("0.23", ("0.2",), (Course.ALIKE, Decimal("0.2"))),
        ("0.17", ("0.2",), (Course.ALIKE, Decimal("0.2"))),
    ],
)
def test_one_learns_to_foretell_or_does_not(now: str, before: tuple[str, ...], found: Any) -> None:
    earlier = [missed(f"b{n}", date(2026, 1, 1), gap) for n, gap in enumerate(before)]
    assert course(missed("now", date(2026, 7, 1), now), earlier) == found


def test_a_first_cycle_is_compared_with_none() -> None:
    assert course(missed("now", date(2026, 7, 1), "0.1"), []) is None
    assert course(missed("now", date(2026, 7, 1)), [missed("b", date(2026, 1, 1), "0.1")]) is None


# -- from one into another


def carried() -> tuple[Desk, Cycle]:
    """Return the quarter closed, and the next one opened with what goes on."""
    desk = scored()
    desk.close()
    desk.do(open_cycle("2027-Q1", Q1, desk.books, desk.around))
    return desk, desk.books.cycles()[-1]


def compared(desk: Desk, earlier: Cycle, later: Cycle) -> Compared:
    return finished(
        compare(
            desk.books,
            earlier,
            later,
            today=date(2027, 1, 4),
            calendar=CALENDAR,
            settings=Settings(),
        )
    )


def agreed(desk: Desk) -> None:
    """Agree whatever is drafted."""
    things: list[Objective | KeyResult] = [*desk.books.all(Objective), *desk.books.all(KeyResult)]
    desk.do([update(one, state=State.AGREED) for one in things if one.state is State.DRAFT])


def test_what_was_carried_stands_beside_what_it_was() -> None:
    desk, later = carried()
    agreed(desk)
    found = compared(desk, Q4, later)
    told = [
        (one.was.key_result.id, one.score, one.was.now.value, one.is_now.key_result.start)
        for one in found.went_on
    ]
    assert told == [
        (DOCS.id, Decimal("0.7"), Decimal(72), Decimal(72)),
        (SPEED.id, Decimal("0.4"), Decimal(330), Decimal(330)),
    ]


def test_what_ended_and_what_is_new_is_told_beside() -> None:
    desk, later = carried()
    agreed(desk)
    own = Objective(id="o-new", cycle=later.id, owner=ANA.id, number=7, title="New")
    new = KeyResult(id="k-new", objective=own.id, number=1, title="Something new")
    desk.view.add(own, new)
    found = compared(desk, Q4, later)
    assert [kr.id for kr in found.ended] == [ERRORS.id]
    assert [kr.id for kr in found.begun] == [new.id]


def test_what_went_on_twice_is_found_over_the_cycle_between() -> None:
    desk, second = carried()
    agreed(desk)
    desk.now = desk.now.replace(year=2027, month=3, day=30)
    for kr in list(desk.books.all(KeyResult)):
        if kr.state is State.AGREED:
            desk.score(kr, "0.5", cause="as before", next=Onward.KEEP)
    desk.do(close(second, desk.books, desk.around, accept=True, end_open=False))
    span = (date(2027, 4, 1), date(2027, 6, 30))
    desk.do(open_cycle("2027-Q2", span, desk.books, desk.around))
    agreed(desk)
    third = desk.books.cycles()[-1]
    assert [one.was.key_result.id for one in compared(desk, Q4, third).went_on] == [
        DOCS.id,
        SPEED.id,
    ]
    assert CHECKOUT.id not in {kr.objective for kr in compared(desk, Q4, third).begun}

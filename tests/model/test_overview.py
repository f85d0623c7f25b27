from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.books import Books
from okrtui.model.overview import TeamStatus, running_cycle, team_status
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Action,
    ActionState,
    Cycle,
    Direction,
    Health,
    Problem,
    Risk,
    State,
)  # fmt: skip
from okrtui.model.rows import Reason
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
)  # fmt: skip

LIN, WANG = member("lin"), member("wang")
M2, M3 = closed("m2", at(11, 17)), running("m3", at(11, 24), then="m2")


def of(*things: Any, **options: Any) -> TeamStatus:
    view = FakeView(QUARTER, LIN, WANG, *things)
    return team_status(Books(view), today=TODAY, calendar=CALENDAR, settings=Settings(), **options)


def two_weeks(key_result: str, was: Sequence[int | None], now: Sequence[int | None]) -> list[Any]:
    """Return value and confidence of a key result at the last meeting, and in this one."""
    return [
        said(at(11, 17), *was, key_result=key_result, meeting="m2"),
        said(at(11, 24), *now, key_result=key_result, meeting="m3"),
    ]


def test_the_cycle_tells_its_week_and_its_share_gone() -> None:
    status = of(M2, M3, objective(), meeting=M3)
    assert (status.week, status.weeks, status.gone) == (8, 13, Decimal("0.575758"))
    assert status.then_on == date(2026, 11, 17)


def test_the_team_is_the_mean_of_its_objectives() -> None:
    status = of(
        M2, M3, objective("o1"), kr("a"), kr("b", number=2), objective("o2", owner="m-wang"),
        kr("c", objective="o2"),
        *two_weeks("a", (40, 7), (60, 8)), *two_weeks("b", (20, 5), (20, 6)),
        *two_weeks("c", (50, 9), (80, 10)),
        meeting=M3,
    )  # fmt: skip
    assert (status.progress_then, status.progress) == (Decimal("0.4"), Decimal("0.6"))
    assert (status.confidence_then, status.confidence) == (Decimal(7), Decimal(8))
    assert [row.progress for row in status.members] == [Decimal("0.4"), Decimal("0.8")]


def test_objectives_weigh_what_their_owners_say() -> None:
    status = of(objective("o1", weight=Decimal(3)), kr("a"), objective("o2", number=2),
                kr("b", objective="o2"), said(at(11, 24), 80, key_result="a"))  # fmt: skip
    assert status.progress == Decimal("0.6")


def test_an_empty_team_has_no_numbers_rather_than_zeros() -> None:
    status = of()
    assert (status.progress, status.confidence) == (None, None)
    assert [row.progress for row in status.members] == [None, None]
    assert sum(status.counts.values()) == 0


def test_drafts_and_dropped_ones_do_not_count() -> None:
    status = of(
        objective("o1"), kr("a"), kr("b", number=2, state=State.DROPPED),
        objective("o2", number=2, state=State.DRAFT), kr("c", objective="o2"),
    )  # fmt: skip
    assert [row.objective.id for row in status.objectives] == ["o1"]
    assert status.counts[Health.PENDING] == 1


def test_key_results_are_counted_by_health_then_and_now() -> None:
    status = of(M2, M3, objective(), kr("a"), *two_weeks("a", (60, 7), (60, 5)), meeting=M3)
    assert status.counts_then[Health.ON_TRACK] == status.counts[Health.AT_RISK] == 1
    assert list(status.counts) == list(Health)


def test_what_was_agreed_on_since_is_not_part_of_then() -> None:
    status = of(
        M2, M3, objective(), kr("a"), *two_weeks("a", (60, 7), (60, 7)),
        kr("b", number=2, agreed_on=date(2026, 11, 23)), meeting=M3,
    )  # fmt: skip
    assert (status.progress_then, status.progress) == (Decimal("0.6"), Decimal("0.3"))
    assert sum(status.counts_then.values()) == 1


def test_what_was_agreed_on_in_the_last_meeting_is_part_of_then() -> None:
    status = of(M2, M3, objective(), kr("a", agreed_on=date(2026, 11, 17)), meeting=M3)
    assert sum(status.counts_then.values()) == 1


def test_the_first_meeting_compares_with_the_start_of_everything() -> None:
    status = of(objective(), kr("a", agreed_on=date(2026, 10, 5)), said(at(11, 24), 30, 7,
                key_result="a"))  # fmt: skip
    assert (status.progress_then, status.progress) == (Decimal(0), Decimal("0.3"))
    assert status.counts_then[Health.PENDING] == 1


def test_a_key_result_stands_in_the_row_of_who_answers_for_it() -> None:
    status = of(objective("o1"), kr("a"), kr("b", number=2, owner="m-wang"))
    lin, wang = status.members
    assert [one.key_result.id for one in lin.standings] == ["a"]
    assert [one.key_result.id for one in wang.standings] == ["b"]
    assert (lin.objectives, wang.objectives) == (1, 0)


def test_who_has_no_objective_is_measured_by_their_key_results() -> None:
    status = of(objective("o1"), kr("a"), kr("b", number=2, owner="m-wang"),
                said(at(11, 24), 40, key_result="b"))  # fmt: skip
    assert [row.progress for row in status.members] == [Decimal("0.2"), Decimal("0.4")]


def test_company_team_and_those_who_left_have_rows_of_their_own() -> None:
    status = of(
        member("zoe", active=False), objective("o1", owner="m-zoe"), kr("a"),
        objective("o2", owner=TEAM), kr("b", objective="o2"),
        objective("o3", owner=COMPANY), kr("c", objective="o3", owner="Vendor Ltd"),
    )  # fmt: skip
    assert [row.owner for row in status.members] == ["m-lin", "m-wang"]
    assert [row.owner for row in status.others] == [COMPANY, TEAM, "Vendor Ltd", "m-zoe"]


def test_the_trend_holds_a_confidence_until_it_is_given_anew() -> None:
    status = of(objective(), kr("a"), kr("b", number=2),
                said(at(11, 10), 10, 8, key_result="a"), said(at(11, 17), 10, 4, key_result="b"),
                said(at(11, 24), 10, 6, key_result="a"))  # fmt: skip
    lin = status.members[0]
    assert [confidence for _, confidence in lin.trend] == [8, 6, 5]
    assert lin.trend[0][0] == date(2026, 11, 9)
    assert lin.last_day == TODAY


def test_what_is_said_on_a_sunday_is_of_the_week_that_ends_with_it() -> None:
    [lin, _] = of(objective(), kr("a"), said(at(11, 22), 10, 6, key_result="a")).members
    assert lin.trend == ((date(2026, 11, 16), Decimal(6)),)


def test_attention_is_worst_first_with_its_reasons() -> None:
    status = of(
        M2, M3, objective(), *(kr(one, number=n) for n, one in enumerate("abcde", 1)),
        *two_weeks("a", (60, 9), (60, 8)),
        *two_weeks("b", (60, 5), (60, 5)),
        *two_weeks("c", (60, 7), (60, 5)),
        *two_weeks("d", (60, 3), (60, 3)),
        *two_weeks("e", (60, 8), (60, 9)),
        meeting=M3,
    )  # fmt: skip
    assert [(one.name, one.reasons, one.fell) for one in status.attention] == [
        ("lin/O1/KR4", (Reason.OFF_TRACK,), 0),
        ("lin/O1/KR3", (Reason.AT_RISK, Reason.FELL), 2),
        ("lin/O1/KR2", (Reason.AT_RISK,), 0),
        ("lin/O1/KR1", (Reason.FELL,), 1),
    ]


def test_of_equally_bad_ones_the_least_sure_comes_first_and_the_unsaid_last() -> None:
    late = date(2026, 11, 20)
    status = of(
        objective(), *(kr(one, number=n, due=late) for n, one in enumerate("abc", 1)),
        said(at(11, 24), 60, None, key_result="a"), said(at(11, 24), 60, 8, key_result="b"),
        said(at(11, 24), 60, 2, key_result="c"),
    )  # fmt: skip
    found = [one.standing.key_result.id for one in status.attention]
    assert found == ["c", "b", "a"]


def test_silence_needs_attention_but_pending_does_not() -> None:
    status = of(objective(), kr("a"), kr("b", number=2), said(at(11, 10), 70, 8, key_result="a"))
    assert [one.reasons for one in status.attention] == [(Reason.STALE,)]


def test_missing_are_members_with_key_results_nobody_spoke_of_since() -> None:
    status = of(
        M2, objective("o1"), kr("a"), kr("b", number=2), objective("o2", owner="m-wang"),
        kr("c", objective="o2"),
        said(at(11, 17), 10, 7, key_result="a", meeting="m2"),
        said(at(11, 20), 10, 7, key_result="b"), said(at(11, 23), 10, 7, key_result="c"),
    )  # fmt: skip
    assert [(one.member.login, one.waiting, one.of) for one in status.missing] == [("lin", 1, 2)]


def test_what_is_closed_is_not_asked_for() -> None:
    assert of(objective(), kr("a", state=State.CLOSED)).missing == ()


def test_open_things_are_there_and_ended_ones_are_not() -> None:
    def action(number: int, **fields: Any) -> Action:
        return Action(id=f"a{number}", number=number, title="t", at=at(11, 3), **fields)

    status = of(
        action(1, due=date(2026, 11, 26)), action(2), action(3, due=date(2026, 11, 20)),
        action(4, state=ActionState.DONE), Problem(id="p", number=1, title="p", at=at(11, 3)),
        Risk(id="r", number=5, title="r", at=at(11, 3)),
    )  # fmt: skip
    assert [(a.action.number, a.days_late) for a in status.actions] == [(3, 4), (1, 0), (2, 0)]
    assert [one.risk.number for one in status.risks] == [5]
    assert [problem.id for problem in status.problems] == ["p"]


def test_a_closed_meeting_is_told_as_of_its_closing() -> None:
    things = (M2, objective(), kr("a"), said(at(11, 17), 40, 7, key_result="a", meeting="m2"))
    status = of(*things, said(at(11, 20), 90, 9, key_result="a"), meeting=M2)
    assert (status.today, status.progress) == (date(2026, 11, 17), Decimal("0.4"))


def test_a_kept_line_alone_makes_its_objective() -> None:
    line = kr("a", direction=Direction.KEEP_BELOW, target=5)
    status = of(objective(), line, said(at(11, 24), 3, 8, key_result="a"))
    assert status.progress == 1


# -- which cycle


YESTERDAY = date(2026, 11, 23)

YEAR = Cycle(id="y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
Q3 = Cycle(id="q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
Q1 = Cycle(id="q1", name="2027-Q1", start=date(2027, 1, 1), end=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("things", "cycle"),
    [
        ((Q3, QUARTER, Q1), "q4"),
        ((YEAR, QUARTER), "q4"),
        ((YEAR, QUARTER, objective(cycle="y")), "y"),
        ((YEAR, QUARTER, objective(cycle="y"), objective("o2")), "q4"),
        ((Q3,), "q3"),
        ((Q1, Q3), "q3"),
        ((Q1,), "q1"),
        ((replace(QUARTER, id="before", end=YESTERDAY), replace(Q1, start=TODAY)), "q1"),
        ((replace(QUARTER, end=TODAY), Q3), "q4"),
        ((replace(Q3, id="q2", start=date(2026, 4, 1), end=date(2026, 6, 30)), Q3), "q3"),
    ],
)
def test_the_board_shows_the_shortest_running_cycle_else_the_newest(
    things: tuple[Any, ...], cycle: str
) -> None:
    found = running_cycle(Books(FakeView(*things)), TODAY)
    assert found is not None
    assert found.id == cycle


@pytest.mark.parametrize("day", [QUARTER.start, QUARTER.end])
def test_a_cycle_runs_on_its_first_and_on_its_last_day(day: date) -> None:
    year = Cycle(id="y", name="2026", start=date(2026, 1, 1), end=date(2027, 6, 30))
    found = running_cycle(Books(FakeView(year, QUARTER, objective())), day)
    assert found == QUARTER


def test_without_any_cycle_it_says_how_to_make_one() -> None:
    books = Books(FakeView())
    assert running_cycle(books, TODAY) is None
    with pytest.raises(Refused) as refused:
        team_status(books, today=TODAY, calendar=CALENDAR, settings=Settings())
    assert refused.value.message.key == "overview.no_cycle"

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from okrtui.model.calendar import Calendar, parse_cycle, week, week_of
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from tests.model.makers import CALENDAR, QUARTER, TODAY

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
HOLIDAYS = frozenset({date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)})


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2026, 11, 23)),
        ("Asia/Shanghai", date(2026, 11, 24)),
        ("America/New_York", date(2026, 11, 23)),
    ],
)
def test_the_workspaces_zone_decides_the_day(zone: str, day: date) -> None:
    late = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert Calendar(Settings(time_zone=zone)).day(late) == day


def test_a_day_begins_at_midnight_in_the_zone() -> None:
    shanghai = Calendar(Settings(time_zone="Asia/Shanghai"))
    assert shanghai.first_instant(TODAY) == datetime(2026, 11, 23, 16, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../etc/passwd", "Europe", "\0"])
def test_an_unknown_zone_is_refused_with_its_field(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        Calendar(Settings(time_zone=zone))
    assert refused.value.message.values["field"] == "time_zone"


def test_weekends_and_days_off_are_not_worked() -> None:
    october = (date(2026, 10, 1), date(2026, 10, 31))
    assert CALENDAR.working_days(*october) == 22
    assert Calendar(Settings(days_off=HOLIDAYS)).working_days(*october) == 20


def test_a_day_off_counts_out_at_both_ends_of_a_span() -> None:
    off = Calendar(Settings(days_off=HOLIDAYS))
    assert off.working_days(date(2026, 9, 30), date(2026, 10, 2)) == 1
    assert off.working_days(date(2026, 10, 2), date(2026, 10, 5)) == 1


def test_a_week_may_be_worked_on_other_days() -> None:
    sundays_too = Calendar(Settings(working_days=(7, 1, 2, 3, 4)))
    assert sundays_too.working_days(date(2026, 11, 22), date(2026, 11, 28)) == 5


@given(days, st.integers(0, 400), st.frozensets(days, max_size=5))
def test_working_days_are_those_one_counts_on_fingers(
    first: date, length: int, off: frozenset[date]
) -> None:
    calendar = Calendar(Settings(days_off=off))
    counted = sum(
        day.isoweekday() < 6 and day not in off
        for day in (first + timedelta(days=n) for n in range(length + 1))
    )
    assert calendar.working_days(first, first + timedelta(days=length)) == counted
    assert calendar.working_days(first, first - timedelta(days=1)) == 0


def test_the_share_gone_leaves_today_to_work_in() -> None:
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    shares = [
        CALENDAR.share_gone(monday, friday, monday + timedelta(days=n)) for n in (-3, 0, 1, 4, 5, 9)
    ]
    assert shares == [0, 0, Fraction(1, 5), Fraction(4, 5), 1, 1]


def test_a_span_without_working_days_is_gone_once_it_is_over() -> None:
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    assert CALENDAR.share_gone(saturday, sunday, sunday) == 0
    assert CALENDAR.share_gone(saturday, sunday, date(2026, 11, 30)) == 1


@given(days, st.integers(0, 200), days, st.integers(0, 30))
def test_the_share_gone_never_shrinks_as_time_goes_by(
    start: date, length: int, today: date, later: int
) -> None:
    end = start + timedelta(days=length)
    now = CALENDAR.share_gone(start, end, today)
    assert 0 <= now <= CALENDAR.share_gone(start, end, today + timedelta(days=later)) <= 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (TODAY, "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_weeks_are_iso_weeks(day: date, name: str) -> None:
    assert week(day) == name


def test_a_quarter_has_thirteen_weeks_counted_from_its_first_day() -> None:
    assert week_of(QUARTER, TODAY) == (8, 13)
    assert week_of(QUARTER, QUARTER.start) == (1, 13)
    assert week_of(QUARTER, QUARTER.end) == (13, 13)
    assert week_of(QUARTER, date(2026, 9, 30)) == (0, 13)
    assert week_of(QUARTER, date(2027, 2, 1)) == (13, 13)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026q1", "2026-01-01", "2026-03-31"),
        ("Q4 2026", "2026-10-01", "2026-12-31"),
        ("2026年Q4", "2026-10-01", "2026-12-31"),
        ("2026-B6", "2026-11-01", "2026-12-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W48", "2026-11-23", "2026-11-29"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-11-01..2026-12-15", "2026-11-01", "2026-12-15"),
        ("2026-11 .. 2026-12", "2026-11-01", "2026-12-31"),
        ("2026-11-24", "2026-11-24", "2026-11-24"),
    ],
)
def test_a_cycles_name_says_its_days(name: str, start: str, end: str) -> None:
    assert parse_cycle(name) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "name",
    ["", "autumn", "2026-Q5", "2026-H3", "2026-B7", "2026-13", "2025-W53", "2026-Q0", "0000",
     "2026-02-30", "..", "2026-11-01..", "Q4", "2026-Q4-Q5", "2026-1", "9999-W52"],
)  # fmt: skip
def test_what_is_no_cycle_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_cycle(name)
    assert refused.value.message.key == "numbers.no_cycle"


def test_a_cycle_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse_cycle("2026-12..2026-11")
    assert refused.value.message.key == "numbers.cycle_backwards"

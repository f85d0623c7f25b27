from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from okrtui.text.dates import parse_day, show_date, show_day, show_span, show_weekday, take_day
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.hostile import HOSTILE

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-24"), ("今天", "2026-11-24"), ("Tomorrow", "2026-11-25"),
        ("明天", "2026-11-25"), ("后天", "2026-11-26"), ("大后天", "2026-11-27"),
        ("+0d", "2026-11-24"), ("+3d", "2026-11-27"), ("+2w", "2026-12-08"),
        ("＋２ｗ", "2026-12-08"), ("+1m", "2026-12-24"), ("+3m", "2027-02-24"),
        ("in 3 days", "2026-11-27"), ("3天后", "2026-11-27"), ("两周后", "2026-12-08"),
        ("1个月后", "2026-12-24"),
        ("fri", "2026-11-27"), ("FRIDAY", "2026-11-27"), ("thurs", "2026-11-26"),
        ("mon", "2026-11-30"), ("tue", "2026-12-01"), ("周二", "2026-12-01"),
        ("this mon", "2026-11-23"), ("next fri", "2026-12-04"), ("next mon", "2026-11-30"),
        ("周五", "2026-11-27"), ("星期天", "2026-11-29"), ("礼拜日", "2026-11-29"),
        ("本周一", "2026-11-23"), ("这周五", "2026-11-27"), ("下周五", "2026-12-04"),
        ("下周一", "2026-11-30"), ("下下周五", "2026-12-11"),
        ("12-01", "2026-12-01"), ("12/1", "2026-12-01"), ("11-20", "2026-11-20"),
        ("10-24", "2026-10-24"), ("10-23", "2027-10-23"), ("01-15", "2027-01-15"),
        ("2026-12-01", "2026-12-01"), ("2026/12/1", "2026-12-01"), ("2026.12.01", "2026-12-01"),
        ("20261201", "2026-12-01"), ("2026-W49-5", "2026-12-04"),
        ("1 Dec", "2026-12-01"), ("Dec 1st", "2026-12-01"), ("december 1, 2027", "2027-12-01"),
        ("3 January 2027", "2027-01-03"),
        ("12月1日", "2026-12-01"), ("12月1号", "2026-12-01"), ("2027年1月5日", "2027-01-05"),
        ("28号", "2026-11-28"), ("15日", "2026-12-15"), ("24号", "2026-11-24"),
        ("eom", "2026-11-30"), ("月底", "2026-11-30"), ("下月底", "2026-12-31"),
        ("eoq", "2026-12-31"), ("季度末", "2026-12-31"), ("年底", "2026-12-31"),
        ("end of month", "2026-11-30"), ("  next   FRI ", "2026-12-04"),
    ],
)  # fmt: skip
def test_a_typed_day_is_understood(typed: str, day: str) -> None:
    assert parse_day(typed, TUESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "13-45", "2月30日", "32号", "0号", "3/4/5", "next", "may", "v2.0", "1.5",
        "fri fri", "2026-13-01", "20261301", "2026-W60-1", "9999-99-99", "周八", "+d", "foo 12",
    ],
)  # fmt: skip
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_day(typed, TUESDAY)
    for language in LANGUAGES:
        assert typed in words_in(language).tell(refused.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_names_no_day(name: str) -> None:
    with pytest.raises(Refused):
        parse_day(HOSTILE[name], TUESDAY)


def test_days_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(Refused):
        parse_day("+9999w", date(9990, 1, 1))


def test_a_day_of_the_month_that_this_month_lacks_is_in_the_next() -> None:
    assert parse_day("31号", date(2026, 11, 24)) == date(2026, 12, 31)
    assert parse_day("31号", date(2027, 1, 31)) == date(2027, 1, 31)
    assert parse_day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_day("02-29", date(2027, 11, 24)) == date(2028, 2, 29)


def test_a_29_february_that_is_long_gone_is_refused_as_one_that_never_is() -> None:
    for today in (date(2024, 6, 1), date(2026, 11, 24)):
        with pytest.raises(Refused):
            parse_day("29 Feb", today)


@given(DAYS)
def test_a_weekday_is_one_of_the_next_seven_days(today: date) -> None:
    for at, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        day = parse_day(name, today)
        assert day.weekday() == at
        assert timedelta(0) < day - today <= timedelta(7)


@given(DAYS, st.integers(-31, 330))
def test_a_date_without_year_is_the_near_one(today: date, days: int) -> None:
    day = today + timedelta(days)
    if (day.month, day.day) != (2, 29):
        assert parse_day(f"{day.month}-{day.day}", today) == day


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_a_date_reads_back_as_it_was_shown(day: date, today: date, language: Language) -> None:
    assert parse_day(show_date(day, language), today) == day


@pytest.mark.parametrize(
    ("line", "title", "day"),
    [
        ("send trace fri", "send trace", "2026-11-27"),
        ("send trace next fri", "send trace", "2026-12-04"),
        ("send trace by 12-01", "send trace", "2026-12-01"),
        ("send trace on 1 Dec 2026", "send trace", "2026-12-01"),
        ("send trace by 12/01", "send trace", "2026-12-01"),
        ("send trace before end of month", "send trace", "2026-11-30"),
        ("发 trace 文件 下周五", "发 trace 文件", "2026-12-04"),
        ("发 trace 文件 下周五前", "发 trace 文件", "2026-12-04"),
        ("send trace, fri", "send trace", "2026-11-27"),
        ("发送链路数据，下周五", "发送链路数据", "2026-12-04"),
        ("整理文档，月底前", "整理文档", "2026-11-30"),
        ("整理文档，写总结", "整理文档，写总结", None),
        ("，周五", "，周五", None),
        ("finish 3/4", "finish 3/4", None),
        ("fri", "fri", None),
        ("by fri", "by fri", None),
        ("send trace", "send trace", None),
        ("fri send trace", "fri send trace", None),
        ("", "", None),
    ],
)
def test_the_day_at_the_end_of_a_line_is_taken(line: str, title: str, day: str | None) -> None:
    rest, taken = take_day(line.split(), TUESDAY)
    assert " ".join(rest) == title
    assert taken == (date.fromisoformat(day) if day else None)


def test_a_day_is_shown_briefly() -> None:
    shown = [show_day(TUESDAY + timedelta(days), TUESDAY, "en") for days in (-1, 0, 1, 3, 6, 7, 40)]
    assert shown == ["23 Nov", "today", "tomorrow", "Fri", "Mon", "1 Dec", "3 Jan 2027"]
    shown = [show_day(TUESDAY + timedelta(days), TUESDAY, "zh") for days in (-1, 0, 1, 3, 7, 40)]
    assert shown == ["11月23日", "今天", "明天", "周五", "12月1日", "2027年1月3日"]


def test_a_date_has_its_year_where_it_is_another() -> None:
    assert show_date(TUESDAY, "en", year=2026) == "24 Nov"
    assert show_date(TUESDAY, "en") == "24 Nov 2026"
    assert show_weekday(TUESDAY, "zh") == "周二"


def test_a_span_says_a_year_that_both_days_have_once_and_where_the_language_says_it() -> None:
    start, end, next_year = date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 8)
    assert show_span(start, end, "en") == "1 Oct – 31 Dec 2026"
    assert show_span(start, end, "zh") == "2026年10月1日 – 12月31日"
    assert show_span(start, next_year, "en") == "1 Oct 2026 – 8 Jan 2027"
    assert show_span(start, next_year, "zh") == "2026年10月1日 – 2027年1月8日"

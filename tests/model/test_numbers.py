from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from okrtui.model.numbers import (
    change_in_percent,
    parse_number,
    parse_value,
    percent,
    percent_clamped,
    show_number,
    show_percent,
    show_signed,
    show_value,
)
from okrtui.model.records import KeyResult, MetricKind
from okrtui.text.errors import Refused
from okrtui.text.words import words_in

numbers = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False, allow_infinity=False
)


def kr(metric: MetricKind = MetricKind.NUMBER, unit: str = "", target: int = 100) -> KeyResult:
    return KeyResult(
        id="k", objective="o", number=1, title="", metric=metric, unit=unit, target=Decimal(target)
    )


@given(numbers)
def test_a_shown_number_can_be_typed_back(number: Decimal) -> None:
    assert parse_number(show_number(number)) == number


@given(numbers)
def test_no_number_is_shown_with_an_exponent_or_idle_zeros(number: Decimal) -> None:
    shown = show_number(number)
    assert "E" not in shown
    assert "." not in shown or not shown.endswith(("0", "."))


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0", "0"),
        ("-0.0", "0"),
        ("0.1", "0.1"),
        ("1E+3", "1000"),
        ("9999", "9999"),
        ("10000", "10,000"),
        ("-1234567.50", "−1,234,567.5"),
    ],
)
def test_numbers_are_shown_plainly_and_in_threes_from_ten_thousand(number: str, shown: str) -> None:
    assert show_number(Decimal(number)) == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        (" -3.5 ", "-3.5"),
        ("−3", "-3"),
        ("+5", "5"),
        ("1,200.5", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1,200,000", "1200000"),
        ("1 200", "1200"),
        ("1\u202f200", "1200"),
        ("1'200", "1200"),
        ("1 200,5", "1200.5"),
        ("1'200,50", "1200.5"),
        ("1,5", "1.5"),
        ("0,200", "0.2"),
        ("1.200", "1.2"),
        (".5", "0.5"),
        ("１２", "12"),
        ("１，２００．５", "1200.5"),
        ("１２％", "12"),
        ("12 %", "12"),
        ("€ 1,200", "1200"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("1.2k", "1200"),
        ("3万", "30000"),
        ("٣٤", "34"),
        ("007", "7"),
    ],
)
def test_numbers_are_taken_as_people_type_them(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "NaN", "inf", "1e5", "--5", "5-", "3/5", "1,20,000", "1.2.3", "twelve", "10²", "½",
     "9" * 25, "k", "..", "%", "1 2", "[bold]7[/bold]", "١,2,3"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_one_line(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_number(typed)
    assert "\n" not in words_in("en").tell(refused.value)


def test_a_long_text_is_not_repeated_whole_when_it_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse_number("x" * 5000)
    assert len(words_in("zh").tell(refused.value)) < 120


@given(st.text(max_size=40))
def test_any_text_is_a_finite_number_or_refused(text: str) -> None:
    try:
        number = parse_number(text)
    except Refused:
        return
    assert number.is_finite()


def test_the_unit_may_be_typed_with_the_value() -> None:
    assert parse_value(kr(unit="ms"), "395 ms") == parse_value(kr(unit="ms"), "395ms") == 395


def test_the_unit_of_steps_may_be_typed_with_its_capitals() -> None:
    steps = kr(MetricKind.MILESTONE, unit="Gates", target=3)
    assert parse_value(steps, "2 Gates") == 2


def test_milestones_take_steps_done_and_refuse_another_total() -> None:
    steps = kr(MetricKind.MILESTONE, target=3)
    assert parse_value(steps, "2") == parse_value(steps, "2/3") == 2
    assert parse_value(steps, "0") == 0
    for typed in ("2/5", "1.5", "-1", "/3"):
        with pytest.raises(Refused):
            parse_value(steps, typed)


def test_yes_or_no_is_taken_in_both_languages() -> None:
    question = kr(MetricKind.YES_NO, target=1)
    assert [parse_value(question, typed) for typed in ("Yes", "n", "是", "否")] == [1, 0, 1, 0]
    with pytest.raises(Refused):
        parse_value(question, "0.5")


@pytest.mark.parametrize(
    ("metric", "unit", "value", "shown"),
    [
        (MetricKind.NUMBER, "ms", "410", "410 ms"),
        (MetricKind.NUMBER, "", "0.10", "0.1"),
        (MetricKind.PERCENT, "", "32", "32 %"),
        (MetricKind.PERCENT, "pp", "32", "32 pp"),
        (MetricKind.CURRENCY, "€", "1200", "€ 1200"),
        (MetricKind.CURRENCY, "万元", "1200", "1200 万元"),
        (MetricKind.CURRENCY, "", "1200", "1200"),
        (MetricKind.MILESTONE, "", "1", "1/100"),
        (MetricKind.TASKS, "", "2", "2"),
        (MetricKind.YES_NO, "", "1", "1/1"),
    ],
)
def test_a_value_is_shown_with_its_unit(
    metric: MetricKind, unit: str, value: str, shown: str
) -> None:
    assert show_value(kr(metric, unit), Decimal(value)) == shown


def test_yes_is_said_in_the_language_asked_for() -> None:
    question = kr(MetricKind.YES_NO)
    assert show_value(question, Decimal(1), words_in("zh")) == "是"
    assert show_value(question, Decimal(0), words_in("en")) == "no"


def test_tasks_are_shown_out_of_all_where_that_is_known() -> None:
    assert show_value(kr(MetricKind.TASKS), Decimal(2), of=Decimal(7)) == "2/7"


def test_a_value_never_given_is_a_dash() -> None:
    assert show_value(kr(), None) == show_percent(None) == show_signed(None) == "–"


@pytest.mark.parametrize(
    ("progress", "shown"),
    [
        ("0.52", "52 %"),
        ("0.525", "53 %"),
        ("0", "0 %"),
        ("1", "100 %"),
        ("0.9999", "99 %"),
        ("1.12", "100 % (112 %)"),
        ("-0.2", "0 % (−20 %)"),
    ],
)
def test_progress_is_shown_clamped_with_the_raw_value_beside(progress: str, shown: str) -> None:
    assert show_percent(Decimal(progress)) == shown


@given(numbers, numbers)
def test_percent_never_falls_as_progress_rises(one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    assert (percent(less) or 0) <= (percent(more) or 0)
    assert 0 <= (percent_clamped(less) or 0) <= (percent_clamped(more) or 0) <= 100


@given(numbers, numbers)
def test_a_shown_change_is_the_difference_of_what_is_shown(then: Decimal, now: Decimal) -> None:
    was, is_ = percent(then), percent(now)
    assert was is not None
    assert is_ is not None
    assert change_in_percent(then, now) == is_ - was


def test_differences_carry_their_sign() -> None:
    assert [show_signed(n) for n in (5, Decimal("-1.50"), 0)] == ["+5", "−1.5", "0"]
    assert change_in_percent(None, Decimal(1)) is None

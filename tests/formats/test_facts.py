"""Targets, days, confidence, states and tasks come along where a document says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrtui.formats import amounts
from okrtui.model.records import (
    Ambition,
    Category,
    Dimension,
    Direction,
    MetricKind,
    Origin,
    State,
    TaskState,
)
from tests.formats.reading import csv, first, first_result, markdown

D = Decimal


def test_baseline_and_target_make_a_metric() -> None:
    found = first_result("- KR1: Uptime\n  - Baseline: 95 %\n  - Target: ≥ 99.5%\n")
    assert found.metric is not None
    assert (found.metric.kind, found.metric.start, found.metric.target) == (
        MetricKind.PERCENT,
        D(95),
        D("99.5"),
    )
    assert found.note == ""


def test_a_target_that_is_no_number_is_kept_as_a_note() -> None:
    found = first_result("- KR1: Audit\n  - Baseline: none\n  - Target: level 1\n")
    assert (found.metric, found.note) == (None, "Baseline: none\nTarget: level 1")


@pytest.mark.parametrize(
    ("written", "number", "kind", "unit"),
    [
        ("100", "100", MetricKind.NUMBER, ""),
        ("12k users", "12000", MetricKind.NUMBER, "users"),
        ("3 万", "30000", MetricKind.NUMBER, ""),
        ("1,200", "1200", MetricKind.NUMBER, ""),
        ("1,5", "1.5", MetricKind.NUMBER, ""),
        ("R$ 0.40", "0.40", MetricKind.CURRENCY, "R$"),
        ("≤ 2 days", "2", MetricKind.NUMBER, "days"),
        ("50%", "50", MetricKind.PERCENT, ""),
        ("-3", "-3", MetricKind.NUMBER, ""),
    ],
)
def test_amounts_are_read(written: str, number: str, kind: MetricKind, unit: str) -> None:
    assert amounts.amount(written) == amounts.Amount(D(number), kind, unit)


@pytest.mark.parametrize("written", ["50.000", "N/A", "", "soon", "Top 3", "1e400", "NaN", "-"])
def test_what_is_no_amount_or_could_be_two_is_not_guessed(written: str) -> None:
    assert amounts.amount(written) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [("7", 7), ("7/10", 7), ("70%", 7), ("0.7", 7), ("0", None), ("11", None), ("good", None)],
)
def test_confidence_is_one_to_ten_or_not_given(written: str, said: int | None) -> None:
    assert amounts.confidence(written) == said


@pytest.mark.parametrize("written", ["2031-12-31", "2031/12/31", "2031年12月31日"])
def test_a_day_with_its_year_is_the_due_date(written: str) -> None:
    assert first_result(f"- KR1: Ship\n  - Due: {written}").due == date(2031, 12, 31)


def test_a_day_that_does_not_exist_or_could_be_two_stays_a_note() -> None:
    for written in ("2031-02-30", "03/04/2031"):
        found = first_result(f"- KR1: Ship\n  - Due: {written}")
        assert (found.due, found.note) == (None, f"Due: {written}")


def test_columns_tell_value_confidence_and_the_rest() -> None:
    heads = "Objective,Key Result,Start,Current,Target,Confidence,Priority\n"
    found = csv(heads + "Grow,Orders,20,40,100,6,P1\n").objectives[0].key_results[0]
    assert (found.value, found.confidence, found.note) == (D(40), 6, "Priority: P1")


def test_metric_words_name_the_kind_and_the_direction() -> None:
    found = first_result(
        "- KR1: Up\n  - Metric: percent, keep above\n  - Start: 99\n  - Target: 99"
    )
    assert found.metric is not None
    assert (found.metric.kind, found.metric.direction) == (
        MetricKind.PERCENT,
        Direction.KEEP_ABOVE,
    )


def test_checkboxes_under_a_key_result_are_its_tasks() -> None:
    found = first_result("- KR1: Ship\n  - [x] Draw\n  - [ ] Build\n  - [ ] ~~Paint~~\n")
    assert [(task.title, task.state) for task in found.tasks] == [
        ("Draw", TaskState.DONE),
        ("Build", TaskState.TODO),
        ("Paint", TaskState.DROPPED),
    ]


def test_struck_through_is_dropped_and_drops_what_is_below() -> None:
    found = markdown("- O: ~~Old~~\n  - KR: x\n- O: New\n  - KR: ~~y~~\n  - KR: z\n")
    assert [objective.state for objective in found.objectives] == [State.DROPPED, State.AGREED]
    assert [r.state for o in found.objectives for r in o.key_results] == [
        State.DROPPED,
        State.DROPPED,
        State.AGREED,
    ]


def test_a_status_column_can_drop() -> None:
    found = csv("Objective,Key Result,Status\nGrow,Orders,Cancelled\nGrow,Partners,On track\n")
    assert [r.state for r in found.objectives[0].key_results] == [State.DROPPED, State.AGREED]


@pytest.mark.parametrize(
    ("heading", "cycle"),
    [
        ("2031 Q2", "2031-Q2"),
        ("Q2 2031 – plans", "2031-Q2"),
        ("2031年第二季度", "2031-Q2"),
        ("2031Q2 目标", "2031-Q2"),
        ("2031 H1", "2031-H1"),
        ("2031年上半年", "2031-H1"),
        ("FY31Q2", "FY31-Q2"),
        ("2031", "2031"),
        ("2031年7月", "2031-07"),
        ("2031年7-8月", "2031-07/08"),
        ("Q2", None),
        ("Objectives", None),
    ],
)
def test_a_heading_names_the_cycle(heading: str, cycle: str | None) -> None:
    assert first(f"# {heading}\n\n## O1: Grow\n- KR1: more\n").cycle == cycle


def test_quarters_in_one_file_stay_apart() -> None:
    found = markdown("# OKRs\n## 2031 Q1\n### O1: a\n- KR1: x\n## 2031 Q2\n### O1: a\n- KR1: x\n")
    assert [objective.cycle for objective in found.objectives] == ["2031-Q1", "2031-Q2"]


def test_prose_under_an_objective_is_its_note() -> None:
    assert first("## O1: Grow\n\n**WHY:** they asked.\n\nAnd *again*.\n\n- KR1: x\n").note == (
        "they asked.\nAnd again."
    )


def test_what_is_passed_over_has_its_line_and_why() -> None:
    found = markdown("# OKRs\n\nHello.\n\n- KR: lost\n\n```\ncode\n```\n\n## O1: a\n- KR1: x\n")
    assert [(p.line, p.text, p.why.removeprefix("formats.why_")) for p in found.passed_over] == [
        (3, "Hello.", "prose"),
        (5, "KR: lost", "no_objective"),
        (7, "code", "code"),
    ]


def test_a_year_and_a_quarter_in_two_columns_are_one_cycle() -> None:
    found = csv(
        "年度,季度,目标O,关键结果KR,负责人\n2031,Q1,提升,构建 3 分钟,王明\n,,,零事故,李雷\n"
    )
    assert [(o.cycle, len(o.key_results)) for o in found.objectives] == [("2031-Q1", 2)]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Category: revenue", "category", Category.REVENUE),
        ("类型：效率型", "category", Category.EFFICIENCY),
        ("Dimension: technical", "dimension", Dimension.TECHNICAL),
        ("来源：自驱", "origin", Origin.OWN),
        ("Ambition: aspirational", "ambition", Ambition.ASPIRATIONAL),
    ],
)
def test_what_kind_an_objective_is_comes_along(line: str, field: str, value: object) -> None:
    found = first(f"# O1: Grow\n\n- {line}\n- KR1: Orders from 20 to 100\n")
    assert getattr(found, field) is value
    assert (found.note, len(found.key_results)) == ("", 1)


def test_a_category_in_other_words_stays_in_the_note() -> None:
    found = first("# O1: Grow\n\n- Category: Marketing\n- KR1: Orders from 20 to 100\n")
    assert (found.category, found.note) == (None, "Category: Marketing")


def test_a_column_tells_the_kind_of_the_objective_and_a_row_that_differs_keeps_its_word() -> None:
    (found,) = csv(
        "Objective,Key result,Category\nGrow,Orders,user\nGrow,Visits,revenue\n"
    ).objectives
    assert found.category is Category.USER
    assert [one.note for one in found.key_results] == ["", "Category: revenue"]


@pytest.mark.parametrize("title", ["Origin: where we come from", "Dimension: three", "来源：待定"])
def test_a_title_that_only_begins_like_a_kind_stays_a_title(title: str) -> None:
    found = first(f"# O1: Grow\n\n- KR1: Orders\n- {title}\n")
    assert found.dimension is None
    assert found.origin is None

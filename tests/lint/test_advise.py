"""Over the books, fields come first and the text second, and a waiver is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrtui.lint.advise import Adviser, is_measured
from okrtui.lint.catalogue import Finding
from okrtui.model.books import Books
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Category,
    Cycle,
    Direction,
    KeyResult,
    Link,
    MetricKind,
    Objective,
    State,
)
from okrtui.text.words import words_in
from tests.fakes import FakeView
from tests.model.makers import QUARTER, at, kr, member, objective, said, task

LIN = member("lin")
NUMBERS: dict[str, Any] = {"metric": MetricKind.NUMBER, "start": 40, "target": 90}


def books(*records: Any) -> Books:
    return Books(FakeView(QUARTER, LIN, *records))


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.id for finding in findings}


def of_key_result(key_result: KeyResult, *others: Any, **fields: Any) -> set[str]:
    """Return the rules that find a key result under an objective of lin's, or of `owner`."""
    return rules(Adviser(books(objective(**fields), key_result, *others)).key_result(key_result))


def of_objective(found: Objective, *others: Any) -> set[str]:
    return rules(Adviser(books(found, *others)).objective(found))


# -- of key results


def test_a_metric_with_numbers_is_measurable_whatever_the_text_says() -> None:
    assert "to-do" in of_key_result(kr(title="Improve the map"))
    assert not of_key_result(kr(title="Improve the map", **NUMBERS)) & {"to-do", "measurable"}


@pytest.mark.parametrize(
    ("fields", "measured"),
    [
        ({}, False),
        ({"metric": MetricKind.PERCENT, "start": 40, "target": 90}, True),
        ({"metric": MetricKind.PERCENT, "direction": Direction.KEEP_ABOVE}, True),
        ({"metric": MetricKind.NUMBER}, True),
        ({"metric": MetricKind.CURRENCY}, True),
        ({"metric": MetricKind.MILESTONE}, True),
        ({"metric": MetricKind.TASKS}, False),
        ({"metric": MetricKind.YES_NO}, False),
    ],
)
def test_nobody_chose_nought_to_a_hundred_per_cent(fields: Any, measured: bool) -> None:
    assert is_measured(kr(**fields)) is measured


def test_a_due_date_or_the_cycle_is_a_limit() -> None:
    assert "time-bound" not in of_key_result(kr(title="Nine of ten parcels arrive whole"))
    found = kr(title="The gate is open", due=date(2026, 10, 28))
    assert not of_key_result(found) & {"time-bound", "measurable", "to-do"}


def test_an_owner_or_a_person_who_owns_the_objective_is_an_owner() -> None:
    title = "Nine of ten parcels arrive whole"
    assert "owner" in of_key_result(kr(title=title), owner=TEAM)
    assert "owner" in of_key_result(kr(title=title), owner=COMPANY)
    assert "owner" not in of_key_result(kr(title=title), owner=LIN.id)
    assert "owner" not in of_key_result(kr(title=title, owner=LIN.id), owner=TEAM)
    assert "owner" not in of_key_result(kr(title=f"{title} @lin"), owner=TEAM)


def link(kind: str, state: str | None, target: str = "Novapay") -> Link:
    return Link(id=f"l-{target}", kind=kind, source="kr1", target=target, state=state)


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([link("depends", "asked")], "Not confirmed yet: Novapay."),
        ([link("depends", None)], "Not confirmed yet: Novapay."),
        ([link("collaborator", "asked", LIN.id)], "Not confirmed yet: Lin."),
        ([link("depends", "refused")], "Refused: Novapay."),
    ],
)
def test_who_has_not_confirmed_is_named(links: list[Link], told: str) -> None:
    found = kr(title="Nine of ten parcels arrive whole")
    findings = Adviser(books(objective(), found, *links)).key_result(found)
    messages = [words_in("en").tell(finding.message) for finding in findings]
    assert [message for message in messages if message.startswith(told)]


def test_who_has_confirmed_or_is_only_aligned_is_not_waited_for() -> None:
    found = kr(title="Nine of ten parcels arrive whole, together with the depot")
    links = [link("depends", "confirmed"), link("horizontal", None, "o9")]
    assert "confirmed" not in of_key_result(found, *links)


@pytest.mark.parametrize(
    ("due", "large"),
    [
        (date(2026, 10, 13), True),
        (date(2026, 10, 14), False),
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (None, True),
    ],
    ids=["13 days", "14 days", "31 days", "32 days", "the whole quarter"],
)
def test_an_output_takes_two_weeks_to_a_month(due: date | None, large: bool) -> None:
    found = kr(title="The gate is open", due=due, waived={"to-do": "it is a gate"})
    assert ("size" in of_key_result(found)) is large


def test_what_somebody_must_say_yes_to_is_no_mere_output() -> None:
    found = kr(title="The gate is approved by the council", due=date(2026, 12, 31))
    assert not of_key_result(found) & {"size", "measurable", "to-do"}


def test_the_grain_counts_from_when_it_was_agreed() -> None:
    late = kr(title="The gate is open", due=date(2026, 11, 20), agreed_on=date(2026, 11, 2))
    assert "size" not in of_key_result(late)


def test_what_has_numbers_steps_or_tasks_is_split_already() -> None:
    due = date(2026, 12, 31)
    assert "size" not in of_key_result(kr(title="The gate is open", due=due, **NUMBERS))
    milestones = kr(title="The gate is open", due=due, metric=MetricKind.MILESTONE)
    assert "size" not in of_key_result(milestones)
    assert "size" not in of_key_result(kr(title="The gate is open", due=due), task("t1"))


def test_a_launch_passes_beside_a_key_result_that_says_what_comes_of_it() -> None:
    launch = kr(title="The app is launched in May")
    assert "launch-only" in of_key_result(launch)
    assert "launch-only" in of_key_result(launch, kr("kr2", title="The shop is launched in June"))
    assert "launch-only" not in of_key_result(launch, kr("kr2", title="300 orders come from it"))
    dropped = kr("kr2", title="300 orders come from it", state=State.DROPPED)
    assert "launch-only" in of_key_result(launch, dropped)


LAST = Cycle(id="q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))


@pytest.mark.parametrize(
    ("start", "target", "ended", "more"),
    [(40, 90, 90, False), (40, 90, 89, True), (40, 10, 10, False), (40, 10, 11, True)],
    ids=["rises to where it was", "rises beyond", "falls to where it was", "falls below"],
)
def test_a_target_is_held_against_the_end_of_the_last_cycle(
    start: int, target: int, ended: int, more: bool
) -> None:
    found = kr(title="Active shops: 90", metric=MetricKind.NUMBER, start=start, target=target)
    earlier = [
        LAST,
        objective("o0", cycle="q3"),
        kr("kr0", objective="o0", title="Active shops: 60"),
        said(at(9, 1), 7, key_result="kr0"),
        said(at(9, 25), ended, key_result="kr0"),
    ]
    assert ("challenging" not in of_key_result(found, *earlier)) is more


def test_what_was_carried_over_is_held_against_where_it_comes_from_whatever_it_is_called() -> None:
    found = kr(title="Shops that sell weekly: 90", metric=MetricKind.NUMBER, start=40, target=90)
    earlier = [
        LAST,
        objective("o0", owner="m-wang", cycle="q3"),
        kr("kr0", objective="o0", title="Active shops: 60"),
        said(at(9, 25), 90, key_result="kr0"),
    ]
    link = Link(id="l", kind="carried", source="kr1", target="kr0")
    assert "challenging" in of_key_result(found, *earlier, link)
    assert "challenging" not in of_key_result(found, *earlier)


def test_a_target_that_hardly_moves_is_no_challenge() -> None:
    numbers: dict[str, Any] = {"metric": MetricKind.NUMBER, "start": 100}
    assert "challenging" in of_key_result(kr(title="Shops", target=102, **numbers))
    assert "challenging" not in of_key_result(kr(title="Shops", target=103, **numbers))


def test_a_line_to_keep_is_not_measured_by_growth() -> None:
    kept = kr(
        title="The refund rate stays at 3 %",
        metric=MetricKind.PERCENT,
        direction=Direction.KEEP_BELOW,
        start=3,
        target=3,
    )
    assert not of_key_result(kept) & {"challenging", "process-and-result"}


def test_the_fields_of_the_formula_are_its_parts() -> None:
    parts = {
        "method": "self check-in",
        "whose_problem": "guests queue",
        "by_when": "June",
        "effect": "5 minutes",
    }
    found = kr(title="Shorter queues", **parts)
    assert not of_key_result(found, owner=LIN.id) & {"formula", "to-do", "process-and-result"}
    without = kr(title="Shorter queues", **parts | {"whose_problem": ""})
    findings = Adviser(books(objective(), without)).key_result(without)
    told = [words_in("en").tell(f.message) for f in findings if f.rule.id == "formula"]
    assert told == ["Of the four parts it lacks: whose problem it solves."]


def test_a_key_result_that_is_being_written_need_not_be_in_the_books() -> None:
    assert "to-do" in rules(Adviser(books(objective())).key_result(kr(title="Improve the map")))


# -- of objectives


def test_an_objective_is_linked_categorised_and_has_two_to_five_key_results() -> None:
    found = objective(title="Nobody waits at the gate", category=Category.USER)
    others = [kr(f"kr{at}") for at in range(2)]
    up = Link(id="l1", kind="vertical", source="o1", target="o9")
    second = objective("o2", number=2)
    assert of_objective(found, *others, up, second) == set()
    assert of_objective(objective(title=found.title)) == {
        "aligned",
        "category",
        "key-results-count",
        "objectives-count",
    }


@pytest.mark.parametrize(
    ("count", "told"), [(0, True), (1, True), (2, False), (5, False), (6, True)]
)
def test_two_to_five_key_results_that_count(count: int, told: bool) -> None:
    kept = [kr(f"kr{at}") for at in range(count)]
    dropped = [kr(f"gone{at}", state=State.DROPPED) for at in range(3)]
    assert ("key-results-count" in of_objective(objective(), *kept, *dropped)) is told


@pytest.mark.parametrize(("count", "told"), [(1, True), (2, False), (5, False), (6, True)])
def test_two_to_five_objectives_of_a_person_said_once(count: int, told: bool) -> None:
    all_ = [objective(f"o{at}", number=at) for at in range(1, count + 1)]
    team = books(*all_)
    having = [o.id for o in all_ if "objectives-count" in rules(Adviser(team).objective(o))]
    assert having == (["o1"] if told else [])


def test_a_team_may_have_as_many_objectives_as_it_likes() -> None:
    others = [objective(f"o{at}", owner=TEAM, number=at) for at in range(2, 9)]
    assert "objectives-count" not in of_objective(objective(owner=TEAM), *others)


def test_the_highest_is_aligned_to_nothing_above() -> None:
    assert "aligned" not in of_objective(objective(owner=COMPANY))
    assert "aligned" not in of_objective(objective(owner=TEAM))
    above = objective("o2", owner=COMPANY)
    assert "aligned" in of_objective(objective(owner=TEAM), above)


def test_a_key_result_that_is_aligned_carries_its_objective() -> None:
    up = Link(id="l1", kind="vertical", source="kr1", target="o9")
    assert "aligned" not in of_objective(objective(), kr("kr1"), up)
    assert "aligned" in of_objective(objective(), kr("kr1", state=State.DROPPED), up)


# -- waived


def test_a_rule_that_is_waived_with_a_reason_is_not_told() -> None:
    found = objective(title="Gates", waived={"direction": "that is what the board calls it"})
    assert "direction" not in of_objective(found)
    waived = kr(title="Improve the map", waived={"to-do": "we have no number yet"})
    assert "to-do" not in of_key_result(waived)


def test_a_rule_that_is_off_for_the_team_is_not_told() -> None:
    found = objective(title="Gates")
    assert "direction" not in rules(Adviser(books(found), {"direction"}).objective(found))
    key_result = kr(title="Improve the map")
    findings = Adviser(books(found, key_result), {"to-do"}).key_result(key_result)
    assert "to-do" not in rules(findings)


def test_a_share_is_told_as_it_is_counted() -> None:
    found = kr(title="Shops", metric=MetricKind.NUMBER, start="100.0", target=Decimal("101.50"))
    findings = Adviser(books(objective(), found)).key_result(found)
    told = [words_in("en").tell(f.message) for f in findings if f.rule.id == "challenging"]
    assert told == ["The target of 101.5 is hardly above where it starts (100)."]

"""What is read in one go: what counts, in order, of the books or of a document."""

from __future__ import annotations

from typing import Any

from okrtui.lint.items import Item, items_of_books, items_of_document
from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, Cycle, State
from tests.fakes import FakeView
from tests.formats.reading import csv, markdown
from tests.model.makers import QUARTER, kr, member, objective

LIN, ANA = member("lin"), member("ana")
PAGE = """# OKRs 2031-Q2

## O1: Nobody waits at the gate @lin

- KR1: Nine of ten drivers find it at once
- KR2: ~~Paint it~~
- KR3: Improve the map

## O2: ~~Depot~~

- KR1: Rebuild it

## O3: Depot
"""


def of_books(*records: Any, **asked: Any) -> list[Item]:
    books = Books(FakeView(QUARTER, LIN, ANA, *records))
    return list(items_of_books(books, list(books.all(Cycle)), **asked))


def found(items: list[Item], text: str) -> set[str]:
    (item,) = [item for item in items if item.text == text]
    return {finding.rule.id for finding in item.findings}


def test_what_counts_in_the_books_is_read_objective_by_objective() -> None:
    items = of_books(
        objective(),
        kr(),
        kr("kr2", number=2, state=State.DROPPED),
        objective("o2", number=2, state=State.DROPPED),
        kr("kr3", objective="o2"),
    )
    assert [item.name for item in items] == ["lin/O1", "lin/O1/KR1"]


def test_of_a_member_what_is_theirs_wherever_it_stands() -> None:
    items = of_books(
        objective(),
        kr(),
        objective("o2", owner=TEAM),
        kr("kr2", objective="o2", owner=LIN.id),
        kr("kr3", objective="o2", number=2, owner=ANA.id),
        member=LIN,
    )
    assert [item.name for item in items] == ["lin/O1", "lin/O1/KR1", "team/O1/KR1"]


def test_what_is_off_or_waived_is_not_among_the_findings() -> None:
    records = [objective(), kr(title="Improve the map", waived={"size": "why not"})]
    assert "to-do" not in found(of_books(*records, off={"to-do"}), "Improve the map")
    assert "size" not in found(of_books(*records, off={"to-do"}), "Improve the map")


def test_a_document_is_read_in_its_order_without_what_is_dropped() -> None:
    items = list(items_of_document(markdown(PAGE)))
    assert [(item.line, item.text) for item in items] == [
        (3, "Nobody waits at the gate"),
        (5, "Nine of ten drivers find it at once"),
        (7, "Improve the map"),
        (13, "Depot"),
    ]


def test_a_document_is_held_to_what_it_can_say() -> None:
    items = list(items_of_document(markdown(PAGE)))
    assert found(items, "Nobody waits at the gate") == {"objectives-count"}
    assert found(items, "Improve the map") == {"to-do"}
    assert {"direction", "key-results-count"} <= found(items, "Depot")


def test_the_owner_and_the_cycle_of_an_objective_are_those_of_its_key_results() -> None:
    with_both = list(items_of_document(markdown(PAGE)))
    with_none = list(items_of_document(markdown(PAGE.replace(" 2031-Q2", "").replace("@lin", ""))))
    text = "Nine of ten drivers find it at once"
    assert not found(with_both, text) & {"owner", "time-bound"}
    assert {"owner", "time-bound"} <= found(with_none, text)


def test_columns_are_fields() -> None:
    heads = "Objective,Key Result,Owner,Start,Target,Due\n"
    items = list(
        items_of_document(csv(heads + "Grow calmly,Improve the map,lin,20,40,2031-05-02\n"))
    )
    (item,) = [item for item in items if item.text == "Improve the map"]
    facts = item.facts
    assert (facts.has_metric, facts.has_deadline, facts.is_todo, facts.has_owner) == (
        True,
        True,
        False,
        True,
    )


def test_nobody_is_told_how_many_objectives_a_team_or_nobody_may_have() -> None:
    page = "\n".join(f"## O{at}: Make gate {at} safe\n- KR1: x\n- KR2: y\n" for at in range(9))
    items = list(items_of_document(markdown(page)))
    assert not any(
        finding.rule.id == "objectives-count" for item in items for finding in item.findings
    )


def test_the_company_counts_as_nobody_in_particular() -> None:
    items = of_books(objective(owner=COMPANY), kr(title="Nine of ten find it"))
    assert "owner" in found(items, "Nine of ten find it")

"""The table of key results: its columns stay, no cell is a formula, and import finds the same."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.formats.detect import read
from okrtui.formats.export_csv import COLUMNS, export_csv, guarded
from okrtui.formats.intake import plan
from okrtui.model.books import Books
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Op
from okrtui.model.records import (
    TEAM,
    Category,
    CheckIn,
    Cycle,
    Direction,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    State,
)
from okrtui.model.settings import Settings
from okrtui.sample.build import build
from okrtui.text.words import LANGUAGES, Language
from tests.fakes import FakeView
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CYCLE = Cycle(id="c", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
LIN = Member(id="m1", login="lin", name="Lin Wei")
GROW = Objective(
    id="o", cycle="c", owner="m1", number=2, title="Grow", category=Category.REVENUE, note="why"
)
SPEED = KeyResult(
    id="k", objective="o", number=1, title="p95 under 300 ms", metric=MetricKind.NUMBER,
    start=Decimal(420), target=Decimal(300), unit="ms",
)  # fmt: skip
SAID = CheckIn(id="i", key_result="k", at=NOW, author="lin", value=Decimal("395.125"), confidence=7)


def written(*things: Any) -> list[dict[str, str]]:
    data = export_csv(FakeView(CYCLE, LIN, *things), settings=Settings(), today=TODAY)
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def brought_in(data: bytes, *things: Any) -> FakeView:
    """Import what was exported into a team that has nothing else."""
    view = FakeView(*things)
    ops: list[Op] = list(
        plan(
            [read(Path("okrs.csv"), data)],
            Books(view),
            cycle=next(Books(view).all(Cycle)),
            today=TODAY,
            now=NOW,
            new_id=IdMaker(),
        ).ops
    )
    view.apply(ops)
    return view


def test_a_line_says_all_of_a_key_result() -> None:
    assert written(GROW, SPEED, SAID) == [
        {
            "cycle": "2026-Q4",
            "reference": "lin/O2/KR1",
            "objective": "Grow",
            "key_result": "p95 under 300 ms",
            "owner": "lin",
            "metric": "number",
            "start": "420",
            "target": "300",
            "unit": "ms",
            "value": "395.1250",
            "progress": "20.7292",
            "confidence": "7",
            "health": "off_track",
            "due": "2026-12-31",
            "status": "agreed",
            "category": "revenue",
            "note": "",
        }
    ]


def test_the_columns_stay_as_they_are() -> None:
    head = export_csv(FakeView(), settings=Settings(), today=TODAY)
    assert head == (
        b"cycle,reference,objective,key_result,owner,metric,start,target,unit,value,progress,"
        b"confidence,health,due,status,category,note\r\n"
    )


def test_an_objective_without_key_results_has_a_line() -> None:
    line = written(GROW)[0]
    assert (line["reference"], line["key_result"], line["note"]) == ("lin/O2", "", "why")


def test_what_counts_no_more_is_dropped_and_has_no_health() -> None:
    line = written(replace(GROW, state=State.DROPPED), SPEED, SAID)[0]
    assert (line["status"], line["health"]) == ("dropped", "")


def test_a_line_that_is_kept_says_so() -> None:
    kept = replace(SPEED, direction=Direction.KEEP_BELOW)
    assert written(GROW, kept)[0]["metric"] == "number, keep below"


# -- cells are data


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", '=HYPERLINK("x")']
)
def test_a_text_that_a_sheet_would_reckon_with_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted'", "100 %", "a\n=1"])
def test_another_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_typed_stays_in_its_cell_and_begins_no_formula(name: str) -> None:
    text = HOSTILE[name]
    lines = written(replace(GROW, title=text), replace(SPEED, title=text, note=text, unit=text))
    assert len(lines) == 1
    for column in ("objective", "key_result", "note", "unit"):
        cell = lines[0][column]
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell in {f"'{text}", text, text.encode("utf-8", "replace").decode()}


def test_a_negative_number_is_a_number() -> None:
    line = written(GROW, replace(SPEED, start=Decimal(-5)))[0]
    assert line["start"] == "-5"


# -- and back


def tree(view: FakeView) -> list[tuple[Any, ...]]:
    """What the table keeps, by cycle and reference."""
    books = Books(view)
    return sorted(
        (
            cycle.name, " ".join(objective.title.split()), " ".join(kr.title.split()),
            books.owner_login(kr.owner or objective.owner), kr.metric, kr.direction, kr.start,
            kr.target, kr.unit, kr.due or cycle.end,
            State.DROPPED if State.DROPPED in {kr.state, objective.state} else kr.state,
        )
        for cycle in books.cycles()
        for objective in books.objectives(cycle.id)
        for kr in books.key_results(objective.id)
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_import_finds_the_same_objectives_and_key_results(language: Language) -> None:
    team = FakeView(*build(language, NOW, "UTC"))
    data = export_csv(team, settings=Settings(), today=TODAY)
    people = [*Books(team).all(Member), *Books(team).cycles()]
    assert tree(brought_in(data, *people)) == tree(team)


TITLES = st.sampled_from(["Grow", "grow", "Grow @lin", "Ship [now] | it", "增长", "+5 % of all"])
OBJECTIVES = st.lists(
    st.tuples(
        st.sampled_from(["c", "d"]), st.sampled_from(["m1", "m2", TEAM]), TITLES,
        st.lists(st.tuples(st.sampled_from([None, "m1", "m2"]), TITLES), max_size=3),
    ),
    max_size=6,
)  # fmt: skip


def outline(view: FakeView) -> list[tuple[Any, ...]]:
    """Every objective of each owner in its order, with its key results and whose they are."""
    books = Books(view)
    return [
        (
            cycle.name, owner, objective.title,
            [(books.answers_for(kr), kr.title) for kr in books.key_results(objective.id)],
        )
        for cycle in books.cycles()
        for owner in ("m1", "m2", TEAM)
        for objective in books.objectives(cycle.id)
        if objective.owner == owner
    ]  # fmt: skip


@given(OBJECTIVES)
def test_objectives_of_one_title_stay_as_many_as_they_are(
    told: list[tuple[str, str, str, list[tuple[str | None, str]]]],
) -> None:
    people = [CYCLE, replace(CYCLE, id="d", name="2027-Q1"), LIN]
    people.append(Member(id="m2", login="ana", name="Ana"))
    things: list[Any] = []
    for at, (cycle, owner, title, key_results) in enumerate(told):
        things.append(Objective(id=f"o{at}", cycle=cycle, owner=owner, number=at + 1, title=title))
        things += [
            replace(SPEED, id=f"k{at}.{n}", objective=f"o{at}", number=n, title=text, owner=whose)
            for n, (whose, text) in enumerate(key_results, 1)
        ]
    team = FakeView(*people, *things)
    back = brought_in(export_csv(team, settings=Settings(), today=TODAY), *people)
    assert outline(back) == outline(team)


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "+cache", "-5 % churn", "=A1", "'=x"])
def test_a_guarded_title_comes_back_as_it_was_typed(title: str) -> None:
    data = export_csv(
        FakeView(CYCLE, LIN, replace(GROW, title=title, owner=TEAM), SPEED),
        settings=Settings(),
        today=TODAY,
    )
    titles = [objective.title for objective in Books(brought_in(data, LIN, CYCLE)).all(Objective)]
    assert titles == [title]


def test_every_column_is_filled_for_the_sample() -> None:
    team = FakeView(*build("en", NOW, "UTC"))
    data = export_csv(team, settings=Settings(), today=TODAY).decode()
    lines = list(csv.DictReader(io.StringIO(data, newline="")))
    assert {name for line in lines for name, cell in line.items() if cell} >= set(COLUMNS) - {
        "note",
        "category",
    }

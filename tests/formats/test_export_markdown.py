"""The Markdown export is read back by our own import to the same tree."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from okrtui.formats.detect import read
from okrtui.formats.export_markdown import export_markdown
from okrtui.formats.intake import plan
from okrtui.model.books import Books
from okrtui.model.ids import IdMaker
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Ambition,
    Category,
    Cycle,
    Dimension,
    Direction,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    Origin,
    State,
    Task,
    TaskState,
)
from okrtui.sample.build import build
from okrtui.text.harmless import harmless
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.fakes import FakeView
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
CYCLE = Cycle(id="c", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
MEMBERS = (Member(id="m1", login="lin", name="Lin Wei"), Member(id="m2", login="王明", name="王明"))

Tree = list[tuple[object, ...]]


def tree(view: FakeView) -> Tree:
    """Everything that Markdown keeps, by owner, in order."""
    books = Books(view)
    found: Tree = []
    for cycle in books.cycles():
        for objective in sorted(
            books.objectives(cycle.id), key=lambda o: (books.owner_login(o.owner), o.number)
        ):
            owner = books.owner_login(objective.owner)
            kinds = (objective.category, objective.dimension, objective.origin, objective.ambition)
            found.append((cycle.name, owner, _shown(objective.title), objective.state, *kinds))
            found.extend(
                (
                    _shown(result.title),
                    books.owner_login(result.owner),
                    result.state,
                    result.metric,
                    result.direction,
                    result.start,
                    result.target,
                    _shown(result.unit),
                    result.due,
                    [_shown(task.title) for task in books.tasks(result.id)],
                )
                for result in books.key_results(objective.id)
            )
    return found


def _shown(text: str) -> str:
    return " ".join(harmless(" ".join(text.split())).split())


def through_markdown(view: FakeView, language: Language) -> FakeView:
    data = export_markdown(view, words_in(language))
    again = FakeView(CYCLE, *MEMBERS)
    planned = plan(
        [read(None, data, "markdown")],
        Books(again),
        cycle=CYCLE,
        now=NOW,
        today=NOW.date(),
        new_id=IdMaker(),
    )
    again.apply(planned.ops)
    return again


def with_titles(objective: str, result: str, task: str, **fields: object) -> FakeView:
    return FakeView(
        CYCLE,
        *MEMBERS,
        Objective(id="o", cycle="c", owner="m1", number=1, title=objective),
        KeyResult(id="k", objective="o", number=1, title=result, **fields),  # type: ignore[arg-type]
        Task(id="t", key_result="k", title=task),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "title",
    [
        *(text for text in HOSTILE.values() if text.strip()),
        "KR1: a label",
        "Objective: another",
        "Owner: nobody",
        "Category: user",
        "来源：自驱",
        "目标：一个",
        "[lin] in front",
        "at the end @lin",
        "in brackets (lin)",
        "said (owner: lin)",
        "ended => Achieved",
        "ended ⇒ yes",
        "a pipe |",
        "~struck~",
        "🎯 pictured",
        "1. numbered",
        ": a colon",
        "[x] done",
    ],
)
def test_titles_come_back_as_they_were(language: Language, title: str) -> None:
    if not _shown(title):
        pytest.skip("nothing to be seen")
    view = with_titles(title, title, title)
    assert tree(through_markdown(view, language)) == tree(view)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", range(4))
def test_what_kind_an_objective_is_comes_back(language: Language, at: int) -> None:
    view = FakeView(
        CYCLE,
        *MEMBERS,
        Objective(
            id="o", cycle="c", owner="m1", number=1, title="Grow", note="why",
            category=list(Category)[at], dimension=list(Dimension)[at % 2],
            origin=list(Origin)[at % 3], ambition=list(Ambition)[at % 2],
        ),
        KeyResult(id="k", objective="o", number=1, title="Orders"),
    )  # fmt: skip
    again = through_markdown(view, language)
    assert tree(again) == tree(view)
    assert next(Books(again).all(Objective)).note == "why"


plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co"]), min_size=1)
signs = st.text(st.sampled_from("ab1 .:：-*_~`[]()@|=><#!\\&;KRO目标"), min_size=1, max_size=14)
titles = st.one_of(plain, signs).filter(lambda text: any(map(str.isalnum, text)))


@settings(max_examples=150)
@given(titles, titles, titles)
def test_any_titles_come_back_as_they_were(objective: str, result: str, task: str) -> None:
    view = with_titles(objective, result, task)
    assert tree(through_markdown(view, "en")) == tree(view)


numbers = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(
    lambda number: number.quantize(Decimal("0.001")).normalize()
)


@settings(max_examples=60)
@given(
    st.sampled_from(MetricKind),
    st.sampled_from(Direction),
    numbers,
    numbers,
    st.sampled_from(["", "users", "R$", "天", "ms"]),
    st.sampled_from([None, date(2026, 12, 1)]),
    st.sampled_from([None, "m1", "m2"]),
    st.sampled_from(State),
)
def test_any_metric_comes_back_as_it_was(
    metric: MetricKind,
    direction: Direction,
    start: Decimal,
    target: Decimal,
    unit: str,
    due: date | None,
    owner: str | None,
    state: State,
) -> None:
    if start == target:
        direction = Direction.KEEP_ABOVE
    view = with_titles(
        "Grow",
        "Orders",
        "Call",
        metric=metric,
        direction=direction,
        start=start,
        target=target,
        unit=unit,
        due=due,
        owner=owner,
        state=state,
    )
    assert tree(through_markdown(view, "zh")) == tree(view)


def test_owners_states_and_cycles_come_back() -> None:
    view = FakeView(
        CYCLE,
        Cycle(id="h", name="2026-H2", start=date(2026, 7, 1), end=date(2026, 12, 31)),
        *MEMBERS,
        *(
            Objective(
                id=f"o{n}{owner}", cycle=cycle, owner=owner, number=1, title="Same", state=state
            )
            for n, (cycle, state) in enumerate([("c", State.AGREED), ("h", State.DROPPED)])
            for owner in (TEAM, COMPANY, "m1", "m2")
        ),
        Task(id="t", key_result="none", title="elsewhere", state=TaskState.DONE),
    )
    assert tree(through_markdown(view, "en")) == tree(view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_team_comes_back(language: Language) -> None:
    view = FakeView()
    view.apply(build(language, NOW, "Europe/Berlin"))
    again = FakeView()
    books = Books(view)
    again.add(*books.all(Member), *books.all(Cycle))
    planned = plan(
        [read(None, export_markdown(view, words_in(language)), "markdown")],
        Books(again),
        cycle=books.cycles()[-1],
        now=NOW,
        today=NOW.date(),
        new_id=IdMaker(),
    )
    again.apply(planned.ops)
    assert (planned.members, planned.cycles) == ((), ())
    assert tree(again) == tree(view)

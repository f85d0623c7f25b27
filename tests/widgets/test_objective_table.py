"""Objectives in columns that do not jump, as many as there is room for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, lines, on_stage
from widgets.line import Piece
from widgets.objective_table import ObjectiveHead, ObjectiveLine, ObjectiveTable
from widgets.signs import ASCII, PLAIN, Signs

HEAD = ObjectiveHead(
    name="objective",
    owner="owner",
    kinds=("category", "dimension", "origin", "ambition"),
    percent="prog.",
    sure="conf",
    health="health",
    advice="advice",
    by="category",
)
CHECKOUT = ObjectiveLine(
    name="ana/O1",
    title="Checkout",
    owner="Ana",
    kinds=("user", "business", "", "committed"),
    percent="44 %",
    sure="7.5",
    health=(Piece("●", "on_track"), Piece(" "), Piece("▲", "at_risk")),
    advice="2",
)
DRAFT = replace(CHECKOUT, name="ana/O2", title="Refunds", mark="draft", health=(), advice="")
ROWS = {"a": CHECKOUT, "b": DRAFT}


def table(
    rows: dict[str, ObjectiveLine] | None = None,
    head: ObjectiveHead = HEAD,
    signs: Signs = PLAIN,
) -> ObjectiveTable:
    made = ObjectiveTable(signs=signs)
    shown = ROWS if rows is None else rows
    made.show(head, list(shown), shown.__getitem__, empty=[Piece("nothing yet")])
    return made


async def test_a_row_says_what_kind_it_is_and_how_it_stands() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        row = lines(made)[1]
        for part in ("ana/O1", "Checkout", "user", "business", "committed", "44 %", "7.5", "● ▲"):
            assert part in row
        assert row.rstrip().endswith("2")


async def test_what_is_not_set_is_a_stroke() -> None:
    made = table()
    async with on_stage(made, size=(120, 6)):
        at = lines(made)[0].index("origin")
        assert lines(made)[1][at] == "–"


async def test_a_draft_says_so_before_its_title() -> None:
    made = table()
    async with on_stage(made, size=(80, 6)):
        assert "draft Refunds" in lines(made)[2]


@pytest.mark.parametrize(
    ("width", "shown", "hidden"),
    [
        (80, ("category",), ("dimension", "origin", "ambition", "owner")),
        (100, ("category", "dimension", "origin", "ambition"), ("owner",)),
        (140, ("category", "dimension", "origin", "ambition", "owner"), ()),
    ],
)
async def test_columns_come_as_there_is_room(
    width: int, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    made = table()
    async with on_stage(made, size=(width, 6)):
        words = lines(made)[0].split()
        assert set(shown) <= set(words)
        assert not set(hidden) & set(words)


async def test_a_kind_that_nobody_set_takes_no_room() -> None:
    made = table(head=replace(HEAD, kind_cells=(10, 0, 0, 12)))
    async with on_stage(made, size=(120, 6)):
        assert "dimension" not in lines(made)[0]
        assert "ambition" in lines(made)[0]


async def test_rows_are_made_only_as_they_are_drawn() -> None:
    asked: list[str] = []

    def line_of(id: str) -> ObjectiveLine:
        asked.append(id)
        return CHECKOUT

    made = ObjectiveTable()
    made.show(HEAD, [str(n) for n in range(10_000)], line_of)
    async with on_stage(made, size=(80, 10)):
        assert len(set(asked)) <= 10


async def test_where_nothing_is_that_is_said() -> None:
    made = table({})
    async with on_stage(made, size=(80, 4)):
        assert lines(made)[0].strip() == "nothing yet"


@pytest.mark.parametrize("signs", [PLAIN, ASCII], ids=["plain", "ascii"])
@pytest.mark.parametrize("width", [40, 80, 120, 160])
async def test_hostile_titles_keep_every_row_as_wide_as_the_others(
    width: int, signs: Signs
) -> None:
    rows = {
        name: replace(CHECKOUT, name=text, title=text, owner=text) for name, text in HOSTILE.items()
    }
    made = table(rows, signs=signs)
    async with on_stage(made, size=(width, len(rows) + 2)):
        assert_aligned(made)


async def test_on_a_vast_terminal_the_columns_stay_within_sight_of_the_title() -> None:
    made = table()
    async with on_stage(made, size=(240, 6)):
        row = lines(made)[1]
        assert row.index("Ana") - row.index("Checkout") < 80

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual import events

from okrtui.text.width import width
from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, colours, counted, lines, on_stage
from widgets.line import Piece
from widgets.okr_tree import OkrTree
from widgets.signs import ASCII, PLAIN
from widgets.theme import DARK
from widgets.tree_row import Columns, TreeRow, drawn
from widgets.tree_rows import TreeRows


def key_results(count: int) -> list[TreeRow]:
    return [
        TreeRow(id=f"k{n}", depth=1, sign="●", sign_role="on_track", name=f"KR{n}", title=f"t{n}")
        for n in range(count)
    ]


ROWS = [
    TreeRow(id="o1", kind="objective", name="O1", title="Effortless checkout", value="52 %"),
    TreeRow(
        id="k1", depth=1, sign="●", sign_role="on_track", name="KR1", title="Errors under 0.1 %",
        value="100 %", change="+10", confidence="9", mark="✓",
    ),
    TreeRow(
        id="k2", depth=1, sign="▲", sign_role="at_risk", name="KR2", title="p95 under 300 ms",
        value="32 %", change="+5", confidence="7 → 5", expanded=True,
    ),
    TreeRow(id="t1", kind="task", depth=2, sign="○", title="cache prices", aside="wang · Fri"),
    TreeRow(id="o2", kind="objective", name="O2", title="Partners", value="20 %", expanded=False),
]  # fmt: skip


async def test_a_row_says_sign_name_title_and_numbers_in_columns() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree):
        shown = lines(tree)
        assert shown[0].startswith("▌  O1  Effortless checkout")
        assert shown[1].startswith("     ● KR1 Errors under 0.1 %")
        ends = [shown[y].index(text) + len(text) for y, text in ((0, "52 %"), (1, "100 %"))]
        assert ends[0] == ends[1]
        assert shown[1].index("9") == shown[2].index("5", shown[2].index("→"))
        assert shown[3].rstrip().endswith("wang · Fri")


async def test_a_blank_line_stands_above_each_objective_but_the_first() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree):
        assert lines(tree)[4:6] == ["", lines(tree)[5]]
        assert "▸ O2" in lines(tree)[5]


async def test_without_spacing_rows_follow_each_other() -> None:
    tree = OkrTree(ROWS, spaced=False)
    async with on_stage(tree):
        assert "O2" in lines(tree)[4]


async def test_the_cursor_is_a_bar_on_a_ground_of_its_own() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree):
        tree.move_to("k2")
        assert [line[0] for line in lines(tree)[:4]] == [" ", " ", "▌", " "]
        ground = next(iter(tree.render_line(2))).style
        assert ground is not None
        assert ground.bgcolor is not None
        assert ground.bgcolor.name == DARK.cursor


async def test_health_colours_its_sign() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree):
        assert colours(tree, 2)["▲"] == DARK.at_risk


async def test_moving_says_where_the_cursor_is_and_stops_at_the_ends() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        assert tree.move(1)
        assert tree.move(99)
        assert not tree.move(1)
        assert tree.move(-99)
        await stage.pilot.pause()
        assert stage.said(OkrTree.CursorMoved) == ["k1", "o2", "o1"]


async def test_moving_to_an_unknown_row_changes_nothing() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        assert not tree.move_to("gone")
        await stage.pilot.pause()
        assert tree.cursor_id == "o1"
        assert stage.heard == []


async def test_one_step_draws_two_rows() -> None:
    tree = OkrTree(key_results(10_000))
    async with on_stage(tree) as stage:
        drawn = counted(tree)
        tree.move(1)
        await stage.pilot.pause()
        assert sorted(drawn) == [0, 1]


async def test_a_changed_row_draws_one_row() -> None:
    tree = OkrTree(key_results(10_000))
    async with on_stage(tree) as stage:
        drawn = counted(tree)
        tree.update_row(TreeRow(id="k5", depth=1, name="KR5", title="t5", value="7 %"))
        await stage.pilot.pause()
        assert drawn == [5]
        assert "7 %" in lines(tree)[5]


async def test_an_unchanged_row_draws_nothing() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        drawn = counted(tree)
        tree.update_row(ROWS[2])
        await stage.pilot.pause()
        assert drawn == []


async def test_a_changed_row_out_of_sight_draws_nothing() -> None:
    tree = OkrTree(key_results(10_000))
    async with on_stage(tree) as stage:
        drawn = counted(tree)
        tree.update_row(TreeRow(id="k500", depth=1, name="KR500", title="t"))
        await stage.pilot.pause()
        assert drawn == []


async def test_scrolling_by_a_row_lays_out_the_new_row_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree = OkrTree(key_results(10_000))
    async with on_stage(tree) as stage:
        tree.move_to("k19")
        await stage.pilot.pause()
        laid: list[str] = []

        def counting(row: TreeRow, *args: object, **more: object) -> list[Piece]:
            laid.append(row.id)
            return drawn(row, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr("widgets.okr_tree.drawn", counting)
        tree.move(1)
        await stage.pilot.pause()
        assert sorted(set(laid)) == ["k20"]


async def test_rows_that_come_back_are_not_laid_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = TreeRows(key_results(10_000))
    tree = OkrTree(kept)
    async with on_stage(tree) as stage:
        tree.set_rows(ROWS)
        await stage.pilot.pause()
        laid: list[str] = []

        def counting(row: TreeRow, *args: object, **more: object) -> list[Piece]:
            laid.append(row.id)
            return drawn(row, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr("widgets.okr_tree.drawn", counting)
        monkeypatch.setattr(Columns, "grow", lambda *_: pytest.fail("each row is looked at"))
        tree.set_rows(kept, cursor="k0")
        await stage.pilot.pause()
        assert lines(tree)[0].startswith("▌    ● KR0")
        assert laid == []


async def test_a_row_that_was_put_into_the_rows_shows_when_the_tree_is_told() -> None:
    kept = TreeRows(key_results(50))
    tree = OkrTree(kept)
    async with on_stage(tree) as stage:
        changed = replace(kept.rows[5], value="7 %")
        kept.put(changed)
        drawn = counted(tree)
        tree.update_row(changed)
        await stage.pilot.pause()
        assert drawn == [5]
        assert "7 %" in lines(tree)[5]


async def test_the_cursor_stays_in_view() -> None:
    tree = OkrTree(key_results(10_000))
    async with on_stage(tree) as stage:
        tree.move_to("k9999")
        await stage.pilot.pause()
        assert lines(tree)[-1].startswith("▌    ● KR9999")
        tree.move(-9999)
        await stage.pilot.pause()
        assert lines(tree)[0].startswith("▌    ● KR0")


async def test_a_smaller_window_keeps_the_cursor_in_view() -> None:
    tree = OkrTree(key_results(100))
    async with on_stage(tree) as stage:
        tree.move_to("k15")
        await stage.pilot.resize_terminal(40, 8)
        await stage.pilot.pause()
        assert any(line.startswith("▌") for line in lines(tree))


async def test_other_rows_keep_the_row_in_hand() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        tree.move_to("k2")
        await stage.pilot.pause()
        stage.heard.clear()
        tree.set_rows([*key_results(3)[2:], *ROWS])
        await stage.pilot.pause()
        assert tree.cursor_id == "k2"
        assert stage.heard == []


async def test_where_the_row_in_hand_is_gone_its_place_is_kept_and_said() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        tree.move_to("t1")
        tree.set_rows(ROWS[:3])
        await stage.pilot.pause()
        assert tree.cursor_id == "k2"
        assert stage.said(OkrTree.CursorMoved) == ["t1", "k2"]


async def test_an_empty_tree_has_no_cursor_and_moves_nowhere() -> None:
    tree = OkrTree()
    async with on_stage(tree):
        assert tree.cursor_id is None
        assert not tree.move(1)
        assert set(lines(tree)) == {""}


async def test_the_first_rows_of_an_empty_tree_bring_the_cursor() -> None:
    tree = OkrTree()
    async with on_stage(tree):
        tree.set_rows(ROWS)
        assert tree.cursor_id == "o1"


async def test_a_tree_that_is_emptied_has_no_cursor() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree):
        tree.set_rows([])
        assert tree.cursor_id is None


async def test_columns_do_not_jump_when_numbers_grow_shorter() -> None:
    tree = OkrTree([TreeRow(id="a", title="a", value="1,250,000", confidence="9")])
    async with on_stage(tree):
        before = lines(tree)[0].index("9")
        tree.update_row(TreeRow(id="a", title="a", value="1", confidence="9"))
        assert lines(tree)[0].index("9", 10) == before


async def test_a_detail_unfolds_below_the_row_in_hand_alone() -> None:
    tree = OkrTree(ROWS, spaced=False)
    async with on_stage(tree) as stage:
        tree.set_detail("k1", [[Piece("   then 410 ms")], [Piece("   now 395 ms")]])
        assert "then" not in "".join(lines(tree))
        tree.move_to("k1")
        await stage.pilot.pause()
        assert lines(tree)[2:4] == ["▌   then 410 ms", "▌   now 395 ms"]
        assert "KR2" in lines(tree)[4]
        tree.move(1)
        await stage.pilot.pause()
        assert "then" not in "".join(lines(tree))


async def test_a_detail_at_the_foot_scrolls_into_view() -> None:
    tree = OkrTree(key_results(50))
    async with on_stage(tree, size=(60, 10)) as stage:
        tree.move_to("k9")
        tree.set_detail("k9", [[Piece("  first")], [Piece("  last")]])
        await stage.pilot.pause()
        assert lines(tree)[-1] == "▌  last"


async def test_other_lines_of_a_detail_are_drawn_alone() -> None:
    tree = OkrTree(key_results(50))
    async with on_stage(tree) as stage:
        tree.set_detail("k0", [[Piece("a")], [Piece("b")]])
        await stage.pilot.pause()
        drawn = counted(tree)
        tree.set_detail("k0", [[Piece("a")], [Piece("c")]])
        await stage.pilot.pause()
        assert sorted(drawn) == [1, 2]


async def test_a_click_takes_a_row_in_hand_and_a_second_one_activates_it() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        await stage.pilot.click(OkrTree, offset=(5, 2))
        await stage.pilot.click(OkrTree, offset=(5, 2))
        await stage.pilot.click(OkrTree, offset=(5, 15))
        assert stage.said(OkrTree.CursorMoved) == ["k2"]
        assert stage.said(OkrTree.RowActivated) == ["k2"]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    tree = OkrTree(key_results(100))
    async with on_stage(tree) as stage:
        tree.post_message(events.MouseScrollDown(tree, 1, 1, 0, 0, 0, False, False, False))
        await stage.pilot.pause()
        assert "KR0 " not in lines(tree)[0]
        assert tree.cursor_id == "k0"


async def test_it_takes_no_keys_from_the_screen() -> None:
    assert not OkrTree(ROWS)._bindings.key_to_bindings


@pytest.mark.parametrize("size", [(120, 20), (80, 24), (60, 20), (40, 10), (24, 6), (9, 3)])
async def test_every_line_is_as_wide_as_the_window(size: tuple[int, int]) -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree, size=size):
        assert_aligned(tree)


async def test_what_people_typed_is_shown_and_obeyed_by_nobody() -> None:
    tree = OkrTree()
    async with on_stage(tree, size=(100, 20)):
        for text in HOSTILE.values():
            hostile = TreeRow(
                id=text, sign="●", name=text, title=text, value=text, change=text, confidence=text,
                mark=text, depth=1,
            )  # fmt: skip
            task = TreeRow(id="x", kind="task", title=text, aside=text)
            tree.set_rows([hostile, task, *ROWS], cursor=text)
            tree.set_detail(text, [[Piece(text), Piece(text, "dim")]])
            assert_aligned(tree)


async def test_titles_in_chinese_leave_the_columns_where_they_are() -> None:
    rows = [
        TreeRow(id="a", title="支付接口的延迟降到三百毫秒以内" * 3, value="32 %", confidence="5"),
        TreeRow(id="b", title="p95 under 300 ms", value="8 %", confidence="10"),
    ]
    tree = OkrTree(rows, spaced=False)
    async with on_stage(tree):
        ends = [
            width(line[: line.index(text) + len(text)])
            for line, text in zip(lines(tree), ("32 %", "8 %"), strict=False)
        ]
        assert ends[0] == ends[1]


async def test_bars_come_where_there_is_room_for_titles_beside_them() -> None:
    tree = OkrTree([TreeRow(id="a", title="a", value="50 %", progress=0.5)])
    async with on_stage(tree, size=(110, 5)) as stage:
        assert "━━━━━━╌╌╌╌╌╌" in lines(tree)[0]
        await stage.pilot.resize_terminal(90, 5)
        await stage.pilot.pause()
        assert "━" not in lines(tree)[0]


async def test_ascii_needs_no_other_sign() -> None:
    tree = OkrTree([TreeRow(id="a", sign="^", title="x" * 80, progress=0.5)], signs=ASCII)
    async with on_stage(tree, size=(110, 5)):
        assert all(line.isascii() for line in lines(tree))


async def test_another_theme_draws_in_its_colours() -> None:
    tree = OkrTree(ROWS)
    async with on_stage(tree) as stage:
        stage.pilot.app.theme = "okrtui-light"
        await stage.pilot.pause()
        assert colours(tree, 2)["▲"] == "#855400"


def in_66_cells(row: TreeRow) -> str:
    return "".join(piece.text for piece in drawn(row, Columns(), 66, PLAIN, here=False))


def test_words_at_the_right_take_what_a_short_title_leaves() -> None:
    words = "Wang · 12 days late · carried ×4"
    row = TreeRow(id="a", kind="action", name="A2", title="Book the test", aside=words)
    assert words in in_66_cells(row)
    assert "Book the test Book" in in_66_cells(replace(row, title="Book the test " * 9))


def test_a_row_without_numbers_has_all_of_the_line_for_its_words() -> None:
    hint = "1–10: how good was this meeting?"
    assert hint in in_66_cells(TreeRow(id="rating", depth=1, name="rating      ", title=hint))

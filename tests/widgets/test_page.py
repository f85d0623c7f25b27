from __future__ import annotations

from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.widgets._markdown import MarkdownTableCellContents

from okrtui.text.width import width
from widgets.page import Page

LONG = "在新数仓上恢复漏斗看板并且把每周的读者人数写到周报里去以便大家都能看到"
TABLE = f"| 编号 | 事项 | 负责人 |\n| --- | --- | --- |\n| A5 | {LONG} | 王伟 |\n"


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Page(id="page")


async def test_the_heads_of_a_table_are_whole_beside_a_long_chinese_sentence() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await app.query_one(Page).update(TABLE)
        await pilot.pause()
        cells = list(app.query(MarkdownTableCellContents))
        for cell in cells[:3]:
            assert cell.content_size.width >= width(str(cell.visual))
        long = next(cell for cell in cells if LONG in str(cell.visual))
        assert long.content_size == Size(long.content_size.width, 2)


async def test_a_page_has_no_lines_around_anything_and_begins_at_its_top() -> None:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        await app.query_one(Page).update(f"# Minutes\n\n## Actions\n\n{TABLE}")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        lines = [strip.text.strip() for strip in strips]
        assert lines[:4] == ["Minutes", "", "Actions", lines[3]]
        assert lines[3].split() == ["编号", "事项", "负责人"]
        assert not set("".join(lines)) & set("─│┌┬┐├┼┤└┴┘")

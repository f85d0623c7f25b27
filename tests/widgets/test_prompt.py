from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from textual import events

from tests.hostile import HOSTILE
from tests.widgets.stage import Played, assert_aligned, lines, on_stage
from widgets.line import Piece
from widgets.prompt import Prompt, _Words
from widgets.prompt_text import typed


def note(text: str = "") -> Prompt:
    return Prompt([Piece("note")], text=text, lines=True, id="note")


def value(**more: str) -> Prompt:
    return Prompt([Piece("value")], id="value", **more)  # type: ignore[arg-type]


def texts(stage: Played, kind: type[Prompt._OfPrompt]) -> list[str]:
    return [message.text for message in stage.heard if isinstance(message, kind)]


async def paste(stage: Played, text: str) -> None:
    focused = stage.pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await stage.pilot.pause()


async def test_what_is_typed_is_told_and_enter_submits_it() -> None:
    async with on_stage(value()) as stage:
        await stage.pilot.press("3", "9", "enter")
        assert texts(stage, Prompt.Changed) == ["3", "39"]
        assert texts(stage, Prompt.Submitted) == ["39"]


async def test_escape_hands_the_text_over() -> None:
    async with on_stage(value()) as stage:
        await stage.pilot.press("3", "escape")
        assert texts(stage, Prompt.Cancelled) == ["3"]


async def test_ctrl_e_asks_for_an_editor() -> None:
    async with on_stage(note("so far")) as stage:
        await stage.pilot.press("ctrl+e")
        assert texts(stage, Prompt.EditorAsked) == ["so far"]


async def test_ctrl_j_is_a_new_line_and_enter_submits_all_of_them() -> None:
    async with on_stage(note()) as stage:
        await stage.pilot.press("a", "ctrl+j", "b", "enter")
        assert texts(stage, Prompt.Submitted) == ["a\nb"]


async def test_a_note_grows_with_its_lines() -> None:
    prompt = note()
    async with on_stage(prompt, size=(60, 20)) as stage:
        assert prompt.size.height == 1
        await stage.pilot.press("a", "ctrl+j", "b", "ctrl+j", "c")
        await stage.pilot.pause()
        assert prompt.size.height == 3


async def test_a_draft_stands_in_the_field_with_the_cursor_at_its_end() -> None:
    async with on_stage(note("so far")) as stage:
        await stage.pilot.press("!", "enter")
        assert texts(stage, Prompt.Changed) == ["so far!"]
        assert texts(stage, Prompt.Submitted) == ["so far!"]


async def test_a_placeholder_is_never_the_answer() -> None:
    async with on_stage(value(placeholder="395 ms")) as stage:
        await stage.pilot.press("enter")
        assert texts(stage, Prompt.Submitted) == [""]


async def test_a_paste_of_many_lines_goes_whole_into_one() -> None:
    async with on_stage(value()) as stage:
        await paste(stage, "first\r\nsecond\rthird\n\n")
        await stage.pilot.press("enter")
        assert texts(stage, Prompt.Submitted) == ["first second third"]


async def test_a_paste_of_many_lines_keeps_them_in_a_note() -> None:
    async with on_stage(note()) as stage:
        await paste(stage, "first\r\nsecond\rthird")
        await stage.pilot.press("enter")
        assert texts(stage, Prompt.Submitted) == ["first\nsecond\nthird"]


@pytest.mark.parametrize("prompt", [value, note])
async def test_chinese_from_an_input_method_is_typed(prompt: Callable[[], Prompt]) -> None:
    async with on_stage(prompt()) as stage:
        for sign in "进度，可以":
            stage.pilot.app.post_message(events.Key(sign, sign))
        await stage.pilot.pause()
        await stage.pilot.press("enter")
        assert texts(stage, Prompt.Submitted) == ["进度，可以"]


@pytest.mark.parametrize("prompt", [value, note])
async def test_hostile_text_goes_in_without_what_acts(prompt: Callable[[], Prompt]) -> None:
    async with on_stage(prompt(), size=(60, 20)) as stage:
        shown = stage.pilot.app.query_one(Prompt)
        for text in HOSTILE.values():
            shown.set_text("")
            await paste(stage, text)
            assert shown.text == typed(text, lines=shown.id == "note")
            assert not any(sign < " " and sign != "\n" for sign in shown.text)
            shown.text.encode()
            rows = [shown._editor.render_line(y) for y in range(shown._editor.size.height)]
            assert not any(
                sign < " " or "\x7f" <= sign < "\xa0" for row in rows for sign in row.text
            )


async def test_masked_text_is_not_shown() -> None:
    prompt = Prompt([Piece("vote")], masked=True)
    async with on_stage(prompt) as stage:
        await stage.pilot.press("7")
        assert "7" not in prompt._editor.render_line(0).text
        assert prompt.text == "7"


async def test_hints_follow_without_touching_the_text() -> None:
    prompt = value()
    async with on_stage(prompt) as stage:
        await stage.pilot.press("f")
        prompt.show_hints([[Piece("wang · Fri 27 Nov")], [Piece("enter saves")]])
        await stage.pilot.pause()
        words = stage.pilot.app.query_one("#prompt-hints", _Words)
        assert [line.strip() for line in lines(words)] == ["wang · Fri 27 Nov", "enter saves"]
        assert prompt.text == "f"


async def test_labels_and_hints_are_data() -> None:
    async with on_stage(size=(60, 20)) as stage:
        for text in HOSTILE.values():
            prompt = Prompt([Piece(text[:20])], placeholder=text, hints=[[Piece(text)]])
            await stage.pilot.app.mount(prompt)
            await stage.pilot.pause()
            for words in prompt.query(_Words):
                assert_aligned(words)
            await prompt.remove()


async def test_tab_stays_in_the_field() -> None:
    prompt = value()
    async with on_stage(prompt, note()) as stage:
        prompt._editor.focus()
        await stage.pilot.press("tab", "x")
        assert prompt.text == "x"


async def test_the_cursor_does_not_blink() -> None:
    prompt = value()
    async with on_stage(prompt):
        assert not prompt._editor.cursor_blink


def test_what_costs_is_not_imported_before_it_is_needed() -> None:
    ours = "okr_tree board_table lines kr_card member_strip key_hints said choice prompt theme"
    code = (
        f"import sys, {', '.join('widgets.' + name for name in ours.split())}; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    costly = ("_text_area", "_markdown", "_data_table", "_header", "_footer", "_tabs")
    assert not loaded & {f"textual.widgets.{name}" for name in costly}
    assert not loaded & {"wcwidth", "pendulum", "markdown_it", "tinydb"}

from __future__ import annotations

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, lines, on_stage
from widgets.choice import Answer, Choice
from widgets.line import Piece

ANSWERS = [
    Answer(id="drop", key="y", words=[Piece("drop it")]),
    Answer(id="keep", key="n", words=[Piece("keep it")]),
]


def choice(cursor: str | None = None) -> Choice:
    return Choice([Piece("Drop KR2?", "bright")], ANSWERS, cursor=cursor)


async def test_a_question_and_its_answers_one_a_line() -> None:
    made = choice()
    async with on_stage(made):
        assert lines(made) == ["  Drop KR2?", "    y  drop it", "    n  keep it"]


async def test_an_answer_is_picked_by_its_key() -> None:
    made = choice()
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("n")
        assert stage.said(Choice.Picked) == ["keep"]


async def test_a_full_width_key_is_its_plain_twin() -> None:
    made = choice()
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("ｙ")
        assert stage.said(Choice.Picked) == ["drop"]


async def test_enter_alone_decides_nothing() -> None:
    made = choice()
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("enter")
        assert stage.said(Choice.Picked) == []


async def test_an_answer_is_taken_in_hand_and_picked() -> None:
    made = choice()
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("down", "down", "down", "up", "enter")
        assert stage.said(Choice.Picked) == ["drop"]


async def test_an_answer_may_be_in_hand_at_first() -> None:
    made = choice("keep")
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("enter")
        assert stage.said(Choice.Picked) == ["keep"]


async def test_escape_leaves_it() -> None:
    made = choice()
    async with on_stage(made) as stage:
        made.focus()
        await stage.pilot.press("escape")
        assert len(stage.said(Choice.Dismissed)) == 1


async def test_a_click_picks_an_answer_and_none_on_the_question() -> None:
    made = choice()
    async with on_stage(made) as stage:
        await stage.pilot.click(Choice, offset=(4, 0))
        await stage.pilot.click(Choice, offset=(4, 2))
        assert stage.said(Choice.Picked) == ["keep"]


async def test_what_people_typed_is_shown_and_obeyed_by_nobody() -> None:
    async with on_stage(size=(40, 10)) as stage:
        for text in HOSTILE.values():
            made = Choice([Piece(text)], [Answer(id="a", key="a", words=[Piece(text)])])
            await stage.pilot.app.mount(made)
            assert_aligned(made)
            await made.remove()

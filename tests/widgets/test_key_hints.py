from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.timer import Timer

from tests.hostile import HOSTILE
from tests.widgets.stage import assert_aligned, lines, on_stage
from widgets.key_hints import Hint, KeyHints
from widgets.line import Piece
from widgets.said import Said

HINTS = [
    Hint(id="confidence", key="1-0", word="confidence"),
    Hint(id="progress", key="+ -", word="progress"),
    Hint(id="note", key="n", word="note"),
    Hint(id="help", key="?", word="all keys", kept=True),
]


def hints() -> KeyHints:
    made = KeyHints()
    made.show(HINTS)
    return made


async def test_all_keys_are_shown_where_there_is_room() -> None:
    made = hints()
    async with on_stage(made, size=(80, 3)):
        assert lines(made)[0] == " 1-0 confidence   + - progress   n note   ? all keys"


async def test_the_least_important_ones_give_way_but_what_is_kept() -> None:
    made = hints()
    async with on_stage(made, size=(40, 3)):
        assert lines(made)[0] == " 1-0 confidence   ? all keys"


async def test_a_click_says_which_key() -> None:
    made = hints()
    async with on_stage(made, size=(80, 3)) as stage:
        await stage.pilot.click(KeyHints, offset=(lines(made)[0].index("n note") + 3, 0))
        await stage.pilot.click(KeyHints, offset=(79, 0))
        assert stage.said(KeyHints.HintChosen) == ["note"]


@pytest.mark.parametrize("size", [80, 30, 9, 2, 1])
async def test_the_line_is_as_wide_as_the_window(size: int) -> None:
    made = hints()
    async with on_stage(made, size=(size, 3)):
        assert_aligned(made)


async def test_words_are_data() -> None:
    made = KeyHints()
    async with on_stage(made, size=(60, 3)):
        for text in HOSTILE.values():
            made.show([Hint(id="a", key=text[:3], word=text), *HINTS])
            assert_aligned(made)


async def test_what_was_said_goes_after_a_moment() -> None:
    said = Said()
    async with on_stage(said, size=(60, 3)) as stage:
        said.say([Piece("confidence 7")], seconds=0.01)
        assert lines(said) == [" confidence 7"]
        while lines(said) != [""]:
            await stage.pilot.pause(0.01)


async def test_what_is_said_next_has_its_own_moment() -> None:
    said = Said()
    async with on_stage(said, size=(60, 3)) as stage:
        said.say([Piece("first")], seconds=0.01)
        said.say([Piece("second")], seconds=None)
        await stage.pilot.pause(0.05)
        assert lines(said) == [" second"]


async def test_what_is_said_in_a_row_makes_one_timer_and_stays_for_its_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = Said()
    async with on_stage(said, size=(60, 3)) as stage:
        made: list[float] = []
        timer = said.set_timer

        def counting(seconds: float, look: Callable[[], None]) -> Timer:
            made.append(seconds)
            return timer(seconds, look)

        monkeypatch.setattr(said, "set_timer", counting)
        for text in ("first", "second", "third"):
            said.say([Piece(text)], seconds=0.05)
        assert made == [0.05]
        said.say([Piece("for long")], seconds=60)
        while len(made) < 2:
            await stage.pilot.pause(0.01)
        assert lines(said) == [" for long"]


async def test_hush_makes_it_blank() -> None:
    said = Said()
    async with on_stage(said, size=(60, 3)):
        said.say([Piece("an error", "error")], seconds=None)
        said.hush()
        assert lines(said) == [""]


async def test_what_is_said_is_data() -> None:
    said = Said()
    async with on_stage(said, size=(60, 3)):
        for text in HOSTILE.values():
            said.say([Piece(text)], seconds=None)
            assert_aligned(said)

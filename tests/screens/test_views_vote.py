from pathlib import Path

import pytest

from okrtui.model.records import Vote
from screens.vote import MOST, fingers
from tests.meeting.room import ANA, CHECKOUT, ERRORS, SPEED, WANG
from tests.screens.stage import Stage, meeting


def vote(shown: Stage) -> Vote:
    return next(iter(shown.books.all(Vote)))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("7586", (7, 5, 8, 6)),
        ("70", (7, 10)),
        ("10", (1, 10)),
        ("7 10 8", (7, 10, 8)),
        ("7, 5、8", (7, 5, 8)),
        ("７５８", (7, 5, 8)),
        (" 9 ", (9,)),
        ("", None),
        ("75x", None),
        ("7.5", None),
        ("٧", None),
        ("5" * (MOST + 1), None),
    ],
)
def test_fingers_are_read_as_people_say_them(text: str, given: tuple[int, ...] | None) -> None:
    assert fingers(text) == given


async def test_fingers_take_a_key_each_and_one_for_what_is_agreed(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "v", "7", "5", "enter")
        assert shown.sees("speaks first", "5 to 7, 2 apart")
        assert (vote(shown).given, vote(shown).voters, vote(shown).agreed) == ((7, 5), (), None)
        await shown.press("6")
        assert (vote(shown).agreed, shown.said(SPEED).confidence) == (6, 6)
        assert shown.in_hand == SPEED.id


async def test_one_after_another_each_is_named_and_nobody_sees(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        before = len(shown.store.log)
        await shown.press("j", "v", "enter", "8")
        assert shown.sees("•")
        assert "8" not in shown.text().replace("1-0", "").replace("O1/KR2", "")
        await shown.press("enter")
        assert shown.sees("王芳")
        assert len(shown.store.log) == before
        await shown.press("4", "enter")
        assert shown.sees("speaks first", "4 to 8, 4 apart")
        assert (vote(shown).given, vote(shown).voters) == ((8, 4), (ANA.id, WANG.id))


async def test_ten_is_typed_as_one_and_zero_or_as_zero(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "enter", "1", "0", "enter", "0", "enter")
        assert vote(shown).given == (10, 10)
        assert shown.sees("all 10")
        assert not shown.sees("speaks first")


async def test_who_slipped_types_it_again_or_goes_back(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "enter", "8", "3", "enter", "escape", "7", "enter", "5", "enter")
        assert vote(shown).given == (7, 5)


async def test_enter_without_a_number_asks_for_one(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "enter", "enter")
        assert shown.sees("A number first")


async def test_escape_at_the_first_leaves_and_nothing_was_given(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        before = len(shown.store.log)
        await shown.press("v", "enter", "8", "escape", "escape")
        assert shown.in_hand == ERRORS.id
        assert len(shown.store.log) == before


async def test_escape_after_the_reveal_keeps_the_vote_without_agreement(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "v", "7", "5", "enter", "escape")
        assert vote(shown).agreed is None
        assert shown.in_hand == SPEED.id
        assert shown.sees("vote", "5 to 7, 2 apart")


@pytest.mark.parametrize(("keys", "agreed"), [(("1", "0"), 10), (("0",), 10), (("1", "enter"), 1)])
async def test_ten_is_agreed_on_as_it_is_typed_elsewhere(
    tmp_path: Path, keys: tuple[str, ...], agreed: int
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "7", "5", "enter", *keys)
        assert vote(shown).agreed == agreed


async def test_a_one_alone_is_one_after_half_a_second(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "7", "5", "enter", "1")
        while vote(shown).agreed is None:
            await shown.settle()
        assert vote(shown).agreed == 1


async def test_the_card_says_what_was_voted_and_agreed(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "v", "7", "5", "enter", "6")
        assert "5 to 7, 2 apart · agreed 6" in shown.text()


async def test_what_was_agreed_can_be_undone_and_the_vote_stands(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "v", "7", "5", "enter", "6", "u")
        assert (vote(shown).given, vote(shown).agreed) == ((7, 5), None)
        assert shown.sees("5 to 7, 2 apart")
        assert not shown.sees("agreed 6")


async def test_what_are_no_fingers_is_said_and_stays_to_be_mended(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("v", "7", "x", "enter")
        assert shown.sees("Fingers are digits", "7x")
        await shown.press("backspace", "5", "enter")
        assert vote(shown).given == (7, 5)


async def test_an_objective_has_no_confidence_to_vote_on(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("k", "v")
        assert shown.in_hand == CHECKOUT.id
        assert shown.sees("Not on this row")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_it_has_room_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with meeting(tmp_path, size=size) as shown:
        await shown.press("v", "enter", "8", "enter", "5", "enter")
        assert shown.sees("5 to 8, 3 apart")

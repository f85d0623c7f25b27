import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.codec import update
from okrtui.model.records import Objective
from okrtui.model.settings import Settings
from screens.ask import AskLine
from tests.meeting.room import CHECKOUT, SPEED
from tests.screens.stage import Stage, meeting

DELIVERY = "This is a delivery."
TO_DO = "This is something to do."


async def told(shown: Stage, text: str) -> None:
    """Wait until the linter says something."""
    for _ in range(300):
        if shown.sees(text):
            return
        await shown.pilot.pause(0.01)
    raise AssertionError(shown.text())


async def read(shown: Stage) -> None:
    """Wait until the linter has read what stands there, whatever it says."""
    line = shown.app.screen.query_one(AskLine)
    for _ in range(300):
        if line._advised == line.edit.text:
            return
        await shown.pilot.pause(0.01)
    raise AssertionError(shown.text())


@pytest.mark.parametrize(
    ("key", "text", "language", "advice"),
    [
        ("O", "Ship the new help centre", "en", DELIVERY),
        ("o", "Improve the sign-up page", "en", TO_DO),
        ("O", "上线新的帮助中心", "zh", "这是一项交付，"),
        ("o", "优化注册页面", "zh", "这是一件要做的"),
    ],
)
async def test_the_linter_speaks_beside_what_is_newly_agreed(
    tmp_path: Path, key: str, text: str, language: Any, advice: str
) -> None:
    async with meeting(tmp_path, settings=Settings(language=language)) as shown:
        await shown.press("j", key)
        await shown.type(text)
        await told(shown, advice)


async def test_the_linter_speaks_beside_a_new_wording(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.app.screen.move_to(CHECKOUT.id)  # type: ignore[attr-defined]
        await shown.press("c", "ctrl+u")
        await shown.type("Ship the new help centre")
        await told(shown, DELIVERY)


async def test_fields_go_before_words_a_measure_and_an_owner_are_not_asked_for(
    tmp_path: Path,
) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "o")
        await shown.type("Improve the sign-up page 40 -> 70 % @wang 12-18")
        await read(shown)
        assert not shown.sees(TO_DO)


async def test_it_advises_and_never_hinders(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("O")
        await shown.type("Ship the new help centre")
        await told(shown, DELIVERY)
        await shown.press("enter", "enter")
        assert any(one.title == "Ship the new help centre" for one in shown.books.all(Objective))


async def test_a_rule_that_the_team_has_switched_off_is_silent(tmp_path: Path) -> None:
    settings = Settings(lint_off=frozenset({"direction"}))
    async with meeting(tmp_path, settings=settings) as shown:
        await shown.press("O")
        await shown.type("Ship the new help centre")
        await read(shown)
        assert not shown.sees(DELIVERY)


async def test_a_rule_that_was_waived_for_one_is_silent_there(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.store.view.add(update(CHECKOUT, waived={"direction": "we know"}))
        shown.app.screen.move_to(CHECKOUT.id)  # type: ignore[attr-defined]
        await shown.press("c", "ctrl+u")
        await shown.type("Ship the new help centre")
        await read(shown)
        assert not shown.sees(DELIVERY)


async def test_other_prompts_ask_for_no_advice(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        shown.app.screen.move_to(SPEED.id)  # type: ignore[attr-defined]
        await shown.press("n")
        assert shown.app.screen.query_one(AskLine).size.height == 2


async def test_a_key_never_waits_for_the_linter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red where advice is worked out in the event loop, or at each key.
    from screens import writing_advice

    said: list[str] = []
    advice: Callable[..., tuple[str, ...]] = writing_advice.advice

    def slow(intent: Any, *rest: Any) -> tuple[str, ...]:
        said.append(intent.title)
        time.sleep(0.3)
        return advice(intent, *rest)

    monkeypatch.setattr(writing_advice, "advice", slow)
    async with meeting(tmp_path) as shown:
        await shown.press("O")
        await shown.pilot.press(*"Ship it now")
        assert shown.sees("Ship it now")
        await shown.type(" with care")
        await read(shown)
        assert said[-1] == "Ship it now with care"
        assert len(said) <= 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_sentence_of_advice_is_shown_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    async with meeting(tmp_path, size=size) as shown:
        await shown.press("O")
        await shown.type("The new help centre of the whole company")
        await told(shown, "This names a thing")
        assert "for whom." in " ".join(shown.text().split())

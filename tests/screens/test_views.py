from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.model.codec import insert, update
from okrtui.model.records import CheckIn, Decision, Parked, Risk
from okrtui.model.settings import Settings
from screens import clipboard
from screens.keymap import ACTIONS
from screens.search_index import SearchIndex
from tests.fakes import FakeView
from tests.hostile import HOSTILE
from tests.meeting.room import ANA, CHECKOUT, CYCLE, DOCS, ERRORS, EVERYTHING, SPEED, TRACE, WANG
from tests.screens.stage import OLD_ACTION, Stage, meeting, stage
from widgets import glyphs

RISK = Risk(
    id="r-sdk", number=5, title="SDK slips", at=OLD_ACTION.at, key_result=SPEED.id, owner=WANG.id
)


def in_large(text: str, shown: Stage) -> bool:
    """Whether a text is drawn in blocks, of whatever size."""
    return any(glyphs.drawn(text, scale)[0].rstrip() in shown.text() for scale in range(2, 7))


# -- large type


async def test_large_type_fills_the_room_and_the_keys_go_on_working(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "z")
        assert in_large("410", shown)
        await shown.press("+", "4")
        assert in_large("405", shown)
        assert in_large("4", shown)
        assert shown.sees("confidence  −3")
        assert shown.said(SPEED).confidence == 4
        await shown.press("k")
        assert shown.in_hand == ERRORS.id
        assert shown.sees("KR1")


@pytest.mark.parametrize("key", ["z", "escape"])
async def test_the_same_key_or_escape_ends_it(tmp_path: Path, key: str) -> None:
    async with meeting(tmp_path) as shown:
        before = shown.text()
        await shown.press("z", key)
        assert shown.text() == before


async def test_an_objective_and_an_old_action_are_large_too(tmp_path: Path) -> None:
    async with meeting(tmp_path, OLD_ACTION) as shown:
        await shown.press("k", "z")
        assert shown.in_hand == CHECKOUT.id
        assert not shown.sees(CHECKOUT.title + " ")
        await shown.press("shift+tab")
        assert shown.sees("A7")


async def test_the_closing_is_a_list_even_then(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("z", "tab")
        assert shown.sees(ERRORS.title, SPEED.title)
        await shown.press("shift+tab")
        assert not shown.sees(ERRORS.title + " ")


# -- why


async def test_why_tells_what_was_done_to_the_row_newest_first(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "6", "n")
        await shown.type("vendor call dominates")
        await shown.press("enter", "k", "4", "j", "w")
        text = shown.text()
        assert text.index("vendor call dominates") < text.index("confidence 7 → 6")
        assert "ana" in shown.line("vendor call dominates")
        assert "confidence 4" not in text
        await shown.press("w")
        assert shown.in_hand == SPEED.id


async def test_days_of_check_ins_that_came_in_later_stand_in_a_column(tmp_path: Path) -> None:
    old = [
        CheckIn(id=f"i{day}", key_result=DOCS.id, at=datetime(2026, 11, day, 9, tzinfo=UTC),
                author="ana", confidence=5)
        for day in (3, 12)
    ]  # fmt: skip
    async with meeting(tmp_path) as shown:
        shown.store.commit(lambda _: [insert(one) for one in old], via="import")
        await shown.press("]", "w")
        assert shown.line(" 3 Nov").index("confidence") == shown.line("12 Nov").index("confidence")


async def test_a_task_and_an_objective_have_a_history_too(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("j", "j", "space", "w")
        assert shown.sees(TRACE.title, "done")
        await shown.press("escape", "k", "k", "k", "w")
        assert shown.sees("ana/O1", "Nothing was recorded of it yet.")


# -- search


async def test_the_search_goes_to_what_it_found(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("/", *"score", "enter")
        assert shown.in_hand == DOCS.id
        assert shown.sees("王芳")


async def test_down_takes_another_match_and_escape_ends_it(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("/", *"under", "down", "enter")
        assert shown.in_hand == SPEED.id
        await shown.press("/", *"score", "escape")
        assert shown.in_hand == SPEED.id


async def test_a_task_below_a_folded_row_is_unfolded(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("k", "h", "/", *"vendor", "enter")
        assert shown.in_hand == TRACE.id


async def test_a_risk_leads_to_its_key_result_by_its_number(tmp_path: Path) -> None:
    async with meeting(tmp_path, RISK) as shown:
        await shown.press("/", *"r5")
        assert shown.sees("R5", "SDK slips")
        await shown.press("enter")
        assert shown.in_hand == SPEED.id


async def test_an_action_of_last_week_is_found_in_its_part(tmp_path: Path) -> None:
    async with meeting(tmp_path, OLD_ACTION) as shown:
        await shown.press("/", *"a7", "enter")
        assert shown.in_hand == OLD_ACTION.id


async def test_what_is_found_nowhere_in_the_meeting_is_said(tmp_path: Path) -> None:
    lost = Decision(id="d1", number=12, title="Guest first", at=OLD_ACTION.at)
    async with meeting(tmp_path, lost) as shown:
        before = len(shown.store.log)
        await shown.press("/", *"d12", "enter")
        assert shown.sees("D12 has no row in this meeting.")
        assert len(shown.store.log) == before


async def test_what_is_parked_is_found_in_the_closing(tmp_path: Path) -> None:
    parked = Parked(id="p1", title="the offsite", at=OLD_ACTION.at)
    async with meeting(tmp_path, parked) as shown:
        await shown.press("/", *"offsite", "enter")
        assert shown.in_hand == "p1"


async def test_a_pasted_name_is_looked_for(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press("/")
        await shown.type("team/O1/KR1\n")
        assert shown.sees(DOCS.title)
        assert not shown.sees(SPEED.title)


def index(*more: Any) -> SearchIndex:
    from okrtui.model.books import Books

    return SearchIndex(Books(FakeView(*EVERYTHING, *more)), [CYCLE.id])


def found(text: str, *more: Any) -> list[str]:
    return [entry.id for entry in index(*more).find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ana/O1/KR2", SPEED.id),
        ("ANA/o1/kr2", SPEED.id),
        ("ana/O1", CHECKOUT.id),
        ("ａｎａ／Ｏ１／ＫＲ２", SPEED.id),
        ("王", WANG.id),
        ("300 p95", SPEED.id),
        ("R5", RISK.id),
        ("ana", ANA.id),
        ("vendor", TRACE.id),
    ],
)
def test_it_finds_by_text_by_name_and_by_number(text: str, first: str) -> None:
    assert found(text, RISK)[0] == first


def test_an_old_name_finds_what_was_moved() -> None:
    moved = update(SPEED, objective=DOCS.objective, number=9, former=(f"{CHECKOUT.id}/2",))
    assert found("ana/O1/KR2", moved)[0] == SPEED.id
    assert found("team/O1/KR9", moved)[0] == SPEED.id


def test_notes_and_parked_things_are_found_and_what_has_ended_comes_last() -> None:
    parked = Parked(id="p1", title="the offsite", at=OLD_ACTION.at)
    ended = replace(RISK, id="r-old", title="offsite slips", state=type(RISK.state).CLOSED)
    assert found("offsite", ended, parked) == ["p1", "r-old"]


def test_nothing_finds_nothing() -> None:
    assert found("") == found("  ") == found("xyzzy") == []


# -- palette


async def test_the_palette_runs_any_action(tmp_path: Path) -> None:
    async with meeting(tmp_path) as shown:
        await shown.press(":", *"pause", "enter")
        assert shown.sees("paused")


async def test_it_lists_every_action_of_the_screen(tmp_path: Path) -> None:
    async with meeting(tmp_path, size=(120, 120)) as shown:
        await shown.press("ctrl+p")
        words = {
            shown.app.desk.words(action.words)
            for action in ACTIONS
            if action.screen in {"meeting", "app"} and action.id != "app.palette"
        }
        text = shown.text()
        assert [word for word in words if word not in text] == []


async def test_it_lists_first_what_only_this_screen_does(tmp_path: Path) -> None:
    async with stage(tmp_path, size=(120, 60)) as shown:
        await shown.press(":")
        words = [shown.app.desk.words(key) for key in ("keys.meet", "keys.down", "keys.redraw")]
        places = [shown.text().index(f" {word} ") for word in words]
        assert places == sorted(places)


async def test_it_is_there_on_the_board_too(tmp_path: Path) -> None:
    async with stage(tmp_path) as shown:
        await shown.press(":", *"meeting", "enter")
        await shown.press("enter")
        assert shown.sees("0 of 3 KRs")


# -- copying


def copies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    taken: list[str] = []

    def take(text: str, _environ: object) -> list[str]:
        taken.append(text)
        return []

    monkeypatch.setattr(clipboard, "sequences", take)
    monkeypatch.delenv("TMUX", raising=False)
    return taken


async def test_the_row_in_hand_is_copied_as_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = copies(monkeypatch)
    async with meeting(tmp_path) as shown:
        await shown.press("j", "+", "6", "y")
        assert shown.sees("Copied")
        assert taken[0].splitlines()[:2] == [
            "ana/O1/KR2 p95 under 300 ms",
            "value: 410 ms → 405 ms",
        ]
        assert "confidence: 7 → 6" in taken[0]


def test_through_ssh_it_is_the_terminals_own_sequence() -> None:
    assert list(clipboard.sequences("a", {})) == ["\x1b]52;c;YQ==\x07"]


def test_through_tmux_it_is_wrapped_too() -> None:
    plain, wrapped = clipboard.sequences("a", {"TMUX": "/tmp/tmux"})
    assert plain == "\x1b]52;c;YQ==\x07"
    assert wrapped == "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"


def test_through_screen_it_goes_in_pieces_that_screen_takes() -> None:
    plain, *pieces = clipboard.sequences("a" * 1000, {"STY": "1.pts"})
    assert "".join(piece[2:-2] for piece in pieces) == plain
    assert all(len(piece) < 260 for piece in pieces)


async def test_what_is_too_long_for_a_terminal_is_said_and_not_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = copies(monkeypatch)
    async with meeting(tmp_path) as shown:
        clipboard.copy(shown.app.screen, "x" * (clipboard.MOST + 1))  # type: ignore[arg-type]
        await shown.settle()
        assert shown.sees("Too long for a clipboard")
        assert not taken


# -- all of them


async def test_hostile_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    spoiled = update(ERRORS, title=" ".join(HOSTILE.values()))
    async with meeting(tmp_path, spoiled) as shown:
        for keys in (("z", "z"), ("w", "escape"), ("/", *"kr1", "escape"), ("y",)):
            await shown.press(*keys)
        assert shown.in_hand == ERRORS.id


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_every_view_has_room_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with meeting(tmp_path, size=size) as shown:
        for keys in (("z", "z"), ("w", "escape"), ("/", "a", "escape"), (":", "a", "escape")):
            await shown.press(*keys)
            assert max(map(len, shown.text().splitlines())) <= size[0]


async def test_they_speak_chinese(tmp_path: Path) -> None:
    async with meeting(tmp_path, settings=Settings(language="zh")) as shown:
        await shown.press(":", *"大字", "enter")
        assert not shown.sees(ERRORS.title)
        assert shown.sees("信心")
        await shown.press("escape", "w")
        assert shown.sees("还没有任何记录。")


async def test_who_has_a_chinese_name_is_known_by_it_where_there_is_no_room(tmp_path: Path) -> None:
    async with meeting(tmp_path, size=(50, 24)) as shown:
        assert "王" in shown.text().splitlines()[0]

"""The past cycles: a table of them, how well each was foretold, and what went on between two."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.model.codec import update
from okrtui.model.records import CycleState, KeyResult, Onward, Score
from screens.appraisal import AppraisalScreen
from screens.cycle_report import CycleReportScreen
from screens.member import MemberScreen
from screens.minutes import MinutesScreen
from screens.past import PastScreen
from screens.past_meetings import HeldScreen
from tests.hostile import HOSTILE
from tests.meeting.room import CYCLE
from tests.screens.stage import Stage, StageStore, stage
from tests.screens.years import years


def is_at(shown: Stage, kind: type[object]) -> bool:
    return isinstance(shown.app.screen, kind)


async def test_the_cycles_stand_in_a_table_the_latest_first(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p")
        assert is_at(shown, PastScreen)
        text = shown.text()
        places = [text.index(name) for name in ("2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1")]
        assert places == sorted(places)
        assert shown.sees("4 cycles", "runs, week 8 of 13")
        row = shown.line("2026-Q2")
        assert "0.53" in row
        assert "too sure by 0.17" in row
        assert row.split()[-3:] == ["1", "1", "1"]


async def test_cycles_of_other_lengths_come_below(tmp_path: Path) -> None:
    year = replace(
        CYCLE, id="c-year", name="2026", start=CYCLE.start.replace(month=1), end=CYCLE.end
    )
    async with stage(tmp_path, *years(), year) as shown:
        await shown.press("p")
        text = shown.text()
        assert text.index("1 Jan – 31 Mar 2026") < text.index("1 Jan – 31 Dec 2026")


async def test_the_one_in_hand_says_how_well_it_was_foretold(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p")
        assert shown.sees("It is not over")
        await shown.press("j", "j")
        assert shown.sees(
            "Of 3 key results we were 7 of 10 sure on average by the end of week 6",
            "We were surer than we should have been.",
            "That is closer than in the cycles before: 0.40.",
        )
        assert shown.sees(
            "Confidence 4–6: 1 key result, score 0.7",
            "Confidence 7–10: 2 key results, mean score 0.5",
        )
        await shown.press("j")
        assert not shown.sees("the cycles before")


async def test_the_biggest_surprises_come_first_whoever_owns_them(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "j")
        text = shown.text()
        titles = ("Payment pages answer", "Nine of ten finish", "合作伙伴自助上线十家")
        places = [text.index(title) for title in titles]
        assert places == sorted(places)
        line = shown.line("Payment pages answer")
        assert line.split()[-2:] == ["8", "0.5"]
        # Half-way 8, so at 16 of 20; the score 0.5 at 10: they are joined.
        axis = next(word for word in line.split() if "◆" in word)
        assert axis == "·" * 10 + "◆─────◇" + "·" * 4


async def test_where_room_is_short_a_surprise_keeps_its_name(tmp_path: Path) -> None:
    long = "Payment pages answer within a second, on every phone, in every country"
    made = [
        replace(one, title=long) if isinstance(one, KeyResult) and "answer" in one.title else one
        for one in years()
    ]
    async with stage(tmp_path, *made, size=(80, 30)) as shown:
        await shown.press("p", "j", "j")
        line = shown.line("Payment pages answer")
        assert "…" in line
        assert any(word.endswith("/KR1") for word in line.split())


async def test_enter_opens_the_okrs_of_that_cycle(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "enter")
        assert is_at(shown, MemberScreen)
        assert shown.sees("2026-Q3", "Checkout people like")
        await shown.press("escape")
        assert is_at(shown, PastScreen)


async def test_r_opens_its_report_and_a_its_appraisals(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "r")
        assert is_at(shown, CycleReportScreen)
        assert shown.sees("2026-Q3")
        await shown.press("escape", "A")
        assert is_at(shown, AppraisalScreen)
        assert "2026-Q3" in shown.line("Appraisal")


async def test_every_meeting_of_a_cycle_can_be_read_again(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "m")
        assert is_at(shown, HeldScreen)
        assert shown.sees("Meetings of 2026-Q3", "2026-W36", "rated 9", "rated 5")
        await shown.press("j", "enter")
        assert is_at(shown, MinutesScreen)
        assert shown.sees("2026-W32")
        await shown.press("escape")
        assert is_at(shown, HeldScreen)
        await shown.press("escape", "k", "m")
        assert shown.sees("2026-W47")


async def test_two_cycles_stand_side_by_side(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "space")
        assert shown.sees("2026-Q3 is marked.")
        await shown.press("j", "j", "space")
        assert shown.sees("2026-Q1 beside 2026-Q3", "3 key results went on")
        row = shown.line("Nine of ten finish")
        assert row.split()[-6:] == ["0.4", "40", "%", "→", "50", "%"]


async def test_what_did_not_go_on_is_told_and_a_mark_can_be_taken_away(tmp_path: Path) -> None:
    async with stage(tmp_path, *years(carried=False)) as shown:
        await shown.press("p", "j", "space", "space")
        assert shown.sees("2026-Q3 is not marked any more.")
        await shown.press("space", "j", "space")
        assert shown.sees("Nothing of 2026-Q2 went on into 2026-Q3.", "Did not go on", "New in")


async def test_of_a_whole_department_the_biggest_surprises_are_listed_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.past_rows._MOST_SURPRISES", 1)
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "j", "j", "j")
        assert shown.sees("Payment pages answer", "and 2 more")
        assert not shown.sees("Nine of ten finish")


async def test_where_room_is_short_a_title_gives_way_before_the_name(tmp_path: Path) -> None:
    async with stage(tmp_path, *years(), size=(60, 24)) as shown:
        await shown.press("p", "j", "space", "j", "space")
        assert "…  ana/O1/KR1  " in shown.line("Payment")
    async with stage(tmp_path, *years(carried=False), size=(40, 24)) as shown:
        await shown.press("p", "j", "space", "j", "space")
        assert shown.line("Payment").endswith("…  ana/O1/KR1")


async def test_the_first_and_the_last_cycle_are_a_key_away(tmp_path: Path) -> None:
    async with stage(tmp_path, *years()) as shown:
        await shown.press("p", "G")
        assert "2026-Q1" in shown.line("▌")
        await shown.press("g", "g")
        assert "2026-Q4" in shown.line("▌")


async def test_what_others_score_is_shown(tmp_path: Path) -> None:
    async with stage(tmp_path, *years(state=CycleState.RUNNING)) as shown:
        await shown.press("p")
        assert "over, not closed yet" in shown.line("2026-Q3")
        score = shown.books.get(Score, "s-2026-Q3-0")
        assert score.next is Onward.KEEP
        shown.store.others_write(update(score, next=Onward.DROP))
        await shown.pilot.pause(0.4)
        assert shown.line("2026-Q3").split()[-3:] == ["0", "1", "2"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_the_columns_fit_whatever_the_width(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, *years(), size=size) as shown:
        await shown.press("p", "j")
        head, row = shown.line("foretold"), shown.line("2026-Q3")
        assert head.index("foretold") == row.index("about right")
        await shown.press("pagedown")
        assert shown.line("合作伙伴").split()[-2:] == ["4", "0.7"]


async def test_where_there_is_no_cycle_yet_it_says_how_to_make_one(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore()) as shown:
        await shown.press("p")
        assert shown.sees("No cycle yet")
        await shown.press("enter", "r", "m", "space", "A", "j")
        assert is_at(shown, PastScreen)


async def test_a_cycle_without_a_meeting_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path, store=StageStore(CYCLE)) as shown:
        await shown.press("p", "m")
        assert shown.sees("No meeting of this cycle is closed.")
        await shown.press("enter")
        assert is_at(shown, HeldScreen)


async def test_what_people_typed_is_shown_as_it_was_written(tmp_path: Path) -> None:
    records = years()
    hostile = HOSTILE["rich_tags"]
    kr = next(one for one in records if isinstance(one, KeyResult) and "Q3-0" in one.id)
    async with stage(tmp_path, *records) as shown:
        shown.store.others_write(update(kr, title=hostile))
        await shown.press("p", "j")
        assert shown.sees("[bold]urgent[/bold]")
        await shown.press("space", "j", "space")
        assert shown.sees("[bold]urgent[/bold]")

"""A whole meeting of five people and fifteen key results, held by keys in a real terminal.

What was pressed is in `whole_meeting.py`. What its minutes must say is in `whole_meeting.en.md` and
`whole_meeting.zh.md`: each line was held against these keys, and each number worked out by hand.
"""

from __future__ import annotations

import json
import re
import resource
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from okrtui.text.words import Language
from tests.end_to_end import whole_meeting as story
from tests.end_to_end.harbour import harbour
from tests.end_to_end.program import done
from tests.end_to_end.room import Room
from tests.minutes.rendered import RENDERERS, lint, read

pytestmark = pytest.mark.pty

PARTS = (
    (
        story.BEGINS,
        (
            story.opening,
            story.last_weeks_actions,
            story.team,
            story.dan,
            story.ada_until_the_kill,
        ),
    ),
    (
        story.GOES_ON,
        (story.ada_after_the_kill, story.two_come_late, story.chloe, story.ben, story.eva),
    ),
    (story.NEAR_THE_END, (story.dan_leaves, story.closing)),
)


class Held(NamedTuple):
    """A meeting that was held. missing: who had not prepared, before and after two did."""

    team: Path
    missing: tuple[str, str]
    keys: dict[str, tuple[str, ...]]
    seconds: float
    first: str
    again: str


def machine_time() -> float:
    """Return the seconds that processors worked for us and our programs so far.

    Not those of the clock: others may keep the machine busy meanwhile.
    """
    of_programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + of_programs.ru_utime + of_programs.ru_stime


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    team = harbour(tmp_path_factory.mktemp("whole") / "harbour")
    keys: dict[str, tuple[str, ...]] = {}
    began = machine_time()
    missing = story.prepare(team)
    for now, parts in PARTS:
        with Room(team, keys, now=now) as room:
            for part in parts:
                part(room)
    written = team / "minutes" / "2026-W48.md"
    first = written.read_text("utf-8")
    with Room(team, keys, now=story.REOPENED) as room:
        story.opened_again(room)
    seconds = machine_time() - began
    return Held(team, missing, keys, seconds, first, written.read_text("utf-8"))


def test_who_has_not_prepared_is_told_in_a_line_to_paste(held: Held) -> None:
    before, after = held.missing
    for line, chloe, dan in ((before, "2 of 2", "3 of 3"), (after, "1 of 2", "2 of 3")):
        assert line.startswith("Harbour, weekly meeting: not filled in since 17 Nov: Ada Berg")
        assert f"Chloé Martin ({chloe} KRs), Dan 李丹 ({dan} KRs)" in line
        assert len(line.splitlines()) == 1


def test_what_moved_costs_three_keys_and_what_did_not_one(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        for title, keys in held.keys.items():
            print(f"\n  {len(keys)}  {' '.join(keys):12}  {title}", end="")  # noqa: T201
    assert {title: len(keys) for title, keys in held.keys.items()} == {
        "Support answers within 4 hours": 1,
        "The contract with 支付宝": 1,
        "30 % of guests": 3,
        "新用户七日留存": 1,
        "90 % of": 1,
        "Half of the partners": 3,
    }


def test_it_takes_less_than_a_minute_of_machine_time(held: Held) -> None:
    assert held.seconds < 60


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_minutes_say_line_by_line_what_was_said(held: Held, language: Language) -> None:
    printed = done("minutes", "-w", held.team, "--lang", language, now=story.AFTERWARDS)
    by_hand = Path(__file__).with_name(f"whole_meeting.{language}.md").read_text("utf-8")
    assert timeless(printed).splitlines() == timeless(by_hand).splitlines()
    assert lint(printed) == []
    pages = [read(printed, renderer) for renderer in RENDERERS]
    assert all(page.structure == pages[0].structure for page in pages)
    assert all(page.words == pages[0].words for page in pages)


def timeless(minutes: str) -> str:
    """Return minutes without the time that a machine took for each, and who it was who opened."""
    minutes = re.sub(r"(:30 by |:30 由).+?(: the|重新)", r"\1SOMEBODY\2", minutes)
    return re.sub(r"\n- (Time: |用时：共).*", r"\n- \1…", minutes)


def test_the_file_is_what_is_printed_and_keeps_what_was_said_before(held: Held) -> None:
    assert held.again == done("minutes", "-w", held.team, now=story.AFTERWARDS)
    before = (held.team / "minutes" / "2026-W48.r1.md").read_text("utf-8").splitlines()
    known = held.first.splitlines()
    assert "the lawyers wrote back" in before[4]
    assert before[:4] + before[6:] == known
    assert {path.name for path in (held.team / "minutes").iterdir()} == {
        "2026-W48.md",
        "2026-W48.r1.md",
    }


def test_the_short_form_fits_a_chat(held: Held) -> None:
    for language in ("en", "zh"):
        short = done("minutes", "--short", "--lang", language, "-w", held.team)
        lines = short.splitlines()
        assert len(lines) == 10
        assert lines[1] == "Pay in one step is on its way; the vendor is *not*."
        assert "D3 Cash waits until spring 现金" in lines[5]


def test_the_page_holds_the_hostile_title_literally_and_runs_nothing(held: Held) -> None:
    page = done("minutes", "--format", "html", "-w", held.team)
    assert "&lt;b&gt;old&lt;/b&gt; partners | use *v2* [see](x) `#3`" in page
    assert "<script" not in page
    assert " src=" not in page


def test_as_data_they_have_every_thing_once(held: Held) -> None:
    told = json.loads(done("minutes", "--format", "json", "-w", held.team))
    assert [one["number"] for one in told["decisions"]] == [1, 2, 3]
    assert sorted(one["number"] for one in told["changes"]) == [1, 2, 3, 4, 5, 6]
    assert sorted(one["number"] for one in told["actions"]) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert sorted(one["number"] for one in told["risks"]) == [1, 2, 3]
    assert sorted(one["number"] for one in told["problems"]) == [1, 2, 3]
    names = [
        review["name"]
        for stop in told["round"]
        for branch in stop["branches"]
        for review in branch["reviews"]
    ]
    assert len(names) == len(set(names)) == 16
    assert (told["rating"], told["next_on"]) == (8, "2026-12-01")

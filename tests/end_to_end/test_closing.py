"""A quarter closed by keys in a real terminal, from the Board's notice to the next one's drafts.

What the report must say was worked out by hand from what was pressed: `closing.en.md`, `.zh.md`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.codec import insert
from okrtui.model.records import Action
from okrtui.model.settings import Settings
from okrtui.text.words import Language
from okrtui.workspace.making import make
from tests.cycle.desk import EVERYTHING, SPEED
from tests.end_to_end.facilitator import Facilitator
from tests.end_to_end.program import data, done
from tests.fakes import FakeClock
from tests.minutes.rendered import lint

pytestmark = pytest.mark.pty

LAST_DAYS = "2026-12-29T10:00:00Z"
MADE = datetime(2026, 12, 18, 9, tzinfo=UTC)
CAUSE, LESSON = "the vendor *moved* in December", "ask 供应商 for a date first"
TRACE = Action(id="a1", number=3, title="send the trace", at=MADE, key_result=SPEED.id)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose quarter was closed on screen, and the next one opened and agreed."""
    team = tmp_path_factory.mktemp("closing") / "growth"
    records = [insert(record) for record in (*EVERYTHING, TRACE)]
    make(team, Settings(), records, FakeClock(MADE), via="test")
    with Facilitator(team, now=LAST_DAYS) as ana:
        opens_the_next(ana)
        scores_the_first(ana)
        ana.kill()
    with Facilitator(team, now=LAST_DAYS) as ana:
        goes_on_and_closes(ana)
        reads_and_opens(ana)
        agrees(ana)
    return team


def opens_the_next(ana: Facilitator) -> None:
    ana.wait_for("Drafting of 2027-Q1 has been open since 17 Dec.")
    ana.press("C")
    ana.wait_for("score 2026-Q4: 0 of 3 scored")
    ana.press("k")
    ana.wait_for("⏎ open it")
    ana.press("enter")
    ana.wait_for("2027-Q1 is open.")
    ana.press("j")
    ana.wait_for("⏎ score")


def scores_the_first(ana: Facilitator) -> None:
    ana.press("enter")
    ana.wait_for("Closing of 2026-Q4")
    ana.press("6")
    ana.wait_for("1 of 3 scored")
    ana.press("C")
    ana.wait_for("goes on, but changed")
    ana.press("n")
    ana.answer("quarter.ask_lesson", LESSON)
    ana.wait_for("noted")


def goes_on_and_closes(ana: Facilitator) -> None:
    """After a kill, what was said is there; what has no score comes first, then its cause."""
    ana.press("C")
    ana.wait_for("score 2026-Q4: 1 of 3 scored")
    ana.press("enter")
    ana.wait_for("proposed 1.0")
    ana.press("enter")
    ana.wait_for("2 of 3 scored")
    ana.press("enter")
    ana.wait_for(LESSON)
    ana.press("enter")
    prompt = f"▸ {ana.words('quarter.ask_cause', expected='1.0')}"
    ana.wait_for(prompt)
    ana.paste(CAUSE)
    ana.press("enter")
    ana.wait_for("All are scored.")
    ana.press("enter")
    ana.wait_for("A3 send the trace")
    ana.wait_until_quiet(0.6)
    ana.press("enter")


def reads_and_opens(ana: Facilitator) -> None:
    ana.wait_for("Report of 2026-Q4   closed")
    ana.wait_for("Scores serve learning")
    ana.press("w")
    ana.wait_for("Written: cycles/2026-Q4.md")
    ana.press("y")
    ana.wait_for(lambda _: "\x1b]52;c;" in ana.written())
    ana.press("o")
    ana.wait_for("2027-Q1 is open. Came along: kept 1, drafts to be set anew 1.")


def agrees(ana: Facilitator) -> None:
    ana.press("enter")
    ana.wait_for("2 of 4 agreed")
    ana.press("A")
    ana.wait_for("4 of 4 agreed")
    ana.press("escape")
    ana.wait_for("Nothing is due")
    ana.press("escape")
    ana.wait_for(ana.words("trends.foot"))
    assert not ana.sees("has ended")
    ana.press("q")
    assert ana.exit_status() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_says_line_by_line_what_was_pressed(closed: Path, language: Language) -> None:
    by_hand = Path(__file__).with_name(f"closing.{language}.md").read_text("utf-8")
    printed = done(
        "close-cycle", "2026-Q4", "--report", "--lang", language, "-w", closed, now=LAST_DAYS
    )
    assert printed.splitlines() == by_hand.splitlines()
    assert lint(printed) == []


def test_the_written_file_is_the_report(closed: Path) -> None:
    written = (closed / "cycles" / "2026-Q4.md").read_text("utf-8")
    assert written == Path(__file__).with_name("closing.en.md").read_text("utf-8")


def test_a_copy_of_the_store_was_kept_before_it_was_closed(closed: Path) -> None:
    assert [path for path in (closed / "backups").iterdir() if "close-cycle" in path.name]


def tables(closed: Path) -> Any:
    return data("export", "--format", "json", "-w", closed, now=LAST_DAYS)["tables"]


def test_the_next_quarter_goes_on_where_this_one_ended(closed: Path) -> None:
    found = tables(closed)
    (coming,) = [cycle for cycle in found["cycles"] if cycle["name"] == "2027-Q1"]
    objectives = {o["id"]: o for o in found["objectives"] if o["cycle"] == coming["id"]}
    goals = [kr for kr in found["key_results"] if kr["objective"] in objectives]
    assert {(kr["title"], kr["start"], kr["state"]) for kr in goals} == {
        ("p95 under 300 ms", "330", "agreed"),
        ("Ten new partners", "72", "agreed"),
    }
    (speed,) = [kr["id"] for kr in goals if kr["title"].startswith("p95")]
    (action,) = found["actions"]
    assert (action["state"], action["key_result"]) == ("open", speed)


def test_what_was_closed_can_be_looked_back_at(closed: Path) -> None:
    told = done("history", "2026-Q4:ana/O1/KR1", "-w", closed, now=LAST_DAYS)
    assert CAUSE in told
    assert LESSON in told

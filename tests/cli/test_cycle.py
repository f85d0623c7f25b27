"""A cycle is closed and the next one opened from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from okrtui.cycle.scoring import Said
from okrtui.cycle.session import Scoring
from okrtui.model.books import Books
from okrtui.model.records import Objective
from okrtui.workspace.folder import at
from okrtui.workspace.person import os_login
from tests.cli.program import Ended, Program
from tests.fakes import FakeClock

PAGE = """# OKRs 2026-Q4

## O1: Checkout that delights

| Key Result | Owner | Baseline | Target |
| --- | --- | --- | --- |
| p95 of the payment page | lin | 420 ms | 300 ms |
| Orders told to the shops | ana | 0 | 100 |
"""


@pytest.fixture
def okrtui(tmp_path: Path) -> Program:
    """Return the program, called on the last day of the year, from a team with two key results."""
    program = Program(tmp_path, FakeClock(datetime(2026, 12, 31, 15, tzinfo=UTC)))
    members = ("--member", "ana", "--member", "lin")
    program.done("init", ".", "--team", "Growth", *members, "--cycle", "2026-Q4",
                 "--time-zone", "UTC")  # fmt: skip
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    program.done("import", "page.md", "--owner", "team")
    program.done("check-in", "team/O1/KR1", "--value", "330", "--confidence", "6")
    program.done("check-in", "team/O1/KR2", "--value", "100", "--confidence", "8")
    return program


def lines(*told: object) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in told)


def tables(okrtui: Program) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = okrtui.done("export", "--format", "json").data[
        "tables"
    ]
    return found


def state_of(okrtui: Program, name: str = "2026-Q4") -> object:
    return next(c["state"] for c in tables(okrtui)["cycles"] if c["name"] == name)


def answers(ended: Ended) -> list[dict[str, object]]:
    return [json.loads(line) for line in ended.out.splitlines()]


SPEED = {"kr": "team/O1/KR1", "score": 0.7, "cause": "the vendor", "next": "change"}


# -- closing, by a program


def test_scores_come_in_as_json_lines_and_each_is_answered(okrtui: Program) -> None:
    ended = okrtui.done("close-cycle", "--from", "-", typed=lines(SPEED, {"kr": "team/O1/KR2"}))
    assert [answer["ok"] for answer in answers(ended)] == [True, True]
    assert "2 key results scored; 2026-Q4 stays open" in ended.line
    scores = {s["id"]: s for s in tables(okrtui)["scores"]}
    first, second = (scores[answer["id"]] for answer in answers(ended))
    assert (first["score"], first["proposed"], first["next"]) == ("0.7", "0.8", "change")
    assert (first["cause"], first["by"]) == ("the vendor", os_login())
    assert (second["score"], second["next"]) == ("1", "drop")
    assert state_of(okrtui) == "running"


def test_a_line_that_is_wrong_does_not_stop_the_rest_but_the_closing(okrtui: Program) -> None:
    wrong = [
        {"kr": "team/O1/KR1"},
        {"kr": "team/O1/KR1", "score": 0.75, "cause": "x"},
        {"kr": "team/O1/KR1", "score": "0.7", "cause": "x"},
        {"kr": "team/O1/KR1", "score": 0.7, "cause": "x", "next": "perhaps"},
        {"kr": "team/O9/KR9"},
        {"score": 0.7},
        {"kr": "team/O1/KR1", "grade": 1},
        {"kr": "team/O1/KR1", "lesson": 7},
    ]
    typed = lines(*wrong) + "no json\n\n" + lines({"kr": "team/O1/KR2"})
    ended = okrtui("close-cycle", "--from", "-", "--yes", typed=typed)
    assert ended.outcome == 1
    assert [answer["ok"] for answer in answers(ended)] == [False] * 9 + [True]
    assert ended.line == "Some lines were refused, so 2026-Q4 stays open."
    assert state_of(okrtui) == "running"


def test_with_yes_the_cycle_is_closed_after_a_copy_was_kept(okrtui: Program) -> None:
    typed = lines(SPEED)
    ended = okrtui.done("close-cycle", "--from", "-", "--yes", typed=typed)
    assert ended.line.startswith("2026-Q4 is closed.")
    assert state_of(okrtui) == "closed"
    assert okrtui.done("status").out.splitlines()[0].endswith(" · closed")
    assert okrtui.done("status", "--json").data["cycle"]["state"] == "closed"
    assert {kr["state"] for kr in tables(okrtui)["key_results"]} == {"closed"}
    assert any(
        path.name.startswith("before-close-cycle") for path in (okrtui.cwd / "backups").iterdir()
    )


def test_scores_may_lie_in_a_file(okrtui: Program) -> None:
    (okrtui.cwd / "scores.jsonl").write_text(lines(SPEED), "utf-8")
    okrtui.done("close-cycle", "2026-Q4", "--from", "scores.jsonl")
    assert len(tables(okrtui)["scores"]) == 1
    ended = okrtui("close-cycle", "--from", "nowhere.jsonl")
    assert ended.outcome == 1
    assert "nowhere.jsonl cannot be read" in ended.line


def test_a_name_is_one_of_the_cycle_that_is_closed_whichever_runs(okrtui: Program) -> None:
    okrtui.done("open-cycle", "2027-Q1")
    okrtui.clock.advance(days=5)
    ended = okrtui.done("close-cycle", "2026-Q4", "--from", "-", typed=lines(SPEED))
    assert answers(ended)[0]["ok"] is True
    other = okrtui("close-cycle", "2027-Q1", "--from", "-",
                   typed=lines({**SPEED, "kr": "2026-Q4:team/O1/KR1"}))  # fmt: skip
    assert "does not belong to 2027-Q1" in str(answers(other)[0]["error"])


def test_where_nobody_can_be_asked_nothing_is_closed_without_yes(okrtui: Program) -> None:
    ended = okrtui("close-cycle")
    assert ended.outcome == 1
    assert ended.line == (
        "okrtui: Nobody is here to ask, so 2026-Q4 was not closed; --yes does it."
    )
    # Together with --member, --yes is refused: it must not be what is proposed.
    assert "--from FILE" in okrtui("close-cycle", "--member", "lin").line


def test_what_nothing_was_said_of_is_named_and_leaves_no_copy(okrtui: Program) -> None:
    okrtui.clock.advance(days=-1)
    okrtui.done("import", "-", "--as", "markdown", "--owner", "lin",
                typed="# OKRs 2026-Q4\n\n## O: Calm\n\n- KR1: Nothing wakes us\n")  # fmt: skip
    before = sorted(path.name for path in (okrtui.cwd / "backups").iterdir())
    ended = okrtui("close-cycle", "--yes")
    assert ended.outcome == 1
    assert "lin/O1/KR1" in ended.line
    assert sorted(path.name for path in (okrtui.cwd / "backups").iterdir()) == before


def test_a_closed_cycle_is_not_closed_again(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--yes")
    assert okrtui("close-cycle", "2026-Q4", "--yes").line == (
        "okrtui: 2026-Q4 is closed; what is in it stays as it is."
    )
    assert "No cycle is open" in okrtui("close-cycle", "--yes").line


# -- closing, by a person


def test_a_person_is_asked_key_result_by_key_result(okrtui: Program) -> None:
    typed = "\nthe vendor\n\nask first\n\n\n\ny\n"
    ended = okrtui("close-cycle", typed=typed, terminal=True)
    assert ended.outcome == 0, ended.err
    assert "Scores serve learning" not in ended.out
    assert "scores serve learning, and appraise nobody" in ended.err
    assert "from 420 to 300 ms, now 330 ms (75 %); expected 1.0" in ended.err
    assert "Score, 0.0 to 1.0 [0.8]:" in ended.err
    first, second = sorted(tables(okrtui)["scores"], key=lambda s: str(s["score"]))
    assert (first["score"], first["cause"], first["next"], first["lesson"]) == (
        "0.8", "the vendor", "keep", "ask first",
    )  # fmt: skip
    assert (second["score"], second["next"]) == ("1", "drop")
    assert state_of(okrtui) == "closed"


def test_what_is_no_answer_is_asked_for_again(okrtui: Program) -> None:
    typed = "much\n0.75\n0.5\n\nlate\nperhaps\nchange\n\n\n\n\nn\n"
    ended = okrtui("close-cycle", typed=typed, terminal=True)
    assert ended.outcome == 1
    assert "much is none" in ended.err
    assert "not perhaps" in ended.err
    assert "2026-Q4 stays open; its scores are kept." in ended.err
    assert {s["score"] for s in tables(okrtui)["scores"]} == {"0.5", "1"}
    assert state_of(okrtui) == "running"


def test_where_nothing_can_be_proposed_enter_is_no_answer(okrtui: Program) -> None:
    okrtui.done("import", "-", "--as", "markdown", "--owner", "lin",
                typed="# OKRs 2026-Q4\n\n## O: Calm\n\n- KR1: Nothing wakes us\n")  # fmt: skip
    ended = okrtui("close-cycle", "--member", "lin",
                   typed="0.8\nlate\n\n\n\n0.2\nlate\n\n\n", terminal=True)  # fmt: skip
    assert ended.outcome == 0, ended.err
    assert "Nothing was ever said of lin/O1/KR1" in ended.err
    assert sorted(str(s["score"]) for s in tables(okrtui)["scores"]) == ["0.2", "0.8"]


def test_who_leaves_on_the_way_goes_on_where_they_were(okrtui: Program) -> None:
    assert okrtui("close-cycle", typed="0.5\nlate\n\n\n", terminal=True).outcome == 1
    assert len(tables(okrtui)["scores"]) == 1
    ended = okrtui("close-cycle", typed="\n\n\ny\n", terminal=True)
    assert "team/O1/KR1" not in ended.err
    assert state_of(okrtui) == "closed"


def test_a_cause_that_was_put_off_on_screen_is_asked_for_alone(okrtui: Program) -> None:
    scored_on_screen(okrtui)
    ended = okrtui("close-cycle", typed="the vendor\n\n\n\ny\n", terminal=True)
    assert ended.outcome == 0, ended.err
    assert "scored 0.4" in ended.err
    assert [(s["score"], s["cause"]) for s in tables(okrtui)["scores"]] == [
        ("0.4", "the vendor"),
        ("1", ""),
    ]


def scored_on_screen(okrtui: Program) -> None:
    workspace = at(okrtui.cwd)
    store = workspace.open_store(okrtui.clock)
    speed = Books(store.view).key_results(next(Books(store.view).all(Objective)).id)[0]
    session = Scoring(store, author="ana", settings=workspace.settings, clock=okrtui.clock)
    session.score(Said(key_result=speed.id, score=Decimal("0.4")))
    store.close()


def test_one_member_scores_their_own_and_closes_nothing(okrtui: Program) -> None:
    ended = okrtui("close-cycle", "--member", "ana", typed="\n\n\n", terminal=True)
    assert ended.outcome == 0, ended.err
    assert "team/O1/KR2" in ended.err
    assert "team/O1/KR1" not in ended.err
    assert [s["score"] for s in tables(okrtui)["scores"]] == ["1"]
    assert state_of(okrtui) == "running"


def test_a_language_of_its_own(okrtui: Program) -> None:
    settings = okrtui.cwd / "okrtui.toml"
    settings.write_text(settings.read_text("utf-8").replace('"en"', '"zh"'), "utf-8")
    ended = okrtui("close-cycle", typed="0.5\n太晚\n调整\n早点问\n\n\n\n\ny\n", terminal=True)
    assert "评分服务于学习" in ended.err
    assert {s["next"] for s in tables(okrtui)["scores"]} == {"change", "drop"}


# -- the report


def test_the_report_changes_nothing_and_goes_where_it_is_told_to(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", "--yes", typed=lines(SPEED))
    before = tables(okrtui)
    told = okrtui.done("close-cycle", "--report")
    assert told.out.startswith("# Growth: closing of 2026-Q4\n")
    okrtui.done("close-cycle", "2026-q4", "--report", "-o", "report.md")
    assert (okrtui.cwd / "report.md").read_text("utf-8") == told.out
    assert okrtui.done("close-cycle", "--report", "--lang", "zh").out.startswith(
        "# Growth 2026-Q4 周期收尾报告\n"
    )
    assert tables(okrtui) == before


def test_the_report_may_follow_the_closing_at_once(okrtui: Program) -> None:
    ended = okrtui.done("close-cycle", "--yes", "--report")
    assert "31 Dec 2026 · closed" in ended.out
    assert state_of(okrtui) == "closed"


def test_the_report_as_data(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", typed=lines(SPEED))
    data = okrtui.done("close-cycle", "--report", "--json").data
    assert (data["cycle"], data["closed"], data["start"]) == ("2026-Q4", False, "2026-10-01")
    first, second = data["stops"][0]["objectives"][0]["key_results"]
    assert (first["name"], first["score"], first["expected"]) == ("team/O1/KR1", "0.7", "1")
    assert (first["value"], first["progress"], second["score"]) == ("330", "0.75", None)
    assert data["calibration"] == {"week": 6, "day": "2026-11-11", "sure": []}


@pytest.mark.parametrize(
    "argv",
    [
        ("--lang", "zh"),
        ("--json",),
        ("-o", "x"),
        ("--member", "ana", "--yes"),
        ("--member", "ana", "--report"),
        ("--report", "--lang", "fr"),
    ],
)
def test_options_that_do_not_go_together(okrtui: Program, argv: tuple[str, ...]) -> None:
    assert okrtui("close-cycle", *argv).outcome == 2


# -- opening


def test_status_says_that_the_next_cycle_is_being_drafted(okrtui: Program) -> None:
    last = okrtui.done("status").out.splitlines()[-1]
    assert last == "Drafting of 2027-Q1 has been open since 17 Dec: okrtui open-cycle 2027-Q1"
    okrtui.done("open-cycle", "2027-Q1")
    assert okrtui.done("status").out.splitlines()[-1].endswith("0 drafted, 0 agreed")
    assert okrtui.done("status", "--json").data["drafting"] == {
        "name": "2027-Q1", "start": "2027-01-01", "since": "2026-12-17", "made": True,
        "drafts": 0, "agreed": 0,
    }  # fmt: skip
    assert "rafting" not in okrtui.done("status", "--member", "ana").out
    okrtui.clock.advance(days=1)
    assert "rafting" not in okrtui.done("status").out
    assert okrtui.done("status", "--json").data["drafting"] is None


def test_the_next_cycle_begins_with_what_goes_on(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", "--yes", typed=lines(SPEED))
    ended = okrtui.done("open-cycle", "2027-Q1")
    assert "Came along from the last cycle: kept 0, drafts to be set anew 1." in ended.err
    assert state_of(okrtui, "2027-Q1") == "drafting"
    (link,) = [one for one in tables(okrtui)["links"] if one["kind"] == "carried"][:1]
    assert link["source"] != link["target"]
    assert "Nothing had to be done." in okrtui.done("open-cycle", "2027-q1").err


def test_drafts_are_agreed_at_a_word(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", "--yes", typed=lines(SPEED))
    ended = okrtui.done("open-cycle", "2027-Q1", "--agree")
    assert "Agreed: 2." in ended.err
    states = {(kr["title"], kr["state"]) for kr in tables(okrtui)["key_results"]}
    assert ("p95 of the payment page", "agreed") in states
    assert len(tables(okrtui)["changes"]) == 2


def test_before_the_last_cycle_is_closed_it_says_that_more_will_come(okrtui: Program) -> None:
    ended = okrtui.done("open-cycle", "2027-Q1")
    assert "2026-Q4 is not closed yet" in ended.err
    assert tables(okrtui)["links"] == []


def test_a_cycle_that_is_far_says_when_its_drafting_opens(okrtui: Program) -> None:
    ended = okrtui.done("open-cycle", "Launch=2027-06-01..2027-08-31")
    assert "Launch, 1 Jun 2027 – 31 Aug 2027." in ended.err
    assert "Its drafting opens on 17 May 2027." in ended.err


@pytest.mark.parametrize(
    ("argv", "outcome"),
    [
        ((), 2),
        (("soon",), 2),
        (("2026-Q1",), 1),
        (("2027-Q1", "--from", "2026-Q4"), 1),
        (("2027-Q1", "--from", "2025-Q4"), 1),
    ],
)
def test_what_cannot_be_opened(okrtui: Program, argv: tuple[str, ...], outcome: int) -> None:
    ended = okrtui("open-cycle", *argv)
    assert ended.outcome == outcome
    assert ended.line.startswith("okrtui: ")


# -- afterwards


def test_a_past_cycle_stays_readable_by_name(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", "--yes", typed=lines(SPEED))
    okrtui.done("open-cycle", "2027-Q1", "--agree")
    okrtui.clock.advance(days=120)
    past = okrtui.done("status", "--cycle", "2026-Q4", "--json").data
    assert past["cycle"]["name"] == "2026-Q4"
    assert past["today"] == "2026-12-31"
    told = okrtui.done("history", "2026-Q4:team/O1/KR1").out
    assert "score 0.7, cause “the vendor”, next cycle change" in told
    now = okrtui.done("status", "--cycle", "2027-Q1", "--json").data
    assert now["cycle"]["name"] == "2027-Q1"
    assert okrtui("status", "--cycle", "2031-Q1").outcome == 1


def test_an_export_of_it_all_comes_back_to_the_same_bytes(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--from", "-", "--yes", typed=lines(SPEED))
    okrtui.done("open-cycle", "2027-Q1")
    told = okrtui.done("export", "--format", "json").out
    (okrtui.cwd / "whole.json").write_text(told, "utf-8")
    okrtui.done("import", "whole.json", "-w", "other", "--yes")
    assert okrtui.done("export", "--format", "json", "-w", "other").out == told
    assert "is well" in okrtui.done("doctor").out + okrtui.done("doctor").err


def test_a_closing_can_be_taken_back(okrtui: Program) -> None:
    okrtui.done("close-cycle", "--yes")
    okrtui.done("undo")
    assert state_of(okrtui) == "running"
    assert tables(okrtui)["scores"] == []

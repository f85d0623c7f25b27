"""What the report of a closing says, and how little of it may be read as an appraisal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.cycle.closing import close
from okrtui.cycle.foretold import half_way
from okrtui.cycle.gather import gather_report
from okrtui.cycle.paper import write_report
from okrtui.cycle.report import Calibration, Report, Sure
from okrtui.model.calendar import Calendar, parse_cycle
from okrtui.model.records import (
    Cycle,
    Direction,
    KeyResult,
    MetricKind,
    Objective,
    Onward,
    Review,
    ReviewPart,
    Task,
    TaskState,
)
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.cycle.desk import ANA, CHECKOUT, DOCS, END, ERRORS, Q4, SPEED, Desk, said
from tests.hostile import HOSTILE, HOSTILE_LINES
from tests.minutes.rendered import lint


def report_of(desk: Desk) -> Report:
    return gather_report(
        desk.books,
        desk.books.get(Cycle, Q4.id),
        today=Q4.end,
        calendar=Calendar(desk.settings),
        settings=desk.settings,
    )


def told(desk: Desk, language: Language = "en") -> list[str]:
    return write_report(report_of(desk), words_in(language)).splitlines()


def line_about(desk: Desk, title: str) -> str:
    return next(line.strip() for line in told(desk) if title in line)


def test_before_the_closing_it_tells_how_far_it_has_come() -> None:
    desk = Desk()
    desk.score(ERRORS, "1")
    lines = told(desk)
    assert lines[2] == "1 Oct 2026 – 31 Dec 2026 · not closed yet"
    assert "- 1 of 1 came to what was expected, or more" in lines
    assert "- Not scored yet: 2" in lines
    assert line_about(desk, SPEED.title).endswith("reached 330 ms (75 %) · not scored yet")


def test_a_cause_that_nobody_gave_is_missed_only_where_one_was_asked_for() -> None:
    desk = Desk()
    desk.close(accept=True)
    lines = told(desk)
    assert lines.count("      - Why: nobody said") == 1
    assert lines[lines.index("      - Why: nobody said") - 1].startswith("    - **KR1** p95")


def test_nobody_has_a_score_of_their_own() -> None:
    desk = Desk()
    desk.close(accept=True)
    assert "- **Ana Silva**" in told(desk)
    assert all("mean score" not in line for line in told(desk) if "Ana Silva" in line)


def test_it_says_nothing_of_what_reviews_say() -> None:
    review = Review(
        id="v",
        cycle=Q4.id,
        about=ANA.id,
        part=ReviewPart.SELF,
        author="ana",
        at=END,
        text="I held the line",
    )
    assert told(Desk(review)) == told(Desk())


@pytest.mark.parametrize(
    ("fields", "value", "tells"),
    [
        ({"metric": MetricKind.YES_NO, "target": Decimal(1)}, 1, "measured by done or not · done"),
        ({"metric": MetricKind.YES_NO, "target": Decimal(1)}, 0, "done or not · not done yet"),
        ({"direction": Direction.KEEP_ABOVE}, 100, "reached 100 % (kept)"),
        ({"direction": Direction.KEEP_BELOW, "target": Decimal(3)}, 4, "reached 4 % (not kept)"),
        ({"metric": MetricKind.MILESTONE, "target": Decimal(4)}, 1, "in 4 steps · reached 1/4"),
        ({"start": Decimal(20)}, 10, "reached 10 % (−13 %)"),
    ],
    ids=["done", "not done", "kept", "not kept", "steps", "below the start"],
)
def test_each_kind_of_metric_tells_what_was_reached(
    fields: dict[str, object], value: int, tells: str
) -> None:
    made: KeyResult = replace(ERRORS, id="k", number=9, title="The one", **fields)
    assert tells in line_about(Desk(made, said(made, date(2026, 12, 1), value)), "The one")


def test_of_tasks_it_tells_how_many_are_done() -> None:
    made = replace(ERRORS, id="k", number=9, title="The one", metric=MetricKind.TASKS)
    tasks = [
        Task(id="t1", key_result="k", title="a", state=TaskState.DONE),
        Task(id="t2", key_result="k", title="b"),
    ]
    assert "measured by its tasks · reached 1/2 (50 %)" in line_about(Desk(made, *tasks), "The one")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_typed_stays_on_its_line_and_acts_on_nothing(language: Language) -> None:
    plain = len(told(_with_texts("quiet"), language))
    for text in (*HOSTILE.values(), *HOSTILE_LINES.values()):
        if text.strip():
            assert len(told(_with_texts(text), language)) == plain, text


def _with_texts(text: str) -> Desk:
    title = " ".join(text.split()) or "x"
    goal = Objective(id="o", cycle=Q4.id, owner=ANA.id, number=2, title=title)
    made = replace(ERRORS, id="k", objective="o", number=1, title=title, unit=title[:8])
    desk = Desk(goal, made, said(made, date(2026, 11, 1), 10, 7))
    desk.score(made, "0.1", cause=f"because {text}", lesson=f"learned {text}")
    return desk


@pytest.mark.parametrize(
    ("name", "week", "day"),
    [
        ("2026-Q4", 6, "2026-11-11"),
        ("2026", 26, "2026-07-01"),
        ("2026-11", 2, "2026-11-14"),
        ("2026-W48", 0, "2026-11-26"),
    ],
)
def test_half_way_is_week_6_of_a_quarter(name: str, week: int, day: str) -> None:
    start, end = parse_cycle(name)
    found = half_way(Cycle(id="c", name=name, start=start, end=end))
    assert (found[0], found[1].isoformat()) == (week, day)


def test_the_confidence_that_stood_half_way_counts() -> None:
    desk = Desk(
        said(DOCS, date(2026, 11, 11), None, 4),
        said(DOCS, date(2026, 11, 12), None, 2),
        said(SPEED, date(2026, 11, 9), None, 5),
    )
    desk.close(accept=True)
    found = report_of(desk).calibration
    assert [(one.name, one.confidence, str(one.score)) for one in found.sure] == [
        ("team/O1/KR1", 4, "0.7"),
        ("ana/O1/KR1", 8, "0.8"),
        ("ana/O1/KR2", 6, "1"),
    ]


@pytest.mark.parametrize(
    ("confidence", "score", "verdict"),
    [
        (8, "0.7", "we knew how it would end"),
        (7, "0.8", "we knew how it would end"),
        (9, "0.7", "surer than we should have been"),
        (5, "0.7", "we could have been surer"),
    ],
)
def test_confidence_is_held_against_the_score(confidence: int, score: str, verdict: str) -> None:
    sure = Sure(name="ana/O1/KR1", confidence=confidence, score=Decimal(score))
    found = Calibration(week=6, day=date(2026, 11, 11), sure=(sure,))
    report = replace(report_of(Desk()), calibration=found)
    (line,) = [one for one in write_report(report, words_in("en")).splitlines() if verdict in one]
    assert line == (
        f"Mean confidence by the end of week 6 (11 Nov) was {confidence}.0 of 10, "
        f"the mean score {score}: {line.rpartition(': ')[2]}"
    )


def test_where_nobody_was_asked_half_way_nothing_is_held_against_anything() -> None:
    assert not any("foretold" in line for line in told(Desk()))


def test_cycles_are_held_against_one_another() -> None:
    q3 = Cycle(id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
    week = replace(q3, id="c-w", name="2026-W39", start=date(2026, 9, 21), end=date(2026, 9, 27))
    goal = replace(CHECKOUT, id="o-q3", cycle=q3.id)
    kr = replace(SPEED, id="k-q3", objective=goal.id)
    desk = Desk(q3, week, goal, kr, said(kr, date(2026, 8, 1), 390, 9))
    desk.do(close(q3, desk.books, desk.around, accept=True, end_open=False))
    desk.close(accept=True)
    lines = told(desk)
    at = lines.index("| Cycle | Confidence | Score |")
    assert lines[at + 2 : at + 5] == ["| 2026-Q3 | 9.0 | 0.3 |", "| 2026-Q4 | 7.0 | 0.8 |", ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_passes_a_linter_of_markdown(language: Language) -> None:
    desk = Desk()
    desk.score(SPEED, cause="* late\n# very", lesson="1. ask | first")
    desk.close(accept=True)
    assert lint(write_report(report_of(desk), words_in(language))) == []


def test_what_goes_on_is_told_by_name() -> None:
    desk = Desk()
    desk.score(SPEED, cause="late", next=Onward.CHANGE)
    desk.close()
    lines = told(desk)
    assert lines[lines.index("## What goes on") + 2 :][:3] == [
        "- Kept: team/O1/KR1",
        "- Kept on, but changed: ana/O1/KR1",
        "- Not continued: ana/O1/KR2",
    ]
    assert CHECKOUT.title in "\n".join(lines)

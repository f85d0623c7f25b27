"""A whole quarter without a screen: drafting, thirteen meetings, closing, the next one.

What the report says was written down by hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.cycle.agreeing import agree, drafts_of
from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.closing import close
from okrtui.cycle.drafting import drafting, tell_drafting
from okrtui.cycle.gather import gather_report
from okrtui.cycle.opening import open_cycle
from okrtui.cycle.paper import write_report
from okrtui.cycle.scoring import Said, score
from okrtui.meeting import intents
from okrtui.meeting.opening import Opening, open_meeting
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.minutes.content import from_doc
from okrtui.minutes.markdown import write_markdown
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar, parse_cycle
from okrtui.model.carried import successors_of
from okrtui.model.codec import insert
from okrtui.model.ids import new_id
from okrtui.model.ops import Op
from okrtui.model.records import (
    Action,
    ActionState,
    Ambition,
    Change,
    Cycle,
    KeyResult,
    Meeting,
    MeetingState,
    MetricKind,
    Objective,
    Onward,
    Score,
    State,
    Team,
)
from okrtui.model.settings import Settings
from okrtui.text.words import Language, words_in
from tests.fakes import FakeClock
from tests.meeting.room import ANA, CHECKOUT, DOCS, ERRORS, PARTNERS, SPEED, WANG, FakeStore

SETTINGS = Settings()
TUESDAYS = 13
START = datetime(2026, 9, 17, 10, tzinfo=UTC)

REPORT = """\
# Growth: closing of 2026-Q4

1 Oct 2026 – 31 Dec 2026 · closed

Scores serve learning: they tell what we understood about our goals, and what we did not. They are \
no appraisal of anybody; that looks at actual output, and is kept apart.

## Summary

- 3 key results
- 2 of 3 came to what was expected, or more

## Team and company

- **Team**
  - **team/O1** Partners · aspirational
    - **KR1** Docs score 4.5: from 3 to 4.5 · reached 4.3 (87 %) · score 0.9 of 0.7 expected · 王芳
      - Learned: write with the partners

## Person by person

- **Ana Silva**
  - **ana/O1** Checkout · mean score 0.9
    - **KR1** p95 under 300 ms: from 420 to 300 ms · reached 316 ms (87 %) · \
score 0.9 of 1.0 expected
      - Why: the vendor moved in December
    - **KR2** Errors under 0.1 %: from 0 to 100 % · reached 104 % · score 1.0 of 1.0 expected
- **王芳**
  - Also answers for team/O1/KR1

## What goes on

- Kept: ana/O1/KR1
- Kept on, but changed: team/O1/KR1
- Not continued: ana/O1/KR2

## How well we foretold it

Mean confidence by the end of week 6 (11 Nov) was 6.3 of 10, the mean score 0.9: \
we could have been surer. Confidence 4–6: 2 key results, mean score 0.9. \
Confidence 7–10: 1 key result, score 0.9.

| Key result | Confidence | Score |
| --- | --- | --- |
| team/O1/KR1 | 5 | 0.9 |
| ana/O1/KR1 | 8 | 0.9 |
| ana/O1/KR2 | 6 | 1.0 |
"""
REPORT_ZH = """\
# Growth 2026-Q4 周期收尾报告

2026年10月1日 – 2026年12月31日 · 已关闭

评分服务于学习：它说明我们对目标理解了什么、没有理解什么。评分不是对任何人的绩效评估；绩效评估看实际产出，与此分开进行。

## 摘要

- 共 3 项关键结果
- 3 项中有 2 项达到或超过预期

## 团队与公司

- **团队**
  - **team/O1** Partners · 挑战型
    - **KR1** Docs score 4.5：从 3 到 4.5 · 达到 4.3（87 %） · 评分 0.9，预期 0.7 · 王芳
      - 收获：write with the partners

## 逐人回顾

- **Ana Silva**
  - **ana/O1** Checkout · 平均评分 0.9
    - **KR1** p95 under 300 ms：从 420 到 300 ms · 达到 316 ms（87 %） · 评分 0.9，预期 1.0
      - 原因：the vendor moved in December
    - **KR2** Errors under 0.1 %：从 0 到 100 % · 达到 104 % · 评分 1.0，预期 1.0
- **王芳**
  - 另负责 team/O1/KR1

## 下个周期

- 保留：ana/O1/KR1
- 调整后继续：team/O1/KR1
- 不再继续：ana/O1/KR2

## 信心与结果

第 6 周结束时（11月11日）平均信心为 6.3/10，最终平均评分 0.9：我们偏于保守。\
信心 4–6：2 项，平均评分 0.9。信心 7–10：1 项，评分 0.9。

| 关键结果 | 信心 | 评分 |
| --- | --- | --- |
| team/O1/KR1 | 5 | 0.9 |
| ana/O1/KR1 | 8 | 0.9 |
| ana/O1/KR2 | 6 | 1.0 |
"""


class Quarter:
    """A team that begins with nothing but its members, and a clock that goes on."""

    def __init__(self) -> None:
        self.clock = FakeClock(START)
        self.store = FakeStore(Team(id="t", name="Growth"), ANA, WANG, clock=self.clock)

    @property
    def books(self) -> Books:
        return Books(self.store.view)

    @property
    def around(self) -> Circumstances:
        return Circumstances(
            by="ana",
            now=self.clock.now(),
            new_id=new_id,
            settings=SETTINGS,
            calendar=Calendar(SETTINGS),
        )

    def until(self, day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        self.clock.advance((noon - self.clock.now()).total_seconds())

    def do(self, *ops: Op) -> None:
        self.store.commit(lambda _view: ops, via="test")

    def opens(self, name: str) -> Cycle:
        self.do(*open_cycle(name, parse_cycle(name), self.books, self.around))
        return next(cycle for cycle in self.books.cycles() if cycle.name == name)

    def drafting(self) -> str:
        today = self.around.today()
        found = drafting(self.books, today)
        return "" if found is None else tell_drafting(found, words_in("en"), today)

    def meets(self) -> Session:
        chosen = Opening(
            facilitator=ANA.id, present=(ANA.id, WANG.id), order=Order.LISTED, minutes=45
        )
        return open_meeting(self.store, chosen, author="ana", settings=SETTINGS, clock=self.clock)

    def drafts(self, cycle: Cycle) -> None:
        goals = [
            replace(CHECKOUT, cycle=cycle.id, state=State.DRAFT),
            replace(PARTNERS, cycle=cycle.id, state=State.DRAFT, ambition=Ambition.ASPIRATIONAL),
        ]
        measured = replace(DOCS, metric=MetricKind.NUMBER, start=Decimal(3), target=Decimal("4.5"))
        key_results = [
            replace(SPEED, number=1),
            replace(ERRORS, number=2),
            measured,
        ]
        self.do(*map(insert, goals))
        self.do(*(insert(replace(kr, state=State.DRAFT)) for kr in key_results))

    def agrees(self, cycle: Cycle) -> None:
        self.do(*agree([d.id for d in drafts_of(self.books, cycle.id)], self.books, self.around))

    def report(self, cycle: Cycle, language: Language) -> str:
        found = gather_report(
            self.books,
            self.books.get(Cycle, cycle.id),
            today=self.around.today(),
            calendar=Calendar(SETTINGS),
            settings=SETTINGS,
        )
        return write_report(found, words_in(language))


def reviewed(session: Session, kr: str, value: Decimal, confidence: int) -> None:
    session.do(intents.Value(kr, value))
    session.do(intents.Confidence(kr, confidence))
    session.do(intents.Confirm(kr))


def a_week(quarter: Quarter, week: int) -> None:
    """Hold the meeting of a week, with what was decided in it."""
    session = quarter.meets()
    reviewed(session, DOCS.id, 3 + week * Decimal("0.1"), 5)
    reviewed(session, SPEED.id, Decimal(420 - 8 * week), 8 if week <= 6 else 6)
    reviewed(session, ERRORS.id, Decimal(8 * week), 6 if week <= 6 else 9)
    match week:
        case 7:
            session.do(intents.AddKeyResult(CHECKOUT.id, "Refund in a day", why="many ask"))
        case 9:
            hers = quarter.books.key_results(CHECKOUT.id)[-1]
            session.do(intents.Drop("key_results", hers.id, "finance does it"))
        case 12:
            session.do(intents.AddAction("ask the vendor", owner=WANG.id, key_result=SPEED.id))
    session.do(intents.Close())


@pytest.fixture
def quarter() -> Quarter:
    """Return a quarter that was drafted, agreed, held and closed, on its last day."""
    held = Quarter()
    cycle = held.opens("2026-Q4")
    held.drafts(cycle)
    held.until(date(2026, 9, 29))
    held.agrees(cycle)
    for week in range(1, TUESDAYS + 1):
        held.until(date.fromordinal(date(2026, 10, 6).toordinal() + 7 * (week - 1)))
        if week == TUESDAYS - 1:
            held.opens("2027-Q1")
        a_week(held, week)
    held.until(date(2026, 12, 31))
    for said in (
        Said(key_result=SPEED.id, cause="the vendor moved in December"),
        Said(key_result=ERRORS.id),
        Said(key_result=DOCS.id, next=Onward.CHANGE, lesson="write with the partners"),
    ):
        held.do(*score(said, held.books, held.around))
    now = held.books.get(Cycle, cycle.id)
    held.do(*close(now, held.books, held.around, accept=False, end_open=False))
    return held


def cycle_named(quarter: Quarter, name: str) -> Cycle:
    return next(cycle for cycle in quarter.books.cycles() if cycle.name == name)


def test_drafting_is_told_until_the_quarter_begins() -> None:
    quarter = Quarter()
    quarter.until(date(2026, 9, 15))
    cycle = quarter.opens("2026-Q4")
    assert quarter.drafting() == ""
    quarter.drafts(cycle)
    quarter.until(date(2026, 9, 16))
    assert quarter.drafting() == (
        "drafting of 2026-Q4 has been open since 16 Sep: 2 drafted, 0 agreed"
    )
    quarter.agrees(cycle)
    assert quarter.drafting().endswith("0 drafted, 2 agreed")
    quarter.until(date(2026, 10, 1))
    assert quarter.drafting() == ""


def test_thirteen_meetings_were_held_of_the_quarter_alone(quarter: Quarter) -> None:
    meetings = list(quarter.books.all(Meeting))
    assert len(meetings) == TUESDAYS
    assert {meeting.state for meeting in meetings} == {MeetingState.CLOSED}
    assert {meeting.cycles for meeting in meetings} == {(cycle_named(quarter, "2026-Q4").id,)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_minutes_of_all_thirteen_can_be_read(quarter: Quarter, language: Language) -> None:
    for week, meeting in enumerate(quarter.books.all(Meeting), 1):
        assert meeting.content is not None
        told = write_markdown(from_doc(meeting.content), words_in(language))
        assert meeting.name in told.splitlines()[0]
        assert f"{420 - 8 * week} ms" in told


def test_the_report_of_the_closing_reads_as_it_should(quarter: Quarter) -> None:
    cycle = cycle_named(quarter, "2026-Q4")
    assert quarter.report(cycle, "en") == REPORT
    assert quarter.report(cycle, "zh") == REPORT_ZH


def test_a_year_later_the_report_says_the_same(quarter: Quarter) -> None:
    quarter.opens("2027-Q1")
    quarter.until(date(2027, 12, 31))
    assert quarter.report(cycle_named(quarter, "2026-Q4"), "en") == REPORT


def test_every_key_result_that_counted_has_its_score_and_no_other(quarter: Quarter) -> None:
    scores = list(quarter.books.all(Score))
    assert [(s.key_result, str(s.score)) for s in scores] == [
        (SPEED.id, "0.9"),
        (ERRORS.id, "1"),
        (DOCS.id, "0.9"),
    ]


def test_the_next_quarter_begins_with_what_goes_on(quarter: Quarter) -> None:
    cycle = quarter.opens("2027-Q1")
    goals = [(o.owner, o.title, o.state.value) for o in quarter.books.objectives(cycle.id)]
    assert goals == [
        (ANA.id, "Checkout", "agreed"),
        ("team", "Partners", "draft"),
    ]
    assert [c.why for c in quarter.books.all(Change)][-2:] == [
        "2026-Q4:ana/O1",
        "2026-Q4:ana/O1/KR1",
    ]


def test_the_first_meeting_of_the_next_quarter_goes_on_where_the_last_one_ended(
    quarter: Quarter,
) -> None:
    cycle = quarter.opens("2027-Q1")
    quarter.until(date(2027, 1, 4))
    quarter.agrees(cycle)
    quarter.until(date(2027, 1, 5))
    (speed,) = successors_of(quarter.books, SPEED.id)
    assert quarter.books.get(KeyResult, speed).start == Decimal(316)
    session = quarter.meets()
    assert session.meeting.cycles == (cycle.id,)
    reviewed(session, speed, Decimal(310), 7)
    session.do(intents.Close())
    assert session.meeting.content is not None
    told = write_markdown(from_doc(session.meeting.content), words_in("en")).splitlines()
    assert told[0] == "# Growth: OKR review 2027-W01, Tue 5 Jan 2027"
    assert any(line.startswith("- 2027-Q1: week 1 of 13") for line in told)
    line = next(line for line in told if "**KR1** p95 under 300 ms: " in line)
    assert "310 ms (38 %)" in line
    assert "confidence 7" in line
    assert any("ask the vendor (ana/O1/KR1)" in line for line in told)
    (action,) = quarter.books.all(Action)
    assert (action.state, action.key_result) == (ActionState.OPEN, speed)
    assert len(list(quarter.books.all(Objective))) == 4

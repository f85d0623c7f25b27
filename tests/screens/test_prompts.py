"""The prompts of the meeting: what is typed in them, what they show beside it, what they keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult

from okrtui.model.records import (
    Action,
    ActionState,
    Category,
    Change,
    ChangeKind,
    Decision,
    Health,
    KeyResult,
    Level,
    MetricKind,
    Objective,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
    State,
    Task,
    TaskState,
)
from okrtui.model.settings import Settings
from screens.ask import Ask, AskLine
from screens.state import Drafts
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import CHECKOUT, DOCS, ERRORS, LAST_WEEK, PARTNERS, SPEED, TRACE, WANG
from tests.screens.stage import OLD_ACTION, Stage, meeting, stage
from widgets.signs import PLAIN

FRIDAY = date(2026, 11, 27)
R5 = Risk(
    id="r5", number=5, title="SDK slips past 15 Dec", at=LAST_WEEK, key_result=ERRORS.id,
    probability=Level.HIGH, impact=Level.MEDIUM,
)  # fmt: skip
P2 = Problem(id="p2", number=2, title="CI is down", at=LAST_WEEK, key_result=ERRORS.id)
A31 = Action(
    id="a31", number=31, title="send trace", at=LAST_WEEK, owner=WANG.id, key_result=ERRORS.id
)
PLANTS = Parked(id="k1", title="office plants", at=LAST_WEEK)
ENTRIES = (R5, P2, A31, PLANTS)


async def typed(shown: Stage, key: str, *texts: str) -> None:
    """Press a key, and answer what it asks."""
    await shown.press(key, "ctrl+u")
    for text in texts:
        await shown.type(text)
        await shown.press("enter")


class TestWhatWasUnderstood:
    @pytest.mark.parametrize(
        ("key", "text", "told"),
        [
            ("r", "SDK slips hm @wang fri -> ask", "likely: high, bad: medium"),
            ("r", "R5 happened", "R5 SDK slips past 15 Dec  ·  has happened"),
            ("r", "R5", "enter: edit its line"),
            ("b", "CI is down @wang -> restart", "王芳  ·  → restart"),
            ("b", "P2 solved", "P2 CI is down  ·  closed"),
            ("a", "wang send trace fri", "王芳  ·  due Fri 27 Nov"),
            ("a", "A31 not done no access", "not done: carried  ·  no access"),
            ("p", "close 1", "office plants  ·  closed"),
            ("o", "Cut p95 900 -> 300 ms @wang 12-18", "900 → 300 ms  ·  王芳  ·  due Fri 18 Dec"),
            ("o", "Docs", "0 → 100 %"),
            ("O", "Partners trust us #user", "user"),
            ("c", "due fri", "due: Fri 27 Nov"),
            ("!", "at risk because the vendor slips", "at risk  ·  the vendor slips"),
            ("=", "95", "95 %"),
        ],
    )
    async def test_is_shown_as_one_types(
        self, tmp_path: Path, key: str, text: str, told: str
    ) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await shown.press(key, "ctrl+u")
            await shown.type(text)
            assert shown.sees(told)

    async def test_gives_way_to_the_hint_where_nothing_was(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("a")
            await shown.type("send trace")
            assert shown.sees("who, what, by when")

    async def test_is_said_in_chinese(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, settings=Settings(language="zh")) as shown:
            await shown.press("r")
            await shown.type("SDK 延期 高中 ＠王芳 周五 → 问供应商")
            assert shown.sees("概率 高，影响 中", "周五 11月27日截止", "→ 问供应商")

    @pytest.mark.parametrize("size", [(120, 40), (80, 24)])
    async def test_is_shown_harmless(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with meeting(tmp_path, size=size) as shown:
            for text in HOSTILE_LINES.values():
                await shown.pilot.press("r")
                shown.app.post_message(events.Paste(f"{text} -> {text}"))
                await shown.pilot.pause()
                assert "→ " + text.split()[0][:1] in shown.text()
                await shown.pilot.press("escape")


async def test_where_there_is_room_for_no_letter_the_label_stands_alone() -> None:
    class Asking(App[None]):
        def compose(self) -> ComposeResult:
            yield AskLine(signs=PLAIN)

    for width in range(1, 14):
        app = Asking()
        async with app.run_test(size=(width, 4)) as pilot:
            app.query_one(AskLine).open(Ask(id="n", label="note", then=lambda _: None, text="late"))
            await pilot.pause()


class TestEntriesByTheirNumber:
    async def test_what_is_open_is_listed_above_the_hint(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await shown.press("r")
            assert shown.sees("R5 SDK slips past 15 Dec", "how likely", "▸ risk") or shown.sees(
                "R5 SDK slips past 15 Dec", "likely, bad", "▸ risk"
            )
            await shown.press("escape", "j", "r")
            assert not shown.sees("   R5 SDK slips")

    async def test_a_risk_happens_and_is_a_problem(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await typed(shown, "r", "R5 happened @wang -> restart")
            assert shown.books.get(Risk, R5.id).state is RiskState.HAPPENED
            made = list(shown.books.all(Problem))[-1]
            assert (made.title, made.owner, made.next_step) == (R5.title, WANG.id, "restart")

    async def test_a_risk_is_mitigated_by_its_bare_number(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await typed(shown, "r", "5 mitigated we have the cache")
            ended = shown.books.get(Risk, R5.id)
            assert (ended.state, ended.why) == (RiskState.MITIGATED, "we have the cache")

    async def test_a_number_alone_opens_its_line_to_be_edited(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await typed(shown, "r", "R5")
            assert shown.sees("SDK slips past 15 Dec hm")
            await shown.type(" @wang fri -> 换一家")
            await shown.press("enter")
            seen = shown.books.get(Risk, R5.id)
            assert (seen.title, seen.owner, seen.due) == (R5.title, WANG.id, FRIDAY)
            assert (seen.probability, seen.mitigation) == (Level.HIGH, "换一家")

    async def test_what_is_not_understood_comes_back_with_the_text(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await typed(shown, "r", "R5 is late again")
            assert shown.sees("R5 is late again", "What of R5?")
            assert len(list(shown.books.all(Risk))) == 1

    async def test_a_problem_is_solved_and_an_action_ends(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await typed(shown, "b", "P2 已解决：换了机器")
            assert shown.books.get(Problem, P2.id).why == "换了机器"
            await typed(shown, "a", "A31 done")
            assert shown.books.get(Action, A31.id).state is ActionState.DONE

    async def test_what_is_parked_is_closed_by_its_place(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, *ENTRIES) as shown:
            await shown.press("p")
            assert shown.sees("1 office plants")
            await shown.type("close 1 bought some")
            await shown.press("enter")
            ended = shown.books.get(Parked, PLANTS.id)
            assert (ended.state, ended.outcome) == (OpenState.CLOSED, "bought some")


class TestTheTree:
    async def test_a_key_result_is_agreed_in_two_lines(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "o", "Cut p95 900 -> 300 ms @wang 12-18", "it is slow")
            made = list(shown.books.all(KeyResult))[-1]
            assert (made.owner, made.due, made.unit) == (WANG.id, date(2026, 12, 18), "ms")
            assert (made.metric, made.start, made.target) == (
                MetricKind.NUMBER, Decimal(900), Decimal(300),
            )  # fmt: skip
            assert list(shown.books.all(Change))[-1].why == "it is slow"

    async def test_a_field_is_named_over_the_wording_that_stands_there(
        self, tmp_path: Path
    ) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("c")
            assert shown.sees(f"change  {ERRORS.title}")
            await shown.type("due fri")
            assert shown.sees("change  due fri", "due: Fri 27 Nov")

    async def test_the_wording_stays_for_who_goes_into_it(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("c", "end")
            await shown.type(" at night")
            assert shown.line("change").endswith(" at night")
            assert shown.sees(f"change  {ERRORS.title}")

    async def test_a_broken_metric_comes_back_before_the_reason(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "o", "p95 300 -> 300 ms")
            assert shown.sees("p95 300 -> 300 ms", "Start and target are both 300", "▸ new key")
            await shown.press("escape", "j")
            await typed(shown, "c", "target 420")
            assert shown.sees("target 420", "Start and target are both 420", "▸ change")

    async def test_an_objective_says_what_it_serves(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "O", "伙伴信任我们 ＃用户", "")
            made = list(shown.books.all(Objective))[-1]
            assert (made.title, made.category) == ("伙伴信任我们", Category.USER)

    async def test_what_stays_as_it_is_takes_no_reason(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("c", "enter")
            assert not shown.sees("▸")
            await typed(shown, "c", "weight 2", "it counts twice")
            await typed(shown, "c", "weight 2", "it counts twice")
            assert shown.sees("nothing changed")

    async def test_a_key_result_moves_below_another_objective(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "c", "to team/O1", "it is everybody's")
            assert shown.books.get(KeyResult, ERRORS.id).objective == PARTNERS.id

    async def test_a_task_is_blocked_and_no_reason_is_asked(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("j", "j")
            await typed(shown, "c", "受阻")
            assert shown.books.get(Task, TRACE.id).state is TaskState.BLOCKED
            assert not shown.sees("▸ because")

    async def test_an_objective_changes_its_category(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("k")
            await typed(shown, "c", "category revenue", "asked by the board")
            assert shown.books.get(Objective, CHECKOUT.id).category is Category.REVENUE

    async def test_what_was_dropped_today_is_brought_back_with_x(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "x", "no longer ours")
            assert shown.sees("Dropped today", "no longer ours")
            assert shown.in_hand == SPEED.id
            await shown.press("G")
            assert shown.sees("bring back")
            await typed(shown, "x", "ours after all")
            assert shown.books.get(KeyResult, ERRORS.id).state is State.AGREED
            last = list(shown.books.all(Change))[-1]
            assert (last.kind, last.why) == (ChangeKind.RESTORED, "ours after all")
            assert not shown.sees("Dropped today")

    async def test_what_was_dropped_before_is_listed_at_its_objective(self, tmp_path: Path) -> None:
        old = KeyResult(
            id="k-old", objective=CHECKOUT.id, number=3, title="Refunds", state=State.DROPPED
        )
        async with meeting(tmp_path, old) as shown:
            await shown.press("k", "c")
            assert shown.sees("dropped: KR3 Refunds")
            await shown.press("ctrl+u")
            await shown.type("restore KR3")
            await shown.press("enter")
            await shown.type("customers ask")
            await shown.press("enter")
            assert shown.books.get(KeyResult, old.id).state is State.AGREED


class TestTheKeyResult:
    async def test_health_is_overridden_with_a_reason(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "!", "at risk")
            assert shown.sees("▸ health  at risk")
            await shown.type(" because the vendor slips")
            await shown.press("enter")
            said = shown.said(ERRORS)
            assert (said.health, said.health_reason) == (Health.AT_RISK, "the vendor slips")
            assert shown.sees("health the vendor slips")
            await shown.press("!")
            assert shown.sees("at risk because the vendor slips")

    async def test_a_colleague_speaks_for_who_is_absent(self, tmp_path: Path) -> None:
        async with stage(tmp_path) as shown:
            await shown.press("m", "j", "space", "enter", "g", "2")
            assert shown.in_hand == DOCS.id
            assert shown.sees("@ who speaks")
            await typed(shown, "@", "ana")
            assert shown.said(DOCS).spoken_by == "m-ana"
            assert shown.sees("王芳 · Ana speaks for them")

    async def test_nobody_speaks_for_who_is_here(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "@", "wang")
            assert shown.sees("▸ spoken for by  wang")


class TestRowsThatAreNoTree:
    async def test_an_action_is_edited_respelt_and_dropped(self, tmp_path: Path) -> None:
        async with stage(tmp_path, OLD_ACTION) as shown:
            await shown.press("m", "enter")
            await typed(shown, "c", "Ring the vendor @wang fri")
            assert shown.books.get(Action, OLD_ACTION.id).due == FRIDAY
            await typed(shown, "e", "给供应商打电话")
            assert shown.books.get(Action, OLD_ACTION.id).title == "给供应商打电话"
            await typed(shown, "x", "moot")
            assert shown.books.get(Action, OLD_ACTION.id).state is ActionState.DROPPED

    async def test_what_is_parked_says_what_became_of_it(self, tmp_path: Path) -> None:
        async with meeting(tmp_path, PLANTS) as shown:
            await shown.press("tab")
            shown.app.screen.tree_view.move_to(PLANTS.id)  # type: ignore[attr-defined]
            await typed(shown, "e", "plants")
            assert shown.books.get(Parked, PLANTS.id).title == "plants"
            await typed(shown, "n", "bought some")
            assert shown.books.get(Parked, PLANTS.id).outcome == "bought some"

    async def test_a_decision_is_respelt(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "d", "we shp on Monday")
            made = list(shown.books.all(Decision))[-1]
            await shown.press("tab")
            shown.app.screen.tree_view.move_to(made.id)  # type: ignore[attr-defined]
            await typed(shown, "e", "we ship on Monday")
            assert shown.books.get(Decision, made.id).title == "we ship on Monday"

    async def test_a_loose_action_gets_owner_and_day_with_its_line(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "a", "send trace")
            made = list(shown.books.all(Action))[-1]
            await shown.press("tab")
            shown.app.screen.tree_view.move_to(made.id)  # type: ignore[attr-defined]
            await shown.press("=")
            assert shown.sees("▸ action  send trace")
            await shown.type(" @wang fri")
            await shown.press("enter")
            owed = shown.books.get(Action, made.id)
            assert (owed.owner, owed.due) == (WANG.id, FRIDAY)


class TestWhatIsHalfTyped:
    async def test_both_lines_survive_a_kill(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "o", "Cut refunds by half")
            await shown.type("asked by supp")
            await shown.pilot.pause(0.3)
            await shown.settle()
        drafts = Drafts(tmp_path)
        drafts.load()
        first = f"key_result:{CHECKOUT.id}"
        assert drafts.left(first) == "Cut refunds by half"
        assert drafts.left(f"reason:{first}") == "asked by supp"

    async def test_nothing_is_left_once_both_are_said(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "o", "Cut refunds by half", "asked by support")
        drafts = Drafts(tmp_path)
        drafts.load()
        assert not drafts.left(f"key_result:{CHECKOUT.id}")

    async def test_what_was_left_is_offered_in_place_of_what_stood_there(
        self, tmp_path: Path
    ) -> None:
        async with meeting(tmp_path) as shown:
            await shown.press("c")
            assert not shown.sees("what you left")
            await shown.type(" by half")
            await shown.press("escape", "c")
            assert shown.sees("↑ what you left")
            await shown.press("up")
            assert shown.app.screen.text_here().endswith(" by half")  # type: ignore[attr-defined]
            assert not shown.sees("what you left")

    async def test_a_reason_that_was_left_gives_its_first_line_back(self, tmp_path: Path) -> None:
        async with meeting(tmp_path) as shown:
            await typed(shown, "o", "Cut refunds by half")
            await shown.press("escape", "o", "up")
            assert shown.sees("new key result  Cut refunds by half")
            assert not list(shown.books.all(Change))


async def test_help_says_how_to_type_in_each_prompt(tmp_path: Path) -> None:
    async with meeting(tmp_path, size=(120, 80)) as shown:
        await shown.press("?")
        assert shown.sees("How to type, in one line", "R5 happened", "restore KR3", "yes/no")

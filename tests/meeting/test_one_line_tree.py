"""One line of typing that changes the tree, or says how a key result stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.lines.agreed import key_result_line, objective_line
from okrtui.meeting.lines.change import change_line, needs_reason
from okrtui.meeting.lines.entries import Edit, risk_line
from okrtui.meeting.lines.measure import Measure, take_measure
from okrtui.meeting.lines.parts import Ground
from okrtui.meeting.lines.review import health_line, speaker_line
from okrtui.meeting.lines.told import understood
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import (
    Ambition,
    Category,
    Dimension,
    Direction,
    Health,
    KeyResult,
    MetricKind,
    Objective,
    Origin,
    State,
    Task,
    TaskState,
)
from okrtui.text.errors import Refused
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.fakes import FakeView
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    PARTNERS,
    SPEED,
    TRACE,
    WANG,
    a_meeting,
)

TUESDAY = date(2026, 11, 24)
DROPPED = replace(DOCS, id="k-old", number=4, objective=CHECKOUT.id, state=State.DROPPED)
OTHER = Objective(id="o-2", cycle=CYCLE.id, owner=WANG.id, number=2, title="Support")
BOOKS = Books(
    FakeView(ANA, WANG, CYCLE, CHECKOUT, PARTNERS, OTHER, ERRORS, SPEED, DOCS, DROPPED, TRACE)
)
GROUND = Ground(BOOKS, TUESDAY)
NUMBER, PERCENT, MONEY = MetricKind.NUMBER, MetricKind.PERCENT, MetricKind.CURRENCY
BELOW, ABOVE = Direction.KEEP_BELOW, Direction.KEEP_ABOVE
REACH = Direction.REACH
KINDS_OF = (
    ("category", Category), ("dimension", Dimension), ("origin", Origin), ("ambition", Ambition),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind", "direction", "start", "target", "unit"),
    [
        ("Cut p95 of checkout 900 -> 300 ms", NUMBER, REACH, 900, 300, "ms"),
        ("p95 900ms → 300ms", NUMBER, REACH, 900, 300, "ms"),
        ("Grow from 3 to 5 partners", NUMBER, REACH, 3, 5, "partners"),
        ("Share of repeat buyers 10 % -> 20 %", PERCENT, REACH, 10, 20, ""),
        ("Revenue $10k -> $50k", MONEY, REACH, 10_000, 50_000, "$"),
        ("营收 3万 → 5万 元", MONEY, REACH, 30_000, 50_000, "元"),
        ("将延迟从900降到300 毫秒", NUMBER, REACH, 900, 300, "毫秒"),
        ("p95 ９００－＞３００ ms", NUMBER, REACH, 900, 300, "ms"),
        ("Score of the docs -> 4.5", NUMBER, REACH, 0, "4.5", ""),
        ("Keep errors below 0.1 %", PERCENT, BELOW, 0, "0.1", ""),
        ("Keep uptime at least 99.9 %", PERCENT, ABOVE, 0, "99.9", ""),
        ("错误率保持在 0.1% 以下", PERCENT, BELOW, 0, "0.1", ""),
        ("可用率维持不低于 99.9％", PERCENT, ABOVE, 0, "99.9", ""),
    ],
)
def test_a_title_says_how_it_is_measured_and_keeps_it(
    title: str, kind: MetricKind, direction: Direction, start: int, target: int | str, unit: str
) -> None:
    assert take_measure(title) == (
        title,
        Measure(kind, direction, Decimal(start), Decimal(target), unit, said=True),
    )


@pytest.mark.parametrize(
    ("typed", "title", "steps", "names"),
    [
        ("Three methods, 3 milestones: card, bank, cash", "Three methods", 3, "card bank cash"),
        ("Three methods milestones card / bank / cash", "Three methods", 3, "card bank cash"),
        ("上线支付，三个里程碑：卡、转账、现金", "上线支付", 3, "卡 转账 现金"),
        ("Ship 4 milestones", "Ship 4 milestones", 4, ""),
        ("Launch, 5 milestones: a; b", "Launch", 5, "a b"),
    ],
)
def test_named_milestones_leave_the_title(typed: str, title: str, steps: int, names: str) -> None:
    measure = Measure(
        MetricKind.MILESTONE, target=Decimal(steps), milestones=tuple(names.split()), said=True
    )
    assert take_measure(typed) == (title, measure)


@pytest.mark.parametrize("typed", ["Sign the contract, yes/no", "签订合同（是/否）"])
def test_yes_or_no_leaves_the_title(typed: str) -> None:
    title, measure = take_measure(typed)
    assert title in {"Sign the contract", "签订合同"}
    assert (measure.metric, measure.target) == (MetricKind.YES_NO, Decimal(1))


@pytest.mark.parametrize(
    "title",
    [
        "Docs score 4.5",
        "Open 9 to 5 daily",
        "Move 3 -> 5 of the services to the new cluster",
        "Freeze 12-01 -> 12-18",
        "Win a -> b",
        "Errors below 0.1 %",
        "A milestone for us",
        *HOSTILE_LINES.values(),
    ],
)
def test_what_does_not_plainly_measure_stays_a_title(title: str) -> None:
    assert take_measure(title) == (title, Measure())


class TestNewKeyResult:
    def test_says_measure_owner_and_day(self) -> None:
        said = key_result_line("Cut p95 900 -> 300 ms @wang 12-18", CHECKOUT.id, GROUND, "slow")
        assert said == intents.AddKeyResult(
            CHECKOUT.id, "Cut p95 900 -> 300 ms", WANG.id, "slow", NUMBER,
            start=Decimal(900), target=Decimal(300), unit="ms", due=date(2026, 12, 18),
        )  # fmt: skip

    def test_takes_a_day_before_its_owner(self) -> None:
        said = key_result_line("延迟 900 → 300 毫秒 12月18日 ＠王芳", CHECKOUT.id, GROUND)
        assert isinstance(said, intents.AddKeyResult)
        assert (said.owner, said.due, said.unit) == (WANG.id, date(2026, 12, 18), "毫秒")

    @pytest.mark.parametrize("typed", ["p95 300 -> 300 ms", "Cut it @nobody"])
    def test_is_refused_at_once_where_it_could_not_be_recorded(self, typed: str) -> None:
        with pytest.raises(Refused):
            key_result_line(typed, CHECKOUT.id, GROUND)

    def test_becomes_one_with_its_milestones_as_steps(self) -> None:
        session = a_meeting()
        books = Books(session.store.view)
        ground = Ground(books, TUESDAY)
        typed = "Three methods, 3 milestones: card, bank, cash @wang"
        session.do(key_result_line(typed, CHECKOUT.id, ground, "asked for"))
        made = list(books.all(KeyResult))[-1]
        assert (made.title, made.metric, made.target) == (
            "Three methods", MetricKind.MILESTONE, Decimal(3),
        )  # fmt: skip
        steps = books.tasks(made.id)
        assert [(step.title, step.milestone) for step in steps] == [
            ("card", True), ("bank", True), ("cash", True),
        ]  # fmt: skip


class TestNewObjective:
    @pytest.mark.parametrize(
        ("typed", "title", "category", "ambition"),
        [
            ("Partners trust us #user", "Partners trust us", Category.USER, None),
            ("营收翻番 ＃营收 #挑战", "营收翻番", Category.REVENUE, Ambition.ASPIRATIONAL),
            ("Close issue #12", "Close issue #12", None, None),
            ("#user", "#user", None, None),
            ("a #user b #revenue", "a b #revenue", Category.USER, None),
        ],
    )
    def test_says_what_it_serves(
        self, typed: str, title: str, category: Category | None, ambition: Ambition | None
    ) -> None:
        said = objective_line(typed, ANA.id)
        assert (said.title, said.category, said.ambition) == (title, category, ambition)

    def test_is_recorded_with_it(self) -> None:
        session = a_meeting()
        session.do(objective_line("Partners trust us #user", ANA.id, "they asked"))
        made = list(Books(session.store.view).all(Objective))[-1]
        assert (made.title, made.category) == ("Partners trust us", Category.USER)


class TestChange:
    @pytest.mark.parametrize(
        ("typed", "item", "field", "value"),
        [
            ("Errors under 1 %", ERRORS, "title", "Errors under 1 %"),
            ("due fri", ERRORS, "due", "2026-11-27"),
            ("due: -", ERRORS, "due", None),
            ("截止周五", ERRORS, "due", "2026-11-27"),
            ("owner wang", ERRORS, "owner", WANG.id),
            ("负责人：王芳", ERRORS, "owner", WANG.id),
            ("target 250 ms", SPEED, "target", "250"),
            ("目标值 250", SPEED, "target", "250"),
            ("start 900", SPEED, "start", "900"),
            ("unit s", SPEED, "unit", "s"),
            ("step 5", SPEED, "step", "5"),
            ("weight 2", SPEED, "weight", "2"),
            ("metric percent", SPEED, "metric", "percent"),
            ("指标 百分比", SPEED, "metric", "percent"),
            ("direction keep below", SPEED, "direction", "keep_below"),
            ("note vendor is slow", SPEED, "note", "vendor is slow"),
            ("whose problem buyers'", SPEED, "whose_problem", "buyers'"),
            ("category user", CHECKOUT, "category", "user"),
            ("类型 营收", CHECKOUT, "category", "revenue"),
            ("progress of: aligned", CHECKOUT, "progress_of", "aligned"),
            ("progress of key results", CHECKOUT, "progress_of", "key_results"),
            ("进度取自：对齐", CHECKOUT, "progress_of", "aligned"),
            ("owner @wang", CHECKOUT, "owner", WANG.id),
            ("owner team", CHECKOUT, "owner", "team"),
            ("owner wang", TRACE, "assignee", WANG.id),
            ("assignee ＠Lee", TRACE, "assignee", "Lee"),
            ("due eom", TRACE, "due", "2026-11-30"),
            ("to KR1", TRACE, "key_result", ERRORS.id),
            # what only looks like a field is a title
            ("Target 250 customers in Q4", SPEED, "title", "Target 250 customers in Q4"),
            ("Owner onboarding takes 3 days", SPEED, "title", "Owner onboarding takes 3 days"),
            ("Progress of every order shows", CHECKOUT, "title", "Progress of every order shows"),
            ("unit 3", CHECKOUT, "title", "unit 3"),
            ("目标值得信赖", SPEED, "title", "目标值得信赖"),
            ("to Berlin", SPEED, "title", "to Berlin"),
            ("blocked", SPEED, "title", "blocked"),
        ],
    )
    def test_names_a_field_or_is_another_title(
        self, typed: str, item: KeyResult | Objective | Task, field: str, value: str | None
    ) -> None:
        said = change_line(typed, item, GROUND, "why")
        assert isinstance(said, intents.ChangeField)
        assert (said.id, said.field, said.value, said.why) == (item.id, field, value, "why")

    @pytest.mark.parametrize("typed", ["to wang/O2", "move wang/O2", "移到 王芳/O2"])
    def test_moves_a_key_result_below_another_objective(self, typed: str) -> None:
        assert change_line(typed, SPEED, GROUND, "why") == intents.MoveKeyResult(
            SPEED.id, OTHER.id, "why"
        )

    @pytest.mark.parametrize(
        ("typed", "state"),
        [("blocked", TaskState.BLOCKED), ("进行中", TaskState.DOING), ("todo", TaskState.TODO)],
    )
    def test_says_how_a_task_stands_without_a_reason(self, typed: str, state: TaskState) -> None:
        said = change_line(typed, TRACE, GROUND)
        assert said == intents.SetTaskState(TRACE.id, state)
        assert not needs_reason(said)

    def test_brings_back_a_key_result_that_was_dropped(self) -> None:
        said = change_line("restore KR4", CHECKOUT, GROUND, "still ours")
        assert said == intents.Restore("key_results", DROPPED.id, "still ours")

    @pytest.mark.parametrize(
        ("typed", "item"),
        [
            ("target 420", SPEED),  # where it starts
            ("target fast", SPEED),
            ("due someday", SPEED),
            ("owner bob", SPEED),
            ("metric speed", SPEED),
            ("category fun", CHECKOUT),
            ("step -1", SPEED),
            ("weight -1", SPEED),
            ("to O9", SPEED),
            ("to KR9", TRACE),
            ("restore KR1", CHECKOUT),
        ],
    )
    def test_a_slip_is_refused_before_the_reason_is_asked(
        self, typed: str, item: KeyResult | Objective | Task
    ) -> None:
        with pytest.raises(Refused):
            change_line(typed, item, GROUND)

    @pytest.mark.parametrize("text", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
    def test_hostile_text_is_a_title_as_it_stands(self, text: str) -> None:
        said = change_line(text, SPEED, GROUND)
        assert isinstance(said, intents.ChangeField)
        assert (said.field, said.value) == ("title", text.strip())

    def test_a_refusal_names_field_and_choices_in_the_readers_language(self) -> None:
        with pytest.raises(Refused) as refused:
            change_line("类型: 开心", CHECKOUT, GROUND)
        assert words_in("zh").tell(refused.value) == (
            "“开心”不适用于“类型”：可选营收、用户、效率、能力；- 为无。"
        )
        with pytest.raises(Refused) as refused:
            change_line("权重: -1", SPEED, GROUND)
        assert words_in("zh").tell(refused.value) == "“-1”不适用于“权重”。"


class TestHealth:
    @pytest.mark.parametrize(
        ("typed", "health", "reason"),
        [
            ("at risk because the vendor slips", Health.AT_RISK, "the vendor slips"),
            ("off: no tester", Health.OFF_TRACK, "no tester"),
            ("g it is signed", Health.ON_TRACK, "it is signed"),
            ("有风险，因为供应商延期", Health.AT_RISK, "供应商延期"),
            ("-", None, ""),
        ],
    )
    def test_is_said_with_its_reason(self, typed: str, health: Health | None, reason: str) -> None:
        assert health_line(typed, SPEED.id) == intents.OverrideHealth(SPEED.id, health, reason)

    @pytest.mark.parametrize("typed", ["at risk", "fine", "great, on the whole", "offside play"])
    def test_without_a_health_or_a_reason_is_refused(self, typed: str) -> None:
        with pytest.raises(Refused):
            health_line(typed, SPEED.id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        *((CHECKOUT, field, one.value) for field, kind in KINDS_OF for one in kind),
        *((SPEED, "metric", one.value) for one in MetricKind),
        *((SPEED, "direction", one.value) for one in Direction),
        *((SPEED, field, "x") for field in ("method", "whose_problem", "by_when", "effect")),
    ],
)
def test_what_is_told_of_a_field_may_be_typed(
    item: Objective | KeyResult, field: str, value: str, language: Language
) -> None:
    # Red where a field or a choice is told by another word than the ones that are understood.
    said = intents.ChangeField(TABLE_OF[type(item)], item.id, field, value, "")
    (told,) = understood(said, GROUND, words_in(language))
    assert change_line(told, item, GROUND) == said


@pytest.mark.parametrize(("typed", "who"), [("wang", WANG.id), ("＠王芳", WANG.id), ("-", None)])
def test_who_speaks_is_named_by_login_or_name(typed: str, who: str | None) -> None:
    assert speaker_line(typed, SPEED.id, GROUND) == intents.SpokenBy(SPEED.id, who)


def test_nobody_speaks_who_is_not_of_the_team() -> None:
    with pytest.raises(Refused):
        speaker_line("bob", SPEED.id, GROUND)


class TestUnderstood:
    def phrases(self, said: intents.Intent | Edit, language: str = "en") -> str:
        words = words_in("zh" if language == "zh" else "en")
        return " · ".join(understood(said, GROUND, words))

    def test_a_new_key_result_is_told_by_its_measure(self) -> None:
        said = key_result_line("Cut p95 900 -> 300 ms @wang 12-18", CHECKOUT.id, GROUND)
        assert self.phrases(said) == "900 → 300 ms · 王芳 · due Fri 18 Dec"
        assert self.phrases(said, "zh") == "900 → 300 ms · 王芳 · 周五 12月18日截止"

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ("Docs", "0 → 100 %"),
            ("Keep errors below 0.1 %", "kept at or below 0.1 %"),
            ("Pay, milestones: card, bank", "2 milestones: card, bank"),
            ("Sign, yes/no", "yes or no"),
        ],
    )
    def test_what_no_measure_says_is_told_too(self, typed: str, told: str) -> None:
        assert self.phrases(key_result_line(typed, CHECKOUT.id, GROUND)) == told

    def test_a_risk_is_told_by_its_parts(self) -> None:
        said = risk_line("SDK slips hm @wang fri -> ask", GROUND)
        told = "likely: high, bad: medium · 王芳 · due Fri 27 Nov · → ask"
        assert self.phrases(said) == told

    @pytest.mark.parametrize(
        ("typed", "item", "told"),
        [
            ("target 250", SPEED, "target: 300 → 250 ms"),
            ("due fri", SPEED, "due: Fri 27 Nov"),
            ("owner wang", SPEED, "owner: 王芳"),
            ("metric percent", SPEED, "metric: percent"),
            ("weight 2", SPEED, "weight: 2"),
            ("unit -", SPEED, "unit: –"),
            ("category user", CHECKOUT, "category: user"),
            (
                "progress of: aligned",
                CHECKOUT,
                "progress from: the objectives aligned below it",
            ),
            ("to wang/O2", SPEED, "moves to wang/O2 · Support"),
            ("to KR1", TRACE, "moves to ana/O1/KR1 · Errors under 0.1 %"),
            ("blocked", TRACE, "blocked"),
            ("Another title", SPEED, "another wording"),
            ("restore KR4", CHECKOUT, "brings back · Docs score 4.5"),
        ],
    )
    def test_a_change_is_told_by_its_field(
        self, typed: str, item: KeyResult | Objective | Task, told: str
    ) -> None:
        assert self.phrases(change_line(typed, item, GROUND)) == told

    def test_a_reason_of_health_is_told_and_so_is_who_speaks(self) -> None:
        assert self.phrases(health_line("r no tester", SPEED.id)) == "off track · no tester"
        assert self.phrases(speaker_line("wang", SPEED.id, GROUND)) == "王芳"

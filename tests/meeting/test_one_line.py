"""One line of typing that makes an entry."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from okrtui.meeting import intents
from okrtui.meeting.lines.entries import (
    Edit,
    action_line,
    edited_action,
    edited_problem,
    edited_risk,
    owed_line,
    parked_line,
    problem_line,
    risk_line,
)
from okrtui.meeting.lines.forms import action_form, problem_form, risk_form
from okrtui.meeting.lines.parts import Ground
from okrtui.model.books import Books
from okrtui.model.records import Action, Level, OpenState, Parked, Problem, Risk, RiskState
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.hostile import HOSTILE_LINES
from tests.meeting.room import ANA, ERRORS, LAST_WEEK, SPEED, WANG

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
HIGH, MEDIUM, LOW = Level.HIGH, Level.MEDIUM, Level.LOW
R5 = Risk(
    id="r5", number=5, title="SDK slips past 15 Dec", at=LAST_WEEK, key_result=SPEED.id,
    probability=HIGH, impact=MEDIUM, mitigation="ask for a date", owner=WANG.id, due=FRIDAY,
)  # fmt: skip
P2 = Problem(id="p2", number=2, title="CI is down", at=LAST_WEEK, key_result=SPEED.id)
A31 = Action(
    id="a31", number=31, title="send trace", at=LAST_WEEK, owner=WANG.id, key_result=SPEED.id
)
GROUND = Ground(Books(FakeView(ANA, WANG, SPEED, ERRORS, R5, P2, A31)), TUESDAY, SPEED.id)


@pytest.mark.parametrize(
    ("typed", "title", "owner", "due"),
    [
        ("wang send trace fri", "send trace", WANG.id, FRIDAY),
        ("Ana send trace", "send trace", ANA.id, None),
        ("Ana: send trace", "send trace", ANA.id, None),
        ("send trace fri", "send trace", None, FRIDAY),
        ("send trace @wang", "send trace", WANG.id, None),
        ("send trace fri @wang", "send trace", WANG.id, FRIDAY),
        ("send trace @Payments +3d", "send trace", "Payments", FRIDAY),
        ("@Payments_team send trace", "send trace", "Payments team", None),
        ("王芳 发送日志 周五", "发送日志", WANG.id, FRIDAY),
        ("王芳：发送日志，周五", "发送日志", WANG.id, FRIDAY),
        ("发送日志 ＠王芳 周五", "发送日志", WANG.id, FRIDAY),
        ("send trace @team", "send trace", "team", None),
        ("wang", "wang", None, None),
        ("fri", "fri", None, None),
        ("analyse the trace", "analyse the trace", None, None),
        ("see what broke since monday", "see what broke since monday", None, None),
        ("mail me@a.example", "mail me@a.example", None, None),
        ("two  blanks", "two  blanks", None, None),
    ],
)
def test_an_action_says_who_what_and_by_when(
    typed: str, title: str, owner: str | None, due: date | None
) -> None:
    line = owed_line(typed, GROUND)
    assert (line.title, line.owner, line.due) == (title, owner, due)


class TestRisk:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            (
                "SDK slips past 15 Dec hm @wang fri -> ask the vendor for a date",
                (
                    "SDK slips past 15 Dec",
                    HIGH,
                    MEDIUM,
                    WANG.id,
                    FRIDAY,
                    "ask the vendor for a date",
                ),
            ),
            (
                "SDK 晚于 12-15 高中 ＠王芳 周五→问供应商",
                ("SDK 晚于 12-15", HIGH, MEDIUM, WANG.id, FRIDAY, "问供应商"),
            ),
            ("SDK slips past 15 Dec", ("SDK slips past 15 Dec", MEDIUM, MEDIUM, None, None, "")),
            ("SDK slips @wang ll", ("SDK slips", LOW, LOW, WANG.id, None, "")),
            ("the gap of 3 mm", ("the gap of 3 mm", MEDIUM, MEDIUM, None, None, "")),
            ("hm", ("hm", MEDIUM, MEDIUM, None, None, "")),
            ("5 partners may leave hh", ("5 partners may leave", HIGH, HIGH, None, None, "")),
            ("a->b pointer breaks", ("a->b pointer breaks", MEDIUM, MEDIUM, None, None, "")),
        ],
    )
    def test_says_how_likely_how_bad_whose_by_when_and_what_then(
        self, typed: str, read: tuple[object, ...]
    ) -> None:
        said = risk_line(typed, GROUND)
        assert isinstance(said, intents.AddRisk)
        assert said.key_result == SPEED.id
        assert read == (
            said.title, said.probability, said.impact, said.owner, said.due, said.mitigation,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("R5 happened", intents.RiskHappened("r5")),
            (
                "r5 happened @ana fri -> restart it",
                intents.RiskHappened("r5", "restart it", ANA.id, FRIDAY),
            ),
            ("R5发生了", intents.RiskHappened("r5")),
            (
                "5 mitigated we have the cache",
                intents.EndRisk("r5", RiskState.MITIGATED, "we have the cache"),
            ),
            ("R5 已缓解：有缓存了", intents.EndRisk("r5", RiskState.MITIGATED, "有缓存了")),
            ("R5 closed because it shipped", intents.EndRisk("r5", RiskState.CLOSED, "it shipped")),
            ("R5 open", intents.EndRisk("r5", RiskState.OPEN)),
        ],
    )
    def test_is_spoken_of_by_its_number(self, typed: str, read: intents.Intent) -> None:
        assert risk_line(typed, GROUND) == read

    @pytest.mark.parametrize(
        ("typed", "changed"),
        [
            ("R5 hh", {"impact": HIGH}),
            ("5 hh", {"impact": HIGH}),
            ("R5 @ana", {"owner": ANA.id}),
            ("R5 @-", {"owner": None}),
            ("R5 +1w", {"due": date(2026, 12, 1)}),
            ("R5 -> new way", {"mitigation": "new way"}),
            ("R5-> new way", {"mitigation": "new way"}),
            ("R5 低低 ＠ana → 换一家", {
                "probability": LOW, "impact": LOW, "owner": ANA.id, "mitigation": "换一家",
            }),
        ],
    )  # fmt: skip
    def test_is_seen_anew_and_keeps_what_is_not_said(
        self, typed: str, changed: dict[str, object]
    ) -> None:
        said = risk_line(typed, GROUND)
        assert isinstance(said, intents.ChangeRisk)
        names = ("title", "probability", "impact", "mitigation", "owner", "due")
        assert {name: getattr(said, name) for name in names} == {
            **{name: getattr(R5, name) for name in names},
            **changed,
        }

    def test_its_number_alone_gives_its_line_to_be_edited(self) -> None:
        form = "SDK slips past 15 Dec hm @wang 11-27 -> ask for a date"
        assert risk_line("R5", GROUND) == Edit(R5, form)
        assert risk_line("5", GROUND) == Edit(R5, form)

    @pytest.mark.parametrize("typed", ["R5 is late again", "R6 happened", "r99"])
    def test_what_is_not_understood_of_a_number_is_refused(self, typed: str) -> None:
        with pytest.raises(Refused):
            risk_line(typed, GROUND)

    @pytest.mark.parametrize("typed", ["6 hh", "5-day freeze", "5 closed beta users complain"])
    def test_a_bare_number_that_may_mean_something_else_is_a_title(self, typed: str) -> None:
        assert isinstance(risk_line(typed, GROUND), intents.AddRisk)

    def test_a_bare_number_means_what_is_in_hand(self) -> None:
        elsewhere = Ground(GROUND.books, TUESDAY, ERRORS.id)
        assert isinstance(risk_line("5 mitigated", elsewhere), intents.AddRisk)


class TestProblem:
    def test_says_who_and_what_next(self) -> None:
        said = problem_line("CI is down @ana fri -> wang restarts it", GROUND)
        assert said == intents.AddProblem(
            "CI is down", SPEED.id, ANA.id, "wang restarts it", FRIDAY
        )

    def test_a_day_that_belongs_to_the_title_stays_there(self) -> None:
        said = problem_line("CI is down since Monday", GROUND)
        assert isinstance(said, intents.AddProblem)
        assert (said.title, said.due) == ("CI is down since Monday", None)

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("P2 solved", intents.EndProblem("p2")),
            ("2 solved: new runner", intents.EndProblem("p2", "new runner")),
            ("P2 已解决", intents.EndProblem("p2")),
            ("P2 open", intents.EndProblem("p2", closed=False)),
            ("P2 -> call them", intents.ChangeProblem("p2", "CI is down", None, "call them")),
            ("P2 ＠王芳 周五", intents.ChangeProblem("p2", "CI is down", WANG.id, "", FRIDAY)),
        ],
    )
    def test_is_spoken_of_by_its_number(self, typed: str, read: intents.Intent) -> None:
        assert problem_line(typed, GROUND) == read

    def test_open_bugs_are_no_problem_that_is_opened(self) -> None:
        assert isinstance(problem_line("2 open bugs block it", GROUND), intents.AddProblem)


class TestAction:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("A31 done", intents.EndAction("a31")),
            ("31 done", intents.EndAction("a31")),
            ("A31 完成", intents.EndAction("a31")),
            ("A31 fri", intents.ChangeAction("a31", "send trace", WANG.id, FRIDAY)),
            ("A31 @ana", intents.ChangeAction("a31", "send trace", ANA.id)),
            (
                "A31 dropped because it is moot",
                intents.EndAction("a31", dropped=True, why="it is moot"),
            ),
            ("A31 not done no access", intents.CarryAction("a31", "no access")),
            ("A31 未完成，没有权限", intents.CarryAction("a31", "没有权限")),
            ("A31 open", intents.ReopenAction("a31")),
        ],
    )
    def test_is_spoken_of_by_its_number(self, typed: str, read: intents.Intent) -> None:
        assert action_line(typed, GROUND) == read

    def test_is_not_dropped_without_a_reason(self) -> None:
        with pytest.raises(Refused):
            action_line("A31 dropped", GROUND)

    def test_a_new_one_belongs_to_the_key_result_in_hand(self) -> None:
        said = action_line("wang send trace fri", GROUND)
        assert said == intents.AddAction("send trace", WANG.id, FRIDAY, SPEED.id)


class TestParkingLot:
    PLANTS = Parked(id="k1", title="office plants", at=LAST_WEEK)
    COFFEE = Parked(id="k2", title="coffee", at=LAST_WEEK, state=OpenState.OPEN)

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("close 2 we bought it", intents.EndParked("k2", "we bought it")),
            ("2 closed", intents.EndParked("k2")),
            ("关闭 1：买了", intents.EndParked("k1", "买了")),
            ("close 3", intents.Park("close 3", SPEED.id)),
            ("2 new chairs", intents.Park("2 new chairs", SPEED.id)),
            ("close the office", intents.Park("close the office", SPEED.id)),
        ],
    )
    def test_is_emptied_by_place(self, typed: str, read: intents.Intent) -> None:
        assert parked_line(typed, GROUND, (self.PLANTS, self.COFFEE)) == read


TITLES = st.one_of(
    st.sampled_from(sorted(HOSTILE_LINES.values())),
    st.sampled_from(["down since Monday", "CI is down fri", "wang is ill", "talk to @ana", "x hm"]),
    st.lists(
        st.sampled_from(["fri", "wang", "@ana", "hm", "by", "5", "周五", "SDK", "since", "-"]),
        min_size=1,
    ).map(" ".join),
)
OWNERS = st.sampled_from([None, ANA.id, WANG.id, "team", "Payments team", "Lee"])
DAYS = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2028, 1, 1)))


def has_no_arrow(title: str) -> bool:
    return "→" not in title and "->" not in title and "=>" not in title


@given(title=TITLES.filter(has_no_arrow), owner=OWNERS, due=DAYS, level=st.sampled_from(Level))
def test_a_line_that_is_edited_and_left_as_it_was_says_the_same(
    title: str, owner: str | None, due: date | None, level: Level
) -> None:
    risk = Risk(
        id="r", number=1, title=title, at=LAST_WEEK, owner=owner, due=due, impact=level,
        mitigation="as before",
    )  # fmt: skip
    same = " ".join(title.split())
    read = edited_risk(risk, risk_form(risk, GROUND), GROUND)
    assert (" ".join(read.title.split()), read.owner, read.due) == (same, owner, due)
    assert (read.probability, read.impact, read.mitigation) == (MEDIUM, level, "as before")
    problem = Problem(id="p", number=1, title=title, at=LAST_WEEK, owner=owner, due=due)
    solved = edited_problem(problem, problem_form(problem, GROUND), GROUND)
    assert (" ".join(solved.title.split()), solved.owner, solved.due) == (same, owner, due)
    action = Action(id="a", number=1, title=title, at=LAST_WEEK, owner=owner, due=due)
    owed = edited_action(action, action_form(action, GROUND), GROUND)
    assert (" ".join(owed.title.split()), owed.owner, owed.due) == (same, owner, due)


@pytest.mark.parametrize("text", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
def test_hostile_text_is_read_without_losing_a_sign(text: str) -> None:
    for read in (risk_line, problem_line, action_line):
        said = read(text, GROUND)
        kept = f"{getattr(said, 'title', '')} {getattr(said, 'owner', '') or ''}"
        kept += f" {getattr(said, 'mitigation', '') or getattr(said, 'next_step', '')}"
        if getattr(said, "due", None) is None:
            signs = set("".join(text.split())) - set("@→->=")
            assert signs <= set(kept)

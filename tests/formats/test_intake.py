"""What is found in documents goes into the books once, to its owner and into its cycle."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okrtui.formats.intake import Plan, plan
from okrtui.formats.tree import Found
from okrtui.model.books import Books
from okrtui.model.codec import update
from okrtui.model.ids import IdMaker
from okrtui.model.records import (
    TEAM,
    CheckIn,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Member,
    MetricKind,
    Objective,
    State,
    Task,
)
from okrtui.text.errors import Refused
from tests.fakes import FakeView
from tests.formats.reading import csv, json, markdown

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
CYCLE = Cycle(id="c", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
LIN = Member(id="lin-id", login="lin", name="Lin Wei")
GROW = "- O: Grow\n  - KR: Orders\n  - KR: Partners\n"


class Team:
    """A workspace that takes documents in."""

    def __init__(self, *records: object) -> None:
        self.view = FakeView(CYCLE, *records)
        self.new_id = IdMaker()

    @property
    def books(self) -> Books:
        return Books(self.view)

    def take(self, *found: Found, owner: str | None = None, only: bool = False) -> Plan:
        planned = plan(
            found,
            self.books,
            cycle=CYCLE,
            owner=owner,
            now=NOW,
            today=NOW.date(),
            new_id=self.new_id,
            only_this_cycle=only,
        )
        self.view.apply(planned.ops)
        return planned

    def names(self) -> list[str]:
        return [self.books.kr_name(result) for result in self.books.all(KeyResult)]


def test_without_an_owner_it_is_the_teams() -> None:
    team = Team()
    team.take(markdown(GROW))
    assert team.names() == ["team/O1/KR1", "team/O1/KR2"]


def test_without_an_owner_it_is_of_whom_the_user_says() -> None:
    team = Team(LIN)
    team.take(markdown(GROW), owner=LIN.id)
    assert team.names() == ["lin/O1/KR1", "lin/O1/KR2"]


def test_importing_twice_makes_nothing_twice() -> None:
    team = Team()
    team.take(markdown(GROW))
    again = team.take(markdown(GROW))
    assert (again.ops, again.known_objectives, again.known_key_results) == ((), 1, 2)


def test_a_missing_key_result_is_added_behind_the_others() -> None:
    team = Team()
    team.take(markdown(GROW))
    added = team.take(markdown(GROW + "  - KR: Towns\n"))
    assert (added.objectives, added.key_results) == (0, 1)
    assert team.names() == ["team/O1/KR1", "team/O1/KR2", "team/O1/KR3"]


def test_two_objectives_of_one_title_in_one_document_stay_two_and_are_found_again() -> None:
    team = Team()
    first = team.take(markdown(GROW + GROW))
    again = team.take(markdown(GROW + GROW))
    assert (first.objectives, again.objectives, again.known_objectives) == (2, 0, 2)


def test_numbers_go_on_per_owner_and_cycle() -> None:
    team = Team(LIN, Objective(id="o", cycle="c", owner=LIN.id, number=3, title="Old"))
    team.take(markdown("- O: a @lin\n- O: b @lin\n- O: c\n"))
    assert [(o.owner, o.number) for o in team.books.all(Objective)] == [
        (LIN.id, 3),
        (LIN.id, 4),
        (LIN.id, 5),
        (TEAM, 1),
    ]


@pytest.mark.parametrize("written", ["@lin", "@LIN", "(owner: Lin Wei)", "(owner: lin wei)"])
def test_members_are_known_by_login_and_name(written: str) -> None:
    team = Team(LIN)
    planned = team.take(markdown(f"- O: Grow {written}\n"))
    assert planned.members == ()
    assert next(team.books.all(Objective)).owner == LIN.id


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Zoë Meyer", "zoe"),
        ("Lin Tao", "lin-tao"),
        ("王小明", "王小明"),
        ("zoe@example.org", "zoe"),
        ("Product Owner", "product-owner"),
        ("Team Lead", "team-lead"),
    ],
)
def test_who_is_not_known_becomes_a_member(name: str, login: str) -> None:
    team = Team(LIN)
    planned = team.take(csv(f"Objective,Owner\nGrow,{name}\n"))
    assert [member.login for member in planned.members] == [login]


def test_a_name_in_brackets_is_only_somebody_who_is_known() -> None:
    team = Team(LIN)
    team.take(markdown("- O: a\n  - KR: Docs (Lin)\n  - KR: Docs (Kim)\n  - KR: Docs (Lin Wei)\n"))
    assert [result.owner for result in team.books.all(KeyResult)] == [LIN.id, None, LIN.id]
    assert team.books.members() == [LIN]


def test_collaborators_are_asked() -> None:
    team = Team(LIN)
    team.take(markdown("- O: a\n  - KR: x @zoe、@lin\n"))
    assert [(link.kind, link.target, link.state) for link in team.books.all(Link)] == [
        ("collaborator", LIN.id, "asked")
    ]


def test_each_quarter_of_a_document_goes_into_its_cycle() -> None:
    team = Team()
    text = "# OKRs\n## 2026 Q3\n### O1: a\n- KR1: x\n## 2026 Q4\n### O1: b\n## 2027 Q1\n### O1: c\n"
    planned = team.take(markdown(text))
    assert planned.into == {"2026-Q3": 1, "2026-Q4": 1, "2027-Q1": 1}
    assert [(cycle.name, cycle.state) for cycle in planned.cycles] == [
        ("2026-Q3", CycleState.CLOSED),
        ("2027-Q1", CycleState.DRAFTING),
    ]


def test_a_cycle_that_the_user_names_takes_everything() -> None:
    planned = Team().take(markdown("# 2019 Q2\n## O1: a\n"), only=True)
    assert (planned.cycles, planned.into) == ((), {"2026-Q4": 1})


def test_a_fiscal_quarter_nobody_knows_goes_into_the_cycle_given() -> None:
    assert Team().take(markdown("# FY22-Q3 OKRs\n## O1: a\n")).into == {"2026-Q4": 1}


def test_metric_value_and_tasks_come_along() -> None:
    team = Team()
    text = "Objective,Key Result,Start,Current,Target,Confidence,Unit,Task\n"
    team.take(csv(text + "Grow,Orders,20,40,100,6,orders,Call them\n"))
    result = next(team.books.all(KeyResult))
    assert (result.metric, result.start, result.target, result.unit) == (
        MetricKind.NUMBER,
        Decimal(20),
        Decimal(100),
        "orders",
    )
    said = next(team.books.all(CheckIn))
    assert (said.value, said.confidence, said.meeting, said.confirmed) == (
        Decimal(40),
        6,
        None,
        False,
    )
    assert [task.title for task in team.books.all(Task)] == ["Call them"]


def test_without_a_metric_it_is_percent_from_nothing_to_all() -> None:
    team = Team()
    team.take(csv("Objective,Key Result,Progress\nGrow,Orders,40%\nGrow,Partners,0%\n"))
    first = next(team.books.all(KeyResult))
    assert (first.metric, first.start, first.target) == (
        MetricKind.PERCENT,
        Decimal(0),
        Decimal(100),
    )
    assert [check_in.value for check_in in team.books.all(CheckIn)] == [Decimal(40)]


def test_dropped_ones_come_as_dropped() -> None:
    team = Team()
    team.take(markdown("- O: ~~a~~\n  - KR: x\n"))
    assert next(team.books.all(Objective)).state is State.DROPPED


def test_a_whole_workspace_goes_only_into_an_empty_one_and_alone() -> None:
    whole = json(
        '{"format": "okrtui", "version": 1, "tables": {"team": [{"id": "t", "name": "T"}]}}'
    )
    with pytest.raises(Refused) as refused:
        Team().take(whole)
    assert refused.value.message.key == "formats.restore_into_empty"
    with pytest.raises(Refused) as refused:
        Team().take(markdown(GROW), whole)
    assert refused.value.message.key == "formats.restore_alone"


def test_a_number_that_was_moved_away_is_not_given_again() -> None:
    team = Team(LIN)
    team.take(markdown(GROW), owner=LIN.id)
    grow = team.books.objectives(CYCLE.id)[0]
    partners = team.books.key_results(grow.id)[1]
    elsewhere = Objective(id="o-2", cycle=CYCLE.id, owner=LIN.id, number=3, title="Sell",
                          former=("team/4",))  # fmt: skip
    team.view.add(elsewhere)
    former = (f"{grow.id}/{partners.number}",)
    team.view.add(update(partners, objective="o-2", number=1, former=former))
    team.take(markdown("- O: Grow\n  - KR: Shops\n- O: Earn\n"), owner=LIN.id)
    team.take(markdown("- O: Lead\n"))
    new = {o.title: o.number for o in team.books.objectives(CYCLE.id)}
    assert (new["Earn"], new["Lead"]) == (4, 5)
    assert [kr.number for kr in team.books.key_results(grow.id)] == [1, 3]

"""Who belongs to the team, by command: who joins, is renamed, is managed, leaves, comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from okrtui.store.store import Store
from tests.cli.program import Program
from tests.fakes import FakeClock


@pytest.fixture
def two(okrtui: Program) -> Program:
    """Return the program in a team of Ana and of Lin, whom she manages."""
    okrtui.done("init", "--team", "Growth", "--member", "ana=Ana", "--member", "lin=Lin Mei")
    okrtui.done("member", "change", "lin", "--manager", "ana")
    return okrtui


def people(okrtui: Program) -> list[tuple[str, str, str | None, bool]]:
    listed = okrtui.done("member", "--json").data["members"]
    return [(one["login"], one["name"], one["manager"], one["active"]) for one in listed]


def test_the_list_tells_who_manages_whom_and_who_has_left(two: Program) -> None:
    two.done("member", "leave", "ana")
    assert two.done("member").out.splitlines() == [
        "login  name     manager",
        "lin    Lin Mei  ana",
        "ana    Ana               left",
    ]


@pytest.mark.parametrize(
    ("argv", "made"),
    [
        (["kim=Kim Ho"], ("kim", "Kim Ho", None, True)),
        (["Kim Ho", "--manager", "Lin Mei"], ("kim", "Kim Ho", "lin", True)),
        (["kim", "--name", "Kim Ho", "--login", "kho"], ("kho", "Kim Ho", None, True)),
        (["--", "林悦"], ("林悦", "林悦", None, True)),
    ],
)
def test_one_joins(two: Program, argv: list[str], made: tuple[Any, ...]) -> None:
    two.done("member", "add", *argv)
    assert people(two)[-1] == made


def test_one_is_called_otherwise_and_managed_by_nobody(two: Program) -> None:
    two.done("member", "change", "LIN", "--login", "mei", "--name", "Mei Roth", "--manager", "-")
    assert people(two)[1] == ("mei", "Mei Roth", None, True)


def test_one_leaves_and_comes_back(two: Program) -> None:
    two.done("member", "leave", "Lin Mei")
    assert people(two)[1] == ("lin", "Lin Mei", "ana", False)
    two.done("member", "return", "lin")
    assert people(two)[1] == ("lin", "Lin Mei", "ana", True)


def test_what_waits_for_others_is_said_when_one_leaves(okrtui: Program, team: Path) -> None:
    said = okrtui.done("member", "leave", "lin").err
    assert "lin/O1/KR1" in said
    assert "okrtui member return lin" in said


def test_key_results_go_by_the_new_login(okrtui: Program, team: Path) -> None:
    okrtui.done("member", "change", "lin", "--login", "mei")
    okrtui.done("check-in", "mei/O1/KR1", "--confidence", "7")


def test_an_appraisal_stays_its_authors_under_another_login(okrtui: Program, team: Path) -> None:
    from okrtui.model.codec import insert
    from okrtui.model.records import Review, ReviewPart

    store = Store.open(team / "okr.json", FakeClock(), by="lin")
    cycle = next(store.view.all("cycles"))["id"]
    text = Review(
        id="r", cycle=cycle, about=next(store.view.all("members"))["id"],
        part=ReviewPart.AROUND, author="lin", at=FakeClock().now(), text="Helps.",
    )  # fmt: skip
    store.commit(lambda _view: [insert(text)], via="review")
    store.close()
    okrtui.done("member", "change", "lin", "--login", "mei")
    (kept,) = okrtui.done("export", "--format", "json").data["tables"]["reviews"]
    assert kept["author"] == "mei"


def test_it_can_be_taken_back(two: Program) -> None:
    two.done("member", "change", "lin", "--name", "Mei Roth")
    assert "Mei Roth" in two.done("undo").err
    assert people(two)[1] == ("lin", "Lin Mei", "ana", True)


@pytest.mark.parametrize(
    ("argv", "code", "named"),
    [
        (["lin"], 2, "add, change, leave, return"),
        (["add"], 2, "Which member?"),
        (["add", "a/b=Kim"], 2, "a/b"),
        (["add", "kim", "--login", "k k"], 2, "k k"),
        (["add", "kim", "--login", "team"], 2, "team"),
        (["add", "kim", "--name", " "], 2, "--name"),
        (["add", "LIN=Lin Hao"], 1, "Lin Mei"),
        (["add", "kim", "--manager", "bo"], 1, "bo"),
        (["change", "lin"], 2, "--manager"),
        (["change", "bo", "--name", "Bo"], 1, "ana, lin"),
        (["change", "lin", "--login", "ana"], 1, "Ana"),
        (["change", "lin", "--name", "Lin Mei"], 1, "nothing was changed"),
        (["change", "ana", "--manager", "ana"], 1, "Ana"),
        (["change", "ana", "--manager", "lin"], 1, "Lin Mei"),
        (["leave", "lin", "--manager", "ana"], 2, "--manager"),
        (["return", "lin"], 1, "Lin Mei"),
        (["leave", "lin", "--json"], 2, "--json"),
        (["--name", "Kim"], 2, "--name"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    two: Program, argv: list[str], code: int, named: str
) -> None:
    before = people(two)
    ended = two("member", *argv)
    assert ended.outcome == code
    assert named in ended.line
    assert people(two) == before


def test_a_login_of_one_who_left_says_how_they_come_back(two: Program) -> None:
    two.done("member", "leave", "lin")
    assert "okrtui member return lin" in two("member", "add", "lin").line
    assert "left already" in two("member", "leave", "lin").line

"""A team in one meeting over a real ssh: with accounts of their own, by key, or only to look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.harbour import harbour
from tests.end_to_end.host import SHARED, VISITOR, Host
from tests.end_to_end.together import Command, Seat

pytestmark = pytest.mark.pty


@pytest.fixture
def where(host: Host, tmp_path: Path) -> Path:
    """Return a team's workspace in the group folder, which is writable for its group alone."""
    return harbour(host.folder / tmp_path.name)


Joins = Callable[[str], Seat]


@pytest.fixture
def joins(host: Host, where: Path) -> Joins:
    """Return how somebody joins from an account of their own."""
    return lambda account: Seat(
        Command(host.ssh(account, "okrtui", "-w", where, "join", tty=True), {})
    )


def test_a_meeting_goes_on_after_its_leaders_connection_is_lost(
    host: Host, where: Path, joins: Joins
) -> None:
    with joins("ada") as ada, joins("ben") as ben, joins(VISITOR) as visitor:
        ben.wait_before()
        visitor.wait_for("You can only read here.")
        ada.begin()
        name = ben.words("together.following", name="Ada")
        ben.wait_for(name)
        visitor.wait_for(name)
        ben.press("g", "2", "7")
        ben.wait_for(lambda _: " 7 " in f"{ben.in_hand()} ")
        ada.press("g", "2")
        ada.wait_for("given by Ben")
        ada.hang_up()
        ben.wait_for("Ada was cut off.", timeout=40)
        visitor.wait_for("Ada was cut off.")
        assert not visitor.sees("leads on from here")
        ben.press("T")
        visitor.wait_for(ben.words("together.following", name="Ben"))
        ben.wait_for(ben.words("keys.foot_next"))
    told = host.data("chloe", "okrtui", "history", "--json", "-w", where)["history"]
    assert (told[-1]["by"], told[-1]["as"]) == ("ben", None)
    assert not [path for path in where.rglob("*") if not path.stat().st_mode & 0o060]


def test_a_key_that_may_only_join_says_who_it_is(host: Host, where: Path) -> None:
    for person in ("ada", "ben"):
        forced = f"okrtui -w {where} join --as {person}"
        host.authorize(SHARED, key=f"{where.name}-{person}", command=forced)

    def seat(person: str) -> Seat:
        return Seat(Command(host.ssh(SHARED, key=f"{where.name}-{person}", tty=True), {}))

    with seat("ada") as ada, seat("ben") as ben:
        ben.wait_before()
        ada.begin()
        ben.wait_following("Ada")
        ada.press("space")
        ada.wait_for("undo")
    told = host.data("chloe", "okrtui", "history", "--json", "-w", where)["history"]
    assert {(one["by"], one["as"]) for one in told[1:]} == {(SHARED, "ada")}

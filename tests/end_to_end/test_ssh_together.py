"""Three people and a facilitator in one meeting, each over ssh with an account of their own."""

from __future__ import annotations

import random
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.end_to_end.harbour import harbour
from tests.end_to_end.host import SHARED, VISITOR, Guest, Host

pytestmark = pytest.mark.pty

QUARTER = 0.25
"""Seconds within which who follows shall be where the leader is."""

OWN = {
    "ben": ["Two partners ship", "Docs score"],
    "chloe": ["新用户七日留存", "十个教程视频"],
    "dan": ["The old build farm", "Ten deploys"],
}
"""Key results that each answers for, in the order in which they come up."""

MEMBER = {"ben": "2", "chloe": "3", "dan": "4"}
"""Where each comes in the round."""


class Meeting:
    """Everybody's terminals, by account."""

    def __init__(self, host: Host, where: Path, stack: ExitStack) -> None:
        self.host, self.where, self._stack = host, where, stack
        self.at: dict[str, Guest] = {}

    def joins(self, person: str) -> Guest:
        """Let somebody join, or join again, and wait until they follow."""
        guest = self.host.terminal(person, "okrtui", "join", "-w", self.where)
        self.at[person] = self._stack.enter_context(guest)
        guest.wait_for("following")
        return guest

    def begins(self, person: str) -> Guest:
        """Let somebody lead a new meeting, and go to its round."""
        guest = self.host.terminal(person, "okrtui", "-w", self.where)
        self.at[person] = self._stack.enter_context(guest)
        guest.wait_for(guest.words("trends.foot"))
        guest.press("m")
        guest.wait_for(guest.words("meeting.facilitator"))
        guest.press("enter")
        guest.wait_for("Send the trace")
        guest.press("tab")
        guest.wait_for(guest.words("keys.foot_same"))
        return guest

    def cut(self, person: str, chance: random.Random) -> None:
        """Cut somebody's connection, in one of the ways in which that comes."""
        guest = self.at[person]
        match chance.choice(["client", "server", "window", "program"]):
            case "client":
                guest.kill()
            case "server":
                for pid in self.host.processes(f"sshd: {person}@"):
                    self.host.kill(pid)
            case "window":
                guest.hang_up()
            case _:
                for pid in self.host.programs(person):
                    self.host.kill(pid)


@pytest.mark.parametrize("seed", [6, *(pytest.param(n, marks=pytest.mark.soak) for n in range(5))])
def test_a_meeting_is_whole_though_connections_are_cut(
    seed: int, host: Host, tmp_path: Path
) -> None:
    where = harbour(host.folder / tmp_path.name)
    chance = random.Random(seed)
    given: list[tuple[str, int]] = []
    decided = []
    with ExitStack() as stack:
        meeting = Meeting(host, where, stack)
        leader = meeting.begins("ada")
        for person in OWN:
            meeting.joins(person)
        visitor = meeting.joins(VISITOR)
        visitor.wait_for(visitor.words("together.only_reads"))
        for person, titles in OWN.items():
            if person == "chloe":
                meeting.cut("ada", chance)
                leader = meeting.at["chloe"]
                leader.wait_for("T leads on from here")
                leader.press("T")
                leader.wait_for(leader.words("keys.foot_next"))
                meeting.joins("ada")
            leader.press("g", MEMBER[person])
            leader.wait_in_hand(titles[0])
            for number, title in enumerate(titles):
                guest = meeting.at[person]
                confidence, note = chance.randrange(8, 10), f"{person} said {number}"
                guest.wait_in_hand(title)
                guest.press(str(confidence))
                guest.say("n", note)
                guest.wait_for(note)
                given.append((note, confidence))
                if guest is not leader:
                    leader.wait_for(note)
                    if chance.random() < 0.6:
                        meeting.cut(person, chance)
                        meeting.joins(person)
                leader.wait_in_hand(title)
                leader.press("enter")
                leader.wait_for(f"{len(given)} of 15 KRs")
            text = f"decided with {person}"
            leader.say("d", text)
            leader.wait_for(f"{text}   u")
            decided.append(text)
        leader.close_meeting()
        visitor.wait_for(f"D1 {decided[0]}")
        visitor.press("escape")
        visitor.wait_for(visitor.words("board.read_only"))
    told = host.data("dan", "okrtui", "minutes", "--format", "json", "-w", where)
    assert [one["title"] for one in told["decisions"]] == decided
    branches = [branch for stop in told["round"] for branch in stop["branches"]]
    reviews = [review for branch in branches for review in branch["reviews"]]
    reviewed = [(one["note"], one["now"]["confidence"]) for one in reviews if one["reviewed"]]
    assert sorted(reviewed) == sorted(given)
    assert told["facilitator"] == "Chloé Martin"
    assert not host.run("dan", "okrtui", "doctor", "-w", where).returncode


def test_who_follows_is_there_within_a_quarter_of_a_second(
    host: Host, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    where = harbour(host.folder / tmp_path.name)
    with ExitStack() as stack:
        meeting = Meeting(host, where, stack)
        leader = meeting.begins("ada")
        others = [meeting.joins(person) for person in OWN]
        echo = stack.enter_context(host.terminal("ada", "cat"))
        leader.press("]", "]")
        took, control = [], []
        for number in range(30):
            key, title = ("k", OWN["ben"][0]) if number % 2 else ("j", OWN["ben"][1])
            for one in others:
                one.wait_in_hand(OWN["ben"][number % 2])
            began = time.monotonic()
            leader.press(key)
            left = set(others)
            while left:
                for one in [one for one in left if title in one.in_hand()]:
                    took.append(time.monotonic() - began)
                    left.remove(one)
                assert time.monotonic() - began < 20, "somebody does not follow"
            control.append(echoed(echo, f"{number:03}"))
    with capfd.disabled():
        sys.stdout.write(
            f"\n{told('followers', took)}; {told('echo over the same ssh', control)}\n"
        )
    assert statistics.median(took) < QUARTER


def echoed(terminal: Guest, text: str) -> float:
    """Return the seconds until what is typed comes back through ssh."""
    began = time.monotonic()
    terminal.at_once(text)
    while text not in terminal.text():
        assert time.monotonic() - began < 20
    return time.monotonic() - began


def told(who: str, took: list[float]) -> str:
    """Return how long things took, in words."""
    return f"{who}: p50 {statistics.median(took) * 1000:.0f} ms, p99 {p99(took) * 1000:.0f} ms"


def p99(took: list[float]) -> float:
    """Return what all but a hundredth stay within."""
    return sorted(took)[int(len(took) * 0.99)]


def test_a_key_that_is_bound_to_join_seats_whose_it_is(host: Host, tmp_path: Path) -> None:
    where = harbour(host.folder / tmp_path.name)
    for person in ("ben", "chloe"):
        forced = f"okrtui join --as {person} -w {where}"
        host.authorize(SHARED, key=f"{where.name}-{person}", command=forced)
    with ExitStack() as stack:
        leader = Meeting(host, where, stack).begins("ada")
        seats = [
            stack.enter_context(host.terminal(SHARED, key=f"{where.name}-{person}"))
            for person in ("ben", "chloe")
        ]
        leader.wait_for("Ben·")
        leader.wait_for("Chloé·")
        leader.press("]", "]")
        seats[0].wait_in_hand(OWN["ben"][0])
        seats[0].press("9")
        leader.wait_for("given by Ben")
        seats[1].wait_for("given by Ben")
        seats[1].press("9")
        seats[1].wait_for("Ben's to fill in")
    told = host.data("ada", "okrtui", "history", "--json", "-w", where)["history"]
    assert (told[-1]["by"], told[-1]["as"]) == (SHARED, "ben")

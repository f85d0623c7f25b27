"""A team of three at three terminals: how each is started is a parameter, so it may be an ssh.

start = local(team)
with Seat(start("ana")) as ana, Seat(start("lin")) as lin:
    ana.begin()
    lin.wait_for("following")
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from okrtui.model.codec import insert
from okrtui.model.records import Cycle, KeyResult, Link, Member, MetricKind, Objective, Team
from okrtui.model.settings import Settings
from okrtui.text.words import words_in
from okrtui.workspace.making import make
from tests.end_to_end.program import NOW, OKRTUI
from tests.end_to_end.terminal import Terminal
from tests.fakes import FakeClock

LOGINS = ("ana", "lin", "wang")


class Command(NamedTuple):
    """How to start one person's terminal: what to run, and changes to the surroundings."""

    argv: Sequence[str | Path]
    env: dict[str, str]


Start = Callable[[str], Command]
"""From a member's login to the command that seats them at the meeting."""


def harbour_of_three(folder: Path) -> Path:
    """Make a workspace of three members with two key results each, of which two share one."""
    cycle = Cycle(id="c-q4", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
    records: list[object] = [Team(id="team", name="Quay"), cycle]
    records += [Member(id=f"m-{one}", login=one, name=one.title()) for one in LOGINS]
    for login in LOGINS:
        objective = Objective(
            id=f"o-{login}", cycle=cycle.id, owner=f"m-{login}", number=1, title=f"Goal of {login}"
        )
        records.append(objective)
        records += [
            KeyResult(
                id=f"k-{login}-{n}",
                objective=objective.id,
                number=n,
                title=f"Result {n} of {login}",
                owner=f"m-{login}",
                metric=MetricKind.NUMBER,
                target=Decimal(40),
            )
            for n in (1, 2)
        ]
    shared = Link(
        id="l-1", kind="collaborator", source="k-ana-2", target="m-lin", state="confirmed"
    )
    ops = [insert(record) for record in (*records, shared)]
    make(folder, Settings(), ops, FakeClock(datetime(2026, 10, 1, 9, tzinfo=UTC)), via="test")
    return folder


def local(team: Path, homes: Path) -> Start:
    """Start each member on this machine: one account, and `--as` says who they are."""

    def start(login: str) -> Command:
        home = homes / login
        home.mkdir(exist_ok=True)
        env = {"OKRTUI_NOW": NOW, "XDG_STATE_HOME": str(home)}
        return Command([*OKRTUI, "-w", team, "join", "--as", login], env)

    return start


class Seat(Terminal):
    """One person at their terminal."""

    def __init__(self, command: Command, *, cols: int = 120, rows: int = 40) -> None:
        super().__init__(command.argv, cols=cols, rows=rows, env=command.env)
        self.words = words_in("en")

    def wait_before(self) -> None:
        """Wait until it is said that no meeting runs yet."""
        self.wait_for(self.words("together.waits"))

    def begin(self) -> None:
        """Go from waiting to the Board, and begin a meeting with oneself as its leader."""
        self.wait_before()
        self.press("q")
        self.wait_for(self.words("trends.foot"))
        self.press("m")
        self.wait_for(self.words("meeting.facilitator"))
        self.press("enter")
        self.wait_for(self.words("keys.foot_next"))

    def wait_following(self, name: str) -> None:
        """Wait until it is said whom one follows."""
        self.wait_for(self.words("together.following", name=name))

    def in_hand(self) -> str:
        """Return the row in hand as it is shown."""
        return next(
            (line for line in self.text().splitlines() if line.lstrip().startswith("▌")), ""
        )

    def wait_in_hand(self, title: str) -> None:
        """Wait until a row is in hand."""
        self.wait_for(lambda _: title in self.in_hand())


def moved_within(leader: Seat, follower: Seat, key: str, title: str) -> float:
    """Let the leader press a key, and return the seconds until the follower has a row in hand."""
    began = time.monotonic()
    leader.press(key)
    while title not in follower.in_hand():
        if time.monotonic() - began > 10:
            raise AssertionError(f"no {title!r}:\n{follower.text()}")
    return time.monotonic() - began

"""A team in a group folder, each with an account of their own, over a real ssh."""

from __future__ import annotations

import random
import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end.harbour import harbour
from tests.end_to_end.host import PATIENCE, SHARED, VISITOR, Guest, Host
from tests.end_to_end.program import fingerprint
from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.pty

UMASKS = {"ada": "077", "ben": "022", "chloe": "027", "dan": "002"}
OWN = {"ada": "ada/O1/KR1", "ben": "ben/O1/KR1", "chloe": "chloe/O1/KR1", "dan": "dan/O1/KR2"}


@pytest.fixture
def where(host: Host, tmp_path: Path) -> Path:
    """Return a team's workspace in the group folder, which is writable for its group alone."""
    return harbour(host.folder / tmp_path.name)


def unmasked(files: Path) -> dict[str, str]:
    """Return the modes of all that is below a folder and that its group could not write."""
    modes = {str(path.relative_to(files)): path.stat().st_mode for path in files.rglob("*")}
    needed = {False: stat.S_IWGRP | stat.S_IRGRP, True: stat.S_IRWXG | stat.S_ISGID}
    return {
        name: stat.filemode(mode)
        for name, mode in modes.items()
        if mode & needed[stat.S_ISDIR(mode)] != needed[stat.S_ISDIR(mode)]
    }


def test_each_writes_as_who_they_are_whatever_their_umask(host: Host, where: Path) -> None:
    for person, kr in OWN.items():
        note = f"said by {person}"
        said = f"umask {UMASKS[person]}; okrtui check-in {kr} --note '{note}' -w {where}"
        host.done(person, "sh", "-c", f"LOGNAME=root USER=root; {said}")
    assert not unmasked(where)
    told = host.data("dan", "okrtui", "history", "--json", "-w", where)["history"]
    assert [(one["by"], one["as"]) for one in told[-4:]] == [(person, None) for person in OWN]
    assert not host.run("ada", "okrtui", "doctor", "-w", where).returncode


def test_a_workspace_that_one_made_is_everybodys(host: Host, tmp_path: Path) -> None:
    made = host.folder / f"{tmp_path.name}-made"
    who = "--member ada --member ben --time-zone UTC --lang en --cycle 2026-Q4"
    host.done("ada", "sh", "-c", f"umask 077; okrtui init {made} --team Ours {who}")
    page = "# Ours\n\n## Objective 1: Ship it\n\n- Key Result 1: 3 customers ship\n"
    host.done(
        "ben", "sh", "-c", f"umask 077; cat >page.md; okrtui import page.md -w {made}", typed=page
    )
    host.done("ada", "okrtui", "check-in", "team/O1/KR1", "--confidence", "6", "-w", made)
    host.done("ben", "sh", "-c", f"umask 077; okrtui fold -w {made}")
    host.done("ada", "okrtui", "check-in", "team/O1/KR1", "--confidence", "7", "-w", made)
    assert not unmasked(made)


def test_who_may_not_write_can_look_and_is_told(host: Host, where: Path) -> None:
    before = fingerprint(where)
    seen = host.done(VISITOR, "okrtui", "status", "-w", where)
    assert seen == host.done("ada", "okrtui", "status", "-w", where)
    refused = host.run(VISITOR, "okrtui", "check-in", OWN["ada"], "--confidence", "3", "-w", where)
    assert refused.returncode == 4
    assert refused.stderr.count("\n") == 1
    assert "can only be read here" in refused.stderr
    with host.terminal(VISITOR, "okrtui", "-w", where) as board:
        board.wait_for(board.words("board.read_only"))
        board.press("q")
        assert board.exit_status() == 0
    assert fingerprint(where) == before


def test_on_one_account_the_key_says_who_it_is(host: Host, where: Path) -> None:
    for person in ("ben", "chloe"):
        forced = f"okrtui check-in {OWN[person]} --confidence 5 --as {person} -w {where}"
        host.authorize(SHARED, key=f"{where.name}-{person}", command=forced)
    for person in ("ben", "chloe"):
        # Whatever they ask for: the key runs what it is bound to.
        host.done(SHARED, "cat", "/etc/passwd", key=f"{where.name}-{person}")
    told = host.data("ada", "okrtui", "history", "--json", "-w", where)["history"]
    assert [(one["by"], one["as"]) for one in told[-2:]] == [(SHARED, "ben"), (SHARED, "chloe")]


# -- connections that are cut


def cut_client(room: Guest, host: Host) -> None:
    """Kill the ssh on the person's own machine."""
    room.kill()


def cut_server(room: Guest, host: Host) -> None:
    """Kill what serves the connection on the host."""
    for pid in host.processes("sshd: ada@"):
        host.kill(pid)


def cut_terminal(room: Guest, host: Host) -> None:
    """Close the window that ssh runs in."""
    room.hang_up()


CUTS: list[Callable[[Guest, Host], None]] = [cut_client, cut_server, cut_terminal]


def nothing_left(host: Host, account: str) -> None:
    """Wait until no program of an account runs any more."""
    deadline = time.monotonic() + PATIENCE
    while left := host.programs(account):
        assert time.monotonic() < deadline, f"they still run: {left}"
        time.sleep(0.01)


@pytest.mark.parametrize("cuts", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_facilitator_who_is_cut_off_again_and_again_loses_nothing(
    cuts: int, host: Host, where: Path
) -> None:
    chance = random.Random(cuts)
    acknowledged: list[str] = []
    in_hand = ""
    for number in range(cuts):
        with host.terminal("ada", "okrtui", "-w", where) as room:
            room.wait_for(room.words("keys.leave"))
            if number:
                room.press("m")
                room.wait_for(partial(has_in_hand, row=in_hand))
            else:
                begin_the_round(room)
                room.press("]")
                room.wait_in_hand("p95 of checkout")
            for entry in range(chance.randrange(1, 4)):
                text = f"entry {number}.{entry}"
                room.say("d", text)
                room.wait_for(f"{text}   u")  # what was said last, and that it can be undone
                acknowledged.append(text)
            room.press(chance.choice("jjk]["))
            room.wait_until_quiet(0.25)
            in_hand = room.in_hand()
            room.press("d")
            room.type(f"entry {number}.cut")
            room.press("enter")
            time.sleep(chance.random() * 0.1)  # a moment somewhere around its being written
            chance.choice(CUTS)(room, host)
            nothing_left(host, "ada")
    titles = decisions(host, where)
    assert set(acknowledged) <= set(titles)
    assert len(titles) == len(set(titles))
    assert not host.run("ada", "okrtui", "doctor", "-w", where).returncode


def has_in_hand(room: Terminal, *, row: str) -> bool:
    """Return whether a row is the one in hand."""
    return isinstance(room, Guest) and room.in_hand() == row


def begin_the_round(room: Guest) -> None:
    """Go from the Board to the first key result of a new meeting."""
    room.press("m")
    room.wait_for(room.words("meeting.facilitator"))
    room.press("enter")
    room.wait_for("Send the trace")
    room.press("tab")
    room.wait_for(room.words("keys.foot_same"))


def decisions(host: Host, where: Path) -> list[str]:
    """Return what was decided, as it is in the store."""
    tables = host.data("ada", "okrtui", "export", "--format", "json", "-w", where)["tables"]
    return [doc["title"] for doc in tables["decisions"]]

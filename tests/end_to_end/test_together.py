"""A team at their own terminals, each a real process: who leads, who follows, who votes."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import OKRTUI, data
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.together import Command, Seat, Start, harbour_of_three, local, moved_within

pytestmark = pytest.mark.pty

QUARTER = 0.25
"""Seconds within which who follows shall be where the leader is."""


@pytest.fixture
def quay(tmp_path: Path) -> Path:
    return harbour_of_three(tmp_path / "quay")


@pytest.fixture
def start(quay: Path, tmp_path: Path) -> Start:
    return local(quay, tmp_path)


@pytest.fixture
def room(start: Start) -> Iterator[tuple[Seat, Seat, Seat]]:
    """Return ana, who leads a meeting, and lin and wang, who follow it."""
    with ExitStack() as stack:
        ana, lin, wang = (stack.enter_context(Seat(start(one))) for one in ("ana", "lin", "wang"))
        lin.wait_before()
        wang.wait_before()
        ana.begin()
        lin.wait_following("Ana")
        wang.wait_following("Ana")
        ana.wait_for("Wang·")
        yield ana, lin, wang


Room = tuple[Seat, Seat, Seat]


def test_who_follows_is_where_the_leader_is_within_a_quarter_of_a_second(room: Room) -> None:
    ana, lin, _ = room
    there = [("j", "Result 2 of ana"), ("k", "Result 1 of ana")]
    took = [moved_within(ana, lin, key, title) for _ in range(20) for key, title in there]
    took += [moved_within(ana, lin, "]", "Result 1 of lin")]
    assert statistics.median(took) < QUARTER
    assert "Lin" in lin.line("of 2 reviewed")


def test_large_type_and_what_is_typed_are_followed_but_not_the_text(room: Room) -> None:
    ana, lin, _ = room
    ana.press("n")
    lin.wait_for("note…")
    ana.type("nobody reads this yet")
    ana.wait_for("yet")
    assert not lin.sees("nobody reads")
    ana.press("escape", "z")
    lin.wait_for(lambda _: "KR1   Ana" in lin.text())
    ana.press("z")
    lin.wait_in_hand("Result 1 of ana")


def test_who_looks_around_stays_there_until_they_follow_again(room: Room) -> None:
    ana, lin, _ = room
    lin.press("j")
    lin.wait_for("Ana is at: Ana")
    ana.press("]")
    ana.wait_in_hand("Result 1 of lin")
    lin.wait_for("Ana is at: Lin")
    assert "Result 2 of ana" in lin.in_hand()
    lin.press("f")
    lin.wait_in_hand("Result 1 of lin")


def test_what_an_owner_gives_is_marked_until_it_is_confirmed(room: Room, quay: Path) -> None:
    ana, lin, wang = room
    lin.press("]", "7", "+", "n")
    lin.wait_for("▸ note")
    lin.type("two more to go")
    lin.press("enter")
    ana.press("]")
    ana.wait_for("given by Lin")
    wang.wait_for("given by Lin")
    ana.wait_for("two more to go")
    ana.press("space")
    ana.wait_for(ana.words("entry.filled_in_use_enter"))
    ana.press("enter")
    ana.wait_for(ana.words("meeting.reviewed_of", n=1, of=2))
    ana.press("k")
    ana.wait_in_hand("Result 1 of lin")
    assert not ana.sees("given by")
    told = data("history", "lin/O1/KR1", "--json", "-w", quay)["history"]
    assert [one["as"] for one in told[-4:]] == ["lin", "lin", "lin", "ana"]


def test_what_is_somebody_elses_is_only_to_be_read(room: Room) -> None:
    _, lin, _ = room
    lin.press("7")
    lin.wait_for("ana/O1/KR1 is Ana's to fill in.")
    assert "7" not in lin.in_hand()
    lin.press("j", "8")
    lin.wait_for(lambda _: "8" in lin.in_hand())


def test_who_leaves_is_told_from_who_was_cut_off(room: Room, start: Start) -> None:
    ana, lin, wang = room
    wang.press("q")
    lin.wait_for(lambda _: "Wang " in lin.line("Quay"))
    ana.press("q")
    lin.wait_for("Ana has left.")
    lin.press("T")
    lin.wait_for(lin.words("keys.foot_next"))
    lin.kill()
    wang.press("m")
    wang.wait_for(wang.words("keys.foot_next"))
    wang.wait_for("Lin!")


def test_a_leader_who_was_killed_is_followed_by_exactly_one(room: Room, quay: Path) -> None:
    ana, lin, wang = room
    ana.press("j")
    lin.wait_in_hand("Result 2 of ana")
    ana.kill()
    lin.wait_for("Ana was cut off.")
    wang.wait_for("Ana was cut off.")
    lin.press("T")
    wang.press("T")
    leads = lin.words("keys.foot_next")
    lin.wait_for(lambda _: lin.sees(leads) or wang.sees(leads))
    leader, other = (lin, wang) if lin.sees(leads) else (wang, lin)
    other.wait_following("Lin" if leader is lin else "Wang")
    assert "Result 2 of ana" in leader.in_hand()
    assert not other.sees(leads)
    [meeting] = _table(quay, "meetings")
    name = "lin" if leader is lin else "wang"
    assert [one["member"] for one in meeting["taken_over"]] == [f"m-{name}"]
    leader.press("k")
    other.wait_in_hand("Result 1 of ana")


def test_who_starts_a_meeting_that_somebody_leads_follows_it(room: Room, start: Start) -> None:
    with Seat(start("wang")) as other:
        other.wait_following("Ana")
        other.press("q")
        other.wait_for(other.words("trends.foot"))
        other.press("m")
        other.wait_following("Ana")


def test_a_terminal_that_vanishes_ends_the_program_and_is_seen_as_cut_off(room: Room) -> None:
    ana, lin, wang = room
    wang.press("n")
    wang.hang_up()
    assert wang.exit_status() == 128 + signal.SIGHUP
    ana.wait_for("Wang!")
    ana.press("i")
    ana.wait_for(ana.words("together.cut"))
    ana.wait_for(ana.words("together.sits"))
    ana.signal(signal.SIGTERM)
    assert ana.exit_status() == 128 + signal.SIGTERM
    lin.wait_for("Ana was cut off.")


# -- the blind vote


def _opens_vote(ana: Seat) -> None:
    ana.press("v")
    ana.wait_for("all at their terminals")
    ana.press("enter")
    ana.wait_for("0 of 3 have given")


def _table(team: Path, name: str) -> list[dict[str, Any]]:
    whole = data("export", "--format", "json", "-w", team)
    return whole["tables"][name]  # type: ignore[no-any-return]


def _all_files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_nobody_finds_a_value_before_the_reveal_and_all_find_it_after(
    room: Room, quay: Path, tmp_path: Path
) -> None:
    ana, lin, wang = room
    _opens_vote(ana)
    for one, value in ((lin, "7"), (wang, "3")):
        one.wait_for("your confidence")
        one.press(value, "enter")
        one.wait_for("another digit changes it")
    ana.wait_for("2 of 3 have given")
    [vote] = _table(quay, "votes")
    assert (vote["given"], vote["nonces"], set(vote["sealed"])) == ([], {}, {"m-lin", "m-wang"})
    own = tmp_path / "lin" / "okrtui" / "ballots"
    nonce = next(iter(own.glob("*.json"))).read_text().split('"nonce":"')[1][:32]
    assert nonce.encode() not in _all_files(quay)
    assert b'"value":' not in _all_files(quay / "live")
    assert own.stat().st_mode & 0o077 == 0
    ana.press("1", "0", "enter")
    for one in room:
        one.wait_for("3 to 10, 7 apart")
    assert nonce.encode() in _all_files(quay)
    assert not list(own.glob("*.json"))
    ana.press("6")
    lin.wait_in_hand("Result 1 of ana")
    lin.wait_for("agreed 6")
    [vote] = _table(quay, "votes")
    assert (sorted(vote["given"]), vote["agreed"]) == ([3, 7, 10], 6)


def test_who_vanished_counts_as_not_given_and_is_named(room: Room) -> None:
    ana, lin, wang = room
    _opens_vote(ana)
    lin.wait_for("your confidence")
    lin.press("4", "enter")
    wang.wait_for("your confidence")
    wang.press("9", "enter")
    ana.wait_for("2 of 3 have given")
    wang.kill()
    ana.press("enter")
    ana.wait_for("not given: Ana, Wang")
    lin.wait_for("not given: Ana, Wang")
    assert not lin.sees("9")


def test_a_vote_that_its_leader_leaves_ends_for_all(room: Room) -> None:
    ana, lin, wang = room
    _opens_vote(ana)
    lin.wait_for("your confidence")
    ana.press("escape")
    lin.wait_following("Ana")
    wang.wait_following("Ana")


def test_a_vote_goes_on_with_who_takes_over(room: Room) -> None:
    ana, lin, wang = room
    _opens_vote(ana)
    for one, value in ((lin, "7"), (wang, "5")):
        one.wait_for("your confidence")
        one.press(value, "enter")
        one.wait_for("another digit changes it")
    ana.kill()
    wang.press("escape")
    wang.wait_for("Ana was cut off.")
    wang.press("T")
    wang.wait_for("2 of 3 have given")
    wang.press("enter")
    lin.wait_for("5 to 7, 2 apart")
    lin.wait_for("not given: Ana")


# -- who can only read


@pytest.fixture
def visited() -> Iterator[Path]:
    """Return a workspace that everybody may read, in a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="okrtui-"))
    folder.chmod(0o755)
    yield harbour_of_three(folder / "quay")
    shutil.rmtree(folder)


@pytest.mark.skipif(os.getuid() != 0, reason="to be somebody else needs root")
def test_who_can_only_read_follows_and_is_not_counted(visited: Path, tmp_path: Path) -> None:
    start = local(visited, tmp_path)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    command = Command(
        [*nobody, *OKRTUI, "-w", visited, "join"],
        {**start("lin").env, "XDG_STATE_HOME": "/nonexistent"},
    )
    with Seat(start("ana")) as ana, Seat(command) as visitor:
        visitor.wait_before()
        assert visitor.sees(visitor.words("together.only_reads"))
        ana.begin()
        visitor.wait_following("Ana")
        assert moved_within(ana, visitor, "j", "Result 2 of ana") < 2
        visitor.press("7")
        visitor.wait_for(visitor.words("together.only_reads"))
        assert [path.suffix for path in (visited / "live").glob("*.here")] == [".here"]
        ana.kill()
        visitor.wait_for("Ana was cut off.")
        assert not visitor.sees("leads on from here")


def test_who_is_no_member_is_told_how_to_say_who_they_are(quay: Path, start: Start) -> None:
    env = start("lin").env
    with Seat(Command([*OKRTUI, "-w", quay, "join"], env)) as somebody:
        somebody.wait_for("okrtui join --as MEMBER")
    with Terminal([*OKRTUI, "-w", quay, "join", "--as", "zoe"], env=env) as other:
        assert other.exit_status() == 1
        assert other.sees("zoe")

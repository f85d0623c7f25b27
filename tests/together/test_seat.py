"""A seat in a meeting: who is here, who leads, and what a session leaves behind."""

from __future__ import annotations

import fcntl
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.together.live import Live
from okrtui.together.locks import lock_now
from okrtui.together.seat import Seat, Table

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def at(login: str, row: str = "k-1", *, leads: bool = False) -> Live:
    return Live(meeting="g", who=login, at=NOW, stop="s", row=row, member=f"m-{login}", leads=leads)


def seated(folder: Path, login: str, *, leads: bool = False) -> Seat:
    seat = Seat(folder, f"{login}-1", counts=True)
    if leads:
        assert seat.take_lead()
    seat.sit(at(login, leads=leads))
    return seat


def look(seat: Seat) -> Table:
    seat.look("g")
    return seat.table


def drop(seat: Seat) -> None:
    """Let go of a seat as the end of a process does: its locks are gone, its files stay."""
    if seat._presence is not None:
        os.close(seat._presence._descriptor)
        seat._presence = None
    seat.give_up_lead()


def test_those_who_sit_see_each_other_and_who_leads(tmp_path: Path) -> None:
    ana, lin = seated(tmp_path, "ana", leads=True), seated(tmp_path, "lin")
    table = look(lin)
    assert table.members == {"m-ana", "m-lin"}
    assert table.led
    assert table.leader == at("ana", leads=True)
    assert table.shared
    for seat in (ana, lin):
        seat.leave()


def test_one_alone_is_not_a_shared_table(tmp_path: Path) -> None:
    ana = seated(tmp_path, "ana", leads=True)
    assert not look(ana).shared
    ana.leave()


def test_a_second_one_does_not_lead(tmp_path: Path) -> None:
    ana, lin = seated(tmp_path, "ana", leads=True), seated(tmp_path, "lin")
    assert not lin.take_lead()
    ana.leave()
    assert lin.take_lead()
    lin.leave()
    lin.leave()


def test_ones_other_session_is_asked_for_the_lead_and_gives_it(tmp_path: Path) -> None:
    old, lin = seated(tmp_path, "ana", leads=True), seated(tmp_path, "lin")
    new = Seat(tmp_path, "ana-2", counts=True)
    new.sit(at("ana"))
    lin.say(replace(at("lin"), claims=True))
    assert not look(old).claimed

    def give_way() -> None:
        while not look(old).claimed:
            pass
        old.give_up_lead()

    other = threading.Thread(target=give_way)
    other.start()
    assert new.claim(at("ana"), patience=10)
    other.join()
    assert not look(old).claimed
    for seat in (old, lin, new):
        seat.leave()


def test_a_session_that_does_not_answer_keeps_the_lead(tmp_path: Path) -> None:
    old, new = seated(tmp_path, "ana", leads=True), Seat(tmp_path, "ana-2", counts=True)
    new.sit(at("ana"))
    assert not new.claim(at("ana"), patience=0)
    assert old.leads
    assert not look(old).claimed
    old.leave()
    new.leave()


def test_who_was_cut_off_is_told_from_who_left(tmp_path: Path) -> None:
    ana, lin, wang = (seated(tmp_path, one) for one in ("ana", "lin", "wang"))
    drop(lin)
    wang.leave()
    table = look(ana)
    assert [*table.members, *table.gone] == ["m-ana", "m-lin"]
    ana.leave()


def test_a_leader_who_left_is_told_from_one_who_was_cut_off(tmp_path: Path) -> None:
    lin = seated(tmp_path, "lin")
    seated(tmp_path, "ana", leads=True).leave()
    table = look(lin)
    assert (table.led, table.cut) == (False, False)
    drop(seated(tmp_path, "ana", leads=True))
    table = look(lin)
    assert (table.led, table.cut) == (False, True)
    assert table.leader is not None
    assert table.leader.who == "ana"
    lin.leave()


def test_who_comes_back_is_not_cut_off_any_more(tmp_path: Path) -> None:
    ana = seated(tmp_path, "ana")
    drop(seated(tmp_path, "lin"))
    back = Seat(tmp_path, "lin-2", counts=True)
    back.sit(at("lin"))
    assert look(ana).gone == frozenset()
    back.leave()
    assert look(ana).gone == frozenset()
    ana.leave()


def test_a_meeting_goes_on_where_its_leader_was(tmp_path: Path) -> None:
    ana, lin = seated(tmp_path, "ana", leads=True), seated(tmp_path, "lin")
    ana.say(at("ana", "k-7", leads=True))
    lin.say(at("lin", "k-2"))
    ana.leave()
    where, _ = lin.led_last("g")
    assert where is not None
    assert where.row == "k-7"
    lin.leave()
    assert [path.name for path in tmp_path.glob("*.json")] == ["ana-1.json"]


def test_who_may_not_write_looks_on_and_is_nobody(tmp_path: Path) -> None:
    ana = seated(tmp_path, "ana", leads=True)
    visitor = Seat(tmp_path, "visitor-1", counts=False)
    visitor.sit(at("visitor"))
    visitor.say(at("visitor"))
    assert not visitor.take_lead()
    assert look(visitor).members == {"m-ana"}
    assert visitor.follow() == at("ana", leads=True)
    visitor.leave()
    ana.leave()


def test_a_look_tells_only_what_is_new(tmp_path: Path) -> None:
    ana = seated(tmp_path, "ana", leads=True)
    assert ana.look("g") is not None
    ana.say(at("ana", "k-2", leads=True))
    assert ana.look("g") is None
    lin = seated(tmp_path, "lin")
    assert ana.look("g") is not None
    lin.leave()
    ana.leave()


def test_a_session_that_ends_without_leaving_stays_behind(tmp_path: Path) -> None:
    ana, lin = seated(tmp_path, "ana"), seated(tmp_path, "lin")
    lin.cut_off()
    lin.leave()
    drop(lin)
    assert look(ana).gone == {"m-lin"}
    ana.leave()


def test_whoever_only_asks_keeps_nobody_from_a_lock(tmp_path: Path) -> None:
    path = tmp_path / "lead"
    asks, takes = (os.open(path, os.O_RDWR | os.O_CREAT) for _ in range(2))
    fcntl.flock(asks, fcntl.LOCK_SH)
    timer = threading.Timer(0.03, fcntl.flock, (asks, fcntl.LOCK_UN))
    timer.start()
    lock_now(takes)
    with pytest.raises(BlockingIOError):
        lock_now(asks)
    timer.join()
    for descriptor in (asks, takes):
        os.close(descriptor)

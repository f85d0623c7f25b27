"""What things cost, counted: system calls, bytes, and steps of the interpreter.

Times say little on a machine that others use; these counts are the same on every run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

from bench.generate import Size, generate
from okrtui.meeting.check_in import prepare
from okrtui.model.books import Books
from okrtui.model.ids import IdMaker
from okrtui.model.ops import Set
from okrtui.model.view import View
from okrtui.store import disk
from okrtui.store.store import Store
from tests.store.kit import FixedClock

SMALL, LARGE = Size(people=2, quarters=1), Size(people=30, quarters=2)
"""80 check-ins, and 2,300."""


class Pair(NamedTuple):
    """A store, and another process's view of it."""

    store: Store
    follower: Store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("costs")
    sizes = {"small": SMALL, "large": LARGE}
    return {name: generate(folder / name, size) for name, size in sizes.items()}


@pytest.fixture
def pairs(made: dict[str, Path]) -> Iterator[dict[str, Pair]]:
    opened = {
        name: Pair(*(Store.open(file, FixedClock(), by=by) for by in ("lin", "wang")))
        for name, file in made.items()
    }
    for pair in opened.values():
        # What is done only once is done.
        check_in(pair.store)
        pair.follower.refresh()
    yield opened
    for pair in opened.values():
        pair.store.close()
        pair.follower.close()


def check_in(store: Store) -> None:
    """Say something of the first key result, as a person would."""
    clock, new_id = FixedClock(), IdMaker()
    key_result = next(iter(store.view.all("key_results")))["id"]

    def decide(view: View) -> Any:
        return prepare(
            Books(view), key_result, value=None, confidence=7, note="", author="lin", for_=None,
            now=clock.now(), new_id=new_id,
        )  # fmt: skip

    assert store.commit(decide, via="check-in")


def steps(do: Callable[[], object]) -> int:
    """Return how many steps the interpreter took: a loop over documents shows in them."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


def spied(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> list[tuple[str, int]]:
    """Return the calls to the system, each with the bytes it read or wrote."""
    calls: list[tuple[str, int]] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **named: Any) -> Any:
            result = call(*arguments, **named)
            size = len(result) if isinstance(result, bytes) else result if name == "write" else 0
            calls.append((name, size))
            return result

        return instead

    with monkeypatch.context() as patched:
        for name in ("stat", "fstat", "pread", "read", "open", "write", "pwrite", "fdatasync"):
            patched.setattr(os, name, noted(name, getattr(os, name)))
        patched.setattr(disk, "sync_data", noted("sync", disk.sync_data))
        patched.setattr(disk, "lock", noted("lock", disk.lock))
        # What patching itself looked at is not ours.
        calls.clear()
        do()
        return list(calls)


def test_a_check_in_takes_as_many_steps_in_a_large_store(pairs: dict[str, Pair]) -> None:
    small, large = (steps(lambda pair=pair: check_in(pair.store)) for pair in pairs.values())  # type: ignore[misc]
    # Ids and instants differ by a digit now and then.
    assert small > 1000
    assert abs(large - small) < 0.02 * small


def test_a_check_in_makes_the_same_few_calls_in_a_large_store(
    pairs: dict[str, Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {
        name: spied(monkeypatch, lambda pair=pair: check_in(pair.store))  # type: ignore[misc]
        for name, pair in pairs.items()
    }
    names = {size: [name for name, _ in calls] for size, calls in made.items()}
    assert names["small"] == names["large"]
    assert names["small"].count("write") == names["small"].count("sync") == 1
    assert names["small"].count("lock") == 2
    assert "open" not in names["small"]
    assert len(names["small"]) <= 20, " ".join(names["small"])
    written = next(size for name, size in made["large"] if name == "write")
    read = sum(size for name, size in made["large"] if name in {"pread", "read"})
    # Its own line is read back, the end of the last line looked at, and who signed the lock.
    assert read <= written + 2 * 67 + 32


def test_a_follower_reads_what_changed_and_no_more(
    pairs: dict[str, Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = {}
    for name, pair in pairs.items():
        before = pair.store._journal.place.end
        check_in(pair.store)
        change = pair.store._journal.place.end - before
        calls = spied(monkeypatch, pair.follower.refresh)
        assert sum(size for _, size in calls) <= change + 67
        counted[name] = [call for call, _ in calls]
    assert counted["small"] == counted["large"]
    assert len(counted["small"]) <= 6, counted


def test_a_follower_takes_as_many_steps_in_a_large_store(pairs: dict[str, Pair]) -> None:
    taken = {}
    for name, pair in pairs.items():
        check_in(pair.store)
        taken[name] = steps(pair.follower.refresh)
    assert abs(taken["large"] - taken["small"]) < 0.02 * taken["small"] + 20


def test_looking_where_nothing_happened_is_a_look_at_journal_and_snapshot(
    pairs: dict[str, Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    for pair in pairs.values():
        pair.follower.refresh()
        assert spied(monkeypatch, pair.follower.refresh) == 2 * [("stat", 0)]
        assert steps(pair.follower.refresh) < 300


def test_asking_for_what_belongs_to_one_thing_costs_what_it_has(pairs: dict[str, Pair]) -> None:
    taken = []
    for pair in pairs.values():
        books = Books(pair.store.view)
        kr = list(pair.store.view.all("key_results"))[1]["id"]
        books.check_ins(kr)
        assert len(books.check_ins(kr)) == 13
        taken.append(steps(lambda books=books, kr=kr: books.check_ins(kr)))  # type: ignore[misc]
    assert abs(taken[1] - taken[0]) < 0.02 * taken[0]


def test_an_index_is_kept_and_not_made_anew_when_something_changes(
    pairs: dict[str, Pair],
) -> None:
    taken = []
    for pair in pairs.values():
        kr = list(pair.store.view.all("key_results"))[1]["id"]
        books = Books(pair.store.view)
        last = books.check_ins(kr)[-1].id
        changed = Set("check_ins", last, {"confidence": (None, None)})
        assert pair.store.commit(lambda _view, op=changed: [op], via="test")  # type: ignore[misc]
        taken.append(steps(lambda books=books, kr=kr: books.check_ins(kr)))  # type: ignore[misc]
    assert abs(taken[1] - taken[0]) < 0.02 * taken[0]

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from okrtui.model.ids import new_id
from okrtui.model.ops import Insert, Op, Remove, Set
from okrtui.model.view import View
from okrtui.store.store import Store
from okrtui.store.tables import Tables
from okrtui.text.errors import NotWritten, Refused
from tests.store.kit import (
    TABLE,
    FixedClock,
    always,
    change,
    end_child,
    ids,
    key_of,
    open_store,
    put,
    start_child,
)


def test_a_commit_is_in_memory_and_on_the_disk_with_who_and_when(
    store: Store, tmp_path: Path
) -> None:
    done = store.commit(
        always(Insert(TABLE, "a", {"id": "a"})), via="meet", as_="wang", undoes="t0", id="t1"
    )
    assert done is not None
    assert (done.seq, done.id, done.by, done.as_, done.via, done.undoes) == (
        1,
        "t1",
        "lin",
        "wang",
        "meet",
        "t0",
    )
    assert ids(store) == ids(open_store(tmp_path)) == ["a"]
    assert list(open_store(tmp_path).transactions()) == [done]


def test_decide_sees_what_another_process_wrote_a_moment_ago(store: Store, tmp_path: Path) -> None:
    # Red without `_catch_up` in `Store._get_ready`.
    other = open_store(tmp_path)
    put(other, "a")
    seen: list[object] = []

    def decide(view: View) -> list[Op]:
        seen.append(view.get(TABLE, "a"))
        return []

    assert store.commit(decide, via="test") is None
    assert seen == [{"id": "a"}]


def test_two_people_who_change_two_fields_both_win(store: Store, tmp_path: Path) -> None:
    put(store, "a", x=1, y=1)
    other = open_store(tmp_path)
    change(store, "a", x=2)
    change(other, "a", y=2)
    store.refresh()
    assert store.view.get(TABLE, "a") == other.view.get(TABLE, "a") == {"id": "a", "x": 2, "y": 2}


def test_the_later_of_two_wins_and_history_tells_the_earlier(store: Store, tmp_path: Path) -> None:
    # Red if `prepare._ready` keeps the `was` that it is given.
    put(store, "a", x=1)
    other = open_store(tmp_path)
    change(store, "a", x=2)
    done = other.commit(always(Set(TABLE, "a", {"x": (1, 3)})), via="test")
    assert done is not None
    assert done.ops == (Set(TABLE, "a", {"x": (2, 3)}),)


def test_what_decide_refuses_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def decide(view: View) -> list[Op]:
        raise Refused("entry.gone")

    before = (tmp_path / "okr.json.journal").read_bytes()
    with pytest.raises(Refused):
        store.commit(decide, via="test")
    assert (tmp_path / "okr.json.journal").read_bytes() == before
    put(store, "a")


@pytest.mark.parametrize(
    ("op", "key"),
    [
        (Set(TABLE, "z", {"x": (None, 1)}), "store.gone"),
        (Remove(TABLE, "z", {"id": "z"}), "store.gone"),
        (Insert(TABLE, "a", {"id": "a"}), "store.there_already"),
    ],
)
def test_an_op_on_what_is_not_as_it_should_be_is_refused_whole(
    store: Store, op: Op, key: str
) -> None:
    put(store, "a")
    with pytest.raises(Refused) as refused:
        store.commit(always(Insert(TABLE, "b", {"id": "b"}), op), via="test")
    assert (key_of(refused.value), ids(store)) == (key, ["a"])


@pytest.mark.parametrize(
    "op",
    [
        Insert("nonsense", "a", {"id": "a"}),
        Insert(TABLE, "a", {"id": "b"}),
        Insert(TABLE, "", {"id": ""}),
        Set(TABLE, "k", {"id": ("k", "l")}),
        Insert(TABLE, 5, {"id": 5}),  # type: ignore[arg-type]
    ],
)
def test_ops_that_make_no_sense_are_our_mistake(store: Store, op: Op) -> None:
    # Red without `decode` before `append` in `Store.commit`.
    put(store, "k")
    with pytest.raises(ValueError, match=TABLE + "|nonsense|Expected"):
        store.commit(always(op), via="test")
    assert put(store, "l").seq == 2


def test_ops_of_one_transaction_build_on_each_other(store: Store) -> None:
    done = store.commit(
        always(
            Insert(TABLE, "a", {"id": "a", "x": 1}),
            Set(TABLE, "a", {"x": (None, 2)}),
            Remove(TABLE, "a", {}),
            Insert(TABLE, "a", {"id": "a", "x": 5}),
        ),
        via="test",
    )
    assert done is not None
    assert done.ops[1:3] == (
        Set(TABLE, "a", {"x": (1, 2)}),
        Remove(TABLE, "a", {"id": "a", "x": 2}),
    )
    assert store.view.get(TABLE, "a") == {"id": "a", "x": 5}


@pytest.mark.parametrize(
    ("was", "now", "written"), [(1, 1, False), (1, True, True), ([1], (1,), False), (None, 0, True)]
)
def test_what_changes_nothing_is_no_transaction(
    store: Store, was: Any, now: Any, written: bool
) -> None:
    put(store, "a", x=was)
    assert (change(store, "a", x=now) is not None) is written


def test_a_retry_with_the_same_id_is_not_written_twice(store: Store, tmp_path: Path) -> None:
    # Red without `_history.find` in `Store.commit`.
    again_id = new_id(FixedClock().now())
    decide = always(Insert(TABLE, "a", {"id": "a"}))
    first = store.commit(decide, via="test", id=again_id)
    again = open_store(tmp_path).commit(decide, via="test", id=again_id)
    assert again == first


def test_a_retry_is_recognised_after_a_fold_by_another_process(
    store: Store, tmp_path: Path
) -> None:
    # Red if `History.find` looks in memory only.
    again_id = new_id(FixedClock().now())
    decide = always(Insert(TABLE, "a", {"id": "a"}))
    first = store.commit(decide, via="test", id=again_id)
    other = open_store(tmp_path)
    put(other, "b")
    other.fold()
    later = open_store(tmp_path)
    assert not later.recent()
    assert later.commit(decide, via="test", id=again_id) == first
    assert later.seq == 2


def test_what_is_handed_in_or_found_by_a_query_shares_nothing_with_memory(store: Store) -> None:
    # Red if `tables.out` or `transaction.copied` returns what it is given.
    doc: dict[str, Any] = {"id": "a", "list": [1, {"x": [2]}]}
    done = store.commit(always(Insert(TABLE, "a", doc)), via="test")
    assert done is not None
    insert = done.ops[0]
    assert isinstance(insert, Insert)
    asked: Any = store.view.tinydb.table(TABLE).get(None, "a")  # type: ignore[call-overload]
    for alias in (doc, insert.doc, asked):
        alias["list"][1]["x"].append(3)
        alias["list"].append(4)
    assert store.view.get(TABLE, "a") == {"id": "a", "list": [1, {"x": [2]}]}


def test_what_a_reader_holds_stays_as_it_was(store: Store) -> None:
    put(store, "a", x=1)
    held = store.view.get(TABLE, "a")
    change(store, "a", x=2)
    assert held == {"id": "a", "x": 1}


def test_a_transaction_is_never_seen_by_half(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # Red without `with self.mutex` in `Tables.apply`.
    put(store, "a", x=0)
    put(store, "b", x=0)
    seen: list[list[int]] = []
    readers: list[threading.Thread] = []
    real = Tables._put

    def read() -> None:
        seen.append([doc["x"] for doc in store.view.all(TABLE)])

    def put_and_let_read(*arguments: Any) -> None:
        real(*arguments)
        readers.append(threading.Thread(target=read))
        readers[-1].start()
        readers[-1].join(0.05)

    monkeypatch.setattr(Tables, "_put", put_and_let_read)
    store.commit(always(Set(TABLE, "a", {"x": (0, 1)}), Set(TABLE, "b", {"x": (0, 1)})), via="test")
    for reader in readers:
        reader.join()
    assert seen == [[1, 1], [1, 1]]


def test_a_store_that_is_there_is_not_made_again(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    with pytest.raises(Refused, match="exists"):
        Store.create(tmp_path / "okr.json", FixedClock(), by="lin")
    (tmp_path / "okr.json").unlink()
    with pytest.raises(Refused, match="exists"):
        Store.create(tmp_path / "okr.json", FixedClock(), by="lin")


@pytest.mark.parametrize("every", [1000, 3], ids=["no folds", "folds"])
def test_four_processes_that_write_at_once_lose_nothing(
    store: Store, tmp_path: Path, every: int
) -> None:
    # Red without `disk.lock` in `Lock._take`; with folds also without the comparison of inodes in
    # `journal.look`.
    def work(name: int) -> None:
        mine = open_store(tmp_path, by=f"w{name}")
        for number in range(100):
            put(mine, f"{name}-{number}")
            if number % every == every - 1:
                mine.fold()

    for child in [start_child(lambda name=name: work(name)) for name in range(4)]:  # type: ignore[misc]
        assert end_child(child) == 0
    written = [t.seq for t in open_store(tmp_path).transactions()]
    assert written == list(range(1, 401))
    assert sorted(ids(open_store(tmp_path))) == sorted(
        f"{name}-{number}" for name in range(4) for number in range(100)
    )
    for name in range(4):
        own = [one for one in ids(open_store(tmp_path)) if one.startswith(f"{name}-")]
        assert own == [f"{name}-{number}" for number in range(100)]


def test_a_read_only_store_reads_and_says_so(store: Store, tmp_path: Path) -> None:
    put(store, "a")
    reader = open_store(tmp_path, read_only=True)
    put(store, "b")
    assert reader.refresh() is not None
    assert (reader.read_only, ids(reader)) == (True, ["a", "b"])
    with pytest.raises(NotWritten, match="read_only"):
        put(reader, "c")

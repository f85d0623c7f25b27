"""Several processes do what they like to one store; a dictionary says what must come of it."""

from __future__ import annotations

import os
import pickle
import select
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from okrtui.model.clock import SystemClock
from okrtui.model.ops import Insert, Op, Remove, Set
from okrtui.model.view import View
from okrtui.store.check import check
from okrtui.store.store import Store
from tests.store.kit import TABLE, end_child, new_store, open_store, start_child
from tests.store.points import some_or_all

PROCESSES = 3
KEYS = st.sampled_from("abcde")
FIELDS = st.sampled_from("xyz")
VALUES = st.integers(0, 3) | st.text(max_size=3) | st.none()
Todo = tuple[str, str, str, Any]


def decided(todo: list[Todo], view: View) -> list[Op]:
    """Return ops that fit what is there: which of insert, set and remove that allows."""
    there = {key: view.get(TABLE, key) is not None for _, key, _, _ in todo}
    ops: list[Op] = []
    for kind, key, field, value in todo:
        if not there[key]:
            ops.append(Insert(TABLE, key, {"id": key, field: value}))
            there[key] = True
        elif kind == "remove":
            ops.append(Remove(TABLE, key, {}))
            there[key] = False
        else:
            ops.append(Set(TABLE, key, {field: (None, value)}))
    return ops


def done_by(store: Store, order: str, todo: list[Todo]) -> Any:
    """Do one thing; return the number of the transaction, or the documents that there are."""
    if order == "commit":
        done = store.commit(lambda view: decided(todo, view), via="test")
        return None if done is None else done.seq
    if order == "fold":
        store.fold()
        return None
    store.refresh()
    return {doc["id"]: doc for doc in store.view.all(TABLE)}


class Worker:
    """A process with the store open, that does what it is told and says what came of it."""

    def __init__(self, folder: Path, name: str, *, read_only: bool = False) -> None:
        asked, self.ask = os.pipe()
        self.answers, answer = os.pipe()

        def work() -> None:
            store = Store.open(folder / "okr.json", SystemClock(), by=name, read_only=read_only)
            with os.fdopen(asked, "rb") as orders:
                while True:
                    order = pickle.load(orders)
                    os.write(answer, pickle.dumps(done_by(store, *order)).ljust(4096))

        self.child = start_child(work)
        os.close(asked)
        os.close(answer)

    def tell(self, order: str, todo: list[Todo] | None = None) -> None:
        os.write(self.ask, pickle.dumps((order, todo or [])))

    def answer(self) -> Any:
        # poll: a descriptor may be too great for select.
        waiting = select.poll()
        waiting.register(self.answers, select.POLLIN)
        assert waiting.poll(20_000), "the process died"
        data = os.read(self.answers, 4096)
        return pickle.loads(data)

    def end(self) -> None:
        end_child(self.child, kill=True)
        os.close(self.ask)
        os.close(self.answers)


class Team(RuleBasedStateMachine):
    """One store, several processes, and what it must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="okrtui-model-"))
        new_store(self.folder).close()
        self.names = 0
        self.docs: dict[str, dict[str, Any]] = {}
        self.seq = 0
        self.workers = [self.worker() for _ in range(PROCESSES)]
        self.reader = Worker(self.folder, "reader", read_only=True)

    def worker(self) -> Worker:
        self.names += 1
        return Worker(self.folder, f"w{self.names}")

    def apply(self, todo: list[Todo]) -> None:
        for kind, key, field, value in todo:
            if key not in self.docs:
                self.docs[key] = {"id": key, field: value}
            elif kind == "remove":
                del self.docs[key]
            else:
                self.docs[key] = {**self.docs[key], field: value}

    todos = st.lists(
        st.tuples(st.sampled_from(["set", "set", "remove"]), KEYS, FIELDS, VALUES),
        min_size=1,
        max_size=3,
    )

    @rule(who=st.integers(0, PROCESSES - 1), todo=todos)
    def commit(self, who: int, todo: list[Todo]) -> None:
        self.workers[who].tell("commit", todo)
        seq = self.workers[who].answer()
        before = {key: dict(doc) for key, doc in self.docs.items()}
        self.apply(todo)
        if seq is None:
            assert same_fields(self.docs, before)
            self.docs = before
        else:
            assert seq == self.seq + 1
            self.seq = seq

    @rule(todos=st.lists(todos, min_size=PROCESSES, max_size=PROCESSES))
    def all_commit_at_once(self, todos: list[list[Todo]]) -> None:
        for worker, todo in zip(self.workers, todos, strict=True):
            worker.tell("commit", todo)
        seqs = [worker.answer() for worker in self.workers]
        order = sorted((seq, n) for n, seq in enumerate(seqs) if seq is not None)
        for seq, n in order:
            assert seq == self.seq + 1
            self.seq = seq
            self.apply(todos[n])

    @rule(who=st.integers(0, PROCESSES - 1))
    def fold(self, who: int) -> None:
        self.workers[who].tell("fold")
        self.workers[who].answer()

    @rule(who=st.integers(0, PROCESSES - 1), todo=todos)
    def kill(self, who: int, todo: list[Todo]) -> None:
        self.workers[who].tell("commit", todo)
        self.workers[who].end()
        store = open_store(self.folder)
        # It is there whole, or not at all.
        if store.seq == self.seq + 1:
            self.seq += 1
            self.apply(todo)
        assert store.seq == self.seq
        store.close()
        self.workers[who] = self.worker()

    @rule(who=st.integers(0, PROCESSES - 1))
    def kill_while_folding(self, who: int) -> None:
        self.workers[who].tell("fold")
        self.workers[who].end()
        self.workers[who] = self.worker()

    @rule(todo=todos)
    def fold_while_another_commits(self, todo: list[Todo]) -> None:
        self.workers[0].tell("fold")
        self.workers[1].tell("commit", todo)
        self.workers[0].answer()
        if self.workers[1].answer() is not None:
            self.seq += 1
            self.apply(todo)

    @rule()
    def kill_the_reader(self) -> None:
        self.reader.end()
        self.reader = Worker(self.folder, "reader", read_only=True)

    @invariant()
    def all_see_the_same(self) -> None:
        everybody = [*self.workers, self.reader]
        for worker in everybody:
            worker.tell("read")
        for worker in everybody:
            found = worker.answer()
            assert same_fields(found, self.docs)

    def teardown(self) -> None:
        for worker in (*self.workers, self.reader):
            worker.end()
        store = open_store(self.folder)
        assert [t.seq for t in store.transactions()] == list(range(1, self.seq + 1))
        store.close()
        assert check(self.folder / "okr.json") == []
        shutil.rmtree(self.folder)


def same_fields(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether documents are the same, where what is not there is null."""

    def plain(docs: dict[str, Any]) -> dict[str, Any]:
        return {
            key: {name: value for name, value in doc.items() if value is not None}
            for key, doc in docs.items()
        }

    return plain(one) == plain(other)


@some_or_all
def test_several_processes_and_a_dictionary_come_to_the_same(everywhere: bool) -> None:
    # Red without `_catch_up` in `Store._get_ready`, or without `journal.settle` after a kill.
    run_state_machine_as_test(
        Team,
        settings=settings(
            max_examples=100 if everywhere else 6,
            stateful_step_count=40 if everywhere else 15,
            deadline=None,
            # To look for a shorter story takes minutes, as each is lived through by processes.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )

"""Long work is told step by step, and broken off at any of them it leaves nothing half done."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.store import version
from okrtui.store.alone import Hand
from okrtui.store.check import check
from okrtui.store.doing import counted, unbroken
from okrtui.store.repair import repair
from okrtui.store.restore import restore
from okrtui.store.store import Store
from okrtui.text.words import LANGUAGES, words_in
from tests.store import test_foreign, test_migrate, test_repair, test_restore
from tests.store.kit import (
    DIES,
    TABLE,
    FixedClock,
    files,
    ids,
    in_child,
    new_store,
    open_store,
    put,
    strike,
)
from tests.store.points import calls_of, some_or_all, some_points

Told = list[tuple[str, int, int]]
Work = Callable[[Path, Hand], object]


def folded(folder: Path) -> None:
    store = new_store(folder)
    put(store, "a")
    store.fold()
    put(store, "b")
    store.close()


def open_it(folder: Path, hand: Hand) -> None:
    Store.open(folder / "okr.json", hand.clock, by=hand.by, doing=hand.doing).close()


def fold_it(folder: Path, hand: Hand) -> None:
    store = Store.open(folder / "okr.json", hand.clock, by=hand.by, doing=hand.doing)
    store.fold(reason="import", doing=hand.doing)
    store.close()


def mend_it(folder: Path, hand: Hand) -> None:
    repair(folder / "okr.json", hand)


def go_back(folder: Path, hand: Hand) -> None:
    restore(folder / "okr.json", "2026-11-25", hand)


def holds(folder: Path, wanted: Callable[[Store], bool]) -> bool:
    if check(folder / "okr.json"):
        return False
    store = open_store(folder)
    found = wanted(store)
    store.close()
    return found


def is_folded(folder: Path) -> bool:
    return holds(folder, lambda store: ids(store) == ["a", "b"])


def is_mended(folder: Path) -> bool:
    return holds(folder, lambda store: ids(store) == test_repair.WHOLE)


def is_taken_up(folder: Path) -> bool:
    doc = {"id": "a", "x": 2, "title": "乙"}
    return holds(folder, lambda store: store.view.get(TABLE, "a") == doc)


def is_migrated(folder: Path) -> bool:
    return holds(folder, lambda store: list(store.view.all(TABLE)) == test_migrate.NEW)


ALL = {
    "fold": (folded, fold_it, is_folded),
    "repair": (test_repair.flip_a_line_and_lose_okr_json, mend_it, is_mended),
    "restore": (test_restore.lived, go_back, is_folded),
    "take up": (test_foreign.prepared, open_it, is_taken_up),
    "migrate": (test_migrate.old_store, open_it, is_migrated),
}

each = pytest.mark.parametrize(("prepare", "work", "is_done"), ALL.values(), ids=ALL)


@pytest.fixture(autouse=True)
def a_made_up_older_version(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "migrate" in request.node.name:
        monkeypatch.setattr(version, "MIGRATIONS", test_migrate.STEPS[1])


def said(folder: Path) -> dict[str, bytes]:
    """Return the files that say what a team said, copies and what was put aside left out."""
    return {name: data for name, data in files(folder).items() if not name.startswith("backups/")}


def assert_as_it_was_or_done(
    folder: Path, before: dict[str, bytes], is_done: Callable[[Path], bool]
) -> None:
    assert [path for path in folder.rglob("*") if path.name.endswith(".new")] == []
    assert said(folder) == before or is_done(folder)


@each
def test_broken_off_at_any_step_it_is_as_it_was_or_done(
    tmp_path: Path,
    prepare: Callable[[Path], None],
    work: Work,
    is_done: Callable[[Path], bool],
) -> None:
    # Red without the `except BaseException` in `backup.keep`.
    told: Told = []
    (tmp_path / "whole").mkdir()
    prepare(tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "done")
    work(tmp_path / "done", Hand(FixedClock(), "x", doing=lambda *one: told.append(one)))
    assert is_done(tmp_path / "done")
    assert len(told) >= 3
    before = said(tmp_path / "whole")
    for number in range(len(told)):
        folder = shutil.copytree(tmp_path / "whole", tmp_path / str(number))
        steps = iter(range(len(told)))

        def stop(*_told: object, number: int = number, steps: object = steps) -> None:
            if next(steps) == number:  # type: ignore[call-overload]
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            work(folder, Hand(FixedClock(), "x", doing=stop))
        assert_as_it_was_or_done(folder, before, is_done)
        work(folder, Hand(FixedClock(), "x"))
        assert is_done(folder)


@some_or_all
@each
def test_ctrl_c_at_any_call_to_the_disk_leaves_it_as_it_was_or_done(
    tmp_path: Path,
    prepare: Callable[[Path], None],
    work: Work,
    is_done: Callable[[Path], bool],
    everywhere: bool,
) -> None:
    # Red without `except BaseException` in `disk.written_beside`.
    hand = Hand(FixedClock(), "x")
    calls = calls_of(tmp_path / "count", prepare, lambda folder: work(folder, hand))
    (tmp_path / "whole").mkdir()
    prepare(tmp_path / "whole")
    before = said(tmp_path / "whole")
    for number, after in some_points(calls, everywhere=everywhere):
        folder = shutil.copytree(tmp_path / "whole", tmp_path / f"{number}{after}")

        def run(number: int = number, after: bool = after, folder: Path = folder) -> None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            strike(number, press_ctrl_c, after=after)
            try:
                work(folder, hand)
            except KeyboardInterrupt:
                os._exit(DIES)

        assert in_child(run) == DIES, (number, calls[number], after)
        assert_as_it_was_or_done(folder, before, is_done)


@some_or_all
@pytest.mark.parametrize("what", ["repair", "restore", "take up"])
def test_who_keeps_pressing_ctrl_c_breaks_off_no_change_of_several_files(
    tmp_path: Path, what: str, everywhere: bool
) -> None:
    # Red without `unbroken` in `repair.repair`, in `restore.restore` or in `foreign._take_up`.
    prepare, work, is_done = ALL[what]
    hand = Hand(FixedClock(), "x")
    calls = calls_of(tmp_path / "count", prepare, lambda folder: work(folder, hand))
    (tmp_path / "whole").mkdir()
    prepare(tmp_path / "whole")
    before = said(tmp_path / "whole")
    for number, after in some_points(calls, everywhere=True):
        if not everywhere and calls[number] != "replace":
            continue
        folder = shutil.copytree(tmp_path / "whole", tmp_path / f"{number}{after}")

        def run(number: int = number, after: bool = after, folder: Path = folder) -> None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            for time in range(6):
                strike(number + time, press_ctrl_c, after=after)
            try:
                work(folder, hand)
            except KeyboardInterrupt:
                os._exit(DIES)

        # What clears up may itself be broken off; the next who comes does it.
        assert in_child(run) in (DIES, 1), (number, calls[number], after)
        there = {name: data for name, data in said(folder).items() if not name.endswith(".new")}
        assert there == before or is_done(folder), (number, calls[number], after)


def press_ctrl_c(_name: str) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_every_step_has_words(tmp_path: Path) -> None:
    told: Told = []
    hand = Hand(FixedClock(), "x", doing=lambda *one: told.append(one))
    for name in ("fold", "repair", "restore", "take up"):
        (tmp_path / name).mkdir()
        prepare, work, _ = ALL[name]
        prepare(tmp_path / name)
        work(tmp_path / name, hand)
    for language in LANGUAGES:
        for what, done, total in told:
            assert words_in(language)(what)
            assert 0 <= done <= total


def test_what_is_counted_goes_by_unchanged_and_is_told_now_and_then() -> None:
    told: Told = []
    items = list(counted(lambda *one: told.append(one), "doing.history", range(2000), 2000))
    assert items == list(range(2000))
    assert told[0] == ("doing.history", 0, 2000)
    assert 2 < len(told) < 10


def test_ctrl_c_waits_until_what_belongs_together_is_done() -> None:
    done: list[int] = []

    def work() -> None:
        with unbroken():
            press_ctrl_c("")
            done.append(1)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == [1]
    assert signal.getsignal(signal.SIGINT) is not None


def test_beside_the_main_thread_nothing_about_signals_is_changed() -> None:
    before, done = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with unbroken():
            done.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [before]

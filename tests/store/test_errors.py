"""A disk that fails once, at each call of a longer piece of work: told, and nothing half done."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from okrtui.store import at_once, disk
from okrtui.store.alone import Hand
from okrtui.text.errors import Damaged, NotWritten
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import FixedClock, files, in_child, strike
from tests.store.points import calls_of, some_or_all, some_points
from tests.store.test_doing import (
    Work,
    a_made_up_older_version,
    assert_as_it_was_or_done,
    each,
    is_taken_up,
    said,
)

__all__ = ["a_made_up_older_version"]

full_or_broken = pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"]
)


def fails(number: int) -> Callable[[str], None]:
    def fail(_name: str) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@some_or_all
@full_or_broken
@each
def test_a_call_that_fails_is_told_in_a_line_and_leaves_it_as_it_was_or_done(
    tmp_path: Path,
    prepare: Callable[[Path], None],
    work: Work,
    is_done: Callable[[Path], bool],
    number: int,
    everywhere: bool,
) -> None:
    # Red without `_put_back` in `at_once.change`, without the `except BaseException` in
    # `disk.written_beside`, or without `writing` around any of its steps.
    hand = Hand(FixedClock(), "x")
    calls = calls_of(tmp_path / "count", prepare, lambda folder: work(folder, hand))
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole)
    before = said(whole)
    for place, after in some_points(calls, everywhere=everywhere):
        if calls[place] == "close":
            # `disk.close` itself keeps its errors to itself.
            continue
        folder = shutil.copytree(whole, tmp_path / f"{place}{after}")
        told = tmp_path / f"{place}{after}.told"

        def run(
            place: int = place, after: bool = after, folder: Path = folder, told: Path = told
        ) -> None:
            strike(place, fails(number), after=after)
            try:
                work(folder, hand)
            except (NotWritten, Damaged) as error:
                told.write_text("\n".join(words_in(one).tell(error) for one in LANGUAGES))

        assert in_child(run) == 0, (place, calls[place], after)
        if not told.exists():
            # Such as who holds the lock, which is a courtesy.
            assert is_done(folder), (place, calls[place], after)
        else:
            assert told.read_text().count("\n") == len(LANGUAGES) - 1
            if is_done is not is_taken_up or said(folder)["okr.json"] != before["okr.json"]:
                assert_as_it_was_or_done(folder, before, is_done)
        assert [path for path in folder.rglob("*") if path.name.endswith(".new")] == []
        # An entry that was written already is gone on with.
        work(folder, hand)
        assert is_done(folder), (place, calls[place], after)


@some_or_all
def test_files_that_are_changed_as_one_are_all_changed_or_none(
    tmp_path: Path, everywhere: bool
) -> None:
    # Red without `_put_back` in `at_once.change`, or where it leaves out the one that failed.
    def prepare(folder: Path) -> None:
        for name in ("a", "b", "c"):
            (folder / name).write_bytes(name.encode())

    def work(folder: Path) -> None:
        at_once.change({folder / "a": b"A", folder / "new": b"new", folder / "b": None})

    calls = calls_of(tmp_path / "count", prepare, work)
    for place, after in some_points(calls, everywhere=everywhere):
        folder = tmp_path / f"{place}{after}"
        folder.mkdir()
        prepare(folder)

        def run(place: int = place, after: bool = after, folder: Path = folder) -> None:
            strike(place, fails(errno.EIO), after=after)
            with pytest.raises(NotWritten):
                work(folder)

        if calls[place] != "close":
            assert in_child(run) == 0, (place, calls[place], after)
            assert files(folder) == {name: name.encode() for name in ("a", "b", "c")}


def test_a_close_that_fails_is_no_reason_to_say_that_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Red without `suppress` in `disk.close`.
    asked: list[int] = []

    def close(fd: int) -> None:
        asked.append(fd)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", close)
        disk.close(1000)
    assert asked == [1000]

"""A store's files with one byte flipped, and cut, at each place in turn."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from okrtui.model.ops import Transaction
from okrtui.store import disk
from okrtui.store.store import Store
from okrtui.text.errors import Damaged, ExitCode
from okrtui.text.message import Message
from okrtui.text.words import LANGUAGES, words_in
from tests.store.kit import (
    DIES,
    TABLE,
    change,
    files,
    in_child,
    new_store,
    open_store,
    put,
)
from tests.store.points import SEED, some_or_all

FLIPS = (1, 2, 4, 8, 16, 32, 64, 128, 255)
"""Each bit of a byte, and all of them."""

PLACES = 40
"""How many are tried of each file where not all are."""


def lived(folder: Path) -> None:
    """Make a store with two folds, and three transactions that are not folded."""
    store = new_store(folder)
    put(store, "a", text="甲：把交付周期缩短到 5 天", x=1)
    put(store, "b", x=1.5)
    store.fold()
    change(store, "a", x=2)
    store.fold()
    put(store, "c", text='[urgent] 丁\n"引号"')
    change(store, "b", x=None, text="第二行")
    put(store, "d", list=[1, {"深": "层"}])
    store.close()


def folded(folder: Path) -> None:
    lived(folder)
    store = open_store(folder)
    store.fold()
    store.close()


def announced(folder: Path) -> None:
    """Make one whose last fold was killed when the journal named the next okr.json."""
    lived(folder)

    def work() -> None:
        store = open_store(folder)
        real = disk.replace

        def replace(source: Path, target: Path) -> None:
            if target.name == "okr.json":
                os._exit(DIES)
            real(source, target)

        disk.replace = replace
        store.fold()

    assert in_child(work) == DIES
    for left in folder.glob(".*.new"):
        left.unlink()


A = {"id": "a", "text": "甲：把交付周期缩短到 5 天", "x": 2}
C = {"id": "c", "text": '[urgent] 丁\n"引号"'}
STATES = [
    [A, {"id": "b", "x": 1.5}],
    [A, {"id": "b", "x": 1.5}, C],
    [A, {"id": "b", "x": None, "text": "第二行"}, C],
    [A, {"id": "b", "x": None, "text": "第二行"}, C, {"id": "d", "list": [1, {"深": "层"}]}],
]
"""What there was after each of the transactions that `lived` does not fold."""

PREPARED = [lived, folded, announced]
each_store = pytest.mark.parametrize("prepare", PREPARED, ids=lambda one: one.__name__)
each_file = pytest.mark.parametrize("name", ["okr.json", "okr.json.journal"])


class Case:
    """A store of which one file at a time is spoilt, and put right again."""

    def __init__(self, folder: Path, prepare: Callable[[Path], None]) -> None:
        self.folder = folder
        prepare(folder)
        self.whole = files(folder)
        self._times = {name: (folder / name).stat().st_mtime_ns for name in self.whole}

    def spoil(self, name: str, data: bytes) -> None:
        # With the time that it had: nobody wrote it.
        path = self.folder / name
        path.write_bytes(data)
        os.utime(path, ns=(self._times[name], self._times[name]))

    def put_right(self) -> None:
        for name in files(self.folder).keys() - self.whole.keys():
            (self.folder / name).unlink()
        for name, data in self.whole.items():
            if (self.folder / name).read_bytes() != data:
                self.spoil(name, data)

    def damage(self, name: str, data: bytes) -> Message:
        """Return how damage is told, after a check that all was left as it is."""
        with pytest.raises(Damaged) as error:
            open_store(self.folder)
        assert error.value.exit_code == ExitCode.DAMAGED
        for language in LANGUAGES:
            told = words_in(language).tell(error.value)
            assert str(self.folder / name) in told
            assert "\n" not in told
        assert files(self.folder) == self.whole | {name: data}
        return error.value.message


def places(size: int, *, everywhere: bool) -> Sequence[int]:
    return range(size) if everywhere else sorted(random.Random(SEED).sample(range(size), PLACES))


def flips_of(data: bytes, *, everywhere: bool) -> Iterator[tuple[int, bytes]]:
    """Return each place with the file in which the byte there is another."""
    seed = random.Random(SEED)
    # A version that seems newer, and ends of lines, are tried in any case.
    version = re.search(rb'"(version|v)":', data)
    special = {match.start() for match in re.finditer(rb"\n", data)}
    special |= {version.end()} if version else set()
    for place in sorted({*places(len(data), everywhere=everywhere), *special}):
        # Also what makes two lines of one.
        all_of_them = {*FLIPS, data[place] ^ 10} - {0}
        thorough = everywhere or place in special
        for flip in all_of_them if thorough else [seed.choice(sorted(all_of_them))]:
            flipped = bytearray(data)
            flipped[place] ^= flip
            yield place, bytes(flipped)


@some_or_all
@each_file
@each_store
def test_a_flipped_byte_is_told_with_its_place_and_nothing_is_touched(
    tmp_path: Path, prepare: Callable[[Path], None], name: str, everywhere: bool
) -> None:
    # Red without `refuse_flipped` in `loading._load`, or without `has_seal` in
    # `headers.decode_header`.
    case = Case(tmp_path, prepare)
    data = case.whole[name]
    for place, flipped in flips_of(data, everywhere=everywhere):
        case.spoil(name, flipped)
        told = case.damage(name, flipped)
        if name == "okr.json":
            assert (told.key, told.values["place"]) == ("store.foreign_byte", place + 1)
        else:
            line = data[:place].count(b"\n") + 1
            # Where an end of line is gone, the two lines are one.
            assert (told.key, told.values["line"]) == ("store.bad_line", line)


@some_or_all
@each_file
@each_store
def test_a_file_cut_at_any_byte_is_told_or_loses_a_torn_line_and_says_so(
    tmp_path: Path, prepare: Callable[[Path], None], name: str, everywhere: bool
) -> None:
    # Red without the search in `journal.digests` in `loading._load`, or without `journal.settle`
    # in `alone.settle`.
    case = Case(tmp_path, prepare)
    data = case.whole[name]
    header = data.index(b"\n")
    for size in places(len(data), everywhere=everywhere):
        cut = data[:size]
        case.spoil(name, cut)
        if name == "okr.json" and size == len(data) - 1 and prepare is folded:
            # The same documents in another layout.
            store = open_store(tmp_path)
            assert list(store.view.all(TABLE)) == STATES[-1]
            assert (tmp_path / name).read_bytes() == data
            store.close()
            shutil.rmtree(next(tmp_path.glob("backups/foreign-edit-*")))
        elif name == "okr.json" or size <= header:
            told = case.damage(name, cut)
            assert told.values.get("line", 1) == 1
        else:
            assert_torn(case, cut)
        case.put_right()


def assert_torn(case: Case, cut: bytes) -> None:
    """Check what is made of a journal that was cut behind its header."""
    whole = case.whole["okr.json.journal"]
    kept = cut[: cut.rindex(b"\n") + 1]
    half = cut[len(kept) :]
    complete = bool(half) and whole[len(cut) : len(cut) + 1] == b"\n"
    if complete:
        # It lacks only its end of line.
        kept, half = cut + b"\n", b""
    store = open_store(case.folder)
    transactions = [line for line in kept.split(b"\n")[1:-1] if b'"fold"' not in line]
    assert list(store.view.all(TABLE)) == STATES[len(transactions)]
    assert [said.key for said in store.notices] == ["store.torn"] * bool(half)
    aside = {Path(str(said.values["file"])).name: half for said in store.notices}
    assert files(case.folder) == case.whole | {"okr.json.journal": kept} | aside
    store.close()


@some_or_all
def test_a_part_of_the_archive_flipped_or_cut_is_told_where_history_is_asked(
    tmp_path: Path, everywhere: bool
) -> None:
    # Red without the `except` in `archive._unpack`.
    case = Case(tmp_path, lived)
    store = open_store(tmp_path, read_only=True)
    history = list(store.transactions())
    for name in ("archive/1-2.jsonl.gz", "archive/3-3.jsonl.gz"):
        data = case.whole[name]
        spoilt = [one for _, one in flips_of(data, everywhere=everywhere)]
        spoilt += [data[:size] for size in places(len(data), everywhere=everywhere)]
        for one in spoilt:
            case.spoil(name, one)
            # What gzip says of itself in its head changes nothing.
            assert asked(store) in (history, str(tmp_path / name))
            assert files(tmp_path) == case.whole | {name: one}
        case.put_right()


def asked(store: Store) -> list[Transaction] | str:
    """Return all history, or which file is told to be damaged."""
    try:
        return list(store.transactions())
    except Damaged as error:
        return str(error.message.values["file"])

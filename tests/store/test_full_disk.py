"""A file system that is really full, at any page of what is to be written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNSHARE = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
"""A mount of one's own, which nobody else sees, and which goes with the process."""

MOUNT = 'mount -t tmpfs -o size=2m none "$1" && shift && exec "$@"'

PROGRAM = """
import json, os, shutil, sys
from pathlib import Path
from okrtui.minutes.files import write_minutes
from okrtui.store.alone import Hand
from okrtui.store.check import check
from okrtui.store.repair import repair
from okrtui.store.restore import restore
from okrtui.text.errors import NotWritten
from okrtui.text.words import words_in
from tests.store import kit
from tests.store.kit import change, ids, new_store, open_store, put

kit.forget_its_shape()
disk = Path(sys.argv[1])
PAGE = 4096
TEXT = "x" * 3 * PAGE
hand = Hand(kit.FixedClock(), "wang")

def lived(folder):
    store = new_store(folder)
    put(store, "a", text=TEXT)
    store.fold()
    put(store, "b", text=TEXT)
    store.close()

def broken(folder):
    lived(folder)
    (folder / "okr.json").write_bytes(b"{")

def with_store(work):
    def run(folder):
        store = open_store(folder)
        try:
            work(store)
        finally:
            store.close()
    return run

def go_back(folder):
    restore(folder / "okr.json", "2026-11-24", hand)

def nothing(folder):
    pass

WRITERS = {
    "commit": (lived, with_store(lambda store: put(store, "c", text=TEXT)), ["a", "b", "c"]),
    "fold": (lived, with_store(lambda store: store.fold()), ["a", "b"]),
    "back up": (lived, with_store(lambda store: store.back_up("import")), ["a", "b"]),
    "repair": (broken, lambda folder: repair(folder / "okr.json", hand), ["a", "b"]),
    "restore": (lived, go_back, ["a"]),
    "create": (nothing, lambda folder: new_store(folder).close(), []),
    "minutes": (lived, lambda folder: write_minutes(folder, "2026-W48", TEXT), ["a", "b"]),
}

def fill(pages):
    there = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        file.write(bytes(max(there.f_bavail - pages, 0) * there.f_bsize))

told = {}
for name, (prepare, work, there) in WRITERS.items():
    told[name] = []
    for pages in range(60):
        folder = disk / "store"
        folder.mkdir()
        prepare(folder)
        before = kit.files(folder)
        fill(pages)
        try:
            work(folder)
            told[name].append("done")
        except NotWritten as error:
            told[name].append(error.message.key)
            for language in ("en", "zh"):
                assert "\\n" not in words_in(language).tell(error)
            left = [str(path) for path in folder.rglob("*") if path.name.endswith(".new")]
            assert left == [], (name, pages, left)
        (disk / "filler").unlink()
        if told[name][-1] != "done":
            # There is room again: nothing was lost, and the same can be done.
            if name != "create":
                assert all(kit.files(folder)[one] == before[one] for one in before
                           if name not in ("fold", "repair", "restore")), (name, pages)
            work(folder)
        assert check(folder / "okr.json") == [], (name, pages)
        store = open_store(folder)
        assert ids(store) == there, (name, pages, ids(store))
        store.close()
        shutil.rmtree(folder)
        if told[name][-1] == "done":
            break
sys.stdout.write(json.dumps(told))
"""


def test_on_a_file_system_that_is_full_nothing_is_lost_and_a_retry_works(tmp_path: Path) -> None:
    # Red without `disk.truncate` in `journal._cut_back`, or without the `except BaseException` in
    # `backup.keep`.
    if shutil.which("unshare") is None or subprocess.run([*UNSHARE, "true"]).returncode:
        pytest.skip("nobody here may mount a small file system")
    ended = subprocess.run(
        [*UNSHARE, "sh", "-c", MOUNT, "sh", tmp_path, sys.executable, "-c", PROGRAM, tmp_path],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    for name, told in json.loads(ended.stdout).items():
        assert told[-1] == "done", name
        assert set(told[:-1]) == {"store.disk_full"}, (name, told)

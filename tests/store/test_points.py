"""The fault points are all there are: counted again from outside, by strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.kit import new_store, open_store, put

STRACE = shutil.which("strace")

OF_CALL = {
    "open_file": "openat",
    "write": "write",
    "write_at": "pwrite64",
    "truncate": "ftruncate",
    "sync_data": "fdatasync",
    "sync": "fsync",
    "lock": "flock",
    "replace": "rename",
    "make_folder": "mkdir",
    "remove": "unlink",
    "close": "close",
}
"""The system call that each function of `disk` makes."""

BEFORE = {
    "put aside": "store.close(); tear()",
    "repair": "store.close(); (folder / 'okr.json').write_bytes(b'{')",
    "take up": "store.fold(); store.close(); edit()",
    "migrate": "store.close(); version.VERSION = 2; version.MIGRATIONS = {1: dict}",
    "restore": "store.back_up('import'); kit.put(store, 'c'); store.fold(); store.close(); "
    "[name] = [one.name for one in (folder / 'backups').glob('before-import-*')]",
    "create": "store.close(); (folder / 'other').mkdir()",
}
"""What is done before calls are counted, where the store is not simply opened."""

WORK = {
    "put aside": "kit.open_store(folder)",
    "commit": "kit.put(store, 'new')",
    "fold": "store.fold()",
    "back up": "store.back_up('import')",
    "repair": "repair(folder / 'okr.json', hand)",
    "take up": "kit.open_store(folder)",
    "migrate": "kit.open_store(folder)",
    "restore": "restore(folder / 'okr.json', name, hand)",
    "create": "kit.new_store(folder / 'other')",
}

PROGRAM = """
import os, sys
from pathlib import Path
import gzip, shutil, signal, threading
from tests.store import kit
from okrtui.store import backup, check, foreign, migrate, plan, version
from okrtui.store.alone import Hand
from okrtui.store.repair import repair
from okrtui.store.restore import restore
kit.forget_its_shape()
folder = Path(sys.argv[1])
hand = Hand(kit.FixedClock(), 'wang')
def mark(name):
    try:
        os.rmdir(name)
    except OSError:
        pass
def edit():
    file = folder / 'okr.json'
    file.write_bytes(file.read_bytes().replace(b'{"id":"a"}', b'{"id":"a","x":1}'))
def tear():
    with (folder / 'okr.json.journal').open('ab') as file:
        file.write(b'{"v":1')
store = kit.open_store(folder)
exec(sys.argv[2])
made = kit.strike(-1, kit.die, after=False)
mark("/begin-of-work")
exec(sys.argv[3])
mark("/end-of-work")
sys.stdout.write(" ".join(made))
"""


def of_files(folder: Path, log: str) -> list[str]:
    """Return the calls that change something, or open to change it, in the store's folder."""
    log = log.rpartition("begin-of-work")[2].partition("end-of-work")[0]
    ours: set[str] = set()
    found = []
    for line in log.splitlines():
        match = re.search(r"(\w+)\((.*)\) += (-?\d+)", line)
        if match is None:
            continue
        name, arguments, result = match.groups()
        if name == "openat":
            if str(folder) in arguments and re.search("O_WRONLY|O_RDWR", arguments):
                ours.add(result)
                found.append(name)
        elif name in ("rename", "mkdir", "unlink"):
            if str(folder) in arguments:
                found.append(name)
        elif name in ("write", "pwrite64", "ftruncate", "truncate", "fdatasync"):
            found.append(name)
    return found


@pytest.mark.skipif(STRACE is None, reason="counts system calls with strace")
@pytest.mark.parametrize("work", WORK)
def test_no_call_that_changes_something_gets_past_the_faults(tmp_path: Path, work: str) -> None:
    # Red for any call in the store that does not go through `disk`.
    store = new_store(tmp_path)
    put(store, "a")
    store.fold()
    put(store, "b")
    store.close()
    open_store(tmp_path).close()
    assert STRACE is not None
    log = tmp_path.with_name(f"{tmp_path.name}.strace")
    ended = subprocess.run(
        [
            *(STRACE, "-o", log, "-e", f"trace=rmdir,truncate,{','.join(set(OF_CALL.values()))}"),
            *(sys.executable, "-c", PROGRAM, tmp_path, BEFORE.get(work, ""), WORK[work]),
        ],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    counted = [OF_CALL[name] for name in ended.stdout.split()]
    seen = of_files(tmp_path, log.read_text())
    for name in ("write", "pwrite64", "ftruncate", "truncate", "fdatasync", "rename"):
        assert seen.count(name) == counted.count(name), (name, log.read_text())
    assert seen.count("write") + seen.count("rename") > 0

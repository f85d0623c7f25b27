from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.model.codec import TABLE_OF
from okrtui.store import disk
from okrtui.store.store import Store
from tests.store import kit


@pytest.fixture(autouse=True)
def disk_that_keeps_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine does not lose power while it tests; that syncs are called has its own tests.
    monkeypatch.setattr(disk, "sync", lambda fd: None)
    monkeypatch.setattr(disk, "sync_data", lambda fd: None)


@pytest.fixture(autouse=True)
def documents_of_any_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    for record in kit.records_of_it():
        monkeypatch.delitem(TABLE_OF, record)


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    # Thousands of open files would be more than a process may have on many machines.
    yield
    while kit.opened:
        kit.opened.pop().close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = kit.new_store(tmp_path)
    yield made
    made.close()

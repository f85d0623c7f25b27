from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.store.store import Store
from tests.store import kit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = kit.new_store(tmp_path)
    yield made
    made.close()

"""What it costs to keep one check-in, and whether that grows with what was kept before."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.pairs import Comparison
from bench.surroundings import PYTHON, environment

CHILD = Path(__file__).with_name("durable_child.py")


def compare(home: Path, _workspace: Path, pairs: int) -> Iterator[Comparison]:
    """Compare a check-in with a bare durable append, and a large store with a small one."""
    with tempfile.TemporaryDirectory(dir=home) as folder:
        told = subprocess.run(
            [PYTHON, CHILD, folder, str(10 * pairs)],
            check=True,
            stdout=subprocess.PIPE,
            env=environment(home),
        )
    times: dict[str, list[float]] = json.loads(told.stdout)
    name = "a durable check-in, 1 MB of store"
    yield Comparison(name, "400 bytes, write and fdatasync", times["small"], times["bare"])
    name = "a durable check-in, 10 MB of store"
    yield Comparison(name, "the same at 1 MB", times["large"], times["small"], 1.3)

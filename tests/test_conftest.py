"""In CI nothing may be skipped: a test that cannot run there has not passed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SKIPPING = {
    "test_inside.py": "import pytest\ndef test_it():\n    pytest.skip('no tmux')\n",
    "test_marked.py": "import pytest\n@pytest.mark.skip\ndef test_it(): ...\n",
    "test_whole.py": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): ...\n",
}


def test_a_skip_fails_in_ci_and_only_there(tmp_path: Path) -> None:
    for name, text in SKIPPING.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    argv: list[str | Path] = [sys.executable, "-m", "pytest", "-p", "tests.conftest"]
    argv += ["--continue-on-collection-errors", "--rootdir", tmp_path, tmp_path]
    # Beside ours: a run closes the folder of all runs of this person to everybody else.
    argv += ["--basetemp", tmp_path / "base"]

    def summary(**more: str) -> str:
        env = {**os.environ, **more}
        root = Path(__file__).parents[1]
        told = subprocess.run(argv, cwd=root, capture_output=True, text=True, env=env)
        return told.stdout.splitlines()[-1]

    assert " 3 skipped in" in summary()
    assert " 1 failed, 2 errors in" in summary(OKRTUI_CI="1")

"""The same surroundings for every test, on every machine; and in CI a skipped test has failed."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

IN_CI = os.environ.get("OKRTUI_CI") == "1"

PINNED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    # Far from UTC and no whole hour: the workspace's time zone decides, never this one.
    "TZ": "America/St_Johns",
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "COLUMNS": "120",
    "LINES": "40",
}
UNSET = (
    "PYTHONDONTWRITEBYTECODE",  # what tests start would compile itself each time
    "NO_COLOR",
    "FORCE_COLOR",
    "SSH_CONNECTION",
    "SSH_TTY",
    "TMUX",
    "EDITOR",
    "VISUAL",
)
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "home/run",
}

# What the modules read while they are imported must be pinned before the first test file is.
for name in [name for name in os.environ if name.startswith(("OKRTUI_", "TEXTUAL"))]:
    if name != "TEXTUAL_SNAPSHOT_TEMPDIR":  # the plugin's own, set before this file is read
        del os.environ[name]
for name in UNSET:
    os.environ.pop(name, None)
os.environ.update(PINNED)
time.tzset()

settings.register_profile("okrtui", derandomize=True, deadline=None, database=None)
settings.load_profile("okrtui")


def _settle(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    for variable, path in FOLDERS.items():
        patch.setenv(variable, str(folder / path))
        (folder / path).mkdir(parents=True, exist_ok=True)
    return folder / "home"


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is set up for several tests away from a real home too."""
    with pytest.MonkeyPatch.context() as patch:
        _settle(tmp_path_factory.mktemp("nobody"), patch)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, empty, so that nobody's real one is read or written."""
    return _settle(tmp_path_factory.mktemp("person"), monkeypatch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and in CI nothing may be"
    return report

"""Who is here and who leads, asked from another process than the one that is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrtui.together.lead import is_led, leader, take_lead
from okrtui.together.presence import Presence, is_here, tidy

BE_HERE = """
import sys; from pathlib import Path
from okrtui.together.presence import Presence
here = Presence(Path(sys.argv[1]), "lin-1"); print("here", flush=True)
sys.stdin.read(); here.leave()
"""
LEAD = """
import sys; from pathlib import Path
from okrtui.together.lead import take_lead
lead = take_lead(Path(sys.argv[1]), "ana-1"); print("leads" if lead else "not", flush=True)
sys.stdin.read()
"""


@contextmanager
def process(code: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        running.first = running.stdout.readline().strip()  # type: ignore[attr-defined]
        try:
            yield running
        finally:
            running.kill()


def test_a_session_of_another_process_is_here(tmp_path: Path) -> None:
    with process(BE_HERE, tmp_path / "live"):
        assert is_here(tmp_path / "live", "lin-1") is True


def test_a_session_that_was_killed_is_cut_off(tmp_path: Path) -> None:
    with process(BE_HERE, tmp_path / "live") as running:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert is_here(tmp_path / "live", "lin-1") is False


def test_a_session_that_left_in_good_order_is_gone(tmp_path: Path) -> None:
    with process(BE_HERE, tmp_path / "live") as running:
        running.communicate()
        assert is_here(tmp_path / "live", "lin-1") is None


def test_nobody_who_never_came_is_here(tmp_path: Path) -> None:
    assert is_here(tmp_path, "lin-1") is None


def test_leaving_twice_does_nothing(tmp_path: Path) -> None:
    here = Presence(tmp_path, "lin-1")
    here.leave()
    here.leave()


def test_only_what_was_cut_off_long_ago_is_tidied_up(tmp_path: Path) -> None:
    for name, age in [("old-1", 10**6), ("new-2", 0)]:
        path = tmp_path / f"{name}.here"
        path.touch()
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    here = Presence(tmp_path, "here-3")
    os.utime(tmp_path / "here-3.here", (0, 0))
    tidy(tmp_path)
    assert {path.stem for path in tmp_path.glob("*.here")} == {"new-2", "here-3"}
    here.leave()


def test_two_cannot_lead(tmp_path: Path) -> None:
    with process(LEAD, tmp_path / "live") as running:
        assert running.first == "leads"  # type: ignore[attr-defined]
        assert is_led(tmp_path / "live")
        assert leader(tmp_path / "live") == "ana-1"
        assert take_lead(tmp_path / "live", "lin-2") is None


def test_the_lead_of_who_was_killed_can_be_taken(tmp_path: Path) -> None:
    with process(LEAD, tmp_path / "live") as running:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert not is_led(tmp_path / "live")
        lead = take_lead(tmp_path / "live", "lin-2")
        assert lead is not None
        assert leader(tmp_path / "live") == "lin-2"
        assert is_led(tmp_path / "live")
        lead.release()
        lead.release()
        assert not is_led(tmp_path / "live")


def test_nobody_leads_where_no_meeting_ever_was(tmp_path: Path) -> None:
    assert not is_led(tmp_path)
    assert leader(tmp_path) is None

"""One screen for all: a meeting in one tmux session, two accounts attached, of different sizes."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.end_to_end.harbour import harbour
from tests.end_to_end.host import Guest, Host
from tests.end_to_end.test_ssh import begin_the_round

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here: install tmux"),
]

CONFIG = """\
set -g window-size smallest
set -g default-terminal {term}
"""


@pytest.mark.parametrize("term", ["tmux-256color", "screen-256color"])
def test_two_of_different_size_see_one_meeting_whole(term: str, host: Host, tmp_path: Path) -> None:
    where = harbour(host.folder / tmp_path.name)
    socket, config = where.with_suffix(".tmux"), where.with_suffix(".conf")
    config.write_text(CONFIG.format(term=term))
    tmux = ("tmux", "-u", "-f", config, "-S", socket)
    with ExitStack() as stack:
        begun = host.terminal("ada", *tmux, "new", "-s", "okr", f"okrtui -w {where}")
        ada = stack.enter_context(begun)
        ada.wait_for(ada.words("keys.leave"))
        host.done("ada", "sh", "-c", f"chmod 660 {socket}; tmux -S {socket} server-access -a ben")
        begin_the_round(ada)

        watching = host.terminal("ben", *tmux, "attach", "-f", "read-only", cols=80, rows=24)
        ben = stack.enter_context(watching)
        ben.wait_for("Support answers")
        ben.wait_for("all keys")  # the last word of the last line: nothing is cut off
        for key, title in [("]", "p95 of checkout"), ("j", "Three ways")]:
            ada.press(key)
            ben.wait_in_hand(title)
        ben.press("9")
        ada.press("n")
        ada.wait_for("▸ note")
        ada.type("林 drafted it")
        ben.wait_for("林 drafted it")

        ben.resize(20, 5)
        ada.wait_until_quiet()
        ben.resize(80, 24)
        ben.wait_for("林 drafted it")
        ada.press("enter")
        ada.wait_in_hand("Three ways")
        ada.press("8", "enter")
        ada.wait_for("1 of 4 reviewed")
        ben.wait_for("1 of 4 reviewed")

        ada.kill()
        again = host.terminal("ada", *tmux, "attach")
        ada = stack.enter_context(again)
        ada.wait_for("1 of 4 reviewed")
        # What the smaller one leaves over, tmux fills with dots.
        assert not ada.line("1 of 4 reviewed").endswith("KRs")
        ben.kill()
        ada.wait_for(lambda _: ada.line("1 of 4 reviewed").endswith("KRs"))
        close(ada)
    told = host.data("dan", "okrtui", "minutes", "--format", "json", "-w", where)
    branches = [branch for stop in told["round"] for branch in stop["branches"]]
    reviews = [review for branch in branches for review in branch["reviews"] if review["reviewed"]]
    assert [(one["note"], one["now"]["confidence"]) for one in reviews] == [("林 drafted it", 8)]


def close(room: Guest) -> None:
    """Close the meeting and leave the program, and with it the session."""
    room.close_meeting()
    room.press("enter")
    room.wait_for(room.words("trends.foot"))
    room.press("q")
    room.exit_status()

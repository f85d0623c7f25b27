"""`okrtui serve`: for this machine and this person only; what is in its way is told in a line."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from okrtui.cli.outcome import OpenScreens
from okrtui.cli.serve_guard import LOOPBACK, refused, user_in, user_of
from tests.cli.program import Program

US = os.getuid()
THEIRS, OURS = ("127.0.0.1", 54321), ("127.0.0.1", 8000)

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: {ours}:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 650 1
   1: {ours}:1F40 {ours}:D431 01 00000000:00000000 00:00000000 00000000  1001        0 651 1
   2: {ours}:D431 {ours}:1F40 01 00000000:00000000 00:00000000 00000000  1002        0 652 1
"""
WRITTEN = TABLE.format(ours="0100007F" if sys.byteorder == "little" else "7F000001")


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.7", "okr.example.org", ""])
def test_any_other_address_is_refused_with_the_line_that_reaches_it_safely(
    address: str, okrtui: Program, team: Path
) -> None:
    ended = okrtui("serve", "--host", address, "--port", "8123", "-w", team)
    assert ended.outcome == 1
    assert "ssh -L 8123:127.0.0.1:8123 " in ended.line


def test_a_port_that_is_taken_is_told(okrtui: Program, team: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as other:
        port = other.getsockname()[1]
        ended = okrtui("serve", "--port", str(port), "-w", team)
    assert ended.outcome == 1
    assert str(port) in ended.line


@pytest.mark.parametrize("option", [("--port", "65536"), ("--port", "x"), ("--most", "0")])
def test_what_is_no_number_of_the_kind_is_told(
    option: tuple[str, str], okrtui: Program, team: Path
) -> None:
    ended = okrtui("serve", *option, "-w", team)
    assert ended.outcome == 2
    assert option[0] in ended.line


def test_without_the_extra_one_line_says_how_to_install_it(
    okrtui: Program, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "okrtui.cli.serve_page", raising=False)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    ended = okrtui("serve", "-w", team)
    assert ended.outcome == 1
    assert "pip install 'okrtui[serve]'" in ended.line


def test_without_a_workspace_nothing_is_served(okrtui: Program, tmp_path: Path) -> None:
    ended = okrtui("serve", "-w", tmp_path / "nowhere")
    assert ended.outcome == 1
    assert "nowhere" in ended.line


def test_in_the_process_of_a_browser_the_screens_open_to_look(okrtui: Program, team: Path) -> None:
    okrtui.environ = {**okrtui.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    ended = okrtui("serve", "-w", team)
    assert isinstance(ended.outcome, OpenScreens)
    assert ended.outcome.browser


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9000", "localhost", "127.0.0.1"])
def test_this_machine_by_its_names_is_let_in_through_any_port(host: str) -> None:
    assert refused(host, None, US) is None
    assert refused(host, f"http://{host}", US) is None


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil:8000", ":8000"],
)
def test_a_foreign_name_is_refused(host: str | None) -> None:
    assert refused(host, None, US) == "foreign_host"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:9000", "https://localhost:8000", ""]
)
def test_a_foreign_page_is_refused(origin: str) -> None:
    assert refused("localhost:8000", origin, US) == "foreign_origin"


def test_another_account_is_refused_and_one_that_cannot_be_known_is_not() -> None:
    assert refused("localhost:8000", None, US + 1) == "foreign_user"
    assert refused("localhost:8000", None, -1) == "foreign_user"
    assert refused("localhost:8000", None, None) is None


def test_whose_connection_it_is_stands_in_the_table() -> None:
    assert user_in(WRITTEN, THEIRS, OURS) == 1002
    assert user_in(WRITTEN, OURS, THEIRS) == 1001
    assert user_in(WRITTEN, ("127.0.0.1", 1), OURS) == -1


def test_a_real_connection_is_ours() -> None:
    with (
        socket.create_server((LOOPBACK, 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        found = user_of(client.getsockname(), server.getsockname())
    assert found == (US if sys.platform == "linux" else None)

"""The screens in a real browser, to look and follow, for one person on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.facilitator import Facilitator
from tests.end_to_end.host import Host
from tests.end_to_end.program import NOW, OKRTUI, fingerprint

aiohttp = pytest.importorskip("aiohttp", reason="the extra `serve` is not installed")
from tests.end_to_end.browser import PATIENCE, PROGRAM, Browser  # noqa: E402

MOST = 2


class Served:
    """`okrtui serve`, running. url: where."""

    def __init__(self, workspace: Path) -> None:
        command = [*OKRTUI, "serve", "-w", workspace, "--port", "0", "--most", str(MOST)]
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env={**os.environ, "OKRTUI_NOW": NOW}
        )
        assert self.process.stderr is not None
        said = self.process.stderr.readline()
        (self.url,) = re.findall(r"http://127\.0\.0\.1:\d+", said) or [f"nowhere: {said}"]

    def programs(self) -> list[int]:
        """Return the processes that run the screens for browsers."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                surroundings = (entry / "environ").read_bytes()
                if b"TEXTUAL_DRIVER=" in surroundings and self._mark in surroundings:
                    found.append(int(entry.name))
        return found

    @property
    def _mark(self) -> bytes:
        return f"HOME={os.environ['HOME']}\0".encode()


@pytest.fixture
def served(team: Path) -> Iterator[Served]:
    """Serve the team's workspace until the test is over."""
    server = Served(team)
    with server.process:
        yield server
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
    deadline = time.monotonic() + PATIENCE
    while server.programs():
        assert time.monotonic() < deadline, "what it started runs on"
        time.sleep(0.02)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Return a Chromium."""
    if PROGRAM is None:
        pytest.skip("no chromium here: install chromium")
    async with Browser() as browser:
        yield browser


async def test_a_browser_shows_the_board_and_the_meeting_and_changes_nothing(
    served: Served, browser: Browser, team: Path
) -> None:
    before = fingerprint(team)
    await browser.go(served.url)
    await browser.wait_for("Platform")
    assert len(await drawn(browser)) > 20_000
    await browser.press("m")
    await browser.wait_for("read-only")
    assert fingerprint(team) == before
    assert all(url.startswith((served.url, "about:", "data:")) for url in browser.asked)
    await browser.press("q")
    await until(lambda: not served.programs())
    with Facilitator(team) as room:
        room.begin()
        await browser.go(served.url)
        await browser.wait_for("2026-W48")
        room.press("7")
        room.say("n", "said in the room")
        await browser.wait_for("said in the room")


async def drawn(browser: Browser) -> bytes:
    """Return a picture of the page once it shows more than one colour."""
    deadline = time.monotonic() + PATIENCE
    while len(picture := await browser.picture()) < 20_000 and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    return picture


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def test_who_is_foreign_gets_no_page_and_no_process(served: Served) -> None:
    port = served.url.rpartition(":")[2]
    foreign = [
        {"Host": f"evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ]
    async with aiohttp.ClientSession() as session:
        for headers in foreign:
            for path in ("/", "/static/js/textual.js"):
                async with session.get(f"{served.url}{path}", headers=headers) as answer:
                    assert answer.status == 403
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await session.ws_connect(f"{served.url}/ws", headers=headers)
        async with session.get(served.url) as answer:
            assert answer.status == 200
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not served.programs()


async def test_no_more_processes_than_it_may_have(served: Served) -> None:
    async with aiohttp.ClientSession() as session:
        looking = [await session.ws_connect(f"{served.url}/ws") for _ in range(MOST)]
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            await session.ws_connect(f"{served.url}/ws")
        async with session.get(served.url) as answer:
            assert answer.status == 503
        await until(lambda: len(served.programs()) == MOST)
        await looking.pop().close()
        await until(lambda: len(served.programs()) == MOST - 1)
        looking.append(await session.ws_connect(f"{served.url}/ws"))
        await until(lambda: len(served.programs()) == MOST)


async def test_nothing_runs_on_when_the_server_is_killed(team: Path) -> None:
    server = Served(team)
    with server.process:
        async with aiohttp.ClientSession() as session:
            await session.ws_connect(f"{server.url}/ws")
            await until(server.programs)
            server.process.send_signal(signal.SIGKILL)
            await until(lambda: not server.programs())


def test_another_account_of_the_machine_is_refused(served: Served, host: Host) -> None:
    asks = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1]).status)"
    assert host.run("ada", sys.executable, "-c", asks, served.url).stderr.count("403")
    own = subprocess.run([sys.executable, "-c", asks, served.url], capture_output=True, text=True)
    assert own.stdout == "200\n"

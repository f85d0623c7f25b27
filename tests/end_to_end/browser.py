"""A real Chromium without a window, and one page in it: what it draws, and what it is sent.

It is spoken to by the DevTools protocol. A terminal in a page is a picture to the page, so what it
says is read from what came to it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp
import pyte

PATIENCE = 20.0
PROGRAM = shutil.which("chromium")

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,600",
    "--remote-debugging-port=0",
)


class Browser:
    """Chromium with one empty page.

    asked: every address that the page asked for. answers: the status of each that answered.
    """

    def __init__(self) -> None:
        assert PROGRAM is not None
        self._folder = Path(tempfile.mkdtemp(prefix="okrtui-browser-"))
        self._process = subprocess.Popen(
            [PROGRAM, *_FLAGS, f"--user-data-dir={self._folder}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._number = 0
        self._replies: dict[int, asyncio.Future[Any]] = {}
        self._stream = pyte.ByteStream(pyte.Screen(200, 60))
        self.asked: list[str] = []
        self.answers: dict[str, int] = {}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        port = await self._port()
        async with self._session.get(f"http://127.0.0.1:{port}/json") as listed:
            (page,) = [one for one in await listed.json() if one["type"] == "page"]
        self._devtools = await self._session.ws_connect(
            page["webSocketDebuggerUrl"], max_msg_size=0
        )
        self._reader = asyncio.create_task(self._read())
        for domain in ("Page", "Network", "Runtime"):
            await self.call(f"{domain}.enable")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self._devtools.close()
        await self._session.close()
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def call(self, method: str, **params: Any) -> Any:
        """Ask the browser for something, and return what it answers."""
        self._number += 1
        reply = self._replies[self._number] = asyncio.get_running_loop().create_future()
        await self._devtools.send_json({"id": self._number, "method": method, "params": params})
        return await asyncio.wait_for(reply, PATIENCE)

    async def go(self, url: str) -> None:
        """Open an address."""
        await self.call("Page.navigate", url=url)

    async def evaluate(self, script: str) -> Any:
        """Return what a script in the page comes to."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return told["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key that writes a character."""
        for half, text in (("keyDown", {"text": key}), ("keyUp", {})):
            await self.call("Input.dispatchKeyEvent", type=half, key=key, **text)

    async def picture(self) -> bytes:
        """Return the page as a PNG."""
        told = await self.call("Page.captureScreenshot")
        return base64.b64decode(told["data"])

    def text(self) -> str:
        """Return what the terminal in the page was told to show."""
        screen = self._stream.listener
        assert isinstance(screen, pyte.Screen)
        return "\n".join(screen.display)

    async def wait_for(self, text: str) -> None:
        """Wait until the terminal in the page was told to show a text."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.text():
            assert time.monotonic() < deadline, f"no {text!r}:\n{self.text()}"
            await asyncio.sleep(0.02)

    async def _port(self) -> str:
        # Chromium writes the port when it listens; the second line comes with the first.
        file = self._folder / "DevToolsActivePort"
        deadline = time.monotonic() + PATIENCE
        while not file.exists() or "\n" not in file.read_text():
            assert time.monotonic() < deadline, "Chromium does not start"
            await asyncio.sleep(0.02)
        return file.read_text().split("\n")[0]

    async def _read(self) -> None:
        async for message in self._devtools:
            told = message.json()
            params = told.get("params", {})
            match told.get("method"):
                case None:
                    self._replies.pop(told["id"]).set_result(told.get("result"))
                case "Network.requestWillBeSent":
                    self.asked.append(params["request"]["url"])
                case "Network.responseReceived":
                    self.answers[params["response"]["url"]] = params["response"]["status"]
                case "Network.webSocketFrameReceived":
                    frame = params["response"]
                    if frame["opcode"] == 2:
                        self._stream.feed(base64.b64decode(frame["payloadData"]))

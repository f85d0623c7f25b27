"""The program in a browser: a driver that ends with whoever serves it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from screens.app import OkrApp


class PageDriver(WebDriver):
    """Textual's driver for a browser; where its input has ended, the program ends too.

    Whoever serves the page may be killed: nobody would see us any more, and nobody would end us.
    """

    _loop: asyncio.AbstractEventLoop

    def start_application_mode(self) -> None:
        """Begin to draw and to read."""
        self._loop = asyncio.get_running_loop()
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read until there is nothing more to come."""
        super().run_input_thread()
        app = cast("OkrApp", self._app)
        # Where the program has ended already, so has its loop.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(app.on_hung_up)

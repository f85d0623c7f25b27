"""`okrtui serve`: the screens in a browser on this machine, to look and follow."""

from __future__ import annotations

import os
import socket
from argparse import Namespace
from typing import TYPE_CHECKING

from okrtui.cli.call import Call
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import Parser, whole_number
from okrtui.cli.serve_guard import LOOPBACK
from okrtui.text.errors import ExitCode, Refused

if TYPE_CHECKING:
    from okrtui.cli.serve_page import Page

EXAMPLES = ("okrtui serve", "okrtui serve --port 8080 --most 5")

PORT = 8000
MOST = 10
"""Browsers that may look at once: each has a process of the program, of some 60 MB."""


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.option("--port", help=words("serve.port", n=PORT), shown="N")
    parser.option("--most", help=words("serve.most", n=MOST), shown="N")
    parser.option("--host", help=words("serve.host", address=LOOPBACK), shown="ADDRESS")


def run(call: Call, told: Namespace) -> Outcome:
    """Serve until ctrl+c; in the process of one browser, open the screens for it."""
    if call.environ.get("TEXTUAL_DRIVER"):
        return OpenScreens(workspace=call.workspace, clock=call.clock, browser=True)
    port = whole_number(told.port, 0, 65535, "--port")
    most = whole_number(told.most, 1, 100, "--most")
    port = PORT if port is None else port
    if told.host not in {None, LOOPBACK, "localhost"}:
        raise Refused("serve.elsewhere", line=_tunnel(port))
    _check_that_it_opens(call)
    page = _page(call, MOST if most is None else most)
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        call.out.say(call.words("serve.serves", url=f"http://{LOOPBACK}:{port}"))
        call.out.say(call.words("serve.from_afar", line=_tunnel(port)))
        page.serve_on(listener)
    return ExitCode.DONE


def _check_that_it_opens(call: Call) -> None:
    """Tell here, where somebody reads it, why no browser would be shown anything.

    Raises:
        OkrError: the store cannot be opened.
    """
    call.workspace.open_store(call.clock, read_only=True).close()


def _page(call: Call, most: int) -> Page:
    """Return the page that shows the workspace.

    Raises:
        Refused: what serves it is not installed.
    """
    try:
        from okrtui.cli.serve_page import Page
    except ImportError as error:
        raise Refused("serve.needs_extra") from error
    return Page(call.workspace, call.words, most)


def _listening(port: int) -> socket.socket:
    """Return a socket that listens for this machine alone.

    Raises:
        Refused: the port is taken, or not ours to take.
    """
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise Refused("serve.no_port", port=port, reason=os.strerror(error.errno or 0)) from error


def _tunnel(port: int) -> str:
    from okrtui.workspace.person import os_login

    return f"ssh -L {port}:{LOOPBACK}:{port} {os_login()}@{socket.gethostname()}"

"""The page in the browser, and what serves it. Needs the extra `serve`; import it late.

textual-serve runs one process of the program for each browser. Here is what it does not do: it
judges each request, bounds the processes, and loads nothing from anywhere else.
"""

from __future__ import annotations

import os
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from html import escape

from aiohttp import web
from textual_serve.server import Server

from okrtui.cli import serve_guard
from okrtui.text.words import Words
from okrtui.workspace import Workspace

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_AT_THE_END = 2.0
"""Seconds that browsers have to go when the server ends."""

_NOT_OURS = ("EDITOR", "VISUAL", "TMUX", "STY", "LINES", "COLUMNS")
"""What the screens would use of the terminal that the server was started in."""

_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""What a terminal in a page can show."""

_FONT_SIZES = range(6, 65)

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{name} · okrtui</title>
<link rel="stylesheet" href="/static/css/xterm.css">
<style>
@font-face {{ font-family: "Roboto Mono"; src: url("{font}"); }}
body {{ margin: 0; background: #0c181f; color: #dddddd; font-family: "Roboto Mono", monospace; }}
#terminal {{ opacity: 0; }}
body.-first-byte #terminal {{ opacity: 1; }}
.ended {{ display: none; position: fixed; inset: 0; z-index: 10; background: #0c181f; }}
body.-closed .ended {{ display: block; }}
p {{ margin: 20vh 10vw; }}
a {{ color: inherit; }}
</style>
<script src="/static/js/textual.js"></script>
<script src="/keys.js"></script>
</head>
<body>
<div id="terminal" class="textual-terminal" data-font-size="{size}"
 data-session-websocket-url="{socket}"></div>
<div class="ended"><p>{ended} <a href="/">{again}</a></p></div>
</body>
</html>
"""
_KEYS = """\
// Keys go to the terminal from the first: nobody should have to click before they press one.
addEventListener("DOMContentLoaded", () =>
  new MutationObserver(() => document.querySelector(".xterm-helper-textarea")?.focus())
    .observe(document.body, { attributes: true, attributeFilter: ["class"] }));
"""
_FONT = "/static/fonts/RobotoMono-VariableFont_wght.ttf"


class Page(Server):
    """Serves the screens of a workspace to at most so many browsers at once."""

    def __init__(self, workspace: Workspace, words: Words, most: int) -> None:
        program = [sys.executable, "-m", "okrtui", "serve", "-w", str(workspace.root)]
        super().__init__(f"exec {shlex.join(program)}")
        self._words = words
        self._name = workspace.root.name
        self._language = workspace.settings.language
        self._most = most
        self._looking = 0

    def serve_on(self, listener: socket.socket) -> None:
        """Serve on a socket that listens, until ctrl+c or a signal to end."""
        for name in _NOT_OURS:
            os.environ.pop(name, None)
        os.environ |= _COLOURS
        web.run_app(self._make_app(), sock=listener, print=None, shutdown_timeout=_AT_THE_END)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._judge)
        app.router.add_get("/keys.js", _keys)
        app.on_response_prepare.append(_close_the_page_in)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: it is said before."""

    @web.middleware
    async def _judge(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        # By the letter of the headers: what aiohttp makes of them may have a default.
        host, origin = request.headers.get("Host"), request.headers.get("Origin")
        why = serve_guard.refused(host, origin, _user_of(request))
        if why is not None:
            raise web.HTTPForbidden(text=self._words(f"serve.{why}") + "\n")
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """Return the page."""
        self._check_room()
        size = request.query.get("fontsize", "")
        page = _PAGE.format(
            language=self._language,
            name=escape(self._name),
            font=_FONT,
            size=size if size.isdecimal() and int(size) in _FONT_SIZES else "16",
            socket=f"ws://{request.headers['Host']}/ws",
            ended=escape(self._words("serve.ended")),
            again=escape(self._words("serve.again")),
        )
        return web.Response(text=page, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for one browser, for as long as it looks."""
        self._check_room()
        self._looking += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._looking -= 1

    def _check_room(self) -> None:
        if self._looking >= self._most:
            raise web.HTTPServiceUnavailable(text=self._words("serve.full", n=self._most) + "\n")


async def _keys(_request: web.Request) -> web.StreamResponse:
    return web.Response(text=_KEYS, content_type="text/javascript")


def _user_of(request: web.Request) -> int | None:
    connection = request.transport
    if connection is None:
        return -1  # It is gone already.
    theirs, ours = (connection.get_extra_info(name) for name in ("peername", "sockname"))
    return serve_guard.user_of(theirs[:2], ours[:2]) if theirs and ours else -1


async def _close_the_page_in(request: web.Request, response: web.StreamResponse) -> None:
    """Let the page load nothing from elsewhere, and be in no frame of another."""
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self' data:; img-src 'self' data:; "
        f"connect-src ws://{request.headers.get('Host', '')}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"

"""The program on the screen: themes, the store's thread, leaving well, and failing well."""

from __future__ import annotations

from screens import launch  # isort: skip - before all that it makes lighter

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import WorkerFailed

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.ops import Changed
from okrtui.model.records import MeetingState
from okrtui.text.errors import ExitCode, OkrError
from okrtui.text.harmless import harmless
from okrtui.text.words import words_in
from okrtui.together.live import session_name
from okrtui.together.seat import Seat
from screens.base import DeskScreen
from screens.desk import Desk
from screens.folding import Folder
from screens.keymap import Keymap
from screens.state import Drafts, keep_unsaved
from screens.worker import Held, StoreWorker
from widgets.signs import ASCII, PLAIN
from widgets.theme import ansi_color_for, theme_for, themes

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens
    from okrtui.model.view import View
    from screens.desk import LiveStore

LEAST = (40, 12)
"""Columns and lines below which nothing can be laid out."""

_FOLD = 30.0
"""Seconds between two looks at whether the journal should be folded."""

_RETRY = 5.0
"""Seconds between two tries to save what the disk did not take."""


class OkrApp(App[int]):
    """The app. Its first screen is the Board; `opening` says whether the meeting comes at once."""

    # That of the first screen too: Textual loads a screen's own only when it is pushed.
    CSS_PATH = "board.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False

    def __init__(
        self,
        opening: OpenScreens,
        store: LiveStore,
        *,
        who: str,
        environ: Mapping[str, str],
    ) -> None:
        theme = environ.get("OKRTUI_THEME") or theme_for(environ)
        super().__init__(_driver_of(opening), ansi_color=ansi_color_for(theme))
        settings = opening.workspace.settings
        self.opening = opening
        self.desk = Desk(
            folder=opening.workspace.root,
            store=store,
            who=who,
            settings=settings,
            words=words_in(settings.language),
            clock=opening.clock,
            signs=ASCII if opening.ascii or environ.get("OKRTUI_ASCII") else PLAIN,
            keymap=Keymap(settings.keys),
            calendar=Calendar(settings),
            drafts=Drafts(opening.workspace.root, opening.as_),
            fold=Folder(opening.workspace.root).start,
            rehearsal=opening.rehearsal,
            seat=Seat(
                opening.workspace.root / "live", session_name(who), counts=not store.read_only
            ),
            as_=opening.as_,
            worker=StoreWorker(
                store.refresh,
                on_changed=lambda changed: self.call_later(self._heard, changed),
                on_held=lambda held: self.call_later(self._held, held),
                on_trouble=lambda error: self.call_later(self._in_trouble, error),
            ),
        )
        self.animation_level = "none"
        self._held_now: Held | None = None
        self._too_small: DeskScreen[None] | None = None
        for known in themes():
            self.register_theme(known)
        known_theme = theme if theme in self.available_themes else theme_for(environ)
        # Nothing is drawn yet that would have to be drawn anew; only the colours by name are.
        self.set_reactive(App.theme, known_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Return our own driver for a terminal; where there is another thing, Textual's for it."""
        usual = super().get_driver_class()
        from textual.drivers.linux_driver import LinuxDriver

        if usual is not LinuxDriver:
            return usual
        from screens.tty import TtyDriver

        return TtyDriver

    def get_default_screen(self) -> Screen[None]:
        """Return the Board: no empty screen is drawn before it."""
        from screens.board import BoardScreen

        return BoardScreen(self.desk, self.opening)

    def on_mount(self) -> None:
        """Begin to follow the store."""
        self.desk.worker.start()
        self.desk.worker.aside(self.desk.drafts.load)
        loop = asyncio.get_running_loop()
        end_soon = getattr(self._driver, "end_soon", None)
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for number in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(number, self._ended, number)
                if end_soon is not None:
                    # In front of the loop, which hears of it by a pipe and may be waiting itself.
                    signal.signal(number, end_soon)
        self.set_interval(_RETRY, self._retry)
        self.set_interval(_FOLD, self.fold_if_due)
        self.call_after_refresh(launch.painted)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where there is no room, and come back where there is again."""
        width, height = event.size
        if width >= LEAST[0] and height >= LEAST[1]:
            if self._too_small is not None:
                self._too_small.leave()
                self._too_small = None
        elif self._too_small is None:
            from screens.too_small import TooSmallScreen

            self._too_small = TooSmallScreen(self.desk, LEAST)
            self.push_screen(self._too_small)

    # -- what the store's thread tells

    def _heard(self, changed: Changed) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.store_changed(changed)
        if changed.lost and isinstance(self.screen, DeskScreen):
            self.screen.show_lost(changed.lost)

    def _held(self, held: Held | None) -> None:
        was, self._held_now = self._held_now, held
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.show_held(held)
        if was is not None and held is None and isinstance(self.screen, DeskScreen):
            self.screen.say(self.desk.words("app.saved_after_all"), "on_track")

    def _in_trouble(self, error: Exception) -> None:
        if not isinstance(error, OkrError):
            self._handle_exception(error)
        elif isinstance(self.screen, DeskScreen):
            self.screen.tell(error, "error")

    def _retry(self) -> None:
        if self._held_now is not None:
            self.desk.worker.retry()

    async def action_keep_elsewhere(self) -> None:
        """Write what the disk did not take into a file of the person's own."""
        if self._held_now is None:
            return
        # What is given up was not saved after all.
        self._held_now = None
        texts = await self.desk.worker.take_out()
        screen = self.screen
        if not texts or not isinstance(screen, DeskScreen):
            return
        try:
            path = keep_unsaved(texts, self.desk.clock.now())
        except OSError:
            screen.say(self.desk.words("app.unsaved_lost", text=" / ".join(texts)), "error")
        else:
            screen.say(self.desk.words("app.kept_elsewhere", file=str(path)))

    def fold_if_due(self) -> None:
        """Have the journal folded, where that is due."""
        desk = self.desk
        if not desk.store.read_only:
            desk.worker.aside(lambda: desk.fold() if desk.store.needs_fold() else None)

    # -- leaving and failing

    def on_hung_up(self) -> None:
        """End where the terminal is gone, though nobody told us by a signal."""
        self._ended(signal.SIGHUP)

    def _ended(self, number: int) -> None:
        # The terminal is gone, or somebody wants us to end: what was asked for is still saved.
        self.desk.seat.cut_off()
        self._keep_half_typed()
        if not self._exit:
            self.exit(128 + number)

    def _keep_half_typed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and (half := screen.half_typed()):
                self.desk.drafts.keep(*half)

    def _fatal_error(self) -> None:
        # Textual would print a traceback of a hundred lines with all our values in it.
        self.desk.seat.cut_off()
        self._keep_half_typed()
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """The error of our own over which the app stopped, if it did."""
        fault = self._exception
        if isinstance(fault, WorkerFailed) and isinstance(fault.error, Exception):
            # Textual wraps what work beside the screen raises: where it came from would be lost.
            return fault.error
        return fault


def run(opening: OpenScreens) -> int:
    """Open the screens of a workspace; return the program's exit code when they are closed.

    Raises:
        OkrError: the store cannot be opened.
        Exception: an error of our own, with the terminal as it was before.
    """
    from okrtui.cli.output import Output
    from okrtui.cli.progress import at_work
    from okrtui.workspace.person import os_login

    words = words_in(opening.workspace.settings.language)
    with at_work(Output(sys.stdout, sys.stderr), words) as doing:
        store = opening.workspace.open_store(opening.clock, read_only=opening.browser, doing=doing)
    who = os_login()
    try:
        opening = where_to_begin(acting(opening, store.view, who), store.view)
        app = OkrApp(opening, store, who=who, environ=os.environ)
    except OkrError:
        store.close()
        raise
    try:
        code = app.run(mouse=not (opening.no_mouse or os.environ.get("OKRTUI_NO_MOUSE")))
    finally:
        unsaved = app.desk.worker.stop()
        app.desk.seat.leave()
        store.close()
        if opening.throw_away is not None:
            with contextlib.suppress(OSError):
                app.desk.drafts.path.unlink(missing_ok=True)
    if unsaved:
        try:
            kept = keep_unsaved(unsaved, opening.clock.now())
        except OSError:
            _say(words("app.unsaved_lost", text=" / ".join(unsaved)))
        else:
            _say(words("app.unsaved_kept", file=str(kept)))
    if app.fault is not None:
        raise app.fault
    return ExitCode.NOT_WRITTEN if unsaved else code or ExitCode.DONE


def where_to_begin(opening: OpenScreens, view: View) -> OpenScreens:
    """Return what to open: in a browser, the meeting that runs, where one does."""
    from msgspec.structs import replace

    running = view.where("meetings", "state", MeetingState.IN_PROGRESS.value)
    return replace(opening, what="join") if opening.browser and running else opening


def _driver_of(opening: OpenScreens) -> type[Driver] | None:
    if not opening.browser:
        return None
    from screens.serve import PageDriver

    return PageDriver


def acting(opening: OpenScreens, view: View, who: str) -> OpenScreens:
    """Return what to open with the login of the member acted for, as the team spells it.

    Raises:
        Refused: there is no such member.
    """
    if opening.as_ is None:
        return opening
    from msgspec.structs import replace

    from okrtui.model.naming import member_named

    login = member_named(Books(view), opening.as_).login
    return replace(opening, as_=None if login.casefold() == who.casefold() else login)


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        sys.stderr.write(f"okrtui: {harmless(text)}\n")

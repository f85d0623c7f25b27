"""A screen whose keys ask things of the store, and are acted on in their order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message import Message as Event
from textual.screen import Screen

from okrtui.text.errors import NotWritten, OkrError
from okrtui.text.message import Message
from screens.burst import Burst
from screens.desk import Desk
from screens.worker import Typed
from widgets.kept_lines import KeptLines

Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Saved(Event):
    """Something that was asked of the store is done; `result` is what it came to."""

    def __init__(self, result: Any, then: Callable[[Any], None] | None, *, wait: bool) -> None:
        super().__init__()
        self.result = result
        self.then = then
        self.wait = wait


class NotSaved(Event):
    """Something that was asked of the store was refused."""

    def __init__(
        self,
        error: OkrError,
        refused: Callable[[OkrError], None] | None,
        *,
        wait: bool,
    ) -> None:
        super().__init__()
        self.error = error
        self.refused = refused
        self.wait = wait


class SavingScreen(KeptLines, Screen[Answer]):
    """A screen at a desk: what it asks of the store comes back in order with its keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._leaves = False
        self._busy = False
        self._pressed: deque[events.Key | Burst] = deque()

    # -- for who fills it in

    async def act_on(self, event: events.Key) -> None:
        """Do what a key asks for."""
        raise NotImplementedError

    def tell(self, said: Message | OkrError, role: str = "normal") -> None:
        """Say a message, or what an error says."""
        raise NotImplementedError

    async def take(self, event: events.Key | Burst) -> None:
        """Act on a key, or on many that came at once, when its turn has come."""
        raise NotImplementedError

    # -- keys, in their order

    async def on_key(self, event: events.Key) -> None:
        """Act on a key, now or when what was asked before is done."""
        await self._in_turn(event)

    async def on_burst(self, event: Burst) -> None:
        """Act on many keys that came at once, in their turn too."""
        await self._in_turn(event)

    async def _in_turn(self, event: events.Key | Burst) -> None:
        event.stop()
        event.prevent_default()
        if self._busy or self._pressed:
            self._pressed.append(event)
        else:
            await self._act_or_hand_on(event)

    async def _act_or_hand_on(self, event: events.Key | Burst) -> None:
        if self.app.return_code is not None:
            return  # The program ends, and its screens are no more.
        if self._leaves or not self.is_active:
            # It was pressed while this one went, so it is meant for what comes instead.
            self.app.call_later(_hand_on, self.app, event)
        else:
            await self.take(event)

    # -- saving

    def save(
        self,
        run: Callable[[], Result],
        *,
        typed: Typed = "",
        then: Callable[[Result], None] | None = None,
        refused: Callable[[OkrError], None] | None = None,
        wait: bool = False,
    ) -> None:
        """Ask something of the store, in its own thread, after all that was asked before.

        typed: what would be lost with it. then: called with the result, refused: with the error
        where the rules did not allow it; both here, in order with the keys.
        wait: what the next key means depends on it, so keys wait until it is done.
        """
        self._busy = self._busy or wait

        def done(future: asyncio.Future[Result]) -> None:
            error = future.exception()
            if error is None:
                self.post_message(Saved(future.result(), then, wait=wait))
            elif isinstance(error, OkrError):
                self.post_message(NotSaved(error, refused, wait=wait))
            else:
                self.app._handle_exception(_as_exception(error))

        self.desk.worker.submit(run, typed=typed, told=done)

    async def on_saved(self, event: Saved) -> None:
        """Show what became durable."""
        event.stop()
        if event.then is not None:
            event.then(event.result)
        if event.wait:
            await self._catch_up()

    async def on_not_saved(self, event: NotSaved) -> None:
        """Tell why not. What the disk did not take was told already, and kept."""
        event.stop()
        if isinstance(event.error, NotWritten):
            pass
        elif event.refused is not None:
            event.refused(event.error)
        else:
            self.tell(event.error, "at_risk")
        if event.wait:
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Act on the keys that were pressed meanwhile, up to the next one that must wait."""
        self._busy = False
        while self._pressed and not self._busy:
            await self._act_or_hand_on(self._pressed.popleft())

    def leave(self, answer: Answer | None = None) -> None:
        """Go back to the screen below; where another lies above, or it goes already, stay."""
        if self.is_active and not self._leaves:
            self._leaves = True
            self.dismiss(answer)


def _hand_on(app: App[Any], event: events.Key | Burst) -> None:
    if isinstance(app.screen, SavingScreen):
        # An event goes its way once: what is handed on is a new one.
        if isinstance(event, Burst):
            app.screen.post_message(Burst(event.keys))
        else:
            app.screen.post_message(events.Key(event.key, event.character))


def _as_exception(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else RuntimeError(repr(error))

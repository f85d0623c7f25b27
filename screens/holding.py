"""A screen that holds keys which came all at once, and asks whether they are meant as keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual import events

from screens.burst import Burst, is_burst, typed
from screens.keymap import label
from screens.saving import SavingScreen
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.said import Said

Answer = TypeVar("Answer")


class HoldingScreen(SavingScreen[Answer]):
    """Takes a burst as text where one types, and holds it anywhere else.

    Where it is asked about, `enter` takes the held keys as keys and `escape` lets them go; others
    do nothing, as they may still belong to the paste.
    """

    said: Said
    _held_keys: tuple[events.Key, ...] = ()

    # -- for who fills it in

    def text_here(self) -> str | None:
        """Return what stands in the text field that takes the keys; None where none does."""
        return None

    def take_text(self, text: str) -> None:
        """Put a text into that field."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Show the keys that apply now."""
        raise NotImplementedError

    # -- how one asks

    @property
    def holds(self) -> bool:
        """Whether keys are held and asked about."""
        return bool(self._held_keys)

    def holding_hints(self) -> Iterable[Hint]:
        """Return the two answers, for the foot."""
        words = self.desk.words
        enter = label("enter", plain=self.desk.signs.cut.isascii())
        yield Hint(id="", key=enter, word=words("keys.take_keys"), kept=True)
        yield Hint(id="", key="esc", word=words("keys.let_go"), kept=True)

    # -- bursts, and keys while one is held

    async def take(self, event: events.Key | Burst) -> None:
        """Act on a key or a burst when its turn has come."""
        if isinstance(event, Burst) and self.text_here() is not None:
            await self._take_as_text(event)
        elif isinstance(event, Burst) and (self._held_keys or is_burst(event.keys)):
            self._hold((*self._held_keys, *event.keys))
        elif isinstance(event, Burst):
            # It followed one that was text, and that a text field has taken: keys of their own.
            self._pressed.extendleft(reversed(event.keys))
            await self._catch_up()
        elif self._held_keys:
            await self._answer(event)
        else:
            await self.act_on(event)

    async def _take_as_text(self, burst: Burst) -> None:
        for part in typed(burst.keys):
            if isinstance(part, str):
                self.take_text(part)
            elif part.key != "enter" or "\n" not in (self.text_here() or ""):
                await self.act_on(part)
            if self.text_here() is None:
                return

    def _hold(self, keys: tuple[events.Key, ...]) -> None:
        self._held_keys = keys
        self._ask_about_them()

    def _ask_about_them(self) -> None:
        if self._held_keys:
            text = self.desk.words("keys.burst", n=len(self._held_keys))
            self.said.say([Piece(text, "at_risk")], seconds=None)
        else:
            self.said.hush()
        self.show_keys()

    async def _answer(self, key: events.Key) -> None:
        held = self._held_keys
        if key.key == "enter":
            self._hold(())
            self._pressed.extendleft(reversed(held))
            await self._catch_up()
        elif key.key in ("escape", "ctrl+c"):
            self._hold(())
        else:
            self._ask_about_them()

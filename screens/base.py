"""What all our screens have in common: one way for keys, one line to speak, one to type in."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer

from okrtui.model.ops import Changed, Overwritten
from okrtui.text.errors import OkrError
from okrtui.text.message import Message
from screens.desk import Desk
from screens.holding import Answer, HoldingScreen
from screens.keymap import Action, canonical, foreign, label
from screens.worker import Held
from widgets.key_hints import Hint, KeyHints
from widgets.line import Line, Piece
from widgets.said import Said

if TYPE_CHECKING:
    from screens.ask import Ask, AskLine
    from screens.lost import Lost


_HELD_AGAIN = 3.0
"""Seconds after which what is not saved, or was written over, is said again."""

_DRAFT_AFTER = 0.25
"""Seconds after the last key until a draft is written."""


class DeskScreen(HoldingScreen[Answer]):
    """A screen at a desk.

    Nothing on it takes keys for itself: every key comes here, in the order in which it was pressed,
    and goes to the open prompt, or else to the action that the key map names.
    """

    AUTO_FOCUS = ""
    KEYS: ClassVar[str] = ""
    """The first part of the ids of its actions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.menu = ""
        self.asked: Ask | None = None
        self._ask_line: AskLine | None = None
        self.said = Said(signs=desk.signs, id="said")
        self.hints = KeyHints(signs=desk.signs, id="keys")
        self._told_of_input_method = False
        self._draft_timer: Timer | None = None
        self._held: Held | None = None
        self._lost: Lost | None = None
        self._left: dict[str, str] = {}

    def foot(self) -> ComposeResult:
        """Return what stands at the foot of every screen."""
        yield self.said
        yield self.hints

    @property
    def ask_line(self) -> AskLine:
        """Where people type. It comes with the first question: a launch need not wait for it."""
        if self._ask_line is None:
            from screens.ask import AskLine

            self._ask_line = AskLine(signs=self.desk.signs, id="ask")
            self.mount(self._ask_line, before=self.said)
        return self._ask_line

    # -- for the screens to fill in

    def row_kind(self) -> str:
        """Return the kind of the row in hand, which decides what keys apply."""
        return ""

    def key_hints(self) -> Iterable[Hint]:
        """Return the keys to show at the foot, the most important first."""
        return ()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others changed."""

    # -- words

    def words(self, key: str, /, **values: str | int) -> str:
        """Return the words of a catalogue key."""
        return self.desk.words(key, **values)

    def say(self, text: str, role: str = "normal", *, after: Line = ()) -> None:
        """Say something for a moment, at the foot."""
        self.said.say([Piece(text, role), *after])
        if self._held is not None:
            self.set_timer(_HELD_AGAIN, self._say_held)
        elif self._lost is not None:
            self.set_timer(_HELD_AGAIN, self._say_lost)

    def show_held(self, held: Held | None) -> None:
        """Say, until it is saved, that something is not."""
        self._held = held
        # What waits for the disk must not keep the keys waiting.
        self.call_later(self._catch_up)
        if held is None:
            self.said.hush()
            self._say_lost()
        else:
            self._say_held()

    def _say_held(self) -> None:
        held = self._held
        if held is None:
            return
        keymap = self.desk.keymap
        error = self.desk.words.tell(held.error)
        text = self.words("app.held", n=max(1, len(held.typed)), error=error)
        keys = self.words(
            "app.held_keys", retry=keymap.keys("app.retry"), elsewhere=keymap.keys("app.elsewhere")
        )
        self.said.say([Piece(text, "error"), Piece(f"   {keys}", "dim")], seconds=None)

    def show_lost(self, lost: Sequence[Overwritten]) -> None:
        """Say for a while, whatever else is said meanwhile, what others wrote over."""
        # Not needed for a first paint, and rare.
        from screens.lost import SECONDS, Lost, told

        now = time.monotonic()
        still = self._lost.what if self._lost is not None and self._lost.until > now else ()
        if line := told([*lost, *still], self.desk):
            self._lost = Lost((*lost, *still), line, now + SECONDS)
            self._say_lost()

    def _say_lost(self) -> None:
        if self._lost is None or self._held is not None:
            return
        seconds = self._lost.until - time.monotonic()
        if seconds > 0:
            self.said.say(self._lost.line, seconds=seconds)
        else:
            self._lost = None

    def tell(self, said: Message | OkrError, role: str = "normal") -> None:
        """Say a message, or what an error says."""
        self.say(self.desk.words.tell(said), role)

    def hint(self, id: str, key: str, words: str, *, kept: bool = False) -> Hint:
        """Return a hint for the foot: a key as it is shown, and words of the catalogue."""
        return Hint(id=id, key=key, word=self.words(words), kept=kept)

    def hint_of(self, id: str, words: str | None = None, *, kept: bool = False) -> Hint:
        """Return a hint for an action, with its first key."""
        key = self.desk.keymap.keys(id, plain=self.desk.signs.cut.isascii())
        return self.hint(id, key, words or self.desk.keymap.get(id).words, kept=kept)

    def show_keys(self) -> None:
        """Show the keys that apply now."""
        if self.holds:
            self.hints.show(self.holding_hints())
        else:
            self.hints.show(self._asking_hints(self.asked) if self.asked else self.key_hints())

    def _asking_hints(self, ask: Ask) -> Iterable[Hint]:
        plain = self.desk.signs.cut.isascii()
        yield self.hint("", label("enter", plain=plain), "keys.enter_text", kept=True)
        yield self.hint("", "esc", ask.leave, kept=True)
        if self._left_here(ask):
            yield self.hint("", label("up", plain=plain), "keys.left_text", kept=True)
        yield self.hint("", "ctrl+j", "keys.new_line")
        yield self.hint("", "ctrl+e", "keys.editor")

    # -- keys

    async def act_on(self, event: events.Key) -> None:
        """Act on a key, or hand it to the open prompt."""
        if self.asked is not None:
            self._type(self.asked, event)
        else:
            await self.press(canonical(event.key, event.character))

    async def press(self, key: str) -> None:
        """Act on a key outside of any prompt."""
        keymap = self.desk.keymap
        if self.menu:
            key, self.menu = f"{self.menu} {key}", ""
            self.show_keys()
        elif keymap.opens_menu(self.KEYS, key):
            self.menu = key
            self.show_keys()
            return
        action = keymap.find(self.KEYS, key)
        if action is not None:
            await self.perform(action)
        elif foreign(key) and not self._told_of_input_method:
            self._told_of_input_method = True
            self.say(self.words("keys.input_method"), "at_risk")

    async def perform(self, action: Action) -> None:
        """Carry an action out, if it applies to the row in hand."""
        if action.on and self.row_kind() not in action.on:
            self.say(self.words("keys.not_here", what=self.words(action.words)), "dim")
            return
        method = getattr(self, f"act_{action.name}")
        done = method() if action.argument is None else method(action.argument)
        if done is not None:
            await done

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted text into the open prompt; elsewhere it is never commands."""
        event.stop()
        event.prevent_default()
        if self.asked is not None:
            self.take_text(event.text)
        else:
            self.say(self.words("keys.paste"), "dim")

    def text_here(self) -> str | None:
        """Return what stands in the open prompt."""
        return None if self.asked is None else self.ask_line.edit.text

    def take_text(self, text: str) -> None:
        """Take a text into the open prompt."""
        self.ask_line.paste(text)
        self._draft_later()

    async def on_key_hints_hint_chosen(self, event: KeyHints.HintChosen) -> None:
        """Act on a key at the foot that was clicked."""
        event.stop()
        if event.id and self.asked is None:
            await self.perform(self.desk.keymap.get(event.id))

    # -- typing

    def ask(self, ask: Ask) -> None:
        """Open the prompt; where the last one of its kind was cut short, with what was left."""
        draft = self.desk.drafts.left(ask.id)
        note = self.words("keys.draft") if draft and draft != ask.text else ""
        self.asked = ask
        if ask.first is not None:
            self._keep_draft(*ask.first)
        self.ask_line.open(ask, left=draft, note=note)
        self.show_keys()

    def _type(self, ask: Ask, event: events.Key) -> None:
        match event.key:
            case "enter":
                text = self.ask_line.edit.text
                self._close_ask(ask)
                ask.then(text)
            case "escape" | "ctrl+c":
                self._left |= dict([(ask.id, self.ask_line.edit.text), *_first_of(ask)])
                self._close_ask(ask)
                if ask.unless is not None:
                    ask.unless()
            case "up" if self._left_here(ask):
                self.ask_line.put(self._left[ask.id])
                self._draft_later()
            case "ctrl+e":
                self._edit_outside()
            case _:
                self.ask_line.type(event.key, event.character)
                self._draft_later()
        self.show_keys()

    def _left_here(self, ask: Ask) -> bool:
        still = self.ask_line.edit.text in ("", ask.text)
        return still and self._left.get(ask.id) not in (None, "", ask.text)

    def _close_ask(self, ask: Ask) -> None:
        self.asked = None
        self.ask_line.close()
        self._stop_draft()
        for draft, _ in ((ask.id, ""), *_first_of(ask)):
            self._keep_draft(draft, "")

    def _edit_outside(self) -> None:
        from screens.editor import edit_outside

        edited = edit_outside(self.app, self.ask_line.edit.text)
        if edited is None:
            self.say(self.words("keys.no_editor"), "at_risk")
        else:
            self.ask_line.put(edited)
            self._draft_later()

    def _draft_later(self) -> None:
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT_AFTER, self._draft_now)

    def _draft_now(self) -> None:
        self._draft_timer = None
        if self.asked is not None:
            self._keep_draft(self.asked.id, self.ask_line.edit.text)

    def _stop_draft(self) -> None:
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None

    def _keep_draft(self, id: str, text: str) -> None:
        self.desk.worker.aside(lambda: self.desk.drafts.keep(id, text))

    def half_typed(self) -> tuple[str, str] | None:
        """Return what is half typed, with the name of its draft."""
        return None if self.asked is None else (self.asked.id, self.ask_line.edit.text)

    # -- everywhere

    def act_help(self) -> None:
        """Show every key of this screen."""
        from screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.desk, self.KEYS))

    def act_palette(self) -> None:
        """Show every action of this screen, to be found as one types."""
        from screens.palette import PaletteScreen

        def chosen(id: str | None) -> None:
            if id is not None:
                self.call_later(self.perform, self.desk.keymap.get(id))

        self.app.push_screen(PaletteScreen(self.desk, self.KEYS), chosen)

    def act_redraw(self) -> None:
        """Draw everything anew, over whatever else wrote on the terminal."""
        self.refresh(layout=True)

    def act_interrupt(self) -> None:
        """Say how one leaves, to who pressed `ctrl+c`."""
        self.say(self.words("keys.how_to_leave", key=self.desk.keymap.keys("app.leave")))

    def act_retry(self) -> None:
        """Try again to save what the disk did not take."""
        self.desk.worker.retry()

    async def act_elsewhere(self) -> None:
        """Write what the disk did not take into a file of one's own."""
        await self.app.run_action("keep_elsewhere")

    def act_leave(self) -> None:
        """Leave this screen."""
        self.leave()


def _first_of(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Return the prompt to whose answer one is the second line, with that answer."""
    return () if ask.first is None else (ask.first,)

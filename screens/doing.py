"""What a screen does with a wish: carry it out, show what came of it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.meeting.telling import tell
from okrtui.model.ops import Transaction
from okrtui.text.errors import OkrError
from okrtui.text.message import Message
from screens.base import DeskScreen
from screens.room import Room
from widgets.line import Piece


class Doing(DeskScreen[None]):
    """Has a session that carries intents out, and a room that shows what they changed."""

    session: Session
    room: Room

    # -- for who fills it in

    def show_again(self) -> None:
        """Show what changed, with the cursor where it is."""
        raise NotImplementedError

    def in_one_frame(self) -> AbstractContextManager[None]:
        """Return a block in which nothing is shown that its end would show otherwise."""
        return nullcontext()

    # -- doing

    def do(
        self,
        intent: intents.Intent,
        *,
        typed: str = "",
        after: Callable[[], None] | None = None,
        refused: Callable[[OkrError], None] | None = None,
        quiet: bool = False,
        wait: bool = False,
    ) -> None:
        """Carry an intent out in the store's thread, and show what came of it.

        quiet: say nothing of it. wait: keys pressed meanwhile wait for it.
        """

        def done(transaction: Transaction | None) -> None:
            with self.in_one_frame():
                self.show_done(transaction, quiet=quiet)
                if transaction is None and typed and not quiet:
                    self.say(self.words("entry.as_it_was"), "dim")
                if after is not None:
                    after()

        self.save(
            lambda: self.session.do(intent),
            typed=typed or partial(self.foretold, intent),
            then=done,
            refused=refused,
            wait=wait,
        )

    def foretold(self, intent: intents.Intent) -> str:
        """Return in words what an intent would do, for where the disk does not take it."""
        told = self.session.foretell(intent)
        return self.desk.words.tell(told) if told is not None else ""

    def show_done(self, transaction: Transaction | None, *, quiet: bool = False) -> None:
        """Show what became durable, and say what it was and how to undo it."""
        if transaction is None:
            return
        self.room.changed(transaction)
        self.show_again()
        if not quiet:
            self.say_done(tell(transaction, self.room.books))

    def say_done(self, told: Message) -> None:
        """Say what a key did, and how to undo it."""
        undo = self.desk.keymap.keys(f"{self.KEYS}.undo")
        after = [Piece(f"   {undo} ", "key"), Piece(self.words("keys.undo"), "dim")]
        self.say(self.desk.words.tell(told), "bright", after=after)

    # -- taking back

    def act_undo(self) -> None:
        """Take back one's own last entry."""
        self.save(self.session.undo, typed=self.words("keys.undo"), then=self._reversed)

    def act_redo(self) -> None:
        """Bring back what was undone last."""
        self.save(self.session.redo, typed=self.words("keys.redo"), then=self._reversed)

    def _reversed(self, told: Message) -> None:
        self.room.changed(None)
        self.show_again()
        self.tell(told, "bright")

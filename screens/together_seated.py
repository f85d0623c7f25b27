"""A screen of the meeting as the others hear of it: where it is, what is typed, and its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from okrtui.meeting.session import Session
from screens.desk import Desk
from screens.doing import Doing
from screens.together_live import Seen, Whereabouts

if TYPE_CHECKING:
    from screens.ask import Ask


class Seated(Doing):
    """Has a seat in a meeting, and says where it is there.

    follows: whether it goes where another session leads.
    stop, row: what it has in hand; is_large: whether that fills the room.
    gave_way: whether the same person leads on from another terminal.
    """

    follows = False
    is_large = False
    gave_way = False
    stop: str

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.whereabouts = Whereabouts(self)

    @property
    def row(self) -> str | None:
        """The id of the row in hand."""
        raise NotImplementedError

    def keep_live(self) -> None:
        """Write down where this session is; several moves at once are one writing."""
        self.whereabouts.tell()

    def saw(self, seen: Seen) -> None:
        """Show what others did."""
        raise NotImplementedError

    def on_screen_suspend(self) -> None:
        """Say that another screen lies above."""
        self.keep_live()

    def ask(self, ask: Ask) -> None:
        """Open a prompt, and let those who follow know what kind it is."""
        super().ask(ask)
        self.keep_live()

    def _close_ask(self, ask: Ask) -> None:
        super()._close_ask(ask)
        self.keep_live()

    def keep_half_typed(self) -> bool:
        """Keep what is half typed for the next time; return whether something is."""
        draft, text = self.half_typed() or ("", "")
        if text.strip():
            self.desk.worker.aside(partial(self.desk.drafts.keep, draft, text))
        return bool(text.strip())

    def leave(self, answer: None = None) -> None:
        """Leave the meeting, which goes on; who led it leads no longer."""
        if self.is_current and not self._leaves:
            self.whereabouts.leave()
        super().leave(answer)

"""What every screen works with: the team's books, who sits here, and the tools of this session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.clock import Clock
from okrtui.model.records import Member
from okrtui.model.settings import Settings
from okrtui.text.words import Words
from okrtui.together.seat import Seat
from screens.keymap import Keymap
from screens.state import Drafts
from screens.worker import StoreWorker
from widgets.signs import Signs

if TYPE_CHECKING:
    # The meeting's modules are not needed for a first paint.
    from typing import Protocol

    from okrtui.meeting.session import Keeper
    from okrtui.model.ops import Changed
    from okrtui.store.doing import Doing

    class LiveStore(Keeper, Protocol):
        """A store as screens need it: written, read, and followed."""

        @property
        def read_only(self) -> bool:
            """Whether nothing can be written."""
            ...

        def refresh(self) -> Changed | None:
            """Catch up with what other processes wrote; return what changed, if anything did."""
            ...

        def back_up(self, reason: str, doing: Doing = ...) -> None:
            """Make a copy of the store, named after what is about to be done to it."""
            ...

        def needs_fold(self) -> bool:
            """Return whether the journal has grown long enough to be folded."""
            ...


class Desk(NamedTuple):
    """One person at one workspace, in one process.

    folder: the workspace. who: the login of who types.
    fold: starts to fold the journal, in a process of its own.
    seat: this process's seat in the meeting. rehearsal: whether the workspace is a throw-away copy
    to rehearse on. as_: the login of the member they act for, where that is another than `who`.
    """

    folder: Path
    store: LiveStore
    who: str
    settings: Settings
    words: Words
    clock: Clock
    signs: Signs
    keymap: Keymap
    calendar: Calendar
    drafts: Drafts
    fold: Callable[[], None]
    worker: StoreWorker
    seat: Seat
    rehearsal: bool = False
    as_: str | None = None

    @property
    def login(self) -> str:
        """The login of the member who sits here, or is acted for."""
        return self.as_ or self.who

    @property
    def me(self) -> Member | None:
        """The member who sits here, or is acted for; None where that is no member."""
        return self.books.member_by_login(self.login)

    @property
    def today(self) -> date:
        """The day it is for the team."""
        return self.calendar.day(self.clock.now())

    @property
    def books(self) -> Books:
        """What is written down now."""
        return Books(self.store.view)

"""Before the meeting: somebody has joined already, and waits for it to begin."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.flow import in_progress
from okrtui.model.ops import Changed
from screens.base import DeskScreen
from screens.desk import Desk
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Item, Lines


class WaitScreen(DeskScreen[None]):
    """Says that no meeting runs; it makes place for it as soon as one does."""

    KEYS = "wait"
    CSS_PATH = "opening.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = Lines(signs=desk.signs, id="facts")
        self._goes = False

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="column"):
            yield self._facts
        yield from self.foot()

    def on_mount(self) -> None:
        """Say what comes."""
        desk, words = self.desk, self.words
        me, notes = desk.me, []
        if desk.store.read_only:
            notes.append(words("together.only_reads"))
        elif me is None:
            notes.append(words("together.no_member", login=desk.who))
        else:
            notes.append(words("together.joins_as", name=me.name))
        self._facts.show(
            [Piece(words("together.waits"), "strong")],
            [Item(id="", line=()), *(Item(id=note, line=[Piece(note, "dim")]) for note in notes)],
        )
        self._facts.styles.height = len(notes) + 2
        self.show_keys()
        self._look()

    def key_hints(self) -> Iterable[Hint]:
        """Return the way out."""
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("wait.back", kept=True)

    def on_screen_resume(self) -> None:
        """Look whether it began while another screen lay above."""
        self._look()

    def store_changed(self, _changed: Changed) -> None:
        """Go to the meeting that began."""
        self._look()

    def _look(self) -> None:
        if in_progress(self.desk.books) is not None and self.is_current and not self._goes:
            from screens.join import go_to_join

            self._goes = True
            go_to_join(self)

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()

"""One person at a cycle: scores it or agrees its drafts, and takes back what they did there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okrtui.cycle.agreeing import agree, which_can
from okrtui.cycle.circumstances import Circumstances, around_now
from okrtui.cycle.closing import VIA_CLOSE
from okrtui.cycle.opening import VIA_OPEN
from okrtui.cycle.scoring import Said, score
from okrtui.meeting import undo
from okrtui.meeting.session import Keeper, Session
from okrtui.model.books import Books
from okrtui.model.clock import Clock
from okrtui.model.ops import Op, Transaction
from okrtui.model.settings import Settings
from okrtui.model.view import View


class AtCycle(Session):
    """What one person does through it can be taken back through it, the last thing first.

    The closing or the opening of a cycle cannot: `okrtui undo` does that.
    """

    def __init__(
        self,
        store: Keeper,
        *,
        author: str,
        settings: Settings,
        clock: Clock,
        as_: str | None = None,
    ) -> None:
        super().__init__(store, "", author=author, settings=settings, clock=clock, as_=as_)
        self._began = store.view.seq

    @property
    def around(self) -> Circumstances:
        """The circumstances of what is done now."""
        return around_now(self.author, settings=self.settings, clock=self.clock)

    def _history(self) -> list[Transaction]:
        done = undo.done_through(self.store.transactions(after=self._began), self.via)
        return [one for one in done if all(op.table != "cycles" for op in one.ops)]


class Scoring(AtCycle):
    """Scores key results."""

    via = VIA_CLOSE

    def score(self, said: Said) -> Transaction | None:
        """Score a key result, or amend its score; a cause may come later.

        Raises:
            Refused: the cycle may not be scored now, or this key result not, or so not.
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        return self.store.commit(
            lambda view: score(said, Books(view), self.around, cause_later=True),
            via=self.via,
            as_=self.as_,
        )


class Agreeing(AtCycle):
    """Agrees drafts."""

    via = VIA_OPEN

    def agree(self, ids: Iterable[str]) -> Transaction | None:
        """Agree those of these drafts that can be. ids: objectives before their key results.

        Raises:
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        wanted = tuple(ids)

        def decide(view: View) -> Sequence[Op]:
            books = Books(view)
            return agree(which_can(wanted, books).can, books, self.around)

        return self.store.commit(decide, via=self.via, as_=self.as_)

"""What stands between a cycle and its closing: a list to go through before it."""

from __future__ import annotations

import msgspec

from okrtui.cycle.circumstances import Circumstances
from okrtui.cycle.closable import meetings_running
from okrtui.cycle.closing import OpenItems, open_items
from okrtui.cycle.scoring import owes_cause, scored_so_far
from okrtui.model.agreed import tree
from okrtui.model.books import Books
from okrtui.model.records import Cycle, CycleState, KeyResult, Score


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """How ready a cycle is to be closed.

    meetings: the names of those that review it at this moment; none may. count: its key results.
    unscored: those without a score; unproposed: of these, those that nobody ever spoke of, so that
    no score can be proposed. unexplained: less than was expected, and nobody said why.
    days_left: until its last day; negative once it is over.
    """

    cycle: Cycle
    meetings: tuple[str, ...]
    count: int
    unscored: tuple[KeyResult, ...]
    unproposed: tuple[KeyResult, ...]
    unexplained: tuple[KeyResult, ...]
    open: OpenItems
    days_left: int

    def may_close(self, *, accept: bool) -> bool:
        """Return whether it can be closed. accept: taking what is proposed for the unscored."""
        lacking = self.unproposed if accept else self.unscored
        return self.cycle.state is not CycleState.CLOSED and not self.meetings and not lacking


def checklist(books: Books, cycle: Cycle, around: Circumstances) -> Checklist:
    """Return what stands between a cycle and its closing. The cost follows what is not scored."""
    scores = scores_of(books, cycle)
    key_results = [kr for _, below in tree(books, cycle.id) for kr in below]
    unscored = [kr for kr in key_results if kr.id not in scores]
    return Checklist(
        cycle=cycle,
        meetings=tuple(meeting.name for meeting in meetings_running(books, cycle)),
        count=len(key_results),
        unscored=tuple(unscored),
        unproposed=tuple(kr for kr in unscored if not _proposed(books, kr, cycle, around)),
        unexplained=tuple(
            kr for kr in key_results if kr.id in scores and owes_cause(scores[kr.id])
        ),
        open=open_items(books, cycle),
        days_left=(cycle.end - around.today()).days,
    )


def scores_of(books: Books, cycle: Cycle) -> dict[str, Score]:
    """Return the scores of a cycle by key result."""
    return {score.key_result: score for score in books.where(Score, "cycle", cycle.id)}


def _proposed(books: Books, key_result: KeyResult, cycle: Cycle, around: Circumstances) -> bool:
    found = scored_so_far(
        books,
        key_result,
        cycle,
        score=None,
        today=around.today(),
        calendar=around.calendar,
        settings=around.settings,
    )
    return found.proposed is not None

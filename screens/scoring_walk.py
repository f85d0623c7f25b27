"""The walk through a cycle at its closing: who answers for what, what has a score, what asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from okrtui.cycle.checklist import scores_of
from okrtui.cycle.scoring import Scored, owes_cause, scored_so_far
from okrtui.model.agreed import owners, tree
from okrtui.model.books import Books
from okrtui.model.records import Cycle, KeyResult, Objective, Score
from okrtui.model.timeline import Closings
from screens.desk import Desk

Branch = tuple[Objective, Sequence[KeyResult]]


class Stop(NamedTuple):
    """What one owner answers for: below their own objectives first, then below others'."""

    owner: str
    branches: tuple[Branch, ...]

    @property
    def key_results(self) -> list[KeyResult]:
        """The key results of this stop, in order."""
        return [kr for _, below in self.branches for kr in below]


class Walk:
    """The stops of a walk through one cycle. How a key result stands is worked out when asked."""

    def __init__(self, desk: Desk, cycle: str) -> None:
        self._desk = desk
        self._cycle_id = cycle
        self.changed()

    def changed(self) -> None:
        """Forget everything: something was written."""
        books = self._desk.books
        self._closings = Closings(books)
        self._stood: dict[str, Scored] = {}
        self.cycle = books.get(Cycle, self._cycle_id)
        self._scores = scores_of(books, self.cycle)
        self.stops = _stops(books, self.cycle)

    def scored(self, score: Score | None) -> None:
        """Forget how one key result stood: it alone was scored. None: perhaps any was."""
        self._scores = scores_of(self._desk.books, self.cycle)
        if score is None:
            self._stood.clear()
        else:
            self._stood.pop(score.key_result, None)

    def stop(self, owner: str) -> Stop:
        """Return what an owner answers for; nothing where that is nothing."""
        return next((stop for stop in self.stops if stop.owner == owner), Stop(owner, ()))

    def stop_of(self, key_result: str) -> Stop | None:
        """Return the stop at which a key result is scored."""
        for stop in self.stops:
            if any(kr.id == key_result for kr in stop.key_results):
                return stop
        return None

    def score_of(self, key_result: str) -> Score | None:
        """Return the score of a key result, if it has one."""
        return self._scores.get(key_result)

    def stand(self, key_result: KeyResult) -> Scored:
        """Return how a key result stands at the end."""
        desk = self._desk
        if key_result.id not in self._stood:
            self._stood[key_result.id] = scored_so_far(
                desk.books,
                key_result,
                self.cycle,
                score=self.score_of(key_result.id),
                today=desk.today,
                calendar=desk.calendar,
                settings=desk.settings,
                closings=self._closings,
            )
        return self._stood[key_result.id]

    def waits(self, key_result: KeyResult) -> bool:
        """Return whether it has no score yet, or one whose cause nobody told."""
        score = self.score_of(key_result.id)
        return score is None or owes_cause(score)

    def next_waiting(self, after: str | None, owner: str | None = None) -> KeyResult | None:
        """Return the next key result that waits behind another, the first again behind the last.

        Those without a score come first: a cause that was put off is asked for at the end.
        after: the id of the one in hand. owner: only what they answer for.
        """
        walked = [kr for stop in self._chosen(owner) for kr in stop.key_results]
        at = next((place for place, kr in enumerate(walked) if kr.id == after), -1)
        waiting = [kr for kr in (*walked[at + 1 :], *walked[: at + 1]) if self.waits(kr)]
        unscored = (kr for kr in waiting if kr.id not in self._scores)
        return next(unscored, next(iter(waiting), None))

    def count(self, owner: str | None = None) -> tuple[int, int]:
        """Return how many key results have a score, and of how many. owner: of theirs alone."""
        every = [kr.id for stop in self._chosen(owner) for kr in stop.key_results]
        return sum(kr in self._scores for kr in every), len(every)

    def _chosen(self, owner: str | None) -> Sequence[Stop]:
        return self.stops if owner is None else (self.stop(owner),)


def _stops(books: Books, cycle: Cycle) -> tuple[Stop, ...]:
    agreed = tree(books, cycle.id)
    own: dict[str, list[Branch]] = {}
    others: dict[str, list[Branch]] = {}
    for objective, key_results in agreed:
        below: dict[str, list[KeyResult]] = {}
        for kr in key_results:
            below.setdefault(kr.owner or objective.owner, []).append(kr)
        for owner, theirs in below.items():
            place = own if owner == objective.owner else others
            place.setdefault(owner, []).append((objective, theirs))
    found = ((owner, own.get(owner, []) + others.get(owner, [])) for owner in owners(books, agreed))
    return tuple(Stop(owner, tuple(branches)) for owner, branches in found if branches)

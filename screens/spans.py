"""Which cycles a screen looks at: those that run, or those before and after them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from okrtui.meeting.alone import Alone
from okrtui.model.books import Books
from okrtui.model.records import CycleState
from screens.desk import Desk
from screens.doing import Doing

Span = tuple[str, ...]
"""The ids of the cycles that are looked at together."""


class Spanned(Doing):
    """A screen on one's own, outside of any meeting, that goes from cycle to cycle.

    `show_span` is for who fills it in: it shows what is looked at now.
    """

    session: Alone

    def __init__(self, desk: Desk, *, cycle: str | None = None) -> None:
        """Make it. cycle: the one to look at first, by its id; without it, what runs now."""
        super().__init__(desk)
        self._spans: list[Span] = []
        self._span = 0
        self.find_spans({cycle} if cycle is not None else ())
        self.session = alone(desk, self.span)

    @property
    def span(self) -> Span:
        """The cycles that are looked at; none where there is none."""
        return self._spans[self._span] if self._spans else ()

    def find_spans(self, wanted: Collection[str]) -> None:
        """Find out what there is to look at; look at what holds one of these, else at what runs."""
        books, today = self.desk.books, self.desk.today
        self._spans = spans(books, today)
        holding = (at for at, span in enumerate(self._spans) if not set(span).isdisjoint(wanted))
        self._span = next(holding, span_now(books, self._spans, today))

    def show_span(self) -> None:
        """Show what is looked at now."""
        raise NotImplementedError

    def has_cycle(self, by: int) -> bool:
        """Return whether there is a cycle after what is looked at, or before it."""
        return 0 <= self._span + by < len(self._spans)

    def look_at(self, by: int) -> None:
        """Look at the cycle after this one, or the one before."""
        if self.has_cycle(by):
            self._span += by
            self.session.cycles = self.span
            self.show_span()
        else:
            self.say(self.words("member.last_cycle" if by > 0 else "member.first_cycle"), "dim")

    def act_later(self) -> None:
        """Look at the next cycle."""
        self.look_at(1)

    def act_earlier(self) -> None:
        """Look at the cycle before."""
        self.look_at(-1)


def alone(desk: Desk, cycles: Span) -> Alone:
    """Return a session of who sits at the desk, outside of any meeting, over some cycles."""
    return Alone(
        desk.store,
        cycles,
        author=desk.who,
        settings=desk.settings,
        clock=desk.clock,
        as_=desk.as_,
        gives=desk.me.id if desk.me and desk.as_ else None,
    )


def spans(books: Books, today: date) -> list[Span]:
    """Return what there is to look at, the earliest first: the cycles that run now are one."""
    cycles = sorted(books.cycles(), key=lambda cycle: (cycle.start, cycle.end))
    now = [
        cycle
        for cycle in cycles
        if cycle.state is CycleState.RUNNING and cycle.start <= today <= cycle.end
    ]
    found: list[Span] = []
    for cycle in cycles:
        if cycle not in now:
            found.append((cycle.id,))
        elif cycle is now[0]:
            found.append(tuple(one.id for one in now))
    return found


def span_now(books: Books, found: Sequence[Span], today: date) -> int:
    """Return the place of what runs now; else of the cycle that began last, or of the first."""
    by_id = {cycle.id: cycle for cycle in books.cycles()}
    running = [
        at
        for at, span in enumerate(found)
        if by_id[span[0]].state is CycleState.RUNNING
        and by_id[span[0]].start <= today <= by_id[span[0]].end
    ]
    begun = [at for at, span in enumerate(found) if by_id[span[0]].start <= today]
    return next(iter([*running, *reversed(begun), 0]))

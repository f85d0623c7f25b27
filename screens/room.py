"""The meeting in hand as its screen reads it: worked out once, and again only where it changed."""

from __future__ import annotations

from collections.abc import Iterable

from okrtui.meeting.agenda import ACTIONS, CLOSING, Agenda, Part, Stop, agenda, reviewed
from okrtui.meeting.flow import old_actions
from okrtui.meeting.session import Session
from okrtui.model.books import Books
from okrtui.model.ops import Changed, Transaction
from okrtui.model.records import TEAM, Action, Cycle, KeyResult, Meeting, Objective
from okrtui.model.rows import ObjectiveRow, objective_row
from okrtui.model.standing import Standing, standing
from okrtui.model.timeline import then_of
from screens.desk import Desk

_SHAPES = frozenset({"objectives", "key_results", "members", "cycles"})
_OF_KEY_RESULT = frozenset({"check_ins", "tasks"})


class Room:
    """What a meeting walks through, and how each key result stands.

    `changed` says what to forget.
    """

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk = desk
        self.session = session
        self._meeting: Meeting | None = None
        self._way: Agenda | None = None
        self._done: frozenset[str] | None = None
        self._standings: dict[str, Standing] = {}

    # -- forgetting

    def changed(self, what: Transaction | Changed | None) -> None:
        """Forget what a change touched; None: everything."""
        match what:
            case Transaction():
                keys = [(op.table, op.id) for op in what.ops]
            case Changed():
                keys = list(what.keys)
            case None:
                keys = [("cycles", "")]
        view = self.desk.store.view
        for table, key in keys:
            self._meeting = None
            self._done = None
            if table in _SHAPES or table == "meetings":
                self._way = None
            if table in _OF_KEY_RESULT:
                doc = view.get(table, key)
                if doc is None:
                    self._standings.clear()
                else:
                    self._standings.pop(doc["key_result"], None)
            elif table in _SHAPES:
                self._standings.clear()

    # -- reading

    @property
    def books(self) -> Books:
        """What is written down now."""
        return self.desk.books

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        if self._meeting is None:
            self._meeting = self.session.meeting
        return self._meeting

    @property
    def way(self) -> Agenda:
        """The way through the room."""
        if self._way is None:
            self._way = agenda(self.books, self.meeting)
        return self._way

    @property
    def done(self) -> frozenset[str]:
        """The key results that were reviewed."""
        if self._done is None:
            self._done = reviewed(self.books, self.meeting.id)
        return self._done

    def stand(self, key_result: KeyResult) -> Standing:
        """Return how a key result stands in this meeting."""
        found = self._standings.get(key_result.id)
        if found is None:
            desk = self.desk
            found = standing(
                self.books,
                key_result,
                cycle=self._cycle(self.books.objective_of(key_result)),
                meeting=self.meeting,
                today=desk.calendar.day(desk.clock.now()),
                calendar=desk.calendar,
                thresholds=desk.settings.thresholds,
            )
            self._standings[key_result.id] = found
        return found

    def objective(self, objective: Objective) -> ObjectiveRow:
        """Return how an objective stands, by all of its key results that live."""
        key_results = self.books.key_results(objective.id)
        living = [kr for kr in key_results if kr.state.value in {"agreed", "draft"}]
        cycle = self._cycle(objective)
        then = then_of(self.books, cycle, self.meeting, self.desk.calendar)
        return objective_row(objective, [self.stand(kr) for kr in living], then, cycle)

    def _cycle(self, objective: Objective) -> Cycle:
        return self.books.get(Cycle, objective.cycle)

    # -- the way

    @property
    def actions(self) -> list[Action]:
        """The action items that this meeting looks back on."""
        return old_actions(self.books, self.meeting)

    def present(self, stop: Stop) -> bool:
        """Return whether somebody is here to speak at a stop."""
        return stop.id == TEAM or stop.id in self.meeting.present

    def reviewable(self) -> Agenda:
        """Return the stops at which somebody is here."""
        return Agenda(tuple(stop for stop in self.way.stops if self.present(stop)))

    def stops(self) -> list[str]:
        """Return all stops in order: last week's actions, if any, the round, the closing."""
        first = [ACTIONS] if self.actions else []
        return [*first, *(stop.id for stop in self.way.stops), CLOSING]

    def counts(self) -> tuple[int, int]:
        """Return how many key results are reviewed, of how many."""
        every = {kr.id for stop in self.way.stops for kr in stop.to_review()}
        return len(every & self.done), len(every)

    def is_done(self, stop: Stop) -> bool:
        """Return whether all of a stop is reviewed."""
        ids = [kr.id for kr in stop.to_review()]
        return bool(ids) and self.done.issuperset(ids)


def part_of(stop: str) -> Part:
    """Return the part of the meeting that a stop belongs to."""
    match stop:
        case "actions":
            return Part.ACTIONS
        case "closing":
            return Part.CLOSING
        case _:
            return Part.ROUND


def neighbours(stops: Iterable[str], stop: str) -> tuple[str | None, str | None]:
    """Return the stops before and after one."""
    order = list(stops)
    if stop not in order:
        return None, order[0] if order else None
    at = order.index(stop)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

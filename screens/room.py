"""The meeting in hand as its screen reads it: worked out once, and again only where it changed."""

from __future__ import annotations

from okrtui.meeting.agenda import (
    ACTIONS,
    CLOSING,
    Agenda,
    Stop,
    agenda,
    next_to_review,
    reviewed,
)
from okrtui.meeting.flow import old_actions
from okrtui.meeting.session import Session
from okrtui.meeting.timebox import timeboxes
from okrtui.model.books import Books
from okrtui.model.ops import Changed, Op, Set, Transaction
from okrtui.model.records import (
    TEAM,
    Action,
    Cycle,
    KeyResult,
    Meeting,
    Member,
    Objective,
    ProgressOf,
    State,
    TaskState,
)
from okrtui.model.rows import ObjectiveRow, objective_row
from okrtui.model.standing import Standing, standing
from okrtui.model.timeline import Closings, then_of
from screens.desk import Desk
from screens.phrases import owner_name
from widgets.kr_card_lines import KrCardData
from widgets.line import Line

_SHAPES = frozenset({"objectives", "key_results", "members", "cycles"})
_LEADS = ("round", "present", "cycles", "state", "closed_at", "then")
"""What of a meeting decides where it leads, and how all there stands."""


class Room:
    """What a meeting walks through, and how each key result stands.

    `changed` says what to forget.

    epoch: grows when any row may have become another; touched: the rows that changed since then,
    in their order, add-only. ticked: how many tasks changed since then. last_card, last_tasks: what
    `card` made last, behind what it was made of.
    """

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk = desk
        self.session = session
        self._meeting: Meeting | None = None
        self._way: Agenda | None = None
        self._done: frozenset[str] | None = None
        self._standings: dict[str, Standing] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._counted: dict[str, list[KeyResult]] = {}
        self._here: frozenset[str] | None = None
        self._boxes: dict[str, int] | None = None
        self._closings = Closings(self.books)
        self.epoch = 0
        self.touched: list[str] = []
        self.ticked = 0
        self.last_card: tuple[object, KrCardData] | None = None
        self.last_tasks: tuple[object, tuple[Line, ...]] | None = None

    # -- forgetting

    def changed(self, what: Transaction | Changed | None) -> None:
        """Forget what a change touched; None: everything."""
        match what:
            case None:
                self._forget()
                return
            case Transaction():
                ops = {(op.table, op.id): op for op in what.ops}
                keys = list(ops)
            case Changed():
                ops, keys = {}, list(what.keys)
        for table, key in keys:
            match table:
                case "check_ins":
                    self._checked_in(key)
                case "tasks":
                    self._task_changed(key, ops.get((table, key)))
                case "meetings":
                    self._meeting_changed(key)
                case _ if table in _SHAPES:
                    self._forget()
                case _:
                    self._touch_all()

    def _forget(self) -> None:
        self._meeting = self._way = self._done = self._here = self._boxes = None
        self._closings = Closings(self.books)
        self._standings.clear()
        self._names.clear()
        self._ids.clear()
        self._counted.clear()
        self._touch_all()

    def _touch_all(self) -> None:
        self.epoch += 1
        self.touched.clear()
        self.ticked = 0

    def _touch(self, key_result: str) -> None:
        self._standings.pop(key_result, None)
        doc = self.books.view.get("key_results", key_result)
        self.touched += [key_result, *self._whose_progress(doc["objective"] if doc else "")]

    def _whose_progress(self, objective: str) -> list[str]:
        """Return the objectives whose progress changes with one: itself, and above it some."""
        if not self.books.view.where("objectives", "progress_of", ProgressOf.ALIGNED.value):
            return [objective]
        # As above.
        from okrtui.model.rollup import made_by

        return [objective, *made_by(self.books, objective)]

    def _checked_in(self, key: str) -> None:
        doc = self.books.view.get("check_ins", key)
        if doc is None:
            self._forget()
            return
        kr = doc["key_result"]
        self._touch(kr)
        done, confirmed = self._done, bool(doc.get("confirmed"))
        if done is None or doc.get("meeting") != self.session.meeting_id:
            return
        if confirmed != (kr in done):
            # The same object else: whoever was told of it sees at once that it is as it was.
            self._done = done | {kr} if confirmed else done - {kr}

    def _task_changed(self, key: str, op: Op | None) -> None:
        doc = self.books.view.get("tasks", key)
        if doc is None or not (isinstance(op, Set) and _stays(op)):
            self._forget()
            return
        self._touch(doc["key_result"])
        self.touched.append(key)
        self.ticked += 1

    def _meeting_changed(self, key: str) -> None:
        was, now = self._meeting, self.books.find(Meeting, key)
        if key != self.session.meeting_id or was is None or now is None or _way_of(was, now):
            self._forget()
            return
        self._meeting, self._boxes = now, None
        self.touched += set(was.skipped) ^ set(now.skipped)

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
                today=desk.today,
                calendar=desk.calendar,
                thresholds=desk.settings.thresholds,
                closings=self._closings,
            )
            self._standings[key_result.id] = found
        return found

    def objective(self, objective: Objective) -> ObjectiveRow:
        """Return how an objective stands."""
        if objective.progress_of is ProgressOf.KEY_RESULTS:
            return self._by_key_results(objective)
        # Few teams have others, and every start would wait for the import.
        from okrtui.model.rollup import with_roll_up

        return with_roll_up(self.books, objective, self._by_key_results)

    def _by_key_results(self, objective: Objective) -> ObjectiveRow:
        """Return how an objective stands by its own key results: those that live, or ended too."""
        counted = self._counted.get(objective.id)
        if counted is None:
            closed = objective.state is State.CLOSED
            states = {State.CLOSED} if closed else {State.AGREED, State.DRAFT}
            counted = [kr for kr in self.books.key_results(objective.id) if kr.state in states]
            self._counted[objective.id] = counted
        cycle = self._cycle(objective)
        then = then_of(self.books, cycle, self.meeting, self.desk.calendar, self._closings)
        return objective_row(objective, [self.stand(kr) for kr in counted], then, cycle)

    def _cycle(self, objective: Objective) -> Cycle:
        return self.books.get(Cycle, objective.cycle)

    def names(self, owner: str) -> tuple[str, str]:
        """Return what an owner is called at the head of the meeting: in full, and in two cells."""
        if owner not in self._names:
            name = owner_name(self.books, owner, self.desk.words)
            member = self.books.find(Member, owner)
            # Who has a name in Chinese is known by that, not by the letters of a login.
            latin = member is not None and member.login.isascii() and name[:1].isascii()
            letters = member.login if member and latin else name
            one_cell = letters.isascii() and owner != TEAM
            self._names[owner] = name, letters[:2] if one_cell else letters[:1]
        return self._names[owner]

    # -- the way

    @property
    def actions(self) -> list[Action]:
        """The action items that this meeting looks back on."""
        return old_actions(self.books, self.meeting)

    def present(self, stop: Stop) -> bool:
        """Return whether somebody is here to speak at a stop."""
        if self._here is None:
            self._here = frozenset(self.meeting.present)
        return stop.id == TEAM or stop.id in self._here

    def box(self, stop: str) -> int | None:
        """Return the seconds that a stop of the round has; None for who is absent."""
        if self._boxes is None:
            self._boxes = timeboxes(self.way, self.meeting)
        return self._boxes.get(stop)

    def ids(self, stop: Stop) -> tuple[str, ...]:
        """Return the ids of the key results that are reviewed at a stop, in order."""
        if stop.id not in self._ids:
            self._ids[stop.id] = tuple(kr.id for kr in stop.to_review())
        return self._ids[stop.id]

    def reviewable(self, stop: str | None = None) -> Agenda:
        """Return the stops at which somebody is here, and the one in hand if it is named."""
        return Agenda(tuple(s for s in self.way.stops if self.present(s) or s.id == stop))

    def ahead(self, stop: str, after: str | None) -> tuple[Stop | None, str | None]:
        """Return where one goes on from a key result of a stop: the stop, and its key result.

        Who has no OKRs has a turn too, once, without a key result; who is absent has none, unless
        it is in hand. Neither stop nor key result where nothing is left.
        """
        way = self.reviewable(stop)
        at = {one.id: place for place, one in enumerate(way.stops)}
        here = at.get(stop, -1)
        if after is None or way.stop_of(after) is None:
            before = [kr for one in way.stops[: max(here, 0)] for kr in self.ids(one)]
            after = before[-1] if before else None
        found = next_to_review(way, self.done, self.meeting.skipped, after, stop)
        found_at = way.stop_of(found) if found else None
        if found_at is not None and found_at.id == stop:
            return found_at, found
        unheard = [one for one in self._newcomers(way) if one.id != stop]
        ahead = next((one for one in unheard if at[one.id] > here), None)
        if found_at is None:
            return ahead or next(iter(unheard), None), None
        if ahead is not None and not here < at[found_at.id] < at[ahead.id]:
            return ahead, None
        return found_at, found

    def _newcomers(self, way: Agenda) -> list[Stop]:
        """Return the stops of who has no OKRs, unlike others, and has not had their turn."""
        if not any(stop.branches for stop in way.stops if stop.id != TEAM):
            # A team whose OKRs are all the team's own: nobody lacks any.
            return []
        spent = self.meeting.spent
        return [stop for stop in way.stops if not stop.branches and stop.id not in spent]

    def unheard(self) -> list[Stop]:
        """Return the stops of who is absent, where something is not reviewed."""
        return [
            stop
            for stop in self.way.stops
            if not self.present(stop) and not self.done.issuperset(self.ids(stop))
        ]

    def stops(self) -> list[str]:
        """Return all stops in order: last week's actions, if any, the round, the closing."""
        first = [ACTIONS] if self.actions else []
        return [*first, *(stop.id for stop in self.way.stops), CLOSING]

    def counts(self) -> tuple[int, int]:
        """Return how many key results are reviewed, of how many."""
        every = {kr for stop in self.way.stops for kr in self.ids(stop)}
        return len(every & self.done), len(every)

    def is_done(self, stop: Stop) -> bool:
        """Return whether all of a stop is reviewed."""
        ids = self.ids(stop)
        return bool(ids) and self.done.issuperset(ids)


def _stays(op: Set) -> bool:
    """Return whether a task that was changed still shows, and where it showed."""
    states = op.fields.get("state", ())
    return "key_result" not in op.fields and TaskState.DROPPED.value not in states


def _way_of(was: Meeting, now: Meeting) -> bool:
    """Return whether a meeting that changed leads another way than it did."""
    return any(getattr(was, name) != getattr(now, name) for name in _LEADS)

"""What stands on the card of a key result below its numbers: what was said of it, and its tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from okrtui.model.links import asked_upon, name_of
from okrtui.model.open import days_late, severity
from okrtui.model.records import (
    Action,
    ActionState,
    CheckIn,
    Decision,
    KeyResult,
    OpenState,
    Problem,
    Risk,
    RiskState,
    Task,
    TaskState,
    Vote,
)
from okrtui.model.standing import Standing
from screens.phrases import due_phrase, near_day, owner_name
from screens.room import Room
from widgets.kr_card_lines import Entry
from widgets.line import Line, Piece

Said = TypeVar("Said", Problem, Risk, Action, Decision, Vote)


def entries(kr: KeyResult, room: Room, stands: Standing) -> Iterator[Entry]:
    """Return the vote, the reasons, and what is open: problems, risks, actions; then decisions."""
    return _Beside(kr, room).entries(stands)


def tasks(kr: KeyResult, room: Room) -> Iterator[Line]:
    """Return the tasks that were not dropped, a line each."""
    return _Beside(kr, room).tasks()


class _Beside:
    def __init__(self, kr: KeyResult, room: Room) -> None:
        self.kr = kr
        self.room = room
        self.books = room.books
        self.words = room.desk.words
        self.signs = room.desk.signs
        self.today = room.desk.today

    def entries(self, stands: Standing) -> Iterator[Entry]:
        yield from self._vote()
        yield from self._reasons(stands)
        yield from self._asked()
        for problem in self._of(Problem):
            if problem.state is OpenState.OPEN:
                more = [self._who(problem.owner), problem.next_step]
                yield self._entry(f"P{problem.number}", problem.title, more, role="off_track")
        for risk in self._of(Risk):
            if risk.state is RiskState.OPEN:
                level = self.words(f"terms.{severity(risk).value}")
                more = [level, self._who(risk.owner)]
                role = "off_track" if severity(risk).value == "high" else "dim"
                yield self._entry(f"R{risk.number}", risk.title, more, role=role)
        for action in self._of(Action):
            if action.state is ActionState.OPEN:
                yield self._action(action)
        for decision in self._of(Decision):
            if decision.meeting == self.room.meeting.id:
                yield self._entry(f"D{decision.number}", decision.title, [])

    def _asked(self) -> Iterator[Entry]:
        """Yield what others wait for here, and nobody has answered yet."""
        for asked in asked_upon(self.books, self.kr):
            if asked.is_open:
                day = asked.link.by
                by = (
                    self.words("links.by", day=near_day(day, self.today, self.words)) if day else ""
                )
                name = name_of(self.books, asked.source.id, beside=self.kr)
                more = [self._who(asked.asker), by]
                what = asked.link.what or asked.source.title
                said = f"{name} {self.signs.dot} {what}"
                yield self._entry(self.words("links.label_asked"), said, more, role="at_risk")

    def _vote(self) -> Iterator[Entry]:
        """Return the last vote of this meeting: how far apart it was, and what was agreed."""
        here = self.room.meeting.id
        mine = [vote for vote in self._of(Vote) if vote.meeting == here and vote.given]
        if not mine:
            return
        vote, words = mine[-1], self.words
        low, high = min(vote.given), max(vote.given)
        spread = (
            words("views.vote_one_mind", n=low)
            if low == high
            else words("views.vote_spread", low=low, high=high, by=high - low)
        )
        agreed = words("views.vote_agreed", n=vote.agreed) if vote.agreed is not None else ""
        yield self._entry(words("views.vote"), spread, [agreed])

    def _reasons(self, stands: Standing) -> Iterator[Entry]:
        said = stands.here or stands.since
        if said is not None and said.why:
            yield self._entry(self.words("meeting.why_label"), said.why, [], title_role="bright")
        elif (then := self._why_then(stands)) is not None:
            # Why it was set as it was: with this in mind one says why it moves.
            yield self._entry(self.words("meeting.why_label"), then.why, [self._day(then)])
        if said is not None and (said.next_step or said.next_owner or said.next_due):
            due = due_phrase(said.next_due, 0, self.today, self.words)
            more = [self._who(said.next_owner), due]
            yield self._entry(self.words("meeting.next_label"), said.next_step, more)
        if (set_by_hand := self._override(stands)) is not None:
            day = "" if set_by_hand is said else self._day(set_by_hand)
            yield self._entry(self.words("terms.health"), set_by_hand.health_reason, [day])

    def _override(self, stands: Standing) -> CheckIn | None:
        """Return the check-in in which a person set the health that it has now."""
        last = stands.here or stands.since or next(reversed(self.books.check_ins(self.kr.id)), None)
        return last if last is not None and last.health is stands.now.health else None

    def _why_then(self, stands: Standing) -> CheckIn | None:
        """Return the check-in that last gave a confidence before now, where it says why."""
        ours = {said.id for said in (stands.here, stands.since) if said is not None}
        given = [
            said
            for said in self.books.check_ins(self.kr.id)
            if said.confidence is not None and not said.unchanged and said.id not in ours
        ]
        return given[-1] if given and given[-1].why else None

    def _day(self, said: CheckIn) -> str:
        return near_day(self.room.desk.calendar.day(said.at), self.today, self.words)

    def _action(self, action: Action) -> Entry:
        late = days_late(action.due, self.today)
        due = due_phrase(action.due, late, self.today, self.words)
        carried = self.words("meeting.carried_times", n=action.carries) if action.carries else ""
        return self._entry(
            f"A{action.number}",
            action.title,
            [self._who(action.owner), due, carried],
            more_role="at_risk" if late else "dim",
        )

    def _entry(
        self,
        name: str,
        title: str,
        more: Sequence[str],
        *,
        role: str = "dim",
        title_role: str = "normal",
        more_role: str = "dim",
    ) -> Entry:
        rest = "".join(f" {self.signs.dot} {part}" for part in more if part)
        line = [Piece(title, title_role), Piece(rest, more_role)]
        return Entry(name=name, line=line, name_role=role)

    def _of(self, kind: type[Said]) -> list[Said]:
        return self.books.where(kind, "key_result", self.kr.id)

    def _who(self, owner: str | None) -> str:
        return owner_name(self.books, owner, self.words)

    def tasks(self) -> Iterator[Line]:
        for task in self.books.tasks(self.kr.id):
            if task.state is not TaskState.DROPPED:
                yield self._task(task)

    def _task(self, task: Task) -> Line:
        done = task.state is TaskState.DONE
        late = 0 if done else days_late(task.due, self.today)
        due = "" if done else due_phrase(task.due, late, self.today, self.words)
        rest = [part for part in (self._who(task.assignee), due) if part]
        return [
            Piece(f"{self.signs.task[task.state.value]} ", "on_track" if done else "dim"),
            Piece(task.title, "dim" if done else "normal"),
            Piece("".join(f" {self.signs.dot} {part}" for part in rest), "dim"),
        ]

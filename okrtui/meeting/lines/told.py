"""What was understood of a line, in short phrases, as it is typed: it teaches the grammar.

The phrases are made of the very intent that `enter` would carry out, so they cannot say another
thing than what will be recorded.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from okrtui.meeting import intents
from okrtui.meeting.lines.entries import Edit
from okrtui.meeting.lines.parts import Ground
from okrtui.meeting.link_words import STATES
from okrtui.model.numbers import parse_number, show_number, show_value
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Action,
    Direction,
    KeyResult,
    Level,
    Member,
    MetricKind,
    Objective,
    Parked,
    Problem,
    Risk,
    Task,
)
from okrtui.text.dates import show_date, show_weekday
from okrtui.text.words import Words

_ENUMS = frozenset({"category", "dimension", "origin", "ambition"})
_NUMBERS = frozenset({"start", "target", "step", "weight"})
_PEOPLE = frozenset({"owner", "assignee"})


def understood(said: intents.Intent | Edit, ground: Ground, words: Words) -> tuple[str, ...]:
    """Return what was understood beside the title, a phrase each; nothing where it is all title."""
    teller = _Teller(ground, words)
    match said:
        case Edit():
            found = [teller.named(said.record), words("typed.edit")]
        case intents.AddObjective() | intents.AddKeyResult():
            found = teller.agreed(said)
        case (
            intents.ChangeField()
            | intents.MoveKeyResult()
            | intents.SetTaskState()
            | intents.Restore()
        ):
            found = teller.changed(said)
        case intents.Value() | intents.OverrideHealth() | intents.SpokenBy() | intents.Why():
            found = teller.reviewed(said)
        case intents.ChangeRisk() | intents.ChangeProblem() | intents.ChangeAction():
            found = teller.seen_anew(said)
        case _:
            found = [*teller.new(said), *teller.ended(said)]
    return tuple(phrase for phrase in found if phrase)


class _Teller:
    def __init__(self, ground: Ground, words: Words) -> None:
        self._books, self._today, self._words = ground.books, ground.today, words

    # -- entries

    def new(self, said: intents.Intent) -> list[str]:
        """Tell of a new entry what it says beside its title."""
        match said:
            case intents.AddRisk():
                levels = self._levels(said.probability, said.impact)
                return [levels, *self._owned(said.owner, said.due), self._then(said.mitigation)]
            case intents.AddProblem():
                return [*self._owned(said.owner, said.due), self._then(said.next_step)]
            case intents.AddAction():
                return self._owned(said.owner, said.due)
            case intents.AddTask():
                return self._owned(said.assignee, said.due)
            case intents.AskDependency() | intents.AskCollaborator() if said.by or said.what:
                return [self._words("links.asked"), said.what, *self._owned(None, said.by)]
            case intents.Answer():
                return [self._words(STATES[said.state]), *self._owned(None, said.by), said.why]
        return []

    def ended(self, said: intents.Intent) -> list[str]:
        """Tell what became of an entry that was spoken of by its number."""
        find, words = self._books.find, self._words
        match said:
            case intents.RiskHappened():
                owned = self._owned(said.owner, said.due)
                known = self.named(find(Risk, said.risk))
                return [known, words("typed.happened"), said.next_step, *owned]
            case intents.EndRisk():
                return [
                    self.named(find(Risk, said.risk)),
                    words(f"typed.risk_{said.state.value}"),
                    said.why,
                ]
            case intents.EndProblem():
                state = words("typed.closed" if said.closed else "typed.open_again")
                return [self.named(find(Problem, said.problem)), state, said.why]
            case intents.EndAction():
                state = words("typed.dropped" if said.dropped else "typed.done")
                return [self.named(find(Action, said.action)), state, said.why]
            case intents.CarryAction():
                return [self.named(find(Action, said.action)), words("typed.not_done"), said.why]
            case intents.ReopenAction():
                return [self.named(find(Action, said.action)), words("typed.open_again")]
            case intents.EndParked():
                parked = find(Parked, said.parked)
                return [parked.title if parked else "", words("typed.closed"), said.outcome]
        return []

    def seen_anew(
        self, said: intents.ChangeRisk | intents.ChangeProblem | intents.ChangeAction
    ) -> list[str]:
        """Tell how an entry is seen from now on."""
        find = self._books.find
        match said:
            case intents.ChangeRisk():
                risk = find(Risk, said.risk)
                levels = self._levels(said.probability, said.impact)
                then = self._then(said.mitigation)
                return [self.named(risk), levels, *self._owned(said.owner, said.due), then]
            case intents.ChangeProblem():
                problem = find(Problem, said.problem)
                then = self._then(said.next_step)
                return [self.named(problem), *self._owned(said.owner, said.due), then]
            case intents.ChangeAction():
                return [self.named(find(Action, said.action)), *self._owned(said.owner, said.due)]

    def named(self, record: Risk | Problem | Action | None) -> str:
        """Return an entry's number and title."""
        match record:
            case Risk():
                return f"R{record.number} {record.title}"
            case Problem():
                return f"P{record.number} {record.title}"
            case Action():
                return f"A{record.number} {record.title}"
            case None:
                return ""

    # -- the tree

    def agreed(self, said: intents.AddObjective | intents.AddKeyResult) -> list[str]:
        """Tell how a new key result is measured, or what a new objective serves."""
        if isinstance(said, intents.AddKeyResult):
            return [self._measure(said), *self._owned(said.owner, said.due)]
        kinds = (said.category, said.dimension, said.origin, said.ambition)
        return [self._words(f"terms.{kind.value}") for kind in kinds if kind is not None]

    def _measure(self, said: intents.AddKeyResult) -> str:
        words = self._words
        kr = KeyResult(
            id="", objective="", number=0, title="", metric=said.metric, unit=said.unit,
            start=said.start, target=said.target, direction=said.direction,
        )  # fmt: skip
        target = show_value(kr, said.target, words)
        match said.metric, said.direction:
            case MetricKind.MILESTONE, _:
                count = words("typed.milestones", n=int(said.target))
                return f"{count}: {', '.join(said.milestones)}" if said.milestones else count
            case MetricKind.YES_NO, _:
                return words("typed.yes_or_no")
            case _, Direction.KEEP_BELOW:
                return words("typed.keep_below", line=target)
            case _, Direction.KEEP_ABOVE:
                return words("typed.keep_above", line=target)
        return f"{show_number(said.start)} → {target}"

    def changed(
        self,
        said: intents.ChangeField | intents.MoveKeyResult | intents.SetTaskState | intents.Restore,
    ) -> list[str]:
        """Tell what becomes of an objective, key result or task."""
        books, words = self._books, self._words
        match said:
            case intents.ChangeField(field="title"):
                return [words("typed.new_wording")]
            case intents.ChangeField(field="key_result"):
                kr = books.get(KeyResult, said.value or "")
                return [words("typed.moves", name=books.kr_name(kr)), kr.title]
            case intents.ChangeField():
                field = words(f"history.field_{said.field}")
                return [f"{field}: {self._field(said)}"]
            case intents.MoveKeyResult():
                objective = books.get(Objective, said.objective)
                return [words("typed.moves", name=books.objective_name(objective)), objective.title]
            case intents.SetTaskState():
                return [words(f"history.value_{said.state.value}")]
            case intents.Restore():
                dropped = books.find(KeyResult, said.id) or books.find(Task, said.id)
                return [words("typed.restores"), dropped.title if dropped else ""]

    def _field(self, said: intents.ChangeField) -> str:
        value, words = said.value, self._words
        if not value:
            return words("terms.none")
        if said.field in _PEOPLE:
            return self._owner(value)
        if said.field == "due":
            return self._day(date.fromisoformat(value))
        if said.field in _ENUMS:
            return words(f"terms.{value}")
        if said.field == "progress_of":
            return words(f"terms.from_{value}")
        if said.field in {"metric", "direction"}:
            return words(f"history.value_{value}")
        if said.field in _NUMBERS:
            return self._number(said, parse_number(value))
        return value

    def _number(self, said: intents.ChangeField, number: Decimal) -> str:
        kr = self._books.find(KeyResult, said.id)
        if kr is None or said.field == "weight":
            return show_number(number)
        was = getattr(kr, said.field)
        now = show_number(number) if said.field == "step" else show_value(kr, number, self._words)
        return now if was is None else f"{show_number(was)} → {now}"

    # -- what is said of a key result

    def reviewed(
        self, said: intents.Value | intents.OverrideHealth | intents.SpokenBy | intents.Why
    ) -> list[str]:
        """Tell what is recorded of a key result."""
        words, kr = self._words, self._books.get(KeyResult, said.key_result)
        match said:
            case intents.Value():
                return [show_value(kr, said.value, words)]
            case intents.OverrideHealth(health=None):
                return [words("typed.computed")]
            case intents.OverrideHealth(health=health) if health is not None:
                return [words(f"terms.{health.value}"), said.reason]
            case intents.SpokenBy():
                return [self._owner(said.member)] if said.member else [words("terms.none")]
            case intents.Why() if said.next_step:
                return [*self._owned(said.next_owner, said.next_due), said.next_step]
        return []

    # -- small things

    def _levels(self, probability: Level, impact: Level) -> str:
        words = self._words
        return words(
            "typed.levels",
            probability=words(f"terms.{probability.value}"),
            impact=words(f"terms.{impact.value}"),
        )

    def _owned(self, owner: str | None, due: date | None) -> list[str]:
        said = [self._owner(owner)] if owner else []
        return [*said, self._words("typed.due", day=self._day(due))] if due else said

    def _owner(self, owner: str) -> str:
        if owner in {TEAM, COMPANY}:
            return self._words(f"terms.{owner}")
        member = self._books.find(Member, owner)
        return next(iter(member.name.split()), member.login) if member else owner

    def _day(self, day: date) -> str:
        language = self._words.language
        shown = show_date(day, language, year=self._today.year)
        return f"{show_weekday(day, language)} {shown}"

    def _then(self, then: str) -> str:
        return f"→ {then}" if then else ""

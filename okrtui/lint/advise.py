"""What the linter has to say of one text, or of one record and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from okrtui.lint import facts as reading
from okrtui.lint.catalogue import Finding, ids_of
from okrtui.lint.facts import Facts
from okrtui.lint.judge import KeyResultCase, ObjectiveCase, judge_key_result, judge_objective
from okrtui.lint.kinds import Kind
from okrtui.model.aligned import hangs, has_company, is_aligned
from okrtui.model.books import Books
from okrtui.model.carried import origin_key_result
from okrtui.model.links import ASKED, ASKING, REFUSED, name_of, targets_of
from okrtui.model.ops import Doc
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    Direction,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    State,
)

_COUNTED = frozenset({MetricKind.NUMBER, MetricKind.CURRENCY, MetricKind.MILESTONE})
_ALL_OF_IT = (Decimal(0), Decimal(100))
_NOT_WORDS = re.compile(r"[\W\d_]+")


# While somebody types, a text is asked about more than once: by its screen and by its neighbours.
facts_of = lru_cache(maxsize=8192)(reading.facts_of)


def advise_text(kind: Kind, text: str, off: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what there is to say of a text of which nothing else is known.

    off: ids of rules that are switched off.
    """
    facts = facts_of(kind, text)
    if kind is Kind.OBJECTIVE:
        return judge_objective(ObjectiveCase(text=text, facts=facts), off)
    return judge_key_result(KeyResultCase(text=text, facts=facts), off)


def is_measured(key_result: KeyResult) -> bool:
    """Return whether its fields say how much; 0 to 100 per cent is what nobody chose."""
    if key_result.metric in _COUNTED or key_result.direction is not Direction.REACH:
        return True
    return (
        key_result.metric is MetricKind.PERCENT
        and (key_result.start, key_result.target) != _ALL_OF_IT
    )


class Adviser:
    """The linter over books. It remembers what it has read: make a new one when they change."""

    def __init__(self, books: Books, off: Collection[str] = ()) -> None:
        self._books = books
        self._off = frozenset(off)
        self._cycles = {cycle.id: cycle for cycle in books.all(Cycle)}
        self._counts: dict[str, dict[str, list[str]]] = {}
        self._company: dict[str, bool] = {}
        self._effects: dict[str, set[str]] = {}
        self._last: dict[tuple[str, str], dict[str, Decimal]] = {}

    def objective(self, objective: Objective) -> tuple[Finding, ...]:
        """Return what there is to say of an objective."""
        return judge_objective(
            self.case_of_objective(objective), self._off | ids_of(objective.waived)
        )

    def key_result(self, key_result: KeyResult) -> tuple[Finding, ...]:
        """Return what there is to say of a key result.

        Raises:
            Refused: its objective is not in the books.
        """
        return judge_key_result(
            self.case_of_key_result(key_result), self._off | ids_of(key_result.waived)
        )

    def case_of_objective(self, objective: Objective) -> ObjectiveCase:
        """Return what is known of an objective."""
        owner = self._books.find(Member, objective.owner)
        of_owner = self._of_owner(objective) if owner is not None else []
        key_results = self._books.view.where("key_results", "objective", objective.id)
        return ObjectiveCase(
            text=objective.title,
            facts=facts_of(Kind.OBJECTIVE, objective.title).with_fields(owner=True),
            key_results=sum(doc.get("state") != State.DROPPED for doc in key_results),
            linked=not self._hangs(objective, key_results),
            categorised=objective.category is not None,
            owner=owner.name if owner else "",
            of_owner=len(of_owner) if of_owner and of_owner[0] == objective.id else None,
        )

    def case_of_key_result(self, key_result: KeyResult) -> KeyResultCase:
        """Return what is known of a key result.

        Raises:
            Refused: its objective is not in the books.
        """
        objective = self._books.objective_of(key_result)
        cycle = self._cycles.get(objective.cycle)
        text = facts_of(Kind.KEY_RESULT, key_result.title)
        measured = is_measured(key_result)
        facts = _with_fields(text, key_result, objective, measured=measured)
        asked, refused = self._waited_for(key_result.id)
        numbers = (
            measured
            and key_result.metric is not MetricKind.MILESTONE
            and key_result.direction is Direction.REACH
        )
        return KeyResultCase(
            text=key_result.title,
            facts=facts,
            timed=key_result.due is not None or cycle is not None,
            days=_days(key_result, cycle, timed_by_text=text.has_deadline),
            due=key_result.due is not None,
            stepped=key_result.metric is MetricKind.MILESTONE
            or bool(self._books.view.where("tasks", "key_result", key_result.id)),
            kept=key_result.direction is not Direction.REACH,
            effect_beside=self._has_effect_beside(key_result),
            asked=asked,
            refused=refused,
            in_books=True,
            start=key_result.start if numbers else None,
            target=key_result.target if numbers else None,
            last=self._last_of(key_result, objective, cycle) if numbers else None,
            method=key_result.method,
            problem=key_result.whose_problem,
            by_when=key_result.by_when,
            effect=key_result.effect,
        )

    def _of_owner(self, objective: Objective) -> list[str]:
        """Return the ids of the objectives that count of the same person and cycle."""
        counts = self._counts.get(objective.cycle)
        if counts is None:
            counts = self._counts[objective.cycle] = {}
            for doc in self._books.view.where("objectives", "cycle", objective.cycle):
                if doc.get("state") != State.DROPPED:
                    counts.setdefault(str(doc["owner"]), []).append(str(doc["id"]))
        return counts.get(objective.owner, [])

    def _hangs(self, objective: Objective, key_results: Sequence[Doc]) -> bool:
        if objective.cycle not in self._company:
            cycle = self._cycles.get(objective.cycle)
            self._company[objective.cycle] = has_company(self._books, cycle)
        return hangs(
            objective,
            aligned=is_aligned(self._books, objective.id, key_results),
            company=self._company[objective.cycle],
        )

    def _waited_for(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return by name who has not said yet that they can do their part, and who said no."""
        links = [link for link in targets_of(self._books, id) if link.kind in ASKING]
        asked, refused = (
            tuple(name_of(self._books, link.target) for link in links if link.state in states)
            for states in ({None, ASKED}, {REFUSED})
        )
        return asked, refused

    def _has_effect_beside(self, key_result: KeyResult) -> bool:
        effects = self._effects.get(key_result.objective)
        if effects is None:
            effects = self._effects[key_result.objective] = {
                other.id
                for other in self._books.where(KeyResult, "objective", key_result.objective)
                if other.state is not State.DROPPED
                and (is_measured(other) or facts_of(Kind.KEY_RESULT, other.title).has_metric)
            }
        return bool(effects - {key_result.id})

    def _last_of(
        self, key_result: KeyResult, objective: Objective, cycle: Cycle | None
    ) -> Decimal | None:
        """Return where it stood at the end of the last cycle: what it goes on with, by its link.

        Else the key result of the same owner that was called the same.
        """
        origin = origin_key_result(self._books, key_result)
        if origin is not None:
            return self._end(origin)
        if cycle is None:
            return None
        earlier = [other for other in self._cycles.values() if other.end < cycle.start]
        if not earlier:
            return None
        last = max(earlier, key=lambda other: (other.end, other.start))
        of_owner = (last.id, objective.owner)
        if of_owner not in self._last:
            self._last[of_owner] = dict(self._ends(last, objective.owner))
        return self._last[of_owner].get(_alike(key_result.title))

    def _ends(self, cycle: Cycle, owner: str) -> list[tuple[str, Decimal]]:
        found = []
        for doc in self._books.view.where("objectives", "cycle", cycle.id):
            if doc["owner"] != owner:
                continue
            for key_result in self._books.key_results(str(doc["id"])):
                end = self._end(key_result)
                if end is not None:
                    found.append((_alike(key_result.title), end))
        return found

    def _end(self, key_result: KeyResult) -> Decimal | None:
        said = self._books.check_ins(key_result.id)
        return next((one.value for one in reversed(said) if one.value is not None), None)


def _alike(title: str) -> str:
    """Return a title without its numbers: what stays when a target is set anew."""
    return _NOT_WORDS.sub(" ", title).casefold().strip()


def _with_fields(
    text: Facts, key_result: KeyResult, objective: Objective, *, measured: bool
) -> Facts:
    effect = key_result.effect
    return text.with_fields(
        metric=measured or bool(effect and facts_of(Kind.KEY_RESULT, effect).has_metric),
        deadline=key_result.due is not None or bool(key_result.by_when),
        owner=key_result.owner is not None or objective.owner not in {TEAM, COMPANY, ""},
    )


def _days(key_result: KeyResult, cycle: Cycle | None, *, timed_by_text: bool) -> int | None:
    begin: date | None = key_result.agreed_on or (cycle.start if cycle else None)
    if begin is None or (key_result.due is None and timed_by_text):
        return None
    end = key_result.due or (cycle.end if cycle else None)
    return None if end is None else (end - begin).days + 1

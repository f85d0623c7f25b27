"""The rules themselves: functions from what is known of an item to what there is to say of it.

What is known comes as a case: from the books, from a document, or from a text alone. A field that
is not known is None or empty, and no rule speaks of what it cannot know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

import msgspec

from okrtui.lint import catalogue as rules, signs, todos
from okrtui.lint.catalogue import Finding, Rule
from okrtui.lint.facts import Facts
from okrtui.model.codec import canonical
from okrtui.text.message import Message, message

LEAST, MOST = 2, 5
"""How many objectives of a person, and key results of an objective, are a good number."""

SHORTEST, LONGEST = 14, 31
"""Days: the grain of an output."""

_HARDLY = Decimal("0.02")
_LISTED = 5


class KeyResultCase(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a key result.

    facts: of the text, and of its fields where it has them.
    timed: it has a due date, or belongs to a cycle.
    days: from its beginning to its due date, or to the cycle's end where the text has no time;
        due: whether they come from a due date of its own.
    stepped: it is measured by named steps, or has tasks.
    kept: its metric is a line to keep, which asks for no growth.
    effect_beside: another key result of the same objective has a number to reach.
    asked, refused: who has not confirmed that they can do their part; in_books: that is known.
    start, target, last: of its metric, and where the same stood at the end of the last cycle.
    method, problem, by_when, effect: the fields of the formula.
    """

    text: str
    facts: Facts
    timed: bool = False
    days: int | None = None
    due: bool = False
    stepped: bool = False
    kept: bool = False
    effect_beside: bool = False
    asked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    in_books: bool = False
    start: Decimal | None = None
    target: Decimal | None = None
    last: Decimal | None = None
    method: str = ""
    problem: str = ""
    by_when: str = ""
    effect: str = ""


class ObjectiveCase(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an objective.

    key_results: how many it has that count. linked, categorised: None where that cannot be known.
    owner, of_owner: a person's name and how many objectives they have in the cycle, with the first
        of them only, so that it is said once.
    """

    text: str
    facts: Facts
    key_results: int | None = None
    linked: bool | None = None
    categorised: bool | None = None
    owner: str = ""
    of_owner: int | None = None


def judge_objective(case: ObjectiveCase, off: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what there is to say of an objective; `off`: ids of rules that are switched off."""
    return tuple(found for found in _of_objective(case) if found.rule.id not in off)


def judge_key_result(case: KeyResultCase, off: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what there is to say of a key result; `off`: ids of rules that are switched off.

    What is a to-do is told that and no more about its size, form or measure.
    """
    to_do = case.facts.is_todo and rules.TO_DO.id not in off
    told = _of_to_do(case) if to_do else _of_key_result(case)
    return tuple(found for found in told if found.rule.id not in off)


def _say(rule: Rule, key: str, **values: str | int | Message) -> Finding:
    return Finding(rule, message(key, **values))


# -- objectives


def _of_objective(case: ObjectiveCase) -> Iterator[Finding]:
    if case.facts.is_todo:
        yield _say(rules.DIRECTION, "lint.direction_delivery")
    elif signs.is_bare_phrase(case.text):
        yield _say(rules.DIRECTION, "lint.direction_bare")
    if case.of_owner is not None and case.of_owner < LEAST:
        yield _say(rules.OBJECTIVES_COUNT, "lint.objectives_count_few", owner=case.owner)
    elif case.of_owner is not None and case.of_owner > MOST:
        yield _say(
            rules.OBJECTIVES_COUNT,
            "lint.objectives_count_many",
            owner=case.owner,
            n=case.of_owner,
        )
    if case.linked is False:
        yield _say(rules.ALIGNED, "lint.aligned_none")
    match case.key_results:
        case 0:
            yield _say(rules.KEY_RESULTS_COUNT, "lint.key_results_count_none")
        case 1:
            yield _say(rules.KEY_RESULTS_COUNT, "lint.key_results_count_few")
        case int(n) if n > MOST:
            yield _say(rules.KEY_RESULTS_COUNT, "lint.key_results_count_many", n=n)
    if case.categorised is False:
        yield _say(rules.CATEGORY, "lint.category_none")


# -- key results


def _of_to_do(case: KeyResultCase) -> Iterator[Finding]:
    yield _say(rules.TO_DO, "lint.to_do_found")
    yield from _by_when_and_who(case)


def _of_key_result(case: KeyResultCase) -> Iterator[Finding]:
    facts = case.facts
    agreed = not facts.has_metric and todos.has_criterion(case.text)
    if not facts.has_metric and not agreed:
        if todos.names_direction(case.text):
            yield _say(rules.MEASURABLE, "lint.measurable_metric")
        elif not facts.has_deadline or todos.is_vague(case.text):
            yield _say(rules.MEASURABLE, "lint.measurable_nothing")
    yield from _by_when_and_who(case)
    yield from _size(case, output=not facts.has_metric and not agreed)
    if facts.has_metric and (figure := signs.flatters(case.text)):
        yield _say(rules.VANITY, "lint.vanity_found", figure=figure)
    if not facts.has_metric and not case.effect_beside and signs.launches(case.text):
        yield _say(rules.LAUNCH_ONLY, "lint.launch_only_found")
    yield from _process(case)
    yield from _challenge(case)
    yield from _formula(case)


def _by_when_and_who(case: KeyResultCase) -> Iterator[Finding]:
    if not _is_timed(case):
        yield _say(rules.TIME_BOUND, "lint.time_bound_none")
    if not case.facts.has_owner:
        yield _say(rules.OWNER, "lint.owner_none")
    if case.refused:
        yield _say(rules.CONFIRMED, "lint.confirmed_refused", names=_listed(case.refused))
    if case.asked:
        yield _say(rules.CONFIRMED, "lint.confirmed_open", names=_listed(case.asked))
    if not case.in_books and signs.names_partner(case.text) and not todos.has_criterion(case.text):
        yield _say(rules.CONFIRMED, "lint.confirmed_partner")


def _is_timed(case: KeyResultCase) -> bool:
    return case.facts.has_deadline or case.timed or signs.has_rhythm(case.text)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")


def _size(case: KeyResultCase, *, output: bool) -> Iterator[Finding]:
    if not output or case.stepped:
        return
    if case.due and case.days is not None and 0 <= case.days < SHORTEST:
        yield _say(rules.SIZE, "lint.size_short", days=case.days)
    elif case.days is not None and case.days > LONGEST:
        yield _say(rules.SIZE, "lint.size_long", days=case.days)
    elif case.days is None and signs.is_long(case.text):
        yield _say(rules.SIZE, "lint.size_long_text")


def _process(case: KeyResultCase) -> Iterator[Finding]:
    said = case.stepped or case.kept or bool(case.method) or signs.has_method(case.text)
    if said or not case.facts.has_metric:
        return
    if (
        todos.begins_with_making(case.text)
        and not signs.is_compared(case.text)
        and not signs.is_of_a_level(case.text)
    ):
        yield _say(rules.PROCESS_AND_RESULT, "lint.process_and_result_no_result")
    else:
        yield _say(rules.PROCESS_AND_RESULT, "lint.process_and_result_no_process")


def _challenge(case: KeyResultCase) -> Iterator[Finding]:
    start, target, last = case.start, case.target, case.last
    if target is not None and start is not None and last is not None and start != target:
        if (target <= last) if target > start else (target >= last):
            yield _say(
                rules.CHALLENGING,
                "lint.challenging_not_above",
                last=canonical(last),
                target=canonical(target),
            )
        return
    if target is not None and start:
        if abs(target - start) <= abs(start) * _HARDLY:
            yield _say(
                rules.CHALLENGING,
                "lint.challenging_same",
                start=canonical(start),
                target=canonical(target),
            )
        return
    if case.facts.has_metric and not case.kept and signs.is_level_alone(case.text):
        yield _say(rules.CHALLENGING, "lint.challenging_compare")


def _formula(case: KeyResultCase) -> Iterator[Finding]:
    in_use = bool(case.method or case.problem or case.by_when or case.effect)
    if not in_use and not (case.facts.has_metric and signs.has_method(case.text)):
        return
    here = {
        "lint.part_method": bool(case.method) or signs.has_method(case.text),
        "lint.part_problem": bool(case.problem) or signs.has_problem(case.text),
        "lint.part_when": bool(case.by_when) or _is_timed(case),
        "lint.part_effect": bool(case.effect)
        or case.facts.has_metric
        or todos.has_criterion(case.text),
    }
    missing = [message(part) for part, there in here.items() if not there]
    if missing:
        yield _say(rules.FORMULA, "lint.formula_missing", parts=_joined(missing))


def _joined(parts: list[Message]) -> Message:
    first, *rest = parts
    return message("lint.and_part", first=first, rest=_joined(rest)) if rest else first

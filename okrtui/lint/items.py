"""Everything that the linter reads in one go: a team's books, or a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import msgspec

from okrtui.formats.tree import Found, FoundKeyResult, FoundObjective
from okrtui.lint.advise import Adviser, facts_of
from okrtui.lint.catalogue import Finding, ids_of
from okrtui.lint.facts import Facts
from okrtui.lint.judge import KeyResultCase, ObjectiveCase, judge_key_result, judge_objective
from okrtui.lint.kinds import Kind
from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, Cycle, Direction, Member, MetricKind, State


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An objective or key result that was read, and what there is to say of it.

    file, line: where it stands in a document. name: what it is called by in the books.
    """

    kind: Kind
    text: str
    facts: Facts
    findings: tuple[Finding, ...]
    file: str | None = None
    line: int | None = None
    name: str | None = None


def items_of_books(
    books: Books,
    cycles: Iterable[Cycle],
    off: Collection[str] = (),
    member: Member | None = None,
) -> Iterator[Item]:
    """Return all that counts in some cycles: objectives, each followed by its key results.

    member: only what is theirs: their objectives, and what they own below those of others.
    """
    adviser = Adviser(books, off)
    for cycle in cycles:
        for objective in books.objectives(cycle.id):
            if objective.state is State.DROPPED:
                continue
            theirs = member is None or objective.owner == member.id
            if theirs:
                case = adviser.case_of_objective(objective)
                yield Item(
                    kind=Kind.OBJECTIVE,
                    text=objective.title,
                    facts=case.facts,
                    findings=judge_objective(case, {*off, *ids_of(objective.waived)}),
                    name=books.objective_name(objective),
                )
            for key_result in books.key_results(objective.id):
                if key_result.state is State.DROPPED:
                    continue
                if not (theirs or (member and key_result.owner == member.id)):
                    continue
                known = adviser.case_of_key_result(key_result)
                yield Item(
                    kind=Kind.KEY_RESULT,
                    text=key_result.title,
                    facts=known.facts,
                    findings=judge_key_result(known, {*off, *ids_of(key_result.waived)}),
                    name=f"{books.objective_name(objective)}/KR{key_result.number}",
                )


def items_of_document(found: Found, off: Collection[str] = ()) -> Iterator[Item]:
    """Return all that counts in a document, in its order."""
    counts = Counter(
        (objective.cycle, objective.owner)
        for objective in found.objectives
        if objective.state is not State.DROPPED and _is_person(objective.owner)
    )
    told: set[tuple[str | None, str | None]] = set()
    for objective in found.objectives:
        if objective.state is State.DROPPED:
            continue
        whose = (objective.cycle, objective.owner)
        first = whose in counts and whose not in told
        told.add(whose)
        yield _objective(found.file, objective, counts[whose] if first else None, off)
        kept = [kr for kr in objective.key_results if kr.state is not State.DROPPED]
        for key_result in kept:
            beside = any(_quantified(other) for other in kept if other is not key_result)
            yield _key_result(found.file, objective, key_result, off, effect_beside=beside)


def _objective(
    file: str, found: FoundObjective, of_owner: int | None, off: Collection[str]
) -> Item:
    facts = facts_of(Kind.OBJECTIVE, found.title).with_fields(owner=found.owner is not None)
    case = ObjectiveCase(
        text=found.title,
        facts=facts,
        key_results=sum(kr.state is not State.DROPPED for kr in found.key_results),
        owner=found.owner or "",
        of_owner=of_owner,
    )
    findings = judge_objective(case, off)
    return Item(
        kind=Kind.OBJECTIVE,
        text=found.title,
        facts=facts,
        findings=findings,
        file=file,
        line=found.line,
    )


def _key_result(
    file: str,
    objective: FoundObjective,
    found: FoundKeyResult,
    off: Collection[str],
    *,
    effect_beside: bool,
) -> Item:
    metric = found.metric
    facts = facts_of(Kind.KEY_RESULT, found.title).with_fields(
        metric=metric is not None,
        deadline=found.due is not None,
        owner=found.owner is not None or _is_person(objective.owner),
    )
    case = KeyResultCase(
        text=found.title,
        facts=facts,
        timed=found.due is not None or objective.cycle is not None,
        stepped=bool(found.tasks) or (metric is not None and metric.kind is MetricKind.MILESTONE),
        kept=metric is not None and metric.direction is not Direction.REACH,
        effect_beside=effect_beside,
        start=metric.start if metric else None,
        target=metric.target if metric else None,
    )
    return Item(
        kind=Kind.KEY_RESULT,
        text=found.title,
        facts=facts,
        findings=judge_key_result(case, off),
        file=file,
        line=found.line,
    )


def _quantified(found: FoundKeyResult) -> bool:
    return found.metric is not None or facts_of(Kind.KEY_RESULT, found.title).has_metric


def _is_person(owner: str | None) -> bool:
    return owner is not None and owner not in {TEAM, COMPANY}

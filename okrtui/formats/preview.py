"""What an import would make, for a person to look at and for a program to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from okrtui.formats.clean import short
from okrtui.formats.intake import Plan
from okrtui.formats.tree import Found, FoundKeyResult, FoundObjective
from okrtui.model.codec import plain
from okrtui.model.records import MetricKind, State
from okrtui.text.harmless import harmless
from okrtui.text.words import Words

_PASSED_SHOWN = 12
_TEXT_SHOWN = 72


def preview_text(found: Sequence[Found], words: Words, plan: Plan | None = None) -> str:
    """Return the tree that was found, by file and line, and what was passed over and why.

    With a plan, what it would add and what is there already is told below.
    """
    lines = [line for document in found for line in _document(document, words)]
    if plan is not None:
        lines += _plan(plan, words)
    return "\n".join(lines) + "\n"


def preview_json(found: Sequence[Found]) -> dict[str, Any]:
    """Return the tree as `import --dry-run --json` writes it."""
    return {"files": [_file(document) for document in found]}


def _document(document: Found, words: Words) -> Iterator[str]:
    if document.objectives:
        yield words(
            "formats.found",
            file=harmless(document.file),
            objectives=words("formats.objectives", n=len(document.objectives)),
            key_results=words("formats.key_results", n=document.key_results),
        )
    else:
        yield words("formats.nothing", file=harmless(document.file))
    for objective in document.objectives:
        yield _row(objective.line, "O ", objective.title, _facts(objective, words))
        for result in objective.key_results:
            yield _row(result.line, "   KR ", result.title, _facts(result, words))
    if document.passed_over:
        yield "  " + words("formats.passed_over", n=len(document.passed_over))
        for passed in document.passed_over[:_PASSED_SHOWN]:
            why = words(passed.why)
            yield f"{passed.line:>6}  {why}: {harmless(short(passed.text, _TEXT_SHOWN))}"
        if len(document.passed_over) > _PASSED_SHOWN:
            yield "        " + words("formats.more", n=len(document.passed_over) - _PASSED_SHOWN)


def _row(line: int, mark: str, title: str, facts: str) -> str:
    return f"{line:>6}  {mark}{harmless(title)}{facts}"


def _facts(item: FoundObjective | FoundKeyResult, words: Words) -> str:
    facts = [f"@{item.owner}"] if item.owner else []
    if isinstance(item, FoundObjective):
        facts += [item.cycle] if item.cycle else []
        facts += [words(f"terms.{kind.value}") for kind in _kinds(item).values() if kind]
    else:
        facts += _of_key_result(item, words)
    if item.state is State.DROPPED:
        facts.append(words("formats.dropped"))
    return f"  [{harmless(' · '.join(facts))}]" if facts else ""


def _of_key_result(found: FoundKeyResult, words: Words) -> Iterator[str]:
    metric = found.metric
    sign = "%" if metric and metric.kind is MetricKind.PERCENT else ""
    if metric is not None:
        unit = f" {metric.unit}" if metric.unit else ""
        yield f"{plain(metric.start)}{sign} → {plain(metric.target)}{sign}{unit}"
    if found.value is not None:
        yield f"{words('terms.value')} {plain(found.value)}{sign}"
    elif found.share is not None:
        yield f"{words('terms.progress')} {plain(found.share * 100)}%"
    if found.confidence is not None:
        yield f"{words('terms.confidence')} {found.confidence}"
    if found.due:
        yield f"{words('terms.due')} {found.due.isoformat()}"
    if found.tasks:
        yield words("formats.tasks", n=len(found.tasks))


def _kinds(found: FoundObjective) -> dict[str, StrEnum | None]:
    return {
        "category": found.category,
        "dimension": found.dimension,
        "origin": found.origin,
        "ambition": found.ambition,
    }


def _plan(plan: Plan, words: Words) -> Iterator[str]:
    yield ""
    if plan.restores:
        yield words("formats.restores", n=len(plan.ops))
        return
    if plan.ops:
        yield words(
            "formats.adds",
            objectives=words("formats.objectives", n=plan.objectives),
            key_results=words("formats.key_results", n=plan.key_results),
        )
    if plan.known_objectives:
        yield words(
            "formats.known",
            objectives=words("formats.objectives", n=plan.known_objectives),
            key_results=words("formats.key_results", n=plan.known_key_results),
        )
    for name, n in plan.into.items() if plan.ops else ():
        yield "  " + words("formats.into", n=n, cycle=harmless(name))
    for cycle in plan.cycles:
        yield "  " + words(
            "formats.new_cycle",
            cycle=cycle.name,
            start=cycle.start.isoformat(),
            end=cycle.end.isoformat(),
        )
    if plan.members:
        names = ", ".join(f"{member.name} ({member.login})" for member in plan.members)
        yield "  " + words("formats.new_members", n=len(plan.members), names=harmless(names))


def _file(document: Found) -> dict[str, Any]:
    return {
        "file": document.file,
        "objectives": len(document.objectives),
        "key_results": document.key_results,
        "tree": [_objective(objective) for objective in document.objectives],
        "passed_over": [
            {"line": passed.line, "text": passed.text, "why": passed.why.rpartition("why_")[2]}
            for passed in document.passed_over
        ],
    }


def _objective(found: FoundObjective) -> dict[str, Any]:
    return {
        "title": found.title,
        "line": found.line,
        "owner": found.owner,
        "cycle": found.cycle,
        "state": found.state.value,
        "note": found.note,
        **{name: plain(kind) for name, kind in _kinds(found).items()},
        "key_results": [_key_result(result) for result in found.key_results],
    }


def _key_result(found: FoundKeyResult) -> dict[str, Any]:
    metric = found.metric
    return {
        "title": found.title,
        "line": found.line,
        "owner": found.owner,
        "collaborators": list(found.collaborators),
        "state": found.state.value,
        "note": found.note,
        "metric": plain(metric.kind) if metric else None,
        "start": plain(metric.start) if metric else None,
        "target": plain(metric.target) if metric else None,
        "unit": metric.unit if metric else None,
        "value": plain(found.value),
        "progress": plain(found.share),
        "confidence": found.confidence,
        "due": plain(found.due),
        "tasks": [
            {"title": task.title, "line": task.line, "state": task.state.value}
            for task in found.tasks
        ],
    }

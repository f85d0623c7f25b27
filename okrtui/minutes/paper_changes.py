"""A change of an objective, a key result or a task, as a line of a paper."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from okrtui.meeting.link_words import COMMON, GONE, STATES, THERE
from okrtui.minutes.lines import ChangeLine
from okrtui.minutes.phrases import Phrases, capital
from okrtui.model.numbers import NOTHING, show_number
from okrtui.model.records import Ambition, Category, ChangeKind, Dimension, Origin

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_FIELDS: Final = {
    "title": "minutes.field_title",
    "owner": "minutes.field_owner",
    "due": "minutes.field_due",
    "start": "minutes.field_start",
    "target": "minutes.field_target",
    "unit": "minutes.field_unit",
    "assignee": "minutes.field_assignee",
    "note": "terms.note",
    "weight": "minutes.field_weight",
    "step": "minutes.field_step",
    "metric": "minutes.field_metric",
    "direction": "minutes.field_direction",
    "milestone": "minutes.field_milestone",
    "category": "terms.category",
    "dimension": "terms.dimension",
    "origin": "terms.origin",
    "ambition": "terms.ambition",
    "progress_of": "terms.progress_of",
    "method": "terms.method",
    "whose_problem": "terms.whose_problem",
    "by_when": "terms.by_when",
    "effect": "terms.effect",
}
_WORDS: Final = {
    "progress_of": {"key_results": "terms.from_key_results", "aligned": "terms.from_aligned"},
    "milestone": {"true": "terms.yes", "false": "terms.no"},
    "metric": {
        "number": "minutes.metric_number",
        "percent": "minutes.metric_percent",
        "currency": "minutes.metric_currency",
        "milestone": "minutes.metric_milestone",
        "tasks": "minutes.metric_tasks",
        "yes_no": "minutes.metric_yes_no",
    },
    "direction": {
        "reach": "minutes.direction_reach",
        "keep_above": "minutes.direction_above",
        "keep_below": "minutes.direction_below",
    },
    **{
        field: {one.value: "terms." + one.value for one in kind}
        for field, kind in (
            ("category", Category),
            ("dimension", Dimension),
            ("origin", Origin),
            ("ambition", Ambition),
        )
    },
}
"""Values that have a word in each language, by field."""
_THINGS: Final = {
    "objectives": "terms.objective",
    "key_results": "terms.key_result",
    "tasks": "terms.task",
}
_KINDS: Final = {
    ChangeKind.ADDED: "minutes.change_added",
    ChangeKind.EDITED: "minutes.change_edited",
    ChangeKind.MOVED: "minutes.change_moved",
    ChangeKind.DROPPED: "minutes.change_dropped",
    ChangeKind.RESTORED: "minutes.change_restored",
}
_MEASURED: Final = frozenset({"start", "target", "step"})
_NUMBERS: Final = _MEASURED | {"weight"}


def change(line: ChangeLine, say: Phrases) -> str:
    """Return what was added, edited, moved or dropped, by its number, and why."""
    words, what = say.words, change_in_short(line, say)
    why = words("minutes.reason", why=say.typed(line.why)) if line.why else ""
    measured = say.measured(line.measured) if line.measured else ""
    kinds = say.listed(say.words("terms." + kind) for kind in line.kinds)
    who_when = "" if line.other else say.who_when(line.owner, line.due)
    facts = say.facts([what, measured, kinds, who_when])
    return say.sentences([facts, why])


def change_in_short(line: ChangeLine, say: Phrases) -> str:
    """Return what was added, edited, moved or dropped, by its number."""
    if line.other:
        what = _link(line, say)
    else:
        what = _edit(line, say) if line.kind is ChangeKind.EDITED else _event(line, say)
    return say.words("minutes.numbered", number=say.bold(f"C{line.number}"), what=what)


def _event(line: ChangeLine, say: Phrases) -> str:
    words, thing = say.words, say.words(_THINGS.get(line.table, "terms.task"))
    name = say.line(line.name)
    if line.kind is ChangeKind.MOVED and line.was and line.now:
        name = say.moved(say.line(line.was), say.line(line.now))
    key = "minutes.task_of" if line.table == "tasks" else "minutes.thing"
    what = words(key, thing=thing, name=name)
    return words(_KINDS[line.kind], what=what, title=say.line(line.title))


def _edit(line: ChangeLine, say: Phrases) -> str:
    words = say.words
    field = words(_FIELDS[line.field]) if line.field in _FIELDS else say.line(line.field)
    was, now = _value(line, line.was, say), _value(line, line.now, say)
    if line.unit and line.field in _MEASURED and now != NOTHING:
        now = f"{now} {say.line(line.unit)}"
    name = (
        say.moved(say.line(line.former), say.line(line.name))
        if line.former
        else say.line(line.name)
    )
    if line.table == "tasks":
        name = capital(words("minutes.task_of", thing=words("terms.task"), name=name))
    if line.field == "title":
        return words("minutes.renamed", name=name, was=was, now=now)
    return words(
        "minutes.edited",
        name=name,
        title=say.line(line.title),
        field=field,
        moved=say.moved(was, now),
    )


def _link(line: ChangeLine, say: Phrases) -> str:
    """Return what a link says now, with what was asked for and by when, or that it is gone."""
    words = say.words
    other = words(COMMON[line.other]) if line.other in COMMON else say.line(line.other)
    told = words((THERE if line.now else GONE).get(line.field, "links.carried"), other=other)
    if line.now in STATES:
        state = words(STATES[line.now])
        if line.what:
            state = words("links.state_of", state=state, what=say.typed(line.what))
        day = words("links.by", day=say.day(line.due)) if line.due else ""
        told = words("minutes.with_brackets", what=told, facts=say.listed([state, day]))
    return words("links.told", name=say.line(line.name), title=say.line(line.title), what=told)


def _value(line: ChangeLine, value: str, say: Phrases) -> str:
    """Return a value of a field, kept as its record keeps it, as a person reads it."""
    if not value:
        return NOTHING
    if value in (known := _WORDS.get(line.field, {})):
        return say.words(known[value])
    if line.field == "due" and _DAY.fullmatch(value):
        return say.day(date.fromisoformat(value))
    if line.field in _NUMBERS and _NUMBER.fullmatch(value):
        return show_number(Decimal(value))
    return say.typed(value)

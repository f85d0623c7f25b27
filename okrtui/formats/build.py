"""Putting an objective or a key result together from what is said of it here and there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from okrtui.formats import amounts, spans
from okrtui.formats.clean import clean, clean_lines
from okrtui.formats.kinds import kind_told
from okrtui.formats.people import group, split_names
from okrtui.formats.tree import FoundKeyResult, FoundMetric, FoundObjective, FoundTask
from okrtui.model.records import State
from okrtui.text.harmless import LONGEST


class Fact(StrEnum):
    """What a column or a remark tells of an objective or a key result."""

    OWNER = "owner"
    CYCLE = "cycle"
    START = "start"
    TARGET = "target"
    VALUE = "value"
    PROGRESS = "progress"
    CONFIDENCE = "confidence"
    UNIT = "unit"
    METRIC = "metric"
    DUE = "due"
    STATUS = "status"
    NOTE = "note"


_NAMES: tuple[tuple[Fact, str], ...] = (
    (
        Fact.OWNER,
        (
            r"owners?(?: names?| e-?mails?| pod)?|owner_?e?mail(?:_?id)?|dri|lead|assignees?|"
            r"assigned to|accountable|"
            r"responsible|who|respons[áa]vel|responsable|负责人|责任人|所有者|owner_?name|執行者|担当"
        ),
    ),
    (
        Fact.CYCLE,
        (
            r"quarter|cycle|goal cycle|period|time ?period|timeframe|trimestre|ciclo|周期|季度|"
            r"所属周期"
        ),
    ),
    (
        Fact.START,
        (
            r"baseline|base line|start(?:ing)?(?: ?_?value| point)?|initial(?: value)?|"
            r"metric_?start_?value|"
            r"linha de base|起始值?|初始值|基线|起点"
        ),
    ),
    (
        Fact.TARGET,
        (
            r"target(?: ?_?value)?|goal value|metric_?target_?value|meta|objetivo final|"
            r"目标值|目标数值|达成值"
        ),
    ),
    (
        Fact.VALUE,
        r"value|current(?: ?_?value)?|actual(?: value)?|latest value|当前值?|现值|实际值?",
    ),
    (
        Fact.PROGRESS,
        (
            r"progress(?: ?\(?%\)?)?|% ?(?:complete|done)|completion|percent complete|"
            r"progresso|进度|完成度|完成率"
        ),
    ),
    (Fact.CONFIDENCE, r"confidence(?: index| level| score)?|confian[çc]a|信心(?:指数|值)?"),
    (Fact.UNIT, r"unit|units|单位"),
    (Fact.METRIC, r"metric(?: ?_?type| ?_?name)?|measure(?:ment)?|kpi|指标(?:类型)?|metric"),
    (
        Fact.DUE,
        (
            r"due(?: ?_?date| ?_?at)?|deadline|end(?: ?_?date)?|by when|prazo|截止(?:日期|时间)?|"
            r"结束(?:日期|时间)?|完成时间"
        ),
    ),
    (Fact.STATUS, r"status|state|estado|estat|statut|状态"),
    (
        Fact.NOTE,
        (
            r"description|notes?|comments?|why|context|background|rationale|descri[çc][ãa]o|说明|"
            r"备注|描述|原因|背景"
        ),
    ),
)
_FACTS = tuple((fact, re.compile(pattern, re.I)) for fact, pattern in _NAMES)
_LONGEST_NAME = 80
_STATES = frozenset(state.value for state in State)
_DROPPED = re.compile(
    r"(?:dropped|cancel(?:l?ed)|abandoned|removed|discarded|已取消|取消|放弃|废弃)", re.I
)


def fact_named(name: str) -> Fact | None:
    """Return which fact a column head or the name of a remark means."""
    return _fact_named(clean(name).strip("*:： ")) if len(name) < _LONGEST_NAME else None


@lru_cache(maxsize=500)
def _fact_named(name: str) -> Fact | None:
    return next((fact for fact, pattern in _FACTS if pattern.fullmatch(name)), None)


@dataclass(slots=True)
class Draft:
    """What is known so far of one objective or key result.

    whole: the title with the names in it, where `title` is without them.
    facts: what columns and remarks say, by what they tell; written: the same in the words of the
        document. kinds: what kind it is, by field, with how it was written.
    """

    title: str
    line: int
    whole: str = ""
    said_owner: bool = False
    owner: str | None = None
    maybe: str | None = None
    collaborators: tuple[str, ...] = ()
    cycle: str | None = None
    state: State = State.AGREED
    notes: list[str] = field(default_factory=list)
    facts: dict[Fact, str] = field(default_factory=dict)
    written: dict[Fact, str] = field(default_factory=dict)
    kinds: dict[str, tuple[StrEnum, str]] = field(default_factory=dict)
    tasks: list[FoundTask] = field(default_factory=list)
    key_results: list[Draft] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Add a line to the note."""
        if text:
            self.notes.append(text)

    def tell(self, name: str, value: str) -> None:
        """Take what a column or a remark says, under the name it has in the document."""
        value = clean(value)
        if not value:
            return
        if told := kind_told(clean(name), value):
            self.kinds.setdefault(told[0], (told[1], f"{clean(name).strip(':： ')}: {value}"))
            return
        fact = fact_named(name)
        match fact:
            case Fact.OWNER:
                self.owned_by(value)
            case Fact.CYCLE:
                self.cycle = spans.cycle_named(value) or value
            case Fact.NOTE:
                self.note(value)
            case None:
                self.note(f"{clean(name).strip(':： ')}: {value}")
            case Fact.STATUS if _DROPPED.fullmatch(value):
                self.state = State.DROPPED
            case Fact.STATUS if value in _STATES and name.strip().casefold() != "status":
                self.state = State(value)
            case _:
                self.facts.setdefault(fact, value)
                self.written.setdefault(fact, f"{clean(name).strip(':： ')}: {value}")

    def owned_by(self, text: str) -> None:
        """Take the names of a cell or a remark: the first is the owner, the others help.

        What is said so plainly goes before names in the title, which then keeps them.
        """
        if self.said_owner:
            return
        self.said_owner = True
        names = split_names(text)
        if names or self.whole:
            self.title, self.maybe = self.whole or self.title, None
            self.owner = (group(names[0]) or names[0]) if names else None
            self.collaborators = names[1:]

    def key_result(self) -> FoundKeyResult:
        """Return the key result that this became."""
        found = amounts.metric(
            self.facts.get(Fact.START, ""),
            self.facts.get(Fact.TARGET, ""),
            self.facts.get(Fact.UNIT, ""),
            self.facts.get(Fact.METRIC, ""),
        )
        value = amounts.amount(self.facts.get(Fact.VALUE, "")) if found else None
        return FoundKeyResult(
            title=_fit(self.title),
            line=self.line,
            owner=self.owner,
            maybe=self.maybe,
            collaborators=self.collaborators,
            state=self.state,
            note=self._note(self._placed(found, value)),
            metric=found,
            due=self._due(),
            value=value.number if value else None,
            share=None if value else self._share(),
            confidence=amounts.confidence(self.facts.get(Fact.CONFIDENCE, "")),
            tasks=tuple(self.tasks),
        )

    def objective(self) -> FoundObjective:
        """Return the objective that this became, with its key results."""
        kinds = self._kinds()
        return FoundObjective(
            title=_fit(self.title),
            line=self.line,
            owner=self.owner,
            maybe=self.maybe,
            cycle=self.cycle,
            state=self.state,
            note=self._note(),
            category=kinds.get("category"),
            dimension=kinds.get("dimension"),
            origin=kinds.get("origin"),
            ambition=kinds.get("ambition"),
            key_results=tuple(
                draft.key_result() for draft in self.key_results if draft.title.strip()
            ),
        )

    def _kinds(self) -> dict[str, Any]:
        """Return what kind it is, by its own word or by that of its key results' rows.

        What one of those says otherwise stays in its note.
        """
        kinds = {name: value for name, (value, _) in self.kinds.items()}
        for draft in self.key_results:
            for name, (value, written) in draft.kinds.items():
                if kinds.setdefault(name, value) is not value:
                    draft.note(written)
        return kinds

    def _note(self, placed: frozenset[Fact] = frozenset()) -> str:
        """Return the note, with those facts that have found no other place."""
        rest = [text for fact, text in self.written.items() if fact not in placed]
        return clean_lines("\n".join((*self.notes, *rest)))[:LONGEST]

    def _placed(self, found: FoundMetric | None, value: amounts.Amount | None) -> frozenset[Fact]:
        placed = {Fact.START, Fact.TARGET, Fact.UNIT, Fact.METRIC} if found else set()
        placed |= {Fact.VALUE} if value else set()
        placed |= {Fact.DUE} if self._due() else set()
        if amounts.confidence(self.facts.get(Fact.CONFIDENCE, "")) is not None:
            placed.add(Fact.CONFIDENCE)
        if not value and self._share() is not None:
            placed.add(Fact.PROGRESS)
        return frozenset(placed)

    def _due(self) -> date | None:
        return spans.day(self.facts.get(Fact.DUE, ""))

    def _share(self) -> Decimal | None:
        return amounts.share(self.facts.get(Fact.PROGRESS, ""))


def _fit(title: str) -> str:
    return clean(title)[:LONGEST]

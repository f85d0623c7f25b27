"""What the columns of a table mean, by their heads, in the words of several tools and languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from okrtui.formats.build import Fact, fact_named
from okrtui.formats.clean import clean


class Column(Enum):
    """What a column holds."""

    OBJECTIVE = auto()
    KEY_RESULT = auto()
    TITLE = auto()
    TASK = auto()
    TYPE = auto()
    ID = auto()
    PARENT = auto()
    FACT = auto()
    OTHER = auto()


_HEADS: tuple[tuple[Column, str], ...] = (
    (
        Column.OBJECTIVE,
        (
            r"objectives?(?: ?_?(?:title|name|statement|text))?|o|okr|main|objetivos?|objectiu|"
            r"objectif|ziel|目标 ?(?:名称|内容)?[（(]?O?[)）]?|目標"
        ),
    ),
    (
        Column.KEY_RESULT,
        (
            r"key[ _-]?results?(?:[ _-]?(?:title|name|statement|description|text))?|"
            r"krs?(?: ?_?(?:title|name|text|statement))?|"
            r"l1|resultados?[ _-]?(?:chave|clave)|résultats?[ -]?clés?|"
            r"schlüsselergebnis(?:se)?|关键结果 ?(?:名称|内容)?[（(]?(?:KRs?)?[)）]?|"
            r"关键成果|關鍵結果"
        ),
    ),
    (
        Column.TITLE,
        (
            r"(?:goal|okr|item)? ?_?(?:title|name|statement|text)|goals?|texto|titulo|título|"
            r"summary|descripcio|"
            r"标题|名称|内容"
        ),
    ),
    (Column.TASK, r"task(?:[ _]?name)?s?|initiatives?|action items?|任务|工作任务|举措"),
    (Column.TYPE, r"(?:goal|item|row|okr|objective)? ?_?(?:type|kind|level)|类型|层级"),
    (Column.PARENT, r"parent.*|aligned to|okr_id_parent|上级.*|父级?.*|所属目标(?: ?id)?"),
    (
        Column.ID,
        (
            r"(?:row|okr|kr|goal|objective|key ?result)?[ _]?(?:ids?|references?|identifier)|"
            r"id_\w+|kr_num|#|no\.?|nr\.?|"
            r"number|序号|编号|n[º°]"
        ),
    ),
)
_COMPILED = tuple((column, re.compile(pattern, re.I)) for column, pattern in _HEADS)
_NUMBERED = re.compile(
    r"(?:kr|key[ _-]?result|关键结果|關鍵結果)[ _#-]?(?P<n>\d{1,2})(?:[ _-](?P<fact>\w[\w ]*))?",
    re.I,
)
_TITLES = frozenset({"", "title", "name", "text", "statement", "description"})


@dataclass(slots=True)
class Columns:
    """A table's columns, understood.

    of: what each holds, by index. numbered: `KR2` or `key_result_2_title` → {2: {"": index}},
    and further facts of that key result by their head.
    """

    heads: list[str]
    of: dict[int, Column] = field(default_factory=dict)
    numbered: dict[int, dict[str, int]] = field(default_factory=dict)

    def first(self, column: Column) -> int | None:
        """Return the index of the first column of a kind."""
        return next((index for index, kind in self.of.items() if kind is column), None)

    def telling(self) -> list[int]:
        """Return the columns that tell facts, or something that goes into a note."""
        return [index for index, kind in self.of.items() if kind in {Column.FACT, Column.OTHER}]

    @property
    def speaks_of_okrs(self) -> bool:
        """Whether the heads say that this table is about objectives or key results."""
        return bool(self.numbered) or not {Column.OBJECTIVE, Column.KEY_RESULT}.isdisjoint(
            self.of.values()
        )


def understand_heads(heads: list[str]) -> Columns:
    """Return what the columns with these heads hold. Only the first of a kind has that meaning."""
    columns = Columns(heads)
    taken: set[Column] = set()
    for index, head in enumerate(heads):
        name = clean(head).strip("*:： ")
        if match := _NUMBERED.fullmatch(name):
            fact = (match["fact"] or "").casefold()
            columns.numbered.setdefault(int(match["n"]), {})["" if fact in _TITLES else fact] = (
                index
            )
            continue
        kind = _kind(name)
        if kind in taken and kind not in {Column.FACT, Column.OTHER, Column.ID}:
            kind = Column.OTHER
        taken.add(kind)
        columns.of[index] = kind
    return columns


def _kind(name: str) -> Column:
    for column, pattern in _COMPILED:
        if name and pattern.fullmatch(name):
            return column
    return Column.OTHER if fact_named(name) is None else Column.FACT


def has_results(columns: Columns) -> bool:
    """Return whether heads tell of scores, owners or states, as a table of key results does."""
    facts = {fact_named(columns.heads[index]) for index in columns.telling()}
    wordy = any(
        re.search(r"score|priority|mid-q|end-q|优先级|得分|评分", columns.heads[index], re.I)
        for index in columns.telling()
    )
    return wordy or bool(facts & {Fact.OWNER, Fact.STATUS, Fact.PROGRESS})

"""Objectives and key results in rows and columns, from Markdown tables and CSV alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from okrtui.formats.build import Draft, Fact, fact_named
from okrtui.formats.cells import Cell, Row, key_results_of, objective_named, objective_of, text_of
from okrtui.formats.columns import Column, Columns, has_results, understand_heads
from okrtui.formats.inline import literal
from okrtui.formats.labels import Role, only_number, understand
from okrtui.formats.spans import cycle_named
from okrtui.formats.tree import FoundTask, PassedOver

_IS_OBJECTIVE = re.compile(r"(?:objectives?|goals?|o|obj|目标|objetivo)", re.I)
_IS_KEY_RESULT = re.compile(
    r"(?:key[ _-]?results?|krs?|milestones?|metrics?|关键结果|resultado[ -]chave)", re.I
)
_OF_KEY_RESULTS = re.compile(r"\s*kr[ _-]?(?:ids?|num(?:ber)?|no\.?|#)\s*", re.I)
_YEAR = re.compile(r"(?:fiscal )?year|年度?|年份|ano|année|jahr|año", re.I)
_NAME_O = re.compile(r"(?:o|obj|objective|目标|objetivo)\s*[#-]?\s*\d*[:：.]?", re.I)
_NAME_KR = re.compile(
    r"(?:o\d+[.\- ]?)?(?:kr|key result|关键结果|resultado[ -]chave)\s*[#-]?\s*[\d.]*[:：.]?", re.I
)


@dataclass(slots=True)
class Rows:
    """What a table gave. loose: key results that no row of the table put under an objective."""

    objectives: list[Draft] = field(default_factory=list)
    loose: list[Draft] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not self.objectives and not self.loose


def read_rows(rows: Sequence[Row], *, marked: bool = True) -> Rows:
    """Return the objectives and key results of a table, its head being the first row.

    Args:
        rows: the head and what follows it.
        marked: whether bold rows may be objectives over the rows below them.
    """
    if not rows:
        return Rows()
    columns = understand_heads([text_of(cell) for cell in rows[0][1]])
    reader = _Reader(columns, rows[1:])
    if _is_pairs(rows):
        return reader.pairs(rows)
    if _names_itself(rows[0][1]):
        reader = _Reader(understand_heads([]), rows)
        reader.by_names()
        return reader.result
    if reader.by_type():
        return reader.result
    if columns.speaks_of_okrs and reader.by_columns():
        return reader.result
    if reader.by_names():
        return reader.result
    if marked and has_results(columns) and reader.by_bold_rows():
        return reader.result
    return reader.result if reader.by_titles() else Rows()


def _is_pairs(rows: Sequence[Row]) -> bool:
    """Return whether the head itself is an objective: `| O | title |` over `| KR1 | text |`."""
    head = [text_of(cell) for cell in rows[0][1]]
    return (
        len(head) == 2
        and bool(_NAME_O.fullmatch(head[0]))
        and not _NAME_KR.fullmatch(head[1])
        and len(rows) > 1
        and bool(_NAME_KR.fullmatch(text_of(rows[1][1][0])))
    )


def _names_itself(cells: list[Cell]) -> bool:
    """Return whether the head is a row like the others: `| O1 | title |`, `| | O1: title |`."""
    first = text_of(cells[0]) if cells else ""
    if only_number(first) and len(cells) > 1:
        return bool(_NAME_O.fullmatch(first)) and any(map(str.isdigit, first))
    return any(understand(text_of(cell)).role is Role.OBJECTIVE for cell in cells[:2])


class _Reader:
    def __init__(self, columns: Columns, rows: Sequence[Row]) -> None:
        self.columns = columns
        self.rows = rows
        self.result = Rows()
        self.by_title: dict[tuple[str, ...], Draft] = {}

    # -- shapes

    def pairs(self, rows: Sequence[Row]) -> Rows:
        for line, cells in rows:
            name, cell = text_of(cells[0]), cells[1] if len(cells) > 1 else []
            if not text_of(cell):
                continue
            if _NAME_KR.fullmatch(name):
                self.add_key_results(self.last(), cell, line)
            elif _NAME_O.fullmatch(name):
                self.result.objectives.append(objective_of(cell, line))
        return self.result

    def by_columns(self) -> bool:
        over = self.columns.first(Column.OBJECTIVE)
        under = self.columns.first(Column.KEY_RESULT)
        titles = self.columns.first(Column.TITLE)
        tasks = self.columns.first(Column.TASK)
        if under is None and not self.columns.numbered and over is not None:
            under = tasks if tasks is not None else titles
            if under is not None and not any(self.cell(cells, over) for _, cells in self.rows):
                over, under = under, None
        elif over is None and self.columns.numbered:
            over = titles
        tasks = None if tasks in {over, under} else tasks
        for line, cells in self.rows:
            objective = self.objective_in(cells, over, line)
            self.numbered_in(objective, cells, line)
            made = self.key_result_in(objective, cells, under, line)
            if made and tasks is not None:
                made.tasks.extend(
                    FoundTask(title=literal(item.text), line=line)
                    for item in self.lines(cells, tasks)
                    if item.text
                )
            if made is None and objective and self.cell(cells, over):
                self.tell(objective, cells)
            if objective and (named := self.reference(cells)):
                objective.owned_by(named[0])
        return not self.result.empty

    def by_type(self) -> bool:
        types, titles = self.columns.first(Column.TYPE), self.title_column()
        parents, ids = self.columns.first(Column.PARENT), self.columns.first(Column.ID)
        if titles is None:
            return False
        kinds = {self.cell(cells, types) for _, cells in self.rows} if types is not None else set()
        typed = any(map(_IS_OBJECTIVE.fullmatch, kinds)) and any(
            map(_IS_KEY_RESULT.fullmatch, kinds)
        )
        if not typed and (parents is None or ids is None or parents == ids):
            return False
        known = {self.cell(cells, ids) for _, cells in self.rows} if ids is not None else set()
        by_title = {self.cell(cells, titles) for _, cells in self.rows}
        has_children = {self.parent(cells, parents, by_title) for _, cells in self.rows}
        if not typed and not has_children & known - {""}:
            return False
        made: dict[str, Draft] = {}
        for line, cells in self.rows:
            if not self.cell(cells, titles):
                continue
            own = self.cell(cells, ids)
            parent = self.parent(cells, parents, by_title)
            if typed:
                is_over = not _IS_KEY_RESULT.fullmatch(self.cell(cells, types))
            else:
                is_over = parent not in known or own in has_children
            if is_over:
                draft = objective_of(self.lines(cells, titles), line)
                self.result.objectives.append(draft)
                made[own] = made[self.cell(cells, titles)] = draft
                self.tell(draft, cells)
            else:
                under = made.get(parent) or self.last()
                for draft in self.add_key_results(under, self.lines(cells, titles), line):
                    self.tell(draft, cells)
        return not self.result.empty

    def by_names(self) -> bool:
        """Rows that say what they are: `| O1 | title |`, `| KR1.1: text | owner |`."""
        found = False
        for line, cells in self.rows:
            start = next((i for i in range(len(cells)) if text_of(cells[i])), 0)
            cells = cells[start:]
            first = text_of(cells[0]) if cells else ""
            if only_number(first) and (_NAME_O.fullmatch(first) or _NAME_KR.fullmatch(first)):
                at = next((i for i in range(1, len(cells)) if text_of(cells[i])), None)
                is_over = bool(_NAME_O.fullmatch(first))
            else:
                role = understand(first, cells[0][0].lead if cells and cells[0] else "").role
                at = 0 if role in {Role.OBJECTIVE, Role.KEY_RESULT} else None
                is_over = role is Role.OBJECTIVE
            if at is None:
                self.pass_over(line, first)
                continue
            found = True
            if is_over:
                draft = objective_of(cells[at], line)
                self.result.objectives.append(draft)
                self.tell(draft, cells, at)
            else:
                for draft in self.add_key_results(self.last(), cells[at], line):
                    self.tell(draft, cells, at)
        if not found:
            self.result.passed_over.clear()
        return found

    def by_bold_rows(self) -> bool:
        over = [index for index, row in enumerate(self.rows) if _is_over(row[1])]
        if not over:
            return False
        numbered = all(
            text_of(self.rows[index][1][0]).startswith(f"{number} ")
            for number, index in enumerate(over, 1)
        )
        for index, (line, cells) in enumerate(self.rows):
            cell = cells[0] if cells else []
            text = text_of(cell)
            if not any(character.isalnum() for character in text):
                continue
            if index in over:
                draft = objective_of(cell, line)
                if numbered:
                    draft.title = draft.title.split(" ", 1)[1]
                self.result.objectives.append(draft)
            elif all(item.italic for item in cell if item.text) or index < over[0]:
                self.pass_over(line, text)
            else:
                for draft in self.add_key_results(self.last(), cell, line):
                    self.tell(draft, cells, 0)
        return True

    def by_titles(self) -> bool:
        """A flat list: a title in each row, of objectives or, as other heads say, key results."""
        titles = self.columns.first(Column.TITLE)
        others = set(self.columns.of.values()) & {Column.ID, Column.FACT}
        if titles is None or len(others) < 2 or not has_results(self.columns):
            return False
        of_key_results = any(map(_OF_KEY_RESULTS.fullmatch, self.columns.heads))
        for line, cells in self.rows:
            if self.cell(cells, titles):
                if of_key_results:
                    made = self.add_key_results(None, self.lines(cells, titles), line)
                else:
                    made = [objective_of(self.lines(cells, titles), line)]
                    self.result.objectives.extend(made)
                for draft in made:
                    self.tell(draft, cells)
        return not self.result.empty

    # -- cells

    def cell(self, cells: list[Cell], index: int | None) -> str:
        return text_of(cells[index]) if index is not None and index < len(cells) else ""

    def lines(self, cells: list[Cell], index: int) -> Cell:
        return cells[index] if index < len(cells) else []

    def parent(self, cells: list[Cell], index: int | None, titles: set[str]) -> str:
        if (whole := self.cell(cells, index)) in titles:
            return whole
        return re.split(r"[,;\s]", self.cell(cells, index))[0]

    def title_column(self) -> int | None:
        for column in (Column.TITLE, Column.OBJECTIVE, Column.KEY_RESULT):
            if (index := self.columns.first(column)) is not None:
                return index
        return None

    def last(self) -> Draft | None:
        return self.result.objectives[-1] if self.result.objectives else None

    def objective_in(self, cells: list[Cell], index: int | None, line: int) -> Draft | None:
        text = self.cell(cells, index)
        if index is None or not text:
            return self.last() if index is not None else None
        if only_number(text) and (other := self.text_beside(cells, index)) is not None:
            index, text = other, self.cell(cells, other)
        cycle = next(
            (self.cycle(cells, at) for at in self.columns.of if self.fact(at) is Fact.CYCLE), ""
        )
        # Our own table says in its reference which of those of one title it is.
        key = (text.casefold(), cycle, *self.reference(cells))
        draft = self.by_title.get(key)
        if draft is None:
            draft = self.by_title[key] = objective_of(self.lines(cells, index), line)
            if cycle:
                draft.tell("cycle", cycle)
            self.result.objectives.append(draft)
        return draft

    def key_result_in(
        self, objective: Draft | None, cells: list[Cell], index: int | None, line: int
    ) -> Draft | None:
        text = self.cell(cells, index)
        if index is None or not text:
            return None
        if only_number(text):
            other = self.text_beside(cells, index)
            if other is None:
                return None
            index = other
        made = self.add_key_results(objective, self.lines(cells, index), line)
        for draft in made:
            self.tell(draft, cells, index)
        return made[-1] if made else None

    def numbered_in(self, objective: Draft | None, cells: list[Cell], line: int) -> None:
        for facts in self.columns.numbered.values():
            if "" not in facts or not self.cell(cells, facts[""]):
                continue
            for draft in self.add_key_results(objective, self.lines(cells, facts[""]), line):
                for name, index in facts.items():
                    if name:
                        draft.tell(name, self.cell(cells, index))

    def reference(self, cells: list[Cell]) -> tuple[str, ...]:
        return objective_named(self.cell(cells, self.columns.first(Column.ID)))

    def text_beside(self, cells: list[Cell], index: int) -> int | None:
        """Return the column that holds the text where the one that should holds only `KR 1`."""
        for column in (Column.TITLE, Column.OTHER, Column.FACT):
            for at, kind in self.columns.of.items():
                if kind is column and at != index and len(self.cell(cells, at)) > 3:
                    return at
        return None

    def add_key_results(self, objective: Draft | None, cell: Cell, line: int) -> list[Draft]:
        made = key_results_of(cell, line)
        (objective.key_results if objective else self.result.loose).extend(made)
        return made

    def cycle(self, cells: list[Cell], index: int) -> str:
        """Return a cycle in words, with the year that stands in a column of its own."""
        written = self.cell(cells, index)
        years = (at for at, head in enumerate(self.columns.heads) if _YEAR.fullmatch(head.strip()))
        year = self.cell(cells, next(years, None))
        if not written or not year or cycle_named(written):
            return written
        return f"{year} Q{written}" if written in {"1", "2", "3", "4"} else f"{year} {written}"

    def fact(self, index: int) -> Fact | None:
        return fact_named(self.columns.heads[index]) if index < len(self.columns.heads) else None

    def tell(self, draft: Draft, cells: list[Cell], but: int | None = None) -> None:
        for index in self.columns.telling():
            if index != but and (value := self.cell(cells, index)):
                if self.fact(index) is Fact.CYCLE:
                    value = self.cycle(cells, index)
                draft.tell(self.columns.heads[index] or "–", value)

    def pass_over(self, line: int, text: str) -> None:
        if text.strip():
            self.result.passed_over.append(PassedOver(line, text, "formats.why_row"))


def _is_over(cells: list[Cell]) -> bool:
    """Return whether a row is a bold text alone, over the rows that follow."""
    if not cells or any(any(c.isalnum() for c in text_of(cell)) for cell in cells[1:]):
        return False
    parts = [item for item in cells[0] if item.text]
    text = text_of(cells[0])
    return bool(parts) and all(item.bold for item in parts) and any(c.isalnum() for c in text)

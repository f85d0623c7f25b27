"""The team's OKRs as a Markdown document that people read and our own import reads back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from okrtui.formats.people import owned
from okrtui.model.books import Books
from okrtui.model.codec import plain
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    Direction,
    KeyResult,
    Objective,
    State,
    Task,
    TaskState,
)
from okrtui.model.view import View
from okrtui.text.markdown import escape
from okrtui.text.words import Words


def export_markdown(view: View, words: Words) -> bytes:
    """Return every cycle's objectives and key results as Markdown, in UTF-8.

    The labels are those of the language of `words`; import understands both.
    """
    lines = list(_Writer(Books(view), words).document())
    return ("\n".join(_tidy(lines)) + "\n").encode("utf-8")


class _Writer:
    def __init__(self, books: Books, words: Words) -> None:
        self.books = books
        self.words = words
        self.between = "：" if words.language == "zh" else ": "

    def document(self) -> Iterator[str]:
        name = self.books.team_name()
        yield f"# OKR{self.between}{_text(name)}" if name else "# OKR"
        for cycle in self.books.cycles():
            yield from self.cycle(cycle)

    def cycle(self, cycle: Cycle) -> Iterator[str]:
        objectives = self.books.objectives(cycle.id)
        if not objectives:
            return
        yield ""
        yield f"## {self.said(self.words('formats.md_cycle'), cycle.name)}"
        listed = [COMPANY, TEAM, *(member.id for member in self.books.members())]
        owners = dict.fromkeys(owner for objective in objectives for owner in (objective.owner,))
        for owner in sorted(
            owners, key=lambda owner: listed.index(owner) if owner in listed else len(listed)
        ):
            yield ""
            yield f"### {self.said(self.words('formats.md_owner'), self.books.owner_login(owner))}"
            for objective in objectives:
                if objective.owner == owner:
                    yield from self.objective(objective)

    def objective(self, objective: Objective) -> Iterator[str]:
        yield ""
        yield f"#### O{objective.number}{self.between}{_title(objective.title, objective.state)}"
        yield ""
        yield from self.remarks(objective, objective.owner, "")
        for name in ("category", "dimension", "origin", "ambition"):
            if (kind := getattr(objective, name)) is not None:
                yield self.remark(self.words(f"formats.md_{name}"), kind.value, "")
        for result in self.books.key_results(objective.id):
            yield from self.key_result(result)

    def key_result(self, result: KeyResult) -> Iterator[str]:
        label = f"KR{result.number}{self.between}"
        yield f"- **{label.strip()}** {_title(result.title, result.state)}"
        yield from self.remarks(result, result.owner, "  ")
        words = self.words
        metric = result.metric.value
        if result.direction is not Direction.REACH:
            metric += f", {result.direction.value.replace('_', ' ')}"
        yield self.remark(words("formats.md_metric"), metric)
        yield self.remark(words("formats.md_start"), _number(result.start))
        yield self.remark(words("formats.md_target"), _number(result.target))
        if result.unit:
            yield self.remark(words("formats.md_unit"), result.unit)
        if result.due:
            yield self.remark(words("formats.md_due"), result.due.isoformat())
        said = self.books.check_ins(result.id)
        values = [check_in.value for check_in in said if check_in.value is not None]
        sure = [check_in.confidence for check_in in said if check_in.confidence is not None]
        if values:
            yield self.remark(words("formats.md_value"), _number(values[-1]))
        if sure:
            yield self.remark(words("formats.md_confidence"), str(sure[-1]))
        for task in self.books.tasks(result.id):
            yield f"  - {_box(task)} {_struck(_text(task.title), task.state is TaskState.DROPPED)}"

    def remarks(self, item: Objective | KeyResult, owner: str | None, indent: str) -> Iterator[str]:
        """Say owner, state and note, where the headings above and the title do not."""
        names = owned(item.title)
        in_title = names.title != item.title or names.maybe
        if in_title or (isinstance(item, KeyResult) and owner):
            login = self.books.owner_login(owner) or "–"
            yield self.remark(self.words("formats.md_owner"), login, indent)
        if item.state in {State.DRAFT, State.CLOSED}:
            yield self.remark(self.words("formats.md_state"), item.state.value, indent)
        for line in item.note.splitlines():
            if line.strip():
                yield self.remark(self.words("formats.md_note"), line, indent)

    def remark(self, name: str, value: str, indent: str = "  ") -> str:
        return f"{indent}- {self.said(name, value)}"

    def said(self, name: str, value: str) -> str:
        return f"{name}{self.between}{_text(value)}"


def _text(text: str) -> str:
    # Import takes `=> Achieved` at the end of a title for a remark on it; escaped it is text.
    return escape(text).replace("=>", "=\\>").replace("⇒", "&#8658;")


def _title(title: str, state: State) -> str:
    return _struck(_text(title), state is State.DROPPED)


def _struck(text: str, struck: bool) -> str:
    return f"~~{text}~~" if struck else text


def _box(task: Task) -> str:
    return "[x]" if task.state is TaskState.DONE else "[ ]"


def _number(number: Decimal) -> str:
    """Return a number as import reads it: four decimals for three, which may be thousands."""
    text = str(plain(number))
    whole, point, rest = text.partition(".")
    return f"{whole}{point}{rest}0" if len(rest) == 3 else text


def _tidy(lines: list[str]) -> Iterator[str]:
    """Yield lines without two blank ones in a row, and without one at the end."""
    for index, line in enumerate(lines):
        if line or (index + 1 < len(lines) and lines[index + 1]):
            yield line

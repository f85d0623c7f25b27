"""What stands in one cell of a table or sheet: a text, an objective, one or more key results."""

from __future__ import annotations

import re
from dataclasses import replace

from okrtui.formats.build import Draft
from okrtui.formats.inline import Inline, literal
from okrtui.formats.labels import Role, title_of, understand, understand_line
from okrtui.formats.people import owned
from okrtui.model.records import State

Cell = list[Inline]
Row = tuple[int, list[Cell]]

_REFERENCE = re.compile(r"(?P<owner>[^/:]+)/(?P<objective>O\d{1,6})(?:/KR\d{1,6})?", re.I)
_BULLET = re.compile(r"^(?:[-*•·]\s+|\d{1,2}(?:[.)]\s+|[、）]\s*))")


def text_of(cell: Cell) -> str:
    """Return a cell's text on one line."""
    return " ".join(line.text for line in cell if line.text)


def draft_of(text: str, line: int, struck: bool = False, *, labelled: bool = False) -> Draft:
    """Return a new objective or key result, with the owner that its title names."""
    title = text if labelled else title_of(text)
    said = owned(title)
    draft = Draft(
        literal(said.title),
        line,
        whole=literal(title),
        owner=said.owner,
        maybe=said.maybe,
        collaborators=said.collaborators,
    )
    if struck:
        draft.state = State.DROPPED
    return draft


def objective_of(cell: Cell, line: int) -> Draft:
    """Return the objective that a cell is."""
    return _draft(_one(cell), line, Role.OBJECTIVE)


def objective_named(text: str) -> tuple[str, ...]:
    """Return owner and number of the objective that a reference of ours, `lin/O2/KR1`, names.

    Nothing, where the text is none.
    """
    match = _REFERENCE.fullmatch(text.strip())
    return (match["owner"], match["objective"].upper()) if match else ()


def key_results_of(cell: Cell, line: int) -> list[Draft]:
    """Return the key results in a cell: one, or one per line where each line begins like one."""
    parts = [part for part in cell if part.text]
    several = len(parts) > 1 and all(
        _BULLET.match(part.text) or understand(part.text, part.lead).role is Role.KEY_RESULT
        for part in parts
    )
    if several:
        parts = [replace(part, text=_BULLET.sub("", part.text)) for part in parts]
    else:
        parts = [_one(cell)]
    made = [_draft(part, line, Role.KEY_RESULT) for part in parts]
    return [draft for draft in made if any(map(str.isalnum, draft.title))]


def _draft(part: Inline, line: int, role: Role) -> Draft:
    part, label = understand_line(part)
    labelled = label.role is role
    draft = draft_of(label.text if labelled else part.text, line, part.struck, labelled=labelled)
    draft.note(label.ending)
    return draft


def _one(cell: Cell) -> Inline:
    """Return a cell as one line."""
    parts = [part for part in cell if part.text]
    if len(parts) < 2:
        return parts[0] if parts else Inline("")
    struck = all(part.struck for part in parts)
    return Inline(text_of(parts), lead=parts[0].lead, struck=struck)

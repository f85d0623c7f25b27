"""What is recorded, as the line of typing that says it: to be edited, and read back the same."""

from __future__ import annotations

from datetime import date

from okrtui.meeting.lines.parts import NO_DAY, NOBODY, Ground, Line, read_line
from okrtui.model.books import Books
from okrtui.model.records import Action, Level, Member, Problem, Risk
from okrtui.text.dates import parse_day
from okrtui.text.errors import Refused

_LETTERS = {Level.LOW: "l", Level.MEDIUM: "m", Level.HIGH: "h"}


def risk_form(risk: Risk, ground: Ground) -> str:
    """Return a risk as it is typed: `SDK slips past 15 Dec hm @lin 12-18 -> ask for a date`."""
    levels = _LETTERS[risk.probability] + _LETTERS[risk.impact]
    return _then(_plainest(risk, ground, levels=levels), risk.mitigation)


def problem_form(problem: Problem, ground: Ground) -> str:
    """Return a problem as it is typed: `CI is down @lin 12-18 -> wang restarts it`."""
    return _then(_plainest(problem, ground), problem.next_step)


def action_form(action: Action, ground: Ground) -> str:
    """Return an action item as it is typed: `send trace @wang 12-18`."""
    return _plainest(action, ground, bare_owner=True)


def _plainest(
    record: Risk | Problem | Action, ground: Ground, *, levels: str = "", bare_owner: bool = False
) -> str:
    """Return a record without what follows its arrow, in as few words as read back the same."""
    titled = [record.title, *filter(None, [levels])]
    said = " ".join([*titled, *_owned(record.owner, record.due, ground)])
    read = read_line(said, ground, levels=bool(levels), bare_owner=bare_owner)
    if _says(read, record):
        return said
    # Its own last words look like a day, an owner or a unit: so the line says what it means.
    titled = [record.title, *filter(None, [levels.upper()])]
    return " ".join([*titled, *_owned(record.owner, record.due, ground, outright=True)])


def _says(line: Line, record: Risk | Problem | Action) -> bool:
    title = " ".join(record.title.split())
    read = (" ".join(line.title.split()), line.owner, line.due)
    return read == (title, record.owner, record.due)


def _owned(
    owner: str | None, due: date | None, ground: Ground, *, outright: bool = False
) -> list[str]:
    said = []
    if owner is not None:
        said.append(f"@{_spoken(owner, ground.books)}")
    elif outright:
        said.append(NOBODY)
    if due is not None:
        said.append(day_form(due, ground.today))
    elif outright:
        said.append(NO_DAY)
    return said


def _then(said: str, then: str) -> str:
    return f"{said} -> {then}" if then else said


def _spoken(owner: str, books: Books) -> str:
    member = books.find(Member, owner)
    return member.login if member else "_".join(owner.split())


def day_form(day: date, today: date) -> str:
    """Return a day as it is typed: `12-18`; with its year where that would be another day."""
    short = f"{day:%m-%d}"
    try:
        return short if parse_day(short, today) == day else day.isoformat()
    except Refused:
        return day.isoformat()

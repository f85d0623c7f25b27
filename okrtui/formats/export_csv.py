"""The team's OKRs as a flat table, a line per key result: for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from okrtui.model.agreed import counts
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import plain
from okrtui.model.records import Cycle, Direction, KeyResult, Objective, State
from okrtui.model.settings import Settings
from okrtui.model.standing import standing
from okrtui.model.timeline import Closings
from okrtui.model.view import View

COLUMNS: Final = (
    "cycle", "reference", "objective", "key_result", "owner", "metric", "start", "target", "unit",
    "value", "progress", "confidence", "health", "due", "status", "category", "note",
)  # fmt: skip
"""The head of the table. New columns come at its end; these keep their names and their order."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def export_csv(view: View, *, settings: Settings, today: date) -> bytes:
    """Return every key result of every cycle, dropped ones too, as CSV in UTF-8.

    An objective without key results has a line of its own. Numbers are plain decimals, progress in
    per cent; days are ISO 8601. What is not said is empty.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows(_Table(Books(view), settings, today).rows())
    return sheet.getvalue().encode("utf-8", errors="replace")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe in front.

    Spreadsheets show such a text without it, and our import takes it away again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


class _Table:
    def __init__(self, books: Books, settings: Settings, today: date) -> None:
        self.books = books
        self.settings = settings
        self.today = today
        self.calendar = Calendar(settings)
        self.closings = Closings(books)

    def rows(self) -> Iterator[tuple[str, ...]]:
        for cycle in self.books.cycles():
            for objective in self.books.objectives(cycle.id):
                key_results = self.books.key_results(objective.id)
                for kr in key_results:
                    yield self.key_result(cycle, objective, kr)
                if not key_results:
                    yield self.objective(cycle, objective)

    def objective(self, cycle: Cycle, objective: Objective) -> tuple[str, ...]:
        cells = dict.fromkeys(COLUMNS, "") | self.over(cycle, objective)
        cells["reference"] = guarded(self.books.objective_name(objective))
        cells["owner"] = guarded(self.books.owner_login(objective.owner))
        cells["status"] = objective.state.value
        cells["note"] = guarded(objective.note)
        return tuple(cells.values())

    def over(self, cycle: Cycle, objective: Objective) -> dict[str, str]:
        return {
            "cycle": guarded(cycle.name),
            "objective": guarded(objective.title),
            "category": objective.category.value if objective.category else "",
        }

    def key_result(self, cycle: Cycle, objective: Objective, kr: KeyResult) -> tuple[str, ...]:
        stands = standing(
            self.books,
            kr,
            cycle=cycle,
            meeting=None,
            today=self.today,
            calendar=self.calendar,
            thresholds=self.settings.thresholds,
            closings=self.closings,
        )
        now, state = stands.now, _state(objective, kr)
        told = counts(kr) and counts(objective)
        metric = kr.metric.value
        if kr.direction is not Direction.REACH:
            metric += f", {kr.direction.value.replace('_', ' ')}"
        cells = dict.fromkeys(COLUMNS, "") | self.over(cycle, objective)
        cells |= {
            "reference": guarded(self.books.kr_name(kr)),
            "key_result": guarded(kr.title),
            "owner": guarded(self.books.owner_login(kr.owner or objective.owner)),
            "metric": metric,
            "start": _number(kr.start),
            "target": _number(kr.target),
            "unit": guarded(kr.unit),
            "value": _number(now.value),
            "progress": _number(None if now.progress is None else now.progress * 100),
            "confidence": "" if now.confidence is None else str(now.confidence),
            "health": now.health.value if told else "",
            "due": (kr.due or cycle.end).isoformat(),
            "status": state.value,
            "note": guarded(kr.note),
        }
        return tuple(cells.values())


def _state(objective: Objective, kr: KeyResult) -> State:
    """Return how a key result stands: what lies below a dropped objective went with it."""
    return State.DROPPED if State.DROPPED in {objective.state, kr.state} else kr.state


def _number(number: Decimal | None) -> str:
    """Return a number as import reads it: four decimals for three, which may be thousands."""
    if number is None:
        return ""
    text = str(plain(number))
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text

"""The rows of a stop, as the cursor walks them: objectives, key results, tasks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from okrtui.meeting.agenda import Stop
from okrtui.model.books import Books
from okrtui.model.records import KeyResult, Objective, Task, TaskState


class Kind(StrEnum):
    """What a row is."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    LINK = "link"
    TASK = "task"


class Row(msgspec.Struct, frozen=True):
    """A row of the tree. `parent` is the id of the row it hangs below; `open` if it is unfolded.

    open is None where there is nothing to fold.
    """

    id: str
    kind: Kind
    item: Objective | KeyResult | Task
    parent: str | None = None
    open: bool | None = None
    owner: str | None = None


def rows_of(stop: Stop, books: Books, folded: frozenset[str]) -> tuple[Row, ...]:
    """Return the rows of a stop that show, those below a folded one left out.

    A key result's row has its id; its link at another's stop has the same, as only one of them
    shows at a stop.
    """
    rows: list[Row] = []
    for branch in stop.branches:
        objective = branch.objective
        unfolded = objective.id not in folded
        rows.append(
            Row(
                objective.id,
                Kind.OBJECTIVE,
                objective,
                open=unfolded if branch.lines else None,
                owner=objective.owner,
            )
        )
        for line in branch.lines if unfolded else ():
            rows.extend(
                _key_result_rows(
                    line.key_result, objective.id, line.owner, line.link, books, folded
                )
            )
    return tuple(rows)


def _key_result_rows(
    kr: KeyResult, parent: str, owner: str, link: bool, books: Books, folded: frozenset[str]
) -> list[Row]:
    if link:
        return [Row(kr.id, Kind.LINK, kr, parent, owner=owner)]
    tasks = [task for task in books.tasks(kr.id) if task.state is not TaskState.DROPPED]
    unfolded = kr.id not in folded
    rows = [Row(kr.id, Kind.KEY_RESULT, kr, parent, open=unfolded if tasks else None, owner=owner)]
    if unfolded:
        rows += [Row(task.id, Kind.TASK, task, kr.id, owner=task.assignee) for task in tasks]
    return rows


def moved(rows: Sequence[Row], current: str | None, by: int) -> str | None:
    """Return the row that lies `by` rows below (above, if negative) `current`, within the list."""
    if not rows:
        return None
    ids = [row.id for row in rows]
    place = ids.index(current) if current in ids else 0
    return ids[max(0, min(len(ids) - 1, place + by))]


def start_row(stop: Stop, done: frozenset[str], rows: Sequence[Row]) -> str | None:
    """Return where the cursor goes as a turn begins: the first key result not reviewed."""
    waiting = (kr.id for kr in stop.to_review() if kr.id not in done)
    return next(waiting, rows[0].id if rows else None)


def key_result_of(rows: Sequence[Row], current: str | None) -> str | None:
    """Return the key result in hand: the row's own, or the one its task hangs below."""
    row = next((row for row in rows if row.id == current), None)
    if row is None or row.kind is Kind.OBJECTIVE:
        return None
    return row.parent if row.kind is Kind.TASK else row.id

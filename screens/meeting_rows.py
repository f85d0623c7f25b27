"""The rows of the meeting's tree: objectives, key results and tasks at the stop in hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from okrtui.meeting.rows import Kind, Row
from okrtui.model.numbers import change_in_percent, show_percent, show_signed, show_value
from okrtui.model.progress import keeps_a_line
from okrtui.model.records import KeyResult, MetricKind, Objective, Task, TaskState
from okrtui.model.standing import Standing, asks_why
from okrtui.text.words import Words
from screens.phrases import due_phrase, owner_name, signed_role
from screens.room import Room
from screens.together_given import giver
from widgets.signs import Signs
from widgets.tree_row import TreeRow

_COUNTED = frozenset({MetricKind.MILESTONE, MetricKind.TASKS, MetricKind.YES_NO})


def tree_rows(rows: Sequence[Row], room: Room, turn: str, *, dim: bool) -> list[TreeRow]:
    """Return the rows of a stop as the tree draws them.

    turn: whose stop it is; dim: they are absent.
    """
    return [_tree_row(row, room, turn, dim=dim) for row in rows]


def _tree_row(row: Row, room: Room, turn: str, *, dim: bool) -> TreeRow:
    match row.item:
        case Objective():
            return _objective(row, row.item, room, turn, dim=dim)
        case KeyResult() if row.kind is Kind.LINK:
            return _link(row, row.item, room)
        case KeyResult():
            return _key_result(row, row.item, room, dim=dim)
        case Task():
            return _task(row, row.item, room)


def _objective(row: Row, objective: Objective, room: Room, turn: str, *, dim: bool) -> TreeRow:
    stands = room.objective(objective)
    change = change_in_percent(stands.progress_then, stands.progress)
    return TreeRow(
        id=row.id,
        kind="objective",
        name=f"{_whose(objective, room, turn)}O{objective.number}",
        title=objective.title,
        value=_short_percent(stands.progress),
        change=show_signed(change) if change is not None else "",
        change_role=signed_role(change),
        progress=_share(stands.progress),
        expanded=row.open,
        dim=dim,
    )


def _key_result(row: Row, kr: KeyResult, room: Room, *, dim: bool) -> TreeRow:
    words, signs = room.desk.words, room.desk.signs
    stands = room.stand(kr)
    change = change_of(stands)
    here = stands.here
    return TreeRow(
        id=row.id,
        kind="key_result",
        depth=1,
        sign=signs.health[stands.now.health.value],
        sign_role=stands.now.health.value,
        name=f"KR{kr.number}",
        title=kr.title,
        value=value_of(stands, words),
        value_role="strong" if here and here.value is not None and not here.unchanged else "normal",
        change=show_signed(change) if change is not None else "",
        change_role=signed_role(change),
        confidence=confidences(stands, signs),
        confidence_role=_confidence_role(stands, room),
        mark=_mark(stands, room),
        mark_role="on_track" if kr.id in room.done else "dim",
        progress=_share(stands.now.progress),
        expanded=row.open,
        dim=dim,
    )


def _link(row: Row, kr: KeyResult, room: Room) -> TreeRow:
    stands = room.stand(kr)
    return TreeRow(
        id=row.id,
        kind="link",
        depth=1,
        sign=room.desk.signs.health[stands.now.health.value],
        sign_role=stands.now.health.value,
        name=f"KR{kr.number}",
        title=kr.title,
        aside=room.desk.words(
            "meeting.reviewed_with", name=owner_name(room.books, row.owner, room.desk.words)
        ),
        dim=True,
    )


def _task(row: Row, task: Task, room: Room) -> TreeRow:
    words = room.desk.words
    today = room.desk.today
    done = task.state is TaskState.DONE
    who = owner_name(room.books, task.assignee, words)
    late = (today - task.due).days if task.due and not done else 0
    due = "" if done else due_phrase(task.due, max(0, late), today, words)
    blocked = task.state is TaskState.BLOCKED
    return TreeRow(
        id=row.id,
        kind="task",
        depth=2,
        sign=room.desk.signs.task[task.state.value],
        sign_role="on_track" if done else "off_track" if blocked else "dim",
        title=task.title,
        aside=f" {room.desk.signs.dot} ".join(filter(None, (who, due))),
        dim=done,
    )


def _whose(objective: Objective, room: Room, turn: str) -> str:
    """Return whose an objective is, where that is not whose turn it is."""
    if objective.owner == turn:
        return ""
    return f"{owner_name(room.books, objective.owner, room.desk.words)} "


def value_of(stands: Standing, words: Words) -> str:
    """Return where a key result is, in few cells: `32 %`, `1/3`, `yes`."""
    kr, now = stands.key_result, stands.now
    if kr.metric in _COUNTED or keeps_a_line(kr):
        return show_value(kr, now.value, words, of=now.of)
    return _short_percent(now.progress)


def change_of(stands: Standing) -> Decimal | int | None:
    """Return by how much it moved, in what `value_of` shows: points, or steps."""
    kr, then, now = stands.key_result, stands.then, stands.now
    if kr.metric in _COUNTED or keeps_a_line(kr):
        return None if then.value is None or now.value is None else now.value - then.value
    return change_in_percent(then.progress, now.progress)


def confidences(stands: Standing, signs: Signs) -> str:
    """Return confidence then and now, where it changed: `7 → 5`, `9`, `–`."""
    then, now = stands.then.confidence, stands.now.confidence
    if now is None:
        return "–"
    return str(now) if then in {None, now} else f"{then} {signs.arrow} {now}"


def _confidence_role(stands: Standing, room: Room) -> str:
    then, now, here = stands.then.confidence, stands.now.confidence, stands.here
    if asks_why(stands, room.desk.settings.thresholds):
        return "at_risk"
    if then is not None and now is not None and now < then:
        return "at_risk"
    given = here is not None and here.confidence is not None and not here.unchanged
    return "strong" if given else "normal"


def _mark(stands: Standing, room: Room) -> str:
    signs, kr = room.desk.signs, stands.key_result.id
    if kr in room.done:
        here = stands.here
        repeated = here is not None and here.unchanged and stands.unchanged > 1
        return f"{signs.done}×{stands.unchanged}" if repeated else signs.done
    if kr in room.meeting.skipped:
        return signs.skipped
    given = giver(stands, room.desk, room.books)
    return signs.dot if stands.since is not None or given else ""


def _short_percent(progress: Decimal | None) -> str:
    return show_percent(progress).partition(" (")[0]


def _share(progress: Decimal | None) -> float | None:
    return None if progress is None else float(progress)

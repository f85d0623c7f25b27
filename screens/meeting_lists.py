"""Rows that are no part of the tree: action items, and what stands where there are no OKRs."""

from __future__ import annotations

from okrtui.meeting.agenda import Stop
from okrtui.model.open import days_late
from okrtui.model.records import Action, ActionState
from screens.phrases import due_phrase, owner_name
from screens.room import Room
from widgets.tree_row import TreeRow


def action_rows(room: Room) -> list[TreeRow]:
    """Return last week's action items, with what became of them."""
    return [action_row(action, room) for action in room.actions]


def action_row(action: Action, room: Room, *, depth: int = 1) -> TreeRow:
    """Return one action item."""
    words, signs = room.desk.words, room.desk.signs
    today = room.desk.today
    carried = action.carried_in == room.meeting.id
    match action.state:
        case ActionState.DONE:
            sign, role = signs.done, "on_track"
        case ActionState.DROPPED:
            sign, role = signs.absent, "dim"
        case ActionState.OPEN:
            sign, role = (signs.skipped, "at_risk") if carried else (signs.task["todo"], "dim")
    is_open = action.state is ActionState.OPEN
    late = days_late(action.due, today) if is_open else 0
    parts = [
        "" if depth > 1 else owner_name(room.books, action.owner, words),
        due_phrase(action.due, late, today, words) if is_open else "",
        words("meeting.carried_times", n=action.carries) if action.carries else "",
    ]
    return TreeRow(
        id=action.id,
        kind="action",
        depth=depth,
        sign=sign,
        sign_role=role,
        name=f"A{action.number}",
        title=action.title,
        aside=f" {signs.dot} ".join(filter(None, parts)),
        dim=not is_open,
    )


def newcomer_rows(room: Room, stop: Stop) -> list[TreeRow]:
    """Return what stands at the stop of who has no OKRs: how to agree on the first."""
    keymap = room.desk.keymap
    return [
        TreeRow(
            id=f"newcomer:{stop.id}",
            kind="newcomer",
            title=room.desk.words("closing.no_okrs"),
            title_role="normal",
        ),
        TreeRow(
            id=f"offer:{stop.id}",
            kind="newcomer",
            title=room.desk.words("closing.offer", key=keymap.keys("meeting.objective")),
            title_role="dim",
        ),
    ]

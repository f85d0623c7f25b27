"""Taking back one's own last changes, one transaction at a time, and bringing them again.

Nothing is rewritten: an undo is a new transaction that names the one it takes back. It is refused
where somebody has touched the same fields or documents since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set as AbstractSet
from typing import Any

from okrtui.model.appraisal import parts_fit
from okrtui.model.link_circles import links_fit
from okrtui.model.managers import managers_fit
from okrtui.model.ops import Insert, Op, Remove, Set, Transaction, inverse
from okrtui.model.records import MeetingState
from okrtui.model.view import View
from okrtui.text.errors import Refused

_CHILDREN = {
    "members": (
        ("members", "manager"),
        ("objectives", "owner"),
        ("key_results", "owner"),
        ("tasks", "assignee"),
        ("risks", "owner"),
        ("problems", "owner"),
        ("actions", "owner"),
        ("reviews", "about"),
        ("links", "target"),
    ),
    "cycles": (("objectives", "cycle"), ("scores", "cycle"), ("reviews", "cycle")),
    "objectives": (("key_results", "objective"), ("links", "source"), ("links", "target")),
    "key_results": (
        ("tasks", "key_result"),
        ("check_ins", "key_result"),
        ("votes", "key_result"),
        ("scores", "key_result"),
        ("risks", "key_result"),
        ("problems", "key_result"),
        ("actions", "key_result"),
        ("decisions", "key_result"),
        ("parked", "key_result"),
        ("links", "source"),
        ("links", "target"),
    ),
    "meetings": (("check_ins", "meeting"), ("votes", "meeting")),
    "risks": (("problems", "risk"),),
}
# What a workspace began with, and what a program noted down for somebody else, is nobody's own.
_NOBODYS = frozenset({"init", "demo", "foreign edit", "migration"})
# What refers to the meeting in which it happened, beside `meeting` of what was made in it.
_HAPPENED_IN = ("ended_in", "carried_in", "done_in", "state_in")
# Turns, the clock and the opening are not entries: `u` passes over them.
_BALLOT_FIELDS = frozenset({"sealed", "expected", "revealed", "given", "voters", "nonces"})
_CLOCK_FIELDS = frozenset({"stop", "stop_since", "spent"})


def is_entry(transaction: Transaction) -> bool:
    """Return whether a transaction is something that a person said, not the clock of a meeting."""
    if transaction.via in _NOBODYS or any(_begins_or_ends(op) for op in transaction.ops):
        return False
    for op in transaction.ops:
        if op.table == "votes" and _is_ballot(op):
            continue
        if op.table != "meetings":
            return True
        if isinstance(op, Set) and not _CLOCK_FIELDS.issuperset(op.fields):
            return True
    return False


def _is_ballot(op: Op) -> bool:
    """Return whether it is a step of a blind vote: what was sealed or shown stays so."""
    if isinstance(op, Set):
        return _BALLOT_FIELDS.issuperset(op.fields)
    return bool(op.doc.get("expected"))


def _begins_or_ends(op: Op) -> bool:
    """Return whether it opens, closes or reopens a meeting; that carries other things with it."""
    return op.table == "meetings" and (not isinstance(op, Set) or "state" in op.fields)


def stacks(
    transactions: Iterable[Transaction], author: str
) -> tuple[list[Transaction], list[Transaction]]:
    """Return what a person can undo and what they can redo, the next one last.

    transactions: of one meeting, or from the very first one on, in order.
    """
    undoable: list[Transaction] = []
    redoable: list[Transaction] = []
    for transaction in transactions:
        if transaction.by != author or not is_entry(transaction):
            continue
        if _take_out(redoable, transaction.undoes):
            undoable.append(transaction)
        elif _take_out(undoable, transaction.undoes):
            redoable.append(transaction)
        else:
            undoable.append(transaction)
            redoable.clear()
    return undoable, redoable


def _take_out(stack: list[Transaction], id: str | None) -> bool:
    """Take a transaction out of a stack if it is there.

    It need not be the last: another command takes back what was done through it, past what came
    in elsewhere since.
    """
    if id is None:
        return False
    for place in reversed(range(len(stack))):
        if stack[place].id == id:
            del stack[place]
            return True
    return False


def done_through(transactions: Iterable[Transaction], via: str) -> Iterator[Transaction]:
    """Yield what was done through one command, and what was taken back of that, by whichever.

    transactions: from before the first of these on, in order.
    """
    own: set[str] = set()
    for transaction in transactions:
        is_first = transaction.via == via and transaction.undoes is None
        if is_first or transaction.undoes in own:
            own.add(transaction.id)
            yield transaction


def take_back(view: View, transaction: Transaction) -> Sequence[Op]:
    """Return the ops that take a transaction back.

    Raises:
        Refused: a field it set has another value by now, or a document it made was changed or is
            referred to by others; or a link or a manager that comes back would lead in a circle
            by now, or a later part of an appraisal has begun.
    """
    own = _own(transaction)
    for op in transaction.ops:
        if not _untouched(view, op, own):
            raise Refused("entry.undo_touched")
    back = [inverse(op) for op in reversed(transaction.ops)]
    if any(map(_may_tie, back)) and not links_fit(view, back):
        raise Refused("entry.undo_touched")
    if not parts_fit(view, back) or not managers_fit(view, back):
        raise Refused("entry.undo_touched")
    return back


def _may_tie(op: Op) -> bool:
    """Return whether an op may tie things together: a link, or a key result in another place."""
    return op.table == "links" or (
        op.table == "key_results" and isinstance(op, Set) and "objective" in op.fields
    )


def touches(later: Transaction, transaction: Transaction) -> bool:
    """Return whether a later transaction changed what `transaction` did, or built on it."""
    done = {(op.table, op.id): op for op in transaction.ops}
    made = {op.id for op in transaction.ops if isinstance(op, Insert)}
    return any(_builds_on(op, done.get((op.table, op.id)), made) for op in later.ops)


def _builds_on(op: Op, before: Op | None, made: AbstractSet[str]) -> bool:
    if before is None:
        return isinstance(op, Insert) and not made.isdisjoint(map(str, op.doc.values()))
    if isinstance(op, Set) and isinstance(before, Set):
        return bool(op.fields.keys() & before.fields.keys())
    return True


def frozen_in(view: View, transaction: Transaction) -> str | None:
    """Return the name of a closed meeting whose minutes tell of a transaction, or None."""
    for op in transaction.ops:
        for meeting in _meetings(view, op):
            found = view.get("meetings", meeting) if isinstance(meeting, str) else None
            if found is not None and found.get("state") == MeetingState.CLOSED:
                return str(found.get("name"))
        if told := _told_after(view, op):
            return told
    return None


def _told_after(view: View, op: Op) -> str | None:
    """Return the closed meeting whose minutes tell of a change that was made outside of any."""
    if op.table != "changes" or isinstance(op, Set) or op.doc.get("meeting") is not None:
        return None
    for meeting in view.where("meetings", "state", MeetingState.CLOSED.value):
        told = (meeting.get("content") or {}).get("between", ())
        if any(line["number"] == op.doc["number"] for line in told):
            return str(meeting["name"])
    return None


def _meetings(view: View, op: Op) -> list[Any]:
    if op.table == "meetings":
        return [op.id]
    if isinstance(op, Set):
        # What was made in one meeting may be changed in the next, but for what was said of a KR.
        doc = view.get(op.table, op.id) if op.table == "check_ins" else None
        changed = [op.fields[name][1] for name in _HAPPENED_IN if name in op.fields]
        return [*changed, (doc or {}).get("meeting")]
    return [op.doc.get("meeting"), *(op.doc.get(name) for name in _HAPPENED_IN)]


def _own(transaction: Transaction) -> set[tuple[str, ...]]:
    """Return what a transaction made, by table and id, and what it set, by table, id and field."""
    own: set[tuple[str, ...]] = set()
    for op in transaction.ops:
        if isinstance(op, Insert):
            own.add((op.table, op.id))
        elif isinstance(op, Set):
            own.update((op.table, op.id, field) for field in op.fields)
    return own


def _untouched(view: View, op: Op, own: AbstractSet[tuple[str, ...]]) -> bool:
    doc = view.get(op.table, op.id)
    match op:
        case Insert():
            return (
                doc is not None and dict(doc) == dict(op.doc) and not _has_children(view, op, own)
            )
        case Remove():
            return doc is None
        case Set(_, _, fields):
            return doc is not None and all(
                doc.get(name) == now for name, (_was, now) in fields.items()
            )


def _has_children(view: View, op: Insert, own: AbstractSet[tuple[str, ...]]) -> bool:
    """Return whether anything refers to what was made, but for what its own transaction did."""
    return any(
        own.isdisjoint({(table, child["id"]), (table, child["id"], field)})
        for table, field in _CHILDREN.get(op.table, ())
        for child in view.where(table, field, op.id)
    )

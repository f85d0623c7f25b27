"""Taking back one's own last entries, one transaction at a time, and bringing them again.

Nothing is rewritten: an undo is a new transaction that names the one it takes back. It is refused
where somebody has touched the same fields or documents since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from okrtui.model.ops import Insert, Op, Remove, Set, Transaction, inverse
from okrtui.model.view import View
from okrtui.text.errors import Refused

_CHILDREN = {
    "objectives": (("key_results", "objective"),),
    "key_results": (
        ("tasks", "key_result"),
        ("check_ins", "key_result"),
        ("risks", "key_result"),
        ("problems", "key_result"),
        ("actions", "key_result"),
        ("decisions", "key_result"),
        ("parked", "key_result"),
    ),
    "meetings": (("check_ins", "meeting"),),
}
# Turns, the clock and the opening are not entries: `u` passes over them.
_CLOCK_FIELDS = frozenset({"stop", "stop_since", "spent"})


def is_entry(transaction: Transaction) -> bool:
    """Return whether a transaction is something that a person said, not the clock of a meeting."""
    for op in transaction.ops:
        if op.table != "meetings":
            return True
        if isinstance(op, Set) and not _CLOCK_FIELDS.issuperset(op.fields):
            return "state" not in op.fields
    return False


def stacks(
    transactions: Iterable[Transaction], author: str
) -> tuple[list[Transaction], list[Transaction]]:
    """Return what a person can undo and what they can redo, the next one last.

    transactions: of one meeting, in order.
    """
    undoable: list[Transaction] = []
    redoable: list[Transaction] = []
    for transaction in transactions:
        if transaction.by != author or not is_entry(transaction):
            continue
        if undoable and transaction.undoes == undoable[-1].id:
            undoable.pop()
            redoable.append(transaction)
        elif redoable and transaction.undoes == redoable[-1].id:
            redoable.pop()
            undoable.append(transaction)
        else:
            undoable.append(transaction)
            redoable.clear()
    return undoable, redoable


def take_back(view: View, transaction: Transaction) -> Sequence[Op]:
    """Return the ops that take a transaction back.

    Raises:
        Refused: a field it set has another value by now, or a document it made was changed or is
            referred to by others.
    """
    for op in transaction.ops:
        if not _untouched(view, op):
            raise Refused("entry.undo_touched")
    return [inverse(op) for op in reversed(transaction.ops)]


def _untouched(view: View, op: Op) -> bool:
    doc = view.get(op.table, op.id)
    match op:
        case Insert():
            return doc is not None and dict(doc) == dict(op.doc) and not _has_children(view, op)
        case Remove():
            return doc is None
        case Set(_, _, fields):
            return doc is not None and all(
                doc.get(name) == now for name, (_was, now) in fields.items()
            )


def _has_children(view: View, op: Insert) -> bool:
    return any(view.where(table, field, op.id) for table, field in _CHILDREN.get(op.table, ()))

"""What a transaction did, as one short sentence: said for a moment after a key, and on undo."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from okrtui.model.books import Books
from okrtui.model.numbers import show_value
from okrtui.model.ops import Insert, Op, Remove, Set, Transaction
from okrtui.model.records import KeyResult
from okrtui.text.message import Message, message

_TITLED = {
    "risks": "entry.said_risk",
    "problems": "entry.said_problem",
    "actions": "entry.said_action",
    "decisions": "entry.said_decision",
    "parked": "entry.said_parked",
    "objectives": "entry.said_objective",
    "key_results": "entry.said_key_result",
    "tasks": "entry.said_task",
    "changes": "entry.said_change",
}


def tell(transaction: Transaction, books: Books) -> Message:
    """Return what a transaction did, in the words of its first telling op."""
    # A change is told by its own entry ("why"), which names what it changed.
    ops = sorted(transaction.ops, key=lambda op: op.table != "check_ins")
    return _tell_op(ops[0], books)


def _tell_op(op: Op, books: Books) -> Message:
    doc = _document(op, books)
    if op.table == "check_ins":
        return _tell_check_in(_said(op), doc, books)
    key = _TITLED.get(op.table)
    if key is None:
        return message("entry.said_meeting")
    return message(key, title=str(doc.get("title", "")), number=doc.get("number", 0))


def _tell_check_in(said: Mapping[str, Any], doc: Mapping[str, Any], books: Books) -> Message:
    kr = books.find(KeyResult, doc.get("key_result"))
    name = books.kr_name(kr) if kr else ""
    if said.get("unchanged"):
        return message("entry.said_unchanged", name=name)
    if said.get("confirmed"):
        return message("entry.said_confirmed", name=name)
    if said.get("why") or said.get("next_step"):
        return message("entry.said_why", name=name)
    if said.get("confidence") is not None:
        return message("entry.said_confidence", name=name, confidence=said["confidence"])
    if said.get("value") is not None and kr is not None:
        return message("entry.said_value", name=name, value=show_value(kr, Decimal(said["value"])))
    return message("entry.said_note", name=name)


def _said(op: Op) -> Mapping[str, Any]:
    if isinstance(op, Set):
        return {name: now or was for name, (was, now) in op.fields.items()}
    return op.doc


def _document(op: Op, books: Books) -> Mapping[str, Any]:
    if isinstance(op, Insert | Remove):
        return op.doc
    return books.view.get(op.table, op.id) or {}

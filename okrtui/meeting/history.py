"""What was done to the books, change by change: who, when, through which command, from → to.

Read backwards from the present, so that each change is told with the names and numbers that things
had then, and no more of the past is read than is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from okrtui.meeting.past import Past
from okrtui.model.books import Books
from okrtui.model.links import item_of, name_of
from okrtui.model.ops import Doc, Insert, Op, Remove, Set, Transaction
from okrtui.model.records import KeyResult, Objective
from okrtui.model.view import View

# What the program keeps for itself: the clock of a meeting, when and where things ended, and what
# another field tells: who came late is told by who is present, what was moved by its new place.
# What an appraisal says is read beside no score.
_UNTOLD = frozenset(
    {
        "id", "at", "cycles", "stop", "stop_since", "spent", "round", "skipped", "then", "content",
        "opened_at", "closed_at", "done_at", "done_in", "created_in", "ended_at", "ended_in",
        "carried_in", "why_in", "changed_in", "state_in", "undone_at", "dropped_at", "restored_at",
        "was", "joined", "left", "former",
        "taken_over", "expected", "sealed", "revealed", "nonces", "proposed", "text",
    }
)  # fmt: skip
# Of what is new, only what a person would say of it.
_TOLD_OF_NEW: Mapping[str, tuple[str, ...]] = {
    "check_ins": (
        "value", "confidence", "note", "why", "next_step", "next_owner", "next_due", "health",
        "health_reason", "spoken_by", "unchanged", "confirmed",
    ),
    "key_results": ("owner", "target", "due"),
    "tasks": ("assignee", "due"),
    "risks": ("probability", "impact", "owner", "due"),
    "problems": ("owner", "next_step", "due", "risk"),
    "actions": ("owner", "due", "commitment"),
    "votes": ("given", "agreed"),
    "scores": ("score", "cause", "next", "lesson"),
    "reviews": ("about", "part"),
    "changes": ("why",),
    "links": ("state", "what", "by"),
}  # fmt: skip
_FOUND_BY = ("key_result", "target", "source")

Kind = Literal["insert", "set", "remove"]


class Moved(msgspec.Struct, frozen=True):
    """A field and its values before and after, as the store holds them; None for none."""

    field: str
    was: Any
    now: Any


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to one document.

    doc: as it was afterwards; as it was before, where it was removed.
    name: what people call it: `lin/O2/KR1`, `lin/O2`, `R5`, the other end of a link; empty where
        it has no such name.
    about: the name of the key result that it belongs to, where it is not that itself; of a link,
        of what it starts at.
    key_result: the record by which its values are read, if any.
    moved: the fields that a person would tell.
    """

    kind: Kind
    table: str
    doc: Doc
    name: str
    about: str
    key_result: KeyResult | None
    moved: tuple[Moved, ...]


class Happening(msgspec.Struct, frozen=True):
    """A transaction, and what it did to each document that is asked about."""

    transaction: Transaction
    items: tuple[Item, ...]


def history(
    transactions: Iterable[Transaction],
    view: View,
    *,
    key_result: str | None = None,
    limit: int | None = None,
) -> list[Happening]:
    """Return what happened, the newest last.

    transactions: in order, without a gap, up to the present of `view`; with `key_result` from the
        very first one on, as only that tells what ever belonged to it.
    key_result: the id of the one that is asked about, with its check-ins, tasks, risks and so on.
    limit: how many of the latest to return.
    """
    belongs = _Belonging(key_result).to if key_result else _is_told
    wanted: deque[tuple[Transaction, tuple[Op, ...]]] = deque(maxlen=None if key_result else limit)
    for transaction in transactions:
        ops = tuple(op for op in transaction.ops if belongs(op))
        if ops:
            wanted.append((transaction, ops))
    past = Past(view)
    found: list[Happening] = []
    for transaction, ops in reversed(wanted):
        if limit is not None and len(found) == limit:
            break
        items = tuple(_item(op, past) for op in ops if _is_told(op))
        past.walk_back(transaction)
        items = tuple(_with_earlier(item, past) for item in items)
        if items:
            found.append(Happening(transaction, items))
    return found[::-1]


def touching(transactions: Iterable[Transaction], id: str) -> Iterator[Transaction]:
    """Return what touched an objective, key result or task, or what belongs to it, in order.

    transactions: from the very first one on. `history` of these is that of all of them.
    """
    belongs = _Belonging(id)
    for transaction in transactions:
        # Not `any`: each op tells what belongs to it from then on.
        found = [op for op in transaction.ops if belongs.to(op)]
        if found:
            yield transaction


class _Belonging:
    """Tells, op by op from the beginning, which belong to a key result."""

    def __init__(self, key_result: str) -> None:
        self._ids = {key_result}

    def to(self, op: Op) -> bool:
        found = op.id in self._ids or any(value in self._ids for value in _references(op))
        if found:
            self._ids.add(op.id)
        return found


def _references(op: Op) -> list[Any]:
    if op.table == "key_results":
        return []
    if isinstance(op, Set):
        return [op.fields[name][1] for name in _FOUND_BY if name in op.fields]
    return [op.doc[name] for name in _FOUND_BY if isinstance(op.doc.get(name), str)]


def _is_told(op: Op) -> bool:
    return not isinstance(op, Set) or not _UNTOLD.issuperset(op.fields)


def _item(op: Op, past: Past) -> Item:
    books = Books(past)
    doc = op.doc if isinstance(op, Insert | Remove) else past.get(op.table, op.id) or {"id": op.id}
    key_result = _key_result(op.table, doc, books)
    name = _name(op.table, doc, books, key_result)
    about = _kr_name(books, key_result) if key_result else ""
    if op.table == "links":
        about = about or name_of(books, str(doc.get("source", "")))
    return Item(
        kind="insert" if isinstance(op, Insert) else "set" if isinstance(op, Set) else "remove",
        table=op.table,
        doc=doc,
        name=name,
        about="" if about == name else about,
        key_result=key_result,
        moved=_moved(op),
    )


def _moved(op: Op) -> tuple[Moved, ...]:
    match op:
        case Set(_, _, fields):
            shown = {name: pair for name, pair in fields.items() if name not in _UNTOLD}
            return tuple(Moved(name, was, now) for name, (was, now) in shown.items())
        case Insert(table, _, doc):
            names = _TOLD_OF_NEW.get(table, ())
            # What is not given, and what is not so, is the same as nothing.
            return tuple(Moved(name, None, doc[name]) for name in names if doc.get(name))
        case _:
            return ()


def _with_earlier(item: Item, past: Past) -> Item:
    """Return a check-in with what stood before it: its document alone does not say."""
    if item.table != "check_ins" or item.kind != "insert":
        return item
    before = past.standing(item.doc.get("key_result", ""))
    moved = (Moved(one.field, before.get(one.field), one.now) for one in item.moved)
    return msgspec.structs.replace(item, moved=tuple(moved))


def _key_result(table: str, doc: Doc, books: Books) -> KeyResult | None:
    if table == "key_results":
        return books.find(KeyResult, doc["id"]) or _removed(doc)
    if table == "changes":
        task = books.view.get("tasks", doc.get("target", "")) or {}
        return books.find(KeyResult, task.get("key_result") or doc.get("target"))
    return books.find(KeyResult, doc.get("key_result") or doc.get("source"))


def _removed(doc: Doc) -> KeyResult:
    return msgspec.convert(doc, KeyResult)


def _name(table: str, doc: Doc, books: Books, key_result: KeyResult | None) -> str:
    if table in _LETTERS:
        return f"{_LETTERS[table]}{doc.get('number', '')}"
    if table == "objectives":
        return f"{books.owner_login(doc.get('owner'))}/O{doc.get('number', '')}"
    if table in {"key_results", "check_ins"} and key_result is not None:
        return _kr_name(books, key_result)
    if table == "links":
        return name_of(books, str(doc.get("target", "")), beside=item_of(books, doc.get("source")))
    return ""


_LETTERS = {"risks": "R", "problems": "P", "actions": "A", "decisions": "D", "changes": "C"}


def _kr_name(books: Books, key_result: KeyResult) -> str:
    objective = books.find(Objective, key_result.objective)
    if objective is None:
        return f"KR{key_result.number}"
    return f"{books.owner_login(objective.owner)}/O{objective.number}/KR{key_result.number}"


def summary(items: Sequence[Item]) -> list[tuple[Kind, str, int]]:
    """Return how many documents of each table were made, changed and removed, in their order."""
    counts: dict[tuple[Kind, str], int] = {}
    for item in items:
        key = (item.kind, item.table)
        counts[key] = counts.get(key, 0) + 1
    return [(kind, table, count) for (kind, table), count in counts.items()]

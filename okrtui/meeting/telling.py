"""What a transaction did, as one short sentence: said for a moment after a key, and on undo."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from okrtui.meeting.changes import field_name
from okrtui.meeting.link_words import told as link_told
from okrtui.model.books import Books
from okrtui.model.numbers import show_value
from okrtui.model.ops import Insert, Op, Remove, Set, Transaction
from okrtui.model.records import ChangeKind, KeyResult, Member, Risk
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
_NAMED_BY_TITLE = frozenset({"tasks", "parked"})
_CHANGED = {
    ChangeKind.EDITED.value: "entry.said_change",
    ChangeKind.DROPPED.value: "entry.said_dropped",
    ChangeKind.RESTORED.value: "entry.said_restored",
}
_OF_MEETING = {
    "round": "entry.said_round",
    "summary": "entry.said_summary",
    "next_on": "entry.said_next_on",
}


def tell(transaction: Transaction, books: Books) -> Message:
    """Return what a transaction did, in the words of its most telling op."""
    for op in transaction.ops:
        if op.table == "links":
            return _tell_link(op, books, taken_back=transaction.undoes is not None)
    for telling in (_tell_vote, _tell_happened, _tell_change):
        for op in transaction.ops:
            if (told := telling(op, books)) is not None:
                return told
    # A change is told by its own entry ("why"), which names what it changed.
    ops = sorted(transaction.ops, key=lambda op: op.table != "check_ins")
    return _tell_op(ops[0], books)


def _tell_vote(op: Op, books: Books) -> Message | None:
    if op.table != "votes":
        return None
    doc = _document(op, books)
    name = _name(doc.get("key_result"), books)
    if isinstance(op, Set) and "agreed" in op.fields:
        return message("entry.said_agreed", name=name, confidence=_said(op)["agreed"])
    given = " ".join(map(str, doc.get("given") or ())) or "…"
    return message("entry.said_vote", name=name, given=given)


def _tell_happened(op: Op, books: Books) -> Message | None:
    if op.table != "problems" or not isinstance(op, Insert) or not op.doc.get("risk"):
        return None
    risk = books.find(Risk, op.doc["risk"])
    number = risk.number if risk else 0
    return message("entry.said_happened", risk=number, problem=op.doc["number"])


def _tell_link(op: Op, books: Books, *, taken_back: bool) -> Message:
    """Tell a link; of what was taken back, what it had been: that is what comes again."""
    doc = dict(_document(op, books))
    if isinstance(op, Set):
        doc |= {name: pair[0 if taken_back else 1] for name, pair in op.fields.items()}
    gone = isinstance(op, Insert if taken_back else Remove)
    return link_told(books, doc, doc.get("state"), gone=gone)


def _tell_change(op: Op, _books: Books) -> Message | None:
    if op.table != "changes" or not isinstance(op, Insert):
        return None
    kind = op.doc.get("kind")
    if kind == ChangeKind.MOVED:
        return message("entry.said_moved", was=str(op.doc["was"]), now=str(op.doc["now"]))
    title, field = str(op.doc["title"]), op.doc.get("field")
    if kind == ChangeKind.EDITED and field not in {None, "title"}:
        return message("entry.said_field", title=title, field=field_name(str(field)))
    key = _CHANGED.get(str(kind))
    return message(key, title=title) if key else None


def _tell_op(op: Op, books: Books) -> Message:
    doc = _document(op, books)
    if op.table == "check_ins":
        return _tell_check_in(_said(op), doc, books)
    if op.table == "scores":
        value = f"{Decimal(doc['score']):.1f}"
        return message("entry.said_score", name=_name(doc.get("key_result"), books), score=value)
    if op.table == "meetings" and isinstance(op, Set):
        return _tell_meeting(op, books)
    if op.table == "reviews":
        part = message(f"history.value_{doc['part']}")
        return message("appraisal.said_text", name=_person(doc["about"], books), part=part)
    if op.table == "members" and isinstance(op, Set) and "manager" in op.fields:
        return _tell_manager(op, books)
    key = _TITLED.get(op.table)
    if key is None:
        return message("entry.said_meeting")
    title = str(doc.get("title", ""))
    what = message(key, title=title, number=doc.get("number", 0))
    if isinstance(op, Set) and "carries" in op.fields and "state" not in op.fields:
        return message("entry.said_carried", what=what)
    if not isinstance(op, Set) or "state" not in op.fields:
        return what
    # Whether it was made or ended is what one wants to know of an undo.
    state = message(f"history.value_{op.fields['state'][1]}")
    named = title if op.table in _NAMED_BY_TITLE else what
    return message("entry.said_state", what=named, state=state)


def _tell_check_in(said: Mapping[str, Any], doc: Mapping[str, Any], books: Books) -> Message:
    kr = books.find(KeyResult, doc.get("key_result"))
    name = books.kr_name(kr) if kr else ""
    if said.get("unchanged"):
        return message("entry.said_unchanged", name=name)
    if said.get("confirmed"):
        return message("entry.said_confirmed", name=name)
    if said.get("health") or said.get("health_reason"):
        return message("entry.said_health", name=name)
    if said.get("spoken_by"):
        return message("entry.said_speaks", name=name, who=_person(said["spoken_by"], books))
    if said.get("why") or said.get("next_step"):
        return message("entry.said_why", name=name)
    if said.get("confidence") is not None:
        return message("entry.said_confidence", name=name, confidence=said["confidence"])
    if said.get("value") is not None and kr is not None:
        return message("entry.said_value", name=name, value=show_value(kr, Decimal(said["value"])))
    return message("entry.said_note", name=name)


def _tell_meeting(op: Set, books: Books) -> Message:
    fields = op.fields
    if "present" in fields:
        was, now = (set(members or ()) for members in fields["present"])
        who = ", ".join(_person(member, books) for member in sorted(was ^ now))
        return message("entry.said_here" if now - was else "entry.said_gone", name=who)
    if "skipped" in fields:
        was, now = (set(key_results or ()) for key_results in fields["skipped"])
        return message("entry.said_skipped", name=_name(next(iter(was ^ now), None), books))
    if "facilitator" in fields:
        return message("entry.said_leads", name=_person(fields["facilitator"][1], books))
    if "rating" in fields:
        return message("entry.said_rating", rating=fields["rating"][1] or 0)
    if "minutes_planned" in fields:
        return message("entry.said_plan", minutes=fields["minutes_planned"][1])
    key = next((key for field, key in _OF_MEETING.items() if field in fields), None)
    return message(key or "entry.said_meeting")


def _tell_manager(op: Set, books: Books) -> Message:
    name, manager = _person(op.id, books), op.fields["manager"][1]
    if manager is None:
        return message("appraisal.said_no_manager", name=name)
    return message("appraisal.said_manager", name=name, manager=_person(manager, books))


def _name(key_result: str | None, books: Books) -> str:
    found = books.find(KeyResult, key_result)
    return books.kr_name(found) if found else ""


def _person(member: str | None, books: Books) -> str:
    found = books.find(Member, member)
    return found.name if found else member or ""


def _said(op: Op) -> Mapping[str, Any]:
    if isinstance(op, Set):
        return {name: now or was for name, (was, now) in op.fields.items()}
    return op.doc


def _document(op: Op, books: Books) -> Mapping[str, Any]:
    if isinstance(op, Insert | Remove):
        return op.doc
    return books.view.get(op.table, op.id) or {}

"""Whether the documents of an export refer only to documents that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from okrtui.model.ops import Insert, Op
from okrtui.model.records import COMPANY, TEAM
from okrtui.text.errors import Refused

_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "members": {"manager": "members"},
    "objectives": {"cycle": "cycles"},
    "key_results": {"objective": "objectives"},
    "tasks": {
        "key_result": "key_results",
        "done_in": "meetings",
        "created_in": "meetings",
        "state_in": "meetings",
    },
    "check_ins": {"key_result": "key_results", "meeting": "meetings"},
    "meetings": {"cycles": "cycles", "then": "meetings"},
    "risks": {"key_result": "key_results", "meeting": "meetings", "ended_in": "meetings"},
    "problems": {"key_result": "key_results", "meeting": "meetings", "ended_in": "meetings"},
    "changes": {"meeting": "meetings"},
    "decisions": {"key_result": "key_results", "meeting": "meetings"},
    "actions": {"key_result": "key_results", "meeting": "meetings"},
    "parked": {"key_result": "key_results", "meeting": "meetings"},
    "scores": {"key_result": "key_results", "cycle": "cycles"},
    "reviews": {"cycle": "cycles", "about": "members"},
}
# Others may name somebody outside; an objective is of a member, the team or the company.
_OWNERS = {"objectives": ("owner",)}


def check_references(ops: Iterable[Op], file: str) -> None:
    """Check that what every document refers to is among the documents.

    Raises:
        Refused: one is not; the referring document and field are told.
    """
    inserts = [op for op in ops if isinstance(op, Insert)]
    known: dict[str, set[str]] = {}
    for op in inserts:
        known.setdefault(op.table, set()).add(op.id)
    for op in inserts:
        for field, table in _REFERENCES.get(op.table, {}).items():
            for target in _targets(op.doc.get(field)):
                _check(target in known.get(table, ()), op, field, target, file)
        for field in _OWNERS.get(op.table, ()):
            owner = op.doc.get(field)
            there = owner in {TEAM, COMPANY} or owner in known.get("members", ())
            _check(there, op, field, str(owner), file)


def _targets(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _check(there: bool, op: Insert, field: str, target: str, file: str) -> None:
    if not there:
        where = f"{op.table}/{op.id[:40]}.{field}"
        raise Refused("formats.bad_reference", file=file, where=where, target=target[:60])

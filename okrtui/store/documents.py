"""Do the documents mean records, and is everything there that they name?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from okrtui.model.codec import TABLE_OF, decode
from okrtui.model.records import COMPANY, TEAM
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.tables import Rows
from okrtui.text.errors import OkrError
from okrtui.text.message import Message, message

_REFERENCES: dict[str, dict[str, str]] = {
    "members": {"manager": "members"},
    "objectives": {"cycle": "cycles", "owner": "members"},
    "key_results": {"objective": "objectives", "owner": "members"},
    "tasks": {
        "key_result": "key_results",
        "done_in": "meetings",
        "created_in": "meetings",
        "state_in": "meetings",
    },
    "check_ins": {"key_result": "key_results", "meeting": "meetings"},
    "meetings": {"then": "meetings"},
    "risks": {"key_result": "key_results", "meeting": "meetings", "ended_in": "meetings"},
    "problems": {"key_result": "key_results", "meeting": "meetings", "ended_in": "meetings"},
    "changes": {"meeting": "meetings"},
    "decisions": {"key_result": "key_results", "meeting": "meetings"},
    "actions": {"key_result": "key_results", "meeting": "meetings", "ended_in": "meetings"},
    "parked": {"key_result": "key_results", "meeting": "meetings"},
    "scores": {"key_result": "key_results", "cycle": "cycles"},
    "reviews": {"cycle": "cycles", "about": "members"},
}


def problems(rows: Mapping[str, Rows], doing: Doing = unheard) -> Iterator[Message]:
    """Return what is wrong with documents, one after the other."""
    kinds = {table: kind for kind, table in TABLE_OF.items()}
    total = sum(map(len, rows.values()))
    docs = ((table, doc) for table, docs in rows.items() for doc in docs.values())
    for table, doc in counted(doing, "doing.checking_documents", docs, total):
        if table in kinds:
            try:
                decode(kinds[table], doc)
            except OkrError as error:
                yield error.message
                continue
        yield from _dangling(rows, table, doc)


def _dangling(rows: Mapping[str, Rows], table: str, doc: Mapping[str, Any]) -> Iterator[Message]:
    for field, target in _REFERENCES.get(table, {}).items():
        value = doc.get(field)
        if value in (None, TEAM, COMPANY) or value in rows.get(target, {}):
            continue
        yield message("store.dangling", table=table, id=doc["id"], field=field, target=str(value))

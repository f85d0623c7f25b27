"""The whole workspace as JSON, and back: nothing is lost; the same store gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from okrtui.formats.decode import decode
from okrtui.formats.references import check_references
from okrtui.formats.strict_json import parse_json
from okrtui.formats.tree import FoundKeyResult, FoundObjective
from okrtui.model.codec import TABLE_OF, decode as decode_record
from okrtui.model.ops import TABLES, Insert, Op
from okrtui.model.records import State
from okrtui.model.view import View
from okrtui.text.errors import Damaged, Refused

FORMAT = "okrtui"
VERSION = 1
_RECORDS = {table: kind for kind, table in TABLE_OF.items()}


def export_json(view: View) -> bytes:
    """Return all tables as JSON: documents sorted by id, keys sorted, one line end at the end."""
    tables = {
        table: sorted((dict(doc) for doc in view.all(table)), key=lambda doc: str(doc["id"]))
        for table in TABLES
    }
    whole = {"format": FORMAT, "version": VERSION, "tables": tables}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode("utf-8") + b"\n"


def restore(data: bytes, file: str = "-") -> list[Op]:
    """Return the ops that make an empty store hold what was exported.

    Documents come as they are, in the order of their ids, which is the order of their making.

    Raises:
        Refused: it is no such export, or a document in it is not whole; its place is told.
    """
    value = parse_json(decode(data, file), file)
    if not is_workspace(value):
        raise Refused("formats.not_ours", file=file)
    return restore_value(value, file)


def is_workspace(value: Any) -> bool:
    """Return whether parsed JSON says of itself that it is an export of ours."""
    return isinstance(value, Mapping) and value.get("format") == FORMAT


def restore_value(value: Mapping[str, Any], file: str) -> list[Op]:
    """Return what `restore` does, from JSON that is parsed already."""
    if value.get("version") != VERSION or isinstance(value.get("version"), bool):
        raise Refused("formats.other_version", file=file, version=str(value.get("version")))
    tables = value.get("tables")
    if not isinstance(tables, Mapping):
        raise Refused("formats.not_ours", file=file)
    for table, docs in tables.items():
        if table not in TABLES or not isinstance(docs, list):
            raise Refused("formats.bad_table", file=file, table=str(table)[:60])
    ops: list[Op] = []
    for table in TABLES:
        seen: set[str] = set()
        for index, doc in enumerate(tables.get(table, ())):
            ops.append(Insert(table, _id(doc, seen, table, index, file), doc))
    check_references(ops, file)
    return sorted(ops, key=lambda op: (TABLES.index(op.table), op.id))


def tree_of(ops: list[Op]) -> tuple[FoundObjective, ...]:
    """Return the objectives and key results among documents, for a preview."""
    inserts = [op for op in ops if isinstance(op, Insert)]
    under: dict[str, list[FoundKeyResult]] = {}
    for op in inserts:
        if op.table == "key_results":
            made = FoundKeyResult(
                title=op.doc["title"], line=1, state=State(op.doc.get("state", "agreed"))
            )
            under.setdefault(op.doc["objective"], []).append(made)
    return tuple(
        FoundObjective(
            title=op.doc["title"],
            line=1,
            state=State(op.doc.get("state", "agreed")),
            key_results=tuple(under.get(op.id, ())),
        )
        for op in inserts
        if op.table == "objectives"
    )


def _id(doc: Any, seen: set[str], table: str, index: int, file: str) -> str:
    where = f"{table}[{index}]"
    if not isinstance(doc, dict) or not isinstance(doc.get("id"), str) or not doc["id"]:
        raise Refused("formats.bad_document", file=file, where=where, error="id")
    if doc["id"] in seen:
        raise Refused("formats.id_twice", file=file, where=where, id=doc["id"][:60])
    seen.add(doc["id"])
    kind = _RECORDS.get(table)
    if kind is not None:
        try:
            decode_record(kind, doc)
        except Damaged as error:
            raise Refused(
                "formats.bad_document",
                file=file,
                where=where,
                error=str(error.message.values["error"]),
            ) from error
    return str(doc["id"])

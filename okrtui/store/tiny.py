"""The tables as a TinyDB, through its own extension points: a Storage, a Table, a document class.

For asking only: a change must go through `Store.commit`, or no other process would ever hear of it.
The `doc_id` of a document is its `id`; TinyDB's running numbers are given in `okr.json` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from okrtui.store.tables import out

if TYPE_CHECKING:
    from okrtui.store.view import TableView


class _Memory(Storage):
    """Hands TinyDB the tables that are there already."""

    def __init__(self, view: TableView) -> None:
        self.view = view

    def read(self) -> dict[str, dict[str, Any]]:
        # Copied, as another thread may apply a transaction while a query runs over it.
        with self.view.tables.mutex:
            return {name: dict(rows) for name, rows in self.view.tables.rows.items()}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> NoReturn:  # noqa: ARG002
        raise TypeError("change documents through Store.commit: TinyDB here is for queries")


class _Document(Document):
    """A document of which nothing is shared with memory."""

    def __init__(self, value: Mapping[str, Any], doc_id: Any) -> None:
        super().__init__(out(dict(value)), doc_id)


class _Table(Table):
    """A table read in place of being copied together with all others."""

    document_class = _Document
    document_id_class = str  # type: ignore[assignment]

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: Any = None,
        doc_ids: list[Any] | None = None,
    ) -> Any:
        if doc_id is None:
            return super().get(cond, None, doc_ids)  # type: ignore[arg-type]
        doc = self._view.tables.get(self.name, str(doc_id))
        return None if doc is None else _Document(doc, doc_id)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        with self._view.tables.mutex:
            return dict(self._view.tables.rows.get(self.name, {}))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:  # noqa: ARG002
        self._storage.write({})
        raise AssertionError

    def _get_next_id(self) -> NoReturn:
        # TinyDB asks for it first, and would count on from our ids.
        self._storage.write({})
        raise AssertionError

    @property
    def _view(self) -> TableView:
        storage = self._storage
        assert isinstance(storage, _Memory)  # noqa: S101 - ReadOnlyTinyDB makes no other
        return storage.view


class ReadOnlyTinyDB(TinyDB):
    """A TinyDB over the memory of a store: every query works, no change does."""

    table_class = _Table

    def __init__(self, view: TableView) -> None:
        super().__init__(view, storage=_Memory)

    def table(self, name: str, **_: Any) -> Table:
        """Return a table; never with a cache, which would not hear of others' changes."""
        return super().table(name, cache_size=0)

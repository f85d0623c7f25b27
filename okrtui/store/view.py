"""What readers get: the tables as they are now, one transaction never seen by half."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from okrtui.model.ops import Doc
from okrtui.store.tables import Tables

if TYPE_CHECKING:
    from okrtui.store.tiny import ReadOnlyTinyDB


class TableView:
    """A `View` over the store's memory; it moves on as the store does.

    What it returns is the store's own, and stays as it was: a change puts another document in its
    place. To copy it cost more than all else, as a meeting holds its minutes. To read several
    things as of one moment, read them within `still()`.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._tinydb: ReadOnlyTinyDB | None = None

    @property
    def seq(self) -> int:
        """The number of the last transaction that memory holds."""
        return self.tables.seq

    def get(self, table: str, id: str) -> Doc | None:
        """Return a document, or None."""
        return self.tables.get(table, id)

    def all(self, table: str) -> Iterator[Doc]:
        """Return every document of a table, as of this call."""
        with self.tables.mutex:
            return iter(list(self.tables.rows.get(table, {}).values()))

    def where(self, table: str, field: str, value: Any) -> Sequence[Doc]:
        """Return the documents whose `field` is `value`; the first call makes the index."""
        with self.tables.mutex:
            return self.tables.where(table, field, value)

    def highest(self, table: str, field: str) -> int:
        """Return the greatest whole number in a field; the first call looks for it."""
        with self.tables.mutex:
            return self.tables.highest(table, field)

    @contextlib.contextmanager
    def still(self) -> Iterator[None]:
        """Let no transaction take effect while the block reads. Keep it short."""
        with self.tables.mutex:
            yield

    @property
    def tinydb(self) -> ReadOnlyTinyDB:
        """The same tables as a TinyDB, for its queries."""
        if self._tinydb is None:
            # 3 to 70 ms to import, and most commands ask no queries.
            from okrtui.store.tiny import ReadOnlyTinyDB

            self._tinydb = ReadOnlyTinyDB(self)
        return self._tinydb

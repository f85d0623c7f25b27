"""How the tables are read, by whoever needs to: the narrow side of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from okrtui.model.ops import Doc


class View(Protocol):
    """The tables as of one moment. Documents come in the order in which they were committed.

    What is returned must not be changed: it may be the store's own.
    """

    @property
    def seq(self) -> int:
        """The number of the last transaction that this view holds."""
        ...

    def get(self, table: str, id: str) -> Doc | None:
        """Return a document, or None."""
        ...

    def all(self, table: str) -> Iterator[Doc]:
        """Return every document of a table."""
        ...

    def where(self, table: str, field: str, value: Any) -> Sequence[Doc]:
        """Return the documents whose `field` is `value`, at a cost that follows their number."""
        ...

    def highest(self, table: str, field: str) -> int:
        """Return the greatest whole number in a field, 0 for none, at a cost of nothing."""
        ...

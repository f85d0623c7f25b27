"""The rows of a tree, and what a tree asks of all of them: worked out once, for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from widgets.tree_row import Columns, TreeRow


class TreeRows:
    """Rows in their order. Whoever keeps them may show them again and again.

    rows: the rows; at: the place of each by its id; tops: the places of those at the left edge;
    columns: wide enough for each of them.
    """

    def __init__(self, rows: Iterable[TreeRow] = ()) -> None:
        self.rows = list(rows)
        self.at = {row.id: at for at, row in enumerate(self.rows)}
        self.tops = [at for at, row in enumerate(self.rows) if not row.depth]
        self.columns = Columns()
        for row in self.rows:
            self.columns.grow(row)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[TreeRow]:
        return iter(self.rows)

    def put(self, row: TreeRow) -> int:
        """Put a row in the place of that with its id; return the place.

        Raises:
            KeyError: there is none.
        """
        at = self.at[row.id]
        self.rows[at] = row
        self.columns.grow(row)
        return at

"""A store on its way from damaged to well: what it is so far, and what was done for it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from okrtui.model.ops import Op, Transaction
from okrtui.store.tables import Tables
from okrtui.store.transaction import Line, decode, encode
from okrtui.text.message import Message


class Plan(msgspec.Struct):
    """A store that is well, and what was done for it.

    parts: files of the archive to be written, by name. aside: such as must go.
    """

    snapshot: bytes = b""
    journal: bytes = b""
    parts: dict[str, bytes] = msgspec.field(default_factory=dict)
    aside: list[str] = msgspec.field(default_factory=list)
    mended: list[Message] = msgspec.field(default_factory=list)
    lost: list[Message] = msgspec.field(default_factory=list)


class State(msgspec.Struct):
    """Tables on their way to the end: `lines` are those that no good file of the archive has."""

    tables: Tables
    head: str
    archived: int
    version: int
    lines: list[bytes] = msgspec.field(default_factory=list)
    newest: str = ""

    def take(self, raw: bytes, line: Line) -> None:
        """Let the next transaction take effect.

        Raises:
            BadLine: it does not fit what is there.
        """
        self.newest = max(self.newest, line.id)
        if line.seq > self.tables.seq:
            self.tables.apply(line)
            self.head = line.chain
        if line.seq > self.archived:
            self.lines.append(raw)

    def write(self, ops: Sequence[Op], like: Transaction) -> None:
        """Add a transaction of our own, after all others."""
        done = Transaction(
            self.tables.seq + 1, like.id, like.at, like.by, like.via, ops, like.as_, like.undoes
        )
        raw = encode(done, self.head)[:-1]
        self.take(raw, decode(raw, self.head))

"""Check-ins outside of a meeting, from words to the store."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from okrtui.cli.call import Call
from okrtui.meeting.check_in import prepare
from okrtui.model.books import Books
from okrtui.model.ids import new_id
from okrtui.model.naming import find_key_result, member_named
from okrtui.model.numbers import parse_value
from okrtui.model.ops import Op
from okrtui.model.records import KeyResult
from okrtui.model.view import View
from okrtui.store.store import Store
from okrtui.text.errors import Refused
from okrtui.workspace.person import os_login


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a key result: its name, and a value as it was typed.

    as_: a member for whom it was said, by login or name.
    """

    key_result: str
    value: str | None = None
    confidence: int | None = None
    note: str = ""
    as_: str | None = None


class Recorded(NamedTuple):
    """A check-in that is on the disk: its id, and the number of its transaction."""

    id: str
    seq: int


class Recorder:
    """Writes check-ins into an open store, in the name of whoever runs this process."""

    def __init__(self, store: Store, call: Call) -> None:
        self._store = store
        self._call = call
        self._login = os_login()

    @property
    def books(self) -> Books:
        """What is written down now."""
        return Books(self._store.view)

    def find(self, name: str) -> KeyResult:
        """Return the key result with a name or an id.

        Raises:
            Refused: there is none.
        """
        return find_key_result(self.books, name, self._call.today)

    def name(self, key_result: KeyResult) -> str:
        """Return the name by which people call a key result."""
        return self.books.kr_name(key_result)

    def value(self, key_result: KeyResult, typed: str | None) -> Decimal | None:
        """Return the value that was typed, if one was.

        Raises:
            Refused: it is no value that this key result can have.
        """
        return None if typed is None else parse_value(key_result, typed)

    def record(self, said: Said) -> Recorded:
        """Write a check-in; it is on the disk when this returns.

        Raises:
            Refused: there is no such key result or member, or what was said does not fit.
            NotWritten: the disk did not take it.
        """
        member = member_named(self.books, said.as_) if said.as_ else None
        other = member if member and member.login != self._login else None
        made: list[str] = []

        def decide(view: View) -> Sequence[Op]:
            books = Books(view)
            key_result = find_key_result(books, said.key_result, self._call.today)
            ops = prepare(
                books,
                key_result.id,
                value=self.value(key_result, said.value),
                confidence=said.confidence,
                note=said.note,
                author=self._login,
                for_=other.id if other else None,
                now=self._call.clock.now(),
                new_id=new_id,
            )
            made[:] = [op.id for op in ops]
            return ops

        login = other.login if other else None
        transaction = self._store.commit(decide, via="check-in", as_=login)
        if transaction is None:
            raise Refused("entry.nothing_said")
        return Recorded(made[0], transaction.seq)

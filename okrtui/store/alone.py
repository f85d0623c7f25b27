"""Work on a store that nobody else has open: what foreign edits and migrations have in common."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

import msgspec

from okrtui.model.clock import Clock
from okrtui.model.ids import new_id
from okrtui.model.ops import Op, Transaction
from okrtui.store import presence
from okrtui.store.doing import Doing, unheard
from okrtui.store.journal import Journal
from okrtui.store.lock import Lock
from okrtui.store.paths import Paths
from okrtui.store.tables import Tables
from okrtui.store.transaction import decode, encode
from okrtui.text.message import Message, message


class Hand(msgspec.Struct, frozen=True):
    """Who does it, with what clock.

    notices: takes what a person should be told. doing: hears how far it is.
    """

    clock: Clock
    by: str
    notices: list[Message] = msgspec.field(default_factory=list)
    doing: Doing = unheard


@contextlib.contextmanager
def alone(paths: Paths, hand: Hand, otherwise: Exception) -> Iterator[None]:
    """Hold the lock, and keep everybody from opening the store, while the block runs.

    Raises:
        NotWritten: somebody holds the lock, or the store may only be read.
        Exception: `otherwise`, where somebody has the store open.
    """
    with (
        contextlib.closing(Lock(paths.lock, hand.by)) as lock,
        lock.held(),
        presence.alone(paths, otherwise),
    ):
        yield


def settle(paths: Paths, journal: Journal, hand: Hand) -> None:
    """With the lock held and all read: put a torn last line aside, and say so.

    A line that was whole but for its end must be read afterwards.

    Raises:
        Damaged, NotWritten: as `Journal.settle` does.
    """
    if journal.has_tail():
        aside = paths.torn(new_id(hand.clock.now()))
        if journal.settle(aside) is not None:
            hand.notices.append(message("store.torn", file=str(aside)))


def write(
    journal: Journal, tables: Tables, ops: Sequence[Op], hand: Hand, *, via: str
) -> Transaction:
    """With the lock held: make ops a transaction, on the disk and then in `tables`.

    Raises:
        NotWritten: the disk did not take it.
    """
    now = hand.clock.now()
    place = journal.place
    done = Transaction(place.seq + 1, new_id(now), now, hand.by, via, ops)
    line = encode(done, place.head)
    read_back = decode(line[:-1], place.head)
    journal.append(line)
    journal.read()
    if read_back.seq > tables.seq:
        tables.apply(read_back)
    return done

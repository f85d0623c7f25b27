"""An okr.json that another program wrote: taken up as a transaction where that loses nothing.

That is so while all we wrote is folded into it, nobody has the store open, and every document in it
is one that we could have written. Its difference to what we wrote last becomes a transaction of its
own. Both files are kept as copies first, and a kill at any point leaves it to be gone on with.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import msgspec

from okrtui.model.ops import TABLES, Op
from okrtui.store import backup, disk, fold, snapshot, transaction as lines, values
from okrtui.store.alone import Hand, alone, settle, write
from okrtui.store.difference import difference, same
from okrtui.store.documents import problems
from okrtui.store.doing import Doing, unbroken, unheard
from okrtui.store.failures import writing
from okrtui.store.headers import Header
from okrtui.store.journal import Journal
from okrtui.store.loading import open_journal
from okrtui.store.paths import Paths
from okrtui.store.rebuild import rebuild
from okrtui.store.tables import Rows, Tables
from okrtui.store.transaction import Line
from okrtui.text.errors import Damaged, NotWritten, OkrError
from okrtui.text.message import Message, message

VIA = "foreign edit"
"""What history says such a transaction came through."""


class Edit(msgspec.Struct, frozen=True):
    """A foreign edit that can be taken up.

    tables: what we wrote last, and what a take-up that was broken off had added to it.
    before: what we wrote last, as its bytes. ops: what is to be added still.
    """

    tables: Tables
    before: bytes
    ops: Sequence[Op]
    begun: bool


def take_up(paths: Paths, hand: Hand) -> None:
    """Make the edit a transaction, fold it, and say so.

    Raises:
        Damaged: it can't be taken up; says why and what to do, and both files are as they were.
        NotWritten: somebody holds the lock, or the disk did not take it.
    """
    busy = Damaged("store.foreign_busy", file=str(paths.snapshot))
    try:
        with (
            alone(paths, hand, busy),
            closing(open_journal(paths, read_only=False)) as journal,
        ):
            _take_up(paths, journal, hand)
    except NotWritten as error:
        if error.message.key == "store.forbidden":
            raise Damaged("store.foreign", file=str(paths.snapshot)) from error
        raise


def understand(
    paths: Paths,
    header: Header,
    entries: Sequence[Line],
    data: bytes,
    doing: Doing = unheard,
) -> Edit:
    """Return what a foreign okr.json comes to. header, entries: all that the journal holds.

    Raises:
        Damaged: it can't be taken up; says why and what to do.
    """
    name = str(paths.snapshot)
    doing("doing.comparing", 0, 0)
    said = snapshot.decode(data, paths.snapshot)
    _refuse_repeated_keys(data, name)
    if (said.meta.seq, said.meta.chain) != (header.base, header.start):
        other = str(paths.journal)
        raise Damaged("store.foreign_other", file=name, other=other, seq=said.meta.seq)
    tables = rebuild(paths, header, doing)
    if tables is None:
        raise Damaged("store.foreign_lost", file=name)
    before = snapshot.encode(tables, header.start, header.v)
    begun = [line.via for line in entries] == [VIA]
    if begun:
        tables.apply(entries[0])
        begun = not difference(tables.rows, said.rows)
    if entries and not begun:
        raise Damaged("store.foreign_unfolded", file=name, n=len(entries))
    doing("doing.comparing", 0, 0)
    ops = difference(tables.rows, said.rows)
    if (wrong := what_is_wrong(tables.rows, said.rows, doing)) is not None:
        raise Damaged("store.foreign_invalid", file=name, why=wrong)
    return Edit(tables, before, ops, begun)


def what_is_wrong(
    old: dict[str, Rows], new: dict[str, Rows], doing: Doing = unheard
) -> Message | None:
    """Return what keeps an edit from being taken up: what is wrong now and was not before."""
    for table, docs in new.items():
        if docs and table not in TABLES and table not in old:
            return message("store.no_such_table", table=table)
        before = old.get(table, {})
        for name, doc in docs.items():
            if same(before.get(name), doc):
                continue
            try:
                values.check_fields(doc, table)
            except OkrError as error:
                return error.message
            if not isinstance(doc["id"], str) or not doc["id"]:
                return message("store.no_text_id", table=table, id=str(doc["id"]))
    found = list(problems(new, doing))
    known = list(problems(old)) if found else []
    return next((one for one in found if one not in known), None)


def _take_up(paths: Paths, journal: Journal, hand: Hand) -> None:
    if not journal.writable:
        raise Damaged("store.foreign", file=str(paths.snapshot))
    entries = [line for line, _ in journal.read()]
    settle(paths, journal, hand)
    entries += [line for line, _ in journal.read()]
    data = snapshot.read_bytes(paths.snapshot)
    if snapshot.digest(data) in journal.place.digests:
        # Somebody was here before us.
        return
    edit = understand(paths, journal.header, entries, data, hand.doing)
    copy = backup.edited(paths, edit.before, hand.clock.now(), hand.doing)
    newest = [journal.header.newest, *(line.id for line in entries)]
    hand.doing("doing.folding", 0, 0)
    with unbroken():
        if edit.ops:
            newest.append(write(journal, edit.tables, edit.ops, hand, via=VIA).id)
        if not edit.ops and not edit.begun:
            # Laid out in another way, and nothing else.
            with writing(paths.snapshot):
                disk.write_whole(paths.snapshot, edit.before)
        else:
            fold.fold(paths, edit.tables, journal, max(newest), hand.clock.now())
    hand.notices.append(
        message("store.taken_up", file=str(paths.snapshot), copy=str(copy), n=len(edit.ops))
    )


def _refuse_repeated_keys(data: bytes, name: str) -> None:
    try:
        lines.refuse_repeated_keys(data)
    except lines.BadLine as error:
        raise Damaged("store.not_json", file=name, error=str(error)) from error

"""Checking: everything on the disk is looked at, and what is wrong is listed with its place.

Nothing is changed and nothing is locked: a store that is being written to can be checked. Unlike
opening, checking does not stop at the first damage.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from okrtui.store import archive, snapshot, transaction as lines, version
from okrtui.store.documents import problems
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.failures import unreadable
from okrtui.store.flipped import refuse_flipped
from okrtui.store.foreign import understand
from okrtui.store.headers import Header, damaged, decode_fold, decode_header, is_fold
from okrtui.store.loading import load
from okrtui.store.paths import Paths, locate
from okrtui.text.errors import OkrError
from okrtui.text.message import Message, message

_TRIES = 5
_EVERY = 512


class Damage(msgspec.Struct, frozen=True):
    """One thing that is wrong. `line` counts from 1; None where the file has no lines of ours."""

    message: Message
    file: str
    line: int | None = None


class _Journal(msgspec.Struct, frozen=True):
    """What a journal says where it can be understood."""

    header: Header
    digests: set[str]
    lines: list[lines.Line]


def check(path: Path, doing: Doing = unheard) -> list[Damage]:
    """Return everything that is wrong with the store whose `okr.json` is at `path`."""
    paths = locate(path)
    found: list[Damage] = []
    for _ in range(_TRIES):
        before = _stamp(paths)
        found = _check(paths, doing)
        if not found or _stamp(paths) == before:
            break
        # Somebody folded while we read, and we saw the one file before and the other after.
    return found


def _stamp(paths: Paths) -> tuple[object, ...]:
    stamps: list[object] = []
    for path in (paths.snapshot, paths.journal):
        try:
            stamps.append(snapshot.stamp(path))
        except OkrError as error:
            stamps.append(error.message)
    return tuple(stamps)


def _check(paths: Paths, doing: Doing) -> list[Damage]:
    found: list[Damage] = []
    journal = _check_journal(paths, found, doing)
    _check_snapshot(paths, journal, found, doing)
    if journal is not None:
        _check_archive(paths, journal, found, doing)
    if not found:
        _check_documents(paths, found, doing)
    return found


def _check_snapshot(
    paths: Paths, journal: _Journal | None, found: list[Damage], doing: Doing
) -> None:
    name = str(paths.snapshot)
    doing("doing.checking_okr", 0, 0)
    try:
        data = snapshot.read_bytes(paths.snapshot)
        ours = journal is not None and snapshot.digest(data) in journal.digests
        if journal is not None and not ours:
            refuse_flipped(paths, journal.header, data, doing)
        snapshot.decode(data, paths.snapshot)
        if ours:
            return
        lines.refuse_repeated_keys(data)
    except OkrError as error:
        found.append(Damage(error.message, name))
        return
    except lines.BadLine as error:
        found.append(Damage(message("store.not_json", file=name, error=str(error)), name))
        return
    if journal is None:
        return
    try:
        understand(paths, journal.header, journal.lines, data, doing)
        said = message("store.foreign_ready", file=name)
    except OkrError as error:
        said = error.message
    found.append(Damage(said, name))


def _check_journal(paths: Paths, found: list[Damage], doing: Doing) -> _Journal | None:
    name = str(paths.journal)
    try:
        data = paths.journal.read_bytes()
    except OSError as error:
        found.append(Damage(unreadable(error, paths.journal).message, name))
        return None
    raws = data.split(b"\n")
    try:
        header = decode_header(raws[0], paths.journal)
    except OkrError as error:
        found.append(Damage(error.message, name, 1))
        return None
    digests = {header.snapshot}
    good: list[lines.Line] = []
    head, seq = header.start, header.base
    entries = counted(doing, "doing.checking_journal", raws[1:-1], len(raws) - 2)
    for number, raw in enumerate(entries, 2):
        try:
            if is_fold(raw):
                digests.add(decode_fold(raw, head).sha256)
                continue
            line = lines.decode(raw, head)
            if line.seq != seq + 1:
                raise lines.BadLine(f"seq {line.seq} after {seq}")
            good.append(line)
        except lines.BadLine as error:
            found.append(Damage(damaged(paths.journal, number, error).message, name, number))
        except OkrError as error:
            found.append(Damage(error.message, name, number))
        # Going on from what the line claims shows whether the next one is good in itself.
        head, seq = lines.chain_of(raw), seq + 1
    if raws[-1]:
        said = message("store.half_line", file=name, line=len(raws))
        found.append(Damage(said, name, len(raws)))
    return _Journal(header, digests, good)


def _check_archive(paths: Paths, journal: _Journal, found: list[Damage], doing: Doing) -> None:
    header, folder = journal.header, str(paths.archive)
    chains = {0: lines.GENESIS}
    for part in archive.parts(paths.archive):
        previous = chains.get(part.first - 1)
        if previous is None:
            found.append(Damage(archive.gap_at(paths.archive, max(chains) + 1).message, folder))
        try:
            for line in archive.read_part(part, previous):
                if line.seq % _EVERY == 0:
                    doing("doing.checking_archive", line.seq, header.base)
                chains[line.seq] = line.chain
        except OkrError as error:
            number = error.message.values.get("line")
            place = number if isinstance(number, int) else None
            found.append(Damage(error.message, str(part.path), place))
            chains.setdefault(part.last, "")
    if header.base not in chains:
        found.append(Damage(archive.gap_at(paths.archive, max(chains) + 1).message, folder))
    elif chains[header.base] not in ("", header.start):
        found.append(Damage(archive.other_at(paths.archive, header.base).message, folder))
    ours = {line.seq: line.chain for line in journal.lines}
    for seq, chain in chains.items():
        if seq > header.base and chain != ours.get(seq):
            # A copy was put in place of the store.
            found.append(Damage(archive.other_at(paths.archive, seq).message, folder))
            break


def _check_documents(paths: Paths, found: list[Damage], doing: Doing) -> None:
    try:
        loaded = load(paths, read_only=True, doing=doing)
    except OkrError as error:
        found.append(Damage(error.message, str(paths.snapshot)))
        return
    loaded.journal.close()
    name = str(paths.snapshot)
    if loaded.version == version.VERSION:
        # The documents of an older one mean something else, until it is next opened.
        found.extend(Damage(said, name) for said in problems(loaded.tables.rows, doing))

"""The journal: a header, then a line for each transaction that is not folded into okr.json yet.

The header gives the file an identity of its own (an inode number comes back after a removal), says
after which transaction it begins and which okr.json that is. Only ends of lines tell that a line is
whole: a reader meets half lines as a matter of course, and only the holder of the lock may call a
tail torn.
"""

from __future__ import annotations

import contextlib
import os
from enum import Enum
from pathlib import Path

import msgspec

from okrtui.store import disk
from okrtui.store.failures import not_written, unreadable, writing
from okrtui.store.headers import Header, damaged, decode_fold, decode_header, is_fold
from okrtui.store.transaction import BadLine, Line, chain_of, decode
from okrtui.text.errors import Refused


class Look(Enum):
    """What a glance at the path says of a journal that is open."""

    SAME = "same"
    GREW = "grew"
    REPLACED = "replaced"
    REWRITTEN = "rewritten"
    GONE = "gone"


class Place(msgspec.Struct, frozen=True):
    """How far a journal was read.

    end: the bytes read; always the end of a line.
    lines: how many lines those are.
    seq, head: the last transaction and its chain.
    before: the chain of the one before it; None where this journal has no transaction yet.
    seal: the chain of the last line, be it a transaction or not.
    digests: the SHA-256 of every okr.json that goes with the journal.
    """

    end: int
    lines: int
    seq: int
    head: str
    before: str | None
    seal: str
    digests: frozenset[str]


class Journal(msgspec.Struct):
    """An open journal. `failed`: the disk did not take a line, and the file must be reopened."""

    path: Path
    fd: int
    header: Header
    writable: bool
    place: Place
    failed: bool = False
    seen: tuple[int, int, int] = (0, 0, 0)

    @staticmethod
    def open(path: Path, *, read_only: bool) -> Journal:
        """Open the journal at `path` and read its header.

        Raises:
            Damaged: it is missing, or its first line is not a header as we write them.
            OSError: it may not be opened so.
        """
        try:
            fd = disk.open_file(path, os.O_RDONLY if read_only else os.O_RDWR | os.O_APPEND)
        except FileNotFoundError as error:
            raise unreadable(error, path) from error
        try:
            line = _first_line(fd)
            header = decode_header(line, path)
        except BaseException:
            disk.close(fd)
            raise
        place = Place(
            end=len(line) + 1,
            lines=1,
            seq=header.base,
            head=header.start,
            before=None,
            seal=header.chain,
            digests=frozenset({header.snapshot}),
        )
        return Journal(path, fd, header, not read_only, place)

    def look(self) -> Look:
        """Say what became of the file since it was last read; costs one `stat`, seldom more."""
        try:
            there = os.stat(self.path)  # noqa: PTH116 - half the time of Path.stat, and often
        except FileNotFoundError:
            return Look.GONE
        except OSError as error:
            raise unreadable(error, self.path) from error
        seen = (there.st_ino, there.st_size, there.st_mtime_ns)
        if seen == self.seen:
            return Look.SAME
        ours = os.fstat(self.fd)
        if (ours.st_dev, ours.st_ino) != (there.st_dev, there.st_ino):
            return Look.REPLACED
        # A file that was cut and grew again looks the same from outside: our last line tells.
        tail = disk.read_at(self.fd, 67, self.place.end - 67)
        if tail != self.place.seal.encode() + b'"}\n':
            return Look.REWRITTEN
        if there.st_size > self.place.end:
            return Look.GREW
        self.seen = seen
        return Look.SAME

    def read(self) -> list[tuple[Line, int]]:
        """Return the whole lines that came since the last reading, with their line numbers.

        Raises:
            Damaged: one of them is not what was written; nothing counts as read then.
        """
        place = self.place
        size = os.fstat(self.fd).st_size
        data = disk.read_at(self.fd, size - place.end, place.end)
        whole = data.rfind(b"\n") + 1
        if not whole:
            return []
        found: list[tuple[Line, int]] = []
        head, seq, before, number = place.head, place.seq, place.before, place.lines
        digests = set(place.digests)
        for raw in data[: whole - 1].split(b"\n"):
            number += 1
            try:
                if is_fold(raw):
                    digests.add(decode_fold(raw, head).sha256)
                else:
                    line = decode(raw, head)
                    if line.seq != seq + 1:
                        raise BadLine(f"seq {line.seq} after {seq}")
                    before, head, seq = head, line.chain, line.seq
                    found.append((line, number))
            except BadLine as error:
                raise damaged(self.path, number, error) from error
        self.place = Place(
            end=place.end + whole,
            lines=number,
            seq=seq,
            head=head,
            before=before,
            seal=chain_of(raw),
            digests=frozenset(digests),
        )
        return found

    def has_tail(self) -> bool:
        """Return whether there is more in the file than was read: with all read, half a line."""
        return os.fstat(self.fd).st_size > self.place.end

    def settle(self, aside: Path) -> Path | None:
        """With the lock held, all read, and a tail: put the torn last line into a file.

        Returns that file, or None where the line was whole. A line that lacks only its end
        of line is whole, and is completed.

        Raises:
            Damaged: only the end of line is another: the line had been complete once.
            NotWritten: it could not be put aside.
        """
        size = os.fstat(self.fd).st_size
        end = self.place.end
        tail = disk.read_at(self.fd, size - end, end)
        if self._follows(tail):
            self._append(b"\n")
            return None
        if self._follows(tail[:-1]):
            raise damaged(self.path, self.place.lines + 1, BadLine("its end of line is another"))
        with writing(aside):
            disk.write_whole(aside, tail)
        with writing(self.path):
            disk.truncate(self.fd, end)
            disk.sync_data(self.fd)
        return aside

    def append(self, line: bytes) -> None:
        """Append a line, with one write where the disk takes it; on the disk when this returns.

        With the lock held and all read. The line does not count as read: that is for `read`.

        Raises:
            NotWritten: the disk did not take it; the file is as it was before.
        """
        self._append(line)

    def transactions(self) -> bytes:
        """Return the lines of all transactions read so far, as they are in the file."""
        data = disk.read_at(self.fd, self.place.end, 0)
        lines = data.split(b"\n")[1:-1]
        kept = [line for line in lines if not is_fold(line)]
        return b"".join(line + b"\n" for line in kept)

    def reopened(self) -> Journal | None:
        """Return this journal anew, read as far as it is; None where another took its place.

        Then this one must be read to its end before it is left.
        """
        new = Journal.open(self.path, read_only=not self.writable)
        if new.header == self.header:
            new.place = self.place
            return new
        new.close()
        return None

    def close(self) -> None:
        """Let go of the file; said twice, it does nothing."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            disk.close(fd)

    def _append(self, data: bytes) -> None:
        before = os.fstat(self.fd).st_size
        try:
            disk.write_all(self.fd, data)
            disk.sync_data(self.fd)
        except OSError as error:
            self._cut_back(before)
            raise not_written(error, self.path) from error

    def _cut_back(self, size: int) -> None:
        # After a failed sync the system forgets what it could not write: this open file is done
        # with. Cutting the line off makes sure that a retry writes it anew.
        self.failed = True
        with contextlib.suppress(OSError):
            disk.truncate(self.fd, size)
            disk.sync_data(self.fd)

    def _follows(self, raw: bytes) -> bool:
        try:
            if is_fold(raw):
                decode_fold(raw, self.place.head)
                return True
            return decode(raw, self.place.head).seq == self.place.seq + 1
        except (BadLine, Refused):
            return False


def write_new(path: Path, header: bytes) -> None:
    """Put a journal with nothing but a header in the place of the one at `path`, durably."""
    disk.write_whole(path, header)


def _first_line(fd: int) -> bytes:
    data = disk.read_at(fd, 4096, 0)
    return data.partition(b"\n")[0] if b"\n" in data else b""

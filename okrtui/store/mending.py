"""A line that was damaged in one byte, put right: its checksum tells when it is what it was.

Nothing is guessed: what is returned has the SHA-256 that was written with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from okrtui.store.transaction import BadLine, seal_of, sealed, unseal

_TRY_ALL = 1500
"""Bytes of a line for which every other byte is tried in every place; a bit only, beyond."""

_TRY_BITS = 16_000


def good(line: bytes, head: str) -> bool:
    """Return whether a line is sealed, and follows on `head`."""
    try:
        unseal(line, head)
    except BadLine:
        return False
    return True


def mended(raws: list[bytes], at: int, head: str) -> list[bytes] | None:
    """Return the lines that stood where one or two bad ones stand; None where nobody can tell.

    raws: the lines of a file without their ends, of which `at` is the first bad one. What is
    returned takes the place of `at`; of `at` and the next one, where an end of line had come in
    between.
    """
    raw = raws[at]
    if at + 1 < len(raws):
        joined = raw + b"\n" + raws[at + 1]
        if (line := _one_byte(joined, head, [len(raw)])) is not None:
            return [line]
    for place in _ends(raw):
        if good(raw[:place], head):
            return [raw[:place], raw[place + 1 :]]
    line = _one_byte(raw, head, range(len(raw)))
    return None if line is None else [line]


def _ends(raw: bytes) -> Iterator[int]:
    # Where an end of line may have been something else.
    place = raw.find(b'"}')
    while place >= 0:
        if raw[place + 3 : place + 8] in (b'{"v":', b""):
            yield place + 2
        place = raw.find(b'"}', place + 1)


def _one_byte(raw: bytes, head: str, places: range | list[int]) -> bytes | None:
    body = sealed(raw)
    if body is None:
        return None
    inside, seal = body
    whole = inside + seal_of(inside, head)
    if sum(a != b for a, b in zip(whole, raw, strict=True)) == 1:
        # The body is whole, and what is wrong is in the seal.
        return whole
    return _search(raw, inside, seal, head, places)


def _search(
    raw: bytes, body: bytes, seal: bytes, head: str, places: range | list[int]
) -> bytes | None:
    wanted = seal[10:74]
    if len(body) > _TRY_BITS and len(places) > 1:
        return None
    few = len(body) > _TRY_ALL and len(places) > 1
    before = hashlib.sha256(head.encode())
    done = 0
    for place in places:
        if place >= len(body):
            break
        before.update(body[done:place])
        done = place
        rest = body[place + 1 :] + b"}"
        there = body[place]
        others = [there ^ 1 << bit for bit in range(8)] if few else range(256)
        for other in others:
            tried = before.copy()
            tried.update(bytes([other]) + rest)
            if tried.hexdigest().encode() == wanted:
                return body[:place] + bytes([other]) + raw[place + 1 :]
    return None

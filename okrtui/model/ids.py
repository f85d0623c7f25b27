"""Identities: short, sortable by time, unique without coordination.

An id is 20 characters of Crockford's base 32: ten for the milliseconds since 1970, ten random.
Within one process ids rise strictly, so documents made in one millisecond keep their order.
"""

from __future__ import annotations

import os
import threading
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_BITS = 50
_LEAP_BITS = 40
_LENGTH = 20


class IdMaker:
    """Makes ids; each one is greater than all that the same maker made before."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self, now: datetime) -> str:
        """Return a new id for the instant `now` (aware)."""
        milliseconds = int(now.timestamp() * 1000)
        with self._lock:
            number = milliseconds << _RANDOM_BITS | _random_bits(_RANDOM_BITS)
            if number <= self._last:
                # A clock that jumped back, or two ids in one millisecond, must not break the order;
                # nor may a forked process whose clock stands still count on as its parent does.
                number = self._last + 1 + _random_bits(_LEAP_BITS)
            self._last = number
            return _encode(number)


new_id = IdMaker()


def is_id(text: str) -> bool:
    """Return whether `text` has the form of an id."""
    return len(text) == _LENGTH and all(character in _ALPHABET for character in text)


def _random_bits(bits: int) -> int:
    # As `secrets` does it, whose import takes 5 ms of every start.
    return int.from_bytes(os.urandom(7), "big") >> (56 - bits)


def _encode(number: int) -> str:
    characters = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, 32)
        characters.append(_ALPHABET[digit])
    return "".join(reversed(characters))

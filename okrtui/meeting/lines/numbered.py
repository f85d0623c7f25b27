"""Speaking of what exists by its number: `R5 happened`, `A31 done`, `P2 -> call them`, `5 hh`.

With its letter a number always means what exists. A bare one does so only where what follows says
so plainly and it is open at the key result in hand: `5 partners may leave` is a risk of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

from okrtui.meeting.lines.parts import ARROW, Ground, read_line
from okrtui.model.records import Action, Problem, Risk
from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain

One = TypeVar("One", Risk, Problem, Action)

_NUMBER = re.compile(
    r"\s*(?P<letter>[a-z])?\s?[#]?(?P<number>\d{1,6})(?=$|[^\x21-\x7e]|[:,;@]|[-=]>)\s*[:,;]?\s*",
    re.I,
)
_LEADS = " \t:：,，;；、.。–—"
_BECAUSE = re.compile(r"(?:because|as|since|due to)\s+|因为|由于", re.I)


_ADJECTIVE = re.compile(r"(?:closed?|fixed|done|drop|dropped|carry|open)\s+(?!because\b)\w", re.I)
"""`2 closed beta users complain` speaks of users, not of P2."""


class Verb(StrEnum):
    """What can become of something that has a number."""

    HAPPENED = "happened"
    MITIGATED = "mitigated"
    ENDED = "ended"
    DONE = "done"
    NOT_DONE = "not_done"
    DROPPED = "dropped"
    OPEN = "open"


OPEN_AGAIN = dict.fromkeys(["open", "reopen", "reopened", "重新打开", "重开"], Verb.OPEN)


class Spoken(msgspec.Struct, frozen=True):
    """A number that was spoken of, and what was said of it.

    lettered: it was named with its letter, so nothing else can be meant.
    """

    number: int
    rest: str
    lettered: bool


def spoken_of(text: str, letter: str) -> Spoken | None:
    """Return the number that a line begins with, or None where it begins with none of the kind."""
    head = _NUMBER.match(plain(text[:12]) + text[12:])
    if head is None or (head["letter"] or letter).casefold() != letter.casefold():
        return None
    rest = text[head.end() :]
    return Spoken(int(head["number"]), rest.strip(), lettered=head["letter"] is not None)


def numbered(
    kind: type[One], spoken: Spoken, letter: str, verbs: Mapping[str, Verb], ground: Ground
) -> One | None:
    """Return what has a number; None where the number means nothing that is in hand.

    Raises:
        Refused: something is said of it by its letter, and there is none: P95 may be a percentile.
    """
    found = next((one for one in ground.books.all(kind) if one.number == spoken.number), None)
    if found is None and spoken.lettered and _speaks(spoken.rest, verbs, ground):
        raise Refused("typed.no_such_number", name=f"{letter}{spoken.number}")
    if found is None or spoken.lettered:
        return found
    here = ground.key_result
    in_hand = here is None or found.key_result == here
    return found if in_hand and found.state.value == "open" else None


def _speaks(rest: str, verbs: Mapping[str, Verb], ground: Ground) -> bool:
    if not rest or verb_of(rest, verbs):
        return True
    return not read_line(rest, ground, arrow=True, levels=True, all_parts=True).title


def said_of(spoken: Spoken, verbs: Mapping[str, Verb]) -> tuple[Verb, str] | None:
    """Return what became of what was spoken of, and what was said of that; None if nothing did.

    After a bare number only what cannot be read as a title: it is open, and is not opened again.
    """
    found = verb_of(spoken.rest, verbs)
    if found is None or spoken.lettered:
        return found
    return None if found[0] is Verb.OPEN or _ADJECTIVE.match(spoken.rest) else found


def verb_of(text: str, verbs: Mapping[str, Verb]) -> tuple[Verb, str] | None:
    """Return what a line says became of something, and what was said of that; else None.

    verbs: English ones are whole words; Chinese ones need no blank after them.
    """
    said = text.lstrip()
    for word in sorted(verbs, key=len, reverse=True):
        if not said.casefold().startswith(word):
            continue
        rest = said[len(word) :]
        goes_on = rest[:1].isalnum() or rest[:1] in {"-", "_", "'", "’"}
        if word.isascii() and goes_on and ARROW.match(f" {rest}") is None:
            continue
        return verbs[word], _reason(rest)
    return None


def _reason(rest: str) -> str:
    if ARROW.match(rest):
        return rest.strip()
    bare = rest.lstrip(_LEADS)
    because = _BECAUSE.match(bare)
    return (bare[because.end() :] if because else bare).strip()

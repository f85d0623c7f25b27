"""What one asks of others, and what they answer, in one line each: what by when; yes or no.

the price list by fri
yes, but by 12-08
no -> we have nobody before January
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from okrtui.meeting import intents
from okrtui.meeting.lines.parts import ARROW, Ground, read_line
from okrtui.model.links import COLLABORATOR, CONFIRMED, REFUSED
from okrtui.model.records import Link
from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain

_YES: Final = frozenset({"yes", "y", "ok", "okay", "confirmed", "confirm", "agreed", "sure"})
_NO: Final = frozenset({"no", "n", "refused", "refuse", "cannot"})
_YES_ZH: Final = re.compile(r"确认|可以|同意|没问题|好的|是的|[好行是](?=$|[\s,，、。.])")
_NO_ZH: Final = re.compile(r"拒绝|不可以|不行|不能|不同意|[不否](?=$|[\s,，、。.])")
_PARTS: Final = " ,，、。.:：;；!！-–—"


class Wish(NamedTuple):
    """What is asked for, and by when."""

    what: str
    by: date | None


def wish_line(text: str, ground: Ground) -> Wish:
    """Read what is asked for and by when; both may be left out."""
    line = read_line(_with_day(text, ground), ground, all_parts=True)
    # Whom one asks is known already: a name in the line belongs to what is asked for.
    return Wish(text.strip(), None) if line.owner else Wish(line.title, line.due)


def wish(kind: str, source: str, target: str, text: str, ground: Ground) -> intents.Intent:
    """Return the intent that a line makes: to ask somebody for something."""
    asked = wish_line(text, ground)
    if kind == COLLABORATOR:
        return intents.AskCollaborator(source, target, asked.what, asked.by)
    return intents.AskDependency(source, target, asked.what, asked.by)


def answer_line(link: Link, text: str, ground: Ground) -> intents.Answer:
    """Read an answer: nothing at all is a yes, as is a day alone.

    Raises:
        Refused: it is a no without a reason, or neither yes nor no.
    """
    said = text.strip()
    state, rest = _yes_or_no(said)
    line = read_line(_with_day(rest, ground), ground, all_parts=True)
    words = rest if line.owner else line.title
    by = None if line.owner else line.due
    if state is None:
        if words:
            raise Refused("links.yes_or_no")
        state = CONFIRMED
    if state == REFUSED:
        why = rest.strip(_PARTS + ">→")
        if not why:
            raise Refused("links.why_not")
        return intents.Answer(link.id, REFUSED, why=why)
    return intents.Answer(link.id, CONFIRMED, by, words.strip(_PARTS))


def _yes_or_no(text: str) -> tuple[str | None, str]:
    """Return whether a line begins with a yes or a no, and the rest of it."""
    found = re.match(r"[A-Za-z]+", plain(text))
    first = found.group().casefold() if found else ""
    if first in _YES | _NO:
        rest = ARROW.sub(" ", text[len(first) :])
        return (CONFIRMED if first in _YES else REFUSED), rest.strip(_PARTS)
    for state, begins in ((REFUSED, _NO_ZH), (CONFIRMED, _YES_ZH)):
        if found := begins.match(text):
            return state, text[found.end() :].strip(_PARTS)
    return None, text


def _with_day(text: str, ground: Ground) -> str:
    """Return a line without a `by` that stands before a day and nothing else."""
    first, _, rest = text.strip().partition(" ")
    only_day = first.casefold() == "by" and not read_line(rest, ground, all_parts=True).title
    return rest if only_day else text

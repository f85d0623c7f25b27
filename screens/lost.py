"""What another wrote over: said calmly to whose words it was, and long enough to be read.

Nothing is wrong when this happens: the later one wins, and history holds both. But whose words
they were must not have to find out by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from okrtui.meeting.history import Happening, history
from okrtui.meeting.history_words import tell_happening
from okrtui.model.ops import Op, Overwritten, Remove, Set, Transaction
from okrtui.text.width import cut
from screens.desk import Desk
from widgets.line import Line, Piece

SECONDS = 20.0
"""How long it is said, in all: whoever looks up from their own work must still find it."""

_CELLS = 28
"""Of each of the two wordings: both must fit on a line."""

# What goes on by itself, whoever does it: nobody's words are lost with it.
_PASSING = frozenset({"state", "confirmed", "unchanged", "active", "carries", "order"})
_WORDS_OF_MEETING = frozenset({"summary", "rating", "next_on"})
_NEEDED = frozenset({"objective", "number", "title"})


class Lost(NamedTuple):
    """What is being said: of what, until when on the monotonic clock."""

    what: tuple[Overwritten, ...]
    line: Line
    until: float


def told(lost: Sequence[Overwritten], desk: Desk) -> Line:
    """Return a line that tells of what others wrote over; an empty one where nobody minds."""
    found = [(one, happening) for one in lost for happening in _happenings(one, lost, desk)]
    if not found:
        return ()
    first, happening = found[0]
    words, books = desk.words, desk.books
    [what] = tell_happening(happening, words, books)
    if first.by.casefold() == desk.login.casefold():
        text = words("lost.elsewhere", what=what)
    else:
        member = books.member_by_login(first.by)
        text = words("lost.told", who=member.name if member else first.by, what=what)
    if len(found) > 1:
        text += words("lost.more", n=len(found) - 1)
    item = happening.items[0]
    name = item.about or (item.name if "/KR" in item.name else "")
    return Piece(text, "at_risk"), Piece(f"   {words('lost.history', name=name)}", "dim")


def _happenings(one: Overwritten, lost: Sequence[Overwritten], desk: Desk) -> Iterator[Happening]:
    op = _op(one, lost, desk)
    if op is not None:
        done = Transaction(one.seq, "", one.at, one.by, one.via, (op,))
        yield from history([done], desk.store.view)


def _op(one: Overwritten, lost: Sequence[Overwritten], desk: Desk) -> Op | None:
    if one.table == "votes":
        # All who vote add to it, and what was sealed stays so.
        return None
    if desk.store.view.get(one.table, one.id) is None:
        return _removed(one, lost)
    if one.field in _PASSING or (one.table == "meetings" and one.field not in _WORDS_OF_MEETING):
        return None
    return Set(one.table, one.id, {one.field: (_short(one.mine), _short(one.theirs))})


def _removed(one: Overwritten, lost: Sequence[Overwritten]) -> Op | None:
    """Return that a document is gone: once for all of its fields."""
    same = [other for other in lost if (other.table, other.id) == (one.table, one.id)]
    doc = {"id": one.id} | {other.field: other.mine for other in same}
    if one is not same[0] or (one.table == "key_results" and not doc.keys() >= _NEEDED):
        return None
    return Remove(one.table, one.id, {name: _short(value) for name, value in doc.items()})


def _short(value: Any) -> Any:
    return cut(" ".join(value.split()), _CELLS) if isinstance(value, str) else value

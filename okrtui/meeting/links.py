"""What hangs together: alignment, dependencies and collaborators, made, answered and taken away.

Whatever is done to a link is put on the record of what it starts from (`Change`), with the name
that its other end had then: so minutes and history tell it when the link is long gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.changes import change_of
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import encode, insert, update
from okrtui.model.link_circles import circle_through
from okrtui.model.links import (
    ALIGNING,
    ASKED,
    ASKING,
    COLLABORATOR,
    CONFIRMED,
    DEPENDS,
    HORIZONTAL,
    REFUSED,
    VERTICAL,
    Item,
    answers,
    circle,
    is_alive,
    item_of,
    kind_between,
    level,
    name_of,
    objective_of,
    targets_of,
)
from okrtui.model.ops import Op, Remove
from okrtui.model.overlay import Overlay
from okrtui.model.records import (
    COMPANY,
    TEAM,
    ChangeKind,
    Cycle,
    KeyResult,
    Link,
    Member,
    Objective,
    State,
)
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_line, clean_text

ALIGNED: Final = "aligned"
"""How a change tells that an alignment is there; it has no state of its own."""

_ANSWERS: Final = frozenset({CONFIRMED, REFUSED})


def align(intent: intents.Align, books: Books, context: Context) -> Sequence[Op]:
    """An objective or key result serves another one: above it, or at another owner's.

    Said again with the other kind, it turns from upward to sideward, or back.

    Raises:
        Refused: one of the two has ended, it is its own, is aligned to it already, stands below
            it, or the way up would lead back to it.
    """
    source = _source(books, intent.source)
    target = _aim(books, context, source, intent.target)
    low, high = objective_of(books, source), objective_of(books, target)
    if low is None or high is None or low.id == high.id:
        raise Refused("links.itself", name=name_of(books, source.id))
    if (low.owner, low.cycle) == (high.owner, high.cycle):
        raise Refused("links.same_owner", name=name_of(books, target.id))
    there = _aligned(books, source.id, target.id)
    if there is not None and intent.kind in {None, there.kind}:
        raise Refused("links.aligned_already", **_names(books, source, target))
    kind = intent.kind or kind_between(books, source, target)
    _check_kind(books, kind, source, target)
    _check_no_circle(books, source.id, target.id, kind)
    if there is not None:
        turned = replace(there, kind=kind)
        record = _record(books, context, turned, ALIGNED, ALIGNED, intent.why)
        return [update(there, kind=kind), record]
    link = Link(id=context.id(), kind=kind, source=source.id, target=target.id, at=context.now)
    return [insert(link), _record(books, context, link, None, ALIGNED, intent.why)]


def ask_dependency(intent: intents.AskDependency, books: Books, context: Context) -> Sequence[Op]:
    """An objective or key result needs something of somebody else, who has to say yes.

    Said again with another day or another wish, or after it was refused, it is asked anew.

    Raises:
        Refused: one of the two has ended, it is of the same owner, is asked already, or the two
            would wait for each other.
    """
    source = _source(books, intent.source)
    upon = item_of(books, intent.target)
    target = _aim(books, context, source, upon.id).id if upon else _somebody(books, intent.target)
    if (answers(books, upon) if upon else target) == answers(books, source):
        raise Refused("links.own", name=name_of(books, target, beside=source))
    _check_no_circle(books, source.id, target, DEPENDS)
    return _ask(books, context, DEPENDS, source, target, intent.what, intent.by)


def ask_collaborator(
    intent: intents.AskCollaborator, books: Books, context: Context
) -> Sequence[Op]:
    """Somebody shall work on a key result with its owner, and has to say yes.

    Raises:
        Refused: it has ended, it is their own, or they were asked already.
    """
    source = _source(books, books.get(KeyResult, intent.key_result).id)
    target = _somebody(books, intent.member)
    if target == answers(books, source):
        raise Refused("links.own", name=name_of(books, target))
    return _ask(books, context, COLLABORATOR, source, target, intent.what, intent.by)


def answer(intent: intents.Answer, books: Books, context: Context) -> Sequence[Op]:
    """Who was asked says yes, perhaps by another day, or no.

    Raises:
        Refused: it is no dependency or collaboration, what needs it has ended, or a yes would let
            the two wait for each other.
    """
    link = books.get(Link, intent.link)
    if link.kind not in ASKING or intent.state not in _ANSWERS:
        raise Refused("links.no_question")
    _source(books, link.source)
    if link.state == REFUSED and intent.state == CONFIRMED:
        _check_no_circle(books, link.source, link.target, link.kind)
    by = intent.by if intent.by is not None and intent.state == CONFIRMED else link.by
    change = update(link, state=intent.state, by=by, why=clean_text(intent.why))
    if not change.fields:
        return []
    told = replace(link, by=by)
    return [change, _record(books, context, told, link.state or ASKED, intent.state, intent.why)]


def unlink(intent: intents.Unlink, books: Books, context: Context) -> Sequence[Op]:
    """Two things hang together no longer.

    Raises:
        Refused: it is no link that people make, or what it starts from was closed.
    """
    link = books.get(Link, intent.link)
    if link.kind not in ALIGNING | ASKING:
        raise Refused("links.not_made")
    source = item_of(books, link.source)
    if source is None or source.state is State.CLOSED:
        raise Refused("entry.ended", title=source.title if source else "")
    was = ALIGNED if link.kind in ALIGNING else link.state or ASKED
    doc = books.view.get("links", link.id)
    return [
        Remove("links", link.id, doc if doc is not None else encode(link)),
        _record(books, context, link, was, None, intent.why),
    ]


# -- what they share


def _source(books: Books, id: str) -> Item:
    """Return what a link starts from.

    Raises:
        Refused: it is not there, or has ended.
    """
    found = item_of(books, id) or books.get(Objective, id)
    if not is_alive(books, found):
        raise Refused("entry.ended", title=found.title)
    return found


def _aim(books: Books, context: Context, source: Item, id: str) -> Item:
    """Return what a link leads to.

    Raises:
        Refused: it is not there, was dropped, or is of a cycle that is over.
    """
    found = item_of(books, id) or books.get(Objective, id)
    name = name_of(books, found.id, beside=source)
    objective, own = objective_of(books, found), objective_of(books, source)
    if objective is None or State.DROPPED in {found.state, objective.state}:
        raise Refused("links.aims_at_dropped", name=name, title=found.title)
    cycle = books.get(Cycle, objective.cycle)
    elsewhere = own is None or own.cycle != cycle.id
    if not is_alive(books, found) or (elsewhere and cycle.end < context.today()):
        raise Refused("links.aims_at_ended", name=name, cycle=cycle.name)
    return found


def _aligned(books: Books, source: str, target: str) -> Link | None:
    links = (link for link in targets_of(books, source) if link.kind in ALIGNING)
    return next((link for link in links if link.target == target), None)


def _somebody(books: Books, who: str) -> str:
    """Return whom a person named: a member's id, `TEAM`, `COMPANY`, or the name of an outsider.

    Who writes a member's login or name means the member.

    Raises:
        Refused: nobody was named.
    """
    if who in {TEAM, COMPANY} or books.find(Member, who) is not None:
        return who
    name = clean_line(who)
    if not name:
        raise Refused("links.nobody")
    alike = [
        m for m in books.members() if name.casefold() in {m.login.casefold(), m.name.casefold()}
    ]
    return alike[0].id if len(alike) == 1 else name


def _check_kind(books: Books, kind: str, source: Item, target: Item) -> None:
    low, high = objective_of(books, source), objective_of(books, target)
    difference = level(high.owner) - level(low.owner) if low and high else 0
    if kind not in ALIGNING or difference < 0:
        raise Refused("links.stands_below", **_names(books, source, target))
    if kind == HORIZONTAL and difference > 0:
        raise Refused("links.stands_above", **_names(books, source, target))


def _check_no_circle(books: Books, source: str, target: str, kind: str) -> None:
    way = circle(books, source, target, kind)
    if way:
        key = "links.circle_up" if kind == VERTICAL else "links.circle_waits"
        raise Refused(key, way=_told(books, way))


def check_no_circle_after(books: Books, item: Item, op: Op) -> None:
    """Check that a thing is in no circle once an op is done to it.

    Raises:
        Refused: it would be; the message names who is in it, as they are called now.
    """
    way = circle_through(Books(Overlay(books.view, [op])), item)
    if way:
        raise Refused("links.circle_there", way=_told(books, way))


def _told(books: Books, way: Sequence[str]) -> str:
    return " → ".join(name_of(books, one) for one in [*way, way[0]])


def _ask(
    books: Books,
    context: Context,
    kind: str,
    source: Item,
    target: str,
    what: str,
    by: date | None,
) -> Sequence[Op]:
    """Return the ops that ask for something, or ask anew for something else of the same."""
    wanted = clean_line(what)
    for link in targets_of(books, source.id):
        if (link.kind, link.target) != (kind, target):
            continue
        again = replace(link, what=wanted or link.what, by=by or link.by)
        if link.state != REFUSED and (again.what, again.by) == (link.what, link.by):
            raise Refused("links.asked_already", name=name_of(books, target, beside=source))
        asked = update(link, state=ASKED, what=again.what, by=again.by, why="", at=context.now)
        return [asked, _record(books, context, again, link.state or ASKED, ASKED)]
    link = Link(
        id=context.id(), kind=kind, source=source.id, target=target, state=ASKED, by=by,
        what=wanted, at=context.now,
    )  # fmt: skip
    return [insert(link), _record(books, context, link, None, ASKED)]


def _record(
    books: Books,
    context: Context,
    link: Link,
    was: str | None,
    now: str | None,
    why: str = "",
) -> Op:
    """Return the op that puts on the record what was done to a link."""
    source = _start(books, link)
    return change_of(
        books,
        context,
        ChangeKind.EDITED,
        source,
        why,
        field=link.kind,
        was=was,
        now=now,
        other=name_of(books, link.target, beside=source),
        what=link.what,
        due=link.by,
    )


def _start(books: Books, link: Link) -> Item:
    return item_of(books, link.source) or books.get(Objective, link.source)


def _names(books: Books, source: Item, target: Item) -> dict[str, str]:
    return {
        "source": name_of(books, source.id),
        "target": name_of(books, target.id, beside=source),
    }

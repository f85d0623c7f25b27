"""The appraisal of the method (6.2.3), apart from all scores: text on a member's actual output.

First the members themselves, then those around them, then the manager, then the manager's manager,
who calibrates. A part is over as soon as a later one has begun. Whoever shows these shows neither
scores nor progress beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from okrtui.cycle.circumstances import Circumstances
from okrtui.model.appraisal import ORDER
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert
from okrtui.model.managers import above
from okrtui.model.ops import Op
from okrtui.model.records import Cycle, Member, Review, ReviewPart
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text


class PartState(StrEnum):
    """Whether a part may be written: now, after the one before it, or no more."""

    OPEN = "open"
    WAITS = "waits"
    OVER = "over"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the appraisal of a member. texts: what was written so far, by whom and when.

    who: the name of the one who writes it; empty where several do, or nobody is known to.
    """

    part: ReviewPart
    state: PartState
    who: str
    texts: tuple[Review, ...]


def parts_of(books: Books, cycle: str, about: str) -> tuple[Part, ...]:
    """Return the four parts of a member's appraisal in a cycle, in their order."""
    member = books.get(Member, about)
    there = reviews_of(books, cycle, about)
    free = parts_open(books, cycle, about)
    first = ORDER.index(free[0])
    return tuple(
        Part(
            part=part,
            state=PartState.OPEN
            if part in free
            else PartState.OVER
            if at < first
            else PartState.WAITS,
            who=_writer(part, there, member, books),
            texts=tuple(one for one in there if one.part is part),
        )
        for at, part in enumerate(ORDER)
    )


def reviews_of(books: Books, cycle: str, about: str) -> list[Review]:
    """Return what was written about a member's output in a cycle, in the order of the parts."""
    found = [r for r in books.where(Review, "about", about) if r.cycle == cycle]
    return sorted(found, key=lambda review: ORDER.index(review.part))


def parts_open(books: Books, cycle: str, about: str) -> tuple[ReviewPart, ...]:
    """Return which parts may be written now: the one that was begun last, and the next one."""
    begun = [ORDER.index(review.part) for review in reviews_of(books, cycle, about)]
    if not begun:
        return ORDER[:1]
    return ORDER[max(begun) : max(begun) + 2]


def must_be_told(books: Books, author: str) -> bool:
    """Return whether somebody has yet to be told that all readers of the folder read reviews.

    author: a login. They are told before their first entry.
    """
    return not books.where(Review, "author", author)


def review(
    part: ReviewPart,
    text: str,
    books: Books,
    around: Circumstances,
    *,
    cycle: str,
    about: str,
    told: bool,
) -> Sequence[Op]:
    """Return the ops that write a part of an appraisal, or what its author writes there anew.

    about: a member's id. told: the author knows who can read it.

    Raises:
        Refused: the part before it is not written, a later one is, it is somebody else's to
            write, there is no text, or the author has not been told who can read it.
    """
    written = clean_text(text)
    if not written:
        raise Refused("cycle.review_empty")
    if must_be_told(books, around.by) and not told:
        raise Refused("cycle.review_readers")
    check_part(part, books, cycle=cycle, about=about, author=around.by)
    mine = own_text(part, books, cycle=cycle, about=about, author=around.by)
    if mine is not None:
        return amend(mine, text=written, at=around.now) if mine.text != written else []
    record = Review(
        id=around.id(),
        cycle=cycle,
        about=about,
        part=part,
        author=around.by,
        at=around.now,
        text=written,
    )
    return [insert(record)]


def check_part(part: ReviewPart, books: Books, *, cycle: str, about: str, author: str) -> None:
    """Check that somebody may write a part of an appraisal now. author: their login.

    Raises:
        Refused: the part before it is not written, a later one is, or it is somebody else's.
    """
    books.get(Cycle, cycle)
    member = books.get(Member, about)
    there = reviews_of(books, cycle, about)
    _check_order(part, there, member)
    _check_author(part, there, member, books, author)


def own_text(
    part: ReviewPart, books: Books, *, cycle: str, about: str, author: str
) -> Review | None:
    """Return what somebody wrote as their part of an appraisal, if they did. author: a login."""
    found = (one for one in reviews_of(books, cycle, about) if one.part is part)
    return next((one for one in found if _same(one.author, author)), None)


def _check_order(part: ReviewPart, there: Sequence[Review], member: Member) -> None:
    at = ORDER.index(part)
    begun = {ORDER.index(one.part) for one in there}
    if at and at - 1 not in begun:
        before = ORDER[at - 1]
        raise Refused(f"cycle.review_first_{before.value}", name=member.name)
    if any(later > at for later in begun):
        raise Refused("cycle.review_over", name=member.name)


def _check_author(
    part: ReviewPart, there: Sequence[Review], member: Member, books: Books, author: str
) -> None:
    """Check who writes. Where nobody said who manages whom, only who cannot be it is refused."""
    if (part is ReviewPart.SELF) is not _same(author, member.login):
        key = "cycle.review_own" if part is ReviewPart.SELF else "cycle.review_not_own"
        raise Refused(key, name=member.name)
    written = [one.author for one in there if one.part is part]
    if part is not ReviewPart.AROUND and written and not _same(author, written[0]):
        raise Refused("cycle.review_by", name=member.name, who=written[0])
    manager = books.find(Member, member.manager)
    if part is ReviewPart.MANAGER and manager and not _same(author, manager.login):
        raise Refused("cycle.review_by", name=member.name, who=manager.name)
    if part is not ReviewPart.CALIBRATION:
        return
    above = books.find(Member, manager.manager if manager else None)
    if above and not _same(author, above.login):
        raise Refused("cycle.review_by", name=member.name, who=above.name)
    if any(_same(author, one.author) for one in there if one.part is ReviewPart.MANAGER):
        raise Refused("cycle.review_calibrated", name=member.name)


def _writer(part: ReviewPart, there: Sequence[Review], member: Member, books: Books) -> str:
    """Return the name of who writes a part, as `_check_author` has it; empty where it is open."""
    written = next((one.author for one in there if one.part is part), "")
    if part is ReviewPart.SELF:
        return member.name
    if part is ReviewPart.AROUND:
        return ""
    if written:
        author = books.member_by_login(written)
        return author.name if author else written
    bosses = list(above(books, member))
    place = 0 if part is ReviewPart.MANAGER else 1
    return bosses[place].name if place < len(bosses) else ""


def _same(login: str, other: str) -> bool:
    return login.casefold() == other.casefold()

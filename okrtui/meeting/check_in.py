"""What is said of one key result: value, confidence, note, and that it was reviewed.

In a meeting a key result has one check-in. The first key makes it, later keys set its fields, each
a transaction of its own, so that every key is durable and can be taken back by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.fields import counted
from okrtui.model.agreed import counts
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.codec import amend, insert
from okrtui.model.ops import Op
from okrtui.model.progress import stepped
from okrtui.model.records import CheckIn, Cycle, KeyResult, Meeting, Member, State
from okrtui.model.standing import Standing, standing
from okrtui.model.timeline import Closings, timeline
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

LOWEST, HIGHEST = 1, 10


class _Seen(TypedDict):
    """From where one looks at a key result."""

    cycle: Cycle
    meeting: Meeting | None
    today: date
    calendar: Calendar


def prepare(
    books: Books,
    key_result: str,
    *,
    value: Decimal | None,
    confidence: int | None,
    note: str,
    author: str,
    for_: str | None,
    now: datetime,
    new_id: Callable[[datetime], str],
) -> list[Op]:
    """Return the ops of a check-in outside of any meeting.

    Raises:
        Refused: the key result is gone or has ended, confidence is not 1 to 10, or nothing is said.
    """
    kr = reviewable(books, key_result)
    note = clean_text(note)
    if value is None and confidence is None and not note:
        raise Refused("entry.nothing_said")
    if confidence is not None:
        check_confidence(confidence)
    record = CheckIn(
        id=new_id(now),
        key_result=kr.id,
        at=now,
        author=author,
        for_=for_,
        value=value,
        confidence=confidence,
        note=note,
    )
    return [insert(record)]


def confidence(intent: intents.Confidence, books: Books, context: Context) -> Sequence[Op]:
    """Confidence 1 to 10."""
    check_confidence(intent.confidence)
    return say(books, context, intent.key_result, confidence=intent.confidence, unchanged=False)


def step(intent: intents.Step, books: Books, context: Context) -> Sequence[Op]:
    """Progress by steps from the value that stands now."""
    kr = reviewable(books, intent.key_result)
    # Of how it stands the value alone: all of it costs as much as saving it.
    line = timeline(books, kr, **_from_here(books, context, kr))
    value = stepped(kr, line.value(line.said, line.now.at), intent.steps)
    return say(books, context, intent.key_result, value=value, unchanged=False)


def value(intent: intents.Value, books: Books, context: Context) -> Sequence[Op]:
    """The value as typed."""
    value = counted("value", intent.value)
    return say(books, context, intent.key_result, value=value, unchanged=False)


def note(intent: intents.Note, books: Books, context: Context) -> Sequence[Op]:
    """The owner's words, replacing those of this meeting."""
    return say(books, context, intent.key_result, note=clean_text(intent.text))


def why(intent: intents.Why, books: Books, context: Context) -> Sequence[Op]:
    """The reason behind a low or fallen confidence."""
    return say(
        books,
        context,
        intent.key_result,
        why=clean_text(intent.why),
        next_step=clean_text(intent.next_step),
        next_owner=intent.next_owner,
        next_due=intent.next_due,
    )


def confirm(intent: intents.Confirm, books: Books, context: Context) -> Sequence[Op]:
    """Reviewed, with what was entered now or beforehand; with nothing entered, no ops."""
    stands = stand(books, context, intent.key_result)
    if stands.here is not None:
        return say(books, context, intent.key_result, confirmed=True)
    if stands.since is None:
        return []
    # What the owner prepared becomes this meeting's check-in, in the owner's own words.
    return say(
        books,
        context,
        intent.key_result,
        value=stands.now.value,
        confidence=stands.now.confidence,
        note=stands.since.note,
        for_=stands.since.for_,
        confirmed=True,
    )


def unchanged(intent: intents.Unchanged, books: Books, context: Context) -> Sequence[Op]:
    """Reviewed, value and confidence as at the last meeting."""
    stands = stand(books, context, intent.key_result)
    here = stands.here
    if here is not None and here.unchanged:
        return []
    entered = here is not None and (here.value is not None or here.confidence is not None)
    if entered or stands.since is not None:
        raise Refused("entry.filled_in_use_enter")
    if stands.then.value is None and stands.then.confidence is None:
        raise Refused("entry.pending_needs_value")
    return say(
        books,
        context,
        intent.key_result,
        value=stands.then.value,
        confidence=stands.then.confidence,
        confirmed=True,
        unchanged=True,
    )


def override_health(intent: intents.OverrideHealth, books: Books, context: Context) -> Sequence[Op]:
    """Health as a person sees it, which takes a reason; it holds until the next check-in."""
    reason = clean_text(intent.reason)
    if intent.health is None:
        if here_of(books, context, intent.key_result) is None:
            return []
        return say(books, context, intent.key_result, health=None, health_reason="")
    if not reason:
        raise Refused("entry.reason_needed")
    return say(books, context, intent.key_result, health=intent.health, health_reason=reason)


def spoken_by(intent: intents.SpokenBy, books: Books, context: Context) -> Sequence[Op]:
    """A member speaks for an owner who is not here.

    Raises:
        Refused: the owner is here, is no member, or is who speaks.
    """
    kr = reviewable(books, intent.key_result)
    if intent.member is None:
        if here_of(books, context, kr.id) is None:
            return []
        return say(books, context, kr.id, spoken_by=None)
    speaker = books.get(Member, intent.member)
    owner = books.find(Member, books.answers_for(kr))
    present = books.get(Meeting, context.meeting).present
    if owner is None or owner.id in present or owner.id == speaker.id:
        raise Refused("entry.owner_speaks", name=books.kr_name(kr))
    return say(books, context, kr.id, spoken_by=speaker.id)


def skip(intent: intents.Skip, books: Books, context: Context) -> Sequence[Op]:
    """Not now. It is asked for again at the end of the round."""
    reviewable(books, intent.key_result)
    meeting = books.get(Meeting, context.meeting)
    if intent.key_result in meeting.skipped:
        return []
    return [*amend(meeting, skipped=(*meeting.skipped, intent.key_result))]


def stand(books: Books, context: Context, key_result: str) -> Standing:
    """Return how a key result stands in the meeting in hand.

    Raises:
        Refused: it is gone, dropped or closed.
    """
    kr = reviewable(books, key_result)
    seen = _from_here(books, context, kr)
    return standing(books, kr, **seen, thresholds=context.settings.thresholds)


def _from_here(books: Books, context: Context, kr: KeyResult) -> _Seen:
    return {
        "cycle": books.get(Cycle, books.objective_of(kr).cycle),
        "meeting": books.get(Meeting, context.meeting) if context.meeting else None,
        "today": context.today(),
        "calendar": context.calendar,
    }


def say(books: Books, context: Context, key_result: str, **said: Any) -> Sequence[Op]:
    """Return the ops that put fields into the one check-in of a key result, here or alone.

    Raises:
        Refused: the key result is gone, or takes no more check-ins.
    """
    kr = reviewable(books, key_result)
    here = here_of(books, context, kr.id)
    if here is not None:
        changes = amend(here, **said)
        # What somebody gives after it was confirmed has not been talked about.
        again = changes and here.confirmed and context.gives is not None
        return amend(here, **said, confirmed=False, unchanged=False) if again else changes
    said.setdefault("for_", _for(books, context))
    record = CheckIn(
        id=context.id(),
        key_result=kr.id,
        at=context.now,
        author=context.author,
        meeting=context.meeting,
        **said,
    )
    return [insert(record)]


def _for(books: Books, context: Context) -> str | None:
    """Return the member for whom something is given, where that is not who types."""
    typist = books.member_by_login(context.author)
    return context.gives if typist is None or typist.id != context.gives else None


def here_of(books: Books, context: Context, key_result: str) -> CheckIn | None:
    """Return the check-in of a key result in this meeting, or None.

    Outside of any meeting: the newest one, if the same person began it there today and no meeting
    has closed since. What they say in one go is one check-in there too.
    """
    said = books.check_ins(key_result)
    if context.meeting is not None:
        return next((one for one in said if one.meeting == context.meeting), None)
    last = said[-1] if said else None
    if last is None or last.meeting is not None or last.author != context.author:
        return None
    if last.for_ != _for(books, context) or context.calendar.day(last.at) != context.today():
        return None
    closed = Closings(books).last()
    return last if closed is None or closed < last.at else None


def reviewable(books: Books, key_result: str) -> KeyResult:
    """Return a key result of which something can be said.

    Raises:
        Refused: it is gone, or it or its objective was given up or is closed.
    """
    kr = books.get(KeyResult, key_result)
    if kr.state is not State.AGREED or not counts(books.objective_of(kr)):
        raise Refused("entry.kr_ended", name=books.kr_name(kr))
    return kr


def check_confidence(confidence: int) -> None:
    """Check that a confidence is 1 to 10.

    Raises:
        Refused: it is not.
    """
    if not LOWEST <= confidence <= HIGHEST:
        raise Refused("entry.confidence_range", given=confidence)

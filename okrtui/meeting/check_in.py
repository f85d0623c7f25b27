"""What is said of one key result: value, confidence, note, and that it was reviewed.

In a meeting a key result has one check-in. The first key makes it, later keys set its fields, each
a transaction of its own, so that every key is durable and can be taken back by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.ops import Op
from okrtui.model.progress import stepped
from okrtui.model.records import CheckIn, Cycle, KeyResult, Meeting, State
from okrtui.model.standing import Standing, standing
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text

LOWEST, HIGHEST = 1, 10


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
    kr = _reviewable(books, key_result)
    note = clean_text(note)
    if value is None and confidence is None and not note:
        raise Refused("entry.nothing_said")
    if confidence is not None:
        _check_confidence(confidence)
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
    _check_confidence(intent.confidence)
    return _say(books, context, intent.key_result, confidence=intent.confidence, unchanged=False)


def step(intent: intents.Step, books: Books, context: Context) -> Sequence[Op]:
    """Progress by steps from the value that stands now."""
    stands = stand(books, context, intent.key_result)
    value = stepped(stands.key_result, stands.now.value, intent.steps)
    return _say(books, context, intent.key_result, value=value, unchanged=False)


def value(intent: intents.Value, books: Books, context: Context) -> Sequence[Op]:
    """The value as typed."""
    return _say(books, context, intent.key_result, value=intent.value, unchanged=False)


def note(intent: intents.Note, books: Books, context: Context) -> Sequence[Op]:
    """The owner's words, replacing those of this meeting."""
    return _say(books, context, intent.key_result, note=clean_text(intent.text))


def why(intent: intents.Why, books: Books, context: Context) -> Sequence[Op]:
    """The reason behind a low or fallen confidence."""
    return _say(
        books,
        context,
        intent.key_result,
        why=clean_text(intent.why),
        next_step=clean_text(intent.next_step),
        next_owner=intent.next_owner,
    )


def confirm(intent: intents.Confirm, books: Books, context: Context) -> Sequence[Op]:
    """Reviewed, with what was entered now or beforehand; with nothing entered, no ops."""
    stands = stand(books, context, intent.key_result)
    if stands.here is not None:
        return _say(books, context, intent.key_result, confirmed=True)
    if stands.since is None:
        return []
    # What the owner prepared becomes this meeting's check-in, in the owner's own words.
    return _say(
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
    return _say(
        books,
        context,
        intent.key_result,
        value=stands.then.value,
        confidence=stands.then.confidence,
        confirmed=True,
        unchanged=True,
    )


def skip(intent: intents.Skip, books: Books, context: Context) -> Sequence[Op]:
    """Not now. It is asked for again at the end of the round."""
    _reviewable(books, intent.key_result)
    meeting = books.get(Meeting, context.meeting)
    if intent.key_result in meeting.skipped:
        return []
    return [update(meeting, skipped=(*meeting.skipped, intent.key_result))]


def stand(books: Books, context: Context, key_result: str) -> Standing:
    """Return how a key result stands in the meeting in hand.

    Raises:
        Refused: it is gone, dropped or closed.
    """
    kr = _reviewable(books, key_result)
    return standing(
        books,
        kr,
        cycle=books.get(Cycle, books.objective_of(kr).cycle),
        meeting=books.get(Meeting, context.meeting),
        today=context.today(),
        calendar=context.calendar,
        thresholds=context.settings.thresholds,
    )


def _say(books: Books, context: Context, key_result: str, **said: Any) -> Sequence[Op]:
    kr = _reviewable(books, key_result)
    here = next((c for c in books.check_ins(kr.id) if c.meeting == context.meeting), None)
    if here is not None:
        change = update(here, **said)
        return [change] if change.fields else []
    record = CheckIn(
        id=context.id(),
        key_result=kr.id,
        at=context.now,
        author=context.author,
        meeting=context.meeting,
        **said,
    )
    return [insert(record)]


def _reviewable(books: Books, key_result: str) -> KeyResult:
    kr = books.get(KeyResult, key_result)
    if kr.state is not State.AGREED:
        raise Refused("entry.kr_ended", name=books.kr_name(kr))
    return kr


def _check_confidence(confidence: int) -> None:
    if not LOWEST <= confidence <= HIGHEST:
        raise Refused("entry.confidence_range", given=confidence)

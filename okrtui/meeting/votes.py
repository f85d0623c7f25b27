"""The vote on confidence: shown together, then one value is agreed on."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.check_in import check_confidence, reviewable, say
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert
from okrtui.model.ops import Op
from okrtui.model.records import Member, Vote
from okrtui.text.errors import Refused


def record_vote(intent: intents.RecordVote, books: Books, context: Context) -> Sequence[Op]:
    """What everybody gave, as it was shown."""
    kr = reviewable(books, intent.key_result)
    if not intent.given:
        raise Refused("entry.vote_empty")
    for confidence in intent.given:
        check_confidence(confidence)
    voters = tuple(books.get(Member, voter).id for voter in intent.voters)
    if voters and (len(voters) != len(intent.given) or len(set(voters)) != len(voters)):
        raise Refused("entry.vote_voters", voters=len(set(voters)), given=len(intent.given))
    record = Vote(
        id=context.id(),
        key_result=kr.id,
        meeting=context.in_meeting(),
        at=context.now,
        given=intent.given,
        voters=voters,
    )
    return [insert(record)]


def agree_vote(intent: intents.AgreeVote, books: Books, context: Context) -> Sequence[Op]:
    """What was agreed on after a vote; it is the confidence of this meeting."""
    vote = books.get(Vote, intent.vote)
    if vote.meeting != context.meeting:
        raise Refused("entry.vote_over")
    if not vote.revealed:
        raise Refused("entry.vote_sealed")
    check_confidence(intent.confidence)
    said = say(books, context, vote.key_result, confidence=intent.confidence, unchanged=False)
    return [*amend(vote, agreed=intent.confidence), *said]

"""The blind vote over terminals: sealed one by one, opened together, then one value is agreed on.

No value stands in the store before the reveal. Who sealed one and is gone by then counts as one who
gave none, until their process comes back and opens it.
"""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.check_in import reviewable
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.codec import amend, encode, insert
from okrtui.model.ops import Op, Remove
from okrtui.model.records import Member, Vote
from okrtui.text.errors import Refused
from okrtui.together.ballots import Ballot, fits

_SEAL_DIGITS = 64


def running_vote(books: Books, meeting: str | None) -> Vote | None:
    """Return the vote of a meeting that was not revealed yet, or None."""
    running = [vote for vote in books.where(Vote, "meeting", meeting) if not vote.revealed]
    return running[-1] if running else None


def open_vote(intent: intents.OpenVote, books: Books, context: Context) -> Sequence[Op]:
    """A vote on a key result begins; one at a time, so the one before must be agreed on or left."""
    kr = reviewable(books, intent.key_result)
    if not intent.expected:
        raise Refused("entry.vote_empty")
    if running_vote(books, context.meeting) is not None:
        raise Refused("entry.vote_runs")
    record = Vote(
        id=context.id(),
        key_result=kr.id,
        meeting=context.in_meeting(),
        at=context.now,
        given=(),
        expected=tuple(books.get(Member, voter).id for voter in dict.fromkeys(intent.expected)),
        revealed=False,
    )
    return [insert(record)]


def seal_ballot(intent: intents.SealBallot, books: Books, context: Context) -> Sequence[Op]:
    """A voter has given a value. Also one who joined since; until the reveal, also another one."""
    vote = _of_meeting(books, context, intent.vote)
    if vote.revealed:
        raise Refused("entry.vote_revealed")
    voter = books.get(Member, intent.voter).id
    if len(intent.seal) != _SEAL_DIGITS or set(intent.seal) - set("0123456789abcdef"):
        raise Refused("entry.vote_seal")
    expected = tuple(dict.fromkeys((*vote.expected, voter)))
    return amend(vote, sealed={**vote.sealed, voter: intent.seal}, expected=expected)


def reveal_vote(intent: intents.RevealVote, books: Books, context: Context) -> Sequence[Op]:
    """All ballots may be opened, and no more are taken."""
    return amend(_of_meeting(books, context, intent.vote), revealed=True)


def leave_vote(intent: intents.LeaveVote, books: Books, context: Context) -> Sequence[Op]:
    """The vote is given up; what was sealed stays unseen."""
    vote = _of_meeting(books, context, intent.vote)
    if vote.revealed:
        raise Refused("entry.vote_revealed")
    return [Remove("votes", vote.id, encode(vote))]


def open_ballot(intent: intents.OpenBallot, books: Books, context: Context) -> Sequence[Op]:
    """A ballot is shown, if it is the one that was sealed."""
    vote = _of_meeting(books, context, intent.vote)
    if not vote.revealed:
        raise Refused("entry.vote_sealed")
    if intent.voter in vote.voters:
        return []
    ballot = Ballot(vote=vote.id, voter=intent.voter, value=intent.value, nonce=intent.nonce)
    if vote.agreed is not None or not fits(ballot, vote.sealed.get(intent.voter)):
        raise Refused("entry.vote_seal")
    return amend(
        vote,
        given=(*vote.given, intent.value),
        voters=(*vote.voters, intent.voter),
        nonces={**vote.nonces, intent.voter: intent.nonce},
    )


def _of_meeting(books: Books, context: Context, id: str) -> Vote:
    vote = books.get(Vote, id)
    if vote.meeting != context.meeting:
        raise Refused("entry.vote_over")
    return vote

"""What the minutes say, in no language: the names, numbers, healths and times of one meeting.

Closing a meeting freezes this in the meeting itself, so that the same minutes can be written years
later, whatever was edited, set or translated since. Everything a writer shows is in here, and it
asks nothing else. Days and instants are those of the workspace's time zone at the meeting.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from okrtui.minutes.lines import (
    ActionLine,
    ChangeLine,
    Coming,
    DecisionLine,
    ParkedLine,
    ProblemLine,
    Reopened,
    RiskLine,
    TimeLine,
    Voting,
    Work,
)
from okrtui.model.codec import encode
from okrtui.model.ops import Doc
from okrtui.model.records import Health, KeyResult
from okrtui.text.errors import Damaged

VERSION: Final = 2
"""What earlier versions lack has a default: minutes that were frozen then are read for ever."""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A number then and now; None where there was none."""

    then: Decimal | None
    now: Decimal | None


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A key result at one moment. `of`: how many steps or tasks its value counts."""

    value: Decimal | None
    progress: Decimal | None
    confidence: int | None
    health: Health
    of: Decimal | None = None


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A key result in the round.

    name: `lin/O1/KR2`; owner: who answers for it.
    remaining: from the value to the target, signed; None for what has no way left to measure.
    reviewed: it was confirmed in this meeting; entered: something was said, but not confirmed.
    unchanged: confirmed with one key, for how many meetings in a row; 0 otherwise.
    beforehand: what is new was filled in before the meeting and nobody took it up in it.
    fell: by how much confidence fell. days_silent: since anything was said of it.
    health_set: a person set the health by hand; health_reason: why.
    behind: by how much of its way it lags behind time, where that is more than the team allows.
    days_late: for how many days its due day is over, while it is not done.
    spoken_by: who spoke for the absent owner. votes: on its confidence.
    added: it was agreed in this meeting, which therefore need not review it.
    dropped: it was given up in this meeting, after something was said of it.
    """

    name: str
    owner: str
    key_result: KeyResult
    then: Mark
    now: Mark
    remaining: Decimal | None = None
    reviewed: bool = False
    entered: bool = False
    unchanged: int = 0
    beforehand: bool = False
    fell: int = 0
    days_silent: int | None = None
    note: str = ""
    why: str = ""
    next_step: str = ""
    next_owner: str = ""
    next_due: date | None = None
    health_reason: str = ""
    added: bool = False
    dropped: bool = False
    health_set: bool = False
    behind: Decimal | None = None
    days_late: int = 0
    spoken_by: str = ""
    votes: tuple[Voting, ...] = ()

    @property
    def explained(self) -> bool:
        """Whether somebody said why, or what happens next."""
        return any((self.why, self.next_step, self.next_owner, self.next_due, self.health_reason))

    @property
    def alarming(self) -> bool:
        """Whether it needs more than a word: not only a confidence that fell unexplained."""
        return self.now.health is not Health.ON_TRACK or self.explained


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """An objective at a stop, with the key results that are reviewed there.

    own: it belongs to who has the turn; then it is told even if others review all of it.
    """

    name: str
    title: str
    own: bool
    progress: Pair
    reviews: tuple[Review, ...]


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A member's turn, or the team's and the company's (`login` is empty).

    done, added: the tasks ticked and agreed in this meeting; taken_up: those of which it was said
        that they are being done, are blocked, or are to do after all.
    """

    name: str
    login: str
    present: bool
    progress: Pair
    branches: tuple[Branch, ...]
    done: tuple[Work, ...] = ()
    added: tuple[Work, ...] = ()
    taken_up: tuple[Work, ...] = ()


class CycleTotals(msgspec.Struct, frozen=True, kw_only=True):
    """A cycle in numbers. `gone`: the share of its working days that is over.

    healths: for each health how many key results had it then, and have it now.
    """

    name: str
    week: int
    weeks: int
    gone: Decimal
    then_on: date
    progress: Pair
    confidence: Pair
    healths: dict[Health, tuple[int, int]]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the minutes of one meeting say.

    day: on which it was held. ended: None while it goes on.
    present: all who took part, also those who came late or went early (`comings`).
    minutes_planned: how long it was to be.
    reopened: each time that it was opened again, before these minutes; superseded: that it was
        after them, so that there are newer ones.
    attention: the names of the key results that need it, the worst first.
    between: what was changed outside of any meeting since the one before, in no other minutes.
    """

    version: int = VERSION
    team: str
    meeting: str
    day: date
    facilitator: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    started: datetime
    ended: datetime | None
    minutes_planned: int
    rating: int | None
    summary: str
    cycles: tuple[CycleTotals, ...]
    attention: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    changes: tuple[ChangeLine, ...]
    actions: tuple[ActionLine, ...]
    risks: tuple[RiskLine, ...]
    problems: tuple[ProblemLine, ...]
    round: tuple[Stop, ...]
    parked: tuple[ParkedLine, ...]
    next_on: date | None
    times: tuple[TimeLine, ...]
    comings: tuple[Coming, ...] = ()
    between: tuple[ChangeLine, ...] = ()
    reopened: tuple[Reopened, ...] = ()
    superseded: Reopened | None = None

    def reviews(self) -> dict[str, Review]:
        """Return the key results of the round by their names, in its order."""
        return {
            review.name: review
            for stop in self.round
            for branch in stop.branches
            for review in branch.reviews
        }

    def in_need(self) -> list[Review]:
        """Return the key results that need attention, the worst first."""
        reviews = self.reviews()
        return [reviews[name] for name in self.attention if name in reviews]


def to_doc(content: Content) -> dict[str, Any]:
    """Return the content as JSON values: decimals as canonical strings, times ISO 8601."""
    return encode(content)


def from_doc(doc: Doc) -> Content:
    """Return the content that `to_doc` made, of this version or an earlier one.

    Raises:
        Damaged: it does not fit; the message names the field.
    """
    try:
        return msgspec.convert(doc, Content)
    except msgspec.ValidationError as error:
        raise Damaged(
            "minutes.bad_content", meeting=str(doc.get("meeting", "?")), error=str(error)
        ) from error


def to_json(content: Content) -> str:
    """Return the content as a program reads it: keys sorted, one newline at the end."""
    return json.dumps(to_doc(content), ensure_ascii=False, indent=2, sort_keys=True) + "\n"

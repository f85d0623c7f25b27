"""The vote on one shared screen: each gives a confidence unseen, all are shown together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from textual.app import ComposeResult
from textual.timer import Timer

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.ops import Insert, Transaction
from okrtui.model.records import KeyResult, Member
from okrtui.text.fullwidth import plain
from screens.base import DeskScreen
from screens.desk import Desk
from screens.phrases import short_name
from widgets.key_hints import Hint
from widgets.vote_view import Given, VoteData, VoteView

MOST = 100
"""Values that one vote can have: nobody reads off more fingers."""

_APART = re.compile(r"[\s,;、，；]+")
_TEN_WITHIN = 0.5
"""Seconds within which a `0` after a `1` makes it ten."""


def fingers(text: str) -> tuple[int, ...] | None:
    """Return the confidences that were read off: `7586`, where 0 is ten, or `7 10 8`.

    None where that is none: other signs, or a number above ten.
    """
    parts = [part for part in _APART.split(plain(text).strip()) if part]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    given: list[int] = []
    for part in parts:
        if len(parts) > 1 and part == "10":
            given.append(10)
        else:
            given += [int(digit) or 10 for digit in part]
    return tuple(given) if 0 < len(given) <= MOST else None


class VoteScreen(DeskScreen[Transaction | None]):
    """Asks each in turn, shows all at once, and takes what is agreed on.

    given: what was read off fingers; without it, each present member is asked in turn, unseen.
    Its answer: the transaction with which a confidence was agreed on, else None.
    """

    KEYS = "vote"

    def __init__(
        self, desk: Desk, session: Session, key_result: KeyResult, given: tuple[int, ...] = ()
    ) -> None:
        super().__init__(desk)
        self._session = session
        self._key_result = key_result
        here = session.meeting.present
        self._voters = tuple(member for member in desk.books.members() if member.id in here)
        self._typed: list[int] = list(given)
        self._by_name = not given
        self._now = ""
        self._shown = False
        self._vote: str | None = None
        self._one: Timer | None = None
        self._view = VoteView(signs=desk.signs, id="vote")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._view
        yield from self.foot()

    def on_mount(self) -> None:
        """Ask the first, or show what was read off."""
        if self._by_name:
            self._show()
        else:
            self._reveal()
        self.show_keys()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can type now."""
        if self._shown:
            yield self.hint("", "1-0", "views.vote_agree", kept=True)
            yield self.hint_of("vote.back", "views.vote_leave", kept=True)
        else:
            yield self.hint("", "1-0", "views.vote_give", kept=True)
            yield self.hint_of("vote.enter", "views.vote_next", kept=True)
            yield self.hint_of("vote.back", "views.vote_back", kept=True)

    # -- what its keys do

    def act_digit(self, number: str) -> None:
        """Take a number: of whom is asked, or what is agreed on."""
        if self._shown:
            self._agreed(int(number))
        elif number == "10" and self._now == "1":
            self._now = "10"
        else:
            # The last one counts: who slipped just types it again.
            self._now = number
        self._show()

    def act_enter(self) -> None:
        """Go on to the next voter; after the last, show all."""
        if self._shown:
            self._settle()
            return
        if not self._now:
            self.say(self.words("views.vote_number"), "dim")
            return
        self._typed.append(int(self._now))
        self._now = ""
        if len(self._typed) < len(self._voters):
            self._show()
        else:
            self._reveal()

    def act_back(self) -> None:
        """Go back to who was asked before; at the first one, or after the reveal, leave."""
        if self._shown:
            self._stop_one()
            self.leave(None)
        elif self._now:
            self._now = ""
            self._show()
        elif self._typed:
            self._typed.pop()
            self._show()
        else:
            self.leave(None)

    def act_leave(self) -> None:
        """Leave; what was not shown yet was never given."""
        self._stop_one()
        self.leave(None)

    # -- all at once

    def _reveal(self) -> None:
        self._shown = True
        voters = tuple(member.id for member in self._voters) if self._by_name else ()
        intent = intents.RecordVote(self._key_result.id, tuple(self._typed), voters)
        self._show()
        self.show_keys()
        self.save(partial(self._session.do, intent), then=self._recorded, wait=True)

    def _recorded(self, transaction: Transaction | None) -> None:
        ops = transaction.ops if transaction else ()
        self._vote = next(
            (op.id for op in ops if isinstance(op, Insert) and op.table == "votes"), None
        )

    def _agreed(self, confidence: int) -> None:
        if confidence == 10 and self._one is not None:
            self._stop_one()
            self._agree(10)
        elif confidence == 1:
            # A ten begins like a one: half a second tells which it is.
            self._stop_one()
            self._one = self.set_timer(_TEN_WITHIN, self._settle)
        else:
            self._stop_one()
            self._agree(confidence)

    def _settle(self) -> None:
        if self._one is not None:
            self._stop_one()
            self._agree(1)

    def _stop_one(self) -> None:
        if self._one is not None:
            self._one.stop()
            self._one = None

    def _agree(self, confidence: int) -> None:
        if self._vote is None:
            return
        intent = intents.AgreeVote(self._vote, confidence)
        self.save(
            partial(self._session.do, intent),
            then=self.leave,
            wait=True,
        )

    # -- showing

    def _show(self) -> None:
        kr, words = self._key_result, self.words
        names = [short_name(member) for member in self._voters]
        asked = len(self._typed)
        self._view.show(
            VoteData(
                name=self.desk.books.kr_name(kr),
                title=kr.title,
                who=names[asked] if not self._shown and asked < len(names) else "",
                asks=words("views.vote_asks"),
                typed=self._now,
                done=asked,
                of=len(names),
                given=self._given() if self._shown else (),
                first=words("views.vote_first"),
                spread=self._spread() if self._shown else "",
                then=words("views.vote_then"),
            )
        )

    def _given(self) -> tuple[Given, ...]:
        voters: list[Member | None] = list(self._voters) if self._by_name else []
        voters += [None] * (len(self._typed) - len(voters))
        pairs = sorted(zip(self._typed, voters, strict=False), key=lambda pair: pair[0])
        low, high = pairs[0][0], pairs[-1][0]
        return tuple(
            Given(
                value=value,
                name=short_name(member) if member else "",
                low=value == low < high,
            )
            for value, member in pairs
        )

    def _spread(self) -> str:
        low, high = min(self._typed), max(self._typed)
        if low == high:
            return self.words("views.vote_one_mind", n=low)
        return self.words("views.vote_spread", low=low, high=high, by=high - low)

"""One person at the appraisal: writes their part of it, and says who manages whom."""

from __future__ import annotations

from typing import Final

from okrtui.cycle.circumstances import Circumstances, around_now
from okrtui.cycle.managing import manage
from okrtui.cycle.reviews import review
from okrtui.cycle.session import AtCycle
from okrtui.model.books import Books
from okrtui.model.ops import Transaction
from okrtui.model.records import ReviewPart

VIA_REVIEW: Final = "review"
"""What the history says of how an appraisal was written."""


class Appraising(AtCycle):
    """Writes texts; it takes back only what was done through it."""

    via = VIA_REVIEW

    @property
    def who(self) -> str:
        """The login by which a text is theirs: of the member for whom they act, where they do."""
        return self.as_ or self.author

    @property
    def around(self) -> Circumstances:
        """The circumstances of what is done now."""
        return around_now(self.who, settings=self.settings, clock=self.clock)

    def write(
        self, part: ReviewPart, text: str, *, cycle: str, about: str, told: bool
    ) -> Transaction | None:
        """Write a part of an appraisal, or one's own text there anew; as `reviews.review`.

        Raises:
            Refused: it is not theirs to write, or not now, or says nothing.
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        return self.store.commit(
            lambda view: review(
                part, text, Books(view), self.around, cycle=cycle, about=about, told=told
            ),
            via=self.via,
            as_=self.as_,
        )

    def manage(self, member: str, manager: str | None) -> Transaction | None:
        """Say who manages a member. Both are ids; None: nobody does.

        Raises:
            Refused: they would be above themselves.
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        return self.store.commit(
            lambda view: manage(member, manager, Books(view)), via=self.via, as_=self.as_
        )

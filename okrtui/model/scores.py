"""What the end of a cycle leaves: a score for each key result, and, apart from it, the appraisal.

The two are kept apart, as the method wants it (6.2.3): goals are set higher where nobody is
appraised by how much of them was reached.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import msgspec


class Onward(StrEnum):
    """What becomes of a key result in the next cycle, as the closing of its own says."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


class ReviewPart(StrEnum):
    """The steps of the method's appraisal (6.2.3), in their order."""

    SELF = "self"
    AROUND = "around"
    MANAGER = "manager"
    CALIBRATION = "calibration"


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What a key result came to at the end of its cycle; one for each. It serves learning.

    proposed: what its progress said; None where nothing was ever said of it.
    score, expected: from 0 to 1, to a tenth; less than expected has a `cause`.
    next: what becomes of it in the next cycle. by: the login of who typed it.
    """

    id: str
    key_result: str
    cycle: str
    at: datetime
    by: str
    score: Decimal
    expected: Decimal
    proposed: Decimal | None = None
    cause: str = ""
    next: Onward = Onward.KEEP
    lesson: str = ""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the appraisal of a member's actual output in a cycle: text, and no score.

    about: the member's id; author: the login of who wrote it.
    """

    id: str
    cycle: str
    about: str
    part: ReviewPart
    author: str
    at: datetime
    text: str

"""What the linter speaks of."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a text is: where one wants to go, or how one sees that one is there."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"


class Severity(StrEnum):
    """How much a finding weighs; the heaviest first when they are listed."""

    WARNING = "warning"
    ADVICE = "advice"
    HINT = "hint"

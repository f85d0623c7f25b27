"""The rules: what each judges, how much it weighs, and where it comes from.

The words of a rule are in the area `lint` of the catalogues, under its id with `_` for `-`: what it
is called (`_title`), why it is one (`_reason`), and an example (`_before`, `_after`).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from okrtui.lint.kinds import Kind, Severity
from okrtui.text.message import Message, message

OURS = "ours"
"""The source of a rule that the method does not know."""


class Rule(msgspec.Struct, frozen=True):
    """A rule of good writing.

    id: stable; what `okrtui.toml`, a waiver, `--json` and `--explain` name it by.
    source: the section of the method that it comes from, or `OURS`.
    """

    id: str
    of: Kind
    severity: Severity
    source: str

    @property
    def name(self) -> str:
        """The id as the catalogues have it."""
        return self.id.replace("-", "_")

    @property
    def title(self) -> Message:
        """What the rule asks for, in a few words."""
        return message(f"lint.{self.name}_title")

    @property
    def reason(self) -> Message:
        """Why it asks for that."""
        return message(f"lint.{self.name}_reason")

    @property
    def before(self) -> Message:
        """A text that the rule finds."""
        return message(f"lint.{self.name}_before")

    @property
    def after(self) -> Message:
        """A better wording of the same."""
        return message(f"lint.{self.name}_after")


class Finding(msgspec.Struct, frozen=True):
    """What a rule has to say of one objective or key result."""

    rule: Rule
    message: Message

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.rule.severity


DIRECTION = Rule("direction", Kind.OBJECTIVE, Severity.WARNING, "4.1.2")
OBJECTIVES_COUNT = Rule("objectives-count", Kind.OBJECTIVE, Severity.ADVICE, "5.1 (3)")
ALIGNED = Rule("aligned", Kind.OBJECTIVE, Severity.ADVICE, "5.1 (1)")
KEY_RESULTS_COUNT = Rule("key-results-count", Kind.OBJECTIVE, Severity.ADVICE, OURS)
CATEGORY = Rule("category", Kind.OBJECTIVE, Severity.HINT, "5.1")

TO_DO = Rule("to-do", Kind.KEY_RESULT, Severity.WARNING, "5.2, 7.1 (6)")
MEASURABLE = Rule("measurable", Kind.KEY_RESULT, Severity.WARNING, "5.2 (1)")
TIME_BOUND = Rule("time-bound", Kind.KEY_RESULT, Severity.WARNING, "5.2 (2)")
OWNER = Rule("owner", Kind.KEY_RESULT, Severity.WARNING, "7.2 (1)")
CONFIRMED = Rule("confirmed", Kind.KEY_RESULT, Severity.ADVICE, "7.2 (2)")
SIZE = Rule("size", Kind.KEY_RESULT, Severity.ADVICE, "5.2 (3)")
VANITY = Rule("vanity", Kind.KEY_RESULT, Severity.ADVICE, "5.1 (2)")
LAUNCH_ONLY = Rule("launch-only", Kind.KEY_RESULT, Severity.HINT, "7.1 (5)")
PROCESS_AND_RESULT = Rule("process-and-result", Kind.KEY_RESULT, Severity.HINT, "5.2 (1)")
CHALLENGING = Rule("challenging", Kind.KEY_RESULT, Severity.HINT, "5.2 (4)")
FORMULA = Rule("formula", Kind.KEY_RESULT, Severity.HINT, "5.2")

RULES: tuple[Rule, ...] = (
    DIRECTION,
    OBJECTIVES_COUNT,
    ALIGNED,
    KEY_RESULTS_COUNT,
    CATEGORY,
    TO_DO,
    MEASURABLE,
    TIME_BOUND,
    OWNER,
    CONFIRMED,
    SIZE,
    VANITY,
    LAUNCH_ONLY,
    PROCESS_AND_RESULT,
    CHALLENGING,
    FORMULA,
)
"""All rules, in the order in which they are told."""


def rule_named(id: str) -> Rule | None:
    """Return the rule with an id; `_` and capitals do not matter."""
    wanted = id.strip().casefold().replace("_", "-")
    return next((rule for rule in RULES if rule.id == wanted), None)


def ids_of(names: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules that have these names, as settings and waivers write them."""
    return frozenset(rule.id for name in names if (rule := rule_named(name)) is not None)

"""Four facts about a text: whether it says how much, by when, and who, or is merely a to-do.

From the text alone, in English and Chinese (numbers, signs and days in other tongues too), by what
words stand where; a tool that reads the facts knows nothing of the document around them.
"""

from __future__ import annotations

import re

import msgspec

from okrtui.lint import owners, quantities, times, todos
from okrtui.lint.kinds import Kind

LONGEST = 2_000
"""Characters that are looked at; a text that is longer is no sentence."""


# What stands in marks is what something is called: 《…》, "Give me your end of year budget".
_TITLES = re.compile(
    r"《[^》]{1,80}》|(?<=\S\s)[\"“][^\"“”]{2,80}[\"”]|(?<=[(（])[\"“][^\"“”]{2,80}[\"”]"
)


class Facts(msgspec.Struct, frozen=True):
    """What a text says of itself. The names are those of `lint --json`."""

    has_metric: bool
    has_deadline: bool
    is_todo: bool
    has_owner: bool

    def with_fields(
        self, *, metric: bool = False, deadline: bool = False, owner: bool = False
    ) -> Facts:
        """Return the facts where fields beside the text say how much, by when or who.

        What has either of the first two is no to-do.
        """
        has_metric, has_deadline = self.has_metric or metric, self.has_deadline or deadline
        is_todo = self.is_todo and not (has_metric or has_deadline)
        return Facts(has_metric, has_deadline, is_todo, self.has_owner or owner)


def facts_of(kind: Kind, text: str) -> Facts:
    """Return the facts of one objective or key result.

    Its owner is taken out first and its times next: the digits of neither are a target.
    """
    text = " ".join(text[:LONGEST].split())
    owned = owners.owner_named(text)
    bare, limited = times.without_times(_without_titles(owners.without_owners(text)))
    quantified = quantities.quantified(bare)
    if quantified or limited:
        to_do = False
    elif kind is Kind.OBJECTIVE:
        to_do = todos.is_delivery(bare)
    else:
        to_do = todos.to_do(bare)
    return Facts(quantified, limited, to_do, owned)


def _without_titles(text: str) -> str:
    return _TITLES.sub(times.MASK, text)

"""What the linter says of all objectives on the screen, each with its key results."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from okrtui.model.books import Books
from okrtui.model.records import Objective, State
from okrtui.text.words import Words

if TYPE_CHECKING:
    from okrtui.lint.catalogue import Finding
    from okrtui.lint.kinds import Severity

_SLICE, _REST = 0.004, 0.002
"""Seconds that are read in one go beside the screen, and between: keys go first."""


class Advice(NamedTuple):
    """One thing to say.

    of: whose it is, `KR2`; nothing for the objective itself. warns: it weighs most.
    """

    of: str
    title: str
    text: str
    warns: bool


def read(
    objectives: Iterable[Objective],
    books: Books,
    off: Collection[str],
    words: Words,
    is_over: Callable[[], bool],
) -> Mapping[str, Sequence[Advice]] | None:
    """Return what there is to say of each objective, what weighs most first; for a thread.

    is_over: whether nobody waits for it any more; then it is given up, and there is nothing.
    """
    # The linter's own tables take longer to read than a screen to be drawn.
    from okrtui.lint.advise import Adviser
    from okrtui.lint.kinds import Severity

    adviser, weights = Adviser(books, off), list(Severity)
    found: dict[str, Sequence[Advice]] = {}
    began = time.monotonic()
    for objective in objectives:
        said = [("", one) for one in adviser.objective(objective)]
        for kr in books.key_results(objective.id):
            if kr.state is not State.DROPPED:
                said += [(f"KR{kr.number}", one) for one in adviser.key_result(kr)]
        said.sort(key=lambda pair: weights.index(pair[1].severity))
        found[objective.id] = [_told(of, one, words, Severity.WARNING) for of, one in said]
        if time.monotonic() - began > _SLICE:
            if is_over():
                return None
            time.sleep(_REST)
            began = time.monotonic()
    return found


def _told(of: str, finding: Finding, words: Words, most: Severity) -> Advice:
    return Advice(
        of=of,
        title=words.tell(finding.rule.title),
        text=words.tell(finding.message),
        warns=finding.severity is most,
    )

"""What is decided about the objectives of a document when all of it has been read."""

from __future__ import annotations

from collections.abc import Iterable

from okrtui.formats.build import Draft
from okrtui.formats.tree import FoundObjective
from okrtui.model.records import State


def settle(drafts: Iterable[Draft]) -> tuple[FoundObjective, ...]:
    """Return the objectives that drafts became, without those that have no words.

    An objective of nobody belongs to the one who has all of its key results. Key results of a
    dropped objective are dropped too.
    """
    kept = [draft for draft in drafts if draft.title.strip()]
    for draft in kept:
        owners = {result.owner for result in draft.key_results}
        if draft.owner is None and len(owners) == 1:
            draft.owner = owners.pop()
        if draft.state is State.DROPPED:
            for result in draft.key_results:
                result.state = State.DROPPED
    return tuple(draft.objective() for draft in kept)

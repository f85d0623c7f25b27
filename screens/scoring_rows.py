"""The rows of one stop at the closing: reached, and scored or what is proposed."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.cycle.paper import show_reached, show_score
from okrtui.model.books import Books
from okrtui.model.numbers import NOTHING
from okrtui.model.records import KeyResult, Objective
from okrtui.text.words import Words
from screens.scoring_walk import Stop, Walk
from widgets.signs import Signs
from widgets.tree_row import TreeRow


def rows(stop: Stop, walk: Walk, books: Books, words: Words, signs: Signs) -> Iterator[TreeRow]:
    """Yield the objectives of a stop, each followed by its key results."""
    for objective, key_results in stop.branches:
        yield _objective(objective, stop, books)
        for kr in key_results:
            yield _key_result(kr, walk, words, signs)


def _objective(objective: Objective, stop: Stop, books: Books) -> TreeRow:
    theirs = objective.owner == stop.owner
    return TreeRow(
        id=objective.id,
        kind="objective",
        name=f"O{objective.number}" if theirs else books.objective_name(objective),
        title=objective.title,
        dim=not theirs,
    )


def _key_result(kr: KeyResult, walk: Walk, words: Words, signs: Signs) -> TreeRow:
    found = walk.stand(kr)
    score, progress = found.score, found.standing.now.progress
    waits = walk.waits(kr)
    if score is not None:
        shown, role = show_score(score.score), "bright"
    elif found.proposed is not None:
        shown, role = words("quarter.proposed_short", score=show_score(found.proposed)), "dim"
    else:
        shown, role = NOTHING, "dim"
    return TreeRow(
        id=kr.id,
        depth=1,
        sign=signs.task["todo"] if waits else signs.done,
        name=f"KR{kr.number}",
        title=kr.title,
        value=show_reached(progress),
        value_role="normal",
        confidence=shown,
        confidence_role=role,
        mark="?" if score is not None and waits else "",
        mark_role="key",
        progress=None if progress is None else float(progress),
    )

"""Problems: what has happened and blocks, until it is solved."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.meeting import intents
from okrtui.meeting.context import Context
from okrtui.meeting.entries import known, next_number, person, title_of
from okrtui.model.books import Books
from okrtui.model.codec import amend, insert, update
from okrtui.model.ops import Op
from okrtui.model.records import OpenState, Problem
from okrtui.text.errors import Refused
from okrtui.text.harmless import clean_text


def add_problem(intent: intents.AddProblem, books: Books, context: Context) -> Sequence[Op]:
    """A problem, P and a number for life."""
    record = Problem(
        id=context.id(),
        number=next_number(books, Problem),
        title=title_of(intent.title),
        at=context.now,
        key_result=known(books, intent.key_result),
        meeting=context.meeting,
        owner=person(books, intent.owner),
        next_step=clean_text(intent.next_step),
        due=intent.due,
    )
    return [insert(record)]


def change_problem(intent: intents.ChangeProblem, books: Books, context: Context) -> Sequence[Op]:
    """A problem as it is seen now."""
    problem = books.get(Problem, intent.problem)
    if problem.state is not OpenState.OPEN:
        raise Refused("entry.problem_ended", number=problem.number)
    words = {
        "title": title_of(intent.title),
        "owner": person(books, intent.owner),
        "next_step": clean_text(intent.next_step),
        "due": intent.due,
    }
    if not amend(problem, **words):
        return []
    # One that this meeting found is new in it, however often it is reworded.
    changed_in = None if problem.meeting == context.meeting else context.meeting
    return amend(problem, **words, changed_in=changed_in)


def end_problem(intent: intents.EndProblem, books: Books, context: Context) -> Sequence[Op]:
    """A problem is solved; or, where that was said in this meeting, open after all."""
    problem = books.get(Problem, intent.problem)
    why = clean_text(intent.why)
    if problem.state is OpenState.OPEN:
        if not intent.closed:
            return []
        return [
            update(
                problem,
                state=OpenState.CLOSED,
                why=why,
                ended_at=context.now,
                ended_in=context.meeting,
            )
        ]
    if problem.ended_in != context.meeting:
        raise Refused("entry.problem_ended", number=problem.number)
    if intent.closed:
        return amend(problem, why=why or problem.why)
    return [update(problem, state=OpenState.OPEN, why="", ended_at=None, ended_in=None)]

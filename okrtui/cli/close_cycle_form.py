"""`close-cycle` at a terminal: key result by key result, in plain lines, then the closing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from okrtui.cli.call import Call
from okrtui.cli.cycle_circumstances import around
from okrtui.cycle.closing import OpenItems, open_items
from okrtui.cycle.paper import show_reached, show_score
from okrtui.cycle.scoring import Said, Scored, owes_cause, score, to_score
from okrtui.minutes.phrases import Markup, Phrases
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.numbers import NOTHING, show_value
from okrtui.model.records import Cycle, Member, Onward
from okrtui.store.store import Store
from okrtui.text.errors import OkrError, Refused

_YES: Final = frozenset({"y", "yes", "是", "好", "对"})
_CLOSE: Final = frozenset({"c", "close", "关", "关闭"})
_NEXT: Final = {
    **{onward.value: onward for onward in Onward},
    "k": Onward.KEEP,
    "c": Onward.CHANGE,
    "d": Onward.DROP,
    "保留": Onward.KEEP,
    "调整": Onward.CHANGE,
    "不再继续": Onward.DROP,
}
_PLAIN: Final = Markup(typed=str, strong="{}")


def walk(call: Call, store: Store, cycle: Cycle, member: Member | None) -> None:
    """Ask for each score that is not there, or whose cause is not, and record it before the next.

    member: only those that this one answers for.

    Raises:
        Refused: the input has ended; or the member answers for none.
    """
    settings = call.workspace.settings
    found = to_score(
        Books(store.view),
        cycle,
        today=call.today,
        calendar=Calendar(settings),
        settings=settings,
        member=member.id if member else None,
    )
    if member is not None and not found:
        raise Refused("cycle.close_nothing", name=member.name, cycle=cycle.name)
    waiting = [one for one in found if one.score is None or owes_cause(one.score)]
    if not waiting:
        call.out.say(call.words("cycle.close_all_scored"))
        return
    call.out.say(call.words("cycle.close_how", cycle=cycle.name))
    for one in waiting:
        _ask_about(call, store, cycle, one)


def _ask_about(call: Call, store: Store, cycle: Cycle, one: Scored) -> None:
    words, books = call.words, Books(store.view)
    say = Phrases(words, cycle.end.year, _PLAIN)
    call.out.say("")
    call.out.say(f"{books.kr_name(one.key_result)}  {one.key_result.title}")
    value = show_value(one.key_result, one.standing.now.value, words, of=one.standing.now.of)
    progress = show_reached(one.standing.now.progress)
    now = value if progress in {value, NOTHING} else f"{value} ({progress})"
    measured = say.measured(one.key_result)
    expected = show_score(one.expected)
    call.out.say(words("cycle.close_stands", measured=measured, now=now, expected=expected))
    if one.score is not None:
        # It was scored on screen, and its cause was put off.
        call.out.say(words("cycle.said_score", score=show_score(one.score.score)))
        said = Said(key_result=one.key_result.id, cause=_cause(call, expected))
    else:
        given = _score(call, one, books.kr_name(one.key_result))
        said = Said(
            key_result=one.key_result.id,
            score=given,
            cause=_cause(call, expected) if given < one.expected else None,
            next=_next(call, one),
            lesson=call.ask(words("cycle.close_ask_lesson")),
        )
    circumstances = around(call)
    store.commit(lambda view: score(said, Books(view), circumstances), via="close-cycle")


def _cause(call: Call, expected: str) -> str:
    while not (cause := call.ask(call.words("cycle.close_ask_cause", expected=expected))):
        pass
    return cause


def _score(call: Call, one: Scored, name: str) -> Decimal:
    while True:
        answer = call.ask(call.words("cycle.close_ask_score", proposed=show_score(one.proposed)))
        if not answer:
            if one.proposed is not None:
                return one.proposed
            _complain(call, Refused("cycle.needs_score", name=name))
            continue
        try:
            number = Decimal(answer.replace(",", "."))
        except InvalidOperation:
            number = Decimal(-1)
        if number.is_finite() and 0 <= number <= 1 and not number % Decimal("0.1"):
            return number
        _complain(call, Refused("cycle.close_bad_score", given=answer[:40]))


def _next(call: Call, one: Scored) -> Onward:
    while answer := call.ask(call.words("cycle.close_ask_next", next=one.next.value)):
        if answer.casefold() in _NEXT:
            return _NEXT[answer.casefold()]
        _complain(call, Refused("cycle.close_next", given=answer[:40]))
    return one.next


def ask_to_close(call: Call, store: Store, cycle: Cycle, *, end_open: bool) -> bool:
    """Ask what becomes of what is open, and whether to close; return whether the open ends too.

    Raises:
        Refused: the answer is not yes.
    """
    words = call.words
    items = open_items(Books(store.view), cycle)
    if len(items) and not end_open:
        call.out.say("")
        call.out.say(words("cycle.close_open", items=words("history.comma").join(_named(items))))
        end_open = call.ask(words("cycle.close_ask_open")).casefold() in _CLOSE
    if call.ask(words("cycle.close_ask", cycle=cycle.name)).casefold() not in _YES:
        raise Refused("cycle.close_declined", cycle=cycle.name)
    return end_open


def _named(items: OpenItems) -> list[str]:
    return [
        *(f"A{action.number} {action.title}" for action in items.actions),
        *(f"R{risk.number} {risk.title}" for risk in items.risks),
        *(f"P{problem.number} {problem.title}" for problem in items.problems),
    ]


def _complain(call: Call, error: OkrError) -> None:
    call.out.complain(error, call.words)

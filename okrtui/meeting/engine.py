"""The meeting's rules as one function: an intent, the books, the circumstances → what to write.

It runs under the store's lock, against the present; it is pure and may run again. It writes
nothing and knows no screen, so a test can run a whole meeting through it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okrtui.meeting import check_in, closing, entries, flow, intents, structure
from okrtui.meeting.context import Context
from okrtui.model.books import Books
from okrtui.model.ops import Op

_RULES: dict[type, Callable[[Any, Books, Context], Sequence[Op]]] = {
    intents.Confidence: check_in.confidence,
    intents.Step: check_in.step,
    intents.Value: check_in.value,
    intents.Note: check_in.note,
    intents.Why: check_in.why,
    intents.Confirm: check_in.confirm,
    intents.Unchanged: check_in.unchanged,
    intents.Skip: check_in.skip,
    intents.AddRisk: entries.add_risk,
    intents.AddProblem: entries.add_problem,
    intents.AddAction: entries.add_action,
    intents.EndAction: entries.end_action,
    intents.ReopenAction: entries.reopen_action,
    intents.CarryAction: entries.carry_action,
    intents.AddDecision: entries.add_decision,
    intents.Park: entries.park,
    intents.AddObjective: structure.add_objective,
    intents.AddKeyResult: structure.add_key_result,
    intents.AddTask: structure.add_task,
    intents.ToggleTask: structure.toggle_task,
    intents.ChangeField: structure.change_field,
    intents.CorrectText: structure.correct_text,
    intents.Drop: structure.drop,
    intents.TakeTurn: flow.take_turn,
    intents.Pause: flow.pause,
    intents.Resume: flow.resume,
    intents.Attend: flow.attend,
    intents.Facilitate: flow.facilitate,
    intents.Summarise: flow.summarise,
    intents.Rate: flow.rate,
    intents.NextOn: flow.next_on,
    intents.Close: closing.close,
}


def decide(intent: intents.Intent, books: Books, context: Context) -> Sequence[Op]:
    """Return what an intent writes; nothing where all is as it wishes already.

    Raises:
        Refused: it is not allowed now, or what it speaks of is not there.
    """
    flow.running(books, context)
    return _RULES[type(intent)](intent, books, context)

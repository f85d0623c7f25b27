"""The meeting's rules as one function: an intent, the books, the circumstances → what to write.

It runs under the store's lock, against the present; it is pure and may run again. It writes
nothing and knows no screen, so a test can run a whole meeting through it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from okrtui.meeting import (
    actions,
    attending,
    blind,
    check_in,
    closing,
    entries,
    fields,
    flow,
    intents,
    links,
    moving,
    problems,
    risks,
    structure,
    tasks,
    votes,
)
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
    intents.OverrideHealth: check_in.override_health,
    intents.SpokenBy: check_in.spoken_by,
    intents.RecordVote: votes.record_vote,
    intents.OpenVote: blind.open_vote,
    intents.SealBallot: blind.seal_ballot,
    intents.RevealVote: blind.reveal_vote,
    intents.OpenBallot: blind.open_ballot,
    intents.LeaveVote: blind.leave_vote,
    intents.AgreeVote: votes.agree_vote,
    intents.Skip: check_in.skip,
    intents.AddRisk: risks.add_risk,
    intents.ChangeRisk: risks.change_risk,
    intents.EndRisk: risks.end_risk,
    intents.RiskHappened: risks.risk_happened,
    intents.AddProblem: problems.add_problem,
    intents.ChangeProblem: problems.change_problem,
    intents.EndProblem: problems.end_problem,
    intents.AddAction: actions.add_action,
    intents.ChangeAction: actions.change_action,
    intents.EndAction: actions.end_action,
    intents.ReopenAction: actions.reopen_action,
    intents.CarryAction: actions.carry_action,
    intents.AddDecision: entries.add_decision,
    intents.Park: entries.park,
    intents.EndParked: entries.end_parked,
    intents.AddObjective: structure.add_objective,
    intents.AddKeyResult: structure.add_key_result,
    intents.AddTask: tasks.add_task,
    intents.ToggleTask: tasks.toggle_task,
    intents.SetTaskState: tasks.set_task_state,
    intents.ChangeField: fields.change_field,
    intents.MoveKeyResult: moving.move_key_result,
    intents.CorrectText: structure.correct_text,
    intents.Drop: structure.drop,
    intents.Restore: structure.restore,
    intents.Align: links.align,
    intents.AskDependency: links.ask_dependency,
    intents.AskCollaborator: links.ask_collaborator,
    intents.Answer: links.answer,
    intents.Unlink: links.unlink,
    intents.TakeTurn: flow.take_turn,
    intents.Pause: flow.pause,
    intents.Resume: flow.resume,
    intents.Attend: attending.attend,
    intents.Facilitate: attending.facilitate,
    intents.TakeOver: attending.take_over,
    intents.Reorder: attending.reorder,
    intents.Plan: attending.plan,
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

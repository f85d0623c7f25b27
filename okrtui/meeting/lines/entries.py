"""What is said beside the key results in one line each: risks, problems, action items, parking lot.

SDK slips past 15 Dec hm @lin fri -> ask the vendor for a date
CI is down @lin fri -> wang restarts it
wang send trace fri
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from okrtui.meeting import intents
from okrtui.meeting.lines.forms import action_form, problem_form, risk_form
from okrtui.meeting.lines.numbered import (
    OPEN_AGAIN,
    Spoken,
    Verb,
    numbered,
    said_of,
    spoken_of,
    verb_of,
)
from okrtui.meeting.lines.parts import Ground, Line, read_line
from okrtui.model.records import Action, Parked, Problem, Risk, RiskState
from okrtui.text.errors import Refused

_ENDED = {
    **dict.fromkeys(["closed", "close", "已关闭", "关闭"], Verb.ENDED),
    **OPEN_AGAIN,
}
_RISK_VERBS: Final = {
    **dict.fromkeys(["happened", "occurred", "已发生", "发生了", "发生"], Verb.HAPPENED),
    **dict.fromkeys(["mitigated", "已缓解", "缓解了", "缓解"], Verb.MITIGATED),
    **_ENDED,
}
_RISK_STATES: Final = {
    Verb.MITIGATED: RiskState.MITIGATED,
    Verb.ENDED: RiskState.CLOSED,
    Verb.OPEN: RiskState.OPEN,
}
_PROBLEM_VERBS: Final = {
    **dict.fromkeys(["solved", "fixed", "done", "已解决", "解决了", "解决"], Verb.ENDED),
    **_ENDED,
}
_ACTION_VERBS: Final = {
    **dict.fromkeys(["done", "已完成", "完成了", "完成"], Verb.DONE),
    **dict.fromkeys(["not done", "carried", "carry", "未完成", "没完成", "顺延"], Verb.NOT_DONE),
    **dict.fromkeys(["dropped", "drop", "放弃", "取消"], Verb.DROPPED),
    **OPEN_AGAIN,
}
_PARKED_VERBS: Final = dict.fromkeys(
    ["closed", "close", "done", "已解决", "已关闭", "关闭"], Verb.ENDED
)


class Edit(msgspec.Struct, frozen=True):
    """Something that exists is to be edited: its one line, as it would be typed now."""

    record: Risk | Problem | Action
    form: str


# -- risks


def risk_line(text: str, ground: Ground) -> intents.Intent | Edit:
    """Read what is typed for a risk: a new one, or what became of one by its number.

    Raises:
        Refused: there is no such number, or what is said of it is not understood.
    """
    spoken = spoken_of(text, "R")
    risk = numbered(Risk, spoken, "R", _RISK_VERBS, ground) if spoken else None
    if spoken and risk and (known := _of_risk(risk, spoken, ground)):
        return known
    if spoken and risk and spoken.lettered:
        raise Refused("typed.how_risk", name=f"R{risk.number}")
    line = read_line(text, ground, arrow=True, levels=True)
    return intents.AddRisk(
        line.title,
        ground.key_result,
        probability=line.probability,
        impact=line.impact,
        mitigation=line.then,
        owner=line.owner,
        due=line.due,
    )


def _of_risk(risk: Risk, spoken: Spoken, ground: Ground) -> intents.Intent | Edit | None:
    if not spoken.rest:
        return Edit(risk, risk_form(risk, ground))
    if found := said_of(spoken, _RISK_VERBS):
        verb, why = found
        if verb is Verb.HAPPENED:
            line = read_line(why, ground, arrow=True, all_parts=True)
            step = "; ".join(filter(None, (line.title, line.then)))
            return intents.RiskHappened(risk.id, step, line.owner, line.due)
        return intents.EndRisk(risk.id, _RISK_STATES[verb], why)
    line = read_line(spoken.rest, ground, arrow=True, levels=True, all_parts=True)
    return None if line.title else _seen_anew(risk, line, risk.title)


def edited_risk(risk: Risk, text: str, ground: Ground) -> intents.ChangeRisk:
    """Read the line of a risk as it was edited: what it does not say any more is taken away."""
    line = read_line(text, ground, arrow=True, levels=True)
    return intents.ChangeRisk(
        risk.id,
        line.title,
        line.probability if "levels" in line.says else risk.probability,
        line.impact if "levels" in line.says else risk.impact,
        line.then,
        line.owner,
        line.due,
    )


def _seen_anew(risk: Risk, line: Line, title: str) -> intents.ChangeRisk:
    return intents.ChangeRisk(
        risk.id,
        title,
        line.probability if "levels" in line.says else risk.probability,
        line.impact if "levels" in line.says else risk.impact,
        line.then if "then" in line.says else risk.mitigation,
        line.owner if "owner" in line.says else risk.owner,
        line.due if "due" in line.says else risk.due,
    )


# -- problems


def problem_line(text: str, ground: Ground) -> intents.Intent | Edit:
    """Read what is typed for a problem: a new one, or what became of one by its number.

    Raises:
        Refused: there is no such number, or what is said of it is not understood.
    """
    spoken = spoken_of(text, "P")
    problem = numbered(Problem, spoken, "P", _PROBLEM_VERBS, ground) if spoken else None
    if spoken and problem and (known := _of_problem(problem, spoken, ground)):
        return known
    if spoken and problem and spoken.lettered:
        raise Refused("typed.how_problem", name=f"P{problem.number}")
    line = read_line(text, ground, arrow=True)
    return intents.AddProblem(
        line.title, ground.key_result, owner=line.owner, next_step=line.then, due=line.due
    )


def _of_problem(problem: Problem, spoken: Spoken, ground: Ground) -> intents.Intent | Edit | None:
    if not spoken.rest:
        return Edit(problem, problem_form(problem, ground))
    if found := said_of(spoken, _PROBLEM_VERBS):
        return intents.EndProblem(problem.id, found[1], closed=found[0] is not Verb.OPEN)
    line = read_line(spoken.rest, ground, arrow=True, all_parts=True)
    if line.title:
        return None
    return intents.ChangeProblem(
        problem.id,
        problem.title,
        line.owner if "owner" in line.says else problem.owner,
        line.then if "then" in line.says else problem.next_step,
        line.due if "due" in line.says else problem.due,
    )


def edited_problem(problem: Problem, text: str, ground: Ground) -> intents.ChangeProblem:
    """Read the line of a problem as it was edited."""
    line = read_line(text, ground, arrow=True)
    return intents.ChangeProblem(problem.id, line.title, line.owner, line.then, line.due)


# -- action items


def action_line(text: str, ground: Ground) -> intents.Intent | Edit:
    """Read what is typed for an action item: who, what, by when; or what became of one.

    Raises:
        Refused: there is no such number, or what is said of it is not understood.
    """
    spoken = spoken_of(text, "A")
    action = numbered(Action, spoken, "A", _ACTION_VERBS, ground) if spoken else None
    if spoken and action and (known := _of_action(action, spoken, ground)):
        return known
    if spoken and action and spoken.lettered:
        raise Refused("typed.how_action", name=f"A{action.number}")
    line = owed_line(text, ground)
    return intents.AddAction(line.title, line.owner, line.due, ground.key_result)


def _of_action(action: Action, spoken: Spoken, ground: Ground) -> intents.Intent | Edit | None:
    if not spoken.rest:
        return Edit(action, action_form(action, ground))
    match said_of(spoken, _ACTION_VERBS):
        case (Verb.DONE, why):
            return intents.EndAction(action.id, why=why)
        case (Verb.NOT_DONE, why):
            return intents.CarryAction(action.id, why)
        case (Verb.DROPPED, why):
            if not why:
                raise Refused("typed.why_dropped", name=f"A{action.number}")
            return intents.EndAction(action.id, dropped=True, why=why)
        case (Verb.OPEN, _):
            return intents.ReopenAction(action.id)
    line = read_line(spoken.rest, ground, all_parts=True)
    if line.title:
        return None
    return intents.ChangeAction(
        action.id,
        action.title,
        line.owner if "owner" in line.says else action.owner,
        line.due if "due" in line.says else action.due,
    )


def edited_action(action: Action, text: str, ground: Ground) -> intents.ChangeAction:
    """Read the line of an action item as it was edited."""
    line = owed_line(text, ground)
    return intents.ChangeAction(action.id, line.title, line.owner, line.due)


def owed_line(text: str, ground: Ground) -> Line:
    """Read who does what by when, as actions, tasks and next steps are typed."""
    return read_line(text, ground, bare_owner=True)


# -- the parking lot


def parked_line(text: str, ground: Ground, waiting: Sequence[Parked]) -> intents.Intent:
    """Read what is typed for the parking lot: something new, or `close 2 we bought them`.

    waiting: what is parked, in the order in which it was shown; a number is a place in it.
    """
    said = verb_of(text, _PARKED_VERBS)
    spoken = spoken_of(said[1] if said else text, "#")
    if spoken and 1 <= spoken.number <= len(waiting):
        parked = waiting[spoken.number - 1]
        if said:
            return intents.EndParked(parked.id, spoken.rest)
        if ended := verb_of(spoken.rest, _PARKED_VERBS):
            return intents.EndParked(parked.id, ended[1])
    return intents.Park(text.strip(), ground.key_result)

"""What is said beside the key results: new entries, and those that exist, by their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from okrtui.meeting import intents
from okrtui.meeting.lines.entries import (
    action_line,
    owed_line,
    parked_line,
    problem_line,
    risk_line,
)
from okrtui.meeting.lines.forms import action_form, problem_form, risk_form
from okrtui.model.records import (
    Action,
    KeyResult,
    OpenState,
    Parked,
    Problem,
    Risk,
    RiskState,
)
from okrtui.text.width import cut
from screens.meeting_prompts_ask import Asking, Read, reason_said, said

_MOST_LISTED = 28
"""Cells of a title in the line that lists what is open."""

One = TypeVar("One", Risk, Problem, Action)


class Entering(Asking):
    """The prompts of risks, problems, action items, tasks, decisions and the parking lot."""

    def risk(self, kr: KeyResult | None) -> None:
        """Ask for a risk: `SDK slips past 15 Dec hm @lin -> ask`; or `R5 happened`."""
        listed = [(f"R{risk.number}", risk.title) for risk in self._open(Risk, kr)]
        self._entry("risk", kr, lambda typed: risk_line(said(typed), self._ground(kr)), listed)

    def problem(self, kr: KeyResult | None) -> None:
        """Ask for a problem: `CI is down @lin -> wang restarts it`; or `P2 solved`."""
        listed = [(f"P{problem.number}", problem.title) for problem in self._open(Problem, kr)]
        self._entry(
            "problem", kr, lambda typed: problem_line(said(typed), self._ground(kr)), listed
        )

    def action(self, kr: KeyResult | None) -> None:
        """Ask for an action item: `wang send trace fri`; or `A31 done`."""
        listed = [(f"A{action.number}", action.title) for action in self._open(Action, kr)]
        self._entry("action", kr, lambda typed: action_line(said(typed), self._ground(kr)), listed)

    def task(self, kr: KeyResult) -> None:
        """Ask for a task: who, what, by when."""

        def read(typed: str) -> intents.Intent:
            line = owed_line(said(typed), self._ground(kr))
            return intents.AddTask(kr.id, line.title, line.owner, line.due)

        self._entry("task", kr, read)

    def decision(self, kr: KeyResult | None) -> None:
        """Ask for a decision."""
        key_result = kr.id if kr else None
        self._entry("decision", kr, lambda typed: intents.AddDecision(said(typed), key_result))

    def park(self, kr: KeyResult | None) -> None:
        """Ask for what is not discussed now; or for one that is dealt with: `close 2`."""
        waiting = self._screen.room.books.where(Parked, "state", OpenState.OPEN.value)
        listed = [(str(at), parked.title) for at, parked in enumerate(waiting, 1)]
        self._entry(
            "park", kr, lambda typed: parked_line(said(typed), self._ground(kr), waiting), listed
        )

    def _open(self, kind: type[One], kr: KeyResult | None) -> Sequence[One]:
        """Return what is open of a kind: at a key result, or in all."""
        books = self._screen.room.books
        found = books.where(kind, "key_result", kr.id) if kr else books.where(kind, "state", "open")
        return [one for one in found if one.state.value == "open"]

    def _entry(
        self,
        kind: str,
        kr: KeyResult | None,
        read: Read,
        listed: Sequence[tuple[str, str]] = (),
    ) -> None:
        signs = self._screen.desk.signs
        shown = (f"{name} {cut(title, _MOST_LISTED, signs.cut)}" for name, title in listed)
        self._ask(
            f"{kind}:{kr.id if kr else ''}",
            f"meeting.ask_{kind}",
            read,
            about=self._name(kr),
            hint=f"meeting.{kind}_hint",
            listed=f" {signs.dot} ".join(shown),
            beside=read,
        )

    # -- what exists

    def edit(self, record: Risk | Problem | Action) -> None:
        """Ask for the line of a risk, problem or action item, as it stands now."""
        ground = self._ground()
        match record:
            case Risk():
                self._edit(record, risk_form(record, ground))
            case Problem():
                self._edit(record, problem_form(record, ground))
            case Action():
                self._edit(record, action_form(record, ground))

    def stopped(self, action: Action) -> None:
        """Ask what stopped an action item."""
        self._ask(
            f"stopped:{action.id}",
            "meeting.ask_stopped",
            lambda typed: intents.CarryAction(action.id, reason_said(typed)),
            about=f"A{action.number} {action.title}",
            text=action.why,
        )

    def end(self, record: Risk | Problem | Action | Parked) -> None:
        """Ask why something ends: an action is given up, a risk or problem closed."""

        def read(typed: str) -> intents.Intent:
            why = typed.strip()
            match record:
                case Risk():
                    return intents.EndRisk(record.id, RiskState.CLOSED, reason_said(why))
                case Problem():
                    return intents.EndProblem(record.id, reason_said(why))
                case Action():
                    return intents.EndAction(record.id, dropped=True, why=reason_said(why))
                case Parked():
                    return intents.EndParked(record.id, why)

        is_parked = isinstance(record, Parked)
        drops = isinstance(record, Action)
        label = "outcome" if is_parked else "drop" if drops else "close"
        self._ask(
            f"end:{record.id}",
            f"meeting.ask_{label}",
            read,
            about=record.title,
            hint="meeting.outcome_hint" if is_parked else "meeting.drop_hint",
            text=record.outcome if isinstance(record, Parked) else "",
        )

"""What is asked for in a meeting, one line each, and the intents that the answers become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from okrtui.meeting import intents
from okrtui.meeting.one_line import action_line, owned_line
from okrtui.model.codec import TABLE_OF
from okrtui.model.numbers import parse_value
from okrtui.model.records import KeyResult, Level, Objective, Task
from okrtui.text.dates import parse_day, show_date
from okrtui.text.errors import OkrError, Refused
from screens.ask import Ask
from screens.changes import read_change

if TYPE_CHECKING:
    from screens.meeting_stage import MeetingStage

_LEVELS = {
    "l": Level.LOW, "m": Level.MEDIUM, "h": Level.HIGH,
    "低": Level.LOW, "中": Level.MEDIUM, "高": Level.HIGH,
}  # fmt: skip

Item = Objective | KeyResult | Task


class Prompts:
    """Opens the prompts of a meeting's screen and hands on what was typed, never losing it."""

    def __init__(self, screen: MeetingStage) -> None:
        self._screen = screen

    # -- how it is done

    def _words(self, key: str, /, **values: str | int) -> str:
        return self._screen.words(key, **values)

    def _ask(
        self,
        id: str,
        label: str,
        read: Callable[[str], intents.Intent | None],
        *,
        about: str = "",
        hint: str = "",
        text: str = "",
        unless: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
        quiet: bool = False,
    ) -> None:
        """Ask; what was typed becomes an intent, or comes back with the reason why not."""

        def answer(typed: str) -> None:
            try:
                intent = read(typed)
            except Refused as error:
                self._again(ask, typed, error)
                return
            if intent is None:
                if after is not None:
                    after()
                return
            self._screen.do(
                intent,
                typed=f"{self._words(label)}: {typed}",
                after=after,
                refused=lambda error: self._again(ask, typed, error),
                quiet=quiet,
            )

        ask = Ask(
            id=id,
            label=self._words(label),
            then=answer,
            about=about,
            hint=self._words(hint) if hint else "",
            text=text,
            unless=unless,
        )
        self._screen.ask(ask)

    def _again(self, ask: Ask, typed: str, error: OkrError) -> None:
        self._screen.ask(replace(ask, text=typed))
        self._screen.ask_line.fail(self._screen.desk.words.tell(error))

    @property
    def _today(self) -> date:
        desk = self._screen.desk
        return desk.calendar.day(desk.clock.now())

    def _name(self, kr: KeyResult | None) -> str:
        return self._screen.room.books.kr_name(kr) if kr else ""

    # -- the key result in hand

    def value(self, kr: KeyResult) -> None:
        """Ask for its value."""
        self._ask(
            f"value:{kr.id}",
            "terms.value",
            lambda typed: intents.Value(kr.id, parse_value(kr, _said(typed))),
            about=self._name(kr),
            hint="meeting.value_hint",
        )

    def note(self, kr: KeyResult) -> None:
        """Ask for the owner's words."""
        here = self._screen.room.stand(kr).here
        self._ask(
            f"note:{kr.id}",
            "terms.note",
            lambda typed: intents.Note(kr.id, typed),
            about=self._name(kr),
            text=here.note if here else "",
        )

    def why(self, kr: KeyResult, then: Callable[[], None], put_off: Callable[[], None]) -> None:
        """Ask for the reason behind a low or fallen confidence, then for the next step."""
        books = self._screen.room.books

        def reason(why: str) -> intents.Intent:
            self._ask(
                f"next:{kr.id}",
                "meeting.ask_next",
                lambda step: _with_next(step, why),
                about=self._name(kr),
                hint="meeting.next_hint_line",
                unless=then,
                after=then,
            )
            return intents.Why(kr.id, _said(why))

        def _with_next(step: str, why: str) -> intents.Intent | None:
            if not step.strip():
                return None
            line = action_line(step, books, self._today)
            title = line.title
            if line.due is not None:
                shown = show_date(line.due, self._screen.desk.words.language, year=self._today.year)
                title = f"{title} ({shown})"
            return intents.Why(kr.id, why, title, line.owner)

        self._ask(
            f"why:{kr.id}",
            "meeting.ask_why",
            reason,
            about=self._name(kr),
            hint="meeting.why_hint",
            unless=put_off,
        )

    # -- what is said beside it

    def risk(self, kr: KeyResult | None) -> None:
        """Ask for a risk: `SDK slips past 15 Dec hm @lin`."""

        def read(typed: str) -> intents.Intent:
            line = owned_line(_said(typed), self._screen.room.books)
            title, probability, impact = _levels(line.title)
            return intents.AddRisk(
                title, _id(kr), probability=probability, impact=impact, owner=line.owner
            )

        self._entry("risk", kr, read)

    def problem(self, kr: KeyResult | None) -> None:
        """Ask for a problem: what blocks, and who takes care."""

        def read(typed: str) -> intents.Intent:
            line = owned_line(_said(typed), self._screen.room.books)
            return intents.AddProblem(line.title, _id(kr), owner=line.owner)

        self._entry("problem", kr, read)

    def action(self, kr: KeyResult | None) -> None:
        """Ask for an action item: `wang send trace fri`."""

        def read(typed: str) -> intents.Intent:
            line = action_line(_said(typed), self._screen.room.books, self._today)
            return intents.AddAction(line.title, line.owner, line.due, _id(kr))

        self._entry("action", kr, read)

    def task(self, kr: KeyResult) -> None:
        """Ask for a task: who, what, by when."""

        def read(typed: str) -> intents.Intent:
            line = action_line(_said(typed), self._screen.room.books, self._today)
            return intents.AddTask(kr.id, line.title, line.owner, line.due)

        self._entry("task", kr, read)

    def decision(self, kr: KeyResult | None) -> None:
        """Ask for a decision."""
        self._entry("decision", kr, lambda typed: intents.AddDecision(_said(typed), _id(kr)))

    def park(self, kr: KeyResult | None) -> None:
        """Ask for what is not discussed now."""
        self._entry("park", kr, lambda typed: intents.Park(_said(typed), _id(kr)))

    def _entry(
        self, kind: str, kr: KeyResult | None, read: Callable[[str], intents.Intent]
    ) -> None:
        self._ask(
            f"{kind}:{_id(kr) or ''}",
            f"meeting.ask_{kind}",
            read,
            about=self._name(kr),
            hint=f"meeting.{kind}_hint",
        )

    # -- the tree itself

    def objective(self, owner: str) -> None:
        """Ask for a new objective, and why."""
        self._with_reason(
            f"objective:{owner}",
            "meeting.ask_objective",
            lambda title, why: intents.AddObjective(owner, title, why),
            about=self._screen.owner_name(owner),
        )

    def key_result(self, objective: Objective) -> None:
        """Ask for a new key result, and why."""
        books = self._screen.room.books

        def read(typed: str, why: str) -> intents.Intent:
            line = owned_line(typed, books)
            return intents.AddKeyResult(objective.id, line.title, line.owner, why)

        self._with_reason(
            f"key_result:{objective.id}",
            "meeting.ask_key_result",
            read,
            about=f"O{objective.number} {objective.title}",
            hint="meeting.key_result_hint",
        )

    def change(self, item: Item) -> None:
        """Ask for a new wording or field, and why."""

        def read(typed: str, why: str) -> intents.Intent:
            field, value = read_change(typed, item, self._screen.room.books, self._today)
            return intents.ChangeField(TABLE_OF[type(item)], item.id, field, value, why)

        self._with_reason(
            f"change:{item.id}",
            "meeting.ask_change",
            read,
            text=item.title,
            hint="meeting.change_hint" if isinstance(item, KeyResult) else "",
            needs_why=True,
        )

    def correct(self, item: Item) -> None:
        """Ask for the right spelling."""
        self._ask(
            f"correct:{item.id}",
            "meeting.ask_correct",
            lambda typed: intents.CorrectText(TABLE_OF[type(item)], item.id, _said(typed)),
            text=item.title,
        )

    def drop(self, item: Item) -> None:
        """Ask why it is given up."""
        self._ask(
            f"drop:{item.id}",
            "meeting.ask_drop",
            lambda typed: intents.Drop(TABLE_OF[type(item)], item.id, _said(typed)),
            about=item.title,
            hint="meeting.drop_hint",
        )

    def _with_reason(
        self,
        id: str,
        label: str,
        read: Callable[[str, str], intents.Intent],
        *,
        about: str = "",
        hint: str = "",
        text: str = "",
        needs_why: bool = False,
    ) -> None:
        def reason(typed: str) -> intents.Intent | None:
            said = _said(typed)
            self._ask(
                f"reason:{id}",
                "meeting.ask_reason",
                lambda why: read(said, _said(why) if needs_why else why.strip()),
                about=said,
                hint="" if needs_why else "meeting.reason_hint",
            )
            return None

        self._ask(id, label, reason, about=about, hint=hint, text=text)

    # -- action items, and the closing

    def action_note(self, action: str, why: str) -> None:
        """Ask what stopped it."""
        self._ask(
            f"stopped:{action}",
            "meeting.ask_stopped",
            lambda typed: intents.CarryAction(action, _said(typed)),
            text=why,
        )

    def action_drop(self, action: str) -> None:
        """Ask why an action item is given up."""
        self._ask(
            f"end:{action}",
            "meeting.ask_drop",
            lambda typed: intents.EndAction(action, dropped=True, why=_said(typed)),
            hint="meeting.drop_hint",
        )

    def rating(self) -> None:
        """Ask how good the meeting was."""

        def read(typed: str) -> intents.Intent:
            from okrtui.model.numbers import parse_number

            return intents.Rate(int(parse_number(typed.partition("/")[0])))

        self._ask("rating", "meeting.rating", read, hint="meeting.rating_hint", quiet=True)

    def next_on(self, day: date | None) -> None:
        """Ask when the next meeting is."""
        self._ask(
            "next_on",
            "meeting.next_on",
            lambda typed: intents.NextOn(parse_day(typed, self._today)),
            hint="meeting.next_hint",
            text=day.isoformat() if day else "",
            quiet=True,
        )

    def summary(self, text: str) -> None:
        """Ask for the sentence at the top of the minutes."""
        self._ask(
            "summary",
            "meeting.summary",
            intents.Summarise,
            hint="meeting.summary_hint",
            text=text,
            quiet=True,
        )


def _said(typed: str) -> str:
    """Return what was typed.

    Raises:
        Refused: that is nothing.
    """
    if not typed.strip():
        raise Refused("entry.empty")
    return typed.strip()


def _id(kr: KeyResult | None) -> str | None:
    return kr.id if kr else None


def _levels(text: str) -> tuple[str, Level, Level]:
    """Return a risk without the two letters at its end that say how likely and how bad it is."""
    head, _, last = text.rpartition(" ")
    found = [_LEVELS[letter] for letter in last.casefold() if letter in _LEVELS]
    if head.strip() and len(last) == 2 and len(found) == 2:
        return head.strip(), found[0], found[1]
    return text, Level.MEDIUM, Level.MEDIUM

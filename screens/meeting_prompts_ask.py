"""How a meeting's prompts ask: what was typed becomes an intent, or comes back with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from okrtui.meeting import intents
from okrtui.meeting.lines.entries import Edit, edited_action, edited_problem, edited_risk
from okrtui.meeting.lines.parts import Ground
from okrtui.meeting.lines.told import understood
from okrtui.model.records import Action, KeyResult, Problem, Risk
from okrtui.text.errors import OkrError, Refused
from screens.ask import Ask, AskLine

if TYPE_CHECKING:
    from screens.desk import Desk
    from screens.room import Room

Said = intents.Intent | Edit | None
Read = Callable[[str], Said]


class Asks(Protocol):
    """A screen that asks: it shows a prompt, and carries an intent out."""

    desk: Desk

    @property
    def room(self) -> Room:
        """What it shows, and how that stands."""
        ...

    @property
    def ask_line(self) -> AskLine:
        """Where people type."""
        ...

    def words(self, key: str, /, **values: str | int) -> str:
        """Return the words of a catalogue key."""
        ...

    def owner_name(self, owner: str) -> str:
        """Return what an owner is called."""
        ...

    def ask(self, ask: Ask) -> None:
        """Open a prompt."""
        ...

    def do(
        self,
        intent: intents.Intent,
        *,
        typed: str = "",
        after: Callable[[], None] | None = None,
        refused: Callable[[OkrError], None] | None = None,
        quiet: bool = False,
        wait: bool = False,
    ) -> None:
        """Carry an intent out."""
        ...


class Asking:
    """Opens a prompt and hands on what was typed, never losing it."""

    def __init__(self, screen: Asks) -> None:
        self._screen = screen

    # -- what a line is read against

    def _words(self, key: str, /, **values: str | int) -> str:
        return self._screen.words(key, **values)

    def _ground(self, key_result: KeyResult | None = None) -> Ground:
        desk = self._screen.desk
        today = desk.today
        return Ground(self._screen.room.books, today, key_result.id if key_result else None)

    def _name(self, kr: KeyResult | None) -> str:
        return self._screen.room.books.kr_name(kr) if kr else ""

    # -- asking

    def _ask(
        self,
        id: str,
        label: str,
        read: Read,
        *,
        about: str = "",
        hint: str = "",
        listed: str = "",
        text: str = "",
        beside: Read | None = None,
        advise: Read | None = None,
        first: tuple[str, str] | None = None,
        unless: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
        quiet: bool = False,
        over: bool = False,
        leave: str = "keys.leave_text",
    ) -> None:
        """Ask; what was typed becomes an intent, or comes back with the reason why not.

        beside: reads a line and changes nothing, to show what was understood while one types;
        advise: the same, to show how it could be better.
        first: the prompt to whose answer this is the second line, and that answer.
        """

        def answer(typed: str) -> None:
            try:
                said = read(typed)
            except Refused as error:
                self._again(ask, typed, error)
                return
            if said is None:
                if after is not None:
                    after()
            elif isinstance(said, Edit):
                self._edit(said.record, said.form)
            else:
                self._screen.do(
                    said,
                    typed=f"{ask.label}: {typed}",
                    after=after,
                    refused=lambda error: self._again(ask, typed, error),
                    quiet=quiet,
                    # Where one goes on from here, the next key is for what comes then.
                    wait=after is not None,
                )

        ask = Ask(
            id=id,
            label=self._words(label),
            then=answer,
            about=about,
            hint=self._words(hint) if hint else "",
            listed=listed,
            text=text,
            over=over,
            leave=leave,
            beside=self._beside(beside) if beside else None,
            advise=self._advise(advise) if advise else None,
            first=first,
            unless=unless,
        )
        self._screen.ask(ask)

    def _again(self, ask: Ask, typed: str, error: OkrError) -> None:
        self._screen.ask(replace(ask, text=typed))
        # Not the draft, which may lag behind by some letters.
        self._screen.ask_line.put(typed)
        self._screen.ask_line.fail(self._screen.desk.words.tell(error))

    def _beside(self, read: Read) -> Callable[[str], tuple[str, ...]]:
        """Return what was understood of a line, in phrases; nothing where it would be refused."""

        def phrases(typed: str) -> tuple[str, ...]:
            try:
                said = read(typed)
            except Refused:
                return ()
            return understood(said, self._ground(), self._screen.desk.words) if said else ()

        return phrases

    def _advise(self, read: Read) -> Callable[[str], tuple[str, ...]]:
        """Return what the linter says of a line; nothing where it would be refused."""
        ground, desk = self._ground(), self._screen.desk

        def sentences(typed: str) -> tuple[str, ...]:
            from screens.writing_advice import advice

            try:
                said = read(typed)
                if said is None or isinstance(said, Edit):
                    return ()
                return advice(said, ground, desk.settings, desk.words)
            except Refused:
                return ()

        return sentences

    def _with_reason(
        self,
        id: str,
        label: str,
        read: Callable[[str, str], intents.Intent],
        *,
        about: str = "",
        hint: str = "",
        listed: str = "",
        was: str = "",
        text: str | None = None,
        over: bool = False,
        advised: bool = False,
        empty: bool = False,
        needs_why: Callable[[intents.Intent], bool | None],
    ) -> None:
        """Ask in two lines: for something, then why.

        needs_why: whether it takes a reason: it must have one, it may, or (None) it has none.
        was: how it stands now; the same again changes nothing. text: what is offered in its place;
        over: whether the first letter typed takes the place of that.
        advised: whether the linter has something to say of the first line. empty: nothing at all
        is an answer too.
        """
        offered = was if text is None else text

        def first(typed: str) -> Said:
            line = typed.strip() if empty else said(typed)
            if was and line == was.strip():
                return None
            intent = read(line, "")
            needs = needs_why(intent)
            if needs is None:
                return intent
            self._ask(
                f"reason:{id}",
                "meeting.ask_reason",
                lambda why: read(line, reason_said(why) if needs else why.strip()),
                about=line,
                hint="meeting.drop_hint" if needs else "meeting.reason_hint",
                first=(id, line),
            )
            return None

        self._ask(
            id,
            label,
            first,
            about=about,
            hint=hint,
            listed=listed,
            text=offered,
            over=over,
            beside=lambda typed: read(typed.strip(), "") if typed.strip() != offered else None,
            advise=(lambda typed: read(said(typed), "")) if advised else None,
        )

    # -- what exists

    def _edit(self, record: Risk | Problem | Action, form: str) -> None:
        """Ask for the line of something that exists, as it stands now."""
        ground = self._ground()

        def read(typed: str) -> Said:
            match record:
                case Risk():
                    return edited_risk(record, said(typed), ground)
                case Problem():
                    return edited_problem(record, said(typed), ground)
                case Action():
                    return edited_action(record, said(typed), ground)

        letter, kind = _KINDS[type(record)]
        self._ask(
            f"edit:{record.id}",
            f"meeting.ask_{kind}",
            read,
            about=f"{letter}{record.number}",
            hint=f"meeting.edit_{kind}_hint",
            text=form,
            beside=read,
        )


_KINDS: dict[type, tuple[str, str]] = {
    Risk: ("R", "risk"),
    Problem: ("P", "problem"),
    Action: ("A", "action"),
}


def said(typed: str) -> str:
    """Return what was typed.

    Raises:
        Refused: that is nothing.
    """
    if not typed.strip():
        raise Refused("meeting.typed_nothing")
    return typed.strip()


def reason_said(typed: str) -> str:
    """Return the reason that was typed.

    Raises:
        Refused: that is none.
    """
    if not typed.strip():
        raise Refused("entry.reason_needed")
    return typed.strip()

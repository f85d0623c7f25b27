"""What a person does to OKRs outside of any meeting: the same intents, by the same rules.

A change is put on the record as in a meeting, without one; what is said of a key result in one go
is one check-in, which the next meeting shows as filled in beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from okrtui.meeting import check_in, fields, intents, links, moving, structure, tasks, undo
from okrtui.meeting.changes import KINDS
from okrtui.meeting.context import Context
from okrtui.meeting.flow import last_closed
from okrtui.meeting.session import Keeper, Session
from okrtui.model.books import Books
from okrtui.model.clock import Clock
from okrtui.model.ops import Op, Transaction
from okrtui.model.records import KeyResult, Meeting, MeetingState, Objective, State, Task
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused

VIA_ALONE = "member"

_RULES: Final[dict[type, Callable[[Any, Books, Context], Sequence[Op]]]] = {
    intents.Confidence: check_in.confidence,
    intents.Step: check_in.step,
    intents.Value: check_in.value,
    intents.Note: check_in.note,
    intents.Why: check_in.why,
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
}


def decide(intent: intents.Intent, books: Books, context: Context) -> Sequence[Op]:
    """Return what an intent writes outside of any meeting; nothing where all is as it wishes.

    Raises:
        Refused: it takes a meeting, is not allowed now, speaks of what is closed or is not there.
    """
    rule = _RULES.get(type(intent))
    if rule is None:
        raise Refused("entry.needs_meeting")
    _check_goes_on(intent, books)
    return rule(intent, books, context)


def _check_goes_on(intent: intents.Intent, books: Books) -> None:
    """Check that an intent leaves a closed cycle as it was.

    Raises:
        Refused: what it speaks of was closed with its cycle.
    """
    match intent:
        case intents.ChangeField() | intents.CorrectText() | intents.Drop() | intents.Restore():
            found = books.find(KINDS[intent.table], intent.id) if intent.table in KINDS else None
        case intents.AddTask():
            found = books.find(KeyResult, intent.key_result)
        case intents.ToggleTask() | intents.SetTaskState():
            found = books.find(Task, intent.task)
        case _:
            found = None
    if isinstance(found, Task):
        found = books.find(KeyResult, found.key_result)
    if isinstance(found, Objective | KeyResult) and found.state is State.CLOSED:
        raise Refused("entry.ended", title=found.title)


class Alone(Session):
    """One person at their own OKRs. It takes back what was done through it, and nothing else.

    cycles: those that are looked at.
    """

    via = VIA_ALONE

    def __init__(
        self,
        store: Keeper,
        cycles: tuple[str, ...],
        *,
        author: str,
        settings: Settings,
        clock: Clock,
        as_: str | None = None,
        gives: str | None = None,
    ) -> None:
        super().__init__(
            store, "", author=author, settings=settings, clock=clock, as_=as_, gives=gives
        )
        self.cycles = cycles
        self._began = store.view.seq

    @property
    def meeting(self) -> Meeting:
        """What stands in for a meeting where one compares with the last: none was opened."""
        return Meeting(
            id="",
            name="",
            cycles=self.cycles,
            opened_at=self.clock.now(),
            state=MeetingState.IN_PROGRESS,
            then=last_closed(self.books),
        )

    def do(self, intent: intents.Intent) -> Transaction | None:
        """Carry an intent out; return what became durable, or None where nothing had to change.

        Raises:
            Refused: the rules do not allow it, or only in a meeting.
            NotWritten: the disk did not take it. Nothing has changed; it may be tried again.
        """
        return self.store.commit(
            lambda view: decide(intent, Books(view), self._context()),
            via=self.via,
            as_=self.as_,
        )

    def _context(self) -> Context:
        return replace(super()._context(), meeting=None, cycles=self.cycles)

    def _history(self) -> list[Transaction]:
        return list(undo.done_through(self.store.transactions(after=self._began), self.via))

"""`check-in` by oneself: one's own key results, one after the other, asked on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from okrtui.cli.call import Call
from okrtui.cli.parser import whole_number
from okrtui.cli.recorder import Recorder, Said
from okrtui.meeting.check_in import HIGHEST, LOWEST
from okrtui.model.naming import member_named, running
from okrtui.model.numbers import show_value
from okrtui.model.records import KeyResult, Member, State
from okrtui.text.errors import ExitCode, OkrError, Refused
from okrtui.workspace.person import os_login

Answer = TypeVar("Answer")


def fill_in(call: Call, recorder: Recorder, as_: str | None) -> ExitCode:
    """Ask for value, confidence and note of each of a member's key results, and record them.

    Each is on the disk before the next is asked for; enter leaves a thing as it is.

    Raises:
        Refused: the person is no member, or has no key results.
    """
    member = member_named(recorder.books, as_ or os_login())
    own = key_results_of(call, recorder, member)
    if not own:
        raise Refused("cli.form_nothing", name=member.name)
    call.out.say(call.words("cli.form_how"))
    for key_result in own:
        _ask_about(call, recorder, key_result, as_)
    return ExitCode.DONE


def key_results_of(call: Call, recorder: Recorder, member: Member) -> list[KeyResult]:
    """Return the key results that a member answers for, in the cycles that run today."""
    books = recorder.books
    return [
        key_result
        for cycle in running(books, call.today)
        for objective in books.objectives(cycle.id)
        if objective.state in {State.AGREED, State.DRAFT}
        for key_result in books.key_results(objective.id)
        if key_result.state in {State.AGREED, State.DRAFT}
        and books.answers_for(key_result) == member.id
    ]


def _ask_about(call: Call, recorder: Recorder, key_result: KeyResult, as_: str | None) -> None:
    words, name = call.words, recorder.name(key_result)
    said = recorder.books.check_ins(key_result.id)
    value = next((c.value for c in reversed(said) if c.value is not None), None)
    confidence = next((c.confidence for c in reversed(said) if c.confidence is not None), None)
    call.out.say(f"\n{name}  {key_result.title}".lstrip())
    now = show_value(key_result, value, words)
    typed = _asked(
        call,
        words("cli.form_value", now=now),
        lambda text: (recorder.value(key_result, text), text)[1],
    )
    sure = _asked(
        call,
        words("cli.form_confidence", now=confidence or words("terms.none")),
        lambda text: whole_number(text, LOWEST, HIGHEST, words("terms.confidence")),
    )
    note = call.ask(words("cli.form_note"))
    if typed is None and sure is None and not note:
        return
    recorder.record(
        Said(key_result=key_result.id, value=typed, confidence=sure, note=note, as_=as_)
    )
    call.out.say(words("cli.checked_in", name=name))


def _asked(call: Call, question: str, understand: Callable[[str], Answer]) -> Answer | None:
    """Ask until the answer is understood, or is nothing."""
    while answer := call.ask(question):
        try:
            return understand(answer)
        except OkrError as error:
            call.out.complain(error, call.words)
    return None

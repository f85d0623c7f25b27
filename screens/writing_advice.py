"""What the linter says of a line while it is typed: the weightiest first, in the team's words.

It reads in a thread of its own: the linter takes a while to come the first time, and a key never
waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.lines.parts import Ground
from okrtui.model.records import KeyResult, Objective
from okrtui.model.settings import Settings
from okrtui.text.words import Words

if TYPE_CHECKING:
    from okrtui.lint.catalogue import Finding

_MOST = 2


def advice(
    said: intents.Intent, ground: Ground, settings: Settings, words: Words
) -> tuple[str, ...]:
    """Return the one or two things that weigh most in what a line would write; nothing to praise.

    Of an objective its wording alone: what is to hang below it comes after it.
    """
    return tuple(words.tell(one.message) for one in found(said, ground, settings)[:_MOST])


def found(said: intents.Intent, ground: Ground, settings: Settings) -> list[Finding]:
    """Return all there is to say of what a line would write, the weightiest first."""
    # The linter's own tables take longer to read than a screen to be drawn.
    from okrtui.lint.kinds import Severity

    order = list(Severity)
    return sorted(_findings(said, ground, settings), key=lambda one: order.index(one.severity))


def _findings(said: intents.Intent, ground: Ground, settings: Settings) -> tuple[Finding, ...]:
    match said:
        case intents.AddObjective():
            return _of_wording(said.title, settings.lint_off)
        case intents.AddKeyResult():
            return _of_key_result(_key_result(said, ground), ground, settings)
        case intents.ChangeField(table="objectives", field="title"):
            objective = ground.books.get(Objective, said.id)
            return _of_wording(said.value or "", settings.lint_off | objective.waived.keys())
        case intents.ChangeField(table="key_results", field="title"):
            kr = ground.books.get(KeyResult, said.id)
            return _of_key_result(replace(kr, title=said.value or ""), ground, settings)
    return ()


def _key_result(said: intents.AddKeyResult, ground: Ground) -> KeyResult:
    return KeyResult(
        id="",
        objective=said.objective,
        number=0,
        title=said.title,
        owner=said.owner,
        metric=said.metric,
        direction=said.direction,
        start=said.start,
        target=said.target,
        unit=said.unit,
        due=said.due,
        agreed_on=ground.today,
    )


def _of_wording(title: str, off: frozenset[str]) -> tuple[Finding, ...]:
    from okrtui.lint.advise import advise_text
    from okrtui.lint.catalogue import ids_of
    from okrtui.lint.kinds import Kind

    return advise_text(Kind.OBJECTIVE, title, ids_of(off))


def _of_key_result(kr: KeyResult, ground: Ground, settings: Settings) -> tuple[Finding, ...]:
    from okrtui.lint.advise import advise_key_result

    return advise_key_result(ground.books, kr, settings.lint_off)

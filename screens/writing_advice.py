"""What the linter says of a line while it is typed: the weightiest first, in the team's words.

It reads in a thread of its own: the linter takes a while to come the first time, and a key never
waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.lines.parts import Ground
from okrtui.model.books import Books
from okrtui.model.numbers import show_value
from okrtui.model.records import KeyResult, Objective, Task
from okrtui.model.settings import Settings
from okrtui.text.words import Words

if TYPE_CHECKING:
    from okrtui.lint.catalogue import Finding

_MOST = 2

_TEXTS: Final = frozenset(["title", "method", "whose_problem", "by_when", "effect"])
_READ: Final[dict[str, Callable[[str], Any]]] = {
    **dict.fromkeys(_TEXTS, str),
    "start": Decimal,
    "target": Decimal,
    "due": date.fromisoformat,
    "owner": str,
}
"""The fields of a key result of which there is something to say, and how they are stored."""


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
            return _of_key_result(_key_result(said, ground), ground.books, settings)
        case intents.ChangeField(table="objectives", field="title"):
            objective = ground.books.get(Objective, said.id)
            return _of_wording(said.value or "", settings.lint_off | objective.waived.keys())
        case intents.ChangeField(table="key_results", field=field) if field in _READ:
            kr = ground.books.get(KeyResult, said.id)
            changed: dict[str, Any] = {field: _READ[field](said.value) if said.value else None}
            if field in _TEXTS:
                changed[field] = said.value or ""
            return _of_key_result(replace(kr, **changed), ground.books, settings)
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


def _of_key_result(kr: KeyResult, books: Books, settings: Settings) -> tuple[Finding, ...]:
    from okrtui.lint.advise import Adviser

    return Adviser(books, settings.lint_off).key_result(kr)


class Told(NamedTuple):
    """All there is to say of something that is written, once it was read.

    findings: the rule, what it says here, and a better wording of its example; the weightiest
        first. last: where its metric stood at the end of the last cycle, as it is shown.
    """

    findings: tuple[tuple[str, str, str], ...] = ()
    last: str = ""
    was_read: bool = False


def told_of(
    item: Objective | KeyResult | Task, books: Books, settings: Settings, words: Words
) -> Told:
    """Return what the linter says of an objective, key result or task; of a task, nothing."""
    from okrtui.lint.advise import Adviser
    from okrtui.lint.kinds import Severity

    adviser, order, last = Adviser(books, settings.lint_off), list(Severity), None
    match item:
        case Objective():
            findings = adviser.objective(item)
        case KeyResult():
            findings = adviser.key_result(item)
            last = adviser.case_of_key_result(item).last
        case Task():
            return Told()
    heaviest = sorted(findings, key=lambda one: order.index(one.severity))
    told = tuple(
        tuple(words.tell(said) for said in (one.rule.title, one.message, one.rule.after))
        for one in heaviest
    )
    shown = (
        show_value(item, last, words) if isinstance(item, KeyResult) and last is not None else ""
    )
    return Told(told, shown, was_read=True)  # type: ignore[arg-type]

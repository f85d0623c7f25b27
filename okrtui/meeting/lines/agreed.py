"""Newly agreed objectives and key results, each in two lines of typing; the second is the reason.

Cut p95 of checkout 900 -> 300 ms @lin 12-18
Partners ship without us #user
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeVar

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.fields import whole_metric
from okrtui.meeting.lines.measure import take_measure
from okrtui.meeting.lines.parts import Ground, read_line
from okrtui.model.records import Ambition, Category, Dimension, KeyResult, Member, Origin
from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain

Kind = TypeVar("Kind", bound=StrEnum)

CATEGORIES: Final = {
    **{kind.value: kind for kind in Category},
    "营收": Category.REVENUE, "营收型": Category.REVENUE,
    "用户": Category.USER, "用户型": Category.USER,
    "效率": Category.EFFICIENCY, "效率型": Category.EFFICIENCY,
    "能力": Category.CAPABILITY, "能力提升": Category.CAPABILITY, "能力提升型": Category.CAPABILITY,
}  # fmt: skip
DIMENSIONS: Final = {
    **{kind.value: kind for kind in Dimension},
    "业务": Dimension.BUSINESS,
    "技术": Dimension.TECHNICAL,
}
ORIGINS: Final = {
    **{kind.value: kind for kind in Origin},
    "from above": Origin.CASCADED, "上级拆解": Origin.CASCADED,
    "own initiative": Origin.OWN, "自驱": Origin.OWN,
    "supporting others": Origin.SUPPORTING, "对外支持": Origin.SUPPORTING,
}  # fmt: skip
AMBITIONS: Final = {
    **{kind.value: kind for kind in Ambition},
    "承诺": Ambition.COMMITTED, "承诺型": Ambition.COMMITTED,
    "挑战": Ambition.ASPIRATIONAL, "挑战型": Ambition.ASPIRATIONAL,
}  # fmt: skip


def key_result_line(text: str, objective: str, ground: Ground, why: str = "") -> intents.Intent:
    """Read a new key result: title with its measure, `@who`, by when.

    Raises:
        Refused: its owner is nobody of the team, or progress cannot be told from its measure.
    """
    line = read_line(text, ground, day_before_owner=True)
    title, measure = take_measure(line.title)
    intent = intents.AddKeyResult(
        objective,
        title,
        member_id(line.owner, ground),
        why,
        metric=measure.metric,
        direction=measure.direction,
        start=measure.start,
        target=measure.target,
        unit=measure.unit,
        due=line.due,
        milestones=measure.milestones,
    )
    record = KeyResult(id="", objective=objective, number=0, title=title)
    measured = {name: getattr(measure, name) for name in ("metric", "direction", "start", "target")}
    whole_metric(replace(record, **measured))
    return intent


def objective_line(text: str, owner: str, why: str = "") -> intents.AddObjective:
    """Read a new objective: its title, and words such as `#user`, `#营收`, `#aspirational`."""
    kept = []
    said: dict[str, StrEnum] = {}
    words = text.split()
    for word in words:
        bare = plain(word)
        found = _named(bare[1:].casefold()) if bare[:1] == "#" else None
        if found is None or found[0] in said:
            kept.append(word)
        else:
            said[found[0]] = found[1]
    if not said or not kept:
        return intents.AddObjective(owner, text.strip(), why)
    return intents.AddObjective(owner, " ".join(kept), why, **said)  # type: ignore[arg-type]


def _named(word: str) -> tuple[str, StrEnum] | None:
    tables: dict[str, dict[str, StrEnum]] = {
        "category": {**CATEGORIES},
        "dimension": {**DIMENSIONS},
        "origin": {**ORIGINS},
        "ambition": {**AMBITIONS},
    }
    return next(((field, table[word]) for field, table in tables.items() if word in table), None)


def member_id(owner: str | None, ground: Ground) -> str | None:
    """Return the id of a member who was named as owner.

    Raises:
        Refused: nobody of the team is called so; says who there is.
    """
    if owner is None or ground.books.find(Member, owner) is not None:
        return owner
    logins = ", ".join(member.login for member in ground.books.members())
    raise Refused("workspace.no_such_member", name=owner, logins=logins or "–")

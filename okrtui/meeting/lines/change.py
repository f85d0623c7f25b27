"""What a line of typing changes: a new wording, one field by its name, a place in the tree.

`Cut p95 to 300 ms` is another title; `due fri`, `owner wang`, `target 250`, `截止 周五` change that
one field; `to lin/O2` moves a key result; `blocked` is how a task stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.changes import Item, field_name
from okrtui.meeting.fields import CHANGEABLE, whole_metric
from okrtui.meeting.lines.agreed import AMBITIONS, CATEGORIES, DIMENSIONS, ORIGINS
from okrtui.meeting.lines.parts import Ground, member_called, owner_named
from okrtui.meeting.lines.places import key_result_at, objective_at, restored
from okrtui.model.codec import TABLE_OF, canonical
from okrtui.model.numbers import parse_number
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Direction,
    KeyResult,
    Member,
    MetricKind,
    Objective,
    ProgressOf,
    Task,
    TaskState,
)
from okrtui.text.dates import parse_day
from okrtui.text.errors import Refused
from okrtui.text.fullwidth import plain
from okrtui.text.message import message

_FIELDS: Final = {
    "title": ("title", "标题"),
    "owner": ("owner", "assignee", "负责人", "执行人"),
    "due": ("due", "截止", "到期"),
    "metric": ("metric", "指标"),
    "direction": ("direction", "方向"),
    "start": ("start", "起点", "起始值"),
    "target": ("target", "目标值"),
    "unit": ("unit", "单位"),
    "step": ("step", "步长"),
    "weight": ("weight", "权重"),
    "note": ("note", "备注"),
    "category": ("category", "类型"),
    "dimension": ("dimension", "维度"),
    "origin": ("origin", "来源"),
    "ambition": ("ambition", "期望"),
    "progress_of": ("progress of", "progress from", "进度取自"),
    "method": ("method", "方法"),
    "whose_problem": ("whose problem", "解决的问题"),
    "by_when": ("by when", "时间点"),
    "effect": ("effect", "成效"),
}
_NAMES: Final = {name: field for field, names in _FIELDS.items() for name in names}
_CLOSE = ("截止", "到期", "起点", "起始值", "目标值", "步长", "权重", "负责人", "执行人")
"""Names of fields that may stand right before a value: nobody types a blank in Chinese."""
_FIELD = re.compile(
    rf"(?:(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})"
    rf"(?P<sign>\s*[:：=＝]\s*|\s+)|(?P<close>{'|'.join(_CLOSE)}))(?P<value>\S.*)",
    re.I | re.S,
)
_MOVE = re.compile(r"(?:(?:move\s+)?to|move|移到|移至|转到)\s*(?P<to>\S+)", re.I)
_RESTORE = re.compile(r"(?:restore|bring back|恢复)\s*(?P<what>\S+)", re.I)
_NONE: Final = frozenset({"-", "–", "none", "无", "没有"})
_CLEARED: Final = frozenset(
    ["owner", "due", "unit", "step", "note", "category", "dimension", "origin", "ambition"]
)
_TASK_STATES: Final = {
    "todo": TaskState.TODO, "to do": TaskState.TODO, "待办": TaskState.TODO,
    "doing": TaskState.DOING, "in progress": TaskState.DOING, "进行中": TaskState.DOING,
    "blocked": TaskState.BLOCKED, "受阻": TaskState.BLOCKED, "阻塞": TaskState.BLOCKED,
    "done": TaskState.DONE, "完成": TaskState.DONE, "已完成": TaskState.DONE,
}  # fmt: skip
_METRICS: Final = {
    **{kind.value.replace("_", " "): kind for kind in MetricKind},
    **dict.fromkeys(["yes/no", "yes_no", "yes or no", "是否"], MetricKind.YES_NO),
    "数字": MetricKind.NUMBER, "数值": MetricKind.NUMBER, "百分比": MetricKind.PERCENT,
    "金额": MetricKind.CURRENCY, "里程碑": MetricKind.MILESTONE, "任务": MetricKind.TASKS,
    "milestones": MetricKind.MILESTONE,
}  # fmt: skip
_DIRECTIONS: Final = {
    "reach": Direction.REACH, "达到": Direction.REACH,
    **dict.fromkeys(["keep above", "above", "不低于"], Direction.KEEP_ABOVE),
    **dict.fromkeys(["keep below", "below", "不高于"], Direction.KEEP_BELOW),
}  # fmt: skip
_PROGRESS: Final = {
    **{kind.value.replace("_", " "): kind for kind in ProgressOf},
    **dict.fromkeys(["its key results", "关键结果", "自身的关键结果"], ProgressOf.KEY_RESULTS),
    **dict.fromkeys(
        ["the objectives aligned below it", "below", "对齐", "下方对齐的目标"], ProgressOf.ALIGNED
    ),
}  # fmt: skip
_CHOICES: Final[dict[str, dict[str, str]]] = {
    "metric": {**_METRICS},
    "direction": {**_DIRECTIONS},
    "category": {**CATEGORIES},
    "dimension": {**DIMENSIONS},
    "origin": {**ORIGINS},
    "ambition": {**AMBITIONS},
    "progress_of": {**_PROGRESS},
}


def change_line(text: str, item: Item, ground: Ground, why: str = "") -> intents.Intent:
    """Read what a line changes of an objective, key result or task.

    Whatever does not plainly name a field, and a value that fits it, is another title; a field and
    one word that does not fit it is a slip.

    Raises:
        Refused: a slip; there is nothing to move it to; progress could not be told any more.
    """
    said = text.strip()
    return (
        _state(said, item)
        or _moved(said, item, ground, why)
        or _brought_back(said, item, ground, why)
        or _field(said, item, ground, why)
        or intents.ChangeField(TABLE_OF[type(item)], item.id, "title", said, why)
    )


def needs_reason(intent: intents.Intent) -> bool:
    """Return whether a change is on the record, and asks why; how a task stands is not."""
    return not isinstance(intent, intents.SetTaskState)


def _state(said: str, item: Item) -> intents.Intent | None:
    state = _TASK_STATES.get(said.casefold()) if isinstance(item, Task) else None
    return intents.SetTaskState(item.id, state) if state else None


def _moved(said: str, item: Item, ground: Ground, why: str) -> intents.Intent | None:
    found = _MOVE.fullmatch(plain(said))
    if found is None:
        return None
    match item:
        case KeyResult():
            objective = objective_at(found["to"], item, ground)
            return intents.MoveKeyResult(item.id, objective.id, why) if objective else None
        case Task():
            kr = key_result_at(found["to"], item, ground)
            if kr is None:
                return None
            return intents.ChangeField("tasks", item.id, "key_result", kr.id, why)
        case Objective():
            return None


def _brought_back(said: str, item: Item, ground: Ground, why: str) -> intents.Intent | None:
    found = _RESTORE.fullmatch(said)
    if found is None:
        return None
    dropped = restored(found["what"], item, ground)
    return intents.Restore(TABLE_OF[type(dropped)], dropped.id, why) if dropped else None


def _field(said: str, item: Item, ground: Ground, why: str) -> intents.Intent | None:
    found = _FIELD.fullmatch(said)
    table = TABLE_OF[type(item)]
    if found is None:
        return None
    field = _NAMES[(found["name"] or found["close"]).casefold()]
    if isinstance(item, Task) and field == "owner":
        field = "assignee"
    if field not in CHANGEABLE[table]:
        return None
    value = found["value"].strip()
    try:
        stored = _stored(field, value, item, ground)
    except Refused:
        apart = found["sign"]
        if apart and (apart.strip() or len(value.split()) == 1):
            raise
        return None
    if isinstance(item, KeyResult):
        _check(item, field, stored)
    return intents.ChangeField(table, item.id, field, stored, why)


def _stored(field: str, value: str, item: Item, ground: Ground) -> str | None:
    if field in _CLEARED | {"assignee"} and value.casefold() in _NONE:
        return None
    if field in _CHOICES:
        chosen = _CHOICES[field].get(value.casefold().removeprefix("#"))
        if chosen is None:
            choices = message(f"writing.hint_{field}")
            raise Refused("typed.no_choice", text=value, field=field_name(field), choices=choices)
        return chosen
    if field in _READ:
        return _READ[field](value, item, ground)
    return value


def _day(value: str, _item: Item, ground: Ground) -> str:
    return parse_day(value, ground.today).isoformat()


def _number(value: str, item: Item, _ground: Ground) -> str:
    return canonical(parse_number(value, getattr(item, "unit", "")))


def _weight(value: str, item: Item, ground: Ground) -> str:
    number = _number(value, item, ground)
    if number.startswith("-"):
        raise Refused("entry.bad_value", field=field_name("weight"), value=value)
    return number


def _owner(value: str, item: Item, ground: Ground) -> str:
    owner = owner_named(value.removeprefix("@").removeprefix("＠"), ground.books)
    teams = {TEAM, COMPANY} if isinstance(item, Objective) else frozenset()
    if owner in teams or ground.books.find(Member, owner) is not None:
        return owner or ""
    logins = ", ".join(member.login for member in ground.books.members())
    raise Refused("workspace.no_such_member", name=value, logins=logins or "–")


def _assignee(value: str, _item: Item, ground: Ground) -> str:
    member = member_called(value, ground.books)
    if member is None and len(value.split()) > 1:
        raise Refused("workspace.no_such_member", name=value, logins="–")
    return member.id if member else value.removeprefix("@").removeprefix("＠")


_READ: Final[dict[str, Callable[[str, Item, Ground], str]]] = {
    "due": _day,
    "start": _number,
    "target": _number,
    "step": _number,
    "weight": _weight,
    "owner": _owner,
    "assignee": _assignee,
}


def _check(item: KeyResult, field: str, stored: str | None) -> None:
    """Check at once, and not after the reason, that progress can still be told."""
    match field:
        case "start" | "target" | "step":
            whole_metric(replace(item, **{field: parse_number(stored) if stored else None}))
        case "metric":
            whole_metric(replace(item, metric=MetricKind(stored or "")))
        case "direction":
            whole_metric(replace(item, direction=Direction(stored or "")))

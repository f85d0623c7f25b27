"""Objectives as nested data: JSON, TOML or YAML, key results inside of objectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from okrtui.formats.build import Draft, fact_named
from okrtui.formats.cells import draft_of
from okrtui.formats.clean import clean, short
from okrtui.formats.settle import settle
from okrtui.formats.spans import cycle_named
from okrtui.formats.tree import Found, FoundTask, PassedOver
from okrtui.model.records import State, TaskState

_DEEPEST = 60
_OBJECTIVES = frozenset(
    {"objectives", "objective", "okrs", "okr", "goals", "os", "目标", "目標", "objetivos"}
)
_KEY_RESULTS = frozenset(
    {
        "key_results",
        "keyresults",
        "key-results",
        "key results",
        "krs",
        "kr",
        "results",
        "关键结果",
        "关键成果",
        "resultados_chave",
        "resultados",
        "kr_list",
        "krlist",
    }
)
_TITLES = (
    "title",
    "name",
    "text",
    "objective",
    "key_result",
    "keyresult",
    "kr",
    "statement",
    "content",
    "goal",
    "o",
    "description",
    "标题",
    "名称",
    "内容",
    "目标",
    "关键结果",
    "titulo",
    "nome",
)
_TASKS = frozenset({"tasks", "initiatives", "actions", "任务"})
_OWNERS = frozenset({"owner", "owners", "assignee", "dri", "负责人", "mention"})
_SKIPPED = frozenset({"id", "uuid", "number", "order", "line", "key_results"})


def read_nested(value: Any, file: str, lines: Mapping[str, int] | None = None) -> Found:
    """Return the objectives in nested data; whatever else is in it is passed over.

    Args:
        value: lists, mappings and plain values.
        file: the name of the document.
        lines: on which line of the document a title stands first.
    """
    reader = _Reader(lines if lines is not None else {})
    reader.search(value, None, None, 0)
    return Found(file, settle(reader.drafts), tuple(reader.passed))


def lines_of(text: str) -> dict[str, int]:
    """Return what finds the lines of titles in a text, asked in the order of the text."""
    return _Lines(text)


class _Lines(dict[str, int]):
    """Finds a title's line when it is asked for; titles come in the order of the document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.at = 0
        self.line = 1

    def get(self, key: str, default: Any = None) -> Any:
        probe = key.split('"')[0].split("\\")[0].split("\n")[0][:60]
        found = self.text.find(probe, self.at) if probe else -1
        if found < 0:
            return default
        self.line += self.text.count("\n", self.at, found)
        self.at = found + len(probe)
        return self.line


class _Reader:
    def __init__(self, lines: Mapping[str, int]) -> None:
        self.lines = lines
        self.drafts: list[Draft] = []
        self.passed: list[PassedOver] = []
        self.seen: set[int] = set()

    def search(self, value: Any, owner: str | None, cycle: str | None, depth: int) -> None:
        """Look for lists of objectives, through whatever groups them: members, quarters, teams."""
        # YAML's aliases make graphs, of which the same part can be met without end.
        if depth > _DEEPEST or id(value) in self.seen:
            return
        if isinstance(value, (dict, list)):
            self.seen.add(id(value))
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and _results(item) is not None:
                    self.objective(item, owner, cycle)
                else:
                    self.search(item, owner, cycle, depth + 1)
        elif isinstance(value, dict):
            owner = _owner(value) or owner
            cycle = next(
                (
                    c
                    for k in ("cycle", "quarter", "period", "周期", "季度")
                    if (c := cycle_named(_text(value.get(k))))
                ),
                cycle,
            )
            for key, inner in value.items():
                self.named(str(key), inner, owner, cycle, depth)

    def named(self, key: str, inner: Any, owner: str | None, cycle: str | None, depth: int) -> None:
        if key.casefold() in _OBJECTIVES:
            entries = inner if isinstance(inner, list) else [inner]
            if isinstance(inner, dict) and _title(inner) is None and _results(inner) is None:
                self.search(inner, owner, cycle, depth + 1)
                return
            for item in entries:
                if isinstance(item, (dict, str)):
                    self.objective(item, owner, cycle)
        elif isinstance(inner, (dict, list)):
            if isinstance(inner, dict) and _results(inner) is not None:
                self.objective(inner, owner, cycle, key)
                return
            self.search(inner, owner, cycle_named(key) or cycle, depth + 1)

    def objective(
        self, item: dict[str, Any] | str, owner: str | None, cycle: str | None, key: str = ""
    ) -> None:
        draft = self.draft(item, key)
        if draft is None:
            return
        draft.owner = draft.owner or owner
        draft.cycle = draft.cycle or cycle
        self.drafts.append(draft)
        if isinstance(item, dict):
            results = _results(item)
            for result in results if isinstance(results, list) else []:
                if isinstance(result, (dict, str)) and (made := self.draft(result, "")):
                    draft.key_results.append(made)

    def draft(self, item: dict[str, Any] | str, key: str) -> Draft | None:
        title = clean(item) if isinstance(item, str) else (_title(item) or clean(key))
        if not title:
            self.passed.append(
                PassedOver(
                    1, short(item if isinstance(item, str) else _text(item)), "formats.why_no_title"
                )
            )
            return None
        draft = draft_of(title, self.lines.get(title, 1), labelled=True)
        if isinstance(item, dict):
            self.facts(draft, item, title)
        return draft

    def facts(self, draft: Draft, item: dict[str, Any], title: str) -> None:
        for name, value in item.items():
            folded = str(name).casefold()
            if folded in _TASKS and isinstance(value, list):
                draft.tasks.extend(_tasks(value, draft.line))
            elif folded in _OWNERS:
                if said := _owner({folded: value}):
                    draft.owner = None
                    draft.owned_by(said)
            elif folded in _KEY_RESULTS or folded in _SKIPPED or _text(value) == title:
                continue
            elif folded == "state" and value in {state.value for state in State}:
                draft.state = State(value)
            elif (text := _text(value)) and (fact_named(str(name)) or folded not in _TITLES):
                draft.tell(str(name), text)


def _tasks(values: list[Any], line: int) -> Iterator[FoundTask]:
    for value in values:
        title = (
            clean(value)
            if isinstance(value, str)
            else _title(value)
            if isinstance(value, dict)
            else None
        )
        if title:
            state = value.get("state") if isinstance(value, dict) else None
            done = isinstance(value, dict) and value.get("done") is True
            known = state in {item.value for item in TaskState}
            yield FoundTask(
                title=title,
                line=line,
                state=TaskState(str(state))
                if known
                else TaskState.DONE
                if done
                else TaskState.TODO,
            )


def _results(item: dict[str, Any]) -> Any:
    for key, value in item.items():
        if str(key).casefold() in _KEY_RESULTS and isinstance(value, list):
            return value
    return None


def _title(item: dict[str, Any]) -> str | None:
    folded = {str(key).casefold(): value for key, value in item.items()}
    for name in _TITLES:
        value = folded.get(name)
        if isinstance(value, str) and clean(value):
            return clean(value)
    return None


def _owner(item: dict[str, Any]) -> str | None:
    for key, value in item.items():
        if str(key).casefold() not in _OWNERS and str(key).casefold() not in {
            "member",
            "person",
            "成员",
        }:
            continue
        if isinstance(value, str):
            return clean(value) or None
        if isinstance(value, dict):
            return _title(value) or _text(value.get("login")) or None
        if isinstance(value, list):
            return ", ".join(filter(None, (clean(v) for v in value if isinstance(v, str)))) or None
    return None


def _text(value: Any, deeper: int = 2) -> str:
    """Return a value in words; what is nested deeper than lists in a mapping is left out."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (list, tuple, Mapping)) and not deeper:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_text(item, deeper - 1) for item in value)))
    if isinstance(value, Mapping):
        pairs = ((clean(str(key)), _text(inner, deeper - 1)) for key, inner in value.items())
        return "; ".join(f"{name}: {text}" for name, text in pairs)
    return clean(str(value))

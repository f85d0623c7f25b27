"""JSON, TOML and YAML with objectives inside of whatever people put around them."""

from __future__ import annotations

import json as stdlib_json
import sys

import pytest

from okrtui.formats.detect import read
from okrtui.formats.nested import read_nested
from okrtui.model.records import TaskState
from okrtui.text.errors import Refused, WrongUsage
from tests.formats.reading import json
from tests.formats.test_shapes import tree

EXPECTED = [("Grow", ["Orders", "Partners"]), ("Keep", ["Churn"])]


@pytest.mark.parametrize(
    "text",
    [
        (
            '{"objectives": [{"name": "Grow", "results": [{"name": "Orders"}, '
            '{"name": "Partners"}]}, {"name": "Keep", "results": [{"name": "Churn", '
            '"s": {"0.5": "half"}}]}]}'
        ),
        '[{"title": "Grow", "krs": ["Orders", "Partners"]}, {"title": "Keep", "krs": ["Churn"]}]',
        (
            '[{"text": "Grow", "krs": [{"text": "Orders", "mention": []}, {"text": "Partners"}]},'
            ' {"text": "Keep", "krs": [{"text": "Churn"}]}]'
        ),
        (
            '{"x": {"okrs": [{"objective": "Grow", "keyResults": [{"kr": "Orders"}, '
            '{"kr": "Partners"}]}, {"objective": "Keep", "keyResults": [{"kr": "Churn"}]}]}}'
        ),
        (
            '{"目标": [{"标题": "Grow", "关键结果": ["Orders", "Partners"]}, '
            '{"标题": "Keep", "关键结果": ["Churn"]}]}'
        ),
    ],
)
def test_nested_json_is_read_by_what_its_keys_mean(text: str) -> None:
    assert tree(json(text)) == EXPECTED


def test_toml_is_read() -> None:
    text = """
[[objectives]]
title = "Grow"
owner = "lin"
[[objectives.key_results]]
title = "Orders"
start = 20
target = 100
[[objectives.key_results]]
title = "Partners"
[[objectives]]
title = "Keep"
key_results = ["Churn"]
"""
    found = read(None, text.encode(), "toml")
    assert tree(found) == EXPECTED
    assert found.objectives[0].owner == "lin"
    assert found.objectives[0].key_results[0].metric is not None


def test_yaml_without_its_reader_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(Refused) as refused:
        read(None, b"objectives: []", "yaml")
    assert refused.value.message.key == "formats.needs_yaml"


def test_members_and_quarters_around_objectives_are_kept() -> None:
    text = stdlib_json.dumps(
        {
            "quarter": "Q2 2031",
            "members": [{"owner": "Lin Wei", "objectives": [{"title": "Grow", "krs": ["Orders"]}]}],
        }
    )
    found = json(text).objectives[0]
    assert (found.owner, found.cycle) == ("Lin Wei", "2031-Q2")


def test_lines_are_where_the_titles_stand() -> None:
    text = '{"objectives": [\n{"name": "Grow",\n "results": [\n{"name": "Orders"}]}]}'
    found = json(text).objectives[0]
    assert (found.line, found.key_results[0].line) == (2, 4)


def test_tasks_come_along() -> None:
    tasks = '["Call", {"title": "Write", "done": true}]'
    text = '[{"title": "Grow", "krs": [{"title": "Orders", "tasks": TASKS}]}]'.replace(
        "TASKS", tasks
    )
    found = json(text).objectives[0].key_results[0].tasks
    assert [(task.title, task.state) for task in found] == [
        ("Call", TaskState.TODO),
        ("Write", TaskState.DONE),
    ]


def test_data_without_objectives_gives_none() -> None:
    assert tree(json('{"name": "x", "dependencies": {"a": [1, 2, null]}}')) == []


@pytest.mark.parametrize(
    ("data", "as_", "key"),
    [
        (b'{"objectives": [}', "json", "formats.bad_json"),
        (b'{"objectives": NaN}', "json", "formats.bad_number"),
        (b'{"objectives": 1e999}', "json", "formats.bad_number"),
        (b'{"a": 1, "a": 2}', "json", "formats.key_twice"),
        (b"[" * 200_000, "json", "formats.too_deep"),
        (b'["\\ud800"]', "json", "formats.not_text"),
        (b"a = [", "toml", "formats.bad_toml"),
        (b"\xff\xff\xff\xff\xff", "markdown", "formats.not_text"),
        (b"a\n" * 100_001, "markdown", "formats.too_long"),
        (b'a,b\n"' + b"x" * 2_000_000, "csv", "formats.bad_csv"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, as_: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        read(None, data, as_)
    assert refused.value.message.key == key


def test_an_unknown_format_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage):
        read(None, b"", "docx")


def test_data_that_holds_itself_is_read_once() -> None:
    inner: list[object] = []
    inner += [inner, inner, {"title": "Grow", "krs": ["Orders"], "more": inner}]
    assert tree(read_nested({"a": inner, "b": inner}, "-")) == [("Grow", ["Orders"])]

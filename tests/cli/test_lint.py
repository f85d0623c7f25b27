"""`okrtui lint` reads and advises; whatever it finds, it is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okrtui.lint.catalogue import RULES
from tests.cli.program import Program

PAGE = "## O1: Nobody waits\n- KR1: Improve the map\n- KR2: Nine of ten find it by May @lin\n"


@pytest.fixture
def page(okrtui: Program) -> Path:
    """Return a page with an objective and two key results, in the folder one is in."""
    file = okrtui.cwd / "page.md"
    file.write_text(PAGE, "utf-8")
    return file


def test_a_file_needs_no_workspace_and_tells_where(okrtui: Program, page: Path) -> None:
    out = okrtui.done("lint", "page.md").out
    assert "page.md:2  KR  Improve the map\n  warning  to-do " in out
    assert out.splitlines()[-1].startswith("3 texts read: 4 findings (3 warnings, 1 hint). ")


def test_data_has_every_item_with_facts_and_findings(okrtui: Program, page: Path) -> None:
    objective, to_do, good = okrtui.done("lint", "page.md", "--json").data["items"]
    assert (objective["file"], objective["line"], objective["kind"]) == ("page.md", 1, "objective")
    assert to_do["facts"] == {
        "has_metric": False,
        "has_deadline": False,
        "is_todo": True,
        "has_owner": False,
    }
    assert [finding["rule"] for finding in to_do["findings"]] == ["to-do", "time-bound", "owner"]
    assert set(to_do["findings"][0]) == {"rule", "severity", "message", "example"}
    assert good["facts"]["has_metric"]


def test_stdin_and_several_files_are_read_in_turn(okrtui: Program, page: Path) -> None:
    data = okrtui.done("lint", "-", "page.md", "--json", typed=PAGE).data
    assert [item["file"] for item in data["items"]] == ["-"] * 3 + ["page.md"] * 3


def test_the_team_is_read_by_name(okrtui: Program, team: Path) -> None:
    items = okrtui.done("lint", "--json").data["items"]
    assert (items[0]["file"], items[0]["line"]) == (None, None)
    assert "lin/O1/KR1" in [item["name"] for item in items]


def test_of_a_member_only_what_is_theirs(okrtui: Program, team: Path) -> None:
    items = okrtui.done("lint", "--member", "lin", "--json").data["items"]
    assert {item["name"].partition("/")[0] for item in items} >= {"lin"}
    assert "ana/O1" not in [item["name"] for item in items]
    assert okrtui("lint", "--member", "nobody").outcome == 1


def test_a_team_can_switch_rules_off_and_is_told_of_those_that_are_none(
    okrtui: Program, team: Path
) -> None:
    def rules() -> set[str]:
        items = okrtui.done("lint", "--json").data["items"]
        return {finding["rule"] for item in items for finding in item["findings"]}

    before = rules()
    with (team / "okrtui.toml").open("a", encoding="utf-8") as file:
        file.write("\n[lint]\noff = ['process-and-result', 'lunch']\n")
    assert before - rules() == {"process-and-result"}
    assert "lunch" in okrtui.done("lint").err


def test_a_program_gets_an_answer_to_each_line(okrtui: Program) -> None:
    lines = [
        '{"kind": "key_result", "text": "Improve the map"}',
        '{"kind": "objective", "text": "图"}',
    ]
    ended = okrtui.done("lint", "--text", "-", typed="\n".join(lines))
    first, second = map(json.loads, ended.out.splitlines())
    assert (first["kind"], first["text"], first["line"]) == ("key_result", "Improve the map", 1)
    assert first["facts"]["is_todo"]
    assert first["findings"][0]["rule"] == "to-do"
    assert second["kind"] == "objective"


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[]", "{}", '{"kind": "kr", "text": "x"}', '{"kind": "objective"}',
     '{"kind": "objective", "text": 3}', '{"kind": "objective", "text": "x", "id": 1}'],
)  # fmt: skip
def test_a_bad_line_is_answered_and_does_not_stop_the_rest(okrtui: Program, line: str) -> None:
    ended = okrtui("lint", "--text", "-", typed=f'{line}\n{{"kind": "objective", "text": "x"}}\n')
    bad, good = map(json.loads, ended.out.splitlines())
    assert ended.outcome == 1
    assert (bad["line"], bool(bad["error"])) == (1, True)
    assert good["text"] == "x"


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
@pytest.mark.parametrize("language", ["en_US.UTF-8", "zh_CN.UTF-8"])
def test_every_rule_can_be_explained(okrtui: Program, rule: str, language: str) -> None:
    okrtui.environ = {"LANG": language}
    told = okrtui.done("lint", "--explain", rule).out
    data = okrtui.done("lint", "--explain", rule, "--json").data
    assert data["rule"] == rule
    assert all(data[part] in told for part in ("title", "reason", "before", "after"))


@pytest.mark.parametrize(
    ("argv", "named", "code"),
    [
        (["--explain", "lunch"], "to-do", 1),
        (["missing.md"], "missing.md", 1),
        ([], "init", 1),
        (["--text", "file"], "--text", 2),
        (["page.md", "--member", "lin"], "--member", 2),
        (["--text", "-", "--explain", "to-do"], "--explain", 2),
    ],
    ids=["rule", "file", "workspace", "text", "file and member", "text and rule"],
)
def test_what_cannot_be_is_told_in_one_line(
    okrtui: Program, page: Path, argv: list[str], named: str, code: int
) -> None:
    ended = okrtui("lint", *argv)
    assert ended.outcome == code
    assert named in ended.line


def test_nothing_to_read_and_nothing_to_remark_are_said(okrtui: Program) -> None:
    assert okrtui.done("lint", "-", typed="Dear all.\n").out.startswith("There is no objective")
    good = (
        "## O1: Nobody waits at the gate\n"
        "- KR1: Through a map, help drivers who get lost: by May, 9 of 10 find it @lin\n"
        "- KR2: Through lights, help drivers at night: by June, complaints fall from 40 to 5 @lin\n"
    )
    typed = good + good.replace("gate", "dock")
    assert "Nothing to remark" in okrtui.done("lint", "-", typed=typed).out


def test_what_was_typed_acts_on_no_terminal(okrtui: Program) -> None:
    ended = okrtui("lint", "-", typed="## O1: a\x1b[31m red\n- KR1: b\x07\n", terminal=True)
    assert "\x1b" not in ended.out
    assert "\x07" not in ended.out

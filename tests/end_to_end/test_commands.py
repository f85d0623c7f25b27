"""From a page of text to a team's status, by commands alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.program import HANDBOOK, NOW, OKRTUI, data, done, fingerprint, okrtui


def key_results(workspace: Path) -> list[str]:
    """Return the ids of all key results, in the order of their making."""
    tables = data("export", "--format", "json", "-w", workspace)["tables"]
    return [doc["id"] for doc in tables["key_results"]]


def test_a_page_is_looked_at_without_a_workspace(tmp_path: Path) -> None:
    seen = data("import", HANDBOOK, "--dry-run", "--json", cwd=tmp_path)
    (file,) = seen["files"]
    assert (file["objectives"], file["key_results"]) == (4, 9)
    assert [len(objective["key_results"]) for objective in file["tree"]] == [2, 3, 1, 3]
    assert not list(tmp_path.iterdir())


def test_what_was_imported_reads_as_it_was_written(team: Path) -> None:
    tables = data("export", "--format", "json", "-w", team)["tables"]
    written = HANDBOOK.read_text("utf-8")
    titles = [doc["title"] for doc in tables["key_results"]]
    assert titles == [
        line.split(": ", 1)[1] for line in written.splitlines() if "- Key Result" in line
    ]
    assert len(tables["objectives"]) == 4


def test_the_whole_workspace_comes_back_from_its_export(team: Path, tmp_path: Path) -> None:
    done("check-in", "--from", "-", "-w", team, typed=checked_in(key_results(team)[0], 1))
    saved = tmp_path / "saved.json"
    done("export", "--format", "json", "-o", saved, "-w", team)
    other = tmp_path / "other"
    other.mkdir()
    done("import", saved, "-w", other)
    assert done("export", "--format", "json", "-w", other) == saved.read_text("utf-8")


def checked_in(key_result: str, count: int, who: str = "x") -> str:
    lines = ({"kr": key_result, "confidence": 7, "note": f"{who} {n}"} for n in range(count))
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_four_processes_check_in_at_once_and_nothing_is_lost(team: Path) -> None:
    ids = key_results(team)[:4]
    processes = [
        subprocess.Popen(
            [*OKRTUI, "check-in", "--from", "-", "-w", team],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OKRTUI_NOW": NOW},
        )
        for _ in ids
    ]
    for process, kr in zip(processes, ids, strict=True):
        assert process.stdin is not None
        process.stdin.write(checked_in(kr, 100, who=kr))
        process.stdin.close()
    answers = []
    for process in processes:
        assert process.stdout is not None
        answers.append([json.loads(line) for line in process.stdout])
        process.stdout.close()
        assert process.wait() == 0
    assert [len(lines) for lines in answers] == [100] * 4
    assert all(line["ok"] for lines in answers for line in lines)
    assert len({line["seq"] for lines in answers for line in lines}) == 400
    assert stock_tinydb_sees(team, "check_ins") == {f"{kr} {n}" for kr in ids for n in range(100)}


def stock_tinydb_sees(workspace: Path, table: str) -> set[str]:
    """Return the notes in a table of the store, as a program that knows only TinyDB reads them."""
    done("fold", "-w", workspace)
    program = (
        "import json, sys, tinydb\n"
        "with tinydb.TinyDB(sys.argv[1], encoding='utf-8', access_mode='r') as db:\n"
        "    print(json.dumps([doc['note'] for doc in db.table(sys.argv[2])]))\n"
    )
    argv: list[str | Path] = [sys.executable, "-c", program, workspace / "okr.json", table]
    told = subprocess.run(argv, capture_output=True, text=True, check=True)
    notes = json.loads(told.stdout)
    assert len(notes) == len(set(notes))
    return set(notes)


def test_a_bad_line_is_answered_in_its_place_and_stops_nothing(team: Path) -> None:
    kr = key_results(team)[0]
    lines = [
        json.dumps({"kr": kr, "value": "1"}),
        "no json",
        json.dumps({"kr": "nobody/O9/KR9", "confidence": 7}),
        json.dumps({"kr": kr, "confidence": 11}),
        json.dumps({"kr": kr, "value": "much"}),
        json.dumps({"kr": kr, "confidence": 8}),
    ]
    ended = okrtui("check-in", "--from", "-", "-w", team, typed="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [answer["ok"] for answer in answers] == [True, False, False, False, False, True]
    assert all(answer["error"] for answer in answers if not answer["ok"])
    assert ended.returncode == 1


def test_the_same_store_gives_the_same_bytes(team: Path) -> None:
    for command in (["export", "--format", "json"], ["export", "--format", "markdown"], ["status"]):
        assert done(*command, "-w", team) == done(*command, "-w", team)


# -- what goes wrong is told in one line, with its exit code, and changes nothing


def refused(folder: Path, *args: str | Path, code: int, typed: str = "") -> str:
    """Run a command that must fail with a code; return the one line that it says."""
    before = fingerprint(folder)
    ended = okrtui(*args, cwd=folder, typed=typed)
    assert ended.returncode == code, f"{args}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    assert fingerprint(folder) == before
    return ended.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["meet"],
        ["minutes"],
        ["doctor"],
        ["fold"],
        ["export", "--format", "json"],
        ["import", HANDBOOK],
        ["check-in", "lin/O1/KR1", "--confidence", "7"],
        [],
    ],
    ids=lambda command: str(command[0]) if command else "board",
)
def test_a_missing_workspace_is_said_and_none_is_made(
    command: list[str | Path], tmp_path: Path
) -> None:
    line = refused(tmp_path, *command, "-w", tmp_path / "nowhere", code=1)
    assert "okrtui init" in line


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"format": "other"}', "\x00\x01"])
@pytest.mark.parametrize("command", ["status", "minutes", "doctor"])
def test_a_file_that_is_no_store_is_left_as_it_is(content: str, command: str, team: Path) -> None:
    (team / "okr.json").write_text(content)
    line = refused(team, command, "-w", team, code=3)
    assert "okr.json" in line


@pytest.mark.parametrize(
    "command",
    [
        ["status", "--member", "nobody"],
        ["check-in", "nobody/O1/KR1", "--confidence", "7"],
        ["minutes", "2026-W01"],
    ],
    ids=lambda command: command[0],
)
def test_what_is_not_there_is_named(command: list[str], team: Path) -> None:
    line = refused(team, *command, "-w", team, code=1)
    assert command[-1] in line or command[1] in line


@pytest.mark.parametrize("option", [["--value", "much"], ["--confidence", "11"]])
def test_a_value_that_is_no_number_is_refused(option: list[str], team: Path) -> None:
    line = refused(team, "check-in", key_results(team)[0], *option, "-w", team, code=2)
    assert option[1] in line


# -- how it starts


HEADLESS: list[list[str]] = [
    ["--version"],
    ["--help"],
    ["status"],
    ["status", "--json"],
    ["minutes", "--lang", "zh"],
    ["doctor"],
    ["fold"],
    ["export", "--format", "json"],
    ["export", "--format", "markdown"],
    ["import", str(HANDBOOK), "--dry-run"],
    ["check-in", "--from", "-"],
]


@pytest.mark.parametrize("command", HEADLESS, ids=lambda command: " ".join(command)[:24])
def test_no_headless_command_imports_a_screen(command: list[str], team: Path) -> None:
    argv = [sys.executable, "-X", "importtime", "-m", "okrtui", *command]
    env = {**os.environ, "OKRTUI_WORKSPACE": str(team), "OKRTUI_NOW": NOW}
    ended = subprocess.run(argv, input="", capture_output=True, text=True, env=env)
    imported = set(re.findall(r"^import time:.*\|\s*([\w.]+)$", ended.stderr, re.MULTILINE))
    assert "okrtui.__main__" in imported or "okrtui" in imported
    roots = {name.partition(".")[0] for name in imported}
    assert not roots & {"textual", "rich", "screens", "widgets"}


def test_a_folder_with_packages_of_our_names_is_no_trap(team: Path, tmp_path: Path) -> None:
    for name in ("screens", "widgets", "tinydb"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
    for starter in (OKRTUI, [Path(sys.executable).with_name("okrtui")]):
        ended = subprocess.run(
            [*starter, "status", "-w", team], cwd=tmp_path, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stderr

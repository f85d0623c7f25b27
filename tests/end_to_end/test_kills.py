"""Whatever was acknowledged is there, whenever the process is killed."""

from __future__ import annotations

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.program import NOW, OKRTUI, data, done

LINES = 200


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_a_killed_check_in_loses_nothing_that_it_answered(kills: int, team: Path) -> None:
    key_result = data("export", "--format", "json", "-w", team)["tables"]["key_results"][0]["id"]
    chance = random.Random(kills)
    acknowledged: set[str] = set()
    for kill in range(kills):
        acknowledged |= killed_after(chance.randrange(LINES), key_result, f"kill {kill}", team)
    tables = data("export", "--format", "json", "-w", team)["tables"]
    notes = [doc["note"] for doc in tables["check_ins"]]
    assert acknowledged
    assert acknowledged <= set(notes)
    assert len(notes) == len(set(notes))
    done("doctor", "-w", team)


def killed_after(answers: int, key_result: str, who: str, workspace: Path) -> set[str]:
    """Check in line by line, kill the process after some answers; return the notes answered."""
    notes = [f"{who}, line {n}" for n in range(LINES)]
    process = subprocess.Popen(
        [*OKRTUI, "check-in", "--from", "-", "-w", workspace],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OKRTUI_NOW": NOW},
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for note in notes:
            process.stdin.write(json.dumps({"kr": key_result, "note": note}) + "\n")
        process.stdin.flush()
        told = [process.stdout.readline() for _ in range(answers)]
        process.kill()
        told += process.stdout.readlines()
    whole = [json.loads(line) for line in told if line.endswith("\n")]
    assert all(answer["ok"] for answer in whole)
    return set(notes[: len(whole)])

"""Keys in no order at all, on windows that change: the program stays up, and the store sound."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tinydb import TinyDB

from screens.bindings import ACTIONS
from tests.end_to_end.program import NOW, OKRTUI, data, done
from tests.end_to_end.terminal import KEYS, Terminal
from tests.hostile import HOSTILE_LINES

pytestmark = pytest.mark.pty

BOUND = sorted({key for action in ACTIONS for keys in action.keys for key in keys.split(" ")})
IN_A_MEETING = ("7", "+", "enter", "space", "j", "]", "tab", "u", "ctrl+r", "m", "escape")
STRANGE = ("\x1b[<0;9;9M", "\x1b[<65;9;9M", "\x1b[48;24;80;0;0t", "\x1b[I", "＋", "中", "\x1b[200~")
SIZES = ((120, 40), (80, 24), (40, 12), (14, 8), (200, 50))
SEED, STEPS = 7, 40


def press_about(terminal: Terminal, chance: random.Random) -> None:
    """Press keys, type into whatever is open, paste, click, and drag the window."""
    for _ in range(STEPS):
        if not terminal.runs():
            return
        match chance.choices(["keys", "line", "paste", "strange", "resize"], [20, 6, 2, 1, 2])[0]:
            case "keys":
                pool = chance.choice([BOUND, IN_A_MEETING])
                keys = chance.choices(pool, k=6)
                # An escape alone is waited for, and `q` would soon end it all.
                terminal.at_once("".join(KEYS.get(key, key) for key in keys if key != "q"))
            case "line":
                terminal.press(chance.choice("nrabdpoOtcx="))
                terminal.type(f"{chance.choice(list(HOSTILE_LINES.values()))[:40]} by chance")
                terminal.press("enter")
            case "paste":
                terminal.paste(chance.choice(list(HOSTILE_LINES.values())))
            case "strange":
                terminal.at_once(chance.choice(STRANGE) + "\x1b[201~")
            case _:
                terminal.resize(*chance.choice(SIZES))
        terminal.wait_until_quiet(0.02)


def test_whatever_is_pressed_it_stays_up_and_the_store_sound(tmp_path: Path, home: Path) -> None:
    team = tmp_path / "team"
    done("demo", "--lang", "zh", "--to", team)
    with Terminal([*OKRTUI, "-w", team, "meet"], env={"OKRTUI_NOW": NOW}) as terminal:
        terminal.wait_for("2026-W48")
        terminal.press("enter", "tab")
        press_about(terminal, random.Random(SEED))
        terminal.resize(121, 41)
        terminal.wait_until_quiet()
        # The palette can leave too.
        assert terminal.runs() or terminal.exit_status() == 0
    assert list(home.rglob("error-*.log")) == []
    before = data("export", "--format", "json", "-w", team)
    done("doctor", "-w", team)
    done("fold", "-w", team)
    assert data("export", "--format", "json", "-w", team) == before
    with TinyDB(team / "okr.json", access_mode="r", encoding="utf-8") as kept:
        assert {doc["id"] for doc in kept.table("check_ins")} == {
            doc["id"] for doc in before["tables"]["check_ins"]
        }
    assert done("minutes", "2026-W48", "-w", team)

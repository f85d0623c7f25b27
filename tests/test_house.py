"""The house holds together: layers, catalogues, sizes, and papers that tell of what there is."""

from __future__ import annotations

import ast
import functools
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.cli.main import COMMANDS
from okrtui.text.words import LANGUAGES
from screens.keymap import ACTIONS

ROOT = Path(__file__).parents[1]
CODE = ("okrtui", "widgets", "screens")
LONGEST_FILE = 350
"""Lines that are not blank: about what one can hold in the head."""

KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)*\.[a-z0-9_]*[a-z0-9]")
FILE = re.compile(r".*\.(tcss|json|md|toml)")


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """Return all words of a language by key."""
    return {
        f"{file.stem}.{name}": text
        for file in sorted((ROOT / "okrtui/text" / language).glob("*.json"))
        for name, text in json.loads(file.read_text("utf-8")).items()
    }


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def without_form(key: str) -> str:
    return re.sub(r"\.(one|other)$", "", key)


def sources() -> Iterator[Path]:
    for package in CODE:
        yield from sorted((ROOT / package).rglob("*.py"))


@functools.cache
def said_in_code() -> tuple[dict[str, str], dict[re.Pattern[str], str]]:
    """Return the keys that the code names, and the forms of keys that it puts together.

    Each with a place where it does. Names of actions look like keys of the catalogues; they are
    left out, as are texts in areas that no catalogue has.
    """
    keys: dict[str, str] = {}
    forms: dict[re.Pattern[str], str] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(begins)), *_]):
                    if in_catalogue(begins):
                        forms.setdefault(form_of(node), place)
                case ast.Constant(value=str(text)):
                    if in_catalogue(text) and KEY.fullmatch(text):
                        keys.setdefault(text, place)
    return keys, forms


@functools.cache
def names_of_actions() -> tuple[str, ...]:
    """Return the ids of all actions; those with an argument by what stands before it."""
    ids = {action.id for action in ACTIONS}
    return tuple(
        name.rpartition(".")[0] + "." if name.count(".") > 1 else name for name in sorted(ids)
    )


def in_catalogue(text: str) -> bool:
    """Return whether a text may be a key, or the beginning of one: of some area, and no action."""
    areas = {key.partition(".")[0] for key in catalogue("en")}
    area, dot, _ = text.partition(".")
    return bool(dot) and area in areas and not FILE.fullmatch(text) and not is_action(text)


def is_action(text: str) -> bool:
    return any(
        text.startswith(name) if name.endswith(".") else text == name for name in names_of_actions()
    )


def form_of(node: ast.JoinedStr) -> re.Pattern[str]:
    """Return what keys an f-string can be: `meeting.{part}_title` is any part's title."""
    parts = (
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z0-9_]+"
        for part in node.values
    )
    return re.compile("".join(parts))


def test_both_languages_have_the_same_words() -> None:
    names = [set(catalogue(language)) for language in LANGUAGES]
    assert names[0] == names[1], f"only in one: {sorted(names[0] ^ names[1])}"


def test_both_languages_fill_the_same_placeholders() -> None:
    english, chinese = catalogue("en"), catalogue("zh")
    # "1 key result" may say the number in a word; the plural may not.
    differ = [
        key
        for key in english
        if placeholders(english[key]) - {"n"} != placeholders(chinese[key]) - {"n"}
    ]
    assert not differ


def test_no_words_are_empty_or_carry_blanks_at_their_ends() -> None:
    for language in LANGUAGES:
        sloppy = [key for key, text in catalogue(language).items() if not text.strip()]
        assert not sloppy, f"{language}: {sloppy}"


def test_what_counts_has_both_forms() -> None:
    keys = set(catalogue("en"))
    counted = {without_form(key) for key in keys if re.search(r"\.(one|other)$", key)}
    assert {f"{key}.{form}" for key in counted for form in ("one", "other")} <= keys
    assert not counted & keys


def test_the_code_says_nothing_that_no_catalogue_has() -> None:
    have = {without_form(key) for key in catalogue("en")}
    keys, forms = said_in_code()
    missing = {key: place for key, place in keys.items() if without_form(key) not in have}
    for form, place in forms.items():
        if not any(form.fullmatch(key) for key in have):
            missing[form.pattern] = place
    assert not missing


def test_no_catalogue_has_what_the_code_never_says() -> None:
    keys, forms = said_in_code()
    used = {without_form(key) for key in keys}
    have = {without_form(key) for key in catalogue("en")}
    unused = [key for key in have - used if not any(form.fullmatch(key) for form in forms)]
    assert not unused


def test_the_layers_hold() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("package", CODE)
def test_no_file_is_longer_than_a_head_can_hold(package: str) -> None:
    long = {}
    for path in (ROOT / package).rglob("*.py"):
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        if len(lines) > LONGEST_FILE:
            long[str(path.relative_to(ROOT))] = len(lines)
    assert not long


def papers() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def test_the_papers_tell_of_every_command_and_of_none_that_is_not_there() -> None:
    told = "\n".join(paper.read_text("utf-8") for paper in papers())
    typed = set(re.findall(r"^\$ okrtui (?:-w \S+ )?([a-z][a-z-]*)", told, re.MULTILINE))
    mentioned = set(re.findall(r"`okrtui ([a-z][a-z-]*)", told)) | typed
    assert set(COMMANDS) <= mentioned
    assert mentioned <= set(COMMANDS)


def test_the_readme_tells_of_every_key_of_the_meeting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = set(re.findall(r"`([^`\s]+)`", readme)) | {"2", "3", "4", "5", "6", "7", "8"}
    first_keys = {
        action.id: action.keys[0].replace(" ", "")
        for action in ACTIONS
        if action.screen == "meeting" and action.name not in {"page_down", "page_up", "member"}
    }
    assert [name for name, key in first_keys.items() if key not in told] == []


def test_the_papers_link_only_to_what_is_there() -> None:
    broken = [
        f"{paper.name}: {link}"
        for paper in papers()
        for link in re.findall(r'(?:\]\(|src="|srcset=")(?!https?:)([^)"#]+)', paper.read_text())
        if not (paper.parent / link).exists()
    ]
    assert not broken

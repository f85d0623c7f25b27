"""`okrtui minutes`: as a page, in ten lines, into a file."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from okrtui.text.words import LANGUAGES
from tests.cli.program import Program

FORMS = {"markdown": [], "html": ["--format", "html"], "short": ["--short"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_is_said(okrtui: Program, team: Path, form: str, language: str) -> None:
    argv = ["minutes", *FORMS[form], "--lang", language]
    said = okrtui.done(*argv).out
    assert okrtui.done(*argv, "-o", "m").out == ""
    assert (team / "m").read_text("utf-8") == said
    assert "2026-W47" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_form_has_at_most_ten_lines(okrtui: Program, team: Path, language: str) -> None:
    lines = okrtui.done("minutes", "--short", "--lang", language).out.splitlines()
    assert 5 <= len(lines) <= 10
    assert "wang/O1/KR1" in lines[3]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_is_one_html_file(okrtui: Program, team: Path, language: str, tag: str) -> None:
    html = okrtui.done("minutes", "--format", "html", "--lang", language).out
    assert html.startswith(f'<!doctype html>\n<html lang="{tag}">')
    HTMLParser().feed(html)
    assert "<script" not in html


def test_the_short_form_and_another_format_are_not_both_to_be_had(
    okrtui: Program, team: Path
) -> None:
    ended = okrtui("minutes", "--short", "--format", "html")
    assert ended.outcome == 2
    assert "--short" in ended.line


def test_a_meeting_named_before_any_was_held_says_how_one_begins(okrtui: Program) -> None:
    okrtui.done("init", "--team", "Growth", "--member", "ana")
    assert "okrtui meet" in okrtui("minutes", "2026-W01").line

from __future__ import annotations

import re
from functools import cache

import pytest

from okrtui.minutes.content import Content
from okrtui.minutes.html import write_html
from okrtui.minutes.markdown import write_markdown
from okrtui.text.harmless import clean_line, harmless
from okrtui.text.words import LANGUAGES, Language, words_in
from tests.hostile import HOSTILE
from tests.minutes.evening import content
from tests.minutes.long_evening import reopened_meeting
from tests.minutes.rendered import Page, read

TYPED = {name: text for name, text in HOSTILE.items() if clean_line(text)}


@pytest.fixture(scope="module")
def long() -> Content:
    return content(reopened_meeting())


@cache
def hostile(text: str) -> Content:
    return content(reopened_meeting(lambda _what: clean_line(text)))


def page(said: Content, language: Language = "en") -> Page:
    return Page(write_html(said, words_in(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_markdown_says(long: Content, language: Language) -> None:
    markdown = read(write_markdown(long, words_in(language)))
    html = page(long, language)
    assert html.structure == markdown.structure
    assert html.words.split() == markdown.words.split()


@pytest.mark.parametrize("name", TYPED)
def test_hostile_texts_are_words_and_nothing_else(name: str) -> None:
    said, plain = hostile(TYPED[name]), hostile("Ж")
    shown = harmless(" ".join(clean_line(TYPED[name]).split()))
    for language in LANGUAGES:
        shown_page = Page(write_html(said, words_in(language)))
        assert shown_page.structure == page(plain, language).structure
        raw = "".join(shown_page._words)
        assert raw.count(shown) >= page(plain, language).words.count("Ж")


def test_nothing_runs_and_nothing_comes_from_elsewhere(long: Content) -> None:
    for said in (long, hostile(TYPED["html_tag"]), hostile(TYPED["markdown_links"])):
        html = write_html(said, words_in("en"))
        tags = {tag for tag, _ in Page(html).tags}
        assert not tags & {"script", "link", "img", "iframe", "object", "a", "form"}
        attributes = {name for _, attrs in Page(html).tags for name in attrs}
        assert attributes == {"lang", "charset", "name", "content", "http-equiv"}
        assert not re.search(r"url\(|@import", html)


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_names_its_language_and_its_title(
    long: Content, language: Language, tag: str
) -> None:
    html = write_html(long, words_in(language))
    assert html.startswith(f'<!doctype html>\n<html lang="{tag}">\n')
    title = re.findall(r"<title>(.*)</title>", html)
    assert title == re.findall(r"<h1>(.*)</h1>", html)
    assert "2026-W48" in title[0]


def test_the_page_is_made_for_paper_and_for_the_dark(long: Content) -> None:
    html = write_html(long, words_in("en"))
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html


def test_what_is_read_from_the_right_turns_nothing_beside_it() -> None:
    html = write_html(hostile(TYPED["rtl"]), words_in("en"))
    assert f"<bdi>{TYPED['rtl']}</bdi>" in html
    assert "<bdi>" not in re.findall(r"<title>(.*)</title>", html)[0]


def test_the_same_content_gives_the_same_bytes(long: Content) -> None:
    assert write_html(long, words_in("zh")) == write_html(long, words_in("zh"))

from __future__ import annotations

import re
import time
from urllib.parse import unquote

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from okrtui.text.harmless import harmless
from okrtui.text.markdown import escape
from tests.hostile import HOSTILE

RENDERERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("gfm-like"),
    "default": MarkdownIt("js-default", {"html": True}),
}
PLACES = {
    "paragraph": ("{}", "paragraph_open"),
    "item": ("- {}", "paragraph_open"),
    "item after words": ("- lin: {} · 5 → 7", "paragraph_open"),
    "strong": ("- **{}** and **{}**", "paragraph_open"),
    "brackets": ("- ({}): {}", "paragraph_open"),
    "heading": ("## {}", "heading_open"),
    "cell": ("| a | b |\n| --- | --- |\n| {} | {} |", "td_open"),
}
SIGNS = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()<>#+-.!|~&=:;/@$^\"' 012aZx中：，é\u00a0"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)
SNIPPETS = st.lists(
    st.sampled_from([*HOSTILE.values(), "https://a.example/x_y", "www.a.example", "@lin", "#1"]),
    min_size=1,
    max_size=3,
).map("".join)


def as_written(text: str) -> str:
    return harmless(" ".join(text.split())).strip()


def shown(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens; anything but text, code, a link or strong is told."""
    parts = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "text_special":
                parts.append(token.content)
            case "link_open" | "link_close" | "strong_open" | "strong_close":
                pass
            case _:
                parts.append(f"<{token.type}>")
    return "".join(parts)


def render(place: str, text: str, renderer: str) -> tuple[str, str]:
    """What is shown of `text` in a place, and what should be."""
    frame, opening = PLACES[place]
    written = escape(text)
    tokens = RENDERERS[renderer].parse(frame.replace("{}", written))
    frame_tokens = RENDERERS[renderer].parse(frame.replace("{}", "x"))
    assert [t.type for t in tokens if t.type != "text"] == [t.type for t in frame_tokens]
    inline = next(tokens[i + 1] for i, token in enumerate(tokens) if token.type == opening)
    template = next(
        frame_tokens[i + 1] for i, token in enumerate(frame_tokens) if token.type == opening
    )
    want = shown(template.children or []).replace("x", as_written(text))
    return shown(inline.children or []), want


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", [name for name, text in HOSTILE.items() if as_written(text)])
def test_a_hostile_text_is_shown_as_it_was_written(name: str, place: str) -> None:
    for renderer in RENDERERS:
        got, want = render(place, HOSTILE[name], renderer)
        assert unquote(got) == unquote(want), renderer


@pytest.mark.parametrize("renderer", RENDERERS)
@given(place=st.sampled_from(list(PLACES)), text=SIGNS | SNIPPETS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown_as_it_was_written(renderer: str, place: str, text: str) -> None:
    if as_written(text):
        got, want = render(place, text, renderer)
        assert unquote(got) == unquote(want)


MENTION = re.compile(r"(?:^|[^A-Za-z0-9_])@[A-Za-z0-9]")
ISSUE = re.compile(r"(?:^|[^A-Za-z0-9_&])#[0-9]+(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])GH-[0-9]")


@given(text=SNIPPETS | st.text(st.sampled_from("@#!GH-12ab_./ 请"), max_size=12))
@settings(max_examples=500, deadline=None)
def test_nobody_and_nothing_is_mentioned(text: str) -> None:
    tokens = RENDERERS["commonmark"].parse(f"- {escape(text)}")
    in_link = 0
    for token in (child for block in tokens for child in block.children or []):
        in_link += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not in_link:
            assert not MENTION.search(token.content)
            assert not ISSUE.search(token.content)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("p95 < 300 ms, error rate > 0.1 %", "p95 < 300 ms, error rate > 0.1 %"),
        ("a - b + c = d", "a - b + c = d"),
        ("v2.0 (beta), snake_case_name", "v2.0 (beta), snake_case_name"),
        ("AT&T & co: 10:30!", "AT&T & co: 10:30!"),
        ("-5 % is worse than +3 %", "-5 % is worse than +3 %"),
        ("costs $5", "costs $5"),
        (r"C:\temp", r"C:\temp"),
        ("将 p95 降到 300 毫秒（含供应商）", "将 p95 降到 300 毫秒（含供应商）"),
        ("2026 is the year", "2026 is the year"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("1. first", r"1\. first"),
        ("- dash", r"\- dash"),
        ("3~5 days", r"3\~5 days"),
        ("[重点] ship", r"\[重点] ship"),
        ("a|b", r"a\|b"),
        ("ask @lin about #12", "ask `@lin` about `#12`"),
        ("see https://a.example/b_c.", "see <https://a.example/b_c>."),
        ("见 https://a.example/b，谢谢", "见 <https://a.example/b>，谢谢"),
        ("mail me@a.example", "mail <me@a.example>"),
        ("www.a.example", r"www\.a.example"),
        ("<b>", r"\<b>"),
    ],
)
def test_what_would_not_act_stays_readable(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    "sign", ["_", "#", " #", "w", "a_", "a.", "@a", "https://a", "&a", "`", "*"]
)
def test_a_long_text_of_one_sign_takes_no_time(sign: str) -> None:
    started = time.perf_counter()
    escape(sign * 10_000)
    assert time.perf_counter() - started < 1

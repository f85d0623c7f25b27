"""What a reader sees of Markdown: its structure, and its words as they come out."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

RENDERERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("gfm-like"),
}


def structure(markdown: str, renderer: str = "commonmark") -> list[str]:
    """The blocks and the bold words of a text; runs of text, code and links are one."""
    found: list[str] = []
    for token in _flat(markdown, renderer):
        kind = "text" if _is_words(token) else token.type
        if not (kind == "text" and found and found[-1] == "text"):
            found.append(kind)
    return found


def words_of(markdown: str, renderer: str = "commonmark") -> str:
    """All words as a reader sees them, blocks parted by line ends."""
    shown = []
    for token in _flat(markdown, renderer):
        if token.content and not token.children and token.type != "inline":
            shown.append(token.content)
        elif token.nesting and token.block:
            shown.append("\n")
    return unquote("".join(shown))


def lint(markdown: str) -> list[str]:
    """What markdownlint's default rules, all but line length, would say that we can know here."""
    lines = markdown.split("\n")
    said = []
    if not markdown.endswith("\n") or markdown.endswith("\n\n"):
        said.append("MD047 one newline at the end")
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        is_heading = re.match(r"#+ ", line)
        if line != line.rstrip():
            said.append(f"MD009 trailing blanks: {line!r}")
        if not before and not line and line is not lines[0] and after:
            said.append("MD012 two blank lines")
        if is_heading and (before or after):
            said.append(f"MD022 heading without room: {line!r}")
        if is_heading and line[-1] in ".,;:!。，；：！":
            said.append(f"MD026 heading ends in punctuation: {line!r}")
        for kind, rule in ((r" *- ", "MD032"), (r"\| ", "MD058")):
            if re.match(kind, line) and not all(
                not near or re.match(kind, near) for near in (before, after)
            ):
                said.append(f"{rule} list or table without room: {line!r}")
    headings = [line for line in lines if re.match(r"#+ ", line)]
    if len(set(headings)) < len(headings):
        said.append("MD024 the same heading twice")
    if [line for line in headings if line.startswith("# ")] != headings[:1]:
        said.append("MD025 one title, at the top")
    html = [t for t in _flat(markdown, "commonmark") if t.type.startswith("html")]
    said += [f"MD033 HTML: {token.content!r}" for token in html]
    return said


def _flat(markdown: str, renderer: str) -> list[Token]:
    return [
        inner
        for token in RENDERERS[renderer].parse(markdown)
        for inner in (token.children or [token])
        if token.type != "inline" or token.children
    ]


def _is_words(token: Token) -> bool:
    return token.type in {"text", "text_special", "code_inline", "link_open", "link_close"}

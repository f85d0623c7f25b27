r"""Making typed text literal inside one line of Markdown.

`escape` marks only what would act where it stands, so that `a - b`, `p95 < 300` and `snake_case`
stay readable in the source. The result means the same to CommonMark and to GitHub's flavour, in a
paragraph, list item, heading or table cell, alone or beside other text.

Two things cannot be had with a backslash. GitHub and GitLab look for `@name` and `#12` in the
rendered text, where neither `\@` nor `&#64;` is any different from `@`; they pass over code, so
such words become code spans, with every character as it was written. An address of the web is
written as `<https://…>`, in which nothing else can act.
"""

from __future__ import annotations

import re

from okrtui.text.harmless import harmless

_LONGEST_START = 10
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_WEB = r"(?<![A-Za-z0-9])https?://[A-Za-z0-9](?:[!-~](?<![<>|`\"\\^{}]))*(?<![.,;:!?'*_~)\]])"
_WORD = r"(?<![\w.+/@#!-])[\w.+/@#!-]+(?<![.+/@#!-])"
_PIECE = re.compile(rf"(?P<web>{_WEB})|{_WORD}", re.ASCII)
_MAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]+", re.ASCII)
_CALLS = re.compile(r"\B@[A-Za-z0-9]|#\d|(?<!\w)!\d|\bgh-\d", re.ASCII | re.IGNORECASE)
"""What a forge looks for: `@name`, `#12`, `owner/repo#12`, `!12`, `GH-12`."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_TAG = re.compile(r"<[A-Za-z/!?]")
_MONEY = re.compile(r"\$\d")
_START = re.compile(
    r"(?:\d{1,9})?(?P<sign>(?<=\d)[.)](?=\s|$)|(?<!\d)(?:[-+*](?=\s|$)|[#>]|---|[=-]+$))"
)
_HEADING_END = re.compile(r" #+")
_INSIDE_WORD = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
_SCHEME = re.compile(r"(?:https?|ftp)$", re.IGNORECASE)


def escape(text: str) -> str:
    """Return Markdown for one line that shows `text` as it was written.

    Line ends become blanks, control characters their pictures; blanks around `text` are left out.
    """
    line = harmless(" ".join(text.split())).strip()
    pieces = []
    at = 0
    literal = _readable(line)
    for found in _PIECE.finditer(line):
        if span := _span(found):
            pieces.append(_literal(line, at, found.start(), literal))
            pieces.append(span)
            at = found.end()
    pieces.append(_literal(line, at, len(line), literal))
    return "".join(pieces)


def _span(found: re.Match[str]) -> str | None:
    """Return what a word is written as that cannot be kept literal by escapes."""
    text = found.group()
    if found["web"]:
        return None if _ENTITY.search(text) else f"<{text}>"
    if "@" in text and _MAIL.fullmatch(text):
        return f"<{text}>"
    return f"`{text}`" if _CALLS.search(text) else None


def _readable(line: str) -> frozenset[int]:
    """Return where an underscore, being inside of a word, is only read."""
    return frozenset(at for found in _INSIDE_WORD.finditer(line) for at in range(*found.span()))


def _literal(line: str, start: int, end: int, literal: frozenset[int]) -> str:
    return "".join(
        f"\\{line[at]}"
        if line[at] in _PUNCTUATION and at not in literal and _acts(line, at)
        else line[at]
        for at in range(start, end)
    )


def _acts(line: str, at: int) -> bool:
    """Return whether the sign at `at` would do more than be read."""
    if at < _LONGEST_START and (begins := _START.match(line)) and begins.start("sign") == at:
        return True
    match line[at]:
        # A star that stands alone acts on nothing, but linters take two of them for a slip.
        case "`" | "[" | "|" | "*" | "_":
            return True
        case "\\":
            return at + 1 == len(line) or line[at + 1] in _PUNCTUATION
        case "~":
            return not _stands_alone(line, at)
        case "<":
            return _TAG.match(line, at) is not None
        case "&":
            return _ENTITY.match(line, at) is not None
        case "$":
            return not (_stands_alone(line, at) or _MONEY.match(line, at))
        case "#":
            return line.endswith("#") and _HEADING_END.fullmatch(line, max(0, at - 1)) is not None
        case ":":
            return _SCHEME.search(line[max(0, at - 5) : at]) is not None
        case ".":
            return line[max(0, at - 3) : at].lower() == "www"
    return False


def _stands_alone(line: str, at: int) -> bool:
    return 0 < at < len(line) - 1 and line[at - 1] == " " and line[at + 1] == " "

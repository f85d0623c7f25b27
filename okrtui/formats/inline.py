"""The inside of one line of Markdown, as plain text, with what its looks say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from okrtui.formats.clean import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST = 4_000
_NAMES = re.compile(r"(?:[\s,，、()（）—–-]*@[\w.\-]+)*[\s.。|()（）]*")
_REMARK = re.compile(r"[ \t]{2,}-+>[ \t]")
# Private characters that stand for an escaped sign until the text has been understood.
_LITERAL = {"@": "\ue0a0", "[": "\ue0a1", "(": "\ue0a2", "~": "\ue0a3", "|": "\ue0a4"}
_LITERAL |= {">": "\ue0a5", "⇒": "\ue0a6"}
_MEANT = {mark: sign for sign, mark in _LITERAL.items()}
_TRANSLATE = str.maketrans(_MEANT)


@dataclass(frozen=True, slots=True)
class Inline:
    """A line's plain text (links are their text), and what its looks say.

    lead: the text in bold or italics at its very beginning. bold, italic: all of it is.
    struck: all of it but names at its end is struck through; before: what is not, at its beginning,
    where all the rest is. link: it is nothing but links.
    box: the state of its checkbox, if it has one.
    """

    text: str
    lead: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    before: str = ""
    link: bool = False
    box: bool | None = None


def literal(text: str) -> str:
    """Return a text in which signs that were escaped are themselves again."""
    return text.translate(_TRANSLATE)


@cache
def parser() -> MarkdownIt:
    """Return the Markdown reader: CommonMark with tables and struck-through text, blocks only."""
    # Imported here: commands that read no Markdown do not pay for it.
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.core.ruler.disable(["inline", "text_join"])
    return markdown


def read_inline(source: str, references: dict[str, Any] | None = None) -> list[Inline]:
    """Return the lines of an inline source; a hard break or `<br>` ends a line, a soft one too.

    Args:
        source: the Markdown of one paragraph, heading or cell.
        references: the targets of the document's reference links, as its parsing left them.
    """
    box = None
    stripped = source.lstrip()
    if stripped[:1] == "[" and stripped[2:3] == "]" and stripped[1] in " xX-✓√":
        box = stripped[1] != " "
        source = stripped[3:]
    if len(source) > _LONGEST:
        return [Inline(clean(line), box=box) for line in source.split("\n")]
    markdown = parser()
    tokens: list[Token] = []
    markdown.inline.parse(source, markdown, references if references is not None else {}, tokens)
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"} or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            lines.append([])
        else:
            lines[-1].append(token)
    return [_line(line, box if index == 0 else None) for index, line in enumerate(lines)]


class _Reader:
    """Walks the tokens of one line and notes which characters are in what."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.inside: list[frozenset[str]] = []
        self.open: list[str] = []

    def add(self, text: str, *also: str) -> None:
        if text:
            self.parts.append(text)
            self.inside.append(frozenset((*self.open, *also)))

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.nesting == 1:
                self.open.append(token.tag)
            elif token.nesting == -1:
                if token.tag in self.open:
                    self.open.remove(token.tag)
            elif token.type == "code_inline":
                self.add(token.content, "code")
            elif token.type == "text_special":
                self.add(_LITERAL.get(token.content, token.content))
            elif token.type == "image":
                self.add(token.content, "image")
            elif token.type == "text":
                self.add(token.content)


def _line(tokens: list[Token], box: bool | None) -> Inline:
    reader = _Reader()
    reader.read(tokens)
    pairs = list(zip(reader.parts, reader.inside, strict=True))
    # Two blanks and an arrow put a remark behind a text; one blank may be part of it.
    text = clean(_REMARK.sub(" => ", "".join(part for part, _ in pairs)))
    seen = [(part, marks) for part, marks in pairs if part.strip()]
    every = frozenset.intersection(*(marks for _, marks in seen)) if seen else frozenset()
    gone = [bool(marks & {"s", "del"}) for part, marks in seen if not _NAMES.fullmatch(part)]
    struck = all(gone) and bool(gone)
    kept = gone.index(True) if True in gone else 0
    before = clean("".join(part for part, _ in seen[:kept])) if all(gone[kept:]) else ""
    if len(text) > 2 and text[0] == text[-1] == "~":
        text, struck = text[1:-1].strip("~ "), True
    return Inline(
        text=text,
        lead=_lead(seen),
        bold="strong" in every,
        italic="em" in every,
        struck=struck,
        before=before,
        link=_only_links(seen),
        box=box,
    )


def _lead(seen: list[tuple[str, frozenset[str]]]) -> str:
    lead = []
    for part, marks in seen:
        if not marks & {"strong", "em"}:
            break
        lead.append(part)
    return clean("".join(lead)).rstrip(":：").rstrip()


def _only_links(seen: list[tuple[str, frozenset[str]]]) -> bool:
    """Return whether links are all of a line, but for a word or two (`… (final)`)."""
    inside = outside = 0
    for part, marks in seen:
        size = sum(map(str.isalnum, part))
        if marks & {"a", "image"} or part.strip().startswith(("http://", "https://")):
            inside += size + 1
        else:
            outside += size
    return inside > 3 * outside

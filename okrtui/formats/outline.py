"""The blocks of a Markdown document as one tree: what stands under what, and on which line.

Headings hold what follows them; so do a line that is all bold and a line that is a label
(`**O1**: …`), as people write them in place of headings. List items hold their nested lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from okrtui.formats.inline import Inline, parser, read_inline
from okrtui.formats.labels import Label, Role, understand_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]{0,500}\n){0,100}?---[ \t]*\n")
_BELOW_HEADINGS = 7
_BELOW_OBJECTIVES = 8


class Kind(Enum):
    """What a node is in the document."""

    ROOT = auto()
    HEADING = auto()
    ITEM = auto()
    TEXT = auto()
    TABLE = auto()
    QUOTE = auto()
    OTHER = auto()


@dataclass(slots=True, eq=False)
class Node:
    """A piece of the document, with what stands under it.

    level: of a heading, 1–6; of a line that acts as one, 7 or 8.
    rows: of a table, its head first: per row its line and its cells, each a list of lines.
    """

    kind: Kind
    line: int
    inline: Inline = field(default_factory=lambda: Inline(""))
    label: Label = field(default_factory=lambda: Label(Role.NONE, ""))
    level: int = 0
    children: list[Node] = field(default_factory=list)
    rows: list[tuple[int, list[list[Inline]]]] = field(default_factory=list)

    @property
    def role(self) -> Role:
        """What the line says it is."""
        return self.label.role

    def walk(self) -> Iterator[Node]:
        """Yield this node and all under it, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def items(self) -> list[Node]:
        """Return the list items directly under this."""
        return [child for child in self.children if child.kind is Kind.ITEM]


def outline(text: str) -> Node:
    """Return a document as a tree."""
    root = Node(Kind.ROOT, 1)
    references: dict[str, Any] = {}
    text = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    tokens = parser().parse(text, references)
    _Builder(root, references).read(tokens)
    return root


class _Builder:
    """Puts each block under the heading and the item that it belongs to."""

    def __init__(self, root: Node, references: dict[str, Any]) -> None:
        self.references = references
        self.sections = [root]
        self.items: list[Node] = []
        self.quotes = 0

    def read(self, tokens: list[Token]) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            line = token.map[0] + 1 if token.map else 1
            match token.type:
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "list_item_open":
                    self.open_item(line)
                case "list_item_close":
                    self.items.pop()
                case "heading_open":
                    self.heading(int(token.tag[1]), tokens[index + 1], line)
                    index += 1
                case "table_open":
                    index = self.table(tokens, index)
                case "inline":
                    self.lines(read_inline(token.content, self.references), line)
                case "fence" | "code_block":
                    shown = token.content.strip().split("\n")[0]
                    self.here().children.append(Node(Kind.OTHER, line, Inline(shown)))
                case "html_block":
                    self.html(token.content, line)
                case _:
                    pass
            index += 1

    def html(self, content: str, line: int) -> None:
        """Take the text of an HTML block (`<summary>O1: …</summary>`), but not of a comment."""
        if content.lstrip().startswith("<!--"):
            return
        for offset, written in enumerate(content.split("\n")):
            if text := _TAG.sub("", written).strip():
                self.lines(read_inline(text, self.references), line + offset)

    def here(self) -> Node:
        return self.items[-1] if self.items else self.sections[-1]

    def open_item(self, line: int) -> None:
        node = Node(Kind.ITEM, line)
        self.here().children.append(node)
        self.items.append(node)

    def heading(self, level: int, token: Token, line: int) -> None:
        inline, label = understand_line(_joined(read_inline(token.content, self.references)))
        node = Node(Kind.HEADING, line, inline, label, level)
        if self.items:
            self.here().children.append(node)
        else:
            self.section(node)

    def section(self, node: Node) -> None:
        while len(self.sections) > 1 and self.sections[-1].level >= node.level:
            self.sections.pop()
        self.sections[-1].children.append(node)
        self.sections.append(node)

    def lines(self, lines: list[Inline], line: int) -> None:
        lines, labels = _understood(lines)
        if not any(label.role is not Role.NONE for label in labels[1:]):
            lines, labels = _understood([_joined(lines)])
        for offset, (inline, label) in enumerate(zip(lines, labels, strict=True)):
            if inline.text:
                self.one_line(inline, label, line + offset)

    def one_line(self, inline: Inline, label: Label, line: int) -> None:
        if self.quotes and not self.items and label.role in {Role.NONE, Role.REMARK}:
            self.here().children.append(Node(Kind.QUOTE, line, inline, label))
            return
        if self.items:
            item = self.items[-1]
            if not item.inline.text and not item.children:
                item.inline, item.label = inline, label
                return
            item.children.append(Node(Kind.TEXT, line, inline, label))
            return
        node = Node(Kind.TEXT, line, inline, label)
        if level := _acts_as_heading(inline, label):
            node.kind, node.level = Kind.HEADING, level
            self.section(node)
        else:
            self.here().children.append(node)

    def table(self, tokens: list[Token], index: int) -> int:
        node = Node(Kind.TABLE, 1)
        while tokens[index].type != "table_close":
            token = tokens[index]
            if token.type == "tr_open":
                node.rows.append((token.map[0] + 1 if token.map else 1, []))
            elif token.type == "inline":
                node.rows[-1][1].append(read_inline(token.content, self.references))
            index += 1
        node.line = node.rows[0][0] if node.rows else 1
        self.here().children.append(node)
        return index


def _acts_as_heading(inline: Inline, label: Label) -> int:
    match label.role:
        case Role.OBJECTIVE | Role.OVER_OBJECTIVES:
            return _BELOW_HEADINGS
        case Role.KEY_RESULT | Role.OVER_KEY_RESULTS:
            return _BELOW_OBJECTIVES
        case Role.NONE if inline.bold:
            return _BELOW_HEADINGS
        case _:
            return 0


def _understood(lines: list[Inline]) -> tuple[list[Inline], list[Label]]:
    pairs = [understand_line(line) for line in lines]
    return [inline for inline, _ in pairs], [label for _, label in pairs]


def _joined(lines: list[Inline]) -> Inline:
    lines = [line for line in lines if line.text]
    if len(lines) < 2:
        return lines[0] if lines else Inline("")
    return Inline(
        " ".join(line.text for line in lines),
        lead=lines[0].lead,
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        struck=all(line.struck for line in lines),
        before=lines[0].before if all(line.struck for line in lines[1:]) else "",
        link=all(line.link for line in lines),
        box=lines[0].box,
    )

"""A first look over a Markdown document: in which way it speaks of its OKRs, and of whose."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import groupby

from okrtui.formats.cells import text_of
from okrtui.formats.columns import Column, understand_heads
from okrtui.formats.grid import read_rows
from okrtui.formats.labels import Role, about_okrs, opens_okrs
from okrtui.formats.outline import Kind, Node
from okrtui.formats.people import group, person, plain_name, whose
from okrtui.formats.spans import cycle_named, quarter_named, without_cycle

_ASIDE = re.compile(
    r"(?:\W*)(?:vision|mission|north star|resources?|references?|links?|notes?|how to|"
    r"about|background|context|"
    r"glossary|appendix|non[- ]goals?|not included|alternatives|risks?|process|"
    r"table of contents|contents|toc|"
    r"key concepts|concepts?|faq|changelog|history|retrospective|lessons|scoring|"
    r"success metrics|key metrics|"
    r"metrics|milestones|initiatives|methodology|guidelines?|further|external|what (?:is|are)|why|"
    r"愿景|使命|背景|说明|备注|参考|附录|目录|评分|风险|复盘|总结)\b",
    re.I,
)


def aside(heading: str) -> bool:
    """Return whether a heading opens something that is not OKRs: background, links, scoring."""
    return bool(_ASIDE.match(heading)) and len(heading.split()) <= 4


class Way(Enum):
    """How a document tells its objectives and key results from the rest."""

    LABELLED = auto()
    LISTS = auto()
    HEADINGS = auto()
    NONE = auto()


class Survey:
    """What the whole document tells about its parts."""

    def __init__(self, root: Node) -> None:
        self.root = root
        nodes = list(root.walk())
        self.labels_objectives = any(node.role is Role.OBJECTIVE for node in nodes)
        self.labels_key_results = any(
            node.role is Role.KEY_RESULT
            or (node.role is Role.OVER_KEY_RESULTS and bool(node.children) and not node.label.name)
            for node in nodes
        )
        headings = [node for node in nodes if node.kind is Kind.HEADING]
        texts = [node for node in nodes if node.kind is Kind.TEXT]
        tops = [node for node in headings if node.level == 1]
        self.title = tops[0] if len(tops) == 1 and tops[0] is headings[0] else None
        self.about_okrs = any(
            about_okrs(node.inline.text) or quarter_named(node.inline.text) for node in headings
        ) or any(about_okrs(node.inline.text) for node in texts[:3])
        self._tables = {
            node: read_rows(node.rows, marked=self.about_okrs)
            for node in nodes
            if node.kind is Kind.TABLE
        }
        self.way = self._way(nodes)
        self._in_lists: set[Node] = set()
        self._beside_boxes: set[Node] = set()
        for node in nodes:
            self._look_at_lists(node)
        self._owners = self._find_owners(nodes)

    def _look_at_lists(self, node: Node) -> None:
        for is_list, run in groupby(node.children, key=lambda child: child.kind is Kind.ITEM):
            items = list(run)
            if is_list and len(items) > 1 and not any(item.inline.link for item in items):
                self._in_lists.update(items)
            if is_list and any(item.inline.box is not None for item in items):
                self._beside_boxes.update(items)

    def _way(self, nodes: list[Node]) -> Way:
        over = any(
            node.role is Role.OVER_OBJECTIVES
            and any(c.kind is not Kind.HEADING for c in node.children)
            for node in nodes
        )
        tables = any(not rows.empty for rows in self._tables.values())
        if self.labels_objectives or self.labels_key_results or tables:
            return Way.LABELLED
        if over:
            return Way.LISTS
        if not self.about_okrs:
            return Way.NONE
        tops = [
            item
            for node in nodes
            if node.kind in {Kind.HEADING, Kind.ROOT}
            for item in node.items()
            if not item.inline.link
        ]
        nested = sum(bool(item.items()) for item in tops)
        in_generic = all(
            self._names_no_objective(node)
            for node in nodes
            if node.kind is Kind.HEADING and any(not i.inline.link for i in node.items())
        )
        return Way.LISTS if nested * 5 >= len(tops) * 2 or in_generic else Way.HEADINGS

    def _names_no_objective(self, node: Node) -> bool:
        text = node.inline.text.strip(" :：")
        return (
            bool(cycle_named(text))
            or opens_okrs(text)
            or bool(re.fullmatch(r"[Qq][1-4]|\d{4}", text))
            or bool(aside(text))
            or bool(group(text))
            or bool(whose(text))
        )

    # -- questions

    def over_key_results(self, node: Node) -> bool:
        """Return whether labelled key results stand directly under a node that has no label."""
        if node.kind not in {Kind.HEADING, Kind.ITEM} or node.role is Role.REMARK:
            return False
        if node.kind is Kind.HEADING and (opens_okrs(node.inline.text) or aside(node.inline.text)):
            return False
        for child in node.children:
            match child.role:
                case Role.OBJECTIVE | Role.OVER_OBJECTIVES:
                    return False
                case Role.KEY_RESULT:
                    return True
                case Role.OVER_KEY_RESULTS if child.children and not child.label.name:
                    return not self._holds_objectives(child)
                case _:
                    pass
            rows = self._tables.get(child)
            if rows is not None and rows.loose:
                return True
            if rows is not None and rows.objectives:
                return False
        return False

    def _holds_objectives(self, node: Node) -> bool:
        return any(inner.role is Role.OBJECTIVE for inner in node.walk())

    def collects(self, node: Node) -> bool:
        """Return whether unlabelled items under a labelled objective are its key results."""
        return not self.labels_key_results and node.role is Role.OBJECTIVE

    def has_boxes_beside(self, node: Node) -> bool:
        """Return whether other items of the same list have checkboxes."""
        return node in self._beside_boxes

    def about(self, node: Node, already: bool) -> bool:
        """Return whether what stands under a heading is about OKRs."""
        text = node.inline.text
        if aside(text):
            return False
        return already or about_okrs(text) or quarter_named(text)

    def is_objective(self, node: Node) -> bool:
        """Return whether an unlabelled heading is an objective: it has a list, or such headings."""
        text = node.inline.text
        if node is self.title or self._names_no_objective(node) or aside(text):
            return False
        if any(not item.inline.link for item in node.items()):
            return True
        return not person(text) and any(
            child.kind is Kind.HEADING and self.is_objective(child) for child in node.children
        )

    def lists_objective(self, node: Node) -> bool:
        """Return whether an item is an objective where objectives are told by their lists alone.

        An item without items of its own is one beside others of its kind, not beside mere links.
        """
        if node.inline.link:
            return False
        return bool(node.items()) or node in self._in_lists

    def owner_of(self, node: Node) -> str | None:
        """Return whose part of the document a heading opens, if it is somebody's."""
        return self._owners.get(node)

    # -- owners

    def _find_owners(self, nodes: list[Node]) -> dict[Node, str]:
        owners: dict[Node, str] = {}
        for node in nodes:
            headings = [
                child
                for child in node.children
                if child.kind is Kind.HEADING
                and child.role is Role.NONE
                and not self.over_key_results(child)
            ]
            named: list[tuple[Node, str]] = []
            for heading in headings:
                text = without_cycle(heading.inline.text)
                said = group(text) or whose(text)
                if said:
                    owners[heading] = said
                elif heading is not self.title and self._holds(heading, text):
                    named.append((heading, text))
            if named and all(person(text) for _, text in named) and len(named) + len(owners) > 1:
                owners.update((heading, plain_name(text)) for heading, text in named)
        return owners

    def _holds(self, heading: Node, text: str) -> bool:
        return bool(text) and not aside(text) and self._has_objectives(heading)

    def _has_objectives(self, node: Node) -> bool:
        for inner in node.walk():
            if inner.role in {Role.OBJECTIVE, Role.OVER_OBJECTIVES}:
                return True
            if inner is not node and self.over_key_results(inner):
                return True
            if inner.kind is Kind.TABLE and self._has_objective_column(inner):
                return True
            if self.way is Way.LISTS and inner.kind is Kind.ITEM and inner.items():
                return True
        return False

    def _has_objective_column(self, node: Node) -> bool:
        heads = [text_of(cell) for cell in node.rows[0][1]] if node.rows else []
        return understand_heads(heads).first(Column.OBJECTIVE) is not None

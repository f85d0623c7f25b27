"""Walking through the outline of a Markdown document, gathering what it says as it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from okrtui.formats.build import Draft, Fact, fact_named
from okrtui.formats.cells import draft_of
from okrtui.formats.clean import short
from okrtui.formats.grid import read_rows
from okrtui.formats.inline import literal
from okrtui.formats.labels import Role, about_okrs, understand
from okrtui.formats.outline import Kind, Node
from okrtui.formats.people import group, split_names
from okrtui.formats.settle import settle
from okrtui.formats.spans import cycle_named
from okrtui.formats.survey import Survey, Way
from okrtui.formats.tree import FoundObjective, FoundTask, PassedOver
from okrtui.model.records import TaskState

_BESIDE = re.compile(r"\s+[|·•]\s+(?=[^\W\d][\w ]{0,20}\s?[:：])")


@dataclass(slots=True)
class _Scope:
    """Where in the document we are.

    over: the objective that encloses this. last: the last one begun beside this.
    collect: whether unlabelled items here are key results of `over`.
    about: whether the headings above say that this is about OKRs.
    """

    owner: str | None = None
    maybe: str | None = None
    cycle: str | None = None
    over: Draft | None = None
    last: Draft | None = None
    collect: bool = False
    about: bool = False

    def inside(self, over: Draft | None, collect: bool = False) -> _Scope:
        return replace(self, over=over, last=over, collect=collect)


def walk(root: Node) -> tuple[tuple[FoundObjective, ...], tuple[PassedOver, ...]]:
    """Return the objectives in an outline, and what was passed over, each by its lines."""
    reading = _Walk(root)
    reading.run()
    passed = sorted(reading.passed, key=lambda passed: passed.line)
    return settle(reading.drafts), tuple(passed)


class _Walk:
    def __init__(self, root: Node) -> None:
        self.root = root
        self.survey = Survey(root)
        self.drafts: list[Draft] = []
        self.passed: list[PassedOver] = []

    def run(self) -> None:
        self.section(self.root, _Scope())

    # -- blocks

    def section(self, node: Node, scope: _Scope) -> None:
        for child in node.children:
            self.block(child, scope)

    def block(self, node: Node, scope: _Scope) -> None:
        match node.kind:
            case Kind.TABLE:
                self.table(node, scope)
            case Kind.OTHER:
                self.pass_over(node, "formats.why_code")
            case Kind.QUOTE:
                self.prose(node, scope)
            case _:
                self.line(node, scope)

    def line(self, node: Node, scope: _Scope) -> None:
        match node.role:
            case Role.OBJECTIVE:
                self.objective(node, scope, labelled=True)
            case Role.KEY_RESULT:
                self.key_result(node, scope.over or scope.last, labelled=True)
            case Role.OVER_KEY_RESULTS if node.children and (scope.over or not node.label.name):
                self.over_key_results(node, scope)
            case Role.OVER_OBJECTIVES if node.children and not self.survey.labels_objectives:
                self.over_objectives(node, scope)
            case Role.REMARK if node.kind is not Kind.HEADING or _tells(node):
                self.remark(node, scope)
            case _:
                self.unlabelled(node, scope)

    def unlabelled(self, node: Node, scope: _Scope) -> None:
        survey = self.survey
        if survey.over_key_results(node) and scope.over is None:
            self.objective(node, scope)
        elif node.kind is Kind.HEADING:
            self.heading(node, scope)
        elif node.kind is Kind.TEXT:
            self.prose(node, scope)
        elif scope.collect and scope.over is not None:
            self.collected(node, scope.over)
        elif survey.way is Way.LISTS and scope.about and survey.lists_objective(node):
            self.objective(node, scope, collect=True)
        else:
            found = len(self.drafts)
            self.section(node, scope.inside(scope.over))
            if len(self.drafts) == found:
                self.pass_over(node, "formats.why_link" if node.inline.link else "formats.why_item")

    def heading(self, node: Node, scope: _Scope) -> None:
        survey = self.survey
        text = literal(node.inline.text)
        inside = replace(scope, last=scope.over, collect=False)
        inside.about = survey.about(node, scope.about)
        if cycle := cycle_named(text):
            inside.cycle = cycle
        if owner := survey.owner_of(node):
            inside.owner, inside.maybe = owner, None
        elif not about_okrs(text) and not cycle and node is not survey.title:
            inside.maybe = text
        if survey.way is Way.HEADINGS and scope.about and survey.is_objective(node):
            self.objective(node, scope, collect=True)
        else:
            self.section(node, inside)

    def prose(self, node: Node, scope: _Scope) -> None:
        text = literal(node.inline.text)
        if scope.over is not None and node.kind is not Kind.ITEM:
            scope.over.note(text)
        else:
            self.pass_over(node, "formats.why_prose")
        if node.children:
            self.section(node, scope)

    # -- objectives and key results

    def objective(
        self, node: Node, scope: _Scope, *, labelled: bool = False, collect: bool = False
    ) -> Draft:
        text = node.label.text if labelled else node.inline.text
        draft = draft_of(text, node.line, node.inline.struck, labelled=labelled)
        if node.label.ending:
            draft.note(literal(node.label.ending))
        self.begin(draft, scope)
        scope.last = draft
        self.section(node, scope.inside(draft, collect or self.survey.collects(node)))
        return draft

    def begin(self, draft: Draft, scope: _Scope) -> None:
        draft.cycle = scope.cycle
        if draft.owner is None and scope.owner:
            draft.owner = scope.owner
        elif draft.owner is None and draft.maybe is None:
            draft.maybe = scope.maybe
        self.drafts.append(draft)

    def key_result(self, node: Node, over: Draft | None, *, labelled: bool = False) -> None:
        if over is None:
            self.pass_over(node, "formats.why_no_objective")
            return
        text = node.label.text if labelled else node.inline.text
        draft = draft_of(text, node.line, node.inline.struck, labelled=labelled)
        if node.label.ending:
            draft.note(literal(node.label.ending))
        if not draft.title:
            return
        over.key_results.append(draft)
        self.under_key_result(node, draft, over)

    def collected(self, node: Node, over: Draft) -> None:
        """Take an unlabelled item as a key result, or as a group of them."""
        boxes = [item for item in node.items() if item.inline.box is not None]
        if node.inline.box is None and boxes and self.survey.has_boxes_beside(node):
            for item in boxes:
                self.key_result(item, over)
                over.key_results[-1].note(literal(node.inline.text))
        elif node.inline.text:
            self.key_result(node, over)

    def under_key_result(self, node: Node, draft: Draft, over: Draft) -> None:
        for child in node.children:
            if child.kind is Kind.ITEM and child.inline.box is not None:
                draft.tasks.append(_task(child))
            elif child.role is Role.KEY_RESULT:
                self.key_result(child, over, labelled=True)
            elif child.role is Role.REMARK:
                self.tell(draft, child)
            elif child.kind is Kind.TABLE or child.kind is Kind.OTHER:
                self.pass_over(child, "formats.why_code")
            elif child.kind is Kind.HEADING:
                self.block(child, _Scope(over=over, last=over))
            else:
                for inner in child.walk():
                    draft.note(literal(inner.inline.text))

    def tell(self, draft: Draft, node: Node) -> None:
        # `Owner: Zoe | Status: green` are two remarks.
        for part in _BESIDE.split(f"{node.label.name}: {node.label.text}"):
            label = understand(part)
            if label.role is Role.REMARK:
                draft.tell(label.name, literal(label.text))
        for item in node.items():
            if item.inline.box is not None:
                draft.tasks.append(_task(item))
            else:
                draft.note(literal(item.inline.text))

    def over_objectives(self, node: Node, scope: _Scope) -> None:
        items = node.items()
        if (items and self.survey.way is not Way.LABELLED) or any(item.items() for item in items):
            for child in node.children:
                if child.kind is Kind.ITEM:
                    self.objective(child, scope, collect=True)
                else:
                    self.block(child, scope)
            return
        begun = None
        for child in node.children:
            if child.kind in {Kind.ITEM, Kind.HEADING} and child.role is Role.NONE:
                self.objective(child, scope, collect=True)
            elif child.kind is Kind.TEXT and child.role is Role.NONE and begun is None:
                begun = self.objective(child, scope)
            elif child.kind is Kind.TEXT and child.role is Role.NONE and begun is not None:
                begun.note(literal(child.inline.text))
            else:
                self.block(child, scope)

    def over_key_results(self, node: Node, scope: _Scope) -> None:
        over = scope.over or scope.last
        if over is None:
            for child in node.children:
                self.pass_over(child, "formats.why_no_objective")
            return
        inside = scope.inside(over, collect=True)
        direct = [child for child in node.children if child.kind in {Kind.ITEM, Kind.TABLE}]
        if direct:
            started = ended = False
            for child in node.children:
                ended = ended or (started and child.inline.text.endswith((":", "：")))
                started = started or child in direct
                if child.kind is Kind.HEADING:
                    self.block(child, scope.inside(over))
                elif not (child.kind is Kind.TEXT and child.role is Role.NONE):
                    self.block(child, scope.inside(over) if ended else inside)
            return
        for child in node.children:
            if child.kind is Kind.HEADING and child.role is Role.NONE:
                grouped = any(c.kind in {Kind.ITEM, Kind.TABLE} for c in child.children)
                if grouped:
                    self.section(child, inside)
                else:
                    self.key_result(child, over)
            elif child.kind is Kind.TEXT and child.role is Role.NONE:
                if not child.inline.text.endswith((":", "：")):
                    self.key_result(child, over)
            else:
                self.block(child, inside)

    # -- what is said of them

    def remark(self, node: Node, scope: _Scope) -> None:
        name, value = node.label.name, literal(node.label.text)
        fact = fact_named(name)
        if scope.over is not None:
            if scope.over.key_results and node.kind is Kind.TEXT and fact is Fact.OWNER:
                self.tell(scope.over.key_results[-1], node)
            else:
                self.tell(scope.over, node)
                if node.kind is Kind.HEADING:
                    self.section(node, scope)
        elif fact is Fact.OWNER and (names := split_names(value)):
            scope.owner = group(names[0]) or names[0]
            scope.last = None
            self.section(node, scope)
        elif fact is Fact.CYCLE and value:
            scope.cycle = cycle_named(value) or value
            self.section(node, scope)
        else:
            self.pass_over(node, "formats.why_remark")
            self.section(node, scope.inside(None))

    def table(self, node: Node, scope: _Scope) -> None:
        found = read_rows(node.rows, marked=self.survey.about_okrs)
        for draft in found.objectives:
            cycle = draft.cycle
            self.begin(draft, scope)
            draft.cycle = cycle or draft.cycle
        over = scope.over or scope.last
        if over is not None:
            over.key_results.extend(found.loose)
        else:
            for draft in found.loose:
                self.passed.append(
                    PassedOver(draft.line, short(draft.title), "formats.why_no_objective")
                )
        self.passed.extend(found.passed_over)
        if found.empty:
            for line, cells in node.rows:
                text = " | ".join(" ".join(part.text for part in cell) for cell in cells)
                self.passed.append(PassedOver(line, short(literal(text)), "formats.why_table"))

    def pass_over(self, node: Node, why: str) -> None:
        text = short(literal(node.inline.text))
        if text:
            self.passed.append(PassedOver(node.line, text, why))


def _task(node: Node) -> FoundTask:
    state = TaskState.DONE if node.inline.box else TaskState.TODO
    if node.inline.struck:
        state = TaskState.DROPPED
    return FoundTask(title=literal(node.inline.text), line=node.line, state=state)


def _tells(node: Node) -> bool:
    return fact_named(node.label.name) in {Fact.OWNER, Fact.CYCLE} and bool(node.label.text)

"""`okrtui lint`: how well the OKRs are written, of the team or in a document; it only advises."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.stores import opened
from okrtui.cli.table import table
from okrtui.lint.catalogue import OURS, RULES, Finding, Rule, ids_of, rule_named
from okrtui.lint.items import Item, items_of_books, items_of_document
from okrtui.lint.kinds import Kind, Severity
from okrtui.model.books import Books
from okrtui.model.naming import member_named
from okrtui.model.overview import running_cycle
from okrtui.model.records import Cycle, CycleState
from okrtui.text.errors import ExitCode, OkrError, Refused, WrongUsage
from okrtui.text.harmless import harmless
from okrtui.text.words import Words

EXAMPLES = (
    "okrtui lint",
    "okrtui lint --member lin",
    "okrtui lint okrs.md --json",
    "okrtui lint --explain to-do",
    'echo \'{"kind": "key_result", "text": "Improve search"}\' | okrtui lint --text -',
)
_WITH_FILES = ("--text", "--explain", "--member")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("files", words("cli.lint_files"), shown="FILE", many=True)
    parser.option("--member", help=words("cli.lint_member"), shown="MEMBER")
    parser.option("--explain", help=words("cli.lint_explain"), shown="RULE")
    parser.option("--text", help=words("cli.lint_text"), shown="-")
    parser.flag("--json", help=words("cli.as_json"))


def run(call: Call, told: Namespace) -> Outcome:
    """Read OKRs and say how they could be better. What it finds never changes the exit code."""
    _refuse_what_does_not_go_together(told)
    if told.explain is not None:
        return _explain(call, told)
    off = _switched_off(call)
    if told.text is not None:
        from okrtui.cli.lint_lines import answer_lines

        return answer_lines(call, off)
    items = list(_of_files(call, told.files, off) if told.files else _of_team(call, told, off))
    if told.json:
        call.out.data({"items": [item_data(item, call.words) for item in items]})
    else:
        call.out.write("\n".join(_report(items, call)) + "\n")
    return ExitCode.DONE


def item_data(item: Item, words: Words) -> dict[str, Any]:
    """Return an item as `--json` writes it."""
    data: dict[str, Any] = {"file": item.file, "line": item.line}
    if item.name is not None:
        data["name"] = item.name
    return data | {
        "kind": item.kind.value,
        "text": item.text,
        "facts": {name: getattr(item.facts, name) for name in item.facts.__struct_fields__},
        "findings": [_finding_data(finding, words) for finding in item.findings],
    }


def _finding_data(finding: Finding, words: Words) -> dict[str, str]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "message": words.tell(finding.message),
        "example": words.tell(finding.rule.after),
    }


def _refuse_what_does_not_go_together(told: Namespace) -> None:
    named = [name for name in _WITH_FILES if getattr(told, name.removeprefix("--")) is not None]
    if told.files:
        named.append("FILE")
    if len(named) > 1:
        raise WrongUsage("lint.not_together", one=named[0], other=named[1])
    one_of(told.text, ("-",), "--text")


def _switched_off(call: Call) -> frozenset[str]:
    """Return the ids of the rules that the workspace switches off, if there is a workspace."""
    names: frozenset[str] = frozenset()
    with contextlib.suppress(OkrError):
        names = call.workspace.settings.lint_off
    for name in sorted(names):
        if rule_named(name) is None:
            call.out.say(call.words("lint.no_such_rule_off", name=name, known=_known()))
    return ids_of(names)


def _known() -> str:
    return ", ".join(rule.id for rule in RULES)


# -- what is read


def _of_files(call: Call, files: Sequence[str], off: Collection[str]) -> Iterator[Item]:
    from okrtui.cli.import_ import read_document  # It brings the store along.

    # All are read first: one that cannot be read is told before anything is.
    found = [read_document(call, name, None) for name in files]
    for document in found:
        yield from items_of_document(document, off)


def _of_team(call: Call, told: Namespace, off: Collection[str]) -> Iterator[Item]:
    with opened(call, read_only=True) as store:
        books = Books(store.view)
        member = member_named(books, told.member) if told.member else None
        yield from items_of_books(books, _cycles(books, call.today), off, member)


def _cycles(books: Books, today: date) -> list[Cycle]:
    """Return the cycles that can still be written better: running ones and those to come."""
    open_ = [
        cycle
        for cycle in books.cycles()
        if cycle.state is not CycleState.CLOSED and cycle.end >= today
    ]
    last = running_cycle(books, today)
    return open_ or ([last] if last else [])


# -- for people


def _report(items: Sequence[Item], call: Call) -> Iterator[str]:
    words = call.words
    if not items:
        yield words("lint.none_there")
        return
    for item in items:
        if item.findings:
            yield f"{_place(item)}  {harmless(item.text)}"
            rows = [_row(finding, words) for finding in item.findings]
            yield from (f"  {line}" for line in table(rows, "lll", None))
            yield ""
    yield _summary(items, words)


def _place(item: Item) -> str:
    if item.name is not None:
        return item.name
    kind = "O" if item.kind is Kind.OBJECTIVE else "KR"
    return f"{harmless(item.file or '-')}:{item.line}  {kind}"


def _row(finding: Finding, words: Words) -> tuple[str, str, str]:
    severity = words(f"lint.{finding.severity.value}")
    return severity, finding.rule.id, words.tell(finding.message)


def _summary(items: Sequence[Item], words: Words) -> str:
    counts = Counter(finding.severity for item in items for finding in item.findings)
    read = words("lint.read", n=len(items))
    if not counts:
        return f"{read}: {words('lint.nothing')}"
    told = [
        words(f"lint.n_{severity.value}", n=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    found = words("lint.found", n=counts.total())
    return words("lint.summary", read=read, found=found, counts=words("history.comma").join(told))


def _explain(call: Call, told: Namespace) -> Outcome:
    rule = rule_named(told.explain)
    if rule is None:
        raise Refused("lint.no_such_rule", name=told.explain, known=_known())
    if told.json:
        call.out.data(rule_data(rule, call.words))
    else:
        call.out.write("\n".join(_explained(rule, call.words)) + "\n")
    return ExitCode.DONE


def rule_data(rule: Rule, words: Words) -> dict[str, str]:
    """Return a rule as `--explain --json` writes it."""
    return {
        "rule": rule.id,
        "kind": rule.of.value,
        "severity": rule.severity.value,
        "source": rule.source,
        "title": words.tell(rule.title),
        "reason": words.tell(rule.reason),
        "before": words.tell(rule.before),
        "after": words.tell(rule.after),
    }


def _explained(rule: Rule, words: Words) -> Iterator[str]:
    yield f"{rule.id}: {words.tell(rule.title)}"
    yield ""
    yield words.tell(rule.reason)
    yield ""
    yield words("lint.before", text=words.tell(rule.before))
    yield words("lint.after", text=words.tell(rule.after))
    yield ""
    yield words("lint.weight", severity=words(f"lint.{rule.severity.value}"))
    yield (
        words("lint.source_ours")
        if rule.source == OURS
        else words("lint.source", section=rule.source)
    )

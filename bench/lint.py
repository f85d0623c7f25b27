"""How well the linter reads texts that a person has labelled, and how fast it is.

    python -m bench.lint [LABELS.tsv] [--wrong]

The file has columns kind (O or KR), language, has_metric, has_deadline, is_todo, has_owner (y or n)
and text. Nothing is fitted to it: the rules are written by hand, so no cross-validation is needed.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from okrtui.lint.advise import Adviser
from okrtui.lint.facts import Facts, facts_of
from okrtui.lint.items import items_of_books
from okrtui.lint.kinds import Kind
from okrtui.model.books import Books
from okrtui.model.codec import TABLE_OF, encode
from okrtui.model.records import Cycle, KeyResult, Member, Objective
from okrtui.store.tables import Rows, Tables
from okrtui.store.view import TableView

FACTS: tuple[str, ...] = Facts.__struct_fields__
Row = dict[str, str]

_OBJECTIVES = (
    "Shops {n} sell without asking us",
    "让 {n} 号门店的客户愿意再来",
    "Ship the portal of region {n}",
)
_KEY_RESULTS = (
    "Raise weekly active readers of page {n} from 15 to 60",
    "By the end of November, {n} partner shops run the new checkout without our help",
    "Improve the search of catalogue {n}",
    "将 {n} 号仓的订单 48 小时发货率从 82% 提升到 95%",
    "优化 {n} 号门店的结算流程",
    "12 月底前，通过首周电话回访，解决新会员 {n} 不会用的问题，让次月留存达到 50%",
    "Cut p95 of service {n} from 900 ms to 300 ms",
    "Launch the app of region {n}",
    "Answer nine of ten letters about product {n} within 2 days",
    "Publish 5 case studies with customers of branch {n} @lin",
)


def f1(counts: Counter[tuple[bool, bool]]) -> float:
    """Return the F1 of (labelled, found) counts; 1 where there is nothing to find and none was."""
    hits, missed, wrong = counts[True, True], counts[True, False], counts[False, True]
    return 2 * hits / (2 * hits + missed + wrong) if hits + missed + wrong else 1.0


def cell(counts: Counter[tuple[bool, bool]]) -> str:
    """Return F1, with how many of how many texts have the fact."""
    having = sum(count for (labelled, _), count in counts.items() if labelled)
    return f"{f1(counts):6.3f} ({having:3}/{sum(counts.values()):3})"


def read(path: Path) -> list[Row]:
    """Return the labelled rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def compare(
    rows: Sequence[Row],
) -> tuple[dict[str, dict[str, Counter[tuple[bool, bool]]]], list[str]]:
    """Return the counts by fact and language (`all` too), and what was read otherwise."""
    counts: dict[str, dict[str, Counter[tuple[bool, bool]]]] = {
        fact: defaultdict(Counter) for fact in FACTS
    }
    wrong = []
    for row in rows:
        kind = Kind.OBJECTIVE if row["kind"] == "O" else Kind.KEY_RESULT
        found = facts_of(kind, row["text"])
        for fact in FACTS:
            labelled, said = row[fact] == "y", bool(getattr(found, fact))
            for language in (row["language"], "all"):
                counts[fact][language][labelled, said] += 1
            if labelled != said:
                wrong.append(f"{fact:13} {row[fact]}  {row['kind']:2} {row['text']}")
    return counts, wrong


def books_of(key_results: int) -> Books:
    """Return the books of an organisation with so many key results in one quarter."""
    cycle = Cycle(id="q", name="2026-Q4", start=date(2026, 10, 1), end=date(2026, 12, 31))
    records: list[Any] = [cycle]
    for at in range(key_results):
        objective, number = divmod(at, 4)
        person = objective // 3
        if at % 12 == 0:
            records.append(Member(id=f"m{person}", login=f"m{person}", name=f"Member {person}"))
        if at % 4 == 0:
            records.append(
                Objective(
                    id=f"o{objective}",
                    cycle="q",
                    owner=f"m{person}",
                    number=objective % 3 + 1,
                    title=_OBJECTIVES[objective % len(_OBJECTIVES)].format(n=objective),
                )
            )
        title = _KEY_RESULTS[at % len(_KEY_RESULTS)].format(n=at)
        records.append(
            KeyResult(id=f"k{at}", objective=f"o{objective}", number=number + 1, title=title)
        )
    rows: dict[str, Rows] = {}
    for record in records:
        rows.setdefault(TABLE_OF[type(record)], {})[record.id] = encode(record)
    return Books(TableView(Tables(rows, 1)))


def speed_of_lint(key_results: int = 10_000) -> float:
    """Return the seconds of this thread's CPU that the lint of so many key results takes.

    No two texts are alike, so nothing is read only once.
    """
    books = books_of(key_results)
    begun = time.thread_time()
    found = sum(len(item.findings) for item in items_of_books(books, list(books.all(Cycle))))
    assert found
    return time.thread_time() - begun


def speed_at_a_key(times: int = 200) -> float:
    """Return the seconds that advice on one key result takes while its text is being typed."""
    books = books_of(10_000)
    key_result = books.get(KeyResult, "k7")
    Adviser(books).key_result(key_result)
    begun = time.thread_time()
    for at in range(times):
        typed = msgspec.structs.replace(key_result, title=f"Raise it by {at} %")
        Adviser(books).key_result(typed)
    return (time.thread_time() - begun) / times


def main(arguments: list[str] | None = None) -> int:
    """Print F1 by fact and language."""
    parser = argparse.ArgumentParser(prog="bench.lint", description=__doc__.partition("\n")[0])
    parser.add_argument("labels", type=Path, nargs="?")
    parser.add_argument("--wrong", action="store_true", help="list what was read otherwise")
    options = parser.parse_args(arguments)
    if options.labels is not None:
        print_reading(options.labels, wrong=options.wrong)
    print(f"lint of 10,000 key results: {speed_of_lint():.2f} s of one core (bound: 2 s)")
    print(f"advice at a key: {1000 * speed_at_a_key():.2f} ms (bound: 1 ms)")
    return 0


def print_reading(labels: Path, *, wrong: bool) -> None:
    """Print F1 by fact and language, and what was read otherwise if that is wanted."""
    rows = read(labels)
    counts, read_otherwise = compare(rows)
    languages = [*sorted({row["language"] for row in rows}), "all"]
    print(f"{'F1':14}" + "".join(f"{name:>16}" for name in languages))
    for fact in FACTS:
        cells = [cell(counts[fact][name]) for name in languages]
        print(f"{fact:14}" + "".join(f"{cell:>16}" for cell in cells))
    if wrong:
        print(*read_otherwise, sep="\n")


if __name__ == "__main__":
    sys.exit(main())

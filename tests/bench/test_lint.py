"""The figures of the linter are what they say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench import lint
from okrtui.lint.items import items_of_books
from okrtui.model.records import Cycle

HEAD = "kind\tlanguage\thas_metric\thas_deadline\tis_todo\thas_owner\ttext\n"


@pytest.mark.parametrize(
    ("hits", "missed", "wrong", "figure"),
    [(3, 1, 1, 0.75), (0, 0, 0, 1.0), (0, 2, 0, 0.0), (2, 0, 0, 1.0)],
)
def test_f1_weighs_what_was_missed_and_what_was_wrong(
    hits: int, missed: int, wrong: int, figure: float
) -> None:
    counts = Counter({(True, True): hits, (True, False): missed, (False, True): wrong})
    assert lint.f1(counts) == pytest.approx(figure)


def test_labels_are_compared_by_fact_and_language(tmp_path: Path) -> None:
    file = tmp_path / "labels.tsv"
    file.write_text(
        HEAD + "KR\ten\ty\tn\tn\tn\tSign 3 shops\nO\tzh\ty\tn\tn\tn\t让社区更安全\n", "utf-8"
    )
    counts, wrong = lint.compare(lint.read(file))
    assert counts["has_metric"]["en"] == {(True, True): 1}
    assert counts["has_metric"]["all"] == {(True, True): 1, (True, False): 1}
    assert [line.split()[:3] for line in wrong] == [["has_metric", "y", "O"]]


def test_the_books_for_the_clock_hold_what_is_asked() -> None:
    books = lint.books_of(24)
    items = list(items_of_books(books, list(books.all(Cycle))))
    assert len(items) == 24 + 6

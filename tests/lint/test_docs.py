"""The page about writing tells of the rules as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.lint.catalogue import OURS, RULES, Rule
from okrtui.text.words import words_in

PAGE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text("utf-8")


def told(rule: Rule) -> str:
    """Return how the page should tell of a rule."""
    english, chinese = words_in("en"), words_in("zh")
    source = "ours" if rule.source == OURS else f"the method, {rule.source}"
    return "\n".join(
        [
            f"**`{rule.id}`** · {english.tell(rule.title)} · {rule.severity.value} · {source}",
            "",
            english.tell(rule.reason),
            "",
            f"- Instead of: {english.tell(rule.before)}",
            f"- Rather: {english.tell(rule.after)}",
            f"- 中文：{chinese.tell(rule.before)} → {chinese.tell(rule.after)}",
            "",
        ]
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_tells_of_every_rule_with_reason_and_example(rule: Rule) -> None:
    assert told(rule) in PAGE


def test_the_page_tells_of_no_other_rule() -> None:
    assert PAGE.count("\n**`") == len(RULES)

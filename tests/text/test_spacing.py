from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from okrtui.text.spacing import fill_in
from okrtui.text.words import words_in
from tests.hostile import HOSTILE

ZH = words_in("zh")


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("{x}承诺", "Ada Berg", "Ada Berg 承诺"),
        ("{x}承诺", "王伟", "王伟承诺"),
        ("由{x}重新打开", "Łukasz", "由 Łukasz 重新打开"),
        ("由{x}重新打开", "ana", "由 ana 重新打开"),
        ("移到{x}下", "lin/O2/KR1", "移到 lin/O2/KR1 下"),
        ("{x}已结束", "2026-Q4", "2026-Q4 已结束"),
        ("第{x}周", "12", "第12周"),
        ("到{x}", "11月27日", "到11月27日"),
        ("（{x}）", "Ada", "（Ada）"),
        ("由 {x} 主持", "Ada", "由 Ada 主持"),
        ("OKR{x}", "变化", "OKR 变化"),
        ("{x}说", "50 %", "50 %说"),
        ("{x}说", "", "说"),
        ("{x}{x}", "王", "王王"),
        ("没有", "", "没有"),
    ],
)
def test_a_blank_stands_where_latin_and_chinese_words_meet(
    text: str, value: str, said: str
) -> None:
    assert fill_in(text, {"x": value}) == said


def test_minutes_and_screens_say_it_so_by_themselves() -> None:
    assert ZH("minutes.commits", name="Ada Berg", what="发送") == "Ada Berg 承诺：发送"


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_what_was_typed_stays_as_it_is(typed: str) -> None:
    assert typed in fill_in("由{x}说", {"x": typed})


@given(st.text(), st.text())
def test_nothing_but_blanks_between_is_added(one: str, other: str) -> None:
    said = fill_in("由{a}代{b}说", {"a": one, "b": other})
    assert said.replace(" ", "") == f"由{one}代{other}说".replace(" ", "")


def test_a_placeholder_without_a_value_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        fill_in("由{x}说", {"y": "Ada"})

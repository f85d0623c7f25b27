from __future__ import annotations

import pytest

from okrtui.text.fullwidth import plain


@pytest.mark.parametrize(
    ("committed", "twin"), zip("？／【】＝＋－＿：，！ｇ\u3000", "?/[]=+-_:,!g ", strict=True)
)
def test_a_full_width_sign_is_its_plain_twin(committed: str, twin: str) -> None:
    assert plain(committed) == twin


def test_numbers_are_plain_and_words_stay() -> None:
    assert plain("１２３。５") == "123.5"
    assert plain("下周五") == "下周五"
    assert plain("plain") == "plain"

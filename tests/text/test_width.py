from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, strategies as st
from textual._cells import cell_len

from okrtui.text.width import clusters, cut, pad, width, wrap
from tests.hostile import HOSTILE

PIECES = (
    "a é e\u0301 中 （ 。 word … ● 🚀 👩‍💻 🇨🇳 ⚠️ 1️⃣ ❤ \ufe0f \u200d 👍🏽 क्षत्रि שלום ｱ 한 \u0301 \x1b"
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*PIECES.split(" "), " ", "\t"]),
        st.characters(codec="utf-8", exclude_categories=["Cn"]),
    ),
    max_size=30,
).map("".join)


@given(TEXTS)
def test_a_text_is_as_wide_as_textual_paints_it(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_as_wide_as_textual_paints_it(name: str) -> None:
    assert width(HOSTILE[name]) == cell_len(HOSTILE[name])


@given(TEXTS)
def test_clusters_are_the_whole_text_and_its_width(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert sum(cells for _, cells in pieces) == width(text)


@pytest.mark.parametrize("together", ["👩‍💻", "🇨🇳", "⚠️", "1️⃣", "e\u0301", "👍🏽"])
def test_what_belongs_together_is_one_cluster(together: str) -> None:
    assert [piece for piece, _ in clusters(f"a{together}b")] == ["a", together, "b"]


@given(TEXTS, st.integers(0, 20))
def test_a_cut_text_fits_and_begins_as_it_did(text: str, cells: int) -> None:
    got = cut(text, cells)
    assert width(got) <= cells
    assert got == text or text.startswith(got.removesuffix("…"))


def test_what_fits_is_not_cut() -> None:
    assert cut("支付", 4) == "支付"
    assert cut("支付接口", 7) == "支付接…"
    assert cut("支付接口", 6) == "支付…"
    assert cut("word", 0) == ""


@given(TEXTS, st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_padding_fills_the_cells_and_never_cuts(text: str, cells: int, align: str) -> None:
    padded = pad(text, cells, align)  # type: ignore[arg-type]
    assert width(padded) == max(cells, width(text))
    assert text in padded


def test_padding_goes_where_it_was_asked() -> None:
    assert pad("中", 5) == "中   "
    assert pad("中", 5, "right") == "   中"
    assert pad("中", 5, "center") == " 中  "


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_too_wide_and_no_sign_is_lost(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_latin_words_stay_whole() -> None:
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert wrap("a verylongword b", 6) == ["a", "verylo", "ngword", "b"]


def test_wide_signs_part_anywhere_but_before_closing_and_after_opening_ones() -> None:
    assert wrap("将延迟降到三百毫秒", 8) == ["将延迟降", "到三百毫", "秒"]
    assert wrap("将延迟降，到三百", 8) == ["将延迟", "降，到三", "百"]
    assert wrap("将延迟（降到三百）", 8) == ["将延迟", "（降到三", "百）"]


def test_a_date_and_a_count_stay_whole() -> None:
    assert wrap("截止日期 2026年12月18日", 22) == ["截止日期", "2026年12月18日"]
    assert wrap("已经逾期 14天了", 12) == ["已经逾期", "14天了"]
    assert wrap("2026年12月18日", 8) == ["2026年12", "月18日"]


def test_line_ends_stay() -> None:
    assert wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_everyday_chinese_needs_no_tables() -> None:
    code = (
        "import sys; from okrtui.text.width import width\n"
        "width('将 p95 降到 300 毫秒（含供应商）；●▲■○◌ — … “林”')\n"
        "sys.exit('wcwidth' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

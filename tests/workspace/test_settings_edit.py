"""One value is changed, and all else in the file stays as somebody wrote it."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.text.errors import NotWritten, Refused
from okrtui.workspace.settings_edit import change_setting, changed, typed, written
from okrtui.workspace.settings_file import BadSettings, read_settings

FILE = """\
# Ours. Ask Lin before you change it.
language = "en"   # the vendor reads along
meeting_minutes=45

days_off = [
    2026-12-25,  # Christmas
    2026-12-26,
]

[thresholds]  # agreed in September
fall = 3
  behind_off = 0.30 # thirty

[keys]
"meeting.note" = "N"
"""
TODAY = date(2026, 11, 24)


def file(tmp_path: Path, text: str = FILE) -> Path:
    path = tmp_path / "okrtui.toml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    ("name", "value", "was", "now"),
    [
        ("language", "zh", 'language = "en"   # the vendor', 'language = "zh"  # the vendor'),
        ("meeting_minutes", 30, "meeting_minutes=45", "meeting_minutes=30"),
        ("thresholds.fall", 2, "fall = 3", "fall = 2"),
        ("thresholds.behind_off", Decimal("0.25"), "0.30 # thirty", "0.25  # thirty"),
        ("order", "rotating", "]\n\n[thr", ']\norder = "rotating"\n\n[thr'),
        ("thresholds.stale_after_days", 14, "thirty\n", "thirty\nstale_after_days = 14\n"),
        ("lint.off", ["vanity"], '= "N"\n', '= "N"\n\n[lint]\noff = ["vanity"]\n'),
        ("language", None, 'language = "en"   # the vendor reads along\n', ""),
        ("ask_why", None, "", ""),
    ],
)
def test_all_else_stays_as_it_was(name: str, value: Any, was: str, now: str) -> None:
    assert changed(FILE, name, value) == FILE.replace(was, now, 1)


def test_a_list_over_several_lines_is_changed_where_no_remark_goes_lost() -> None:
    plain = FILE.replace("  # Christmas", "")
    new = changed(plain, "days_off", [date(2027, 1, 1)])
    assert new is not None
    assert "days_off = [2027-01-01]\n\n[thresholds]" in new


def test_a_remark_within_a_list_is_not_lost(tmp_path: Path) -> None:
    assert changed(FILE, "days_off", [date(2027, 1, 1)]) is None
    with pytest.raises(Refused, match=r"settings\.by_hand"):
        change_setting(file(tmp_path), "days_off", None)


def test_lines_end_as_they_did() -> None:
    new = changed(FILE.replace("\n", "\r\n"), "order", "rotating")
    assert new is not None
    assert new.count("\n") == new.count("\r\n") == FILE.count("\n") + 1


def test_a_file_without_an_end_of_line_gets_one() -> None:
    assert changed('language = "en"', "order", "listed") == 'language = "en"\norder = "listed"\n'


def test_an_empty_file_takes_a_setting_of_a_table() -> None:
    assert changed("", "thresholds.fall", 3) == "[thresholds]\nfall = 3\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("thresholds = {fall = 2}\n", "thresholds.fall"),
        ("thresholds.fall = 2\n", "thresholds.fall"),
        ("thresholds.fall = 2\n", "thresholds.behind_off"),
    ],
)
def test_what_is_written_in_another_way_is_left_to_a_person(text: str, name: str) -> None:
    assert changed(text, name, 3) is None


_VALUES = st.one_of(
    st.tuples(st.just("meeting_minutes"), st.integers(5, 480)),
    st.tuples(st.just("order"), st.sampled_from(["listed", "rotating", "exceptions"])),
    st.tuples(st.just("thresholds.fall"), st.integers(1, 10)),
    st.tuples(st.just("thresholds.behind_off"), st.decimals("0.15", 1, places=2)),
    st.tuples(st.just("working_days"), st.lists(st.integers(1, 7), min_size=1, max_size=7)),
    st.tuples(st.just("lint.off"), st.lists(st.sampled_from(["vanity", "size"]), max_size=2)),
)


@given(st.lists(_VALUES, max_size=6))
def test_whatever_is_changed_in_turn_is_what_the_file_says(changes: list[tuple[str, Any]]) -> None:
    text = FILE
    for name, value in changes:
        new = changed(text, name, value)
        assert new is not None
        text = new
    told = tomllib.loads(text, parse_float=Decimal)
    for name, value in dict(changes).items():
        table, _, field = name.rpartition(".")
        assert (told[table] if table else told)[field] == value
    for remark in ("# Ours.", "# the vendor", "# Christmas", "# agreed", "# thirty"):
        assert (remark in text) or (remark == "# thirty" and "behind_off" in str(changes))


def test_what_is_written_counts_for_who_reads_it(tmp_path: Path) -> None:
    path = file(tmp_path)
    assert change_setting(path, "thresholds.fall", 4).thresholds.fall == 4
    assert read_settings(path).thresholds.fall == 4


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("language", "fr", "must_be_language"),
        ("meeting_minutes", 1000, "must_be_minutes"),
        ("thresholds.behind_off", Decimal("0.1"), "off_before_risk"),
        ("working_days", "often", "must_be_weekdays"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, value: Any, says: str
) -> None:
    path = file(tmp_path)
    with pytest.raises(BadSettings, match=says):
        change_setting(path, name, value)
    assert path.read_text() == FILE


def test_a_file_that_cannot_be_used_is_not_touched(tmp_path: Path) -> None:
    path = file(tmp_path, "language = ")
    with pytest.raises(BadSettings):
        change_setting(path, "order", "listed")
    assert path.read_text() == "language = "


def test_what_cannot_be_changed_alone_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"settings\.by_hand"):
        change_setting(file(tmp_path, "thresholds.fall = 2\n"), "thresholds.fall", 3)


def test_a_disk_that_does_not_take_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("okrtui.workspace.settings_edit.disk.write_whole", full)
    with pytest.raises(NotWritten):
        change_setting(file(tmp_path), "order", "listed")


# -- what one types


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("meeting_minutes", " 30 ", 30),
        ("meeting_minutes", "half an hour", "half an hour"),
        ("ask_why", "No", False),
        ("ask_why", "是", True),
        ("ask_why", "perhaps", "perhaps"),
        ("working_days", "1-5", [1, 2, 3, 4, 5]),
        ("working_days", "1, 2，4", [1, 2, 4]),
        ("working_days", "mon", "mon"),
        ("days_off", "2026-12-25, 1 Jan", [date(2026, 12, 25), date(2027, 1, 1)]),
        ("days_off", "2026-12-26 2026-12-25", [date(2026, 12, 25), date(2026, 12, 26)]),
        ("days_off", "someday", "someday"),
        ("thresholds.behind_off", "25 %", Decimal("0.25")),
        ("thresholds.behind_off", "0.25", Decimal("0.25")),
        ("thresholds.behind_off", "much", "much"),
        ("lint.off", "vanity, size", ["vanity", "size"]),
        ("language", '"zh"', "zh"),
        ("order", "", None),
    ],
)
def test_what_one_types_is_what_the_file_says(name: str, text: str, value: object) -> None:
    assert typed(name, text, TODAY) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        ('a "b"', '"a \\"b\\""'),
        ([1, 2], "[1, 2]"),
        ([], "[]"),
        (Decimal("0.30"), "0.30"),
        (Decimal(1), "1.0"),
        (date(2026, 12, 25), "2026-12-25"),
    ],
)
def test_a_value_stands_on_one_line(value: object, text: str) -> None:
    assert written(value) == text

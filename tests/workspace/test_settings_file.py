"""Settings are read whole and checked, or not used at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from okrtui.model.settings import Settings, Thresholds
from okrtui.text.words import LANGUAGES, words_in
from okrtui.workspace import settings_file
from okrtui.workspace.settings_file import BadSettings, read_settings, write_settings


def told(tmp_path: Path, text: str | bytes) -> Path:
    file = tmp_path / "okrtui.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def problems(path: Path) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        read_settings(path)
    for language in LANGUAGES:
        assert all(words_in(language).tell(problem) for problem in caught.value.problems)
    return [words_in("en").tell(problem) for problem in caught.value.problems]


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(told(tmp_path, "")) == Settings()


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    text = """
        language = "zh"
        time_zone = "Asia/Shanghai"
        working_days = [1, 2, 3, 4, 5, 6]
        days_off = [2026-10-01, 2026-10-02]
        meeting_minutes = 60
        order = "exceptions"
        ask_why = false
        [thresholds]
        confidence_off = 3
        confidence_risk = 5
        behind_off = 0.35
        behind_risk = 0.2
        stale_after_days = 14
        fall = 3
        [keys]
        "meeting.note" = "N"
        [lint]
        off = ["vanity", "formula"]
    """
    assert read_settings(told(tmp_path, text)) == Settings(
        language="zh",
        time_zone="Asia/Shanghai",
        working_days=(1, 2, 3, 4, 5, 6),
        days_off=frozenset({date(2026, 10, 1), date(2026, 10, 2)}),
        meeting_minutes=60,
        order="exceptions",
        ask_why=False,
        thresholds=Thresholds(
            confidence_off=3,
            confidence_risk=5,
            behind_off=Decimal("0.35"),
            behind_risk=Decimal("0.2"),
            stale_after_days=14,
            fall=3,
        ),
        keys={"meeting.note": "N"},
        lint_off=frozenset({"vanity", "formula"}),
    )


@pytest.mark.parametrize(
    "line",
    [
        'language = "fr"',
        "language = 1",
        'time_zone = "Mars/Olympus"',
        'time_zone = "../../etc/passwd"',
        "time_zone = 8",
        "working_days = []",
        "working_days = [0]",
        "working_days = [true]",
        'working_days = "12345"',
        'days_off = ["2026-10-01"]',
        "days_off = [2026-10-01T10:00:00]",
        "meeting_minutes = 4",
        "meeting_minutes = 45.0",
        "meeting_minutes = true",
        'order = "random"',
        "order = [1]",
        'ask_why = "yes"',
        "keys = 3",
        "lint = 3",
        'lint.off = "vanity"',
        "lint.off = [3]",
        "lint.on = []",
        "keys.note = 3",
        "thresholds = 3",
        "thresholds.fall = 0",
        "thresholds.behind_off = nan",
        "thresholds.behind_off = 1.01",
        "thresholds.behind_risk = true",
        "thresholds.stale_after_days = 0",
        "thresholds.fell = 2",
        "thresholds = {confidence_off = 7}",
        "thresholds = {behind_off = 0.1}",
        'colour = "red"',
    ],
)
def test_a_value_that_does_not_fit_is_told_with_file_and_field(tmp_path: Path, line: str) -> None:
    (problem,) = problems(told(tmp_path, line))
    assert str(tmp_path / "okrtui.toml") in problem
    assert line.partition(" ")[0].partition(".")[0] in problem
    assert "\n" not in problem


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = problems(told(tmp_path, 'order = "x"\nspeed = 1\n[thresholds]\nfall = 99'))
    assert [("order" in found[0]), ("speed" in found[1]), ("thresholds.fall" in found[2])] == [
        True
    ] * 3


@pytest.mark.parametrize("text", ["order =", "[", b"\xff\xfe", "a = 1\na = 2", "x = " + "[" * 5000])
def test_what_is_no_toml_is_told_in_one_line(tmp_path: Path, text: str | bytes) -> None:
    (problem,) = problems(told(tmp_path, text))
    assert "okrtui.toml" in problem
    assert "\n" not in problem


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert str(tmp_path) in problem


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    settings = Settings(language="zh", time_zone="Asia/Shanghai", meeting_minutes=30)
    write_settings(tmp_path / "okrtui.toml", settings)
    assert read_settings(tmp_path / "okrtui.toml") == settings


def test_every_field_of_the_settings_is_known_to_the_file() -> None:
    known = {*settings_file._SETTINGS, "thresholds", "lint_off"}
    assert known == set(Settings.__struct_fields__)
    assert [*settings_file._THRESHOLDS] == [*Thresholds.__struct_fields__]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("languge = 'en'", "language"), ("[treshold]\nfall = 3", "thresholds"),
     ("[thresholds]\nfal = 3", "thresholds.fall")],
)  # fmt: skip
def test_a_mistyped_setting_is_answered_with_what_may_be_meant(
    tmp_path: Path, text: str, meant: str
) -> None:
    (problem,) = problems(told(tmp_path, text))
    assert problem.endswith(f"Did you mean {meant}?")

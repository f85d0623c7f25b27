from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.minutes.files import minutes_path, write_minutes
from okrtui.store import disk
from okrtui.text.errors import NotWritten, Refused


def test_minutes_are_written_under_the_name_of_the_week(tmp_path: Path) -> None:
    path = write_minutes(tmp_path / "minutes", "2026-W48", "# Growth 会议\n")
    assert path == tmp_path / "minutes" / "2026-W48.md"
    assert path.read_text("utf-8") == "# Growth 会议\n"
    assert [file.name for file in path.parent.iterdir()] == ["2026-W48.md"]


def test_the_same_minutes_twice_are_one_file(tmp_path: Path) -> None:
    first = write_minutes(tmp_path, "2026-W48", "a\n")
    written = first.stat().st_mtime_ns
    assert write_minutes(tmp_path, "2026-W48", "a\n") == first
    assert first.stat().st_mtime_ns == written


def test_a_file_that_somebody_edited_stays(tmp_path: Path) -> None:
    first = write_minutes(tmp_path, "2026-W48", "a\n")
    first.write_text("a, and a line of my own\n")
    second = write_minutes(tmp_path, "2026-W48", "a\n")
    assert second == tmp_path / "2026-W48.2.md"
    assert second.read_text() == "a\n"
    assert first.read_text() == "a, and a line of my own\n"
    assert write_minutes(tmp_path, "2026-W48", "a\n") == second
    assert write_minutes(tmp_path, "2026-W48", "b\n") == tmp_path / "2026-W48.3.md"


def test_what_appears_while_we_write_stays_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_beside = disk.write_beside

    def somebody_is_quicker(target: Path, data: bytes) -> Path:
        if target.name == "2026-W48.md":
            target.write_text("theirs")
        return write_beside(target, data)

    monkeypatch.setattr(disk, "write_beside", somebody_is_quicker)
    assert write_minutes(tmp_path, "2026-W48", "ours") == tmp_path / "2026-W48.2.md"
    assert (tmp_path / "2026-W48.md").read_text() == "theirs"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2026-W48.2.md", "2026-W48.md"]


def test_what_the_disk_does_not_take_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(NotWritten) as refused:
        write_minutes(tmp_path, "2026-W48", "a\n")
    assert str(tmp_path / "2026-W48.md") in str(refused.value.message.values["file"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../2026-W48", "2026-W48/x", "48", "2026-W48.md"])
def test_what_is_no_meeting_names_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        minutes_path(tmp_path, name)


def test_a_second_meeting_of_a_week_has_a_file_of_its_own(tmp_path: Path) -> None:
    assert minutes_path(tmp_path, "2026-W48-2") == tmp_path / "2026-W48-2.md"

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.meeting.session import Session
from okrtui.minutes.files import minutes_path, publish, write_minutes
from okrtui.minutes.markdown import write_markdown
from okrtui.store import disk
from okrtui.text.errors import NotWritten, Refused
from okrtui.text.words import words_in
from tests.minutes.evening import content
from tests.minutes.long_evening import long_meeting, reopened_meeting
from tests.store.power import watched


def published(folder: Path, session: Session) -> Path:
    """Write the minutes of a session's meeting as the closing does."""
    return publish(
        folder,
        session.books,
        session.meeting,
        calendar=session.calendar,
        settings=session.settings,
        now=session.clock.now(),
    )


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


@pytest.mark.parametrize("ours", [None, b"a\n"], ids=["new", "another version"])
def test_a_power_cut_takes_nothing_of_minutes_that_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: bytes | None
) -> None:
    folder = tmp_path / "minutes"
    if ours is not None:
        write_minutes(folder, "2026-W48", ours.decode())
    with watched(monkeypatch) as ledger:
        write_minutes(folder, "2026-W48", "b\n", ours={ours} if ours else set())
    assert ledger.lost == []


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


def test_a_copy_beside_an_edited_file_is_never_taken_for_a_second_meeting(tmp_path: Path) -> None:
    write_minutes(tmp_path, "2026-W48", "a\n").write_text("edited")
    beside = write_minutes(tmp_path, "2026-W48", "a\n")
    second = write_minutes(tmp_path, "2026-W48-2", "a\n")
    assert (beside.name, second.name) == ("2026-W48.2.md", "2026-W48-2.md")


def test_a_reopened_meeting_keeps_its_first_minutes_and_gets_new_ones(tmp_path: Path) -> None:
    usual = tmp_path / "2026-W48.md"
    assert published(tmp_path, long_meeting()) == usual
    first = usual.read_text("utf-8")
    again = reopened_meeting()
    assert published(tmp_path, again) == usual
    assert usual.read_text("utf-8") == write_markdown(content(again), words_in("en"))
    assert "Version 2 of these minutes. Opened again on 25 Nov" in usual.read_text("utf-8")
    kept = (tmp_path / "2026-W48.r1.md").read_text("utf-8")
    notice = [line for line in kept.splitlines() if "newer ones replace it" in line]
    assert len(notice) == 1
    assert "by name of Wang: why it was reopened" in notice[0]
    assert kept.replace(f"{notice[0]}\n\n", "") == first
    assert sorted(file.name for file in tmp_path.iterdir()) == ["2026-W48.md", "2026-W48.r1.md"]


def test_first_minutes_that_were_written_in_the_other_language_are_ours_too(tmp_path: Path) -> None:
    first = write_markdown(content(long_meeting()), words_in("zh"))
    (tmp_path / "2026-W48.md").write_text(first, "utf-8")
    assert published(tmp_path, reopened_meeting()).name == "2026-W48.md"


def test_an_edited_file_survives_the_reopening(tmp_path: Path) -> None:
    usual = published(tmp_path, long_meeting())
    usual.write_text(usual.read_text("utf-8") + "\nand a line of my own\n", "utf-8")
    edited = usual.read_bytes()
    assert published(tmp_path, reopened_meeting()).name == "2026-W48.2.md"
    assert usual.read_bytes() == edited
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"2026-W48.md", "2026-W48.2.md", "2026-W48.r1.md"}


def test_writing_the_same_versions_again_changes_nothing(tmp_path: Path) -> None:
    again = reopened_meeting()
    published(tmp_path, again)
    (tmp_path / "2026-W48.r1.md").write_text("with a remark", "utf-8")
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    published(tmp_path, again)
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before

"""The report of a closing as a file: never over what somebody made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from okrtui.cycle.files import publish_report, report_path
from okrtui.model.calendar import Calendar
from okrtui.model.records import Cycle
from okrtui.text.words import Language
from tests.cycle.desk import DOCS, ERRORS, Q4, SPEED, Desk


def written(desk: Desk, folder: Path, language: Language = "en") -> Path:
    return publish_report(
        folder,
        desk.books,
        desk.books.get(Cycle, Q4.id),
        language=language,
        today=desk.around.today(),
        calendar=Calendar(desk.settings),
        settings=desk.settings,
    )


def scored() -> Desk:
    desk = Desk()
    for kr in (SPEED, ERRORS, DOCS):
        desk.score(kr, cause="the vendor")
    return desk


def test_the_report_is_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    path = written(scored(), tmp_path / "cycles")
    assert path == tmp_path / "cycles" / "2026-Q4.md"
    assert path.read_text("utf-8").startswith("# Growth: closing of 2026-Q4\n")


def test_what_we_wrote_before_the_closing_or_in_another_language_makes_place(
    tmp_path: Path,
) -> None:
    desk = scored()
    written(desk, tmp_path, "zh")
    desk.close()
    path = written(desk, tmp_path)
    assert path.name == "2026-Q4.md"
    assert "closed" in path.read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 1


def test_what_somebody_edited_stays(tmp_path: Path) -> None:
    desk = scored()
    mine = written(desk, tmp_path)
    mine.write_text("mine", "utf-8")
    assert written(desk, tmp_path).name == "2026-Q4.2.md"
    assert mine.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("2026-Q4", "2026-Q4.md"),
        ("2026-07/08", "2026-07-08.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("春季 发布", "春季-发布.md"),
        ("...", "c-q4.md"),
    ],
)
def test_a_cycle_of_any_name_has_a_file_that_stays_in_its_folder(name: str, file: str) -> None:
    path = report_path(Path("cycles"), replace(Q4, name=name))
    assert path == Path("cycles") / file

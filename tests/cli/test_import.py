"""Documents come in after a look at them, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program

PAGE = """# OKRs 2026-Q4

## O1: Ship without fear

- KR1: Deploy 20 times a week @lin
- KR2: Roll back within 5 minutes

Some prose that is no key result.
"""


@pytest.fixture
def page(okrtui: Program) -> Path:
    """Return a page with an objective and two key results, in the folder one is in."""
    file = okrtui.cwd / "page.md"
    file.write_text(PAGE, "utf-8")
    return file


@pytest.fixture
def new(okrtui: Program) -> Path:
    """Return a workspace that has two members and nothing else."""
    okrtui.done("init", "new", "--team", "New", "--member", "ana", "--member", "lin")
    return okrtui.cwd / "new"


def titles(okrtui: Program, folder: Path) -> list[str]:
    told = okrtui.done("export", "--format", "json", "-w", folder).data["tables"]
    return [doc["title"] for doc in told["key_results"]]


def test_a_dry_run_needs_no_workspace_and_makes_none(okrtui: Program, page: Path) -> None:
    ended = okrtui.done("import", "page.md", "--dry-run")
    assert "Deploy 20 times a week" in ended.out
    assert [path.name for path in okrtui.cwd.iterdir()] == ["page.md"]


def test_a_dry_run_tells_programs_file_and_line(okrtui: Program, page: Path) -> None:
    (file,) = okrtui.done("import", "page.md", "--dry-run", "--json").data["files"]
    assert (file["file"], file["objectives"], file["key_results"]) == ("page.md", 1, 2)
    assert [kr["line"] for kr in file["tree"][0]["key_results"]] == [5, 6]


def test_a_dry_run_changes_no_workspace(okrtui: Program, page: Path, new: Path) -> None:
    before = (new / "okr.json.journal").read_bytes()
    okrtui.done("import", "page.md", "--dry-run", "-w", "new")
    assert (new / "okr.json.journal").read_bytes() == before


def test_what_is_piped_goes_ahead_and_leaves_a_backup(
    okrtui: Program, page: Path, new: Path
) -> None:
    okrtui.done("import", "-", "-w", "new", typed=page.read_bytes())
    assert titles(okrtui, new) == ["Deploy 20 times a week", "Roll back within 5 minutes"]
    assert list((new / "backups").iterdir())


@pytest.mark.parametrize(("answer", "code", "count"), [("y\n", 0, 2), ("是\n", 0, 2), ("\n", 1, 0)])
def test_on_a_terminal_it_asks(
    okrtui: Program, page: Path, new: Path, answer: str, code: int, count: int
) -> None:
    ended = okrtui("import", "page.md", "-w", "new", typed=answer, terminal=True)
    assert ended.outcome == code
    assert "Deploy 20 times a week" in ended.err
    assert len(titles(okrtui, new)) == count


def test_with_yes_it_does_not_ask(okrtui: Program, page: Path, new: Path) -> None:
    assert okrtui("import", "page.md", "-y", "-w", "new", terminal=True).outcome == 0


def test_what_is_there_already_is_not_made_twice(okrtui: Program, page: Path, new: Path) -> None:
    okrtui.done("import", "page.md", "-w", "new")
    ended = okrtui("import", "page.md", "-w", "new")
    assert ended.outcome == 1
    assert len(titles(okrtui, new)) == 2


def test_the_owner_named_owns_what_names_none(okrtui: Program, page: Path, new: Path) -> None:
    okrtui.done("import", "page.md", "--owner", "ana", "-w", "new")
    okrtui.done("check-in", "ana/O1/KR2", "--value", "5", "-w", "new")


@pytest.mark.parametrize(
    ("argv", "named", "code"),
    [
        (["missing.md"], "missing.md", 1),
        (["."], ".", 1),
        (["page.md", "--owner", "nobody"], "nobody", 1),
        (["page.md", "--cycle", "1999-Q1"], "1999-Q1", 1),
        (["page.md", "--as", "docx"], "docx", 2),
        (["page.md", "missing.md"], "missing.md", 1),
    ],
    ids=["missing", "folder", "owner", "cycle", "format", "one of two"],
)
def test_what_cannot_be_is_told_and_nothing_comes_in(
    okrtui: Program, page: Path, new: Path, argv: list[str], named: str, code: int
) -> None:
    ended = okrtui("import", *argv, "-w", "new")
    assert ended.outcome == code
    assert named in ended.line
    assert titles(okrtui, new) == []


def test_a_page_with_nothing_in_it_says_so(okrtui: Program, new: Path) -> None:
    ended = okrtui("import", "-", "-w", "new", typed="Dear all,\n\nhello.\n")
    assert ended.outcome == 1
    assert "0 objectives found" in ended.err


# -- a whole workspace


def test_an_export_comes_back_as_the_same_bytes(okrtui: Program, team: Path) -> None:
    saved = okrtui.done("export", "--format", "json").out
    (team.parent / "saved.json").write_text(saved, "utf-8")
    okrtui.cwd = team.parent
    okrtui.done("import", "saved.json", "-w", "other")
    assert okrtui.done("export", "--format", "json", "-w", "other").out == saved


def test_a_folder_with_settings_alone_keeps_them(okrtui: Program, team: Path) -> None:
    okrtui.done("export", "--format", "json", "-o", team.parent / "saved.json")
    okrtui.cwd = team.parent
    other = team.parent / "other"
    other.mkdir()
    (other / "okrtui.toml").write_text("# ours\nlanguage = 'zh'\n")
    okrtui.done("import", "saved.json", "-w", "other")
    assert (other / "okrtui.toml").read_text() == "# ours\nlanguage = 'zh'\n"
    assert "需要关注" in okrtui.done("status", "-w", "other").out


def test_a_whole_workspace_does_not_go_into_another(okrtui: Program, team: Path, new: Path) -> None:
    okrtui.done("export", "--format", "json", "-o", "saved.json")
    ended = okrtui("import", "saved.json", "-w", new)
    assert ended.outcome == 1
    assert titles(okrtui, new) == []


def test_an_export_that_is_not_whole_makes_no_workspace(okrtui: Program) -> None:
    typed = '{"format": "okrtui", "version": 1, "tables": {"tasks": [{"id": "x"}]}}'
    ended = okrtui("import", "-", "-w", "other", typed=typed)
    assert ended.outcome == 1
    assert not list(okrtui.cwd.iterdir())


def test_a_page_in_which_nothing_is_found_tells_how_to_write_one(
    okrtui: Program, new: Path
) -> None:
    (okrtui.cwd / "notes.md").write_text("Nothing here.\n")
    ended = okrtui("import", "notes.md", "-w", new)
    assert ended.outcome == 1
    assert "O1:" in ended.err.splitlines()[-1]

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screens.state import Drafts, keep_unsaved
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC)


def reopened(workspace: Path) -> Drafts:
    drafts = Drafts(workspace)
    drafts.load()
    return drafts


def test_a_draft_is_there_for_the_next_process(tmp_path: Path) -> None:
    Drafts(tmp_path).keep("note:kr1", "vendor call domin")
    assert reopened(tmp_path).left("note:kr1") == "vendor call domin"
    assert reopened(tmp_path).left("note:kr2") == ""
    assert reopened(tmp_path / "other").left("note:kr1") == ""


def test_a_draft_that_was_sent_is_forgotten(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("note:kr1", "vendor call")
    drafts.keep("action", "wang send trace")
    drafts.keep("note:kr1", "")
    assert drafts.left("note:kr1") == ""
    assert drafts.left("action") == "wang send trace"


def test_drafts_are_readable_to_their_owner_alone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("action", "wang send trace")
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(drafts.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_draft_comes_back_as_it_was_typed(tmp_path: Path, text: str) -> None:
    Drafts(tmp_path).keep("action", text)
    assert reopened(tmp_path).left("action") == text


@pytest.mark.parametrize("content", [b"{half", b"[1]", b'{"action": 7}', b"\xff"])
def test_a_broken_drafts_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("action", "x")
    drafts.path.write_bytes(content)
    assert reopened(tmp_path).left("action") == ""


def test_a_disk_that_takes_no_drafts_does_not_stop_the_meeting(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.path.parent.parent.mkdir(parents=True, exist_ok=True)
    drafts.path.parent.write_text("a file where the folder should be")
    drafts.keep("action", "x")
    assert reopened(tmp_path).left("action") == ""


def test_what_was_not_saved_lies_in_a_file_and_never_over_another() -> None:
    first = keep_unsaved(["wang send trace fri", "note: ok"], NOW)
    second = keep_unsaved(["other"], NOW)
    assert first.read_text("utf-8") == "wang send trace fri\nnote: ok\n"
    assert second.read_text("utf-8") == "other\n"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_who_shares_an_account_has_drafts_of_their_own(tmp_path: Path) -> None:
    Drafts(tmp_path, "lin").keep("note:kr1", "vendor call domin")
    for whose, left in (("lin", "vendor call domin"), ("wang", ""), (None, "")):
        drafts = Drafts(tmp_path, whose)
        drafts.load()
        assert drafts.left("note:kr1") == left

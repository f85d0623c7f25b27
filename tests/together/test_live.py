"""Where each session is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from okrtui.together.live import Live, Watch, forget, load, save, session_name, tidy

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE = Live(meeting="g", who="ana", at=NOW, stop="m-ana", row="k-speed")


def test_what_is_saved_is_found_again_the_newest_last(tmp_path: Path) -> None:
    later = Live(meeting="g", who="lin", at=NOW + timedelta(seconds=1), stop=None, row=None)
    save(tmp_path / "live", "lin-2", later)
    save(tmp_path / "live", "ana-1", HERE)
    assert load(tmp_path / "live", "g") == [HERE, later]


def test_other_meetings_and_unreadable_files_are_nothing(tmp_path: Path) -> None:
    save(tmp_path, "ana-1", HERE)
    (tmp_path / "half.json").write_text('{"meeting": "g"')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "naive.json").write_text(
        '{"meeting": "g", "who": "x", "at": "2026-11-24T10:00:00", "stop": null, "row": null}'
    )
    assert load(tmp_path, "other") == []
    assert load(tmp_path, "g") == [HERE]


def test_what_is_left_of_other_meetings_is_tidied_up(tmp_path: Path) -> None:
    save(tmp_path, "ana-1", HERE)
    save(tmp_path, "lin-2", Live(meeting="before", who="lin", at=NOW, stop=None, row=None))
    tidy(tmp_path, "g")
    assert [path.stem for path in tmp_path.iterdir()] == ["ana-1"]


def test_who_leaves_in_good_order_leaves_nothing(tmp_path: Path) -> None:
    save(tmp_path, "ana-1", HERE)
    forget(tmp_path, "ana-1")
    forget(tmp_path, "ana-1")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "live").write_text("a file, no folder")
    save(tmp_path / "live", "ana-1", HERE)
    assert load(tmp_path / "live", "g") == []


def test_a_sessions_name_is_a_file_name(tmp_path: Path) -> None:
    assert "/" not in session_name("../../ana")


def test_a_watch_tells_only_what_is_new(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    assert watch.look("ana-1") is None
    save(tmp_path, "ana-1", HERE)
    assert watch.look("ana-1") == HERE
    assert watch.look("ana-1") is None
    save(tmp_path, "ana-1", HERE)
    assert watch.look("ana-1") == HERE


def test_a_watch_tells_where_another_leader_is(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    save(tmp_path, "ana-1", HERE)
    save(tmp_path, "lin-2", HERE)
    assert watch.look(None) is None
    assert watch.look("ana-1") == HERE
    assert watch.look("lin-2") == HERE


def test_others_of_the_group_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    tmp_path.chmod(0o2775)
    before = os.umask(0o077)
    try:
        save(tmp_path / "live", "ana-1", HERE)
    finally:
        os.umask(before)
    assert (tmp_path / "live" / "ana-1.json").stat().st_mode & 0o777 == 0o664

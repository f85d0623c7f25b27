"""A rehearsal has all that the team has, and nothing of it comes back."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.model.books import Books
from okrtui.model.codec import insert, update
from okrtui.model.records import Member, Team
from okrtui.model.settings import Settings
from okrtui.store.lock import Lock
from okrtui.text.errors import Damaged, NotWritten
from okrtui.workspace import Workspace, rehearsal
from okrtui.workspace.folder import at
from okrtui.workspace.making import make
from okrtui.workspace.rehearsal import rehearse
from tests.fakes import FakeClock

ANA = Member(id="m-ana", login="ana", name="Ana Silva")


@pytest.fixture
def team(tmp_path: Path) -> Workspace:
    records = [Team(id="t", name="Growth"), ANA]
    return make(tmp_path / "team", Settings(), [*map(insert, records)], FakeClock(), via="init")


@pytest.fixture
def copy(team: Workspace) -> Iterator[Workspace]:
    made = rehearse(team)
    yield made
    shutil.rmtree(made.root)


def names(workspace: Workspace) -> list[str]:
    store = workspace.open_store(FakeClock(), read_only=True)
    found = [member.name for member in Books(store.view).all(Member)]
    store.close()
    return found


def rename(workspace: Workspace, name: str, *, fold: bool = False) -> None:
    store = workspace.open_store(FakeClock())
    store.commit(lambda _view: [update(ANA, name=name)], via="test")
    if fold:
        store.fold()
    store.close()


def test_it_is_a_workspace_of_its_own_with_the_same_team(team: Workspace, copy: Workspace) -> None:
    assert at(copy.root).settings == team.settings
    assert names(copy) == ["Ana Silva"]
    assert copy.root.name.startswith(rehearsal.PREFIX)


def test_what_is_said_in_it_stays_in_it(team: Workspace, copy: Workspace) -> None:
    rename(copy, "Somebody else")
    assert names(team) == ["Ana Silva"]


def test_it_holds_what_is_not_folded_yet_and_the_history_before(team: Workspace) -> None:
    rename(team, "Ana S.", fold=True)
    rename(team, "Ana M. Silva")
    made = rehearse(team)
    store = made.open_store(FakeClock())
    assert [one.via for one in store.transactions()] == ["init", "test", "test"]
    store.close()
    shutil.rmtree(made.root)


def test_it_is_of_one_moment_so_it_waits_for_whoever_writes(
    team: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Red without the lock.
    class Impatient(Lock):
        def held(self, wait: float = 0.01) -> contextlib._GeneratorContextManager[None]:
            return super().held(wait)

    monkeypatch.setattr(rehearsal, "Lock", Impatient)
    other = Lock(team.store_file.with_name("okr.json.lock"), "wang")
    with other.held(), pytest.raises(NotWritten) as caught:
        rehearse(team)
    other.close()
    assert caught.value.message.key == "store.locked"


def test_without_a_store_there_is_nothing_to_rehearse_on(team: Workspace) -> None:
    team.store_file.unlink()
    with pytest.raises(Damaged):
        rehearse(team)

"""Two people at one field: the later wins, and the earlier is told."""

from __future__ import annotations

from pathlib import Path

from okrtui.model.ops import Overwritten
from okrtui.store.store import Store
from tests.store.kit import TABLE, change, open_store, put


def lost(store: Store) -> list[tuple[str, object, object, str]]:
    changed = store.refresh()
    found: tuple[Overwritten, ...] = () if changed is None else changed.lost
    return [(one.field, one.mine, one.theirs, one.by) for one in found]


def test_who_lost_a_field_is_told_once_with_what_and_to_whom(store: Store, tmp_path: Path) -> None:
    # Red without `lost_to` in `Store._absorb`.
    put(store, "a", x=1, y=1)
    other = open_store(tmp_path)
    change(store, "a", x=2)
    change(other, "a", x=3)
    assert lost(store) == [("x", 2, 3, "wang")]
    assert lost(store) == []
    assert lost(other) == []
    assert [t.ops for t in store.transactions()][2][0].fields == {"x": (2, 3)}  # type: ignore[union-attr]


def test_two_fields_of_one_document_lose_nothing(store: Store, tmp_path: Path) -> None:
    put(store, "a", x=1, y=1)
    other = open_store(tmp_path)
    change(store, "a", x=2)
    change(other, "a", y=2)
    assert (lost(store), lost(other)) == ([("y", 1, 2, "wang")], [])
    assert store.view.get(TABLE, "a") == {"id": "a", "x": 2, "y": 2}


def test_the_same_value_is_no_loss_and_ones_own_changes_are_none(
    store: Store, tmp_path: Path
) -> None:
    # Red without `begin` in `Store.commit`.
    put(store, "a", x=1)
    change(store, "a", x=2)
    other = open_store(tmp_path)
    change(other, "a", z=1)
    assert lost(store) == []
    change(store, "a", x=3)
    change(other, "a", x=3)
    assert lost(store) == []


def test_what_was_lost_before_a_commit_of_ones_own_is_told_after_it(
    store: Store, tmp_path: Path
) -> None:
    put(store, "a", x=1)
    other = open_store(tmp_path)
    change(other, "a", x=2)
    change(store, "a", x=5)
    assert lost(store) == [("x", 1, 2, "wang")]
    assert lost(other) == [("x", 2, 5, "lin")]


def test_a_document_that_is_taken_away_is_lost_field_by_field(store: Store, tmp_path: Path) -> None:
    from okrtui.model.ops import Remove
    from tests.store.kit import always

    put(store, "a", x=1)
    open_store(tmp_path).commit(always(Remove(TABLE, "a", {})), via="test")
    assert lost(store) == [("id", "a", None, "wang"), ("x", 1, None, "wang")]

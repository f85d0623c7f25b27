from __future__ import annotations

from pathlib import Path

from bench.generate import SIZES, Size, generate
from okrtui.model.clock import SystemClock
from okrtui.model.codec import decode
from okrtui.model.records import CheckIn
from okrtui.store.check import check
from okrtui.store.store import Store
from okrtui.workspace import at


def test_what_is_generated_is_a_store_with_nothing_wrong_and_its_whole_history(
    tmp_path: Path,
) -> None:
    file = generate(tmp_path / "made", Size(people=3, quarters=2))
    assert not check(file)
    store = Store.open(file, SystemClock(), by="ana")
    said = [decode(CheckIn, doc) for doc in store.view.all("check_ins")]
    assert len(said) == 3 * 3 * 13 * 2
    numbers = [one.seq for one in store.transactions()]
    assert numbers == list(range(1, store.seq + 1))
    assert 0 < len(store.recent()) < 30, "only the last week is not folded"
    store.close()


def test_what_is_generated_can_be_opened_as_a_workspace(tmp_path: Path) -> None:
    generate(tmp_path / "made", Size(people=1, quarters=1))
    assert at(tmp_path / "made").settings.time_zone == "UTC"


def test_an_organisation_has_150_000_check_ins_a_year() -> None:
    size = SIZES["organisation"]
    assert size.people * size.quarters * 13 * 3 > 150_000

"""A ballot cannot be read before it is opened, nor be another one afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.together.ballots import Ballot, fits, forget, fresh, keep, kept, seal

VALUES = st.integers(1, 10)
IDS = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=20, max_size=20)


@given(vote=IDS, voter=IDS, value=VALUES)
def test_the_ballot_that_was_sealed_fits(vote: str, voter: str, value: int) -> None:
    ballot = fresh(vote, voter, value)
    assert fits(ballot, seal(ballot))


@given(value=VALUES, other=VALUES)
def test_no_other_value_fits_the_seal(value: int, other: int) -> None:
    ballot = fresh("v", "lin", value)
    assert fits(replace(ballot, value=other), seal(ballot)) is (value == other)


@pytest.mark.parametrize("change", [{"vote": "w"}, {"voter": "ana"}, {"nonce": "0" * 32}])
def test_a_seal_belongs_to_one_vote_one_voter_and_one_nonce(change: dict[str, str]) -> None:
    ballot = fresh("v", "lin", 7)
    assert not fits(replace(ballot, **change), seal(ballot))


def test_two_ballots_of_one_value_have_two_seals() -> None:
    assert seal(fresh("v", "lin", 7)) != seal(fresh("v", "lin", 7))


@pytest.mark.parametrize("value", [0, 11, -1])
def test_what_is_no_confidence_fits_nothing(value: int) -> None:
    ballot = Ballot(vote="v", voter="lin", value=value, nonce="0")
    assert not fits(ballot, seal(ballot))


def test_who_sealed_nothing_opens_nothing() -> None:
    assert not fits(fresh("v", "lin", 7), None)


def test_a_ballot_is_kept_where_only_its_voter_reads(tmp_path: Path) -> None:
    folder, ballot = tmp_path / "own" / "ballots", fresh("v", "lin", 7)
    keep(folder, ballot)
    assert kept(folder, "v", "lin") == ballot
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_ballot_that_was_opened_is_forgotten(tmp_path: Path) -> None:
    keep(tmp_path, fresh("v", "lin", 7))
    forget(tmp_path, "v", "lin")
    assert kept(tmp_path, "v", "lin") is None
    forget(tmp_path, "v", "lin")


def test_a_ballot_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "v-lin.json").write_text("{")
    assert kept(tmp_path, "v", "lin") is None

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.ops import Insert, Remove, Set, Transaction
from okrtui.store import values, version
from okrtui.store.store import Store
from okrtui.store.transaction import GENESIS, BadLine, decode, encode, seal, transaction_of
from okrtui.text.errors import Refused
from tests.store.kit import TABLE, always, key_of

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
OPS = (
    Insert("risks", "r1", {"id": "r1", "title": "a\nb"}),
    Set("risks", "r1", {"title": (None, "很好")}),
    Remove("risks", "r2", {"id": "r2"}),
)
ONE = Transaction(1, "t1", AT, "lin", "meet", OPS, as_="wang", undoes="t0")

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_line_is_what_the_design_says() -> None:
    line = encode(ONE, GENESIS)
    said = json.loads(line)
    assert list(said) == ["v", "seq", "id", "at", "by", "as", "via", "undoes", "ops", "chain"]
    assert said["ops"] == [
        ["insert", "risks", "r1", {"id": "r1", "title": "a\nb"}],
        ["set", "risks", "r1", {"title": [None, "很好"]}],
        ["remove", "risks", "r2", {"id": "r2"}],
    ]
    assert (said["at"], line.count(b"\n"), line[-1:]) == ("2026-11-24T10:00:00Z", 1, b"\n")


def test_the_chain_is_a_digest_of_the_chain_before_and_the_line_without_its_own() -> None:
    line = encode(ONE, "ab" * 32)
    body = line[: line.rindex(b',"chain"')] + b"}"
    assert json.loads(line)["chain"] == hashlib.sha256(b"ab" * 32 + body).hexdigest()


def test_a_line_says_who_made_it_for_nobody_else_and_takes_nothing_back() -> None:
    said = json.loads(encode(Transaction(1, "t", AT, "lin", "meet", ()), GENESIS))
    assert said["as"] is None
    assert "undoes" not in said


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_what_is_written_is_what_is_read(doc: dict[str, Any]) -> None:
    values.check_fields(doc, TABLE)
    ops = (Insert(TABLE, "a", doc), Set(TABLE, "a", {"x": (doc, None)}), Remove(TABLE, "a", doc))
    made = Transaction(7, "t", AT, "lin", "test", ops)
    assert transaction_of(decode(encode(made, GENESIS)[:-1], GENESIS)) == made


@given(st.data())
def test_any_flipped_byte_of_a_line_is_seen(data: st.DataObject) -> None:
    # Red without the comparison of digests in `transaction.unseal`.
    line = bytearray(encode(ONE, GENESIS)[:-1])
    line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises((BadLine, Refused)):
        decode(bytes(line), GENESIS)


def test_a_line_after_another_line_is_seen() -> None:
    # Red if `transaction._digest` leaves out `previous`.
    with pytest.raises(BadLine):
        decode(encode(ONE, GENESIS)[:-1], "ab" * 32)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (float("nan"), "store.not_finite"),
        (float("-inf"), "store.not_finite"),
        ("\ud800", "store.lone_surrogate"),
        (2**63, "store.too_large"),
        ({"\udfff": 1}, "store.lone_surrogate"),
        ([[float("inf")]], "store.not_finite"),
    ],
)
def test_what_json_cannot_keep_is_refused_before_anything_is_written(
    store: Store, value: Any, key: str
) -> None:
    # Red without `values.check_fields` in `prepare._ready`.
    with pytest.raises(Refused) as refused:
        store.commit(always(Insert(TABLE, "a", {"id": "a", "x": value})), via="test")
    assert key_of(refused.value) == key
    assert store.seq == 0


@pytest.mark.parametrize("field", ["via", "as_"])
def test_who_and_what_for_are_refused_too_where_json_cannot_keep_them(
    store: Store, field: str
) -> None:
    # Red without `values.check` in `Store.commit`.
    said: dict[str, Any] = {"via": "test", field: "\ud800"}
    with pytest.raises(Refused) as refused:
        store.commit(always(Insert(TABLE, "a", {"id": "a"})), **said)
    assert key_of(refused.value) == "store.lone_surrogate"
    assert store.seq == 0


def test_endless_nesting_is_refused_and_deep_nesting_is_kept(store: Store) -> None:
    deep: list[Any] = []
    for _ in range(values.DEPTH - 1):
        deep = [deep]
    store.commit(always(Insert(TABLE, "a", {"id": "a", "x": deep})), via="test")
    with pytest.raises(Refused, match="too_deep"):
        store.commit(always(Set(TABLE, "a", {"x": (None, [deep])})), via="test")
    assert store.view.get(TABLE, "a") == {"id": "a", "x": deep}


def test_a_name_that_is_no_string_is_our_mistake(store: Store) -> None:
    with pytest.raises(TypeError):
        store.commit(always(Insert(TABLE, "a", {"id": "a", "x": {1: 2}})), via="test")


def test_a_key_that_comes_twice_is_refused() -> None:
    # Red without the comparison with `msgspec.json.encode` in `transaction.decode`.
    fields = {"v": 1, "seq": 1, "id": "t", "at": "", "by": "", "as": None, "via": "", "ops": []}
    body = seal(fields, GENESIS).replace(
        b'"ops":[]', b'"ops":[["insert","risks","r",{"a":1,"a":2}]]'
    )
    body = body[: body.rindex(b',"chain"')] + b"}"
    chain = hashlib.sha256(GENESIS.encode() + body).hexdigest().encode()
    with pytest.raises(BadLine, match="twice"):
        decode(body[:-1] + b',"chain":"' + chain + b'"}', GENESIS)


def test_a_line_of_a_newer_version_is_refused() -> None:
    # Red without `refuse_newer` in `transaction.decode`.
    with pytest.raises(Refused, match="newer"):
        decode(seal({"v": 2, "seq": 1, "ops": "other"}, GENESIS)[:-1], GENESIS)


def test_a_line_of_another_version_is_not_read_though_it_looks_like_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Red without `version.known` in `transaction.decode`.
    line = encode(ONE, GENESIS)[:-1]
    monkeypatch.setattr(version, "VERSION", 0)
    with pytest.raises(Refused, match="newer"):
        decode(line, GENESIS)
    monkeypatch.setattr(version, "VERSION", 2)
    with pytest.raises(BadLine, match="version 1"):
        decode(line, GENESIS)

import json
from datetime import UTC, date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from okrtui.model import records
from okrtui.model.codec import TABLE_OF, canonical, decode, encode, insert, update
from okrtui.model.ops import TABLES, Insert, Set
from okrtui.text.errors import Damaged
from tests.model.makers import at, kr, said

decimals = st.decimals(-(10**12), 10**12, places=5, allow_nan=False)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
instants = st.datetimes(timezones=st.just(UTC))
VALUES = {
    "Decimal": decimals,
    "Decimal | None": st.none() | decimals,
    "datetime": instants,
    "datetime | None": st.none() | instants,
    "dict[str, Any] | None": st.none() | st.dictionaries(st.text(max_size=3), json_values),
}


def of_kind(kind: type) -> st.SearchStrategy[Any]:
    named = kind.__annotations__
    special = {name: VALUES[of] for name, of in named.items() if of in VALUES}
    plainly = {
        field.name: st.from_type(field.type)
        for field in msgspec.structs.fields(kind)
        if field.required and field.name not in special
    }
    return st.builds(kind, **special, **plainly)


@given(st.sampled_from(sorted(TABLE_OF, key=str)).flatmap(of_kind))
def test_a_record_comes_back_from_its_document_as_it_was(record: Any) -> None:
    document = json.loads(json.dumps(encode(record)))
    assert decode(type(record), document) == record


@given(st.sampled_from(sorted(TABLE_OF, key=str)).flatmap(of_kind))
def test_a_document_comes_back_from_its_record_as_it_was(record: Any) -> None:
    document = encode(record)
    assert encode(decode(type(record), document)) == document


def test_every_kind_of_record_has_a_table_that_the_store_keeps() -> None:
    assert sorted(TABLE_OF.values()) == sorted(TABLES)


def test_a_document_names_every_field() -> None:
    assert set(encode(kr())) == set(records.KeyResult.__struct_fields__)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.50", "1.5"), ("-0", "0"), ("0.000", "0"), ("1E+3", "1000"), ("1E-7", "0.0000001"),
     ("100", "100"), ("-2.0", "-2")],
)  # fmt: skip
def test_a_number_has_one_written_form(number: str, text: str) -> None:
    assert canonical(Decimal(number)) == text


@given(decimals)
def test_the_written_form_is_the_number_and_only_that(number: Decimal) -> None:
    assert Decimal(canonical(number)) == number
    assert canonical(Decimal(canonical(number))) == canonical(number)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_has_no_written_form(number: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        canonical(Decimal(number))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "yesterday"),
        ("at", "2026-11-24T10:00:00"),
        ("at", None),
        ("value", "many"),
        ("value", "NaN"),
        ("value", "-Infinity"),
        ("value", "1e999999"),
        ("confidence", "7"),
        ("confidence", 7.5),
        ("note", None),
        ("health", "splendid"),
    ],
)
def test_a_field_that_means_nothing_is_told_with_its_place(field: str, value: Any) -> None:
    document = encode(said(at(11, 24), 5, 7)) | {field: value}
    with pytest.raises(Damaged) as damaged:
        decode(records.CheckIn, document)
    values = damaged.value.message.values
    assert (values["table"], values["id"]) == ("check_ins", document["id"])
    assert field in str(values["error"])


def test_a_missing_field_is_told_unless_it_has_a_default() -> None:
    document = encode(kr())
    assert decode(records.KeyResult, {k: v for k, v in document.items() if k != "unit"}) == kr()
    with pytest.raises(Damaged):
        decode(records.KeyResult, {k: v for k, v in document.items() if k != "title"})


def test_fields_of_a_later_version_are_passed_over() -> None:
    assert decode(records.KeyResult, encode(kr()) | {"mood": "fine"}) == kr()


def test_an_insert_carries_the_whole_document() -> None:
    assert insert(kr()) == Insert("key_results", "kr1", encode(kr()))


def test_an_update_names_only_what_differs_with_what_it_was() -> None:
    op = update(kr(), title="Other", unit="", due=date(2026, 12, 1), step=Decimal("2.50"))
    assert op == Set(
        "key_results",
        "kr1",
        {"title": ("Key result kr1", "Other"), "due": (None, "2026-12-01"), "step": (None, "2.5")},
    )


def test_an_update_to_the_same_number_in_another_form_changes_nothing() -> None:
    assert update(replace(kr(), target=Decimal("100")), target=Decimal("1E+2")).fields == {}


def test_what_no_document_holds_is_our_own_mistake() -> None:
    with pytest.raises(TypeError, match="float"):
        update(kr(), target=0.1)

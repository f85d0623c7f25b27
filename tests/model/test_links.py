"""What hangs together, read both ways; and whether it goes in a circle."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from okrtui.model.books import Books
from okrtui.model.link_circles import circle_through
from okrtui.model.links import (
    HORIZONTAL,
    VERTICAL,
    asked_of,
    circle,
    how_gone,
    item_of,
    kind_between,
    name_of,
    sources_of,
    targets_of,
    unanswered,
    waiting_for,
)
from okrtui.model.records import COMPANY, TEAM, Cycle, CycleState, Link, State
from tests.fakes import FakeView
from tests.model.makers import QUARTER, kr, member, objective

YEAR = Cycle(id="y", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
OLD = Cycle(
    id="q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30), state=CycleState.CLOSED
)
TEAM_OF_THREE = (
    QUARTER, YEAR, OLD, member("lin", manager="m-ana"), member("ana"), member("wang"),
    objective("c1", owner=COMPANY, cycle="y"), kr("ck", objective="c1"),
    objective("t1", owner=TEAM), kr("tk", objective="t1", owner="m-wang"),
    objective("a1", owner="m-ana"), kr("ak", objective="a1"),
    objective("l1", owner="m-lin"), kr("lk1", objective="l1"), kr("lk2", objective="l1", number=2),
    objective("w1", owner="m-wang"), kr("wk", objective="w1"),
    objective("past", owner="m-wang", cycle="q3"), kr("pk", objective="past"),
)  # fmt: skip


def link(kind: str, source: str, target: str, **fields: Any) -> Link:
    return Link(id=f"{kind}-{source}-{target}", kind=kind, source=source, target=target, **fields)


def up(source: str, target: str) -> Link:
    return link("vertical", source, target)


def needs(source: str, target: str, state: str = "asked", **fields: Any) -> Link:
    return link("depends", source, target, state=state, **fields)


def books(*things: object) -> Books:
    return Books(FakeView(*TEAM_OF_THREE, *things))


def test_links_are_read_both_ways_but_for_what_was_carried_over() -> None:
    here = books(up("l1", "t1"), link("carried", "l1", "past"))
    assert [one.target for one in targets_of(here, "l1")] == ["t1"]
    assert [one.source for one in sources_of(here, "t1")] == ["l1"]
    assert sources_of(here, "past") == []


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("l1", "t1", VERTICAL),
        ("t1", "ck", VERTICAL),
        ("lk1", "tk", VERTICAL),
        ("l1", "a1", VERTICAL),
        ("a1", "l1", HORIZONTAL),
        ("l1", "w1", HORIZONTAL),
        ("wk", "lk1", HORIZONTAL),
    ],
)
def test_upward_is_to_a_higher_owner_or_to_ones_manager(
    source: str, target: str, kind: str
) -> None:
    here = books()
    one, other = item_of(here, source), item_of(here, target)
    assert one is not None
    assert other is not None
    assert kind_between(here, one, other) == kind


def test_upward_is_also_from_a_quarter_to_ones_year() -> None:
    here = books(objective("ly", owner="m-lin", cycle="y"))
    one, other = item_of(here, "l1"), item_of(here, "ly")
    assert one is not None
    assert other is not None
    assert kind_between(here, one, other) == VERTICAL


def test_managers_who_lead_each_other_go_round_no_further() -> None:
    here = Books(
        FakeView(
            QUARTER, member("lin", manager="m-ana"), member("ana", manager="m-lin"),
            member("wang"), objective("l1"), objective("w1", owner="m-wang"),
        )
    )  # fmt: skip
    one, other = item_of(here, "l1"), item_of(here, "w1")
    assert one is not None
    assert other is not None
    assert kind_between(here, one, other) == HORIZONTAL


def test_names_carry_their_cycle_where_it_is_another() -> None:
    here = books()
    beside = item_of(here, "t1")
    assert name_of(here, "ck", beside=beside) == "2026:company/O1/KR1"
    assert name_of(here, "lk2", beside=beside) == "lin/O1/KR2"
    assert [name_of(here, end) for end in ("m-lin", "Novapay", TEAM)] == ["Lin", "Novapay", TEAM]


def test_what_an_end_of_a_link_became() -> None:
    here = books(
        objective("d", owner="m-lin", state=State.DROPPED), kr("dk", objective="d"),
        objective("e", owner="m-lin", cycle="q3"),
    )  # fmt: skip
    told = [how_gone(here, end) for end in ("d", "dk", "e", "l1", "Novapay")]
    assert told == ["dropped", "dropped", "ended", "", ""]


# -- circles


def test_a_chain_upward_that_comes_back_is_a_circle_of_all_who_are_in_it() -> None:
    here = books(up("l1", "w1"), up("w1", "a1"))
    assert circle(here, "a1", "l1") == ["a1", "l1", "w1"]
    assert circle(here, "l1", "t1") == []


def test_an_objective_and_its_key_results_are_one_on_the_way_up() -> None:
    here = books(up("lk1", "wk"), up("w1", "ak"))
    assert circle(here, "a1", "lk2") == ["a1", "lk2", "wk", "ak"]


def test_who_waits_for_an_objective_waits_for_its_key_results() -> None:
    here = books(needs("lk1", "wk"))
    assert circle(here, "wk", "l1", "depends") == ["wk", "l1", "lk1"]
    assert circle(here, "wk", "lk2", "depends") == []


def test_a_refused_dependency_keeps_nobody_waiting() -> None:
    here = books(needs("lk1", "wk", "refused"))
    assert circle(here, "wk", "lk1", "depends") == []


def test_sideward_links_may_go_both_ways() -> None:
    here = books(link("horizontal", "l1", "w1"))
    assert circle(here, "w1", "l1", HORIZONTAL) == []


def test_a_circle_that_is_there_already_ends_the_search() -> None:
    here = books(up("w1", "a1"), up("a1", "w1"))
    assert circle(here, "l1", "w1") == []
    here_a1 = item_of(here, "a1")
    assert here_a1 is not None
    assert circle_through(here, here_a1) == ["a1", "w1"]


_NODES = st.sampled_from(["c1", "ck", "t1", "tk", "a1", "ak", "l1", "lk1", "lk2", "w1", "wk"])
_PAIRS = st.lists(st.tuples(_NODES, _NODES), max_size=14)


@given(_PAIRS, st.sampled_from(["vertical", "depends"]))
def test_links_that_close_no_circle_never_make_one(pairs: list[tuple[str, str]], kind: str) -> None:
    view = FakeView(*TEAM_OF_THREE)
    here = Books(view)
    made: list[tuple[str, str]] = []
    for source, target in dict.fromkeys(pairs):
        if not circle(here, source, target, kind):
            view.add(link(kind, source, target, state="asked"))
            made.append((source, target))
    assert _sorts(here, made, kind)


def _sorts(here: Books, made: list[tuple[str, str]], kind: str) -> bool:
    """Return whether what is linked can be put in a row: then it goes in no circle."""
    of = {doc["id"]: doc["objective"] for doc in here.view.all("key_results")}
    if kind == "vertical":
        edges = {(of.get(a, a), of.get(b, b)) for a, b in made}
    else:
        edges = {*made, *((objective, one) for one, objective in of.items())}
    nodes = {end for edge in edges for end in edge}
    while nodes:
        free = {node for node in nodes if not any(a == node and b in nodes for a, b in edges)}
        if not free:
            return False
        nodes -= free
    return True


# -- what is asked of whom


def test_what_is_asked_of_somebody_is_asked_of_them_or_of_what_they_answer_for() -> None:
    here = books(
        needs("lk1", "wk", by=date(2026, 12, 4)), needs("ak", "tk"), needs("lk2", "m-wang"),
        link("collaborator", "ak", "m-wang", state="confirmed"), needs("lk1", "Novapay"),
    )  # fmt: skip
    found = asked_of(here, "m-wang")
    assert [(one.asker, one.source.id, one.upon.id if one.upon else None) for one in found] == [
        ("m-lin", "lk1", "wk"), ("m-lin", "lk2", None),
        ("m-ana", "ak", "tk"), ("m-ana", "ak", None),
    ]  # fmt: skip
    assert [one.is_open for one in found] == [True, True, True, False]
    assert [one.source.id for one in asked_of(here, "Novapay")] == ["lk1"]


def test_what_is_needed_first_is_told_first_and_what_is_answered_last() -> None:
    here = books(
        needs("lk1", "m-wang", "confirmed", by=date(2026, 11, 1)),
        needs("lk2", "m-wang", by=date(2026, 12, 24)), needs("ak", "m-wang", by=date(2026, 12, 1)),
    )  # fmt: skip
    assert [one.source.id for one in asked_of(here, "m-wang")] == ["ak", "lk2", "lk1"]


def test_what_somebody_waits_for_is_told_by_who_answers_for_it() -> None:
    here = books(needs("lk1", "wk"), needs("tk", "Novapay"), needs("lk2", "ak", "refused"))
    assert [one.link.target for one in waiting_for(here, "m-lin")] == ["wk", "ak"]
    assert [one.link.target for one in waiting_for(here, "m-wang")] == ["Novapay"]
    assert waiting_for(here, TEAM) == []


def test_nobody_waits_for_the_sake_of_what_ended() -> None:
    here = books(
        needs("pk", "m-lin"), kr("gone", objective="l1", state=State.DROPPED), needs("gone", "wk")
    )
    assert asked_of(here, "m-lin") == asked_of(here, "m-wang") == waiting_for(here, "m-lin") == []


def test_what_nobody_answered_is_found_over_the_whole_team() -> None:
    here = books(
        needs("lk1", "wk"), needs("lk2", "wk", "confirmed"), up("l1", "t1"),
        link("collaborator", "ak", "m-wang"),
    )  # fmt: skip
    assert [one.link.source for one in unanswered(here)] == ["lk1", "ak"]

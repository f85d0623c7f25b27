"""The way through the room."""

from __future__ import annotations

from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.agenda import agenda, next_to_review, reviewed
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.model.records import TEAM, KeyResult, Member, Objective, State
from tests.meeting.room import ANA, CHECKOUT, CYCLE, DOCS, ERRORS, PARTNERS, SPEED, WANG, a_meeting


def _stops(session: Session) -> dict[str, list[str]]:
    way = agenda(session.books, session.meeting)
    return {stop.id: [kr.id for kr in stop.to_review()] for stop in way.stops}


def test_the_team_comes_first_then_the_members_as_listed() -> None:
    assert list(_stops(a_meeting())) == [TEAM, ANA.id, WANG.id]


def test_a_key_result_is_reviewed_once_at_its_own_owners_stop() -> None:
    stops = _stops(a_meeting())
    assert stops == {TEAM: [], ANA.id: [ERRORS.id, SPEED.id], WANG.id: [DOCS.id]}


def test_elsewhere_it_shows_as_a_link() -> None:
    session = a_meeting()
    way = agenda(session.books, session.meeting)
    team = way.stop(TEAM)
    assert team is not None
    (line,) = team.branches[0].lines
    assert (line.key_result.id, line.link, line.owner) == (DOCS.id, True, WANG.id)


def test_at_ones_own_stop_it_stands_below_the_others_objective() -> None:
    session = a_meeting()
    way = agenda(session.books, session.meeting)
    stop = way.stop(WANG.id)
    assert stop is not None
    assert [branch.objective.id for branch in stop.branches] == [PARTNERS.id]


def test_a_team_without_objectives_of_its_own_has_no_stop() -> None:
    session = a_meeting()
    session.do(intents.Drop("objectives", PARTNERS.id, "no longer ours"))
    assert TEAM not in _stops(session)


def test_who_has_no_okrs_has_a_stop_all_the_same() -> None:
    newcomer = Member(id="m-new", login="new", name="New")
    assert _stops(a_meeting(newcomer))["m-new"] == []


def test_dropped_key_results_are_left_out() -> None:
    session = a_meeting()
    session.do(intents.Drop("key_results", ERRORS.id, "measured elsewhere"))
    assert _stops(session)[ANA.id] == [SPEED.id]


def test_the_team_answers_for_what_a_former_member_left() -> None:
    gone = Member(id="m-gone", login="gone", name="Gone", active=False)
    left = Objective(id="o-left", cycle=CYCLE.id, owner=gone.id, number=1, title="Left")
    kr = KeyResult(id="k-left", objective=left.id, number=1, title="still to do")
    assert _stops(a_meeting(gone, left, kr))[TEAM] == ["k-left"]


def test_drafts_are_not_reviewed_yet() -> None:
    draft = replace(CHECKOUT, id="o-draft", number=7, state=State.DRAFT)
    kr = replace(ERRORS, id="k-draft", objective="o-draft")
    assert "k-draft" not in _stops(a_meeting(draft, kr))[ANA.id]


def test_next_is_what_follows_then_what_was_passed_over_and_skipped_ones_last() -> None:
    session = a_meeting()
    way = agenda(session.books, session.meeting)
    nothing: frozenset[str] = frozenset()
    ana, wang = ANA.id, WANG.id
    assert next_to_review(way, nothing, (), None, ana) == ERRORS.id
    assert next_to_review(way, nothing, (), ERRORS.id, ana) == SPEED.id
    assert next_to_review(way, nothing, (), DOCS.id, wang) == ERRORS.id
    assert next_to_review(way, nothing, (SPEED.id,), ERRORS.id, ana) == DOCS.id
    assert next_to_review(way, frozenset({DOCS.id}), (SPEED.id,), ERRORS.id, ana) == SPEED.id
    assert next_to_review(way, frozenset({ERRORS.id, SPEED.id, DOCS.id}), (), None, ana) is None


def test_a_turn_is_gone_through_before_it_passes_on() -> None:
    session = a_meeting()
    way = agenda(session.books, session.meeting)
    passed_over = next_to_review(way, frozenset({SPEED.id}), (), SPEED.id, ANA.id)
    assert passed_over == ERRORS.id
    skipped = next_to_review(way, frozenset({SPEED.id}), (ERRORS.id,), SPEED.id, ANA.id)
    assert skipped == DOCS.id


def test_what_was_confirmed_is_reviewed() -> None:
    session = a_meeting()
    session.do(intents.Confidence(ERRORS.id, 6))
    session.do(intents.Unchanged(SPEED.id))
    assert reviewed(session.books, session.meeting_id) == {SPEED.id}


def test_a_rotating_round_begins_with_another_each_week() -> None:
    # One meeting was held before: the second of two members begins.
    assert list(_stops(a_meeting(order=Order.ROTATING))) == [TEAM, WANG.id, ANA.id]


def test_exceptions_first_puts_the_worst_at_the_front() -> None:
    late = [replace(DOCS, id=f"k-{n}", number=n, due=CYCLE.start) for n in (5, 6)]
    assert list(_stops(a_meeting(*late, order=Order.EXCEPTIONS))) == [TEAM, WANG.id, ANA.id]

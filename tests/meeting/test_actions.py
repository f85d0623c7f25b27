"""Action items and commitments."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.minutes.gather import gather
from okrtui.model.records import Action, ActionState
from okrtui.text.errors import Refused
from okrtui.text.words import words_in
from tests.meeting.room import ANA, LAST_WEEK, WANG, a_meeting

OLD = Action(
    id="a-old", number=7, title="Call the vendor", at=LAST_WEEK, owner=WANG.id, meeting="g-w47"
)


def only(session: Session) -> Action:
    (action,) = session.books.all(Action)
    return action


def refused(session: Session, intent: intents.Intent) -> str:
    with pytest.raises(Refused) as caught:
        session.do(intent)
    return caught.value.message.key


def promise(owner: str | None = ANA.id, title: str = "ship it") -> intents.AddAction:
    return intents.AddAction(title, owner, commitment=True)


def test_a_commitment_is_due_when_we_meet_again_else_in_a_week() -> None:
    session = a_meeting()
    session.do(promise())
    assert (only(session).commitment, only(session).due) == (True, date(2026, 12, 1))
    session = a_meeting()
    session.do(intents.NextOn(date(2026, 12, 3)))
    session.do(promise())
    assert only(session).due == date(2026, 12, 3)


def test_a_commitment_is_somebodys_word() -> None:
    assert refused(a_meeting(), promise(None)) == "entry.commitment_needs_owner"


def test_nobody_gives_more_than_three_commitments_in_a_meeting() -> None:
    session = a_meeting()
    for _ in range(3):
        session.do(promise())
    assert refused(session, promise()) == "entry.commitments_full"
    session.do(promise(WANG.id))
    given = [action.id for action in session.books.all(Action) if action.owner == ANA.id]
    session.do(intents.EndAction(given[0], dropped=True))
    session.do(promise())
    assert refused(session, intents.ReopenAction(given[0])) == "entry.commitments_full"


def test_a_fourth_commitment_is_not_passed_on_to_somebody_either() -> None:
    session = a_meeting()
    for _ in range(3):
        session.do(promise())
    session.do(promise(WANG.id))
    hers = next(action for action in session.books.all(Action) if action.owner == WANG.id)
    assert refused(session, intents.ChangeAction(hers.id, hers.title, ANA.id)) == (
        "entry.commitments_full"
    )
    assert refused(session, intents.ChangeAction(hers.id, hers.title)) == (
        "entry.commitment_needs_owner"
    )


def test_other_actions_are_as_many_as_it_takes_and_may_have_no_owner_and_no_day() -> None:
    session = a_meeting()
    for _ in range(5):
        session.do(intents.AddAction("send trace"))
    assert {(action.owner, action.due) for action in session.books.all(Action)} == {(None, None)}


def test_an_action_gets_another_wording_owner_and_day() -> None:
    session = a_meeting(OLD)
    session.do(intents.ChangeAction(OLD.id, "Write to the vendor", "Bo of Acme", date(2026, 12, 4)))
    action = only(session)
    assert (action.title, action.owner, action.due) == (
        "Write to the vendor", "Bo of Acme", date(2026, 12, 4),
    )  # fmt: skip
    assert session.do(intents.ChangeAction(OLD.id, action.title, action.owner, action.due)) is None


def test_what_has_ended_is_not_changed() -> None:
    session = a_meeting(OLD)
    session.do(intents.EndAction(OLD.id))
    assert refused(session, intents.ChangeAction(OLD.id, "x")) == "entry.action_ended"
    session.do(intents.ReopenAction(OLD.id))
    assert only(session).state is ActionState.OPEN


def test_what_stopped_an_action_is_not_told_of_it_when_it_is_done() -> None:
    session = a_meeting(replace(OLD, why="no access to the vendor", carries=1))
    session.do(intents.EndAction(OLD.id))
    assert ended(session) == ("done", "")
    session.do(intents.ReopenAction(OLD.id))
    assert ended(session) == ("open", "no access to the vendor")
    session.do(intents.EndAction(OLD.id, why="they answer on Monday"))
    assert ended(session) == ("done", "they answer on Monday")


@pytest.mark.parametrize("dropped", [False, True])
def test_what_ends_in_the_meeting_that_carried_it_was_not_carried_by_it(dropped: bool) -> None:
    session = a_meeting(replace(OLD, carries=2, carried_in="g-w47"))
    session.do(intents.CarryAction(OLD.id, "the vendor is silent"))
    assert only(session).carries == 3
    session.do(intents.EndAction(OLD.id, dropped=dropped, why="moot" if dropped else ""))
    assert only(session).carries == 2
    session.do(intents.ReopenAction(OLD.id))
    session.do(intents.CarryAction(OLD.id))
    assert only(session).carries == 3


def test_that_an_action_is_carried_is_said() -> None:
    session = a_meeting(OLD)
    session.do(intents.CarryAction(OLD.id))
    told = session.undo()
    assert words_in("en").tell(told) == "Undone: A7 Call the vendor: carried"


def test_the_reason_of_a_drop_goes_with_the_drop() -> None:
    session = a_meeting(replace(OLD, why="no access to the vendor", carries=1))
    session.do(intents.EndAction(OLD.id, dropped=True, why="they closed down"))
    assert ended(session) == ("dropped", "they closed down")
    session.do(intents.ReopenAction(OLD.id))
    assert ended(session) == ("open", "no access to the vendor")


def ended(session: Session) -> tuple[str, str]:
    """Return what the minutes say became of the only action item."""
    (line,) = gather(
        session.books, session.meeting, calendar=session.calendar, settings=session.settings,
        now=session.clock.now(),
    ).actions  # fmt: skip
    return line.end.value, line.why


def test_commitments_are_carried_as_actions_are() -> None:
    session = a_meeting(OLD)
    session.do(promise())
    session.do(intents.Close())
    assert [action.carries for action in session.books.all(Action)] == [1, 0]

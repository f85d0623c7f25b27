"""Alignment, dependencies and collaborators: what the rules let through, and what is told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from okrtui.meeting import intents
from okrtui.meeting.alone import Alone
from okrtui.meeting.history import history
from okrtui.meeting.history_words import tell_happening
from okrtui.meeting.intents import Intent
from okrtui.meeting.session import Session
from okrtui.minutes.gather import gather
from okrtui.minutes.markdown import write_markdown
from okrtui.model.codec import update
from okrtui.model.links import targets_of
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Change,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Member,
    Objective,
    State,
)
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.text.words import Language, words_in
from tests.fakes import FakeClock
from tests.hostile import HOSTILE
from tests.meeting.room import (
    ANA,
    CHECKOUT,
    CYCLE,
    DOCS,
    ERRORS,
    EVERYTHING,
    PARTNERS,
    SPEED,
    WANG,
    FakeStore,
    a_meeting,
)

FRIDAY = date(2026, 12, 4)
YEAR = Cycle(id="c-year", name="2026", start=date(2026, 1, 1), end=date(2026, 12, 31))
GROW = Objective(id="o-grow", cycle=YEAR.id, owner=COMPANY, number=1, title="Grow")
HERS = Objective(id="o-hers", cycle=CYCLE.id, owner=WANG.id, number=1, title="Faster reviews")
HER_KR = KeyResult(id="k-hers", objective=HERS.id, number=1, title="Within a day")
ANAS_OTHER = Objective(id="o-other", cycle=CYCLE.id, owner=ANA.id, number=2, title="Hiring")
MORE = (YEAR, GROW, HERS, HER_KR, ANAS_OTHER)


def room(*more: object) -> Session:
    return a_meeting(*MORE, *more)


def alone(*more: object) -> Alone:
    clock = FakeClock()
    store = FakeStore(*EVERYTHING, *MORE, *more, clock=clock)
    return Alone(store, (CYCLE.id,), author="ana", settings=Settings(), clock=clock)


def links(session: Session) -> list[tuple[str, str, str, str | None]]:
    return [(one.kind, one.source, one.target, one.state) for one in session.books.all(Link)]


def refused(session: Session, intent: Intent) -> dict[str, Any]:
    """Return why an intent is refused, by key, with its values; nothing is written."""
    before = session.store.view.seq
    with pytest.raises(Refused) as caught:
        session.do(intent)
    assert session.store.view.seq == before
    said = caught.value.message
    assert words_in("en").tell(said) != words_in("zh").tell(said)
    return {"key": said.key, **said.values}


# -- alignment


@pytest.mark.parametrize("make", [room, alone])
@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (CHECKOUT.id, PARTNERS.id, "vertical"),
        (SPEED.id, DOCS.id, "vertical"),
        (PARTNERS.id, GROW.id, "vertical"),
        (CHECKOUT.id, HERS.id, "horizontal"),
        (SPEED.id, HER_KR.id, "horizontal"),
    ],
)
def test_how_one_is_aligned_follows_from_where_the_two_stand(
    make: Any, source: str, target: str, kind: str
) -> None:
    session = make()
    session.do(intents.Align(source, target))
    assert links(session) == [(kind, source, target, None)]


def test_a_person_may_say_that_anothers_objective_is_above() -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, HERS.id, "vertical"))
    assert links(session)[0][0] == "vertical"


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (intents.Align(CHECKOUT.id, CHECKOUT.id), "links.itself"),
        (intents.Align(CHECKOUT.id, SPEED.id), "links.itself"),
        (intents.Align(SPEED.id, CHECKOUT.id), "links.itself"),
        (intents.Align(CHECKOUT.id, ANAS_OTHER.id), "links.same_owner"),
        (intents.Align(PARTNERS.id, CHECKOUT.id), "links.stands_below"),
        (intents.Align(PARTNERS.id, CHECKOUT.id, "horizontal"), "links.stands_below"),
        (intents.Align(CHECKOUT.id, PARTNERS.id, "horizontal"), "links.stands_above"),
        (intents.Align(CHECKOUT.id, "nowhere"), "entry.gone"),
        (intents.AskDependency(SPEED.id, CHECKOUT.id), "links.own"),
        (intents.AskDependency(SPEED.id, ERRORS.id), "links.own"),
        (intents.AskDependency(SPEED.id, ANA.id), "links.own"),
        (intents.AskDependency(DOCS.id, "王芳"), "links.own"),
        (intents.AskDependency(SPEED.id, " \u200b "), "links.nobody"),
        (intents.AskCollaborator(SPEED.id, ANA.id), "links.own"),
        (intents.AskCollaborator(CHECKOUT.id, WANG.id), "entry.gone"),
    ],
)
def test_what_makes_no_sense_is_refused(intent: Intent, why: str) -> None:
    assert refused(room(), intent)["key"] == why


def test_twice_the_same_is_refused() -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, PARTNERS.id))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "a review", FRIDAY))
    assert refused(session, intents.Align(CHECKOUT.id, PARTNERS.id)) == {
        "key": "links.aligned_already", "source": "ana/O1", "target": "team/O1",
    }  # fmt: skip
    again = refused(session, intents.AskDependency(SPEED.id, HER_KR.id, "a review", FRIDAY))
    assert again == {"key": "links.asked_already", "name": "wang/O1/KR1"}


def test_a_circle_upward_is_refused_by_the_names_of_who_is_in_it() -> None:
    session = room()
    session.do(intents.Align(SPEED.id, HERS.id, "vertical"))
    found = refused(session, intents.Align(HER_KR.id, CHECKOUT.id, "vertical"))
    assert found == {
        "key": "links.circle_up",
        "way": "wang/O1/KR1 → ana/O1 → wang/O1 → wang/O1/KR1",
    }


def test_two_may_help_each_other_but_not_wait_for_each_other() -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, HERS.id))
    session.do(intents.Align(HERS.id, CHECKOUT.id))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id))
    found = refused(session, intents.AskDependency(HER_KR.id, SPEED.id))
    assert found == {
        "key": "links.circle_waits", "way": "wang/O1/KR1 → ana/O1/KR2 → wang/O1/KR1",
    }  # fmt: skip


def test_a_yes_after_a_no_is_refused_where_the_two_would_wait_for_each_other_now() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id))
    (link,) = session.books.all(Link)
    session.do(intents.Answer(link.id, "refused", why="no time"))
    session.do(intents.AskDependency(HER_KR.id, SPEED.id))
    found = refused(session, intents.Answer(link.id, "confirmed"))
    assert found["key"] == "links.circle_waits"


def test_nothing_is_linked_to_what_was_dropped_or_is_over() -> None:
    over = Cycle(
        id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30),
        state=CycleState.CLOSED,
    )  # fmt: skip
    past = Objective(
        id="o-past", cycle=over.id, owner=WANG.id, number=1, title="Past", state=State.CLOSED
    )
    session = room(over, past)
    session.do(intents.Drop("objectives", HERS.id, "not now"))
    for target in (HERS.id, HER_KR.id):
        assert (
            refused(session, intents.Align(CHECKOUT.id, target))["key"] == "links.aims_at_dropped"
        )
    for intent in (intents.Align(CHECKOUT.id, past.id), intents.AskDependency(SPEED.id, past.id)):
        found = refused(session, intent)
        assert (found["key"], found["cycle"]) == ("links.aims_at_ended", "2026-Q3")
    assert refused(session, intents.Align(past.id, CHECKOUT.id))["key"] == "entry.ended"
    assert refused(session, intents.AskCollaborator(HER_KR.id, ANA.id))["key"] == "entry.ended"


def test_what_is_over_but_not_closed_takes_no_links_from_the_next_cycle() -> None:
    late = Cycle(id="c-q3", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
    theirs = Objective(id="o-late", cycle=late.id, owner=WANG.id, number=2, title="Late")
    mine = Objective(id="o-mine", cycle=late.id, owner=ANA.id, number=2, title="Mine")
    session = room(late, theirs, mine)
    assert refused(session, intents.Align(CHECKOUT.id, theirs.id))["key"] == "links.aims_at_ended"
    assert session.do(intents.Align(mine.id, theirs.id)) is not None


# -- asking and answering


def test_somebody_is_asked_for_something_by_a_day() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY))
    (link,) = session.books.all(Link)
    assert (link.state, link.what, link.by, link.at) == (
        "asked", "the cache", FRIDAY, session.clock.now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"), [("WANG", WANG.id), ("王芳", WANG.id), ("Novapay", "Novapay"), (TEAM, TEAM)]
)
def test_who_is_typed_by_login_or_name_is_the_member_and_others_are_outsiders(
    typed: str, kept: str
) -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, typed))
    session.do(intents.AskCollaborator(ERRORS.id, typed))
    assert links(session) == [
        ("depends", SPEED.id, kept, "asked"), ("collaborator", ERRORS.id, kept, "asked"),
    ]  # fmt: skip


def test_a_yes_may_name_another_day_and_a_no_its_reason() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY))
    (link,) = session.books.all(Link)
    session.do(intents.Answer(link.id, "confirmed", date(2026, 12, 8), "after the audit"))
    (link,) = session.books.all(Link)
    assert (link.state, link.by, link.why) == ("confirmed", date(2026, 12, 8), "after the audit")
    session.do(intents.Answer(link.id, "refused", why="the audit failed"))
    (link,) = session.books.all(Link)
    assert (link.state, link.by, link.why) == ("refused", date(2026, 12, 8), "the audit failed")
    assert session.do(intents.Answer(link.id, "refused", why="the audit failed")) is None


def test_another_day_or_wish_and_anything_after_a_no_is_asked_anew() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY))
    (link,) = session.books.all(Link)
    session.do(intents.Answer(link.id, "refused", why="no time"))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id))
    (link,) = session.books.all(Link)
    assert (link.state, link.what, link.by, link.why) == ("asked", "the cache", FRIDAY, "")
    session.do(intents.Answer(link.id, "confirmed"))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, by=date(2026, 12, 1)))
    (link,) = session.books.all(Link)
    assert (link.state, link.by) == ("asked", date(2026, 12, 1))


def test_only_what_was_asked_is_answered_and_only_by_yes_or_no() -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, PARTNERS.id))
    session.do(intents.AskDependency(SPEED.id, "Novapay"))
    aligned, asked = session.books.all(Link)
    assert refused(session, intents.Answer(aligned.id, "confirmed"))["key"] == "links.no_question"
    assert refused(session, intents.Answer(asked.id, "asked"))["key"] == "links.no_question"


def test_what_was_carried_over_stays_linked() -> None:
    session = room(Link(id="l", kind="carried", source=SPEED.id, target="k-earlier"))
    assert refused(session, intents.Unlink("l"))["key"] == "links.not_made"


# -- what becomes of the links of what is dropped, moved, taken back


def test_links_stay_on_what_is_dropped_or_moved() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id))
    before = links(session)
    session.do(intents.MoveKeyResult(HER_KR.id, PARTNERS.id, "theirs now"))
    session.do(intents.Drop("key_results", HER_KR.id, "not now"))
    session.do(intents.Drop("key_results", SPEED.id, "not now"))
    assert links(session) == before


def test_a_move_that_would_close_a_circle_is_refused() -> None:
    session = room()
    session.do(intents.Align(SPEED.id, HERS.id, "vertical"))
    session.do(intents.Align(HERS.id, ANAS_OTHER.id, "vertical"))
    found = refused(session, intents.MoveKeyResult(SPEED.id, ANAS_OTHER.id, "better there"))
    assert found["key"] == "links.circle_there"
    assert "wang/O1" in found["way"]


@pytest.mark.parametrize("make", [room, alone])
def test_whatever_was_linked_is_taken_back_and_brought_again(make: Any) -> None:
    session = make()
    states = [session.store.view.dump()]
    wishes: list[Intent] = [
        intents.Align(CHECKOUT.id, PARTNERS.id, why="theirs"),
        intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY),
        intents.AskCollaborator(ERRORS.id, WANG.id),
    ]
    for wish in wishes:
        session.do(wish)
        states.append(session.store.view.dump())
    made = list(session.books.all(Link))
    for wish in (intents.Answer(made[1].id, "confirmed"), intents.Unlink(made[0].id, "not theirs")):
        session.do(wish)
        states.append(session.store.view.dump())
    for before in states[-2::-1]:
        session.undo()
        assert session.store.view.dump() == before
    for after in states[1:]:
        session.redo()
        assert session.store.view.dump() == after


def test_an_undo_brings_no_circle_back() -> None:
    session = room()
    session.do(intents.Align(SPEED.id, HERS.id, "vertical"))
    (link,) = session.books.all(Link)
    session.do(intents.Unlink(link.id))
    back = Link(id="l-theirs", kind="vertical", source=HERS.id, target=CHECKOUT.id)
    session.store.view.add(back)  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="undo_touched"):
        session.undo()


def test_who_answered_keeps_the_question_from_being_taken_back() -> None:
    session = alone()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id))
    (link,) = session.books.all(Link)
    session.store.view.add(update(link, state="confirmed"))  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="undo_touched"):
        session.undo()


# -- what is told of it


def test_everything_done_to_a_link_is_on_the_record_of_what_it_starts_at() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY))
    (link,) = session.books.all(Link)
    session.do(intents.Answer(link.id, "refused", why="no time"))
    session.do(intents.Unlink(link.id, "we do without"))
    assert [
        (one.target, one.field, one.was, one.now, one.other, one.what, one.due, one.why)
        for one in session.books.all(Change)
    ] == [
        (SPEED.id, "depends", None, "asked", "wang/O1/KR1", "the cache", FRIDAY, ""),
        (SPEED.id, "depends", "asked", "refused", "wang/O1/KR1", "the cache", FRIDAY, "no time"),
        (SPEED.id, "depends", "refused", None, "wang/O1/KR1", "the cache", FRIDAY, "we do without"),
    ]


def told(session: Session) -> list[str]:
    """Return what history says of all that was done."""
    happenings = history(session.store.transactions(), session.store.view)
    return [
        line
        for one in happenings[1:]
        for line in tell_happening(one, words_in("en"), session.books)
    ]


def test_history_names_both_ends_even_of_a_link_that_is_gone() -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, PARTNERS.id))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "it", FRIDAY))
    aligned, asked = session.books.all(Link)
    session.do(intents.Answer(asked.id, "confirmed"))
    session.do(intents.Unlink(aligned.id, "another way"))
    assert told(session) == [
        "new: link “ana/O1 aligned to team/O1”",
        "new: link “ana/O1/KR2 depends on wang/O1/KR1”: state asked, what “it”, by 4 Dec 2026",
        "link “ana/O1/KR2 depends on wang/O1/KR1”: state asked → confirmed",
        "removed: link “ana/O1 aligned to team/O1”: why “another way”",
    ]


def test_history_tells_a_refusal_with_its_reason_once() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, TEAM))
    (link,) = session.books.all(Link)
    session.do(intents.Answer(link.id, "refused", why="no time"))
    assert told(session)[-1] == (
        "link “ana/O1/KR2 depends on the team”: state asked → refused, why “no time”"
    )


def test_after_a_key_and_on_undo_it_is_said_in_one_sentence() -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, TEAM))
    assert words_in("en").tell(session.undo()) == "Undone: ana/O1/KR2 depends on the team: asked"
    assert words_in("zh").tell(session.redo()) == "已重做：ana/O1/KR2 依赖 团队：待确认"


MINUTES: dict[Language, list[str]] = {
    "en": [
        "ana/O1 Checkout: aligned to team/O1",
        "ana/O1/KR2 p95 under 300 ms: depends on wang/O1/KR1 (asked: the cache, by 4 Dec)",
        "ana/O1/KR2 p95 under 300 ms: with Novapay (asked)",
        "ana/O1/KR2 p95 under 300 ms: depends on wang/O1/KR1 (confirmed: the cache, by 8 Dec)",
        "ana/O1/KR2 p95 under 300 ms: with Novapay (refused). Reason: no people.",
        "ana/O1 Checkout: no longer aligned to team/O1. Reason: not theirs.",
    ],
    "zh": [
        "ana/O1 Checkout：对齐到 team/O1",
        "ana/O1/KR2 p95 under 300 ms：依赖 wang/O1/KR1（待确认：the cache，12月4日前）",
        "ana/O1/KR2 p95 under 300 ms：与 Novapay 协作（待确认）",
        "ana/O1/KR2 p95 under 300 ms：依赖 wang/O1/KR1（已确认：the cache，12月8日前）",
        "ana/O1/KR2 p95 under 300 ms：与 Novapay 协作（已拒绝）。理由：no people。",
        "ana/O1 Checkout：不再对齐到 team/O1。理由：not theirs。",
    ],
}


@pytest.mark.parametrize("language", MINUTES)
def test_the_minutes_tell_each_once_with_who_and_by_when(language: Language) -> None:
    session = room()
    session.do(intents.Align(CHECKOUT.id, PARTNERS.id))
    session.do(intents.AskDependency(SPEED.id, HER_KR.id, "the cache", FRIDAY))
    session.do(intents.AskCollaborator(SPEED.id, "Novapay"))
    aligned, depends, with_ = session.books.all(Link)
    session.do(intents.Answer(depends.id, "confirmed", date(2026, 12, 8)))
    session.do(intents.Answer(with_.id, "refused", why="no people"))
    session.do(intents.Unlink(aligned.id, "not theirs"))
    text = markdown(session, language)
    told = [line.split("** ")[1] for line in text.splitlines() if line.startswith("- **C")]
    assert told == MINUTES[language]


def markdown(session: Session, language: Language) -> str:
    content = gather(
        session.books, session.meeting, calendar=session.calendar, settings=session.settings,
        now=session.clock.now(),
    )  # fmt: skip
    return write_markdown(content, words_in(language))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_asked_of_whomever_is_kept_as_it_was_written(text: str) -> None:
    session = room()
    session.do(intents.AskDependency(SPEED.id, f"Nova {text}", f"a {text}"))
    (link,) = session.books.all(Link)
    (change,) = session.books.all(Change)
    assert link.target.startswith("Nova")
    assert (link.target, link.what) == (change.other, change.what)
    assert markdown(session, "zh")


def test_who_is_with_us_no_longer_is_an_outsider_by_name() -> None:
    gone = Member(id="m-bo", login="bo", name="Bo", active=False)
    session = room(gone)
    session.do(intents.AskCollaborator(SPEED.id, "Bo"))
    assert targets_of(session.books, SPEED.id)[0].target == "Bo"

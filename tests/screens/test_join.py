"""Following a meeting, as it looks to one of them; `end_to_end` has several real processes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace

from okrtui.cli.outcome import OpenScreens
from okrtui.model.codec import amend, encode
from okrtui.model.ops import Remove
from okrtui.model.records import TEAM, Meeting, MeetingState, Vote
from okrtui.model.settings import Settings
from okrtui.text.errors import Refused
from okrtui.together.live import Live
from okrtui.together.seat import Seat
from okrtui.workspace import Workspace
from screens.app import acting
from screens.board import BoardScreen
from screens.join import JoinScreen
from screens.join_wait import WaitScreen
from screens.meeting import MeetingScreen
from screens.state import state_folder
from tests.fakes import FakeClock, FakeView
from tests.meeting.room import ANA, CYCLE, DOCS, ERRORS, EVERYTHING, SPEED, WANG
from tests.screens.stage import Stage, StageStore, stage

NOW = FakeClock().now()
RUNNING = Meeting(
    id="g-w48",
    name="2026-W48",
    cycles=(CYCLE.id,),
    opened_at=NOW,
    facilitator=WANG.id,
    present=(ANA.id, WANG.id),
    round=(TEAM, ANA.id, WANG.id),
    stop=ANA.id,
    stop_since=NOW,
)
VOTE = Vote(
    id="v", key_result=SPEED.id, meeting=RUNNING.id, at=NOW, given=(), revealed=False,
    expected=(ANA.id, WANG.id),
)  # fmt: skip


def at(row: str, **more: Any) -> Live:
    live = Live(
        meeting=RUNNING.id, who="wang", at=NOW, stop=ANA.id, row=row, member=WANG.id, leads=True
    )
    return replace(live, **more)


def give_way_when_asked(leads: Seat) -> None:
    while not leads.table.claimed:
        leads.look(RUNNING.id)
    leads.give_up_lead()


@asynccontextmanager
async def joined(folder: Path, *more: object, **options: Any) -> AsyncIterator[tuple[Stage, Seat]]:
    """Let Ana join a meeting that Wang leads in another session, at Ana's first key result."""
    wang = Seat(folder / "live", "wang-1", counts=True)
    folder.mkdir(exist_ok=True)
    assert wang.take_lead()
    wang.sit(at(ERRORS.id))
    async with stage(folder, RUNNING, *more, what="join", **options) as shown:
        await shown.until(lambda: shown.sees("following"))
        yield shown, wang
    wang.leave()


async def test_it_waits_for_a_meeting_and_opens_when_one_starts(tmp_path: Path) -> None:
    async with stage(tmp_path, what="join") as shown:
        assert isinstance(shown.app.screen, WaitScreen)
        assert shown.sees("No meeting is running", "You join as Ana Silva.")
        shown.store.others_write(RUNNING)
        await shown.until(lambda: isinstance(shown.app.screen, JoinScreen))
        await shown.until(lambda: shown.sees("Nobody leads now.", "T leads on from here"))


async def test_it_goes_where_the_leader_goes(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, wang):
        assert shown.sees("following 王芳")
        wang.say(at(SPEED.id, doing="risk"))
        await shown.until(lambda: shown.sees("risk…"))
        assert shown.app.screen.row == SPEED.id  # type: ignore[attr-defined]
        await shown.press("k")
        assert shown.sees("王芳 is at: Ana", "f follows")
        wang.say(at(DOCS.id, stop=TEAM))
        await shown.until(lambda: shown.sees("is at: Team"))
        assert shown.app.screen.row == ERRORS.id  # type: ignore[attr-defined]
        await shown.press("f")
        assert shown.app.screen.row == DOCS.id  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("doing", "said"),
    [("speaker", "typing…"), ("people_screen", "who is here…"), ("help_screen", "")],
)
async def test_it_says_what_the_leader_types_and_what_concerns_all(
    tmp_path: Path, doing: str, said: str
) -> None:
    async with joined(tmp_path) as (shown, wang):
        wang.say(at(SPEED.id, doing=doing))
        await shown.until(lambda: shown.app.screen.row == SPEED.id)  # type: ignore[attr-defined]
        assert shown.line("following 王芳").removeprefix(" following 王芳").strip(" ·") == said


async def test_ones_own_takes_what_is_given_and_others_are_only_read(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, wang):
        await shown.press("7", "+")
        said = shown.said(ERRORS)
        assert (said.confidence, said.confirmed, said.value is None) == (7, False, False)
        assert shown.sees("given by Ana")
        wang.say(at(DOCS.id, stop=TEAM))
        await shown.until(lambda: shown.app.screen.row == DOCS.id)  # type: ignore[attr-defined]
        await shown.press("7")
        assert shown.sees("team/O1/KR1 is 王芳's to fill in.")
        assert not shown.books.check_ins(DOCS.id)


async def test_nobody_takes_over_from_who_leads(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, wang):
        await shown.press("T")
        assert shown.sees("Somebody else leads it by now.")
        wang.leave()
        await shown.until(lambda: shown.sees("王芳 has left."))
        await shown.press("T")
        await shown.until(lambda: type(shown.app.screen) is MeetingScreen)
        taken = shown.books.get(Meeting, RUNNING.id).taken_over
        assert [(one.member, one.from_) for one in taken] == [(ANA.id, WANG.id)]
        assert shown.app.desk.seat.leads


async def test_one_leads_on_from_another_terminal_of_ones_own(tmp_path: Path) -> None:
    old = Seat(tmp_path / "live", "ana-1", counts=True)
    assert old.take_lead()
    old.sit(at(SPEED.id, who="ana", member=ANA.id))
    async with stage(tmp_path, RUNNING, what="join") as shown:
        await shown.until(
            lambda: shown.sees("You lead in another terminal.", "T leads on from here")
        )
        other = Thread(target=give_way_when_asked, args=(old,))
        other.start()
        await shown.press("T")
        await shown.until(lambda: type(shown.app.screen) is MeetingScreen)
        other.join()
        assert shown.in_hand == SPEED.id
        assert not shown.books.get(Meeting, RUNNING.id).taken_over
    old.leave()


@pytest.mark.parametrize("above", [(), ("i",), ("n", "half a thought")])
async def test_the_terminal_that_led_gives_way_and_follows(
    tmp_path: Path, above: tuple[str, ...]
) -> None:
    new = Seat(tmp_path / "live", "ana-2", counts=True)
    async with stage(tmp_path) as shown:
        await shown.press("m", "enter", "g", "1", *above[:1])
        await shown.type("".join(above[1:]))
        meeting = shown.store.view.where("meetings", "state", "in_progress")[0]["id"]
        new.sit(at(ERRORS.id, meeting=meeting, who="ana", member=ANA.id, leads=False, claims=True))
        await shown.until(lambda: not shown.app.desk.seat.leads)
        assert new.take_lead()
        await shown.press(*(["escape"] if above == ("i",) else []))
        await shown.until(lambda: shown.sees("You lead in another terminal."))
        assert isinstance(shown.app.screen, JoinScreen)
        if above[1:]:
            await shown.press("n")
            assert shown.sees("half a thought")
    new.leave()


async def test_who_votes_hears_that_nobody_leads_any_more(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, wang):
        shown.store.others_write(VOTE)
        await shown.until(lambda: shown.sees("your confidence, 1–10"))
        wang.leave()
        await shown.until(lambda: shown.sees("your confidence, 1–10", "王芳 has left."))


@pytest.mark.parametrize(("later", "counted"), [(4, 4), (3600, 10)])
async def test_the_clock_goes_on_from_when_the_leader_was_seen_to_go(
    tmp_path: Path, later: float, counted: int
) -> None:
    async with joined(tmp_path) as (shown, wang):
        await shown.until(lambda: shown.app.desk.seat.table.led)
        shown.clock.advance(later)
        wang.give_up_lead()
        await shown.until(lambda: shown.sees("T lead on"))
        shown.clock.advance(60)
        await shown.press("T")
        await shown.until(lambda: type(shown.app.screen) is MeetingScreen)
        assert shown.books.get(Meeting, RUNNING.id).spent == {ANA.id: counted}


async def test_who_leads_already_is_followed_from_the_board_too(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        await shown.press("q", "m")
        assert isinstance(shown.app.screen, JoinScreen)


async def test_at_the_end_of_the_meeting_its_minutes_are_shown(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        shown.store.others_write(*amend(RUNNING, state=MeetingState.CLOSED, closed_at=NOW))
        await shown.until(lambda: shown.sees("Minutes 2026-W48", "these are its minutes."))
        await shown.press("enter")
        assert isinstance(shown.app.screen, BoardScreen)


async def test_what_somebody_types_as_it_ends_is_kept_and_they_are_told(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        await shown.press("n")
        await shown.type("half a thought")
        shown.store.others_write(*amend(RUNNING, state=MeetingState.CLOSED, closed_at=NOW))
        await shown.until(
            lambda: shown.sees("Minutes 2026-W48", "What you were typing is not in it")
        )
        await shown.settle()
        assert shown.app.desk.drafts.left(f"note:{ERRORS.id}") == "half a thought"


async def test_who_looked_elsewhere_as_it_ended_sees_them_on_coming_back(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        await shown.press("?")
        shown.store.others_write(*amend(RUNNING, state=MeetingState.CLOSED, closed_at=NOW))
        await shown.settle()
        await shown.press("escape")
        await shown.until(lambda: shown.sees("Minutes 2026-W48"))


async def test_a_ballot_is_sealed_and_opened_after_the_reveal(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        shown.store.others_write(VOTE)
        await shown.until(lambda: shown.sees("your confidence, 1–10", "0 of 2 have given"))
        await shown.press("1", "0", "enter")
        vote = shown.books.get(Vote, VOTE.id)
        assert (set(vote.sealed), vote.given) == ({ANA.id}, ())
        assert shown.sees("1 of 2 have given", "another digit changes it")
        shown.store.others_write(*amend(vote, revealed=True))
        await shown.until(lambda: shown.books.get(Vote, VOTE.id).given == (10,))
        await shown.until(lambda: shown.sees("not given: 王芳"))
        assert not list((state_folder() / "ballots").glob("*.json"))


async def test_who_leads_takes_all_along_out_of_a_vote_without_agreement(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, wang):
        shown.store.others_write(VOTE)
        await shown.until(lambda: shown.sees("your confidence, 1–10"))
        wang.say(at(ERRORS.id, doing="vote_screen"))
        shown.store.others_write(*amend(VOTE, revealed=True, given=(3,), voters=(WANG.id,)))
        await shown.until(lambda: shown.sees("who leads types what is agreed"))
        wang.say(at(ERRORS.id, doing="help_screen"))
        await shown.until(lambda: shown.app.screen_stack[-2].leader.doing == "help_screen")  # type: ignore[attr-defined]
        assert shown.sees("who leads types what is agreed")
        wang.say(at(ERRORS.id))
        await shown.until(lambda: shown.sees("following"))


async def test_a_vote_waits_until_what_is_typed_is_done(tmp_path: Path) -> None:
    async with joined(tmp_path) as (shown, _):
        await shown.press("n")
        shown.store.others_write(VOTE)
        await shown.until(lambda: shown.app.screen.room.books.find(Vote, VOTE.id))  # type: ignore[attr-defined]
        await shown.type("slow")
        assert shown.sees("slow")
        await shown.press("enter")
        await shown.until(lambda: shown.sees("your confidence, 1–10"))
        shown.store.others_write(Remove("votes", VOTE.id, encode(VOTE)))
        await shown.until(lambda: shown.sees("following"))
        await shown.press("v")
        assert shown.sees("No vote is running.")


async def test_who_can_only_read_is_told_so_and_gives_nothing(tmp_path: Path) -> None:
    store = StageStore(*EVERYTHING, RUNNING)
    store.read_only = True
    async with joined(tmp_path, store=store) as (shown, wang):
        assert shown.sees("You can only read here.")
        await shown.press("7", "T")
        assert not shown.books.check_ins(ERRORS.id)
        assert wang.look(RUNNING.id) is not None
        assert wang.table.members == {WANG.id}


async def test_a_session_that_leads_offers_the_vote_to_all_who_joined(tmp_path: Path) -> None:
    lin = Seat(tmp_path / "live", "wang-1", counts=True)
    async with stage(tmp_path) as shown:
        await shown.press("m", "enter", "g", "1")
        meeting = shown.store.view.where("meetings", "state", "in_progress")[0]["id"]
        lin.sit(replace(at(ERRORS.id), meeting=meeting, leads=False, follows=True))
        await shown.until(lambda: shown.app.desk.seat.table.shared)
        await shown.press("v")
        assert shown.sees("all at their terminals")
        await shown.press("enter")
        assert shown.sees("0 of 2 have given", "give it")
        await shown.press("enter")
        assert shown.sees("0 of 2 have given", "A number first, 1 to 10.")
        await shown.press("8", "enter", "enter")
        await shown.until(lambda: shown.sees("all 8", "not given: 王芳"))
        await shown.press("8")
        assert shown.said(ERRORS).confidence == 8
    lin.leave()


@pytest.mark.parametrize(
    ("said", "who", "as_"),
    [("ana", "everybody", "ana"), ("Ana Silva", "everybody", "ana"), ("ANA", "ana", None)],
)
def test_a_member_is_known_by_login_or_name(
    tmp_path: Path, said: str, who: str, as_: str | None
) -> None:
    asked = OpenScreens(workspace=Workspace(tmp_path, Settings()), clock=FakeClock(), as_=said)
    assert acting(asked, FakeView(ANA), who).as_ == as_


def test_nobody_joins_as_who_is_no_member(tmp_path: Path) -> None:
    asked = OpenScreens(workspace=Workspace(tmp_path, Settings()), clock=FakeClock(), as_="zoe")
    with pytest.raises(Refused, match="no_such_member"):
        acting(asked, FakeView(ANA), "everybody")

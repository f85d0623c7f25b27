"""Before the meeting begins: who leads, who is here, in which order, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.forgotten import is_forgotten, last_heard
from okrtui.meeting.opening import Opening, go_on, in_progress, open_meeting, proposed
from okrtui.meeting.order import Order
from okrtui.meeting.proposals import next_facilitator
from okrtui.meeting.session import Session
from okrtui.model.ops import Changed
from okrtui.model.overview import TeamStatus
from okrtui.store.failures import writing
from okrtui.text.errors import OkrError, Refused
from okrtui.together import live
from screens.base import DeskScreen
from screens.desk import Desk
from screens.opening_facts import OpeningFacts
from widgets.key_hints import Hint
from widgets.lines import Lines

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens

_STEP = 5
_SHORTEST, _LONGEST = 10, 240


def go_to_meeting(screen: DeskScreen[None], asked: OpenScreens, status: TeamStatus | None) -> None:
    """Go on with the meeting that is open, or ask what a new one needs to know."""
    desk = screen.desk
    session = _in_progress(desk)
    if session is not None and (asked.resume or desk.store.read_only):
        resume(screen, session)
    elif session is not None:
        _resume_or_ask(screen, session)
    elif asked.reopen:
        from screens.reopen import reopen_last

        reopen_last(screen, asked.why)
    elif asked.resume:
        screen.say(screen.words("meeting.none_to_resume"), "at_risk")
    elif desk.store.read_only:
        screen.say(screen.words("board.read_only"), "at_risk")
    elif status is not None:
        try:
            opening = OpeningScreen(desk, status, _opening(desk, asked))
        except Refused as error:
            screen.tell(error, "at_risk")
        else:
            screen.app.push_screen(opening)


def _resume_or_ask(screen: DeskScreen[None], session: Session) -> None:
    """Go on with a meeting; where it was left alone for over a day, ask what becomes of it."""
    desk = screen.desk
    folder = live_folder(desk)

    def job() -> tuple[datetime, datetime | None]:
        left = live.load(folder, session.meeting_id)
        seen = max((one.at for one in left), default=None)
        return last_heard(session, seen), seen

    def then(found: tuple[datetime, datetime | None]) -> None:
        heard, seen = found
        if is_forgotten(session.meeting, heard, desk.clock.now()):
            from screens.forgotten import ForgottenScreen

            screen.app.push_screen(ForgottenScreen(desk, session, heard, seen))
        else:
            resume(screen, session)

    screen.save(job, then=then, wait=True)


def resume(screen: DeskScreen[None], session: Session) -> None:
    """Lead a meeting on from where it was left; where somebody else leads it, follow them."""
    desk = screen.desk

    def job() -> tuple[live.Live | None, bool]:
        where, newest = desk.seat.led_last(session.meeting_id)
        leads = take_lead(desk)
        if leads:
            last = where or newest
            go_on(session, last.at if last else None)
        return where, leads

    def then(found: tuple[live.Live | None, bool]) -> None:
        where, leads = found
        if leads:
            show_meeting(screen, session, where)
        else:
            from screens.join import show_join

            show_join(screen, session.meeting_id, where)

    screen.save(job, then=then)


def take_lead(desk: Desk) -> bool:
    """Lead the meeting of the workspace, if nobody else does; in the thread that writes.

    Raises:
        NotWritten: the disk does not take it.
    """
    with writing(live_folder(desk)):
        return desk.seat.take_lead()


def show_meeting(screen: DeskScreen[Any], session: Session, where: live.Live | None) -> None:
    """Show the meeting, at the row where it was left."""
    from screens.meeting import MeetingScreen

    meeting = MeetingScreen(screen.desk, session, where)
    if screen.KEYS == "board":
        screen.app.push_screen(meeting)
    else:
        screen.app.switch_screen(meeting)


def live_folder(desk: Desk) -> Path:
    """Return the folder in which sessions say where they are."""
    return desk.folder / "live"


def _in_progress(desk: Desk) -> Session | None:
    return in_progress(
        desk.store, author=desk.who, settings=desk.settings, clock=desk.clock, as_=desk.as_
    )


def _opening(desk: Desk, asked: OpenScreens) -> Opening:
    opening = proposed(desk.books, desk.login, desk.settings)
    return replace(
        opening,
        order=Order(asked.order) if asked.order else opening.order,
        minutes=asked.minutes or opening.minutes,
    )


class OpeningScreen(DeskScreen[None]):
    """A short list to settle; `enter` begins."""

    KEYS = "opening"
    AUTO_FOCUS = "#people"
    CSS_PATH = "opening.tcss"

    def __init__(self, desk: Desk, status: TeamStatus, opening: Opening) -> None:
        super().__init__(desk)
        self._facts = OpeningFacts(desk, status)
        self._opening = opening
        self._leads_by_choice = False
        self._list = Lines(signs=desk.signs, id="facts")
        self._people = Lines(selectable=True, signs=desk.signs, id="people")
        self._starting = False

    def compose(self) -> ComposeResult:
        """Lay it out in a column."""
        with Container(id="column"):
            yield self._list
            yield self._people
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what is proposed."""
        self._propose()
        self.show_keys()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others filled in meanwhile."""
        try:
            self._facts = OpeningFacts(self.desk)
        except Refused:  # Somebody closed the last cycle meanwhile: the Board says so.
            self.leave()
        else:
            self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be settled."""
        yield self.hint_of("opening.start", kept=True)
        yield self.hint_of("opening.toggle", "closing.foot_here")
        yield self.hint_of("opening.facilitate", "closing.foot_leads")
        yield self.hint_of("opening.order", "keys.foot_order")
        yield Hint(
            id="opening.longer",
            key=self.desk.keymap.keys("opening.longer", "opening.shorter"),
            word=self.words("keys.foot_minutes"),
        )
        yield self.hint_of("opening.back", kept=True)

    def _show(self) -> None:
        view = self._facts.view(self._opening)
        self._list.show(view.title, view.facts)
        self._list.styles.height = len(view.facts) + 1
        self._people.show(view.people_title, view.people)

    def _settle(self, opening: Opening) -> None:
        self._opening = opening
        self._show()

    def _propose(self) -> None:
        """Propose who leads, unless somebody was chosen."""
        opening = self._opening
        if not self._leads_by_choice:
            leads = next_facilitator(self.desk.books, opening.present) or opening.facilitator
            opening = replace(opening, facilitator=leads)
        self._settle(opening)

    # -- what its keys do

    def act_down(self) -> None:
        """Take the next member in hand."""
        self._people.move(1)

    def act_up(self) -> None:
        """Take the member before in hand."""
        self._people.move(-1)

    def act_toggle(self) -> None:
        """Mark the member in hand as here, or as absent."""
        here = set(self._opening.present) ^ {self._people.cursor_id}
        members = self.desk.books.members()
        present = tuple(member.id for member in members if member.id in here)
        self._opening = replace(self._opening, present=present)
        self._propose()

    def act_facilitate(self) -> None:
        """Let the member in hand lead."""
        self._leads_by_choice = True
        self._settle(replace(self._opening, facilitator=self._people.cursor_id))

    def act_order(self) -> None:
        """Take the next order of the round."""
        orders = list(Order)
        next_one = orders[(orders.index(self._opening.order) + 1) % len(orders)]
        self._settle(replace(self._opening, order=next_one))

    def act_longer(self) -> None:
        """Plan five minutes more."""
        self._plan(self._opening.minutes + _STEP)

    def act_shorter(self) -> None:
        """Plan five minutes less."""
        self._plan(self._opening.minutes - _STEP)

    def _plan(self, minutes: int) -> None:
        minutes = min(max(minutes, _SHORTEST), _LONGEST)
        self._settle(replace(self._opening, minutes=minutes))

    def act_start(self) -> None:
        """Begin."""
        if self._starting:
            return
        self._starting = True
        desk, opening = self.desk, self._opening

        def job() -> Session | None:
            if not take_lead(desk):
                return None
            try:
                return open_meeting(
                    desk.store,
                    opening,
                    author=desk.who,
                    settings=desk.settings,
                    clock=desk.clock,
                    as_=desk.as_,
                )
            except Refused:
                desk.seat.give_up_lead()
                raise

        self.save(job, then=self._started, refused=self._refused)

    def _started(self, session: Session | None) -> None:
        running = session or _in_progress(self.desk)
        if session is not None:
            show_meeting(self, session, None)
        elif running is not None:
            # Somebody else began it while one still settled who is here.
            resume(self, running)
        else:
            self._refused(Refused("together.begins_elsewhere"))

    def _refused(self, error: OkrError) -> None:
        self._starting = False
        self.tell(error, "at_risk")

    def act_back(self) -> None:
        """Go back to the Board; nothing has begun."""
        self.leave()

    def act_leave(self) -> None:
        """Go back to the Board."""
        self.leave()

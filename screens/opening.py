"""Before the meeting begins: who leads, who is here, in which order, for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting.opening import Opening, go_on, in_progress, open_meeting, proposed
from okrtui.meeting.order import Order
from okrtui.meeting.session import Session
from okrtui.model.calendar import week
from okrtui.model.overview import TeamStatus
from okrtui.model.records import Member
from okrtui.text.dates import show_date, show_weekday
from okrtui.text.errors import OkrError
from okrtui.together import live
from screens.base import DeskScreen
from screens.desk import Desk
from screens.phrases import owner_name
from widgets.key_hints import Hint
from widgets.line import Line, Piece
from widgets.lines import Item, Lines

if TYPE_CHECKING:
    from okrtui.cli.outcome import OpenScreens

_STEP = 5
_SHORTEST, _LONGEST = 10, 240


def go_to_meeting(screen: DeskScreen[None], asked: OpenScreens, status: TeamStatus | None) -> None:
    """Go on with the meeting that is open, or ask what a new one needs to know."""
    desk = screen.desk
    session = _in_progress(desk)
    if session is not None:
        resume(screen, session)
    elif asked.resume:
        screen.say(screen.words("meeting.none_to_resume"), "at_risk")
    elif desk.store.read_only:
        screen.say(screen.words("board.read_only"), "at_risk")
    elif status is not None:
        screen.app.push_screen(OpeningScreen(desk, status, _opening(desk, asked)))


def resume(screen: DeskScreen[None], session: Session) -> None:
    """Go on with a meeting where it was left, here or in a session that ended otherwise."""
    desk = screen.desk
    folder = live_folder(desk)

    def job() -> live.Live | None:
        left = live.load(folder, session.meeting_id)
        mine = [one for one in left if one.who == desk.who] or left
        seen: datetime | None = max((one.at for one in left), default=None)
        if not desk.store.read_only:
            go_on(session, seen)
        return mine[-1] if mine else None

    screen.save(job, then=lambda where: show_meeting(screen, session, where))


def show_meeting(screen: DeskScreen[None], session: Session, where: live.Live | None) -> None:
    """Show the meeting, at the row where it was left."""
    from screens.meeting import MeetingScreen

    meeting = MeetingScreen(screen.desk, session, where)
    if isinstance(screen, OpeningScreen):
        screen.app.switch_screen(meeting)
    else:
        screen.app.push_screen(meeting)


def live_folder(desk: Desk) -> Path:
    """Return the folder in which sessions say where they are."""
    return desk.folder / "live"


def _in_progress(desk: Desk) -> Session | None:
    return in_progress(desk.store, author=desk.who, settings=desk.settings, clock=desk.clock)


def _opening(desk: Desk, asked: OpenScreens) -> Opening:
    opening = proposed(desk.books, desk.who, desk.settings)
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
        self._status = status
        self._opening = opening
        self._members: list[Member] = desk.books.members()
        self._facts = Lines(signs=desk.signs, id="facts")
        self._people = Lines(selectable=True, signs=desk.signs, id="people")
        self._starting = False

    def compose(self) -> ComposeResult:
        """Lay it out in a column."""
        with Container(id="column"):
            yield self._facts
            yield self._people
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what is proposed."""
        self._show()
        self.show_keys()

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be settled."""
        yield self.hint_of("opening.start", kept=True)
        yield self.hint_of("opening.toggle")
        yield self.hint_of("opening.facilitate")
        yield self.hint_of("opening.order", "keys.foot_order")
        yield Hint(
            id="opening.longer",
            key=self.desk.keymap.keys("opening.longer", "opening.shorter"),
            word=self.words("keys.foot_minutes"),
        )
        yield self.hint_of("opening.back", kept=True)

    # -- what it shows

    def _show(self) -> None:
        words, opening = self.words, self._opening
        today = self._status.today
        language = self.desk.words.language
        when = f"{show_weekday(today, language)} {show_date(today, language, year=today.year)}"
        title: Line = [
            Piece(words("meeting.opening_title", week=week(today)), "strong"),
            Piece(f"   {when}", "dim"),
        ]
        leader = owner_name(self.desk.books, opening.facilitator, self.desk.words)
        facts = [
            ("meeting.since", self._since()),
            ("meeting.facilitator", [Piece(leader or words("terms.none"), "bright")]),
            ("meeting.order", [Piece(words(f"meeting.order_{opening.order.value}"), "bright")]),
            ("meeting.length", self._length()),
        ]
        width = max(len(words(label)) for label, _ in facts) + 2
        items = [
            Item(id=label, line=[Piece(words(label).ljust(width), "dim"), *line])
            for label, line in facts
        ]
        blank = Item(id="", line=())
        self._facts.show(title, [blank, *items])
        self._facts.styles.height = len(items) + 2
        here = len(opening.present)
        who = words("meeting.who_is_here", here=here, of=len(self._members))
        self._people.show([Piece(who, "dim")], [self._person(one) for one in self._members])

    def _since(self) -> Line:
        status = self._status
        standings = [one for row in status.objectives for one in row.standings]
        up = sum((one.now.progress or 0) > (one.then.progress or 0) for one in standings)
        fell = sum(
            one.now.confidence is not None
            and one.then.confidence is not None
            and one.now.confidence < one.then.confidence
            for one in standings
        )
        late = sum(one.days_late > 0 for one in status.actions)
        attention = len(status.attention)
        parts = [
            Piece(self.words("meeting.up", n=up), "normal"),
            Piece(self.words("meeting.fell", n=fell), "at_risk" if fell else "dim"),
            Piece(self.words("meeting.late_actions", n=late), "at_risk" if late else "dim"),
            Piece(self.words("meeting.need_attention", n=attention), "normal"),
        ]
        dot = Piece(f" {self.desk.signs.dot} ", "dim")
        return [piece for part in parts for piece in (part, dot)][:-1]

    def _length(self) -> Line:
        minutes = self._opening.minutes
        people = max(1, len(self._opening.present))
        each = max(0, minutes - 13) / people
        return [
            Piece(self.words("meeting.minutes", n=minutes), "bright"),
            Piece(f"   {self.words('meeting.each', n=round(each))}", "dim"),
        ]

    def _person(self, member: Member) -> Item:
        signs, present = self.desk.signs, member.id in self._opening.present
        row = next((row for row in self._status.members if row.owner == member.id), None)
        count = len(row.standings) if row else 0
        prepared = sum(one.since is not None for one in row.standings) if row else 0
        notes = [self.words("meeting.key_results", n=count)]
        if prepared:
            notes.append(self.words("meeting.prepared", n=prepared))
        lead = member.id == self._opening.facilitator
        return Item(
            id=member.id,
            line=[
                Piece(signs.done if present else signs.absent, "on_track" if present else "dim"),
                Piece(f" {member.name}", "bright" if present else "struck"),
                Piece(f"   {self.words('meeting.leads')}" if lead else "", "accent"),
            ],
            right=[Piece(f" {signs.dot} ".join(notes), "dim")],
        )

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
        present = tuple(member.id for member in self._members if member.id in here)
        self._opening = replace(self._opening, present=present)
        self._show()

    def act_facilitate(self) -> None:
        """Let the member in hand lead."""
        self._opening = replace(self._opening, facilitator=self._people.cursor_id)
        self._show()

    def act_order(self) -> None:
        """Take the next order of the round."""
        orders = list(Order)
        next_one = orders[(orders.index(self._opening.order) + 1) % len(orders)]
        self._opening = replace(self._opening, order=next_one)
        self._show()

    def act_longer(self) -> None:
        """Plan five minutes more."""
        self._plan(self._opening.minutes + _STEP)

    def act_shorter(self) -> None:
        """Plan five minutes less."""
        self._plan(self._opening.minutes - _STEP)

    def _plan(self, minutes: int) -> None:
        minutes = min(max(minutes, _SHORTEST), _LONGEST)
        self._opening = replace(self._opening, minutes=minutes)
        self._show()

    def act_start(self) -> None:
        """Begin."""
        if self._starting:
            return
        self._starting = True
        desk, opening = self.desk, self._opening

        def job() -> Session:
            return open_meeting(
                desk.store, opening, author=desk.who, settings=desk.settings, clock=desk.clock
            )

        self.save(
            job,
            then=lambda session: show_meeting(self, session, None),
            refused=self._refused,
        )

    def _refused(self, error: OkrError) -> None:
        self._starting = False
        self.tell(error, "at_risk")

    def act_back(self) -> None:
        """Go back to the Board; nothing has begun."""
        self.leave()

    def act_leave(self) -> None:
        """Go back to the Board."""
        self.leave()

"""Who is here, who leads, in which order and for how long: while the meeting runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting import intents
from okrtui.meeting.agenda import agenda
from okrtui.meeting.flow import elapsed
from okrtui.meeting.session import Session
from okrtui.meeting.timebox import pressure, timeboxes
from okrtui.model.ops import Changed
from okrtui.model.records import Member
from screens.base import DeskScreen
from screens.desk import Desk
from screens.meeting_head import PRESSURES
from widgets.key_hints import Hint
from widgets.line import Line, Piece, cells
from widgets.lines import Item, Lines

_STEP = 5
_SHORTEST, _LONGEST = 5, 480
_EVERY = 5
"""Seconds after which the times are shown anew."""


class PeopleScreen(DeskScreen[None]):
    """The members in the order of the round; `space` marks one as here or absent."""

    KEYS = "people"
    AUTO_FOCUS = "#people"
    CSS_PATH = "opening.tcss"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self._session = session
        self._facts = Lines(signs=desk.signs, id="facts")
        self._people = Lines(selectable=True, signs=desk.signs, id="people")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="column"):
            yield self._facts
            yield self._people
        yield from self.foot()

    def on_mount(self) -> None:
        """Show who is here."""
        self._show()
        self.show_keys()
        self.set_interval(_EVERY, self._show)

    def store_changed(self, _changed: Changed) -> None:
        """Show what others changed."""
        self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be done."""
        keymap = self.desk.keymap
        yield self.hint_of("people.toggle", "closing.foot_here")
        yield self.hint_of("people.facilitate", "closing.foot_leads")
        yield self.hint(
            "people.later", keymap.keys("people.later", "people.earlier"), "closing.foot_place"
        )
        yield self.hint(
            "people.longer", keymap.keys("people.longer", "people.shorter"), "keys.foot_minutes"
        )
        yield self.hint_of("people.back", kept=True)

    # -- what it shows

    def _show(self) -> None:
        meeting, words = self._session.meeting, self.words
        now = self.desk.clock.now()
        members = self._members()
        boxes = timeboxes(agenda(self.desk.books, meeting), meeting)
        taken = elapsed(meeting, None, now)
        self._facts.show(
            [
                Piece(words("meeting.opening_title", week=meeting.name), "strong"),
                Piece(f"   {words('closing.began', at=self._at(meeting.opened_at))}", "dim"),
            ],
            [
                Item(id="", line=()),
                Item(
                    id="time",
                    line=[
                        Piece(f"{words('meeting.length')}   ", "dim"),
                        Piece(words("meeting.minutes", n=meeting.minutes_planned), "bright"),
                        Piece(f"   {words('closing.taken', n=taken // 60)}", "dim"),
                    ],
                ),
            ],
        )
        self._facts.styles.height = 3
        here = words("meeting.who_is_here", here=len(meeting.present), of=len(members))
        widest = max((cells(member.name) for member in members), default=0)
        self._people.show(
            [Piece(here, "dim")],
            [
                self._person(number, member, widest, boxes.get(member.id), now)
                for number, member in enumerate(members, 1)
            ],
        )

    def _person(
        self, number: int, member: Member, widest: int, box: int | None, now: datetime
    ) -> Item:
        meeting, signs, words = self._session.meeting, self.desk.signs, self.words
        present = member.id in meeting.present
        leads = words("meeting.leads")
        taken = elapsed(meeting, member.id, now)
        marks: list[Piece] = []
        if member.id in meeting.joined:
            at = self._at(meeting.joined[member.id])
            marks.append(Piece(f"   {words('closing.came', at=at)}", "normal"))
        if not present and member.id in meeting.left:
            at = self._at(meeting.left[member.id])
            marks.append(Piece(f"   {words('closing.went', at=at)}", "normal"))
        table = self.desk.seat.table
        if table.shared and member.id in table.members:
            marks.append(Piece(f"   {words('together.sits')}", "accent"))
        elif table.shared and member.id in table.gone:
            marks.append(Piece(f"   {words('together.cut')}", "at_risk"))
        blank = " " * (widest - cells(member.name))
        shown_lead = leads if member.id == meeting.facilitator else " " * cells(leads)
        return Item(
            id=member.id,
            line=[
                Piece(f"{number:>2}  ", "dim"),
                Piece(signs.done if present else signs.absent, "on_track" if present else "dim"),
                Piece(" "),
                Piece(member.name, "bright" if present else "struck"),
                Piece(f"{blank}   {shown_lead}", "accent"),
                *marks,
            ],
            right=self._time(taken, box),
        )

    def _time(self, taken: int, box: int | None) -> Line:
        minutes = round((box or 0) / 60)
        if taken:
            of = self.words("closing.minutes_of", n=taken // 60, of=minutes)
            return [Piece(of, PRESSURES[pressure(taken, box or 0)])]
        return [Piece(self.words("closing.minutes_short", n=minutes), "dim")] if minutes else ()

    def _at(self, instant: datetime) -> str:
        return f"{self.desk.calendar.local(instant):%H:%M}"

    def _members(self) -> list[Member]:
        """Return the members in the order of the round."""
        members = {member.id: member for member in self.desk.books.members()}
        return [members[one] for one in self._round() if one in members]

    def _round(self) -> list[str]:
        """Return all stops of the round, those who joined the team since at its end."""
        listed = list(self._session.meeting.round)
        return listed + [one.id for one in self.desk.books.members() if one.id not in listed]

    # -- what its keys do

    def _do(self, intent: intents.Intent) -> None:
        # The next key means what it does in the order that this one makes.
        self.save(
            partial(self._session.do, intent),
            typed=partial(self._foretold, intent),
            then=lambda _: self._show(),
            wait=True,
        )

    def _foretold(self, intent: intents.Intent) -> str:
        told = self._session.foretell(intent)
        return self.desk.words.tell(told) if told is not None else ""

    def act_down(self) -> None:
        """Take the next member in hand."""
        self._people.move(1)

    def act_up(self) -> None:
        """Take the member before in hand."""
        self._people.move(-1)

    def act_later(self) -> None:
        """Let the member in hand have their turn one place later."""
        self._place(1)

    def act_earlier(self) -> None:
        """Let the member in hand have their turn one place earlier."""
        self._place(-1)

    def _place(self, by: int) -> None:
        members = [member.id for member in self._members()]
        moved = self._people.cursor_id
        if moved not in members:
            return
        at = members.index(moved) + by
        if 0 <= at < len(members):
            other, stops = members[at], self._round()
            a, b = stops.index(moved), stops.index(other)
            stops[a], stops[b] = other, moved
            self._do(intents.Reorder(tuple(stops)))

    def act_toggle(self) -> None:
        """Mark the member in hand as here, or as absent."""
        member = self._people.cursor_id
        if member is not None:
            present = member in self._session.meeting.present
            self._do(intents.Attend(member, present=not present))

    def act_facilitate(self) -> None:
        """Let the member in hand lead."""
        member = self._people.cursor_id
        if member is not None:
            self._do(intents.Facilitate(member))

    def act_longer(self) -> None:
        """Plan five minutes more."""
        self._plan(_STEP)

    def act_shorter(self) -> None:
        """Plan five minutes less."""
        self._plan(-_STEP)

    def _plan(self, by: int) -> None:
        minutes = self._session.meeting.minutes_planned + by
        self._do(intents.Plan(min(max(minutes, _SHORTEST), _LONGEST)))

    def act_back(self) -> None:
        """Go back to the meeting."""
        self.leave()

    def act_leave(self) -> None:
        """Go back to the meeting."""
        self.leave()

"""Who is here, and who leads: while the meeting runs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.meeting import intents
from okrtui.meeting.flow import elapsed
from okrtui.meeting.session import Session
from okrtui.model.ops import Changed
from okrtui.model.records import Member
from screens.base import DeskScreen
from screens.desk import Desk
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Item, Lines


class PeopleScreen(DeskScreen[None]):
    """The members in the order of the round; `space` marks one as here or absent."""

    KEYS = "people"
    AUTO_FOCUS = "#people"
    CSS_PATH = "opening.tcss"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self._session = session
        self._people = Lines(selectable=True, signs=desk.signs, id="people")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="column"):
            yield self._people
        yield from self.foot()

    def on_mount(self) -> None:
        """Show who is here."""
        self._show()
        self.show_keys()

    def store_changed(self, _changed: Changed) -> None:
        """Show what others changed."""
        self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return what can be done."""
        yield self.hint_of("people.toggle")
        yield self.hint_of("people.facilitate")
        yield self.hint_of("people.back", kept=True)

    def _show(self) -> None:
        meeting = self._session.meeting
        members = {member.id: member for member in self.desk.books.members()}
        order = [one for one in meeting.round if one in members]
        order += [one for one in members if one not in order]
        title = self.words("meeting.who_is_here", here=len(meeting.present), of=len(order))
        self._people.show([Piece(title, "strong")], [self._person(members[one]) for one in order])

    def _person(self, member: Member) -> Item:
        meeting, signs = self._session.meeting, self.desk.signs
        present = member.id in meeting.present
        leads = member.id == meeting.facilitator
        taken = elapsed(meeting, member.id, self.desk.clock.now()) // 60
        return Item(
            id=member.id,
            line=[
                Piece(signs.done if present else signs.absent, "on_track" if present else "dim"),
                Piece(f" {member.name}", "bright" if present else "struck"),
                Piece(f"   {self.words('meeting.leads')}" if leads else "", "accent"),
            ],
            right=[Piece(self.words("meeting.minutes", n=taken) if taken else "", "dim")],
        )

    def _do(self, intent: intents.Intent) -> None:
        self.save(partial(self._session.do, intent), then=lambda _: self._show())

    def act_down(self) -> None:
        """Take the next member in hand."""
        self._people.move(1)

    def act_up(self) -> None:
        """Take the member before in hand."""
        self._people.move(-1)

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

    def act_back(self) -> None:
        """Go back to the meeting."""
        self.leave()

    def act_leave(self) -> None:
        """Go back to the meeting."""
        self.leave()

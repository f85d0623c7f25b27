"""One process's seat in a meeting: that it is here, whether it leads, and who else is.

It touches the disk, so it is used in the thread that writes; `table` may be read from anywhere.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from okrtui.together import live, presence
from okrtui.together.lead import Lead, is_led, leader, take_lead
from okrtui.together.live import Live
from okrtui.together.presence import Presence

_PAUSE = 0.05
"""Seconds between two tries to have a lead that was asked for."""


class Sitter(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a meeting. member: the id of who it is, if anybody known; here: or cut off."""

    session: str
    who: str
    member: str | None
    here: bool


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Who sits in a meeting, as it was at the last look.

    led: somebody leads. leader: where whoever leads, or led last, is; None where nobody knows.
    cut: whoever led last did not leave, but was cut off.
    claimed: this session leads, and another one of the same person asks for that.
    sitters: the sessions of those who may write, by their names.
    """

    led: bool = False
    leader: Live | None = None
    cut: bool = False
    claimed: bool = False
    sitters: tuple[Sitter, ...] = ()

    @property
    def members(self) -> frozenset[str]:
        """The members who are here in a session of their own."""
        return frozenset(one.member for one in self.sitters if one.here and one.member)

    @property
    def gone(self) -> frozenset[str]:
        """The members who were cut off, and have not come back."""
        cut = frozenset(one.member for one in self.sitters if not one.here and one.member)
        return cut - self.members

    @property
    def shared(self) -> bool:
        """Whether more than one session is, or was, in the meeting."""
        return len(self.sitters) > 1


class Seat:
    """A seat in the meetings of one workspace.

    folder: where sessions say where they are. session: the name of this one.
    counts: whether this person may write; who may not can look on, and is nobody to the others.
    """

    def __init__(self, folder: Path, session: str, *, counts: bool) -> None:
        self.folder = folder
        self.session = session
        self.counts = counts
        self.table = Table()
        self._presence: Presence | None = None
        self._lead: Lead | None = None
        self._watch = live.Watch(folder)
        self._cut = False

    @property
    def leads(self) -> bool:
        """Whether this session leads."""
        return self._lead is not None

    def take_lead(self) -> bool:
        """Lead, if nobody else does; return whether this session does now.

        Raises:
            OSError: the folder cannot be written.
        """
        if self._lead is None and self.counts:
            self._lead = take_lead(self.folder, self.session)
        return self.leads

    def sit(self, where: Live) -> None:
        """Be here, and say where."""
        if not self.counts:
            return
        if self._presence is None:
            presence.tidy(self.folder)
            live.tidy(self.folder, where.meeting)
            self._come_back(where)
            # A disk that takes no file more keeps nobody from the meeting.
            with contextlib.suppress(OSError):
                self._presence = Presence(self.folder, self.session)
        live.save(self.folder, self.session, where)

    def say(self, where: Live) -> None:
        """Say where this session is."""
        if self.counts:
            live.save(self.folder, self.session, where)

    def leave(self) -> None:
        """Be here no longer, in good order; said twice, it does nothing."""
        if self._cut:
            return
        led, self._lead = self._lead, None
        here, self._presence = self._presence, None
        if here is not None:
            here.leave()
            if led is None:
                # Where a leader was is where the meeting goes on.
                live.forget(self.folder, self.session)
        if led is not None:
            led.release()
        self.table = Table()

    def claim(self, where: Live, *, patience: float) -> bool:
        """Ask another session of the same person for the lead; return whether this one leads now.

        patience: seconds that the other one has to give it up.

        Raises:
            OSError: the folder cannot be written.
        """
        self.say(replace(where, claims=True))
        end = time.monotonic() + patience
        while not self.take_lead() and time.monotonic() < end:
            time.sleep(_PAUSE)
        self.say(where)
        return self.leads

    def give_up_lead(self) -> None:
        """Lead no longer, and stay; said twice, it does nothing."""
        led, self._lead = self._lead, None
        if led is not None:
            led.release()

    def cut_off(self) -> None:
        """End without leaving: the others shall see that this session was cut off."""
        self._cut = True

    def look(self, meeting: str) -> Table | None:
        """Return who sits in a meeting, if that is not as it was at the last look."""
        found = live.sessions(self.folder, meeting)
        last = leader(self.folder)
        here = {name: presence.is_here(self.folder, name) for name in found}
        where = found.get(last or "")
        table = Table(
            led=is_led(self.folder),
            leader=where,
            cut=here.get(last or "") is False,
            claimed=self.leads and self._is_claimed(found, here),
            sitters=tuple(
                Sitter(session=name, who=one.who, member=one.member, here=bool(here[name]))
                for name, one in sorted(found.items())
                if here[name] is not None
            ),
        )
        was, self.table = self.table, table
        return None if _without_place(was) == _without_place(table) else table

    def follow(self) -> Live | None:
        """Return where whoever leads is, if that changed since it was asked last; a few `stat`."""
        return self._watch.look(leader(self.folder))

    def led_last(self, meeting: str) -> tuple[Live | None, Live | None]:
        """Return where whoever led a meeting last was, and the newest that any session says."""
        left = live.load(self.folder, meeting)
        led = [one for one in left if one.leads] or left
        return (led[-1] if led else None), (left[-1] if left else None)

    def _is_claimed(self, found: dict[str, Live], here: dict[str, bool | None]) -> bool:
        own = found.get(self.session)
        return own is not None and any(
            one.claims and here[name] and (one.who, one.member) == (own.who, own.member)
            for name, one in found.items()
        )

    def _come_back(self, where: Live) -> None:
        """Take away what sessions of the same person left that were cut off."""
        for name, one in live.sessions(self.folder, where.meeting).items():
            if (one.who, one.member) == (where.who, where.member):
                if not one.leads and presence.is_here(self.folder, name) is False:
                    live.forget(self.folder, name)
                presence.forget(self.folder, name)


def _without_place(table: Table) -> tuple[object, ...]:
    leads = table.leader and (table.leader.who, table.leader.member)
    return table.led, leads, table.cut, table.claimed, table.sitters

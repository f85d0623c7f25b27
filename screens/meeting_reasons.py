"""Which reasons are asked for: at `enter`, and once more at the end of the turn."""

from __future__ import annotations

from okrtui.meeting.agenda import Stop
from okrtui.meeting.reasons import owed
from okrtui.model.records import KeyResult
from okrtui.model.standing import asks_why
from screens.room import Room


class Reasons:
    """What the team wants to know of a low or fallen confidence, and was asked for already."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._asked_again: set[str] = set()

    def wanted(self, kr: KeyResult) -> bool:
        """Return whether the team asks for a reason behind this confidence."""
        settings = self._room.desk.settings
        return settings.ask_why and asks_why(self._room.stand(kr), settings.thresholds)

    def put_off(self, kr: KeyResult, stop: str) -> None:
        """Let a reason wait; where the turn ends here, it was asked for at its end already."""
        ahead, _ = self._room.ahead(stop, kr.id)
        if ahead is None or ahead.id != stop:
            self._asked_again.add(kr.id)

    def due(self, stop: Stop | None) -> KeyResult | None:
        """Return the next key result whose reason was put off to the end of a turn."""
        here = owed(stop.to_review(), self._room.stand, self._room.desk.settings) if stop else ()
        found = next((kr for kr in here if kr.id not in self._asked_again), None)
        if found is not None:
            self._asked_again.add(found.id)
        return found

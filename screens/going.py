"""To one row of somebody's OKRs, from wherever it was seen."""

from __future__ import annotations

from typing import Any

from screens.base import DeskScreen
from screens.desk import Desk
from screens.member import MemberScreen


class MemberAt(MemberScreen):
    """One owner's OKRs, opened at a row, in the cycle that it belongs to."""

    def __init__(self, desk: Desk, owner: str, row: str, cycle: str) -> None:
        super().__init__(desk, owner)
        self._at = row
        found = [at for at, span in enumerate(self._spans) if cycle in span]
        if found:
            self._span = found[0]
            self.session.cycles = self.span

    def show_owner(self) -> None:
        """Show the OKRs; the first time with that row in hand."""
        super().show_owner()
        row, self._at = self._at, ""
        if row:
            self.move_to(row)
            if self.row != row:
                self.say(self.words("trends.no_row"), "dim")


def open_row(screen: DeskScreen[Any], owner: str, row: str, cycle: str) -> None:
    """Open an owner's OKRs at a row of a cycle."""
    screen.app.push_screen(MemberAt(screen.desk, owner, row, cycle))

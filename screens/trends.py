"""Trends: how sure the team was week by week, and how far it came while time went by."""

from __future__ import annotations

from screens.trends_stage import VIEWS, TrendsStage
from screens.walking import Walks
from widgets.heat_map import HeatMap


class TrendsScreen(Walks, TrendsStage):
    """Three views of one cycle, with one key result in hand through all of them."""

    def on_row_list_row_activated(self, event: HeatMap.RowActivated) -> None:
        """Open a row that was clicked while in hand."""
        event.stop()
        self.act_open()

    def act_view(self, number: str) -> None:
        """Show one of the views."""
        self.look_at(VIEWS[int(number) - 1])

    def act_later_view(self) -> None:
        """Show the next view."""
        self.look_at(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def act_earlier_view(self) -> None:
        """Show the view before."""
        self.look_at(VIEWS[(VIEWS.index(self.view) - 1) % len(VIEWS)])

    def act_next(self) -> None:
        """Take the next owner's first key result in hand."""
        self.go_by(1)

    def act_previous(self) -> None:
        """Take the first key result of the owner before in hand."""
        self.go_by(-1)

    def act_open(self) -> None:
        """Show the OKRs of who answers for the key result in hand."""
        from screens.going import open_row

        trend = self.taken()
        if trend is not None:
            open_row(self, trend.owner, trend.key_result.id, trend.objective.cycle)

    def act_history(self) -> None:
        """Show what was done to the key result in hand, and why."""
        from screens.why import WhyScreen

        trend = self.taken()
        if trend is not None:
            self.app.push_screen(WhyScreen(self.desk, trend.key_result))

    def act_later(self) -> None:
        """Look at the next cycle."""
        self.turn_to(1)

    def act_earlier(self) -> None:
        """Look at the cycle before."""
        self.turn_to(-1)

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()

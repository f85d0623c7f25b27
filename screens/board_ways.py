"""The ways from the Board to the screens that look at the team from one side."""

from __future__ import annotations

from okrtui.model.records import TEAM
from screens.base import DeskScreen
from screens.board_rows import EVERYONE


class BoardWays(DeskScreen[None]):
    """A screen from whose row in hand others open. Each is loaded when it is gone to."""

    @property
    def owner_in_hand(self) -> str:
        """Whose row is in hand: an owner, or `EVERYONE`."""
        raise NotImplementedError

    def act_open(self) -> None:
        """Show the OKRs of the member in hand; of oneself where that is everyone."""
        from screens.member import MemberScreen

        owner = self.owner_in_hand
        if owner == EVERYONE:
            owner = self.desk.me.id if self.desk.me else TEAM
        self.app.push_screen(MemberScreen(self.desk, owner))

    def act_cycles(self) -> None:
        """Show the cycles, and what is to be done about them."""
        from screens.cycle import CycleScreen

        self.app.push_screen(CycleScreen(self.desk))

    def act_last(self) -> None:
        """Show the minutes of the last closed meeting."""
        from screens.reopen import show_last_minutes

        show_last_minutes(self)

    def act_trends(self) -> None:
        """Show the cycle week by week."""
        from screens.trends import TrendsScreen

        self.app.push_screen(TrendsScreen(self.desk))

    def act_alignment(self) -> None:
        """Show what each objective is there for, and what hangs in the air."""
        from screens.alignment import AlignmentScreen

        self.app.push_screen(AlignmentScreen(self.desk))

    def act_search(self) -> None:
        """Look for anything, and go to where it stands."""
        from screens.search_board import search_everything

        search_everything(self)

    def act_history(self) -> None:
        """Show who changed what, when."""
        from screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.desk))

    def act_settings(self) -> None:
        """Show what the team has set for itself."""
        from screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.desk))

    def act_appraisals(self) -> None:
        """Show the appraisals, which no number stands beside."""
        from screens.appraisal import AppraisalScreen

        self.app.push_screen(AppraisalScreen(self.desk))

    def act_objectives(self) -> None:
        """Show all objectives: what they serve, how that is balanced, how they are written."""
        from screens.objectives import ObjectivesScreen

        self.app.push_screen(ObjectivesScreen(self.desk))

    def act_past(self) -> None:
        """Show the past cycles side by side."""
        from screens.past import PastScreen

        self.app.push_screen(PastScreen(self.desk))

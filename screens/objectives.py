"""All objectives of a cycle: what they serve, how that is balanced, how they are written."""

from __future__ import annotations

from okrtui.model.balance import VALUES, Aspect
from okrtui.model.kinds import Health
from okrtui.model.ordering import By, after
from screens.objectives_stage import ObjectivesStage
from screens.walking import Walks
from widgets.objective_table import ObjectiveTable

_ORDERS = tuple(By)
_HEALTHS = (None, *Health)


class ObjectivesScreen(Walks, ObjectivesStage):
    """A team's objectives, ordered, filtered, and given their kinds by two keys each."""

    # -- from row to row

    def act_next_warning(self) -> None:
        """Take the next objective in hand of which the linter warns."""
        self._to_warning(1)

    def act_previous_warning(self) -> None:
        """Take the objective before in hand of which the linter warns."""
        self._to_warning(-1)

    def _to_warning(self, by: int) -> None:
        row, ids = self.in_hand, list(self.ids)
        if self.advice is None:
            self.say(self.words("objectives.reading"), "dim")
        elif row is not None:
            at = ids.index(row.objective.id)
            ahead = [*ids[at + 1 :], *ids[: at + 1]] if by > 0 else [*ids[at::-1], *ids[:at:-1]][1:]
            warned = (one for one in ahead if any(said.warns for said in self.advice_of(one) or ()))
            if (found := next(warned, None)) is not None:
                self.move_to(found)
            else:
                self.say(self.words("objectives.no_warning"), "dim")

    def act_advice_down(self) -> None:
        """Read on in what is said of the row in hand."""
        self.scroll_advice(1)

    def act_advice_up(self) -> None:
        """Go back in what is said of the row in hand."""
        self.scroll_advice(-1)

    # -- order and filter

    def act_order(self) -> None:
        """Take the next order."""
        self.by = after(self.by, _ORDERS)
        self.show_chosen()

    def act_only(self, value: str) -> None:
        """Let a category through, or not; `none` is what has none."""
        self.menu = ""
        aspect = Aspect.CATEGORY
        wanted = next((one for one in VALUES[aspect] if one.value == value), None)
        self.chosen = self.chosen.toggled(aspect, wanted)
        self.show_chosen()

    def act_filter(self, aspect: str) -> None:
        """Let only the next value of an aspect through; after the last, all."""
        self.menu = ""
        self.chosen = self.chosen.turned(Aspect(aspect))
        self.show_chosen()

    def act_only_owner(self) -> None:
        """Let only the objectives of whose row is in hand through, or those of all."""
        self.menu = ""
        row = self.in_hand
        if self.chosen.owner is not None:
            self.chosen = self.chosen.with_owner(None)
        elif row is not None:
            self.chosen = self.chosen.with_owner(row.objective.owner)
        self.show_chosen()

    def act_only_health(self) -> None:
        """Let only the next health through; after the last, all."""
        self.menu = ""
        self.chosen = self.chosen.with_health(after(self.chosen.health, _HEALTHS))
        self.show_chosen()

    def act_all(self) -> None:
        """Let all through."""
        self.menu = ""
        self.chosen = type(self.chosen)()
        self.show_chosen()

    # -- what kind it is

    def act_set(self, value: str) -> None:
        """Give the objective in hand a category; `none` takes it away."""
        self.menu = ""
        if (row := self.in_hand) is not None:
            self.set_kind(row.objective, Aspect.CATEGORY, None if value == "none" else value)

    def act_turn(self, aspect: str) -> None:
        """Give the objective in hand the next value of an aspect; after the last, none."""
        self.menu = ""
        if (row := self.in_hand) is not None:
            side = Aspect(aspect)
            self.set_kind(row.objective, side, self.next_value(row.objective, side))

    # -- to other screens

    def act_open(self) -> None:
        """Open its owner's OKRs, with it in hand."""
        from screens.going import open_row

        if (row := self.in_hand) is not None:
            one = row.objective
            open_row(self, one.owner, one.id, one.cycle)

    def act_write(self) -> None:
        """Write the objective in hand, field by field."""
        from screens.member_room import MemberRoom
        from screens.writing import WritingScreen

        if (row := self.in_hand) is not None:
            room = MemberRoom(self.desk, self.session, row.objective.owner)
            self.app.push_screen(WritingScreen(self.desk, self.session, room, row.objective))

    def act_history(self) -> None:
        """Show what was done to the objective in hand, and why."""
        from screens.why import WhyScreen

        if (row := self.in_hand) is not None:
            self.app.push_screen(WhyScreen(self.desk, row.objective))

    def on_row_list_row_activated(self, event: ObjectiveTable.RowActivated) -> None:
        """Open the row that was clicked while in hand."""
        event.stop()
        self.act_open()

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()

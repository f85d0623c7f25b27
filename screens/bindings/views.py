"""Keys of what looks: votes, the history of a row, what was searched for."""

from __future__ import annotations

from screens.bindings.action import Action, action

VIEWS: tuple[Action, ...] = (
    # -- what looks
    *(action(f"vote.digit.{n}", str(n % 10), "views.vote_digit") for n in range(1, 11)),
    action("vote.enter", "enter", "views.vote_enter"),
    action("vote.back", "escape", "keys.back"),
    action("why.down", "j,down", "keys.down"),
    action("why.up", "k,up", "keys.up"),
    action("why.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    action("why.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("why.back", "escape,enter,w", "keys.back"),
    action("found.down", "down,ctrl+n", "keys.down"),
    action("found.up", "up,ctrl+p", "keys.up"),
    action("found.page_down", "pagedown", "keys.page_down"),
    action("found.page_up", "pageup", "keys.page_up"),
    action("found.enter", "enter", "views.found_go"),
    action("found.back", "escape,ctrl+c", "keys.back"),
)

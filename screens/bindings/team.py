"""Keys of what is opened from the Board to look at the whole team."""

from __future__ import annotations

from screens.bindings.action import Action, action

TEAM: tuple[Action, ...] = (
    # -- trends
    action("board.trends", "g", "trends.key"),
    action("board.search", "/", "trends.key_search"),
    action("trends.down", "j,down", "keys.down"),
    action("trends.up", "k,up", "keys.up"),
    action("trends.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("trends.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("trends.top", "g g,home", "keys.top"),
    action("trends.end", "G,g G,end", "keys.end"),
    *(action(f"trends.view.{n}", str(n), "trends.key_view") for n in range(1, 4)),
    action("trends.later_view", "tab", "trends.key_later_view"),
    action("trends.earlier_view", "shift+tab", "trends.key_earlier_view"),
    action("trends.next", "]", "trends.key_next"),
    action("trends.previous", "[", "trends.key_previous"),
    action("trends.open", "enter", "trends.key_open"),
    action("trends.history", "w", "views.why"),
    action("trends.later", ">", "member.key_later"),
    action("trends.earlier", "<", "member.key_earlier"),
    action("trends.back", "escape,M", "keys.back"),
    # -- alignment
    action("board.alignment", "a", "alignment.key"),
    action("alignment.down", "j,down", "keys.down"),
    action("alignment.up", "k,up", "keys.up"),
    action("alignment.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("alignment.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("alignment.top", "g g,home", "keys.top"),
    action("alignment.end", "G,g G,end", "keys.end"),
    action("alignment.fold", "h,left", "keys.fold"),
    action("alignment.unfold", "l,right", "keys.unfold"),
    action("alignment.marked", "n", "alignment.key_marked"),
    action("alignment.open", "enter", "member.key_open"),
    action("alignment.unlink", "x", "alignment.key_unlink", "objective link"),
    action("alignment.history", "w", "views.why", "objective key_result link"),
    action("alignment.search", "/", "alignment.key_search"),
    action("alignment.later", "tab", "member.key_later"),
    action("alignment.earlier", "shift+tab", "member.key_earlier"),
    action("alignment.undo", "u", "keys.undo"),
    action("alignment.redo", "ctrl+r", "keys.redo"),
    action("alignment.back", "escape,M", "keys.back"),
)

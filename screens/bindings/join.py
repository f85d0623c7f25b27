"""Keys of who follows a meeting from their own terminal."""

from __future__ import annotations

from screens.bindings.action import TITLED, Action, action

JOIN: tuple[Action, ...] = (
    # -- following a meeting from one's own terminal
    action("join.follow", "f", "together.key_follow"),
    action("join.take_over", "T", "together.key_take_over"),
    *(
        action(f"join.confidence.{n}", str(n % 10), "keys.confidence", "key_result")
        for n in range(1, 11)
    ),
    action("join.step_up", "+", "keys.step_up", "key_result"),
    action("join.step_down", "-,_", "keys.step_down", "key_result"),
    action("join.value", "=", "keys.value", "key_result"),
    action("join.note", "n", "keys.note", "key_result"),
    action("join.same", "space", "links.key_confirm", "asked"),
    action("join.drop", "x", "links.key_refuse", "asked"),
    action("join.change", "c", "links.foot_answer", "asked"),
    action("join.vote", "v", "together.key_vote"),
    action("join.undo", "u", "keys.undo"),
    action("join.redo", "ctrl+r", "keys.redo"),
    action("join.down", "j,down", "keys.down"),
    action("join.up", "k,up", "keys.up"),
    action("join.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("join.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("join.fold", "h,left", "keys.fold"),
    action("join.unfold", "l,right", "keys.unfold"),
    action("join.top", "g g,home", "keys.top"),
    action("join.end", "G,g G,end", "keys.end"),
    action("join.next_stop", "]", "keys.next_member"),
    action("join.previous_stop", "[", "keys.previous_member"),
    *(action(f"join.member.{n}", f"g {n}", "keys.member") for n in range(1, 10)),
    action("join.next_part", "tab", "keys.next_part"),
    action("join.previous_part", "shift+tab", "keys.previous_part"),
    action("join.large", "z", "views.large"),
    action("join.plain", "escape", "views.plain"),
    action("join.why", "w", "views.why", f"{TITLED} link waiting"),
    action("join.search", "/", "views.search"),
    action("join.copy", "y", "views.copy"),
    action("join.board", "M", "keys.board"),
    action("wait.back", "escape", "keys.back"),
)

"""Keys of what hangs together: linked, asked, answered."""

from __future__ import annotations

from screens.bindings.action import TITLED, Action, action

LINKS: tuple[Action, ...] = (
    action("member.link", "L", "links.key_open", f"{TITLED} asked"),
    action("meeting.link", "L", "links.key_open", f"{TITLED} link asked waiting"),
    # -- links
    action("linked.down", "j,down", "keys.down"),
    action("linked.up", "k,up", "keys.up"),
    action("linked.align", "a", "links.key_align"),
    action("linked.depends", "d", "links.key_depends"),
    action("linked.collaborator", "c", "links.key_collaborator"),
    action("linked.enter", "enter,e", "links.key_enter", "links asked asking aligned"),
    action("linked.confirm", "space", "links.key_confirm", "asked asking"),
    action("linked.refuse", "r", "links.key_refuse", "asked asking"),
    action("linked.remove", "x", "links.key_remove", "asked asking aligned"),
    action("linked.undo", "u", "keys.undo"),
    action("linked.redo", "ctrl+r", "keys.redo"),
    action("linked.back", "escape,L", "keys.back"),
    # -- where one writes
    action("writing.remove", "x", "links.key_remove"),
)

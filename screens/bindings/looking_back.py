"""Keys of what looks back on cycles: appraisals, and past cycles."""

from __future__ import annotations

from screens.bindings.action import Action, action

LOOKING_BACK: tuple[Action, ...] = (
    action("board.appraisals", "A", "appraisal.key"),
    # -- the appraisal of one member
    action("appraisal.down", "j,down", "keys.down"),
    action("appraisal.up", "k,up", "keys.up"),
    action("appraisal.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    action("appraisal.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("appraisal.write", "enter,e", "appraisal.key_write"),
    action("appraisal.manager", "m", "appraisal.key_manager"),
    action("appraisal.next", "]", "appraisal.key_next"),
    action("appraisal.previous", "[", "appraisal.key_previous"),
    action("appraisal.later", "tab", "member.key_later"),
    action("appraisal.earlier", "shift+tab", "member.key_earlier"),
    action("appraisal.copy", "y", "keys.copy"),
    action("appraisal.undo", "u", "keys.undo"),
    action("appraisal.redo", "ctrl+r", "keys.redo"),
    action("appraisal.back", "escape,A,M", "keys.back"),
    action("readers.accept", "enter", "appraisal.readers_accept"),
    action("readers.back", "escape", "appraisal.readers_back"),
)

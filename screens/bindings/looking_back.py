"""Keys of what looks back on cycles: appraisals, and past cycles."""

from __future__ import annotations

from screens.bindings.action import Action, action

LOOKING_BACK: tuple[Action, ...] = (
    action("board.appraisals", "A", "appraisal.key"),
    action("board.past", "p", "past.key"),
    # -- the appraisal of one member
    action("appraisal.down", "j,down", "keys.down"),
    action("appraisal.up", "k,up", "keys.up"),
    action("appraisal.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    action("appraisal.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("appraisal.top", "g g,home", "keys.top"),
    action("appraisal.end", "G,g G,end", "keys.end"),
    action("appraisal.write", "enter,e", "appraisal.key_write"),
    action("appraisal.manager", "m", "appraisal.key_manager"),
    action("appraisal.next", "]", "appraisal.key_next"),
    action("appraisal.previous", "[", "appraisal.key_previous"),
    action("appraisal.later", "tab,>", "member.key_later"),
    action("appraisal.earlier", "shift+tab,<", "member.key_earlier"),
    action("appraisal.copy", "y", "keys.copy"),
    action("appraisal.undo", "u", "keys.undo"),
    action("appraisal.redo", "ctrl+r", "keys.redo"),
    action("appraisal.back", "escape,A,M", "keys.back"),
    action("readers.accept", "enter", "appraisal.readers_accept"),
    action("readers.back", "escape", "appraisal.readers_back"),
    # -- past cycles
    action("past.down", "j,down", "keys.down"),
    action("past.up", "k,up", "keys.up"),
    action("past.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("past.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("past.top", "g g,home", "keys.top"),
    action("past.end", "G,g G,end", "keys.end"),
    action("past.open", "enter", "past.key_open"),
    action("past.report", "r", "past.key_report"),
    action("past.meetings", "m", "past.key_meetings"),
    action("past.mark", "space", "past.key_mark"),
    action("past.appraisals", "A", "appraisal.key"),
    action("past.back", "escape,p,M", "keys.back"),
    # -- the meetings of a cycle
    action("held.down", "j,down", "keys.down"),
    action("held.up", "k,up", "keys.up"),
    action("held.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("held.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("held.top", "g g,home", "keys.top"),
    action("held.end", "G,g G,end", "keys.end"),
    action("held.minutes", "enter,v", "past.key_minutes"),
    action("held.back", "escape,m", "keys.back"),
    # -- two cycles side by side
    action("compared.down", "j,down", "keys.down"),
    action("compared.up", "k,up", "keys.up"),
    action("compared.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    action("compared.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("compared.top", "g g,home", "keys.top"),
    action("compared.end", "G,g G,end", "keys.end"),
    action("compared.back", "escape,enter", "keys.back"),
)

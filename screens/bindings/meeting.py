"""Keys of the meeting."""

from __future__ import annotations

from screens.bindings.action import TITLED, Action, action

_SETTLED = "rating next_on summary"
_NUMBERED = "action loose risk problem"
_ENTRIES = f"{_NUMBERED} decision parked"

MEETING: tuple[Action, ...] = (
    # -- meeting: where we are
    action("meeting.down", "j,down", "keys.down"),
    action("meeting.up", "k,up", "keys.up"),
    action("meeting.page_down", "pagedown,ctrl+f", "keys.page_down"),
    action("meeting.page_up", "pageup,ctrl+b", "keys.page_up"),
    action("meeting.fold", "h,left", "keys.fold"),
    action("meeting.unfold", "l,right", "keys.unfold"),
    action("meeting.top", "g g,home", "keys.top"),
    action("meeting.end", "G,g G,end", "keys.end"),
    action("meeting.next_stop", "]", "keys.next_member"),
    action("meeting.previous_stop", "[", "keys.previous_member"),
    *(action(f"meeting.member.{n}", f"g {n}", "keys.member") for n in range(1, 10)),
    action("meeting.next_part", "tab", "keys.next_part"),
    action("meeting.previous_part", "shift+tab", "keys.previous_part"),
    # -- meeting: the row in hand
    *(
        action(f"meeting.confidence.{n}", str(n % 10), "keys.confidence", "key_result rating")
        for n in range(1, 11)
    ),
    action("meeting.step_up", "+", "keys.step_up", "key_result"),
    action("meeting.step_down", "-,_", "keys.step_down", "key_result"),
    action("meeting.value", "=", "keys.value", f"key_result {_SETTLED} {_NUMBERED}"),
    action("meeting.confirm", "enter", "keys.confirm"),
    action("meeting.same", "space", "keys.same"),
    action("meeting.note", "n", "keys.note", "key_result action loose parked"),
    action("meeting.skip", "s", "keys.skip", "key_result"),
    action("meeting.change", "c", "keys.change", f"{TITLED} {_ENTRIES} asked"),
    action("meeting.correct", "e", "keys.correct", f"{TITLED} {_SETTLED} {_ENTRIES}"),
    action("meeting.drop", "x", "keys.drop", f"{TITLED} {_NUMBERED} parked dropped asked"),
    action("meeting.health", "!", "keys.health", "key_result"),
    action("meeting.speaker", "@", "keys.speaker", "key_result"),
    # -- meeting: what is said beside it
    action("meeting.risk", "r", "keys.risk"),
    action("meeting.problem", "b", "keys.problem"),
    action("meeting.task", "t", "keys.task", "key_result task"),
    action("meeting.key_result", "o", "keys.new_key_result", TITLED),
    action("meeting.objective", "O", "keys.new_objective"),
    action("meeting.action", "a", "keys.action"),
    action("meeting.decision", "d", "keys.decision"),
    action("meeting.park", "p", "keys.park"),
    # -- meeting: what looks
    action("meeting.large", "z", "views.large"),
    action("meeting.plain", "escape", "views.plain"),
    action("meeting.vote", "v", "views.vote", "key_result task"),
    action("meeting.why", "w", "views.why", f"{TITLED} link waiting"),
    action("meeting.search", "/", "views.search"),
    action("meeting.copy", "y", "views.copy"),
    action("meeting.write", "E", "writing.key_write", TITLED),
    # -- meeting: the whole of it
    action("meeting.undo", "u", "keys.undo"),
    action("meeting.redo", "ctrl+r", "keys.redo"),
    action("meeting.minutes", "m", "keys.minutes_so_far"),
    action("meeting.people", "i", "keys.people"),
    action("meeting.pause", "P", "keys.pause"),
    action("meeting.board", "M", "keys.board"),
)

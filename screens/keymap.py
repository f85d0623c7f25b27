"""Every key of every screen: named actions, the keys they wait for, and what they are called.

The one list from which screens act, and from which footer, help and palette are made. An action's
id is `screen.name` or `screen.name.argument`; it calls the method `act_name(argument)` of that
screen. A key is a printable character as it is typed (`?`, `+`, `G`), a name (`enter`, `ctrl+r`),
or two of them for a small menu (`g g`). Keys named `app.…` work on every screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from okrtui.text.fullwidth import plain as plain_twin
from okrtui.text.message import Message, message


class Action(NamedTuple):
    """Something a key does.

    words: the catalogue key of what it does, a few words.
    on: kinds of rows it needs in hand (`objective`, `key_result`, `task`, `action`, `parked`);
        empty where it always works.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    on: frozenset[str] = frozenset()

    @property
    def screen(self) -> str:
        """The screen it belongs to, or `app`."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """Its method's name, without `act_`."""
        return self.id.split(".")[1]

    @property
    def argument(self) -> str | None:
        """What is handed to the method, if anything."""
        return self.id.split(".", 2)[2] if self.id.count(".") > 1 else None


def _action(id: str, keys: str, words: str, on: str = "") -> Action:
    return Action(id, tuple(keys.split(",")), words, frozenset(on.split()))


_TITLED = "objective key_result task"
_SETTLED = "rating next_on summary"
_NUMBERED = "action loose risk problem"
_ENTRIES = f"{_NUMBERED} decision parked"

ACTIONS: tuple[Action, ...] = (
    _action("app.help", "?,f1", "keys.help"),
    _action("app.redraw", "R,ctrl+l", "keys.redraw"),
    _action("app.palette", ":,ctrl+p", "views.palette_open"),
    _action("app.leave", "q", "keys.leave"),
    _action("app.interrupt", "ctrl+c", "keys.how"),
    _action("app.retry", "ctrl+s", "keys.retry"),
    _action("app.elsewhere", "ctrl+o", "keys.elsewhere"),
    # -- board
    _action("board.down", "j,down", "keys.down"),
    _action("board.up", "k,up", "keys.up"),
    _action("board.meet", "m", "keys.meet"),
    _action("board.last", "v", "closing.key_last"),
    _action("board.open", "enter", "member.key_open"),
    # -- one owner's OKRs
    _action("member.down", "j,down", "keys.down"),
    _action("member.up", "k,up", "keys.up"),
    _action("member.page_down", "pagedown,ctrl+f", "keys.page_down"),
    _action("member.page_up", "pageup,ctrl+b", "keys.page_up"),
    _action("member.fold", "h,left", "keys.fold"),
    _action("member.unfold", "l,right", "keys.unfold"),
    _action("member.top", "g g,home", "keys.top"),
    _action("member.end", "G,g G,end", "keys.end"),
    _action("member.next", "]", "member.key_next"),
    _action("member.previous", "[", "member.key_previous"),
    _action("member.later", "tab", "member.key_later"),
    _action("member.earlier", "shift+tab", "member.key_earlier"),
    *(
        _action(f"member.confidence.{n}", str(n % 10), "keys.confidence", "key_result")
        for n in range(1, 11)
    ),
    _action("member.step_up", "+", "keys.step_up", "key_result"),
    _action("member.step_down", "-,_", "keys.step_down", "key_result"),
    _action("member.value", "=", "keys.value", "key_result"),
    _action("member.note", "n", "keys.note", "key_result"),
    _action("member.reason", "r", "member.key_reason", "key_result"),
    _action("member.tick", "space", "member.key_tick", "task"),
    _action("member.change", "c", "keys.change", _TITLED),
    _action("member.correct", "e", "keys.correct", _TITLED),
    _action("member.key_result", "o", "keys.new_key_result", _TITLED),
    _action("member.objective", "O", "keys.new_objective"),
    _action("member.task", "t", "keys.task", "key_result task"),
    _action("member.drop", "x", "keys.drop", _TITLED),
    _action("member.history", "w", "views.why", f"{_TITLED} link"),
    _action("member.copy", "y", "views.copy"),
    _action("member.undo", "u", "keys.undo"),
    _action("member.redo", "ctrl+r", "keys.redo"),
    _action("member.write", "enter,E", "writing.key_write", _TITLED),
    _action("member.back", "escape,M", "keys.back"),
    # -- one thing, field by field
    _action("writing.down", "j,down", "keys.down"),
    _action("writing.up", "k,up", "keys.up"),
    _action("writing.edit", "enter,e", "writing.key_edit"),
    _action("writing.sentence", "s", "writing.key_sentence"),
    _action("writing.undo", "u", "keys.undo"),
    _action("writing.redo", "ctrl+r", "keys.redo"),
    _action("writing.back", "escape", "keys.back"),
    # -- a meeting that was left open
    _action("forgotten.resume", "enter,m", "closing.key_resume"),
    _action("forgotten.close", "c", "closing.key_close_as_stood"),
    _action("forgotten.back", "escape", "keys.back"),
    # -- before a meeting
    _action("opening.down", "j,down", "keys.down"),
    _action("opening.up", "k,up", "keys.up"),
    _action("opening.toggle", "space", "keys.present"),
    _action("opening.facilitate", "f", "keys.facilitate"),
    _action("opening.order", "o", "keys.order"),
    _action("opening.longer", "+", "keys.longer"),
    _action("opening.shorter", "-,_", "keys.shorter"),
    _action("opening.start", "enter", "keys.start"),
    _action("opening.back", "escape", "keys.back"),
    # -- meeting: where we are
    _action("meeting.down", "j,down", "keys.down"),
    _action("meeting.up", "k,up", "keys.up"),
    _action("meeting.page_down", "pagedown,ctrl+f", "keys.page_down"),
    _action("meeting.page_up", "pageup,ctrl+b", "keys.page_up"),
    _action("meeting.fold", "h,left", "keys.fold"),
    _action("meeting.unfold", "l,right", "keys.unfold"),
    _action("meeting.top", "g g,home", "keys.top"),
    _action("meeting.end", "G,g G,end", "keys.end"),
    _action("meeting.next_stop", "]", "keys.next_member"),
    _action("meeting.previous_stop", "[", "keys.previous_member"),
    *(_action(f"meeting.member.{n}", f"g {n}", "keys.member") for n in range(1, 10)),
    _action("meeting.next_part", "tab", "keys.next_part"),
    _action("meeting.previous_part", "shift+tab", "keys.previous_part"),
    # -- meeting: the row in hand
    *(
        _action(f"meeting.confidence.{n}", str(n % 10), "keys.confidence", "key_result rating")
        for n in range(1, 11)
    ),
    _action("meeting.step_up", "+", "keys.step_up", "key_result"),
    _action("meeting.step_down", "-,_", "keys.step_down", "key_result"),
    _action("meeting.value", "=", "keys.value", f"key_result {_SETTLED} {_NUMBERED}"),
    _action("meeting.confirm", "enter", "keys.confirm"),
    _action("meeting.same", "space", "keys.same"),
    _action("meeting.note", "n", "keys.note", "key_result action loose parked"),
    _action("meeting.skip", "s", "keys.skip", "key_result"),
    _action("meeting.change", "c", "keys.change", f"{_TITLED} {_ENTRIES}"),
    _action("meeting.correct", "e", "keys.correct", f"{_TITLED} {_SETTLED} {_ENTRIES}"),
    _action("meeting.drop", "x", "keys.drop", f"{_TITLED} {_NUMBERED} parked dropped"),
    _action("meeting.health", "!", "keys.health", "key_result"),
    _action("meeting.speaker", "@", "keys.speaker", "key_result"),
    # -- meeting: what is said beside it
    _action("meeting.risk", "r", "keys.risk"),
    _action("meeting.problem", "b", "keys.problem"),
    _action("meeting.task", "t", "keys.task", "key_result task"),
    _action("meeting.key_result", "o", "keys.new_key_result", _TITLED),
    _action("meeting.objective", "O", "keys.new_objective"),
    _action("meeting.action", "a", "keys.action"),
    _action("meeting.decision", "d", "keys.decision"),
    _action("meeting.park", "p", "keys.park"),
    # -- meeting: what looks
    _action("meeting.large", "z", "views.large"),
    _action("meeting.plain", "escape", "views.plain"),
    _action("meeting.vote", "v", "views.vote", "key_result task"),
    _action("meeting.why", "w", "views.why", f"{_TITLED} link waiting"),
    _action("meeting.search", "/", "views.search"),
    _action("meeting.copy", "y", "views.copy"),
    _action("meeting.write", "E", "writing.key_write", _TITLED),
    # -- meeting: the whole of it
    _action("meeting.undo", "u", "keys.undo"),
    _action("meeting.redo", "ctrl+r", "keys.redo"),
    _action("meeting.minutes", "m", "keys.minutes_so_far"),
    _action("meeting.people", "i", "keys.people"),
    _action("meeting.pause", "P", "keys.pause"),
    _action("meeting.board", "M", "keys.board"),
    # -- following a meeting from one's own terminal
    _action("join.follow", "f", "together.key_follow"),
    _action("join.take_over", "T", "together.key_take_over"),
    *(
        _action(f"join.confidence.{n}", str(n % 10), "keys.confidence", "key_result")
        for n in range(1, 11)
    ),
    _action("join.step_up", "+", "keys.step_up", "key_result"),
    _action("join.step_down", "-,_", "keys.step_down", "key_result"),
    _action("join.value", "=", "keys.value", "key_result"),
    _action("join.note", "n", "keys.note", "key_result"),
    _action("join.vote", "v", "together.key_vote"),
    _action("join.undo", "u", "keys.undo"),
    _action("join.redo", "ctrl+r", "keys.redo"),
    _action("join.down", "j,down", "keys.down"),
    _action("join.up", "k,up", "keys.up"),
    _action("join.page_down", "pagedown,ctrl+f", "keys.page_down"),
    _action("join.page_up", "pageup,ctrl+b", "keys.page_up"),
    _action("join.fold", "h,left", "keys.fold"),
    _action("join.unfold", "l,right", "keys.unfold"),
    _action("join.top", "g g,home", "keys.top"),
    _action("join.end", "G,g G,end", "keys.end"),
    _action("join.next_stop", "]", "keys.next_member"),
    _action("join.previous_stop", "[", "keys.previous_member"),
    *(_action(f"join.member.{n}", f"g {n}", "keys.member") for n in range(1, 10)),
    _action("join.next_part", "tab", "keys.next_part"),
    _action("join.previous_part", "shift+tab", "keys.previous_part"),
    _action("join.large", "z", "views.large"),
    _action("join.plain", "escape", "views.plain"),
    _action("join.why", "w", "views.why", f"{_TITLED} link waiting"),
    _action("join.search", "/", "views.search"),
    _action("join.copy", "y", "views.copy"),
    _action("join.board", "M", "keys.board"),
    _action("wait.back", "escape", "keys.back"),
    # -- what looks
    *(_action(f"vote.digit.{n}", str(n % 10), "views.vote_digit") for n in range(1, 11)),
    _action("vote.enter", "enter", "views.vote_enter"),
    _action("vote.back", "escape", "keys.back"),
    _action("why.down", "j,down", "keys.down"),
    _action("why.up", "k,up", "keys.up"),
    _action("why.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    _action("why.page_up", "pageup,ctrl+b", "keys.page_up"),
    _action("why.back", "escape,enter,w", "keys.back"),
    _action("found.down", "down,ctrl+n", "keys.down"),
    _action("found.up", "up,ctrl+p", "keys.up"),
    _action("found.page_down", "pagedown", "keys.page_down"),
    _action("found.page_up", "pageup", "keys.page_up"),
    _action("found.enter", "enter", "views.found_go"),
    _action("found.back", "escape,ctrl+c", "keys.back"),
    # -- who is here
    _action("people.down", "j,down", "keys.down"),
    _action("people.up", "k,up", "keys.up"),
    _action("people.toggle", "space", "keys.present"),
    _action("people.facilitate", "f", "keys.facilitate"),
    _action("people.later", "J", "closing.key_later"),
    _action("people.earlier", "K", "closing.key_earlier"),
    _action("people.longer", "+", "keys.longer"),
    _action("people.shorter", "-,_", "keys.shorter"),
    _action("people.back", "escape,enter,i", "keys.back"),
    # -- minutes
    _action("minutes.down", "j,down", "keys.down"),
    _action("minutes.up", "k,up", "keys.up"),
    _action("minutes.page_down", "pagedown,space,ctrl+f", "keys.page_down"),
    _action("minutes.page_up", "pageup,ctrl+b", "keys.page_up"),
    _action("minutes.top", "g g,home", "keys.top"),
    _action("minutes.end", "G,g G,end", "keys.end"),
    _action("minutes.summary", "e", "keys.summary"),
    _action("minutes.copy", "y", "keys.copy"),
    _action("minutes.reopen", "r", "closing.key_reopen"),
    _action("minutes.close", "enter", "keys.close"),
    _action("minutes.back", "escape", "keys.back"),
    # -- help
    _action("help.down", "j,down", "keys.down"),
    _action("help.up", "k,up", "keys.up"),
    _action("help.page_down", "pagedown,space", "keys.page_down"),
    _action("help.page_up", "pageup", "keys.page_up"),
    _action("help.back", "escape,enter", "keys.back"),
)

_LABELS = {
    "enter": "⏎",
    "space": "␣",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "shift+tab": "shift+tab",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "f1": "F1",
}
_PLAIN_LABELS = {
    "enter": "enter",
    "space": "space",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
}


def canonical(key: str, character: str | None) -> str:
    """Return how a key press is written here.

    A printable character is itself; a full-width sign or digit, as a Chinese input method types
    it, is its plain twin. Anything else keeps the terminal's name for it.
    """
    twin = plain_twin(character or "")
    if twin == " ":
        return "space"
    return twin if len(twin) == 1 and twin.isprintable() else key


def foreign(key: str) -> bool:
    """Return whether a canonical key can only come from an input method."""
    return len(key) == 1 and not key.isascii()


def label(key: str, *, plain: bool = False) -> str:
    """Return a key as it is shown; `plain` for terminals that draw `⏎` two cells wide."""
    names = _LABELS | _PLAIN_LABELS if plain else _LABELS
    return "".join(names.get(part, part) for part in key.split(" "))


class Keymap:
    """Which key does what, with the keys a team chose for itself.

    problems: what was wrong with those, to be told once; such an entry changes nothing.
    """

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        self.problems: tuple[Message, ...] = ()
        self._actions = {action.id: action for action in ACTIONS}
        for binding, keys in (chosen or {}).items():
            self._choose(binding, tuple(key.strip() for key in keys.split(",") if key.strip()))
        self._by_key = {
            (action.screen, key): action for action in self._actions.values() for key in action.keys
        }
        self._menus = {
            (screen, key.partition(" ")[0]) for screen, key in self._by_key if " " in key
        }

    def _choose(self, id: str, keys: tuple[str, ...]) -> None:
        action = self._actions.get(id)
        if action is None:
            self.problems += (message("keys.no_such_binding", id=id),)
            return
        for key in keys:
            taken = next((a for a in self.of(action.screen) if key in a.keys and a.id != id), None)
            if taken:
                self.problems += (message("keys.taken", id=id, pressed=key, other=taken.id),)
                return
        self._actions[id] = action._replace(keys=keys)

    def find(self, screen: str, key: str) -> Action | None:
        """Return what a key does on a screen; its own keys go before those of `app`."""
        return self._by_key.get((screen, key)) or self._by_key.get(("app", key))

    def opens_menu(self, screen: str, key: str) -> bool:
        """Return whether a key waits for a second one."""
        return (screen, key) in self._menus

    def get(self, id: str) -> Action:
        """Return the action with an id, with the keys it has now."""
        return self._actions[id]

    def of(self, screen: str) -> Iterator[Action]:
        """Return the actions that work on a screen, in the order of the list above."""
        return (a for a in self._actions.values() if a.screen in (screen, "app"))

    def keys(self, *ids: str, plain: bool = False) -> str:
        """Return the first key of each action, side by side, as a footer shows them."""
        shown = (self.get(binding).keys for binding in ids)
        return " ".join(label(keys[0], plain=plain) for keys in shown if keys)

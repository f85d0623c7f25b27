"""The line of somebody who follows: who leads, what they are typing, and whether one follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.meeting.agenda import CLOSING, Part
from okrtui.model.records import Member
from screens.phrases import short_name
from screens.stops import part_of
from screens.together_lead import leads_elsewhere
from widgets.line import Piece

if TYPE_CHECKING:
    from screens.join import JoinScreen

DOING = {
    "note": "terms.note",
    "value": "terms.value",
    "why": "meeting.ask_why",
    "next": "meeting.ask_next",
    "risk": "meeting.ask_risk",
    "problem": "meeting.ask_problem",
    "action": "meeting.ask_action",
    "task": "meeting.ask_task",
    "decision": "meeting.ask_decision",
    "park": "meeting.ask_park",
    "objective": "meeting.ask_objective",
    "key_result": "meeting.ask_key_result",
    "change": "meeting.ask_change",
    "correct": "meeting.ask_correct",
    "drop": "meeting.ask_drop",
    "reason": "meeting.ask_reason",
    "stopped": "meeting.ask_stopped",
    "vote": "views.vote",
    "vote_screen": "views.vote",
    "minutes_screen": "keys.minutes_so_far",
    "people_screen": "keys.people",
    "found_screen": "views.search",
    "why_screen": "views.why",
    "linked_screen": "links.foot_open",
    "writing_screen": "writing.key_write",
}
"""What a leader types or looks at, by the kind of the prompt, or of the screen."""


def leader_name(screen: JoinScreen) -> str:
    """Return what whoever leads, or led last, is called."""
    where = screen.leader
    if where is None:
        return screen.words("together.somebody")
    member = screen.room.books.find(Member, where.member)
    return short_name(member) if member else where.who


def _place(screen: JoinScreen) -> str:
    """Return at whose turn, or in which part, the meeting is."""
    stop = (screen.leader.stop if screen.leader else None) or screen.room.meeting.stop or CLOSING
    match part_of(stop):
        case Part.ACTIONS:
            return screen.words("meeting.part_actions")
        case Part.CLOSING:
            return screen.words("meeting.part_closing")
        case Part.ROUND:
            return screen.owner_name(stop)


def nobody_leads(screen: JoinScreen) -> str:
    """Return that whoever led left, or was cut off."""
    table = screen.desk.seat.table
    if screen.leader is None:
        return screen.words("together.nobody_leads")
    key = "together.was_cut" if table.cut else "together.has_left"
    return screen.words(key, name=leader_name(screen))


def join_line(screen: JoinScreen) -> list[Piece]:
    """Return the line."""
    words, keymap = screen.words, screen.desk.keymap
    table, name = screen.desk.seat.table, leader_name(screen)
    dot = f"   {screen.desk.signs.dot}   "
    pieces: list[Piece]
    if not table.led:
        pieces = [Piece(nobody_leads(screen), "at_risk")]
        if not screen.not_mine(""):
            key = keymap.keys("join.take_over")
            pieces.append(Piece(dot + words("together.take_over", key=key), "bright"))
    elif leads_elsewhere(screen.desk):
        key = keymap.keys("join.take_over")
        pieces = [Piece(words("together.leads_elsewhere"), "at_risk")]
        pieces.append(Piece(dot + words("together.take_over", key=key), "bright"))
    elif screen.following:
        pieces = [Piece(words("together.following", name=name), "accent")]
    else:
        key = keymap.keys("join.follow")
        where = _place(screen)
        pieces = [Piece(words("together.not_following", name=name, place=where, key=key), "dim")]
    doing = screen.leader.doing if screen.leader and table.led else ""
    # What else they look at, such as the help, is nobody's concern.
    if doing in DOING or (doing and not doing.endswith("_screen")):
        what = words(DOING.get(doing, "together.types"))
        pieces.append(Piece(f"{dot}{what}{screen.desk.signs.cut}", "normal"))
    if screen.desk.store.read_only or screen.desk.me is None:
        pieces.append(Piece(dot + screen.not_mine(""), "dim"))
    return pieces

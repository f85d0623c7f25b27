"""What a link is called: keys of words, and messages, for history, undo, minutes and screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from okrtui.model.books import Books
from okrtui.model.links import item_of, name_of
from okrtui.model.records import COMPANY, TEAM
from okrtui.text.message import Message, message

THERE: Final = {
    "vertical": "links.vertical",
    "horizontal": "links.horizontal",
    "depends": "links.depends",
    "collaborator": "links.collaborator",
    "carried": "links.carried",
}
"""Words for what starts at a link, by its kind: `depends on {other}`."""

GONE: Final = {
    "vertical": "links.no_longer_aligned",
    "horizontal": "links.no_longer_aligned",
    "depends": "links.no_longer_depends",
    "collaborator": "links.no_longer_with",
}
"""Words for that it is so no longer, by its kind."""

COMMON: Final = {TEAM: "links.the_team", COMPANY: "links.the_company"}
"""Words for those who are no persons, within a sentence."""

STATES: Final = {
    "asked": "links.asked",
    "confirmed": "links.confirmed",
    "refused": "links.refused",
}


def other_end(books: Books, doc: Mapping[str, Any]) -> str | Message:
    """Return what the other end of a link is called, by its document."""
    target = str(doc.get("target", ""))
    if target in COMMON:
        return message(COMMON[target])
    return name_of(books, target, beside=item_of(books, doc.get("source")))


def link_message(books: Books, doc: Mapping[str, Any], *, gone: bool = False) -> Message:
    """Return what a link says, by its document: `depends on wang/O1/KR2`."""
    kind = str(doc.get("kind", ""))
    key = (GONE if gone else THERE).get(kind, "links.carried")
    return message(key, other=other_end(books, doc))


def told(books: Books, doc: Mapping[str, Any], state: str | None, *, gone: bool = False) -> Message:
    """Return what was done to a link, in one sentence, from what it starts at."""
    name = name_of(books, str(doc.get("source", "")))
    what = link_message(books, doc, gone=gone)
    if gone or state not in STATES:
        return message("links.said", name=name, what=what)
    return message("links.said_state", name=name, what=what, state=message(STATES[state]))

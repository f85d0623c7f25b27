"""What happened, in words of either language: what changed, from what to what."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec.structs import replace

from okrtui.meeting.history import Happening, Item, Moved, summary
from okrtui.meeting.link_words import COMMON, THERE
from okrtui.model.books import Books
from okrtui.model.numbers import NOTHING, show_number, show_value
from okrtui.model.records import COMPANY, TEAM, Cycle, KeyResult, Meeting, Member, Objective, Risk
from okrtui.text.dates import show_date
from okrtui.text.errors import Refused
from okrtui.text.words import Words

MOST_TOLD = 6
"""Documents that are told one by one; more than that came in at once are counted."""

_PEOPLE = frozenset(
    {"owner", "assignee", "next_owner", "manager", "facilitator", "present", "spoken_by", "voters"}
    | {"about"}
)
_DAYS = frozenset({"due", "next_due", "end", "next_on", "agreed_on", "by"})
_REFERENCES = frozenset({"objective", "key_result", "cycle", "meeting", "risk"})
_NUMBERS = frozenset({"value", "start", "target", "step"})
_CHOSEN = frozenset({"state", "metric", "direction", "category", "next", "part", "kind"})
_MADE_OF = frozenset({"progress_of"})
_TERMS = frozenset({"health", "probability", "impact", "dimension", "origin", "ambition"})
_TYPED = frozenset(
    {"title", "note", "why", "next_step", "health_reason", "mitigation", "summary", "name", "unit"}
    | {"outcome", "method", "whose_problem", "by_when", "effect", "cause", "lesson", "what"}
)
_SAID_ALONE = frozenset({"confirmed", "unchanged"})
_FIELDS = (
    {"weight", "login", "active", "carries", "rating", "minutes_planned", "order", "milestone"}
    | {"confidence", "number", "commitment", "given", "agreed", "reopened", "waived", "score"}
    | _REFERENCES
    | _PEOPLE
    | _DAYS
    | _NUMBERS
    | _CHOSEN
    | _MADE_OF
    | _TERMS
    | _TYPED
)
# These have no title of their own in the words for them.
_NAMELESS = frozenset({"votes", "scores", "reviews", "check_ins"})


def tell_happening(happening: Happening, words: Words, books: Books) -> list[str]:
    """Return what happened, a line for each document, or counted where there are many."""
    teller, apart = _Teller(words, books), told_apart(happening.items)
    if len(apart) > MOST_TOLD:
        return [teller.counted(happening)]
    return [teller.item(item) for item in apart]


def told_apart(items: Sequence[Item]) -> list[Item]:
    """Return what is told one by one: what was changed takes the reason from its record."""
    places: dict[object, int] = {}
    for at, item in enumerate(items):
        if item.table == "links":
            places[item.doc.get("source"), item.name] = at
        elif item.table != "changes":
            places[item.doc["id"]] = at
    told: list[Item | None] = list(items)
    for at, record in enumerate(items):
        target, other = record.doc.get("target"), record.doc.get("other")
        place = places.get((target, other) if other else target)
        changed = told[place] if record.table == "changes" and place is not None else None
        if place is None or changed is None:
            continue
        told[at] = None
        why = Moved("why", None, record.doc.get("why"))
        said = any((one.field, one.now) == (why.field, why.now) for one in changed.moved)
        if record.kind == "insert" and why.now and not said:
            told[place] = replace(changed, moved=(*changed.moved, why))
    return [item for item in told if item is not None]


class _Teller:
    def __init__(self, words: Words, books: Books) -> None:
        self._words = words
        self._books = books

    def counted(self, happening: Happening) -> str:
        parts: dict[str, list[str]] = {}
        for kind, table, count in summary(happening.items):
            parts.setdefault(kind, []).append(self._words(f"history.n_{table}", n=count))
        return self._words("history.semicolon").join(
            self._words(f"history.many_{kind}", what=self._words("history.comma").join(counted))
            for kind, counted in parts.items()
        )

    def item(self, item: Item) -> str:
        what = self._what(item)
        facts = self._words("history.comma").join(self._facts(item))
        if item.kind == "remove":
            key = "history.removed_check_in" if item.table == "check_ins" else "history.removed"
            what = self._words(key, what=what)
        elif item.table == "check_ins" and not facts:
            return self._words("history.check_in", name=item.name)
        elif item.kind == "insert" and item.table not in {"check_ins", "changes"}:
            what = self._words("history.new", what=what)
        return self._words("history.facts", what=what, facts=facts) if facts else what

    def _what(self, item: Item) -> str:
        if item.table == "check_ins" and item.name:
            return item.name
        if item.table == "links":
            return self._link(item)
        title = str(item.doc.get("title") or item.doc.get("name") or "")
        if item.table not in {"members", "cycles", "meetings", "team"}:
            title = self._words("history.quoted", text=title)
        if item.name:
            title = self._words("history.titled", what=item.name, title=title)
        values = {} if item.table in _NAMELESS else {"title": title}
        what = self._words(f"history.what_{item.table}", **values)
        return self._words("history.about", what=what, name=item.about) if item.about else what

    def _link(self, item: Item) -> str:
        key = THERE.get(str(item.doc.get("kind")), "links.carried")
        other = self._words(COMMON[item.name]) if item.name in COMMON else item.name
        told = self._words(key, other=other)
        return self._words("history.what_links", name=item.about, told=told)

    def _facts(self, item: Item) -> Iterator[str]:
        for moved in item.moved:
            if moved.field in _SAID_ALONE:
                now = "" if moved.now else "_no_longer"
                yield self._words(f"history.{moved.field}{now}")
                continue
            was = self._value(item, moved.field, moved.was)
            now = self._value(item, moved.field, moved.now)
            field = self._field(moved)
            if was in {NOTHING, now}:
                yield self._words("history.gave", field=field, now=now)
            else:
                yield self._words("history.moved", field=field, was=was, now=now)

    def _field(self, moved: Moved) -> str:
        if moved.field in _FIELDS:
            return self._words(f"history.field_{moved.field}")
        # A later version's: better its own name than silence.
        return moved.field

    def _value(self, item: Item, field: str, value: Any) -> str:
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return self._words("terms.yes" if value else "terms.no")
        # What is not of the form that this version knows is shown as it is.
        with contextlib.suppress(
            ValueError, InvalidOperation, LookupError, TypeError, AttributeError, Refused
        ):
            return self._shown(item, field, value)
        return str(value)

    def _shown(self, item: Item, field: str, value: Any) -> str:
        if field in _PEOPLE:
            people = value if isinstance(value, list) else [value]
            return self._words("minutes.name_comma").join(map(self._person, people))
        if field in _DAYS or (item.table == "cycles" and field == "start"):
            return show_date(date.fromisoformat(value), self._words.language)
        if field in _NUMBERS:
            number = Decimal(value)
            if field == "step" or item.key_result is None:
                return show_number(number)
            return show_value(item.key_result, number, self._words)
        if field in _REFERENCES:
            return self._reference(field, value)
        if field in _CHOSEN:
            return self._words(f"history.value_{value}")
        if field == "given":
            return self._words("history.comma").join(map(str, value))
        if field == "waived":
            said = (self._words("history.quoted", text=why) for why in value.values())
            return self._words("history.comma").join(
                f"{rule} {why}" for rule, why in zip(value, said, strict=True)
            )
        if field == "reopened":
            return self._words("history.quoted", text=value[-1]["why"])
        if field in _TERMS:
            return self._words(f"terms.{value}")
        if field in _MADE_OF:
            return self._words(f"terms.from_{value}")
        return self._words("history.quoted", text=value) if field in _TYPED else str(value)

    def _reference(self, field: str, id: str) -> str:
        match field:
            case "objective":
                objective = self._books.get(Objective, id)
                return f"{self._books.owner_login(objective.owner)}/O{objective.number}"
            case "key_result":
                return self._books.kr_name(self._books.get(KeyResult, id))
            case "risk":
                return f"R{self._books.get(Risk, id).number}"
            case "cycle":
                return self._books.get(Cycle, id).name
            case _:
                return self._books.get(Meeting, id).name

    def _person(self, id: str) -> str:
        if id in {TEAM, COMPANY}:
            return self._words(f"terms.{id}")
        member = self._books.find(Member, id)
        return member.name if member else id

"""All that the books hold, by text, name and number: made once, looked through often.

It is read from documents and not from records: ten thousand of them are indexed before one
notices. Where there may be more, `SearchIndex.reads` lets keys have their turn meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.text.fullwidth import plain

_NUMBERED = {"actions": "A", "risks": "R", "problems": "P", "decisions": "D"}
_LONGEST_NAME = 40


class Entry(NamedTuple):
    """Something that can be found.

    id: of its document. table: what it is. name: what people call it, perhaps nothing.
    key_result: the id of the one it belongs to, if any. ended: it is done, dropped or closed.
    called: its names, old ones too, and searched: all its text, both folded.
    """

    id: str
    table: str
    name: str
    title: str
    key_result: str | None
    ended: bool
    called: tuple[str, ...]
    searched: str


class SearchIndex:
    """What there is to be found in some cycles, in the order in which it is shown.

    others: more cycles, whose names stand before those of what belongs to them. calendar: where
    given, meetings are found too, by their name and day. unread: nothing is read yet; `reads` does.
    """

    def __init__(
        self,
        books: Books,
        cycles: Collection[str],
        *,
        others: Mapping[str, str] | None = None,
        calendar: Calendar | None = None,
        unread: bool = False,
    ) -> None:
        self._books = books
        self._cycles = dict.fromkeys(cycles, "") | {
            cycle: f"{name}:" for cycle, name in (others or {}).items() if cycle not in cycles
        }
        self._calendar = calendar
        self._logins = {doc["id"]: str(doc.get("login", "")) for doc in books.view.all("members")}
        self._objective_names: dict[str, str] = {}
        self._key_result_names: dict[str, str] = {}
        self.entries: list[Entry] = []
        if not unread:
            deque(self.reads(), maxlen=0)

    def reads(self) -> Generator[None, None, None]:
        """Read what there is, and pause at each thing."""
        for some in (
            self._members(),
            self._objectives(),
            self._key_results(),
            self._tasks(),
            self._said(),
            self._meetings(),
            self._notes(),
        ):
            for entry in some:
                self.entries.append(entry)
                yield

    def find(self, text: str) -> list[Entry]:
        """Return what holds every word of a text, what is called so first; nothing for no text."""
        words = _folded(text).split()
        if not words:
            return []
        found = self.entries
        for word in words:
            found = [entry for entry in found if word in entry.searched]
        whole = " ".join(words)
        ranked: tuple[list[Entry], ...] = ([], [], [], [])
        for entry in found:
            # Of a hundred thousand most are notes, which are not called anything.
            rank = _rank_by_name(entry, whole) if entry.called else None
            if rank is None:
                rank = 3 if entry.ended or entry.table == "check_ins" else 2
            ranked[rank].append(entry)
        return [entry for some in ranked for entry in some]

    # -- what there is

    def _members(self) -> Iterator[Entry]:
        for doc in self._books.view.all("members"):
            if doc.get("active", True):
                login = self._logins[doc["id"]]
                yield _entry(doc, "members", login, str(doc.get("name", "")), None)

    def _objectives(self) -> Iterator[Entry]:
        for doc in self._books.view.all("objectives"):
            cycle = self._cycles.get(doc.get("cycle", ""))
            if cycle is None:
                continue
            name = f"{cycle}{self._login(doc.get('owner'))}/O{doc.get('number')}"
            self._objective_names[doc["id"]] = name
            old = [self._old_objective(place) for place in doc.get("former") or ()]
            yield _entry(doc, "objectives", name, doc.get("title", ""), None, old=old)

    def _key_results(self) -> Iterator[Entry]:
        for doc in self._books.view.all("key_results"):
            above = self._objective_names.get(doc.get("objective", ""))
            if above is None:
                continue
            name = f"{above}/KR{doc.get('number')}"
            self._key_result_names[doc["id"]] = name
            old = [self._old_key_result(place) for place in doc.get("former") or ()]
            yield _entry(doc, "key_results", name, doc.get("title", ""), doc["id"], old=old)

    def _tasks(self) -> Iterator[Entry]:
        for doc in self._books.view.all("tasks"):
            kr = doc.get("key_result")
            if kr in self._key_result_names:
                who = self._login(doc.get("assignee"))
                name = self._key_result_names[kr]
                yield _entry(doc, "tasks", name, doc.get("title", ""), kr, who)

    def _said(self) -> Iterator[Entry]:
        for table, letter in (*_NUMBERED.items(), ("parked", "")):
            for doc in self._books.view.all(table):
                kr = doc.get("key_result")
                if kr is not None and kr not in self._key_result_names:
                    continue
                name = f"{letter}{doc.get('number')}" if letter else ""
                more = [self._login(doc.get("owner")), doc.get("why"), doc.get("next_step")]
                more += [doc.get("mitigation"), doc.get("outcome")]
                text = " ".join(str(part) for part in more if part)
                yield _entry(doc, table, name, doc.get("title", ""), kr, text)

    def _meetings(self) -> Iterator[Entry]:
        if self._calendar is None:
            return
        # The newest first: of many, it is the one that is looked for.
        for doc in reversed(list(self._books.view.all("meetings"))):
            day = self._calendar.day(datetime.fromisoformat(doc["opened_at"]))
            title = f"{day.isoformat()}  {doc.get('summary', '')}".strip().replace("\n", " ")
            yield _entry({"id": doc["id"]}, "meetings", str(doc.get("name", "")), title, None)

    def _notes(self) -> Iterator[Entry]:
        for doc in self._books.view.all("check_ins"):
            said = [doc.get(field) for field in ("note", "why", "next_step")]
            kr = doc.get("key_result")
            if any(said) and kr in self._key_result_names:
                title = " · ".join(str(part) for part in said if part).replace("\n", " ")
                yield _entry(doc, "check_ins", self._key_result_names[kr], title, kr)

    # -- names

    def _login(self, owner: str | None) -> str:
        return self._logins.get(owner or "") or owner or ""

    def _old_objective(self, place: str) -> str:
        owner, _, number = place.rpartition("/")
        return f"{self._login(owner)}/O{number}"

    def _old_key_result(self, place: str) -> str:
        objective, _, number = place.rpartition("/")
        return f"{self._objective_names.get(objective, '')}/KR{number}"


def _entry(
    doc: Mapping[str, Any],
    table: str,
    name: str,
    title: str,
    key_result: str | None,
    more: str = "",
    *,
    old: Collection[str] = (),
) -> Entry:
    # Who types the name of a key result means that, and not what belongs to it.
    names = () if table in _BELONGING else tuple(_folded(one) for one in (name, *old) if one)
    return Entry(
        id=doc["id"],
        table=table,
        name=name,
        title=title,
        key_result=key_result,
        ended=doc.get("state") in _ENDED,
        called=names,
        searched=_folded(" ".join((name, *old, title, more))),
    )


_BELONGING = frozenset({"tasks", "check_ins"})
"""What stands under the name of its key result, having none of its own."""

_ENDED = frozenset({"done", "dropped", "closed", "mitigated", "happened"})


def _rank_by_name(entry: Entry, whole: str) -> int | None:
    if whole in entry.called:
        return 0
    if len(whole) < _LONGEST_NAME and any(name.endswith(f"/{whole}") for name in entry.called):
        return 1
    return None


def _folded(text: str) -> str:
    return plain(text).casefold()

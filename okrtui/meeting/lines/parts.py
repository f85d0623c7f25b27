"""The parts of one line of typing: who (`@lin`), by when (its last words), how bad, what then.

Only what a line plainly says is taken off it. Whatever is not understood stays in the title, as it
was typed. Signs that a Chinese input method types are their plain twins: ＠ → － ：.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from okrtui.model.books import Books
from okrtui.model.records import COMPANY, TEAM, Level, Member
from okrtui.text.dates import take_day
from okrtui.text.fullwidth import plain

ARROW = re.compile(r"(?:^|\s)[-－=＝][>＞]\s*|\s*[→⇒]\s*")
"""What parts a line from what follows from it: the mitigation, the next step."""

NOBODY = "@-"
NO_DAY = "-"
_LEVELS = {
    "l": Level.LOW, "m": Level.MEDIUM, "h": Level.HIGH,
    "低": Level.LOW, "中": Level.MEDIUM, "高": Level.HIGH,
}  # fmt: skip
_BINDS = frozenset(
    [
        "since", "from", "after", "past", "of", "than", "and", "or", "between", "through", "to",
        "for", "the", "自", "自从", "从", "到", "至", "晚于", "早于", "超过", "和", "或", "在",
    ]
)  # fmt: skip
"""A day after one of these belongs to the title: `SDK slips past 15 Dec`, `down since Monday`."""


class Ground(msgspec.Struct, frozen=True):
    """What a line is read against: what is written down, what day it is, what is in hand."""

    books: Books
    today: date
    key_result: str | None = None


class Line(msgspec.Struct, frozen=True):
    """What a line says. `owner` is a member's id, or the name of somebody outside.

    then: what stands after the arrow. says: which of the others it says at all, also where it says
    that there is none (`@-`).
    """

    title: str
    owner: str | None = None
    due: date | None = None
    probability: Level = Level.MEDIUM
    impact: Level = Level.MEDIUM
    then: str = ""
    says: frozenset[str] = frozenset()


class _Words:
    """The words of a line, off which its parts are taken."""

    def __init__(self, text: str, ground: Ground, least: int) -> None:
        self.words = text.split()
        self.books, self.today = ground.books, ground.today
        self.least = least
        self.says: set[str] = set()
        self.due: date | None = None
        self.owner: str | None = None
        self.levels = (Level.MEDIUM, Level.MEDIUM)

    def _spare(self) -> bool:
        return len(self.words) > self.least

    def take_day(self) -> None:
        if "due" in self.says or not self.words:
            return
        if self._says_no_day():
            self.words.pop()
            self.says.add("due")
            return
        # A word before them, so that they may all be used up where that is allowed.
        padded = self.words if self.least else ["…", *self.words]
        rest, due = take_day(padded, self.today)
        if due is None or plain(rest[-1]).casefold() in _BINDS:
            return
        self.words = rest if self.least else rest[1:]
        self.due = due
        self.says.add("due")

    def _says_no_day(self) -> bool:
        if plain(self.words[-1]) != NO_DAY:
            return False
        before = self.words[-2:-1]
        return not before if not self.least else bool(before and plain(before[0])[0] == "@")

    def take_owner(self, *places: int) -> None:
        for place in places:
            if "owner" in self.says or not self._spare():
                return
            name = plain(self.words[place])
            if len(name) > 1 and name[0] == "@":
                self.owner = owner_named(self.words.pop(place)[1:], self.books)
                self.says.add("owner")

    def take_bare_owner(self) -> None:
        """Take the member whose name is the first word, or stands before its colon."""
        if "owner" in self.says or not self.words:
            return
        first = self.words[0]
        name, colon, rest = _part_colon(first)
        if colon and rest:
            member = member_called(name, self.books)
            left = [rest, *self.words[1:]]
        else:
            member = member_called(first.rstrip(":：,，"), self.books) if self._spare() else None
            left = self.words[1:]
        if member is not None:
            self.words, self.owner = left, member.id
            self.says.add("owner")

    def take_levels(self) -> None:
        if "levels" in self.says or not self._spare():
            return
        last = plain(self.words[-1])
        letters = last.casefold()
        millimetres = last in {"mm", "ml"} and plain(self.words[-2:][0]).isdecimal()
        if len(letters) == 2 and set(letters) <= _LEVELS.keys() and not millimetres:
            self.words.pop()
            self.levels = (_LEVELS[letters[0]], _LEVELS[letters[1]])
            self.says.add("levels")


def read_line(
    text: str,
    ground: Ground,
    *,
    arrow: bool = False,
    levels: bool = False,
    bare_owner: bool = False,
    day_before_owner: bool = False,
    all_parts: bool = False,
) -> Line:
    """Read a line from its end: the day, the owner, the levels; the rest is its title.

    arrow: what stands after one is what then. levels: two letters say how likely and how bad.
    bare_owner: its first word may be a member.
    day_before_owner: a day may also stand before its owner, where it cannot belong to the title.
    all_parts: it need not have a title.
    """
    found = ARROW.search(text) if arrow else None
    before, then = (text[: found.start()], text[found.end() :]) if found else (text, "")
    words = _Words(before, ground, least=0 if all_parts else 1)
    words.take_day()
    for _ in range(2):
        words.take_owner(-1)
        if levels:
            words.take_levels()
    if bare_owner or day_before_owner or all_parts:
        words.take_day()
    words.take_owner(0)
    if bare_owner:
        words.take_bare_owner()
    return Line(
        title=" ".join(words.words) if words.says else before.strip(),
        owner=words.owner,
        due=words.due,
        probability=words.levels[0],
        impact=words.levels[1],
        then=then.strip(),
        says=frozenset(words.says) | ({"then"} if found else frozenset()),
    )


def _part_colon(word: str) -> tuple[str, str, str]:
    for colon in "：:":
        if colon in word:
            return word.partition(colon)
    return word, "", ""


def owner_named(name: str, books: Books) -> str | None:
    """Return the owner that is meant: a member's id, the team, somebody outside; `-` is nobody.

    A name of several words is typed with `_` between them: `@Payments_team`.
    """
    bare = name.rstrip(",，;；:：")
    if plain(bare) in {"-", "–", ""}:
        return None
    wanted = bare.casefold()
    if wanted in {TEAM, "团队"}:
        return TEAM
    if wanted in {COMPANY, "公司"}:
        return COMPANY
    member = member_called(bare, books)
    return member.id if member else bare.replace("_", " ")


def member_called(name: str, books: Books) -> Member | None:
    """Return the member with a login, a name, or a first name that nobody else has."""
    wanted = plain(name).lstrip("@").casefold()
    if not wanted:
        return None
    alike = []
    for member in books.members():
        if wanted in {member.login.casefold(), member.name.casefold()}:
            return member
        if wanted == next(iter(member.name.casefold().split()), ""):
            alike.append(member)
    return alike[0] if len(alike) == 1 else None

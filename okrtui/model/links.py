"""What hangs together: who is aligned to what, who waits for whom, and what is asked of somebody.

Pure, over the books. The rules by which a link is made stand in `meeting.links`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import msgspec

from okrtui.model.books import Books
from okrtui.model.carried import CARRIED
from okrtui.model.managers import is_above
from okrtui.model.records import (
    COMPANY,
    TEAM,
    Cycle,
    CycleState,
    KeyResult,
    Link,
    Member,
    Objective,
    State,
)

VERTICAL: Final = "vertical"
HORIZONTAL: Final = "horizontal"
DEPENDS: Final = "depends"
COLLABORATOR: Final = "collaborator"

ALIGNING: Final = frozenset({VERTICAL, HORIZONTAL})
ASKING: Final = frozenset({DEPENDS, COLLABORATOR})
"""Kinds of links that are asked for, and then confirmed or refused."""

ASKED: Final = "asked"
CONFIRMED: Final = "confirmed"
REFUSED: Final = "refused"

_ORDER: Final = (ASKED, REFUSED, CONFIRMED)
_LEVELS: Final = {COMPANY: 2, TEAM: 1}
_ALIVE: Final = frozenset({State.AGREED, State.DRAFT})

Item = Objective | KeyResult


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A dependency or a collaboration, as both sides see it.

    source: what needs it. asker: who answers for that, an owner.
    upon: the objective or key result that it needs; None where somebody themselves is asked.
    """

    link: Link
    source: Item
    asker: str
    upon: Item | None

    @property
    def state(self) -> str:
        """How it stands: `asked`, `confirmed` or `refused`."""
        return self.link.state or ASKED

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state == ASKED


# -- what a link leads to


def item_of(books: Books, id: str | None) -> Item | None:
    """Return the objective or key result with an id; None for anything else."""
    return books.find(Objective, id) or books.find(KeyResult, id)


def objective_of(books: Books, item: Item) -> Objective | None:
    """Return an objective itself, or that of a key result; None where it is gone."""
    return item if isinstance(item, Objective) else books.find(Objective, item.objective)


def answers(books: Books, item: Item) -> str:
    """Return who answers for an objective or key result: an owner."""
    if isinstance(item, KeyResult) and item.owner:
        return item.owner
    objective = objective_of(books, item)
    return objective.owner if objective else ""


def is_alive(books: Books, item: Item) -> bool:
    """Return whether it goes on: neither it nor its objective was dropped or closed."""
    objective = objective_of(books, item)
    if objective is None or not {item.state, objective.state} <= _ALIVE:
        return False
    cycle = books.find(Cycle, objective.cycle)
    return cycle is not None and cycle.state is not CycleState.CLOSED


def how_gone(books: Books, end: str) -> str:
    """Return how an end of a link went: `dropped`, `ended`, or nothing where it goes on."""
    item = item_of(books, end)
    if item is None or is_alive(books, item):
        return ""
    objective = objective_of(books, item)
    states = {item.state, objective.state if objective else State.DROPPED}
    return "dropped" if State.DROPPED in states else "ended"


def name_of(books: Books, end: str, *, beside: Item | None = None) -> str:
    """Return what people call an end of a link.

    `lin/O2/KR1`, a member's name, an outsider as typed; `TEAM` and `COMPANY` stay as they are, for
    they have a word in each language.

    beside: the other end: what is of another cycle than that carries its cycle's name.
    """
    item = item_of(books, end)
    if item is None:
        member = books.find(Member, end)
        return (member.name or member.login) if member else end
    objective = objective_of(books, item)
    if objective is None:
        return item.title
    name = books.objective_name(objective)
    if isinstance(item, KeyResult):
        name = f"{name}/KR{item.number}"
    other = objective_of(books, beside) if beside else None
    if other is None or other.cycle == objective.cycle:
        return name
    cycle = books.find(Cycle, objective.cycle)
    return f"{cycle.name}:{name}" if cycle else name


# -- both ways along the links


def targets_of(books: Books, id: str) -> list[Link]:
    """Return the links that go out from an objective or key result, the earliest first."""
    return [link for link in books.where(Link, "source", id) if link.kind != CARRIED]


def sources_of(books: Books, id: str) -> list[Link]:
    """Return the links that lead to an objective, key result, member or outsider."""
    return [link for link in books.where(Link, "target", id) if link.kind != CARRIED]


def level(owner: str) -> int:
    """Return how high an owner stands: the company above the team, the team above its members."""
    return _LEVELS.get(owner, 0)


def kind_between(books: Books, source: Item, target: Item) -> str:
    """Return how one would be aligned to the other: to what is above, or to the same level.

    Above stand what a higher owner has, what one's manager has, and what is of a longer cycle.
    """
    low, high = objective_of(books, source), objective_of(books, target)
    if low is None or high is None:
        return HORIZONTAL
    if level(high.owner) > level(low.owner) or _leads(books, high.owner, low.owner):
        return VERTICAL
    same_level = level(high.owner) == level(low.owner)
    return VERTICAL if same_level and _lasts_longer(books, high, low) else HORIZONTAL


def _leads(books: Books, one: str, member: str) -> bool:
    return one != member and is_above(books, one, member)


def _lasts_longer(books: Books, one: Objective, than: Objective) -> bool:
    long, short = books.find(Cycle, one.cycle), books.find(Cycle, than.cycle)
    if long is None or short is None:
        return False
    return long.end - long.start > short.end - short.start


# -- circles


def circle(books: Books, source: str, target: str, kind: str = VERTICAL) -> list[str]:
    """Return the ids along which a link would lead back to where it starts; none where it does not.

    The first is `source`, the second `target`; the last leads to `source` again. What is aligned
    upward carries its whole objective with it. What waits for an objective waits for all of its key
    results; a refused dependency is none. Links of other kinds may go round.

    kind: of the link that is thought of.
    """
    if kind == VERTICAL:
        return _way_back(
            source, target, lambda one: _above(books, one), lambda one: _whole(books, one)
        )
    if kind == DEPENDS:
        return _way_back(source, target, lambda one: _needs(books, one), lambda one: one)
    return []


def _way_back(
    source: str,
    target: str,
    onward: Callable[[str], Iterator[str]],
    whole: Callable[[str], str],
) -> list[str]:
    start, seen = whole(source), {whole(target)}
    ways: list[list[str]] = [[source, target]]
    while ways:
        way = ways.pop(0)
        if whole(way[-1]) == start:
            return way[:-1] if way[-1] == source and len(way) > 1 else way
        for following in onward(way[-1]):
            if whole(following) not in seen:
                seen.add(whole(following))
                ways.append([*way, following])
    return []


def _whole(books: Books, id: str) -> str:
    key_result = books.find(KeyResult, id)
    return key_result.objective if key_result else id


def _above(books: Books, id: str) -> Iterator[str]:
    """Yield what an objective, or one of its key results, is aligned upward to."""
    objective = _whole(books, id)
    below = (doc["id"] for doc in books.view.where("key_results", "objective", objective))
    for one in (objective, *below):
        yield from (link.target for link in targets_of(books, one) if link.kind == VERTICAL)


def _needs(books: Books, id: str) -> Iterator[str]:
    """Yield what something waits for: what it depends on, and of an objective, its key results."""
    for link in targets_of(books, id):
        if link.kind == DEPENDS and link.state != REFUSED:
            yield link.target
    yield from (doc["id"] for doc in books.view.where("key_results", "objective", id))


# -- what is asked of whom


def asked_of(books: Books, owner: str) -> list[Asked]:
    """Return what others ask of an owner: of themselves, or of what they answer for.

    Of things that go on. What nobody answered comes first, then by the day it is needed by.

    owner: a member's id, `TEAM`, `COMPANY`, or the name of an outsider.
    """
    upon = [owner, *_theirs(books, owner)]
    links = [link for one in upon for link in sources_of(books, one) if link.kind in ASKING]
    return _listed(books, links)


def asked_upon(books: Books, key_result: KeyResult) -> list[Asked]:
    """Return what is asked upon a key result, its objective, or who answers for it themselves."""
    ends = (key_result.id, key_result.objective, answers(books, key_result))
    links = [link for one in ends for link in sources_of(books, one) if link.kind in ASKING]
    return _listed(books, links)


def whom(books: Books, asked: Asked) -> str:
    """Return who is asked: who answers for what it is upon, a member, or somebody outside."""
    return whom_of(books, asked.link)


def whom_of(books: Books, link: Link) -> str:
    """Return who is asked by a link: an owner, or the name of somebody outside."""
    upon = item_of(books, link.target)
    return answers(books, upon) if upon is not None else link.target


def waiting_for(books: Books, owner: str) -> list[Asked]:
    """Return what an owner's objectives and key results wait for, as `asked_of` orders it."""
    theirs = _theirs(books, owner)
    links = [link for one in theirs for link in targets_of(books, one) if link.kind in ASKING]
    return _listed(books, links)


def unanswered(books: Books) -> list[Asked]:
    """Return every dependency and collaboration that nobody answered yet, by the day needed by."""
    # By their documents first: what is aligned or carried over has no state either.
    docs = (doc for state in (ASKED, None) for doc in books.view.where("links", "state", state))
    found = [doc["id"] for doc in docs if doc.get("kind") in ASKING]
    return _listed(books, [books.get(Link, one) for one in found])


def _theirs(books: Books, owner: str) -> Iterator[str]:
    """Yield the ids of the objectives and key results that an owner answers for."""
    view = books.view
    for objective in view.where("objectives", "owner", owner):
        yield objective["id"]
        for kr in view.where("key_results", "objective", objective["id"]):
            if not kr.get("owner"):
                yield kr["id"]
    yield from (kr["id"] for kr in view.where("key_results", "owner", owner))


def _listed(books: Books, links: list[Link]) -> list[Asked]:
    found = [asked for link in links if (asked := _asked(books, link)) is not None]
    order = {link.id: at for at, link in enumerate(links)}

    def key(asked: Asked) -> tuple[int, date, int]:
        state = _ORDER.index(asked.state) if asked.state in _ORDER else len(_ORDER)
        return (state, asked.link.by or date.max, order[asked.link.id])

    return sorted(found, key=key)


def _asked(books: Books, link: Link) -> Asked | None:
    source = item_of(books, link.source)
    if source is None or not is_alive(books, source):
        return None
    return Asked(
        link=link,
        source=source,
        asker=answers(books, source),
        upon=item_of(books, link.target),
    )

"""What goes round in a circle, among things that lead to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Ways = dict[str, set[str]]


def on_circles(onward: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return what leads back to itself, at a cost that follows the ways where nothing does.

    onward: for each thing, what it leads to; what is no key of it leads nowhere.
    """
    ways = {one: {to for to in leads if to in onward} for one, leads in onward.items()}
    # What is before a circle goes with the first turn, what is behind one with the second.
    for _ in range(2):
        ways = _turned(_without_ends(ways))
    return frozenset(one for one in ways if _leads_back(one, ways))


def _turned(ways: Ways) -> Ways:
    back: Ways = {one: set() for one in ways}
    for one, leads in ways.items():
        for to in leads:
            back[to].add(one)
    return back


def _without_ends(ways: Ways) -> Ways:
    """Return the ways without what leads nowhere, or only to that."""
    back = _turned(ways)
    count = {one: len(leads) for one, leads in ways.items()}
    ends = [one for one, leads in ways.items() if not leads]
    gone: set[str] = set()
    while ends:
        end = ends.pop()
        gone.add(end)
        for one in back[end]:
            count[one] -= 1
            if not count[one]:
                ends.append(one)
    return {one: leads - gone for one, leads in ways.items() if one not in gone}


def _leads_back(start: str, ways: Ways) -> bool:
    seen: set[str] = set()
    ahead = [*ways[start]]
    while ahead:
        one = ahead.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            ahead += ways[one]
    return False

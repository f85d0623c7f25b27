"""The minutes in ten lines at most, as plain text for a chat: no tables, no markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from okrtui.minutes.content import Content, Review
from okrtui.minutes.lines import ActionLine, Life
from okrtui.minutes.paper import danger, healths, to_be_reviewed, totals
from okrtui.minutes.paper_changes import change_in_short
from okrtui.minutes.paper_entries import due_day, in_order
from okrtui.minutes.paper_head import title
from okrtui.minutes.phrases import Markup, Phrases, capital
from okrtui.text.harmless import harmless
from okrtui.text.words import Words

_LINES: Final = 10
_IN_DANGER: Final = 3
_MOST: Final = 4


def write_short(content: Content, words: Words) -> str:
    """Return the minutes in at most ten lines; the same bytes each time."""
    say = Phrases(words, content.day.year, PLAIN)
    above = [title(content, say), say.typed(content.summary), _standing(content, say)]
    told = (*content.changes, *content.between)
    changes = (change_in_short(one, say) for one in in_order(told))
    below = [
        _list("minutes.short_decided", _decisions(content, say), say),
        _list("minutes.short_changed", changes, say),
        _list("minutes.short_to_do", _actions(content, say), say),
        _list("minutes.short_news", _news(content, say), say),
    ]
    if content.next_on is not None:
        below.append(words("minutes.next_meeting", day=say.full_date(content.next_on)))
    room = _LINES - sum(map(bool, above + below))
    lines = [*above, *_dangers(content.in_need(), min(_IN_DANGER, room), say), *below]
    return "".join(f"{line}\n" for line in lines if line)


def _plain(text: str) -> str:
    return harmless(" ".join(text.split()))


PLAIN: Final = Markup(typed=_plain, strong="{}")


def _standing(content: Content, say: Phrases) -> str:
    """Return where all stands against last week, on one line."""
    facts = []
    for cycle in content.cycles:
        numbers = [part for part in (totals(cycle, say), healths(cycle, say)) if part]
        told = say.words("minutes.semicolon").join(numbers)
        if len(content.cycles) > 1:
            told = say.words("minutes.with_facts", what=say.line(cycle.name), facts=told)
        facts.append(told)
    known = to_be_reviewed(content)
    if known:
        done = sum(one.reviewed for one in known)
        facts.append(say.words("minutes.reviewed", count=done, of=len(known)))
    return capital(say.words("minutes.semicolon").join(facts))


def _dangers(found: Sequence[Review], most: int, say: Phrases) -> Iterator[str]:
    """Yield a line each for the worst key results; the last one says how many more there are."""
    told = found[:most]
    for place, review in enumerate(told, 1):
        line = say.words(
            "minutes.key_result",
            name=say.line(review.name),
            title=say.line(review.key_result.title),
            facts=say.facts([danger(review, say), say.owner(review.owner)]),
        )
        more = len(found) - len(told) if place == len(told) else 0
        others = say.words("minutes.short_others", n=more) if more else ""
        yield f"- {say.sentences([line, say.reason(review), others])}"


def _decisions(content: Content, say: Phrases) -> Iterator[str]:
    for one in content.decisions:
        yield f"D{one.number} {say.line(one.title)}"


def _actions(content: Content, say: Phrases) -> Iterator[str]:
    for one in content.actions:
        if one.is_open:
            yield _action(one, say)


def _action(action: ActionLine, say: Phrases) -> str:
    facts = say.listed([say.owner(action.owner), due_day(action, say)])
    what = f"A{action.number} {say.line(action.title)}"
    return say.words("minutes.with_brackets", what=what, facts=facts) if facts else what


def _news(content: Content, say: Phrases) -> Iterator[str]:
    """Yield the risks and problems that are new; old ones stand in the minutes."""
    for letter, found in (("R", content.risks), ("P", content.problems)):
        for one in found:
            if one.life is Life.NEW:
                yield f"{letter}{one.number} {say.line(one.title)}"


def _list(key: str, entries: Iterable[str], say: Phrases) -> str:
    """Return entries of one kind on one line, and how many more there are; nothing for none."""
    told = list(entries)
    if not told:
        return ""
    shown, more = told[:_MOST], len(told) - _MOST
    if more > 0:
        shown.append(say.words("minutes.short_more", n=more))
    return say.words(key, what=say.words("minutes.semicolon").join(shown))

"""What stands at the head of the minutes: which meeting, who was there, which version this is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from okrtui.minutes.content import Content
from okrtui.minutes.lines import Reopened
from okrtui.minutes.phrases import Phrases


def title(content: Content, say: Phrases) -> str:
    """Return which team's meeting this was, of which week and day."""
    key = "minutes.title" if content.team else "minutes.title_without_team"
    return say.words(
        key,
        team=say.line(content.team),
        week=say.line(content.meeting),
        date=say.full_date(content.day),
    )


def head(content: Content, say: Phrases) -> Iterator[str]:
    """Yield the lines below the title: the circumstances, and the version where there are more."""
    yield say.facts([*_people(content, say), _time(content, say), _rating(content, say)])
    version = len(content.reopened) + 1
    if content.reopened:
        told = [_reopened(one, say) for one in content.reopened]
        yield say.sentences([say.words("minutes.version", n=version), *told])
    if content.superseded is not None:
        old = say.words("minutes.superseded", n=version)
        yield say.sentences([old, _reopened(content.superseded, say)])


def _people(content: Content, say: Phrases) -> Iterator[str]:
    words = say.words
    if content.facilitator:
        yield words("minutes.facilitator", name=say.line(content.facilitator))
    if content.present:
        yield words("minutes.present", names=say.names(map(say.line, content.present)))
    if content.absent:
        yield words("minutes.absent", names=say.names(map(say.line, content.absent)))
    late = [_at(one.name, one.came, say) for one in content.comings if one.came]
    early = [_at(one.name, one.left, say) for one in content.comings if one.left]
    if late:
        yield words("minutes.came_late", names=say.names(late))
    if early:
        yield words("minutes.left_early", names=say.names(early))


def _at(name: str, time: datetime, say: Phrases) -> str:
    return say.words("minutes.with_brackets", what=say.line(name), facts=f"{time:%H:%M}")


def _time(content: Content, say: Phrases) -> str:
    start = f"{content.started:%H:%M}"
    if content.ended is None:
        return say.words("minutes.so_far", start=start)
    # What was mended afterwards has its own line; the meeting was over when it was first closed.
    ended = (content.reopened[0].ended if content.reopened else None) or content.ended
    same_day = ended.date() == content.started.date()
    end = f"{ended:%H:%M}" if same_day else say.moment(ended)
    return say.words("minutes.from_to", start=start, end=end)


def _rating(content: Content, say: Phrases) -> str:
    return say.words("minutes.rating", rating=content.rating) if content.rating else ""


def _reopened(one: Reopened, say: Phrases) -> str:
    told = say.words("minutes.reopened", when=say.moment(one.at), who=say.line(one.by))
    if not one.why:
        return told
    return say.words("minutes.with_facts", what=told, facts=say.typed(one.why))

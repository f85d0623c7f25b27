"""The round as a list of a paper: per member, per objective, a line per key result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from okrtui.minutes.blocks import Block, Bullets, Item
from okrtui.minutes.content import Branch, Content, Review, Stop
from okrtui.minutes.lines import Work
from okrtui.minutes.phrases import Phrases
from okrtui.model.records import TaskState

_TAKEN_UP: Final = {
    TaskState.BLOCKED: "minutes.tasks_blocked",
    TaskState.DOING: "minutes.tasks_doing",
    TaskState.TODO: "minutes.tasks_to_do",
}


def round_section(content: Content, say: Phrases) -> list[Block]:
    """Return the stops of the round as one list: member, objective, key result."""
    alarms = {review.name for review in content.in_need() if review.alarming}
    names = Counter(stop.name for stop in content.round)
    items = [
        Item(_who(stop, say, namesakes=names[stop.name] > 1), told)
        for stop in content.round
        if (told := tuple(_stop(stop, say, alarms)))
    ]
    return [Bullets(tuple(items))] if items else []


def _who(stop: Stop, say: Phrases, *, namesakes: bool) -> str:
    name = say.emphasised(say.owner(stop.name))
    if namesakes and stop.login:
        name = say.words("minutes.with_brackets", what=name, facts=say.line(stop.login))
    progress = ""
    if stop.progress.now is not None:
        progress = say.words("minutes.progress", progress=say.pair(stop.progress))
    absent = "" if stop.present else say.words("minutes.is_absent")
    return say.facts([name, absent, progress])


def _stop(stop: Stop, say: Phrases, alarms: set[str]) -> Iterator[Item]:
    for branch in stop.branches:
        lines = tuple(
            _key_result(review, say, alarm=review.name in alarms, own=branch.own)
            for review in branch.reviews
            if _has_a_line(review, alarm=review.name in alarms)
        )
        if branch.own:
            title = _objective(branch, say, known=branch.progress == stop.progress)
            yield Item(title, lines)
        else:
            yield from lines
    quiet = [
        review
        for branch in stop.branches
        for review in branch.reviews
        if not (_has_a_line(review, alarm=review.name in alarms) or review.added)
    ]
    shared = [
        ("minutes.unchanged", [_in_short(one, say) for one in quiet if one.reviewed]),
        ("minutes.not_reviewed", [_in_short(one, say) for one in quiet if not one.reviewed]),
        ("minutes.tasks_done", [_task(one, say) for one in stop.done]),
        ("minutes.tasks_added", [_task(one, say, plan=True) for one in stop.added]),
        *(
            (key, [_task(one, say) for one in stop.taken_up if one.state is state])
            for state, key in _TAKEN_UP.items()
        ),
    ]
    between = say.words("minutes.semicolon")
    yield from (Item(say.words(key, what=between.join(parts))) for key, parts in shared if parts)


def _has_a_line(review: Review, *, alarm: bool) -> bool:
    """Return whether a key result has more to tell than that it is as it was."""
    if review.dropped or review.votes or review.health_set:
        return True
    if review.reviewed and review.unchanged:
        # What needs attention has what was said of it there, and every text is written once.
        return bool(review.note and review.why) if alarm else bool(review.note or review.explained)
    return review.reviewed or review.entered or review.beforehand


def _objective(branch: Branch, say: Phrases, *, known: bool) -> str:
    """Return an objective; its progress is left out where the line above says the same."""
    line = f"{say.bold(branch.name)} {say.line(branch.title)}"
    if known or branch.progress.now is None:
        return line
    return say.words("minutes.objective", what=line, progress=say.pair(branch.progress))


def _key_result(review: Review, say: Phrases, *, alarm: bool, own: bool) -> Item:
    outlook = ["", ""]
    if not review.dropped:
        outlook = [say.remaining(review), say.health(review, was=not alarm)]
    facts = [
        say.value(review),
        outlook[0],
        say.confidence(review),
        *(say.vote(vote) for vote in review.votes),
        outlook[1],
        *_circumstances(review, say),
    ]
    line = say.words(
        "minutes.key_result",
        name=say.bold(review.name.rpartition("/")[2] if own else review.name),
        title=say.line(review.key_result.title),
        facts=say.facts(facts),
    )
    note = [] if alarm and not review.why else say.lines(review.note)
    why = "" if alarm else say.reason(review)
    if len(note) > 1:
        return Item(say.sentences([line, why]), tuple(map(Item, note)))
    return Item(say.sentences([line, *note, why]))


def _circumstances(review: Review, say: Phrases) -> Sequence[str]:
    words = say.words
    return (
        words("minutes.health_by_hand") if review.health_set and not review.health_reason else "",
        _unchanged(review, say),
        words("minutes.beforehand") if review.beforehand else "",
        words("minutes.entered") if review.entered else "",
        _speaker(review, say),
        words("minutes.given_up") if review.dropped else "",
    )


def _unchanged(review: Review, say: Phrases) -> str:
    if review.unchanged < 2:
        return say.words("minutes.unchanged_once") if review.unchanged else ""
    return say.words("minutes.unchanged_times", count=review.unchanged)


def _speaker(review: Review, say: Phrases) -> str:
    if not review.spoken_by:
        return ""
    name, owner = say.owner(review.spoken_by), say.owner(review.owner)
    return say.words("minutes.spoken_by", name=name, owner=owner)


def _in_short(review: Review, say: Phrases) -> str:
    times = f"×{review.unchanged}" if review.unchanged > 1 else ""
    facts = [
        say.value_now(review),
        say.confidence(review),
        say.health(review, was=False),
        times,
        _speaker(review, say),
    ]
    return say.words(
        "minutes.in_short",
        name=say.bold(review.name),
        title=say.line(review.key_result.title),
        facts=say.listed(facts),
    )


def _task(work: Work, say: Phrases, *, plan: bool = False) -> str:
    who = say.who_when(work.assignee, work.due) if plan else say.owner(work.assignee)
    state = say.words("minutes.task_blocked") if work.state is TaskState.BLOCKED and plan else ""
    facts = say.listed([who, say.line(work.key_result), state])
    title = say.line(work.title)
    return say.words("minutes.with_brackets", what=title, facts=facts) if facts else title

"""The round as Markdown: per member, per objective, a line per key result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from okrtui.minutes.content import Branch, Content, Review, Stop, Work
from okrtui.minutes.phrases import Phrases, bullets
from okrtui.text.markdown import escape


def round_section(content: Content, say: Phrases) -> list[str]:
    """Return the stops of the round as one list: member, objective, key result."""
    alarmed = set(content.attention)
    names = Counter(stop.name for stop in content.round)
    lines: list[str] = []
    for stop in content.round:
        if told := _stop(stop, say, alarmed):
            lines += [*bullets([_who(stop, say, namesakes=names[stop.name] > 1)]), *told]
    return lines


def _who(stop: Stop, say: Phrases, *, namesakes: bool) -> str:
    name = f"**{say.owner(stop.name)}**"
    if namesakes and stop.login:
        name = say.words("minutes.with_brackets", what=name, facts=escape(stop.login))
    progress = ""
    if stop.progress.now is not None:
        progress = say.words("minutes.progress", progress=say.pair(stop.progress))
    absent = "" if stop.present else say.words("minutes.is_absent")
    return say.facts([name, absent, progress])


def _stop(stop: Stop, say: Phrases, alarmed: set[str]) -> list[str]:
    words = say.words
    lines: list[str] = []
    for branch in stop.branches:
        if branch.own:
            lines += bullets([_objective(branch, say, known=branch.progress == stop.progress)], 2)
        for review in branch.reviews:
            if _has_a_line(review):
                alarm = review.name in alarmed
                lines += _key_result(review, say, alarm=alarm, indent=4 if branch.own else 2)
    reviews = [review for branch in stop.branches for review in branch.reviews]
    quiet = [review for review in reviews if not (_has_a_line(review) or review.added)]
    shared = [
        ("minutes.unchanged", [_in_short(one, say) for one in quiet if one.reviewed]),
        ("minutes.not_reviewed", [_in_short(one, say) for one in quiet if not one.reviewed]),
        ("minutes.tasks_done", [_task(one, say) for one in stop.done]),
        ("minutes.tasks_added", [_task(one, say, plan=True) for one in stop.added]),
    ]
    between = words("minutes.semicolon")
    return lines + bullets(
        [words(key, what=between.join(parts)) for key, parts in shared if parts], 2
    )


def _has_a_line(review: Review) -> bool:
    """Return whether a key result has more to tell than that it is as it was."""
    if review.reviewed and review.unchanged:
        return bool(review.note or review.dropped)
    return review.reviewed or review.entered or review.beforehand or review.dropped


def _objective(branch: Branch, say: Phrases, *, known: bool) -> str:
    """Return an objective; its progress is left out where the line above says the same."""
    line = f"{say.bold(branch.name)} {escape(branch.title)}"
    if known or branch.progress.now is None:
        return line
    return say.words("minutes.objective", what=line, progress=say.pair(branch.progress))


def _key_result(review: Review, say: Phrases, *, alarm: bool, indent: int) -> list[str]:
    outlook = [] if review.dropped else [say.remaining(review), say.health(review, was=not alarm)]
    facts = [
        say.value(review),
        *outlook[:1],
        say.confidence(review),
        *outlook[1:],
        *_circumstances(review, say),
    ]
    line = say.words(
        "minutes.key_result",
        name=say.bold(review.name.rpartition("/")[2] if indent > 2 else review.name),
        title=escape(review.key_result.title),
        facts=say.facts(facts),
    )
    note = say.lines(review.note)
    # What needs attention has its reason there, and every text is written once.
    why = "" if alarm else say.reason(review)
    if len(note) > 1:
        return [*bullets([say.sentences([line, why])], indent), *bullets(note, indent + 2)]
    return bullets([say.sentences([line, *note, why])], indent)


def _circumstances(review: Review, say: Phrases) -> Sequence[str]:
    words = say.words
    return (
        words("minutes.unchanged_times", count=review.unchanged) if review.unchanged else "",
        words("minutes.beforehand") if review.beforehand else "",
        words("minutes.entered") if review.entered else "",
        words("minutes.given_up") if review.dropped else "",
    )


def _in_short(review: Review, say: Phrases) -> str:
    times = f"×{review.unchanged}" if review.unchanged > 1 else ""
    facts = [say.value_now(review), say.confidence(review), say.health(review, was=False), times]
    return say.words(
        "minutes.in_short",
        name=say.bold(review.name),
        title=escape(review.key_result.title),
        facts=say.listed(facts),
    )


def _task(work: Work, say: Phrases, *, plan: bool = False) -> str:
    who = say.who_when(work.assignee, work.due) if plan else say.owner(work.assignee)
    facts = say.listed([who, escape(work.key_result)])
    title = escape(work.title)
    return say.words("minutes.with_brackets", what=title, facts=facts) if facts else title

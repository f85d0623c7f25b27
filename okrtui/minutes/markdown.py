"""The minutes as Markdown: what matters first, in English or Chinese.

Written to be sent unedited. No raw HTML, no emoji, one paragraph to a line (a line end between
Chinese signs would become a blank), lists rather than tables where texts are long.
"""

from __future__ import annotations

from decimal import Decimal

from okrtui.minutes.content import Content, CycleTotals, Review
from okrtui.minutes.markdown_entries import actions, changes, decisions, risks_and_problems
from okrtui.minutes.markdown_round import round_section
from okrtui.minutes.phrases import Phrases, bullets, capital
from okrtui.model.numbers import NOTHING, show_percent
from okrtui.model.records import Health
from okrtui.text.markdown import escape
from okrtui.text.words import Words


def write_markdown(content: Content, words: Words) -> str:
    """Return the minutes as Markdown in the language of `words`; the same bytes each time."""
    say = Phrases(words, content.day.year)
    sections = [
        (words("minutes.summary_heading"), _summary(content, say)),
        (words("minutes.attention"), _attention(content, say)),
        (words("minutes.decisions"), decisions(content, say)),
        (words("minutes.changes"), changes(content, say)),
        (words("minutes.actions"), actions(content, say)),
        (words("minutes.risks"), risks_and_problems(content, say)),
        (words("minutes.round"), round_section(content, say)),
        (words("minutes.parked"), _parked(content, say)),
        (words("minutes.next_and_time"), _next_and_time(content, say)),
    ]
    lines = [f"# {_title(content, say)}", "", _head(content, say)]
    for title, body in sections:
        if body:
            lines += ["", f"## {title}", "", *body]
    return "\n".join(lines) + "\n"


def _title(content: Content, say: Phrases) -> str:
    key = "minutes.title" if content.team else "minutes.title_without_team"
    return say.words(
        key,
        team=escape(content.team),
        week=escape(content.meeting),
        date=say.full_date(content.day),
    )


def _head(content: Content, say: Phrases) -> str:
    words = say.words
    started = f"{content.started:%H:%M}"
    parts = [
        words("minutes.facilitator", name=escape(content.facilitator))
        if content.facilitator
        else "",
        words("minutes.present", names=say.names(map(escape, content.present)))
        if content.present
        else "",
        words("minutes.absent", names=say.names(map(escape, content.absent)))
        if content.absent
        else "",
        words("minutes.so_far", start=started)
        if content.ended is None
        else words("minutes.from_to", start=started, end=f"{content.ended:%H:%M}"),
        words("minutes.rating", rating=content.rating) if content.rating else "",
    ]
    return say.facts(parts)


def _summary(content: Content, say: Phrases) -> list[str]:
    said = [line for text in say.lines(content.summary) for line in (text, "")]
    facts = [fact for cycle in content.cycles for fact in _cycle(cycle, say)]
    reviews = list(content.reviews().values())
    if reviews:
        facts.append(_reviewed(reviews, say))
    return [*said, *bullets(facts)] if facts else said[:-1]


def _cycle(cycle: CycleTotals, say: Phrases) -> list[str]:
    words = say.words
    mean = say.mean(cycle.confidence)
    numbers = [
        words("minutes.progress", progress=say.pair(cycle.progress)),
        words("minutes.mean_confidence", confidence=mean) if mean != NOTHING else "",
    ]
    healths = [
        words("minutes.health_count", health=words("terms." + health.value), count=count)
        for health in reversed(Health)
        for then, now in [cycle.healths.get(health, (0, 0))]
        if then or now
        for count in [say.moved(str(then), str(now))]
    ]
    return [
        words(
            "minutes.cycle",
            name=escape(cycle.name),
            week=cycle.week,
            weeks=cycle.weeks,
            gone=show_percent(cycle.gone),
        ),
        capital(words("minutes.since", facts=say.listed(numbers), day=say.day(cycle.then_on))),
        *([capital(say.listed(healths))] if healths else []),
    ]


def _reviewed(reviews: list[Review], say: Phrases) -> str:
    words = say.words
    known = [one for one in reviews if one.reviewed or not (one.added or one.dropped)]
    moves = [_move(one.then.progress, one.now.progress) for one in known]
    trust = [_move(one.then.confidence, one.now.confidence) for one in known]
    counts = [
        ("minutes.moved_up", moves.count(1)),
        ("minutes.moved_down", moves.count(-1)),
        ("minutes.confidence_up", trust.count(1)),
        ("minutes.confidence_down", trust.count(-1)),
    ]
    facts = [words(key, count=count) for key, count in counts if count]
    reviewed = words("minutes.reviewed", count=sum(one.reviewed for one in known), of=len(known))
    return (
        words("minutes.with_facts", what=reviewed, facts=say.listed(facts)) if facts else reviewed
    )


def _move(then: Decimal | int | None, now: Decimal | int | None) -> int:
    if then is None or now is None:
        return 0
    return (now > then) - (now < then)


def _attention(content: Content, say: Phrases) -> list[str]:
    reviews = content.reviews()
    found = [reviews[name] for name in content.attention if name in reviews]
    alarms = [review for review in found if _is_alarm(review)]
    fallen = [
        say.words(
            "minutes.in_short",
            name=say.bold(review.name),
            title=escape(review.key_result.title),
            facts=say.confidence_moved(review),
        )
        for review in found
        if not _is_alarm(review)
    ]
    lines = [_alarm(review, say) for review in alarms]
    if fallen:
        lines.append(say.words("minutes.fell", what=say.words("minutes.semicolon").join(fallen)))
    return bullets(lines)


def _is_alarm(review: Review) -> bool:
    """Return whether it needs a line of its own: more than a confidence that fell unexplained."""
    return review.now.health is not Health.ON_TRACK or review.explained


def _alarm(review: Review, say: Phrases) -> str:
    silent = ""
    if review.now.health is Health.STALE and review.days_silent is not None:
        silent = say.words("minutes.silent", n=review.days_silent)
    facts = [
        say.health(review),
        silent,
        say.confidence(review),
        say.value(review),
        say.owner(review.owner),
    ]
    line = say.words(
        "minutes.key_result",
        name=say.bold(review.name),
        title=escape(review.key_result.title),
        facts=say.facts(facts),
    )
    return say.sentences([line, say.reason(review)])


def _parked(content: Content, say: Phrases) -> list[str]:
    return bullets([escape(one.title) + say.about(one.key_result) for one in content.parked])


def _next_and_time(content: Content, say: Phrases) -> list[str]:
    words = say.words
    lines = []
    if content.next_on is not None:
        lines.append(words("minutes.next_meeting", day=say.full_date(content.next_on)))
    if content.times:
        taken = sum(line.taken for line in content.times)
        stops = {
            "actions": words("minutes.time_actions"),
            "closing": words("minutes.time_closing"),
            "team": words("terms.team"),
        }
        each = [
            words("minutes.time_of", what=name, taken=_minutes(line.taken))
            if line.planned is None
            else words(
                "minutes.time_of_planned",
                what=name,
                taken=_minutes(line.taken),
                planned=_minutes(line.planned),
            )
            for line in content.times
            for name in [stops.get(line.stop) or escape(line.name)]
        ]
        lines.append(
            words(
                "minutes.time",
                taken=_minutes(taken),
                planned=content.minutes_planned,
                each=say.names(each),
            )
        )
    return bullets(lines)


def _minutes(seconds: int) -> int:
    """Return whole minutes; a stop that took any time took one."""
    return max(1, (seconds + 30) // 60)

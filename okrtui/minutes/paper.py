"""The minutes as a paper: what matters first, in one language, for any format.

Whoever stops reading after ten lines knows how it stands and what is in danger; the sections
come in the order of their weight, and an empty one is left out.
"""

from __future__ import annotations

from decimal import Decimal

from okrtui.minutes.blocks import Block, Paper, Paragraph, Section, bullets
from okrtui.minutes.content import Content, CycleTotals, Review
from okrtui.minutes.lines import Life, ParkedLine
from okrtui.minutes.paper_entries import actions, changes, decisions, risks_and_problems
from okrtui.minutes.paper_head import head, title
from okrtui.minutes.paper_round import round_section
from okrtui.minutes.phrases import Phrases, capital
from okrtui.model.numbers import NOTHING, percent, show_percent
from okrtui.model.records import Health


def paper(content: Content, say: Phrases) -> Paper:
    """Return the minutes in the language and format of `say`."""
    words = say.words
    sections = [
        (words("minutes.summary_heading"), _summary(content, say)),
        (words("minutes.attention"), _attention(content, say)),
        (words("minutes.decisions"), decisions(content, say)),
        (words("minutes.changes"), changes(content, say)),
        (words("minutes.actions"), actions(content, say)),
        (words("minutes.risks"), risks_and_problems(content, say)),
        (words("minutes.round"), round_section(content, say)),
        (words("minutes.parked"), bullets(_parked(one, say) for one in content.parked)),
        (words("minutes.next_and_time"), bullets(_next_and_time(content, say))),
    ]
    return Paper(
        title=title(content, say),
        head=tuple(head(content, say)),
        sections=tuple(Section(name, tuple(body)) for name, body in sections if body),
    )


def totals(cycle: CycleTotals, say: Phrases) -> str:
    """Return progress and mean confidence of a cycle, then and now, and which day then was."""
    words = say.words
    mean = say.mean(cycle.confidence)
    facts = say.listed(
        [
            words("minutes.progress", progress=say.pair(cycle.progress)),
            words("minutes.mean_confidence", confidence=mean) if mean != NOTHING else "",
        ]
    )
    return words("minutes.since", facts=facts, day=say.day(cycle.then_on))


def healths(cycle: CycleTotals, say: Phrases) -> str:
    """Return how many key results have each health, then and now; nothing for none."""
    told = []
    for health in reversed(Health):
        then, now = cycle.healths.get(health, (0, 0))
        if then or now:
            word, count = say.words("terms." + health.value), say.moved(str(then), str(now))
            told.append(say.words("minutes.health_count", health=word, count=count))
    return say.listed(told)


def to_be_reviewed(content: Content) -> list[Review]:
    """Return the key results of which it counts whether they were reviewed."""
    reviews = content.reviews().values()
    return [one for one in reviews if one.reviewed or not (one.added or one.dropped)]


def danger(review: Review, say: Phrases) -> str:
    """Return what is wrong with a key result: health was → is, for how long it is silent or late.

    What the team's thresholds take for a lag behind time is told too.
    """
    words, facts = say.words, [say.health(review)]
    if review.now.health is Health.STALE and review.days_silent is not None:
        facts.append(words("minutes.silent", n=review.days_silent))
    if review.days_late:
        facts.append(words("minutes.overdue", n=review.days_late))
    if review.behind is not None:
        facts.append(words("minutes.behind", n=percent(review.behind) or 0))
    return say.facts([*facts, say.confidence(review)])


def _summary(content: Content, say: Phrases) -> list[Block]:
    facts = []
    for cycle in content.cycles:
        facts += [
            say.words(
                "minutes.cycle",
                name=say.line(cycle.name),
                week=cycle.week,
                weeks=cycle.weeks,
                gone=show_percent(cycle.gone),
            ),
            capital(totals(cycle, say)),
        ]
        if told := healths(cycle, say):
            facts.append(capital(told))
    if content.reviews():
        facts.append(_reviewed(to_be_reviewed(content), say))
    return [*map(Paragraph, say.lines(content.summary)), *bullets(facts)]


def _reviewed(known: list[Review], say: Phrases) -> str:
    words = say.words
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


def _attention(content: Content, say: Phrases) -> list[Block]:
    fallen = [
        say.words(
            "minutes.in_short",
            name=say.bold(review.name),
            title=say.line(review.key_result.title),
            facts=say.confidence_moved(review),
        )
        for review in content.in_need()
        if not review.alarming
    ]
    lines = [_alarm(review, say) for review in content.in_need() if review.alarming]
    if fallen:
        lines.append(say.words("minutes.fell", what=say.words("minutes.semicolon").join(fallen)))
    return bullets(lines)


def _alarm(review: Review, say: Phrases) -> str:
    line = say.words(
        "minutes.key_result",
        name=say.bold(review.name),
        title=say.line(review.key_result.title),
        facts=say.facts([danger(review, say), say.value(review), say.owner(review.owner)]),
    )
    # Where nobody was asked why, what the owner said of it tells it.
    note = "" if review.why else say.typed(review.note)
    return say.sentences([line, note, say.reason(review)])


def _parked(parked: ParkedLine, say: Phrases) -> str:
    title = say.line(parked.title) + say.about(parked.key_result)
    if parked.life is not Life.ENDED:
        times = say.words("minutes.carried", count=parked.carries) if parked.carries else ""
        return say.facts([title, times])
    outcome = say.words("minutes.outcome", text=say.typed(parked.outcome)) if parked.outcome else ""
    return say.sentences([say.words("minutes.parked_done", what=title), outcome])


def _next_and_time(content: Content, say: Phrases) -> list[str]:
    words = say.words
    lines = []
    if content.next_on is not None:
        lines.append(words("minutes.next_meeting", day=say.full_date(content.next_on)))
    if content.times:
        taken = _minutes(sum(line.taken for line in content.times))
        stops = {
            "actions": words("minutes.time_actions"),
            "closing": words("minutes.time_closing"),
            "team": words("terms.team"),
        }
        each = [
            _time(stops.get(line.stop) or say.line(line.name), line.taken, line.planned, say)
            for line in content.times
        ]
        whole = words("minutes.time", taken=taken, planned=content.minutes_planned)
        if taken > content.minutes_planned:
            over = words("minutes.over", over=taken - content.minutes_planned)
            whole = say.listed([whole, over])
        lines.append(words("minutes.with_brackets", what=whole, facts=say.names(each)))
    return lines


def _time(what: str, taken: int, planned: int | None, say: Phrases) -> str:
    words = say.words
    if planned is None:
        return words("minutes.time_of", what=what, taken=_minutes(taken))
    over = _minutes(taken) - _minutes(planned)
    told = words(
        "minutes.time_of_planned", what=what, taken=_minutes(taken), planned=_minutes(planned)
    )
    return words("minutes.with_brackets", what=told, facts=f"+{over}") if over > 0 else told


def _minutes(seconds: int) -> int:
    """Return whole minutes; a stop that took any time took one."""
    return max(1, (seconds + 30) // 60)

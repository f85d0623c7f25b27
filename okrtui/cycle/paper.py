"""The report of a closing as a paper: what came of it, why, what was learned, and what goes on.

First the team together, then person by person; no score is ever a person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from okrtui.cycle.foretold import by_level
from okrtui.cycle.report import Calibration, KeyResultLine, ObjectiveLine, Report, Stop
from okrtui.cycle.scoring import proposal
from okrtui.minutes.blocks import Block, Bullets, Item, Paper, Paragraph, Section, Table, bullets
from okrtui.minutes.markdown import MARKDOWN, write_paper
from okrtui.minutes.phrases import Phrases, capital
from okrtui.model.numbers import NOTHING, percent, show_number, show_value
from okrtui.model.progress import keeps_a_line
from okrtui.model.records import COMPANY, TEAM, MetricKind, Onward
from okrtui.text.dates import show_date
from okrtui.text.words import Words

_TENTH: Final = Decimal("0.1")
NEAR: Final = Decimal("0.1")
"""So far confidence may lie from the scores and still be called right."""


def write_report(report: Report, words: Words) -> str:
    """Return the report as Markdown in the language of `words`; the same bytes each time."""
    return write_paper(paper(report, Phrases(words, report.end.year, MARKDOWN)))


def paper(report: Report, say: Phrases) -> Paper:
    """Return the report in the language and format of `say`."""
    words = say.words
    common = [stop for stop in report.stops if stop.owner in {TEAM, COMPANY}]
    people = [stop for stop in report.stops if stop.owner not in {TEAM, COMPANY}]
    sections = [
        (words("cycle.summary"), _summary(report, say)),
        (words("cycle.together"), _stops(common, say)),
        (words("cycle.by_person"), _stops(people, say)),
        (words("cycle.goes_on"), bullets(_goes_on(report, say))),
        (words("cycle.calibrated"), _calibration(report, say)),
    ]
    key = "cycle.title" if report.team else "cycle.title_without_team"
    return Paper(
        title=words(key, team=say.line(report.team), cycle=say.line(report.cycle)),
        head=(_head(report, say), words("cycle.for_learning")),
        sections=tuple(Section(name, tuple(body)) for name, body in sections if body),
    )


def show_score(score: Decimal | None) -> str:
    """Return a score as people write it, to a tenth; `–` for none."""
    return NOTHING if score is None else f"{score.quantize(_TENTH, ROUND_HALF_UP):.1f}"


def show_reached(progress: Decimal | None) -> str:
    """Return progress in whole per cent as it is, also beyond 100; `–` for none."""
    raw = percent(progress)
    return NOTHING if raw is None else f"{show_number(Decimal(raw))} %"


def show_mean(score: Decimal | None) -> str:
    """Return a mean of scores to a tenth; it is 1.0 only where all of them are."""
    return show_score(proposal(score))


def _head(report: Report, say: Phrases) -> str:
    start, end = (show_date(day, say.words.language) for day in (report.start, report.end))
    return say.facts(
        [f"{start} – {end}", say.words("cycle.closed" if report.closed else "cycle.not_closed_yet")]
    )


def _summary(report: Report, say: Phrases) -> list[Block]:
    words = say.words
    known = report.key_results()
    scored = [line for line in known if line.score is not None]
    reached = sum(not line.short for line in scored)
    facts = [words("cycle.counted", n=len(known))]
    if scored:
        facts.append(words("cycle.as_expected", n=reached, of=len(scored)))
    if len(scored) < len(known):
        facts.append(words("cycle.unscored", n=len(known) - len(scored)))
    return bullets(facts)


# -- what came of it


def _stops(stops: Sequence[Stop], say: Phrases) -> list[Block]:
    items = tuple(
        Item(say.emphasised(say.owner(stop.owner)), tuple(_below(stop, say))) for stop in stops
    )
    return [Bullets(items)] if items else []


def _below(stop: Stop, say: Phrases) -> Iterator[Item]:
    for objective in stop.objectives:
        lines = tuple(_key_result(line, stop.owner, say) for line in objective.key_results)
        yield Item(_objective(objective, say), lines)
    if stop.beside:
        yield Item(say.words("cycle.beside", names=say.names(map(say.line, stop.beside))))


def _objective(objective: ObjectiveLine, say: Phrases) -> str:
    words = say.words
    name = f"{say.bold(objective.name)} {say.line(objective.title)}"
    ambition = words("terms." + objective.ambition.value) if objective.ambition else ""
    several = len(objective.key_results) > 1 and objective.score is not None
    mean = words("cycle.mean_score", score=show_mean(objective.score)) if several else ""
    return say.facts([name, ambition, mean])


def _key_result(line: KeyResultLine, owner: str, say: Phrases) -> Item:
    words = say.words
    short_name = line.name.rpartition("/")[2]
    what = words(
        "minutes.key_result",
        name=say.bold(short_name),
        title=say.line(line.key_result.title),
        facts=say.facts([say.measured(line.key_result), _reached(line, say), _score(line, say)]),
    )
    # Who answers for it, where that is not the one below whom it stands.
    who = say.owner(line.owner) if line.owner != owner else ""
    said = [
        (words("cycle.cause", text=say.typed(line.cause)) if line.cause else _no_cause(line, say)),
        words("cycle.lesson", text=say.typed(line.lesson)) if line.lesson else "",
    ]
    return Item(say.facts([what, who]), tuple(Item(text) for text in said if text))


def _reached(line: KeyResultLine, say: Phrases) -> str:
    kr, words = line.key_result, say.words
    if line.value is None:
        return words("cycle.no_value")
    if kr.metric is MetricKind.YES_NO:
        return words("minutes.is_done" if line.value >= 1 else "minutes.is_not_done")
    value = say.line(show_value(kr, line.value, of=line.of))
    if keeps_a_line(kr):
        progress = words("minutes.line_kept" if line.progress else "minutes.line_not_kept")
    else:
        progress = show_reached(line.progress)
    if value != progress:
        value = words("minutes.with_brackets", what=value, facts=progress)
    return words("cycle.reached", value=value)


def _score(line: KeyResultLine, say: Phrases) -> str:
    if line.score is None:
        return say.words("cycle.not_scored_yet")
    return say.words(
        "cycle.score_of", score=show_score(line.score), expected=show_score(line.expected)
    )


def _no_cause(line: KeyResultLine, say: Phrases) -> str:
    return say.words("cycle.no_cause") if line.short else ""


def _goes_on(report: Report, say: Phrases) -> Iterator[str]:
    for onward in Onward:
        names = [line.name for line in report.key_results() if line.next is onward]
        if names:
            what = say.words(f"cycle.next_{onward.value}")
            yield say.words("minutes.with_facts", what=what, facts=say.names(map(say.line, names)))


# -- how well calibrated


def _calibration(report: Report, say: Phrases) -> list[Block]:
    words, found = say.words, report.calibration
    if not found.sure or found.confidence is None or found.gap is None:
        return []
    day = say.day(found.day)
    if found.week:
        when = words("cycle.in_week", n=found.week, day=day)
    else:
        when = words("cycle.half_way", day=day)
    head = words("cycle.key_result"), capital(words("terms.confidence")), words("cycle.score")
    rows = tuple(
        (say.line(one.name), str(one.confidence), show_score(one.score)) for one in found.sure
    )
    return [
        Paragraph(say.sentences([_foretold(found, when, say), *tell_levels(found, say.words)])),
        *_by_cycle(report, say),
        Table(head, rows),
    ]


def _by_cycle(report: Report, say: Phrases) -> list[Block]:
    """Return how well each cycle was foretold, the one in hand last; nothing for a first one."""
    if not report.earlier:
        return []
    words = say.words
    head = words("cycle.cycle"), capital(words("terms.confidence")), words("cycle.score")
    now = report.calibration
    rows = [(one.cycle, one.confidence, one.score) for one in report.earlier]
    told = tuple(
        (say.line(name), show_score(confidence), show_mean(score))
        for name, confidence, score in [*rows, (report.cycle, now.confidence, now.score)]
    )
    return [Table(head, told)]


def _foretold(found: Calibration, when: str, say: Phrases) -> str:
    gap = found.gap or Decimal(0)
    if abs(gap) <= NEAR:
        verdict = say.words("cycle.well_calibrated")
    else:
        verdict = say.words("cycle.too_sure" if gap > 0 else "cycle.too_careful")
    return say.words(
        "cycle.foretold",
        when=when,
        confidence=show_score(found.confidence),
        score=show_mean(found.score),
        verdict=verdict,
    )


def tell_levels(found: Calibration, words: Words) -> Iterator[str]:
    """Return what came of low, middling and high confidence, each as a sentence."""
    for level in by_level(found.sure):
        yield words(
            "cycle.of_level",
            low=level.low,
            high=level.high,
            n=level.number,
            score=show_mean(level.score),
        )

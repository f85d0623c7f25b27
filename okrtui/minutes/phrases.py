"""The turns of phrase that all sections of the minutes share, in one language and one format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from okrtui.minutes.content import Mark, Pair, Review
from okrtui.minutes.lines import Voting
from okrtui.model.numbers import NOTHING, show_number, show_percent, show_value
from okrtui.model.progress import keeps_a_line
from okrtui.model.records import COMPANY, TEAM, Direction, Health, KeyResult, Level, MetricKind
from okrtui.text.dates import show_date, show_weekday
from okrtui.text.words import Words

_BETWEEN: Final = " · "
_ENDS: Final = tuple(".!?…:;。！？：；")
_PERCENT: Final = " %"
_TENTH: Final = Decimal("0.1")
_COUNTED: Final = {
    MetricKind.MILESTONE: "minutes.remaining_steps",
    MetricKind.TASKS: "minutes.remaining_tasks",
}
_WITH_UNIT: Final = frozenset({MetricKind.NUMBER, MetricKind.PERCENT, MetricKind.CURRENCY})


class Markup(msgspec.Struct, frozen=True, kw_only=True):
    """What a format does to texts. Our own words have no sign that acts in any of them.

    typed: makes what a person typed literal, on one line. strong: a frame, `**{}**`.
    """

    typed: Callable[[str], str]
    strong: str


class Phrases:
    """Phrases in one language and format. `year`: that of the meeting, left out of its dates.

    Whatever a person typed is made literal here, once, on its way in.
    """

    def __init__(self, words: Words, year: int, markup: Markup) -> None:
        self.words = words
        self.line = markup.typed
        self._strong = markup.strong
        self._year = year
        # A full stop and what stands between it and the next sentence: a blank, or nothing.
        self._stop = words("minutes.stop")

    # -- joining

    def listed(self, parts: Iterable[str]) -> str:
        """Return those parts that say something as clauses of one line: `a, b` or a，b."""
        return self.words("minutes.comma").join(part for part in parts if part)

    def names(self, names: Iterable[str]) -> str:
        """Return names or short things of one kind: `a, b` or a、b."""
        return self.words("minutes.name_comma").join(names)

    def facts(self, parts: Iterable[str]) -> str:
        """Return those parts that say something, side by side."""
        return _BETWEEN.join(part for part in parts if part)

    def sentences(self, parts: Iterable[str]) -> str:
        """Return those parts that say something as sentences of one paragraph."""
        said = [part for part in parts if part]
        if len(said) < 2:
            return "".join(said)
        stop, space = self._stop[:1], self._stop[1:]
        *ended, last = (text if text.endswith(_ENDS) else text + stop for text in said)
        # Behind a Latin sign stands a blank, in Chinese too.
        return "".join(text + (space or " " * text[-1].isascii()) for text in ended) + last

    def moved(self, then: str, now: str) -> str:
        """Return `then → now`; one of them where they are the same, or there was no then."""
        return now if then in {now, NOTHING} else f"{then} → {now}"

    # -- typed text

    def typed(self, text: str) -> str:
        """Return typed text on one line; its own lines are parted by slashes."""
        return self.line(" / ".join(line.strip() for line in text.splitlines() if line.strip()))

    def lines(self, text: str) -> list[str]:
        """Return the lines of a typed text, empty ones left out."""
        return [self.line(line) for line in text.splitlines() if line.strip()]

    def bold(self, text: str) -> str:
        """Return a name or number in bold."""
        return self.emphasised(self.line(text))

    def emphasised(self, text: str) -> str:
        """Return in bold what is written for this format already."""
        return self._strong.format(text)

    def about(self, key_result: str) -> str:
        """Return what an entry is about, to stand behind it; nothing for none."""
        return self.words("minutes.about", name=self.line(key_result)) if key_result else ""

    def owner(self, name: str) -> str:
        """Return a person, or the word for the team or the company."""
        match name:
            case "":
                return ""
            case _ if name == TEAM:
                return self.words("terms.team")
            case _ if name == COMPANY:
                return self.words("terms.company")
        return self.line(name)

    # -- days

    def day(self, day: date) -> str:
        """Return `27 Nov`, with its year where it is another than the meeting's."""
        return show_date(day, self.words.language, year=self._year)

    def moment(self, at: datetime) -> str:
        """Return `25 Nov, 09:10`."""
        return self.words("minutes.moment", day=self.day(at.date()), time=f"{at:%H:%M}")

    def full_date(self, day: date) -> str:
        """Return `Tue, 1 Dec 2026`."""
        language = self.words.language
        return self.words(
            "minutes.weekday_date",
            weekday=show_weekday(day, language),
            date=show_date(day, language),
        )

    def who_when(self, owner: str, due: date | None) -> str:
        """Return owner and due day, as far as they are known."""
        day = self.words("minutes.due", day=self.day(due)) if due else ""
        return self.listed([self.owner(owner), day])

    # -- numbers

    def pair(self, pair: Pair) -> str:
        """Return progress then and now."""
        return self.percents(show_percent(pair.then), show_percent(pair.now))

    def percents(self, then: str, now: str) -> str:
        """Return `27 → 32 %`: what both have in common is written once."""
        if then != now and then.endswith(_PERCENT) and now.endswith(_PERCENT):
            then = then.removesuffix(_PERCENT)
        return self.moved(then, now)

    def mean(self, pair: Pair) -> str:
        """Return a mean confidence then and now, to a tenth."""
        return self.moved(_tenth(pair.then), _tenth(pair.now))

    def value(self, review: Review) -> str:
        """Return value and progress then and now: `410 → 395 ms (27 % → 32 %)`."""
        kr, then, now = review.key_result, review.then, review.now
        if now.value is None:
            return self.words("minutes.no_value")
        value = self._values(kr, then, now)
        progress = self.percents(self._progress(kr, then), self._progress(kr, now))
        if kr.metric is MetricKind.YES_NO or value == progress:
            return value
        return self.words("minutes.with_brackets", what=value, facts=progress)

    def _values(self, kr: KeyResult, then: Mark, now: Mark) -> str:
        """Return value then and now; a unit that both have is written once."""
        first, last = self._value(kr, then), self._value(kr, now)
        if then.value is None or now.value is None or first == last or kr.metric not in _WITH_UNIT:
            return self.moved(first, last)
        number = show_number(now.value)
        if last.startswith(number):
            return self.moved(show_number(then.value), last)
        return self.moved(first, number)

    def measured(self, kr: KeyResult) -> str:
        """Return how a key result is measured: from 420 to 300 ms, in 4 steps."""
        target = self.line(show_value(kr, kr.target))
        match kr.metric:
            case MetricKind.MILESTONE:
                return self.words("minutes.measured_steps", n=int(kr.target))
            case MetricKind.TASKS:
                return self.words("minutes.measured_tasks")
            case MetricKind.YES_NO:
                return self.words("minutes.measured_yes_no")
        match kr.direction:
            case Direction.KEEP_ABOVE:
                return self.words("minutes.measured_above", target=target)
            case Direction.KEEP_BELOW:
                return self.words("minutes.measured_below", target=target)
        start = show_number(kr.start)
        if not show_value(kr, kr.target).startswith(show_number(kr.target)):
            # Of a unit that stands before its number one reads at once which number it is of.
            start = self.line(show_value(kr, kr.start))
        return self.words("minutes.measured_reach", start=start, target=target)

    def value_now(self, review: Review) -> str:
        """Return the value now and, for a line that is kept, whether it is."""
        kr, now = review.key_result, review.now
        if now.value is None:
            return self.words("minutes.no_value")
        return self.listed(
            [self._value(kr, now), self._progress(kr, now) if keeps_a_line(kr) else ""]
        )

    def _value(self, kr: KeyResult, mark: Mark) -> str:
        if kr.metric is MetricKind.YES_NO and mark.value is not None:
            return self.words("minutes.is_done" if mark.value >= 1 else "minutes.is_not_done")
        return self.line(show_value(kr, mark.value, of=mark.of))

    def _progress(self, kr: KeyResult, mark: Mark) -> str:
        if not keeps_a_line(kr) or mark.progress is None:
            return show_percent(mark.progress)
        return self.words("minutes.line_kept" if mark.progress >= 1 else "minutes.line_not_kept")

    def remaining(self, review: Review) -> str:
        """Return what is left to do, or that the target is reached."""
        if review.remaining is None or review.now.value is None:
            return ""
        if not review.remaining:
            return self.words("minutes.reached")
        kr, left = review.key_result, abs(review.remaining)
        if kr.metric in _COUNTED and left == int(left):
            return self.words(_COUNTED[kr.metric], n=int(left))
        shown = show_number(left) if kr.metric in _COUNTED else show_value(kr, left)
        return self.words("minutes.remaining", left=self.line(shown))

    def confidence(self, review: Review) -> str:
        """Return confidence then and now; nothing where none was ever given."""
        if review.now.confidence is None:
            return ""
        return self.words("minutes.confidence", confidence=self.confidence_moved(review))

    def confidence_moved(self, review: Review) -> str:
        """Return confidence then and now, without the word for it."""
        return self.moved(_whole(review.then.confidence), _whole(review.now.confidence))

    def health(self, review: Review, *, was: bool = True) -> str:
        """Return the word for its health, and (with `was`) what it was where that is another."""
        now = self.words("terms." + review.now.health.value)
        if not was or review.then.health in {review.now.health, Health.PENDING}:
            return now
        then = self.words("terms." + review.then.health.value)
        return self.words("minutes.health_was", now=now, was=then)

    def vote(self, vote: Voting) -> str:
        """Return how far the values of a vote lie apart, who gave which, what was agreed on."""
        low, high = min(vote.given, default=0), max(vote.given, default=0)
        if vote.voters:
            pairs = sorted(zip(vote.given, vote.voters, strict=False), key=lambda pair: pair[0])
            each = [f"{self.owner(voter)} {value}" for value, voter in pairs]
        else:
            each = [str(value) for value in sorted(vote.given)]
        said = self.words(
            "minutes.vote",
            spread=str(low) if low == high else f"{low}–{high}",
            each=self.names(each),
        )
        if vote.agreed is None:
            return self.words("minutes.not_agreed", vote=said)
        return self.words("minutes.agreed", vote=said, agreed=vote.agreed)

    def levels(self, was: tuple[Level, Level] | None, now: tuple[Level, Level]) -> str:
        """Return how likely and how bad a risk is, was → is where that is another."""
        then = was or now
        probability, impact = (
            self.moved(self.words("terms." + a.value), self.words("terms." + b.value))
            for a, b in zip(then, now, strict=True)
        )
        return self.words("minutes.level", probability=probability, impact=impact)

    def reason(self, review: Review) -> str:
        """Return why confidence is what it is and what happens next, as it was said."""
        parts = []
        if review.why:
            parts.append(self.words("minutes.why", why=self.typed(review.why)))
        if review.next_step or review.next_owner or review.next_due:
            parts.append(self.next_step(review.next_step, review.next_owner, review.next_due))
        if review.health_reason:
            parts.append(self.words("minutes.health_set", why=self.typed(review.health_reason)))
        return self.sentences(parts)

    def next_step(self, step: str, owner: str = "", due: date | None = None) -> str:
        """Return what happens next, who does it, and by when."""
        who = self.words("minutes.by", owner=said) if (said := self.who_when(owner, due)) else ""
        return self.words("minutes.next", step=self.typed(step) + who)


def capital(text: str) -> str:
    """Return a text that begins a line, with a capital where its script has them."""
    return text[:1].upper() + text[1:]


def _whole(confidence: int | None) -> str:
    return NOTHING if confidence is None else str(confidence)


def _tenth(number: Decimal | None) -> str:
    return NOTHING if number is None else str(number.quantize(_TENTH, ROUND_HALF_UP))

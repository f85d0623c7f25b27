"""What the opening tells: what happened since the last meeting, who prepared, and who is here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from okrtui.meeting import flow
from okrtui.meeting.context import Context, context_now
from okrtui.meeting.opening import Opening
from okrtui.meeting.preview import Preview, preview
from okrtui.meeting.structure import cycle_of_new
from okrtui.meeting.timebox import ACTIONS_MINUTES, CLOSING_MINUTES
from okrtui.model.overview import TeamStatus, team_status
from okrtui.model.records import Cycle, KeyResult, Meeting, Member
from okrtui.model.standing import Standing, standing
from okrtui.text.dates import show_date, show_weekday
from screens.desk import Desk
from screens.phrases import head_marks, owner_name, short_name
from widgets.line import Line, Piece, cells
from widgets.lines import Item


class OpeningView(NamedTuple):
    """All that the opening says of one moment."""

    title: Line
    facts: Sequence[Item]
    people_title: Line
    people: Sequence[Item]


class OpeningFacts:
    """Turns the team's status, and what was settled so far, into lines."""

    def __init__(self, desk: Desk, status: TeamStatus | None = None) -> None:
        """Make them.

        status: as it was worked out already; without it, and of another cycle than the meeting
            reviews, it is worked out here: the Board shows one that was closed early to its end.

        Raises:
            Refused: there is no cycle to review.
        """
        self._desk = desk
        covered = flow.running_cycles(desk.books, self._context())
        if status is None or status.cycle.id not in covered:
            status = team_status(
                desk.books,
                today=desk.today,
                calendar=desk.calendar,
                settings=desk.settings,
                cycle=cycle_of_new(desk.books, covered),
            )
        self._status = status
        self._rows = {row.owner: row for row in status.members}
        self._widest = max((cells(one.name) for one in desk.books.members()), default=0)
        self._standings = {
            one.key_result.id: one for row in status.objectives for one in row.standings
        }

    def _context(self) -> Context:
        desk = self._desk
        return context_now("", author=desk.who, settings=desk.settings, clock=desk.clock)

    def view(self, opening: Opening) -> OpeningView:
        """Return what is shown of an opening."""
        desk, words = self._desk, self._desk.words
        seen = preview(desk.books, opening, self._context(), self._stand)
        leader = owner_name(desk.books, opening.facilitator, words)
        facts = (
            (self._since(), self._opener()),
            (words("closing.prepared"), self._prepared()),
            (words("meeting.facilitator"), [Piece(leader or words("terms.none"), "bright")]),
            (
                words("meeting.order"),
                [Piece(words(f"meeting.order_{opening.order.value}"), "bright")],
            ),
            (words("meeting.length"), self._length(opening)),
        )
        widest = max(cells(label) for label, _ in facts) + 3
        members = {member.id: member for member in desk.books.members()}
        return OpeningView(
            title=self._title(seen.meeting),
            facts=[
                Item(id="", line=()),
                *(
                    Item(
                        id=str(at),
                        line=[Piece(label + " " * (widest - cells(label)), "dim"), *line],
                    )
                    for at, (label, line) in enumerate(facts)
                ),
            ],
            people_title=[
                Piece(
                    words("meeting.who_is_here", here=len(opening.present), of=len(members)), "dim"
                )
            ],
            people=[
                self._person(members[one], opening, seen)
                for one in seen.meeting.round
                if one in members
            ],
        )

    def _stand(self, key_result: KeyResult) -> Standing:
        found = self._standings.get(key_result.id)
        if found is None:
            # One of another cycle that runs at the same time.
            desk = self._desk
            books = desk.books
            found = standing(
                books,
                key_result,
                cycle=books.get(Cycle, books.objective_of(key_result).cycle),
                meeting=None,
                today=self._status.today,
                calendar=desk.calendar,
                thresholds=desk.settings.thresholds,
            )
            self._standings[key_result.id] = found
        return found

    # -- the head

    def _title(self, meeting: Meeting) -> Line:
        words, desk = self._desk.words, self._desk
        line = [
            *head_marks(desk),
            Piece(words("meeting.opening_title", week=meeting.name), "strong"),
            Piece(f"   {self._day(self._status.today)}", "dim"),
        ]
        last = desk.books.find(Meeting, meeting.then)
        if last is None:
            return [*line, Piece(f"   {words('closing.first_ever')}", "dim")]
        day = self._day(desk.calendar.day(last.opened_at))
        before = words("closing.the_one_before", name=last.name, day=day)
        return [*line, Piece(f"   {before}", "dim")]

    def _day(self, day: date) -> str:
        language = self._desk.words.language
        shown = show_date(day, language, year=self._status.today.year)
        return f"{show_weekday(day, language)} {shown}"

    def _since(self) -> str:
        status, words = self._status, self._desk.words
        # A cycle that is reviewed before its first day began with the last meeting.
        begun = status.then_on <= status.today
        since = status.then_on if begun else status.met_on or status.today
        return words("closing.since", day=show_date(since, words.language, year=status.today.year))

    def _opener(self) -> Line:
        status, words = self._status, self._desk.words
        standings = list(self._standings.values())
        up = sum(
            one.now.progress is not None and one.now.progress > (one.then.progress or 0)
            for one in standings
        )
        fell = sum(map(_fell, standings))
        late = sum(one.days_late > 0 for one in status.actions)
        parts = [
            Piece(words("meeting.up", n=up), "normal" if up else "dim"),
            Piece(words("meeting.fell", n=fell), "at_risk" if fell else "dim"),
            Piece(words("meeting.late_actions", n=late), "at_risk" if late else "dim"),
            Piece(words("meeting.need_attention", n=len(status.attention)), "normal"),
        ]
        return self._dotted(parts)

    def _prepared(self) -> Line:
        status, words = self._status, self._desk.words
        asked = [row for row in status.members if row.standings]
        missing = [one.member for one in status.missing]
        said = sum(one.since is not None for row in asked for one in row.standings)
        count = words("closing.prepared_of", n=len(asked) - len(missing), of=len(asked))
        parts = [Piece(count, "bright")]
        if missing and said:
            parts.append(Piece(words("closing.filled_in", n=said), "normal"))
        if missing and len(missing) < len(asked):
            names = ", ".join(map(short_name, missing))
            parts.append(Piece(words("closing.not_yet", names=names), "dim"))
        return self._dotted(parts)

    def _length(self, opening: Opening) -> Line:
        words = self._desk.words
        parts = words("closing.of_which", actions=ACTIONS_MINUTES, closing=CLOSING_MINUTES)
        return [
            Piece(words("meeting.minutes", n=opening.minutes), "bright"),
            Piece(f"   {parts}", "dim"),
        ]

    # -- the people

    def _person(self, member: Member, opening: Opening, seen: Preview) -> Item:
        signs, words = self._desk.signs, self._desk.words
        present = member.id in opening.present
        row = self._rows.get(member.id)
        standings = row.standings if row else ()
        prepared = sum(one.since is not None for one in standings)
        count = "closing.krs_filled_in" if prepared else "closing.krs"
        notes = [words(count, n=len(standings), prepared=prepared)]
        if present:
            minutes = round(seen.shares.get(member.id, 0) / 60)
            notes.append(words("closing.minutes_short", n=minutes))
        reasons = [words.tell(reason) for reason in seen.reasons.get(member.id, ())]
        leads = words("meeting.leads") if member.id == opening.facilitator else ""
        blank = " " * (self._widest - cells(member.name))
        column = cells(words("meeting.leads")) if reasons else cells(leads)
        return Item(
            id=member.id,
            line=[
                Piece(signs.done if present else signs.absent, "on_track" if present else "dim"),
                Piece(" "),
                Piece(member.name, "bright" if present else "struck"),
                Piece(f"{blank}   {leads}{' ' * (column - cells(leads))}", "accent"),
                Piece(f"   {', '.join(reasons)}" if reasons else "", "at_risk"),
            ],
            right=[Piece(f" {signs.dot} ".join(notes), "dim")],
        )

    def _dotted(self, parts: Sequence[Piece]) -> Line:
        dot = Piece(f" {self._desk.signs.dot} ", "dim")
        return [piece for part in parts for piece in (part, dot)][:-1]


def _fell(one: Standing) -> bool:
    """Return whether progress or confidence is below what it was."""
    then, now = one.then, one.now
    pairs = ((then.progress, now.progress), (then.confidence, now.confidence))
    return any(was is not None and is_ is not None and is_ < was for was, is_ in pairs)

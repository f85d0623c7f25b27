"""The meeting's keys that look: in large type, back in time, over everything; and the vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrtui.meeting import intents
from okrtui.meeting.agenda import ACTIONS, CLOSING, Part
from okrtui.meeting.blind import running_vote
from okrtui.model.ops import Transaction
from okrtui.model.records import KeyResult, Objective, Task
from okrtui.text.fullwidth import plain
from screens.ask import Ask
from screens.closing_rows import closing_rows
from screens.meeting_stage import MeetingStage
from screens.together_voters import voters
from widgets.large_type import LargeType

if TYPE_CHECKING:
    from screens.search import SearchScreen
    from screens.search_index import Entry, SearchIndex


_IN_TURN = "i"
"""What one types to let each give theirs on this one screen, where others have joined."""


class Views(MeetingStage):
    """What the keys that look do."""

    _large: LargeType | None = None
    _index: tuple[int, SearchIndex] | None = None

    # -- large type

    def act_large(self) -> None:
        """Fill the room with the row in hand, or stop that; all keys go on working."""
        if self._large is None:
            self._large = LargeType(signs=self.desk.signs, id="large")
            self.query_one("#room").mount(self._large)
        self.is_large = not self.is_large
        self.show_in_hand()
        self.keep_live()

    def act_plain(self) -> None:
        """Stop filling the room with one row."""
        if self.is_large:
            self.act_large()

    def draw_in_hand(self) -> None:
        """Draw the row in hand, in large where that was asked for."""
        super().draw_in_hand()
        if self._large is None:
            return
        # The closing is a list to go through: there is no one thing to be read from afar.
        large = self.is_large and self.part is not Part.CLOSING
        if large:
            self._large.show(self.card_data())
        if self._large.display != large:
            self._large.display = large
            for widget in (self.tree_view, self.card):
                widget.styles.display = "none" if large else None

    # -- the vote

    def act_vote(self) -> None:
        """Ask for the fingers; without any, each is asked in turn, unseen."""
        kr = self.key_result()
        if kr is not None:
            self._ask_fingers(kr, "")

    def _ask_fingers(self, kr: KeyResult, text: str) -> None:
        self.ask(
            Ask(
                id=f"vote:{kr.id}",
                label=self.words("views.vote_prompt"),
                about=self.room.books.kr_name(kr),
                hint=self.words("together.vote_hint" if voters(self.desk) else "views.vote_hint"),
                text=text,
                then=lambda typed: self._vote(kr, typed),
            )
        )

    def _vote(self, kr: KeyResult, typed: str) -> None:
        from screens.vote import VoteScreen, fingers

        said = plain(typed).strip().casefold()
        if (expected := voters(self.desk)) and not said:
            self.vote_at_terminals(kr, expected)
            return
        given = None if expected and said == _IN_TURN else fingers(typed)
        typed = "" if given is None and said == _IN_TURN and expected else typed
        if typed.strip() and given is None:
            self._ask_fingers(kr, typed)
            self.ask_line.fail(self.words("views.vote_fingers_wrong"))
        elif given is None and not self.room.meeting.present:
            self.say(self.words("views.vote_nobody"), "at_risk")
        else:
            screen = VoteScreen(self.desk, self.session, kr, given or ())
            self.app.push_screen(screen, self._voted)

    def vote_at_terminals(self, kr: KeyResult, expected: tuple[str, ...]) -> None:
        """Let everybody who joined give a confidence at their own terminal, unseen."""
        opens = intents.OpenVote(kr.id, expected)

        def opened(_transaction: Transaction | None) -> None:
            self.show_running_vote()

        self.save(lambda: self.session.do(opens), then=opened, wait=True)

    def show_running_vote(self) -> bool:
        """Show the vote that is being given; return whether there is one."""
        vote = running_vote(self.room.books, self.session.meeting_id)
        if vote is not None and self.is_current and self.asked is None:
            from screens.together_vote import BlindVoteScreen

            screen = BlindVoteScreen(self.desk, self.session, vote, leads=not self.follows)
            self.app.push_screen(screen, self._voted)
        return vote is not None

    def _voted(self, agreed: Transaction | None) -> None:
        self.room.changed(None)
        self.show_again()
        self.show_done(agreed)

    # -- back in time

    def act_why(self) -> None:
        """Show what was done to the row in hand, and why."""
        from screens.why import WhyScreen

        item = self.item() or self.key_result()
        if item is not None:
            self.app.push_screen(WhyScreen(self.desk, item))

    # -- field by field

    def act_write(self) -> None:
        """Write the row in hand, field by field."""
        from screens.writing import WritingScreen

        def written(_: None) -> None:
            self.room.changed(None)
            self.show_again()

        if (item := self.item()) is not None:
            screen = WritingScreen(self.desk, self.session, self.room, item)
            self.app.push_screen(screen, written)

    # -- over everything

    def act_search(self) -> None:
        """Look for anything in the meeting, and go there."""
        from screens.search import SearchScreen

        screen = SearchScreen(self.desk, self._searched())

        def chosen(id: str | None) -> None:
            if id is not None:
                self._go(screen, id)

        self.app.push_screen(screen, chosen)

    def _searched(self) -> SearchIndex:
        from screens.search_index import SearchIndex

        seq = self.desk.store.view.seq
        if self._index is None or self._index[0] != seq:
            self._index = seq, SearchIndex(self.room.books, self.room.meeting.cycles)
        return self._index[1]

    def _go(self, screen: SearchScreen, id: str) -> None:
        entry = screen.entry(id)
        for stop, row in self._places(entry):
            self._unfold(row)
            self.go_to(stop, row)
            if row is None or self.row == row:
                return
        self.say(self.words("views.search_no_row", name=entry.name or entry.title), "dim")

    def _places(self, entry: Entry) -> Iterator[tuple[str, str | None]]:
        """Return where a thing may be seen, the best place first: a stop, and a row of it."""
        way, kr = self.room.way, entry.key_result
        if entry.table == "members" and way.stop(entry.id) is not None:
            yield entry.id, None
        if entry.table == "objectives":
            yield from (
                (stop.id, entry.id)
                for stop in way.stops
                if any(branch.objective.id == entry.id for branch in stop.branches)
            )
        if entry.table == "actions" and any(one.id == entry.id for one in self.room.actions):
            yield ACTIONS, entry.id
        stop = way.stop_of(kr) if kr else None
        if (stop is None or entry.table == "parked") and self._in_closing(entry.id):
            yield CLOSING, entry.id
        if stop is not None:
            yield stop.id, entry.id if entry.table == "tasks" else kr
            yield stop.id, kr

    def _in_closing(self, row: str) -> bool:
        # Looked up before: going there is an entry of its own, and gives the turn to it.
        return any(one.id == row for one in closing_rows(self.room))

    def _unfold(self, row: str | None) -> None:
        task = self.room.books.find(Task, row)
        kr = self.room.books.find(KeyResult, task.key_result if task else row)
        if kr is not None and not self.folded.isdisjoint({kr.id, kr.objective}):
            self.folded -= {kr.id, kr.objective}
            self.show_again()

    # -- taking it away

    def act_copy(self) -> None:
        """Copy the row in hand as plain text."""
        from screens.clipboard import copy

        text = self._as_text()
        if text:
            copy(self, text)

    def _as_text(self) -> str:
        data, item, arrow = self.card_data(), self.item(), self.desk.signs.arrow
        books = self.room.books
        match self.key_result() or item:
            case KeyResult() as kr:
                name = books.kr_name(kr)
            case Objective() as objective:
                name = books.objective_name(objective)
            case _:
                name = data.name
        lines = [f"{name} {data.title}".strip()]
        for row in data.compares:
            moved = f"{row.then} {arrow} {row.now}" if row.then != row.now else row.now
            lines.append(f"{row.label}: {moved}")
        lines += ["".join(piece.text for piece in line) for line in data.pace]
        if data.note:
            lines.append(f"{data.note_label}: {data.note}")
        return "\n".join(lines) if data.title else ""

"""The closing walk: each key result gets its score, its cause, what becomes of it, its lesson.

Each answer is on the disk before the next one. `enter` takes what is proposed and goes on; no
prompt ever opens on a digit.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from okrtui.cycle.paper import show_score
from okrtui.cycle.scoring import Said
from okrtui.meeting.telling import tell
from okrtui.model.ops import Transaction
from okrtui.model.records import KeyResult, Onward, Score
from okrtui.text.message import Message
from screens.ask import Ask
from screens.scoring_stage import ScoringStage
from screens.walking import Walks
from widgets.line import Piece
from widgets.okr_tree import OkrTree

_TEN = Decimal(10)

_TOGETHER = 0.5
"""Seconds within which a 0 behind a 1 makes 1.0 of it, as in the meeting it makes ten."""


class ScoringScreen(Walks, ScoringStage):
    """The closing walk, driven by the `scoring` keys. Its answer: whether the cycle was closed."""

    _one: tuple[str, float] | None = None
    """The key result that was given 0.1 last, and when."""

    # -- scoring

    def act_score(self, tenths: str) -> None:
        """Give a score in tenths; `0` right after `1` makes it 1.0."""
        kr = self.key_result()
        if kr is None:
            return
        now, one = self.desk.clock.elapsed(), self._one
        if tenths == "0" and one is not None and one[0] == kr.id and now - one[1] <= _TOGETHER:
            tenths = "10"
        self._one = (kr.id, now) if tenths == "1" else None
        score, name = Decimal(tenths) / _TEN, self.desk.books.kr_name(kr)
        text = self.words("entry.said_score", name=name, score=f"{score:.1f}")
        self._score(Said(key_result=kr.id, score=score), typed=text)

    def act_take(self) -> None:
        """Take the proposed score where there is none yet; ask why it is less; then go on."""
        kr = self.key_result()
        if kr is None:
            self._go_on()
        elif self.walk.score_of(kr.id) is not None:
            self._explain_or_go_on(kr)
        elif self.walk.stand(kr).proposed is None:
            self.say(self.words("quarter.give_a_score"), "at_risk")
        else:
            after = partial(self._explain_or_go_on, kr)
            self._score(Said(key_result=kr.id), after=after)

    def _explain_or_go_on(self, kr: KeyResult) -> None:
        if self.walk.waits(kr):
            self._ask_cause(kr, then=self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """Go to the next key result that waits; where none does, to the closing."""
        in_hand = self.key_result()
        waiting = self.walk.next_waiting(in_hand.id if in_hand else None, self.scope)
        if waiting is not None:
            self.go_to(waiting)
        elif self.mine:
            keys = self.desk.keymap.keys("scoring.mine")
            self.say(self.words("quarter.mine_scored", key=keys), "on_track")
        elif in_hand is not None and self._was_told:
            self.act_close()
        else:
            self._was_told = True
            keys = self.desk.keymap.keys("scoring.take", plain=self.desk.signs.cut.isascii())
            self.say(self.words("quarter.all_scored", key=keys), "on_track")

    _was_told = False
    """Whether it was said that all are scored: the next `enter` goes on to the closing."""

    def act_cause(self) -> None:
        """Ask why it came to less, or to what it came."""
        kr = self._scored_one()
        if kr is not None:
            self._ask_cause(kr, then=None)

    def _ask_cause(self, kr: KeyResult, *, then: Callable[[], None] | None) -> None:
        score = self.walk.score_of(kr.id)
        expected = show_score(self.walk.stand(kr).expected)
        self._ask(
            f"cause:{kr.id}",
            self.words("quarter.ask_cause", expected=expected),
            kr,
            text=score.cause if score else "",
            hint="quarter.cause_hint",
            said=lambda typed: Said(key_result=kr.id, cause=typed),
            then=then,
        )

    def act_lesson(self) -> None:
        """Ask what was learned."""
        kr = self._scored_one()
        if kr is not None:
            score = self.walk.score_of(kr.id)
            self._ask(
                f"lesson:{kr.id}",
                self.words("quarter.ask_lesson"),
                kr,
                text=score.lesson if score else "",
                hint="quarter.lesson_hint",
                said=lambda typed: Said(key_result=kr.id, lesson=typed),
                then=None,
            )

    def _ask(
        self,
        id: str,
        label: str,
        kr: KeyResult,
        *,
        text: str,
        hint: str,
        said: Callable[[str], Said],
        then: Callable[[], None] | None,
    ) -> None:
        def answer(typed: str) -> None:
            if not typed.strip() and not text:
                # Put off: it is asked for again when the others are done.
                self.say(self.words("quarter.put_off"), "dim")
                if then is not None:
                    then()
                return
            self._score(said(typed), typed=f"{label} {typed}", after=then)

        name = f"{self.desk.books.kr_name(kr)}  {kr.title}"
        self.ask(Ask(id=id, label=label, then=answer, about=name, hint=self.words(hint), text=text))

    def act_onward(self, what: str) -> None:
        """Say what becomes of it in the next cycle."""
        kr = self._scored_one()
        if kr is not None:
            self._score(Said(key_result=kr.id, next=Onward(what)))

    def _scored_one(self) -> KeyResult | None:
        """Return the key result in hand if it has a score, to which all else belongs."""
        kr = self.key_result()
        if kr is not None and self.walk.score_of(kr.id) is None:
            self.say(self.words("quarter.score_first"), "at_risk")
            return None
        return kr

    def _score(
        self, said: Said, *, typed: str = "", after: Callable[[], None] | None = None
    ) -> None:
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return

        def done(transaction: Transaction | None) -> None:
            if transaction is not None:
                self._show_scored(said.key_result)
                self._say_done(transaction, said)
            if after is not None:
                after()

        self.save(lambda: self.session.score(said), typed=typed, then=done, wait=after is not None)

    def _show_scored(self, key_result: str) -> None:
        books = self.desk.books
        found = next(iter(books.where(Score, "key_result", key_result)), None)
        self._was_told = False
        self.walk.scored(found)
        self.show_again()

    def _say_done(self, transaction: Transaction, said: Said) -> None:
        told = self.desk.words.tell(tell(transaction, self.desk.books))
        if said.next is not None:
            told = self.words(f"quarter.said_{said.next.value}", name=self._called(said))
        elif said.lesson is not None or (said.cause is not None and said.score is None):
            told = self.words("quarter.said_words", name=self._called(said))
        undo = self.desk.keymap.keys("scoring.undo")
        after = [Piece(f"   {undo} ", "key"), Piece(self.words("keys.undo"), "dim")]
        self.say(told, "bright", after=after)

    def _called(self, said: Said) -> str:
        books = self.desk.books
        return books.kr_name(books.get(KeyResult, said.key_result))

    # -- taking back

    def act_undo(self) -> None:
        """Take back what one said last."""
        self.save(self.session.undo, then=self._reversed)

    def act_redo(self) -> None:
        """Bring back what was undone last."""
        self.save(self.session.redo, then=self._reversed)

    def _reversed(self, told: Message) -> None:
        self._was_told = False
        self.walk.scored(None)
        self.show_again()
        self.tell(told, "bright")

    # -- from row to row, from person to person

    def on_okr_tree_row_activated(self, event: OkrTree.RowActivated) -> None:
        """Leave a row that was clicked again as it is: a click never scores."""
        event.stop()

    def act_next(self) -> None:
        """Go to the next person."""
        self._go_by(1)

    def act_previous(self) -> None:
        """Go to the person before."""
        self._go_by(-1)

    def _go_by(self, by: int) -> None:
        if self.mine:
            keys = self.desk.keymap.keys("scoring.mine")
            self.say(self.words("quarter.only_yours", key=keys), "dim")
            return
        owners = [stop.owner for stop in self.walk.stops]
        if owners:
            at = owners.index(self.owner) if self.owner in owners else -by
            self.go_to_owner(owners[(at + by) % len(owners)])

    def act_mine(self) -> None:
        """Walk with the team, or only through what is one's own."""
        me = self.desk.me
        if not self.mine and (me is None or not self.walk.stop(me.id).branches):
            self.say(self.words("quarter.none_mine"), "dim")
            return
        self.mine = not self.mine
        if self.mine and me is not None:
            self.owner = me.id
        in_hand = self.key_result()
        self.show_stop(in_hand.id if in_hand else None)

    # -- looking, and leaving

    def act_history(self) -> None:
        """Show what was done to the key result in hand, and why."""
        from screens.why import WhyScreen

        if (kr := self.key_result()) is not None:
            self.app.push_screen(WhyScreen(self.desk, kr))

    def act_close(self) -> None:
        """Go through what stands between the cycle and its closing."""
        from screens.cycle_close import CycleCloseScreen

        screen = CycleCloseScreen(self.desk, self.walk.cycle.id, score=self._to_waiting)
        self.app.push_screen(screen, self._was_closed)

    def _to_waiting(self) -> None:
        waiting = self.walk.next_waiting(None, None)
        if waiting is not None:
            self.mine = False
            self.go_to(waiting)

    def _was_closed(self, closed: bool | None) -> None:
        if closed:
            self.call_later(self.leave, True)

    def act_back(self) -> None:
        """Go back."""
        self.leave(False)

    def act_leave(self) -> None:
        """Go back."""
        self.leave(False)

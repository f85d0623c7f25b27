"""The blind vote over terminals: each gives a confidence at their own, all are shown together.

What one types is sealed here before it goes into the store, and opened from here at the reveal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrtui.meeting import intents
from okrtui.meeting.session import Session
from okrtui.model.ops import Changed, Transaction
from okrtui.model.records import KeyResult, Member, Vote
from okrtui.store.failures import writing
from okrtui.text.errors import OkrError
from okrtui.together import ballots
from screens.desk import Desk
from screens.phrases import short_name
from screens.state import state_folder
from screens.vote import VoteScreen
from widgets.key_hints import Hint
from widgets.vote_view import VoteData

if TYPE_CHECKING:
    from textual.screen import Screen

    from okrtui.together.live import Live


def ballot_folder() -> Path:
    """Return where a person's ballots lie until they are opened, readable to them alone."""
    return state_folder() / "ballots"


def open_own(session: Session, vote: Vote, me: str) -> Transaction | None:
    """Open one's own ballot of a vote that was revealed, if it lies here; in the store's thread."""
    kept = ballots.kept(ballot_folder(), vote.id, me)
    if kept is None:
        return None
    done = session.do(intents.OpenBallot(vote.id, me, kept.value, kept.nonce))
    ballots.forget(ballot_folder(), vote.id, me)
    return done


def leave_with(leader: Live, screen: Screen[Any]) -> None:
    """Leave a vote that was revealed, where whoever leads left it without agreement."""
    if isinstance(screen, BlindVoteScreen) and not leader.doing.endswith("_screen"):
        screen.leader_went_on()


class BlindVoteScreen(VoteScreen):
    """Takes one's own value, says how many have given theirs, and shows all at the reveal.

    leads: whether it reveals, and takes what is agreed on.
    """

    def __init__(self, desk: Desk, session: Session, vote: Vote, *, leads: bool) -> None:
        super().__init__(desk, session, desk.books.get(KeyResult, vote.key_result))
        self._blind = vote.id
        self._leads = leads
        self._me = desk.me
        self._revealing = self._opened = False

    def on_mount(self) -> None:
        """Ask for one's own."""
        self._look()

    def store_changed(self, changed: Changed) -> None:
        """Show that others gave theirs, or that all are shown."""
        if ("votes", self._blind) in changed.keys:
            self._look()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can type now."""
        if not self._shown:
            if self._asked():
                yield self.hint("", "1-0", "views.vote_give", kept=True)
            reveals = self._leads and not self._now and self._some_gave()
            words = "together.vote_reveal" if reveals else "together.vote_seal"
            yield self.hint_of("vote.enter", words, kept=True)
            yield self.hint_of("vote.back", kept=True)
        elif self._leads:
            yield self.hint("", "1-0", "views.vote_agree", kept=True)
            yield self.hint_of("vote.back", "views.vote_leave", kept=True)
        else:
            yield self.hint_of("vote.back", kept=True)

    def leader_went_on(self) -> None:
        """Leave it, if it was revealed."""
        if self._shown:
            self.leave(None)

    # -- what became of it

    def _look(self) -> None:
        """Show how far it is, and do what is due."""
        vote = self._record()
        if vote is None or (vote.agreed is not None and not self._leads):
            self.leave(None)
            return
        self._shown, self._vote = vote.revealed, vote.id
        if vote.revealed:
            self._open_own(vote)
        elif self._leads and set(vote.expected) <= set(vote.sealed):
            self._reveal_all()
        books = self.desk.books
        self._voters = tuple(books.get(Member, voter) for voter in vote.voters)
        self._typed = list(vote.given)
        self._show()
        self.show_keys()

    def _record(self) -> Vote | None:
        return self.desk.books.find(Vote, self._blind)

    def _asked(self) -> bool:
        return self._me is not None and not self.desk.store.read_only

    def _has_given(self) -> bool:
        vote = self._record()
        return vote is not None and self._me is not None and self._me.id in vote.sealed

    def _some_gave(self) -> bool:
        vote = self._record()
        return vote is not None and bool(vote.sealed)

    def _again(self, _done: object = None) -> None:
        if self.is_current:
            self._look()

    def _open_own(self, vote: Vote) -> None:
        me = self._me
        if me is None or self._opened or me.id not in vote.sealed or me.id in vote.voters:
            return
        self._opened = True
        self.save(partial(open_own, self._session, vote, me.id), then=self._again)

    def _reveal_all(self) -> None:
        if not self._revealing:
            self._revealing = True
            intent = intents.RevealVote(self._blind)
            self.save(partial(self._session.do, intent), then=self._again, refused=self._not)

    def _not(self, error: OkrError) -> None:
        self._revealing = False
        self.tell(error, "at_risk")
        self._again()

    # -- what its keys do

    def act_digit(self, number: str) -> None:
        """Take a number: one's own value, or what is agreed on."""
        if (self._shown and self._leads) or (not self._shown and self._asked()):
            super().act_digit(number)
            self.show_keys()

    def act_enter(self) -> None:
        """Give the value that was typed; without one, who leads reveals."""
        if self._shown:
            if self._leads:
                self._settle()
        elif self._now:
            self._seal(int(self._now))
        elif self._leads and self._some_gave():
            self._reveal_all()
        else:
            self.say(self.words("views.vote_number"), "dim")

    def _seal(self, value: int) -> None:
        me = self._me
        if me is None:
            return
        ballot = ballots.fresh(self._blind, me.id, value)
        intent = intents.SealBallot(self._blind, me.id, ballots.seal(ballot))

        def job() -> Transaction | None:
            with writing(ballot_folder()):
                ballots.keep(ballot_folder(), ballot)
            return self._session.do(intent)

        self._now = ""
        self.save(job, then=self._again, refused=self._not, wait=True)

    def act_back(self) -> None:
        """Take the digit back; else leave. Where who leads does so before the reveal, all do."""
        if self._now and not self._shown:
            self._now = ""
            self._show()
            self.show_keys()
        elif self._leads and not self._shown:
            intent = intents.LeaveVote(self._blind)
            self.save(partial(self._session.do, intent), then=lambda _: self.leave(None), wait=True)
        else:
            self._stop_one()
            self.leave(None)

    def act_leave(self) -> None:
        """Leave it."""
        self._now = ""
        self.act_back()

    # -- showing

    def _show(self) -> None:
        vote = self._record()
        if vote is None:
            return
        kr, words = self._key_result, self.words
        given = self._has_given()
        count = words("together.vote_count", n=len(vote.sealed), of=len(vote.expected))
        asks = words("together.vote_again" if given else "together.vote_asks")
        self._view.show(
            VoteData(
                name=self.desk.books.kr_name(kr),
                title=kr.title,
                who=short_name(self._me) if self._me else "",
                asks=asks if self._asked() and not self._shown else "",
                typed=self._now,
                done=len(vote.sealed),
                of=len(vote.expected),
                count=count,
                given=self._given() if self._shown and self._typed else (),
                first=words("views.vote_first"),
                spread=self._spread_and_absent(vote),
                then=words("views.vote_then" if self._leads else "together.vote_agreeing"),
            )
        )

    def _spread_and_absent(self, vote: Vote) -> str:
        if not self._typed:
            return ""
        books = self.desk.books
        absent = [books.get(Member, one) for one in vote.expected if one not in vote.voters]
        spread = self._spread()
        if not absent:
            return spread
        names = ", ".join(map(short_name, absent))
        return f"{spread}   {self.words('together.vote_absent', names=names)}"

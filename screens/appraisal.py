"""The appraisal of actual output, member by member and part by part; no number stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from okrtui.cycle.appraising import Appraising
from okrtui.cycle.reviews import check_part, must_be_told, own_text
from okrtui.meeting.telling import tell
from okrtui.model.ops import Changed, Transaction
from okrtui.model.records import Cycle, Member, Review, ReviewPart
from okrtui.text.errors import OkrError, Refused
from okrtui.text.message import Message
from screens.appraisal_rows import AppraisalRows, part_name, stops, title
from screens.ask import Ask
from screens.base import DeskScreen
from screens.desk import Desk
from screens.walking import Pages, Walks
from widgets.key_hints import Hint
from widgets.line import Piece
from widgets.lines import Item, Lines
from widgets.member_strip import MemberStrip


class AppraisalScreen(Pages, Walks, DeskScreen[None]):
    """One member's appraisal in one cycle; oneself first.

    cycle: its id; without it, or before it begins, the one whose end lies nearest to today.
    about: a member's id.
    """

    KEYS = "appraisal"
    CSS_PATH = "appraisal.tcss"

    def __init__(self, desk: Desk, cycle: str | None = None, about: str | None = None) -> None:
        super().__init__(desk)
        self.session = Appraising(
            desk.store, author=desk.who, settings=desk.settings, clock=desk.clock, as_=desk.as_
        )
        self._cycles = cycles_begun(desk)
        begun = any(one.id == cycle for one in self._cycles)
        self._cycle = cycle if begun else nearest(desk, self._cycles)
        self._about = about or next((member.id for member in self._members()), None)
        self._here: ReviewPart | None = None
        self._rows: AppraisalRows | None = None
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._texts = Lines(signs=desk.signs, id="texts")

    @property
    def scrolled(self) -> Widget:
        """What was written."""
        return self._texts

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="middle"):
            yield self._texts
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what was written about who comes first."""
        # The lines are broken by the width that comes with the first layout.
        self.call_after_refresh(self.show_member)
        self.show_keys()
        if self.desk.store.read_only:
            self.said.say([Piece(self.words("board.read_only"), "at_risk")], seconds=None)

    def on_resize(self) -> None:
        """Break the lines anew."""
        if self._rows is not None:
            self.call_after_refresh(self._show_lines)

    def store_changed(self, _changed: Changed) -> None:
        """Show what others wrote."""
        self.show_again()

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("appraisal.write", "appraisal.foot_write", kept=True)
        yield self.hint_of("appraisal.down", "appraisal.foot_part")
        yield self.hint_of("appraisal.next", "appraisal.foot_next")
        if len(self._cycles) > 1:
            yield self.hint_of("appraisal.later", "appraisal.foot_cycle")
        yield self.hint_of("appraisal.manager", "appraisal.foot_manager")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("appraisal.back", kept=True)

    # -- what it shows

    def _members(self) -> list[Member]:
        """Return whose appraisals there are: oneself, all who are with us, and who was then."""
        books, me = self.desk.books, self.desk.me
        written = {one.about for one in books.where(Review, "cycle", self._cycle)}
        found = [m for m in books.all(Member) if m.active or m.id in written]
        return sorted(found, key=lambda member: me is None or member.id != me.id)

    @property
    def about(self) -> Member | None:
        """The member whose appraisal it is."""
        return self.desk.books.find(Member, self._about)

    def show_member(self) -> None:
        """Show a member's appraisal, one's own part of it in hand."""
        self._here = None
        self.show_again()
        self._scroll_to_part()

    def show_again(self) -> None:
        """Show what changed, with the part in hand where it is."""
        about, cycle = self.about, self.desk.books.find(Cycle, self._cycle)
        shown = stops(self.desk, self._members(), self._cycle, self._about or "", self.session.who)
        self._head.show(title(self.desk, cycle), shown)
        if about is None or cycle is None:
            key = "no_cycle" if cycle is None else "no_members"
            self._texts.show([], (), empty=[Piece(self.words(f"appraisal.{key}"), "dim")])
            return
        self._rows = AppraisalRows(self.desk, cycle.id, about, self.session.who)
        self._here = self._here or self._rows.first()
        self._show_lines()

    def _show_lines(self) -> None:
        if self._rows is None or self._here is None:
            return
        # Where a list draws a line, its first two cells and its last are its own.
        width = self._texts.scrollable_content_region.width - 3
        lines = self._rows.lines(self._here, width)
        self._texts.show([], [Item(id=str(at), line=line) for at, line in enumerate(lines)])

    def _scroll_to_part(self) -> None:
        if self._rows is None or self._here is None:
            return
        first = self._rows.starts[self._here]
        later = [at for at in self._rows.starts.values() if at > first]
        last = min(later, default=self._texts.virtual_size.height)
        top, height = self._texts.scroll_offset.y, self._texts.size.height
        if self._here is self._rows.parts[0].part:
            first = 0
        if first < top or last > top + height:
            self._texts.scroll_to(y=min(first, max(last - height, first)), animate=False)

    # -- from part to part, from member to member, from cycle to cycle

    def move(self, by: int) -> None:
        """Take another part in hand, so many further down."""
        parts = list(ReviewPart)
        if self._here is not None:
            self._here = parts[min(max(parts.index(self._here) + by, 0), len(parts) - 1)]
            self._show_lines()
            self._scroll_to_part()

    def act_next(self) -> None:
        """Show the next member."""
        self._go_by(1)

    def act_previous(self) -> None:
        """Show the member before."""
        self._go_by(-1)

    def _go_by(self, by: int) -> None:
        members = [member.id for member in self._members()]
        if members:
            at = members.index(self._about) if self._about in members else -by
            self.go_to(members[(at + by) % len(members)])

    def go_to(self, member: str) -> None:
        """Show another member."""
        self._about = member
        self.show_member()

    def on_member_strip_stop_chosen(self, event: MemberStrip.StopChosen) -> None:
        """Show the member who was clicked."""
        event.stop()
        self.go_to(event.id)

    def act_later(self) -> None:
        """Look at the next cycle that has begun."""
        self._look_at(1, "appraisal.last_cycle")

    def act_earlier(self) -> None:
        """Look at the cycle before."""
        self._look_at(-1, "member.first_cycle")

    def _look_at(self, by: int, otherwise: str) -> None:
        self._cycles = cycles_begun(self.desk)
        ids = [cycle.id for cycle in self._cycles]
        at = ids.index(self._cycle) + by if self._cycle in ids else -1
        if 0 <= at < len(ids):
            self._cycle = ids[at]
            self.show_member()
        else:
            self.say(self.words(otherwise), "dim")

    # -- writing

    def act_write(self) -> None:
        """Write the part in hand, once one has been told who can read it."""
        about, part, cycle = self.about, self._here, self._cycle
        if about is None or part is None or cycle is None or not self._may_save():
            return
        books, who = self.desk.books, self.session.who
        try:
            check_part(part, books, cycle=cycle, about=about.id, author=who)
        except Refused as error:
            self.tell(error, "at_risk")
            return
        if not must_be_told(books, who):
            self._ask(part, about, cycle)
            return
        from screens.appraisal_readers import ReadersScreen

        def answered(accepted: bool | None) -> None:
            if accepted:
                self._ask(part, about, cycle)

        self.app.push_screen(ReadersScreen(self.desk, about, oneself=part is _OWN), answered)

    def _may_save(self) -> bool:
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
        return not self.desk.store.read_only

    def _ask(self, part: ReviewPart, about: Member, cycle: str, text: str | None = None) -> None:
        mine = own_text(part, self.desk.books, cycle=cycle, about=about.id, author=self.session.who)
        about_part = self.words(f"appraisal.about_{part.value}")
        self.ask(
            Ask(
                id=f"review:{cycle}:{about.id}:{part.value}",
                label=part_name(self.desk, part),
                about=about.name,
                hint=self.words("appraisal.ask_hint", about=about_part),
                text=text if text is not None else mine.text if mine else "",
                then=lambda typed: self._write(part, about, cycle, typed),
            )
        )

    def _write(self, part: ReviewPart, about: Member, cycle: str, text: str) -> None:
        what = self.words("appraisal.not_saved", part=part_name(self.desk, part), name=about.name)

        def again(error: OkrError) -> None:
            self._ask(part, about, cycle, text)
            # Not the draft, which may lag behind by some letters.
            self.ask_line.put(text)
            self.ask_line.fail(self.desk.words.tell(error))

        # Who comes here knows who can read it: they were told, or have written before.
        self.save(
            lambda: self.session.write(part, text, cycle=cycle, about=about.id, told=True),
            typed=f"{what}: {text}",
            then=self._done,
            refused=again,
        )

    def act_manager(self) -> None:
        """Say who manages the member."""
        about = self.about
        if about is None or not self._may_save():
            return
        from screens.appraisal_manager import NOBODY, ManagerScreen

        def chosen(manager: str | None) -> None:
            if manager is not None:
                boss = None if manager == NOBODY else manager
                self.save(lambda: self.session.manage(about.id, boss), then=self._done)

        self.app.push_screen(ManagerScreen(self.desk, about), chosen)

    def _done(self, made: Transaction | None) -> None:
        self.show_again()
        if made is not None:
            undo = [
                Piece(f"   {self.desk.keymap.keys('appraisal.undo')} ", "key"),
                Piece(self.words("keys.undo"), "dim"),
            ]
            self.say(self.desk.words.tell(tell(made, self.desk.books)), "bright", after=undo)

    def act_copy(self) -> None:
        """Copy what was written in the part in hand."""
        from screens.clipboard import copy

        parts = self._rows.parts if self._rows is not None else ()
        texts = [one.text for part in parts if part.part is self._here for one in part.texts]
        if texts:
            copy(self, "\n\n".join(texts))
        else:
            self.say(self.words("appraisal.nothing_to_copy"), "dim")

    # -- taking back

    def act_undo(self) -> None:
        """Take back what one did here last."""
        self._reverse(self.session.undo)

    def act_redo(self) -> None:
        """Bring back what was undone last."""
        self._reverse(self.session.redo)

    def _reverse(self, run: Callable[[], Message]) -> None:
        def done(told: Message) -> None:
            self.show_again()
            self.tell(told, "bright")

        self.save(run, then=done)

    def act_back(self) -> None:
        """Go back."""
        self.leave()


_OWN = ReviewPart.SELF


def cycles_begun(desk: Desk) -> list[Cycle]:
    """Return the cycles on which one can look back, closed or not, the earliest first."""
    today = desk.today
    return [cycle for cycle in desk.books.cycles() if cycle.start <= today]


def nearest(desk: Desk, cycles: list[Cycle]) -> str | None:
    """Return the id of the cycle whose end lies nearest: one looks back when it is over."""
    today = desk.today
    found = min(cycles, key=lambda cycle: abs((cycle.end - today).days), default=None)
    return found.id if found else None

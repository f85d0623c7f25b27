"""How the objectives of a cycle come to be known: how they stand, and what the linter says."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from okrtui.model.balance import VALUES, Aspect, value_of
from okrtui.model.glance import Glance
from okrtui.model.ops import Changed, Transaction
from okrtui.model.ordering import By, Filter, after, ordered
from okrtui.model.records import Cycle, Objective
from okrtui.model.rows import ObjectiveRow
from okrtui.text.message import Message, message
from screens.desk import Desk
from screens.objectives_reading import Advice, read
from screens.objectives_rows import owners_in_order, working
from screens.slices import SLICE, SOON, Slices
from screens.spans import Spanned
from widgets.line import Piece

_READ: Final = frozenset({"objectives", "key_results", "tasks", "links", "members", "cycles"})
"""What the linter reads."""

_TOUCHES: Final = _READ | {"check_ins", "meetings"}


class ObjectivesWork(Spanned):
    """Knows the objectives of a cycle and changes them; `ObjectivesStage` shows them.

    by: their order. chosen: which of them are seen. found: all there are; None before that is
    known.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.by = By.CATEGORY
        self.chosen = Filter()
        self.found: list[ObjectiveRow] | None = None
        self._glances: dict[str, Glance] = {}
        self._slices = Slices(self, desk.clock)
        self._places: dict[str, int] = {}
        self.advice: Mapping[str, Sequence[Advice]] | None = None
        self._reads = True
        self._reading = 0
        self._all_read = False
        self._unread: dict[str, Objective] = {}

    def on_mount(self) -> None:
        """Work out what runs now, as far as a first paint can wait."""
        self.show_span()

    def on_screen_resume(self) -> None:
        """Show what another screen did meanwhile."""
        if self.is_mounted and self.found is not None:
            self._reads = True
            self._look_again(None)

    def on_unmount(self) -> None:
        """Let the thread that reads know that nobody waits for it."""
        self._reading += 1

    def store_changed(self, changed: Changed) -> None:
        """Show what others changed."""
        tables = {table for table, _ in changed.keys}
        if not tables & _TOUCHES:
            return
        if "cycles" in tables:
            self.find_spans(self.span)
            self.session.cycles = self.span
            self._make_glances()
        self._reads |= bool(tables & _READ)
        self._look_again(changed.keys)

    def show_waiting(self) -> None:
        """Show what is known before anything was worked out."""
        raise NotImplementedError

    # -- the cycle

    def _make_glances(self) -> None:
        desk = self.desk
        self._glances = {
            one: Glance(
                desk.books,
                calendar=desk.calendar,
                settings=desk.settings,
                cycle=desk.books.get(Cycle, one),
            )
            for one in self.span
        }

    def show_span(self) -> None:
        """Work out what is in the cycles that are looked at now."""
        self._make_glances()
        self.found, self.advice, self._places, self._reads = None, None, {}, True
        self._look(SOON)

    # -- working it out, in slices between keys

    def _look_again(self, keys: Collection[tuple[str, str]] | None) -> None:
        for glance in self._glances.values():
            glance.changed(keys)
        self._look()

    def _look(self, at_once: float = SLICE) -> None:
        desk = self.desk
        work = working(self._glances, desk.books, desk.today)
        self._slices.start(work, self._took, at_once=at_once, waits=self._say_how_far)

    def _say_how_far(self, done: int) -> None:
        if self.found is None:
            self.show_waiting()
            self.said.say([Piece(self.words("board.working", n=done), "dim")], seconds=None)

    def _took(self, found: list[ObjectiveRow]) -> None:
        first, self.found = self.found is None, found
        if first:
            self.said.hush()
            self.order()
            if self.desk.store.read_only:
                self.say(self.words("board.read_only"), "at_risk")
        self.show_again()
        if self._reads:
            self._reads = False
            self._read()

    def in_order(self, rows: Sequence[ObjectiveRow]) -> list[ObjectiveRow]:
        """Return objectives in their places; what came since then is last."""
        last = len(self._places)
        return sorted(rows, key=lambda row: self._places.get(row.objective.id, last))

    def order(self) -> None:
        """Give each its place. It keeps it while it is changed: a row in hand runs from nobody."""
        found = self.found or []
        owners = owners_in_order(self.desk.books, found)
        rows = ordered(found, self.by, owners=owners)
        self._places = {row.objective.id: place for place, row in enumerate(rows)}

    # -- advice, in a thread

    def _read(self, only: Objective | None = None) -> None:
        """Have all read, or one that was changed, where all of them are read already."""
        self._reading += 1
        if only is None or not self._all_read:
            self._all_read = False
            self._unread = {row.objective.id: row.objective for row in self.found or ()}
        else:
            self._unread[only.id] = only
        self.run_worker(self._have_read(self._reading))

    async def _have_read(self, this: int) -> None:
        desk = self.desk
        objectives = list(self._unread.values())

        def is_over() -> bool:
            return self._reading != this

        off, words = desk.settings.lint_off, desk.words
        advice = await asyncio.to_thread(read, objectives, desk.books, off, words, is_over)
        if advice is not None and not is_over() and self.is_mounted:
            self.advice = {**(self.advice or {}), **advice}
            self._all_read, self._unread = True, {}
            self.show_again()

    # -- doing

    def set_kind(self, objective: Objective, aspect: Aspect, value: str | None) -> None:
        """Give an objective another category, dimension, origin or ambition; None: none."""
        # The meeting's modules are not needed to look at objectives.
        from okrtui.meeting import intents

        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return
        said = message(
            "objectives.is_now",
            name=self.desk.books.objective_name(objective),
            what=message(f"terms.{aspect.value}"),
            value=message(f"terms.{value}" if value else "objectives.not_set"),
        )
        intent = intents.ChangeField("objectives", objective.id, aspect.value, value, "")
        # The next key may turn the same on: it must see what this one came to.
        self.save(
            lambda: self.session.do(intent),
            then=lambda made: self._has_kind(made, objective.id, said),
            wait=True,
        )

    def _has_kind(self, made: Transaction | None, id: str, said: Message) -> None:
        """Show what kind an objective is. How it stands is as before, and not worked out anew."""
        if made is None:
            self.tell(said, "dim")
            return
        for glance in self._glances.values():
            glance.changed([(op.table, op.id) for op in made.ops])
        one = self.desk.books.find(Objective, id)
        if one is None or self.found is None or self._slices.are_going:
            self._reads = True
            self._look()
        else:
            self.found = [
                replace(row, objective=one) if row.objective.id == id else row for row in self.found
            ]
            self.show_again()
            self._read(one)
        self.say_done(said)

    def next_value(self, objective: Objective, aspect: Aspect) -> str | None:
        """Return what follows on what an objective is; None for none."""
        values: tuple[Any, ...] = (None, *VALUES[aspect])
        following = after(value_of(objective, aspect), values)
        return None if following is None else str(following.value)

    def _reversed(self, told: Message) -> None:
        self._reads = True
        self._look_again(None)
        self.tell(told, "bright")

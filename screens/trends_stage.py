"""The stage of the trends: the cycle, the view, the key result in hand, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.calendar import week_of
from okrtui.model.numbers import percent_clamped
from okrtui.model.records import Cycle, CycleState
from okrtui.model.standing import Standing, standing
from okrtui.model.trend import Trend
from okrtui.model.trends import Trends
from screens.desk import Desk
from screens.trends_charts import BurnPage
from screens.trends_key_result import KeyResultPage
from screens.trends_rows import heat_head
from screens.trends_work import TrendsWork
from widgets.drawing import Drawing
from widgets.heat_map import HeatHead, HeatMap, fall_sign
from widgets.key_hints import Hint
from widgets.line import Line, Piece
from widgets.member_strip import MemberStrip, Stop

VIEWS: Final = ("heat", "key_result", "burn")


class TrendsStage(TrendsWork):
    """Three views of one cycle; `trends.TrendsScreen` adds what each key does."""

    KEYS = "trends"
    AUTO_FOCUS = "#heat"
    CSS_PATH = "trends.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = VIEWS[0]
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._legend = MemberStrip(signs=desk.signs, id="legend")
        self._page = Drawing(signs=desk.signs, id="page")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="views"):
            yield self._heat
            yield self._legend
            yield self._page
        yield from self.foot()

    def on_mount(self) -> None:
        """Work the running cycle out, as far as a first paint can wait."""
        self._show_head()
        self._look_at_once()

    def on_resize(self) -> None:
        """Show as many columns as there is room for now."""
        self.call_after_refresh(self._show)

    # -- what is in hand

    @property
    def in_hand(self) -> Trend | None:
        """The key result in hand; None where there is none."""
        rows = self._found.rows if self._found else ()
        row = self._heat.cursor_id
        return next((one for one in rows if one.key_result.id == row), None)

    def taken(self) -> Trend | None:
        """Return the key result in hand, to do something with it. Of the team's page none is."""
        if self.view != "burn":
            return self.in_hand
        if self.in_hand is not None:
            self.say(self.words("trends.of_team"), "dim")
        return None

    def _standing(self, found: Trends, trend: Trend) -> Standing:
        desk = self.desk
        return standing(
            desk.books,
            trend.key_result,
            cycle=found.cycle,
            meeting=None,
            # Of a cycle that is over, how it stood at its end: since then nothing is late or stale.
            today=min(self._today, found.cycle.end),
            calendar=desk.calendar,
            thresholds=desk.settings.thresholds,
        )

    # -- showing

    def _show(self) -> None:
        self._show_head()
        self._show_heat()
        self._show_view()
        self.show_keys()

    def _show_head(self) -> None:
        self._head.show(self._head_line(), [self._stop(view) for view in VIEWS])

    def _head_line(self) -> Line:
        dot = Piece(f" {self.desk.signs.dot} ", "dim")
        line: list[Piece] = [Piece(self.words("trends.title"), "strong")]
        cycle = self._cycle
        if cycle is None:
            return line
        line += [dot, Piece(cycle.name)]
        if cycle.state is CycleState.CLOSED:
            line += [dot, Piece(self.words("cycle.closed"), "dim")]
        elif cycle.end < self._today:
            line += [dot, Piece(self.words("quarter.over"), "dim")]
        elif cycle.start > self._today:
            line += [dot, Piece(self.words("quarter.to_come"), "dim")]
        elif self._found is not None:
            week, weeks = week_of(cycle, self._found.today)
            line += [dot, Piece(self.words("board.week", week=week, weeks=weeks))]
            line.append(Piece(f"  {percent_clamped(self._found.gone_now) or 0} %", "dim"))
        return line

    def _stop(self, view: str) -> Stop:
        return Stop(
            id=view,
            name=self.words(f"trends.view_{view}"),
            short=str(VIEWS.index(view) + 1),
            state="now" if view == self.view else "to_come",
        )

    def _show_heat(self) -> None:
        found, desk = self._found, self.desk
        if found is None or self._cycle is None:
            said = self.words("trends.no_cycle") if self._cycle is None else ""
            self._heat.show(HeatHead(), (), empty=[Piece(said, "dim")])
            return
        shown = self._columns(found)
        if shown != self._made[0]:
            self._made = shown, list(self._rows(found, shown))
        rows = self._made[1]
        nothing = self.words("trends.nothing" if found.begun else "trends.not_begun")
        self._heat.show(heat_head(found, shown, desk.words), rows, empty=[Piece(nothing, "dim")])

    def _show_view(self) -> None:
        in_heat = self.view == "heat" or self._found is None or self.in_hand is None
        self._heat.display = self._legend.display = in_heat
        self._legend.show(self._legend_line() if self.in_hand is not None else [], ())
        self._page.display = not in_heat
        if not in_heat:
            self._page.show(self._draw)

    def _legend_line(self) -> Line:
        signs = self.desk.signs
        text = self.words(
            "trends.legend",
            held=signs.dot,
            fell=fall_sign(signs),
            n=self.desk.settings.thresholds.fall,
            met=signs.done,
        )
        return [Piece(f" {text}", "dim")]

    def _draw(self, width: int, height: int) -> list[Line]:
        found, trend = self._found, self.in_hand
        if found is None or trend is None:
            return []
        if self.view == "burn":
            return BurnPage(found, self.desk, width).lines(height)
        place = f"{found.rows.index(trend) + 1}/{len(found.rows)}"
        page = KeyResultPage(found, trend, self._standing(found, trend), self.desk, width)
        return page.lines(height, place)

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("trends.later_view", "trends.foot_view", kept=True)
        if self.in_hand is not None:
            down = "keys.foot_scroll" if self.view == "burn" else "trends.foot_next"
            yield self.hint_of("trends.down", down)
            if self.view != "burn":
                yield self.hint_of("trends.open", "member.foot_open")
                yield self.hint_of("trends.history", "views.foot_why")
        if self._beside(1) is not None:
            yield self.hint_of("trends.later", "trends.foot_cycle")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("trends.back", kept=True)

    def on_row_list_cursor_moved(self, event: HeatMap.CursorMoved) -> None:
        """Show the key result that is now in hand."""
        event.stop()
        self.show_keys()

    def on_member_strip_stop_chosen(self, event: MemberStrip.StopChosen) -> None:
        """Show the view that was clicked."""
        event.stop()
        self.look_at(event.id)

    def look_at(self, view: str) -> None:
        """Show one of the views."""
        self.view = view
        self._page.scroll_to(y=0, animate=False)
        self._show_head()
        self._show_view()
        self.show_keys()

    def turn_to(self, by: int) -> None:
        """Look at another cycle."""
        cycle = self._beside(by)
        if cycle is not None:
            self._cycle = cycle
            self._begin_anew()
            self._show_head()
        else:
            self.say(self.words("member.last_cycle" if by > 0 else "member.first_cycle"), "dim")

    def _beside(self, by: int) -> Cycle | None:
        cycles = self.desk.books.cycles()
        ids = [one.id for one in cycles]
        at = ids.index(self._cycle.id) + by if self._cycle and self._cycle.id in ids else -1
        return cycles[at] if 0 <= at < len(cycles) else None

    def move(self, by: int) -> None:
        """Take another key result in hand, so many further down; or scroll."""
        if self.view == "burn":
            self._page.scroll_relative(y=by, animate=False)
        elif self._heat.move(by):
            self._show_view()

    def go_by(self, by: int) -> None:
        """Take the first key result of another owner in hand."""
        trend, rows = self.taken(), self._found.rows if self._found else ()
        if trend is None:
            return
        firsts = {row.owner: row.key_result.id for row in reversed(rows)}
        owners = list(dict.fromkeys(row.owner for row in rows))
        owner = owners[(owners.index(trend.owner) + by) % len(owners)]
        self._heat.move_to(firsts[owner])
        self._show_view()

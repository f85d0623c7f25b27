"""What is asked for where things are linked: to what, what for and by when, yes or no, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from okrtui.meeting import intents
from okrtui.meeting.lines.asked import answer_line, wish
from okrtui.model.links import (
    ALIGNING,
    COLLABORATOR,
    CONFIRMED,
    DEPENDS,
    VERTICAL,
    Item,
    item_of,
    name_of,
)
from okrtui.model.records import COMPANY, TEAM, Link
from screens.meeting_prompts_ask import Asking, Asks

if TYPE_CHECKING:
    from textual.app import App


class Links(Asks, Protocol):
    """A screen that asks, and from which one picks."""

    @property
    def app(self) -> App[Any]:
        """The app that shows the picker."""
        ...


_ASKS: Final = {DEPENDS: "links.ask_depends", COLLABORATOR: "links.ask_collaborator"}


class LinkPrompts(Asking):
    """The picker and the prompts of links; over any screen that carries intents out."""

    def __init__(self, screen: Links) -> None:
        super().__init__(screen)
        self._doing = screen

    def pick(self, source: Item, kind: str) -> None:
        """Ask what something is linked to, and of a dependency what for and by when."""
        from screens.pick import PickScreen

        def picked(target: str | None) -> None:
            if target is None:
                return
            if kind in ALIGNING:
                self._doing.do(intents.Align(source.id, target))
            else:
                self.wish(source, kind, target)

        self._doing.app.push_screen(PickScreen(self._doing.desk, source, kind), picked)

    def wish(self, source: Item, kind: str, target: str, text: str = "") -> None:
        """Ask for what somebody is asked, and by when."""
        ground = self._ground()

        def read(line: str) -> intents.Intent:
            return wish(kind, source.id, target, line, ground)

        self._ask(
            f"link:{source.id}:{target}",
            _ASKS[kind],
            read,
            about=self._end(target, source),
            hint="links.hint_wish",
            text=text,
            beside=read,
        )

    def again(self, link: Link) -> None:
        """Ask anew for what a link asks for: another wish, another day."""
        source = item_of(self._doing.room.books, link.source)
        if source is not None:
            day = link.by.isoformat() if link.by else ""
            text = " by ".join(filter(None, (link.what, day)))
            self.wish(source, link.kind, link.target, text)

    def confirm(self, link: Link) -> None:
        """Say yes, as it was asked."""
        self._doing.do(intents.Answer(link.id, CONFIRMED))

    def answer(self, link: Link) -> None:
        """Ask for the answer: yes, perhaps by another day, or no and why."""
        ground = self._ground()

        def read(line: str) -> intents.Intent:
            return answer_line(link, line, ground)

        self._ask(
            f"answer:{link.id}",
            "links.ask_answer",
            read,
            about=self.said(link),
            hint="links.hint_answer",
            beside=read,
        )

    def refuse(self, link: Link) -> None:
        """Ask why the answer is no."""

        def read(line: str) -> intents.Intent:
            return answer_line(link, f"no {line}", self._ground())

        self._ask(
            f"refuse:{link.id}",
            "links.ask_refuse",
            read,
            about=self.said(link),
            hint="links.hint_refuse",
        )

    def unlink(self, link: Link) -> None:
        """Ask why a link goes; nothing need be said."""
        self._ask(
            f"unlink:{link.id}",
            "links.ask_unlink",
            lambda line: intents.Unlink(link.id, line.strip()),
            about=self.said(link),
            hint="meeting.reason_hint",
        )

    def turn(self, link: Link) -> None:
        """Let an alignment be upward that was sideward, or the other way round."""
        other = "horizontal" if link.kind == VERTICAL else VERTICAL
        self._doing.do(intents.Align(link.source, link.target, other))

    # -- what it is called

    def said(self, link: Link) -> str:
        """Return what a link says: `lin/O2/KR1 depends on wang/O1/KR2`."""
        from okrtui.meeting.link_words import told

        doc = {"kind": link.kind, "source": link.source, "target": link.target}
        return self._doing.desk.words.tell(told(self._doing.room.books, doc, None))

    def _end(self, target: str, source: Item) -> str:
        name = name_of(self._doing.room.books, target, beside=source)
        return self._words(f"terms.{name}") if name in {TEAM, COMPANY} else name

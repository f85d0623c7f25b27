"""What is asked for at the alignment: why a link is taken away."""

from __future__ import annotations

from okrtui.meeting import intents
from okrtui.meeting.link_words import link_message
from okrtui.model.codec import encode
from okrtui.model.links import name_of
from okrtui.model.records import Link
from screens.meeting_prompts_ask import Asking


class LinkPrompts(Asking):
    """The prompts of links, in the way of a meeting's."""

    def unlink(self, link: Link) -> None:
        """Ask why two things hang together no longer."""
        desk, books = self._screen.desk, self._screen.room.books
        said = desk.words.tell(link_message(books, encode(link)))
        self._ask(
            f"unlink:{link.id}",
            "alignment.ask_unlink",
            lambda typed: intents.Unlink(link.id, typed.strip()),
            about=f"{name_of(books, link.source)} {said}",
            hint="meeting.reason_hint",
        )

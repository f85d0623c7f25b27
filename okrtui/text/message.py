"""A sentence that has not been spoken yet: a key of the catalogues and what fills it in."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Message(msgspec.Struct, frozen=True):
    """A key of the catalogues, with the values of its placeholders.

    Records and errors carry messages, never sentences, so that the same fact is told in English
    on one terminal and in Chinese on the next. A value may be a message itself.
    """

    key: str
    values: Mapping[str, str | int | Message] = msgspec.field(default_factory=dict)


def message(key: str, **values: str | int | Message) -> Message:
    """Make a `Message`: `message("entry.no_such_member", name="lin")`."""
    return Message(key, values)

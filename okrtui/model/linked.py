"""The record of two things that hang together; `model.links` reads them."""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """That one thing depends on, is aligned to, is worked on by, or comes from another.

    kind: `collaborator`, `depends`, `vertical`, `horizontal`, or `carried`: from an earlier cycle.
    source: the id of an objective or key result; target: an id, `TEAM`, `COMPANY`, or the name of
        an outsider.
    state: `asked`, `confirmed` or `refused`, for collaborators and dependencies.
    by: the day by which it is needed; once it is confirmed, by which it is promised.
    what: what is asked for. why: what was said with the answer. at: when it was made.
    """

    id: str
    kind: str
    source: str
    target: str
    state: str | None = None
    by: date | None = None
    what: str = ""
    why: str = ""
    at: datetime | None = None

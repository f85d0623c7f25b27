"""The store of a command: opened, its notices told, and let go of again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from okrtui.cli.call import Call
from okrtui.cli.progress import at_work
from okrtui.store.store import Store


@contextmanager
def opened(call: Call, *, read_only: bool = False) -> Iterator[Store]:
    """Open the store of the workspace that is meant, for the length of a `with`.

    Raises:
        OkrError: there is no workspace, or its store cannot be opened.
    """
    workspace = call.workspace
    with at_work(call.out, call.words) as doing:
        store = workspace.open_store(call.clock, read_only=read_only, doing=doing)
    try:
        yield store
    finally:
        for notice in store.notices:
            call.out.say(f"okrtui: {call.words.tell(notice)}")
        store.close()

"""Reasons that were put off: which the team still owes before a turn ends.

Told from how things stand alone, so that nothing that was put off is lost with the screen that knew
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from okrtui.model.records import KeyResult
from okrtui.model.settings import Settings
from okrtui.model.standing import Standing, asks_why


def owed(
    key_results: Iterable[KeyResult], stand: Callable[[KeyResult], Standing], settings: Settings
) -> tuple[KeyResult, ...]:
    """Return which key results were confirmed and lack the reason the team asks for.

    One that was confirmed unchanged owes none: that is one key. Nothing where the team does not
    ask for reasons.

    stand: how a key result stands in the meeting in hand.
    """
    if not settings.ask_why:
        return ()
    return tuple(kr for kr in key_results if _owes(stand(kr), settings))


def _owes(stands: Standing, settings: Settings) -> bool:
    here = stands.here
    if here is None or not here.confirmed or here.unchanged:
        return False
    return asks_why(stands, settings.thresholds)

"""Why a key result needs attention, in a few words: `confidence 7 to 5`, `no word for 16 days`."""

from __future__ import annotations

from datetime import date

from okrtui.model.numbers import percent
from okrtui.model.progress import keeps_a_line
from okrtui.model.settings import Thresholds
from okrtui.model.standing import FALLS, Standing
from okrtui.text.message import Message, message


def reasons_of(standing: Standing, *, today: date, thresholds: Thresholds) -> tuple[Message, ...]:
    """Return what speaks against a key result, what weighs most first; nothing for a good one.

    These are facts behind its health, also where a person overruled that.
    """
    said: list[Message] = []
    if keeps_a_line(standing.key_result) and standing.now.progress == 0:
        said.append(message("overview.off_the_line"))
    if late := standing.days_late(today):
        said.append(message("overview.overdue", n=late))
    said += _of_confidence(standing, thresholds)
    behind = standing.behind
    if behind is not None and behind > thresholds.behind_risk:
        said.append(message("overview.behind", n=percent(behind) or 0))
    silent = standing.days_silent
    if silent is not None and silent > thresholds.stale_after_days:
        said.append(message("overview.silent", n=silent))
    return tuple(said)


def _of_confidence(standing: Standing, thresholds: Thresholds) -> list[Message]:
    was, now = standing.then.confidence, standing.now.confidence
    if now is None:
        return []
    said: list[Message] = []
    if was is not None and now < was:
        said.append(message("overview.fell", was=was, now=now))
    elif now < thresholds.confidence_risk:
        said.append(message("overview.low", now=now))
    if standing.falls >= FALLS:
        said.append(message("overview.falls", n=standing.falls))
    return said

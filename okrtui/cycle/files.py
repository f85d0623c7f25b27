"""Writing the report of a closing into the workspace: `cycles/2026-Q4.md`.

As with minutes, what somebody edited stays, and the report goes beside it: `2026-Q4.2.md`.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from okrtui.cycle.gather import gather_report
from okrtui.cycle.paper import write_report
from okrtui.minutes.files import write_named
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Cycle
from okrtui.model.settings import Settings
from okrtui.text.words import LANGUAGES, Language, words_in

FOLDER: Final = "cycles"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST: Final = 60


def report_path(folder: Path, cycle: Cycle) -> Path:
    """Return where the report of a cycle belongs; of its name only what every disk takes."""
    name = _NOT_IN_NAMES.sub("-", cycle.name).strip("-.")[:_LONGEST]
    return folder / f"{name or cycle.id}.md"


def publish_report(
    folder: Path,
    books: Books,
    cycle: Cycle,
    *,
    language: Language,
    today: date,
    calendar: Calendar,
    settings: Settings,
) -> Path:
    """Write the report of a cycle into `folder`; return the file that holds it.

    It takes the place of what we wrote of the same scores, in either language and before the
    closing too. Where the path returned is another than `report_path`, say so.

    Raises:
        NotWritten: the disk did not take it; nothing is half written.
    """
    report = gather_report(books, cycle, today=today, calendar=calendar, settings=settings)
    ours = {
        write_report(replace(report, closed=closed), words_in(other)).encode()
        for other in LANGUAGES
        for closed in (True, False)
    }
    text = write_report(report, words_in(language))
    return write_named(report_path(folder, cycle), text, ours=ours)

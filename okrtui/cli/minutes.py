"""`okrtui minutes`: what a meeting leaves behind."""

from __future__ import annotations

from argparse import Namespace
from typing import cast

from okrtui.cli.call import Call
from okrtui.cli.files import deliver
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Meeting, MeetingState
from okrtui.text.errors import ExitCode, Refused
from okrtui.text.words import LANGUAGES, Language, words_in

FORMATS = ("markdown", "json")

EXAMPLES = ("okrtui minutes", "okrtui minutes 2026-W48 --lang zh -o minutes.md")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("meeting", words("cli.minutes_meeting"), shown="MEETING")
    parser.option("--format", help=words("cli.minutes_format"), shown="|".join(FORMATS))
    parser.option("--lang", help=words("cli.minutes_lang"), shown="en|zh")
    parser.option("-o", "--output", help=words("cli.output"), shown="FILE")


def run(call: Call, told: Namespace) -> Outcome:
    """Write the minutes of the last meeting, or of the one that was named."""
    from okrtui.minutes.content import to_json
    from okrtui.minutes.gather import gather
    from okrtui.minutes.markdown import write_markdown

    wanted = one_of(told.format, FORMATS, "--format") or "markdown"
    settings = call.workspace.settings
    language = cast("Language", one_of(told.lang, LANGUAGES, "--lang") or settings.language)
    with opened(call, read_only=True) as store:
        books = Books(store.view)
        meeting = find_meeting(books, told.meeting)
        with at_work(call.out, call.words, "doing.minutes"):
            content = gather(
                books,
                meeting,
                calendar=Calendar(settings),
                settings=settings,
                now=call.clock.now(),
            )
            if wanted == "json":
                text = to_json(content)
            else:
                text = write_markdown(content, words_in(language))
    deliver(call, text.encode(), told.output)
    return ExitCode.DONE


def find_meeting(books: Books, name: str | None) -> Meeting:
    """Return the meeting with a name, `2026-W48`, or an id; without one, the last that is closed.

    Where none is closed yet, that is the one in progress.

    Raises:
        Refused: there is none; says which there are.
    """
    meetings = sorted(books.all(Meeting), key=lambda meeting: meeting.opened_at)
    if name is None:
        if not meetings:
            raise Refused("cli.no_meeting_yet")
        closed = [m for m in meetings if m.state is MeetingState.CLOSED]
        return (closed or meetings)[-1]
    wanted = name.strip().casefold()
    for meeting in reversed(meetings):
        if wanted in {meeting.name.casefold(), meeting.id}:
            return meeting
    names = ", ".join(meeting.name for meeting in meetings[-12:])
    raise Refused("cli.no_such_meeting", name=name, names=names or "–")

"""`okrtui minutes`: what a meeting leaves behind."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, cast

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.progress import at_work
from okrtui.cli.stores import opened
from okrtui.model.books import Books
from okrtui.model.calendar import Calendar
from okrtui.model.records import Meeting, MeetingState
from okrtui.text.errors import ExitCode, Refused, WrongUsage
from okrtui.text.words import LANGUAGES, Language, Words, words_in

if TYPE_CHECKING:
    from okrtui.minutes.content import Content

FORMATS = ("markdown", "html", "json")

EXAMPLES = (
    "okrtui minutes",
    "okrtui minutes --short",
    "okrtui minutes 2026-W48 --lang zh -o minutes.md",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("meeting", words("cli.minutes_meeting"), shown="MEETING")
    parser.flag("--short", help=words("cli.minutes_short"))
    parser.option("--format", help=words("cli.minutes_format"), shown="|".join(FORMATS))
    parser.option("--lang", help=words("cli.minutes_lang"), shown="en|zh")
    parser.option("-o", "--output", help=words("cli.output"), shown="FILE")


def run(call: Call, told: Namespace) -> Outcome:
    """Write the minutes of the last meeting, or of the one that was named."""
    from okrtui.minutes.gather import gather

    wanted = one_of(told.format, FORMATS, "--format")
    if told.short and wanted:
        raise WrongUsage("minutes.short_alone", format=wanted)
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
            form = "short" if told.short else wanted or "markdown"
            text = _written(content, form, words_in(language))
    call.deliver(text.encode(), told.output)
    return ExitCode.DONE


def _written(content: Content, form: str, words: Words) -> str:
    # Each brings only its own writer: the start of a command is felt.
    match form:
        case "json":
            from okrtui.minutes.content import to_json

            return to_json(content)
        case "html":
            from okrtui.minutes.html import write_html

            return write_html(content, words)
        case "short":
            from okrtui.minutes.short import write_short

            return write_short(content, words)
    from okrtui.minutes.markdown import write_markdown

    return write_markdown(content, words)


def find_meeting(books: Books, name: str | None) -> Meeting:
    """Return the meeting with a name, `2026-W48`, or an id; without one, the last that is closed.

    Where none is closed yet, that is the one in progress.

    Raises:
        Refused: there is none; says which there are.
    """
    meetings = sorted(books.all(Meeting), key=lambda meeting: meeting.opened_at)
    if not meetings and name is not None:
        raise Refused("cli.no_such_meeting_yet", name=name)
    if not meetings:
        raise Refused("cli.no_meeting_yet")
    if name is None:
        closed = [m for m in meetings if m.state is MeetingState.CLOSED]
        return (closed or meetings)[-1]
    wanted = name.strip().casefold()
    for meeting in reversed(meetings):
        if wanted in {meeting.name.casefold(), meeting.id}:
            return meeting
    names = ", ".join(meeting.name for meeting in meetings[-12:])
    raise Refused("cli.no_such_meeting", name=name, names=names)

"""`okrtui init`: a new workspace, with its team, its members and its first cycle."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from okrtui.cli.call import Call, language_of
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.model.codec import insert
from okrtui.model.ids import new_id
from okrtui.model.ops import Op
from okrtui.model.records import Cycle, Member, Team
from okrtui.model.settings import Settings
from okrtui.text.errors import ExitCode, WrongUsage
from okrtui.text.harmless import clean_line
from okrtui.text.words import LANGUAGES, Language

EXAMPLES = (
    "okrtui init team --team Growth --member ana --member 'lin=Lin Mei' --cycle 2026-Q4",
    "okrtui init --team 增长 --member 'lin=林悦' --lang zh --time-zone Asia/Shanghai",
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("folder", words("cli.init_folder"), shown="DIR")
    parser.option("--team", help=words("cli.init_team"), shown="NAME")
    parser.option("--member", help=words("cli.init_member"), shown="NAME", many=True)
    parser.option("--cycle", help=words("cli.init_cycle"), shown="2026-Q4")
    parser.option("--lang", help=words("cli.init_lang"), shown="en|zh")
    parser.option("--time-zone", help=words("cli.init_time_zone"), shown="ZONE")


def run(call: Call, told: Namespace) -> Outcome:
    """Make a workspace; on a terminal, ask for what is missing."""
    from okrtui.workspace.making import make, refuse_existing

    folder = call.path(told.folder or call.given or ".")
    refuse_existing(folder)
    said = one_of(told.lang, LANGUAGES, "--lang")
    language = cast("Language", said) if said else language_of(call.environ)
    zone = _zone(told.time_zone)
    today = call.clock.now().astimezone(ZoneInfo(zone)).date()
    # Reading names as people write them costs a few milliseconds.
    from okrtui.cycle.naming import named_span

    span = named_span(told.cycle or _this_quarter(today))
    team = _team(call, told.team)
    people = _members(call, told.member)
    ops = _ops(call, team, people, span)
    workspace = make(
        folder, Settings(language=language, time_zone=zone), ops, call.clock, via="init"
    )
    call.out.say(call.words("cli.init_made", folder=str(workspace.root), team=team))
    call.out.say(call.words("cli.init_next", folder=str(told.folder or ".")))
    return ExitCode.DONE


def _zone(told: str | None) -> str:
    from okrtui.workspace.settings_file import is_zone
    from okrtui.workspace.zone import machine_zone

    if told is not None and not is_zone(told):
        raise WrongUsage("cli.no_such_zone", given=told)
    return told or machine_zone()


def _this_quarter(today: date) -> str:
    return f"{today.year}-Q{(today.month + 2) // 3}"


def _team(call: Call, told: str | None) -> str:
    team = clean_line(told or "")
    while not team:
        if told is not None or not call.interactive:
            raise WrongUsage("cli.init_needs_team")
        team = clean_line(call.ask(call.words("cli.init_ask_team")))
    return team


def _members(call: Call, told: Sequence[str]) -> list[tuple[str, str]]:
    if not told:
        if not call.interactive:
            raise WrongUsage("cli.init_needs_member")
        return _asked_members(call)
    people: list[tuple[str, str]] = []
    for text in told:
        people.append(_another(text, people))
    return people


def _asked_members(call: Call) -> list[tuple[str, str]]:
    call.out.say(call.words("cli.init_how_member"))
    people: list[tuple[str, str]] = []
    while True:
        answer = clean_line(call.ask(call.words("cli.init_ask_member", n=len(people) + 1)))
        if not answer and people:
            return people
        try:
            people += [_another(answer, people)] if answer else []
        except WrongUsage as error:
            # What was answered before is not asked for again.
            call.out.complain(error, call.words)


def _another(text: str, people: Sequence[tuple[str, str]]) -> tuple[str, str]:
    from okrtui.workspace.members import person

    login, name = person(text)
    # Names of key results do not tell capitals apart.
    if login.casefold() in {other.casefold() for other, _ in people}:
        raise WrongUsage("cli.init_twice", login=login)
    return login, name


def _ops(
    call: Call, team: str, people: Sequence[tuple[str, str]], span: tuple[str, date, date]
) -> list[Op]:
    now = call.clock.now()
    name, start, end = span
    members = [Member(id=new_id(now), login=login, name=full) for login, full in people]
    cycle = Cycle(id=new_id(now), name=name, start=start, end=end)
    return [insert(record) for record in (Team(id=new_id(now), name=team), *members, cycle)]

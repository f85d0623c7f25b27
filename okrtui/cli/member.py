"""`okrtui member`: who belongs to the team, what they are called, and who manages whom."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.cli.stores import opened
from okrtui.cli.table import table
from okrtui.cycle.managing import manage
from okrtui.model.agreed import tree
from okrtui.model.books import Books
from okrtui.model.naming import member_named, running
from okrtui.model.ops import Op
from okrtui.model.records import Action, ActionState, Member
from okrtui.model.view import View
from okrtui.store.store import Store
from okrtui.text.errors import ExitCode, Refused, WrongUsage
from okrtui.text.harmless import clean_line
from okrtui.workspace import members

VIA = "member"
_ADD, _CHANGE, _LEAVE, _RETURN = ACTS = ("add", "change", "leave", "return")
_NOBODY = "-"

EXAMPLES = (
    "okrtui member",
    "okrtui member add 'lin=Lin Mei' --manager ana",
    "okrtui member change lin --login lmei --name 'Mei Roth'",
    "okrtui member change lin --manager -",
    "okrtui member leave lin",
)


def add_options(parser: Parser) -> None:
    """Name the arguments and options of the command."""
    words = parser.words
    parser.argument("act", words("members.act"), shown="|".join(ACTS))
    parser.argument("who", words("members.who"), shown="MEMBER")
    parser.option("--name", help=words("members.name"), shown="NAME")
    parser.option("--login", help=words("members.login"), shown="LOGIN")
    parser.option("--manager", help=words("members.manager"), shown="MEMBER")
    parser.flag("--json", help=words("members.as_data"))


def run(call: Call, told: Namespace) -> Outcome:
    """List the members, or let one join, be called otherwise, leave or come back."""
    act = one_of(told.act, ACTS, "member")
    changes = told.name, told.login, told.manager
    if act not in {_ADD, _CHANGE} and any(one is not None for one in changes):
        raise WrongUsage("members.only_change")
    if act == _CHANGE and not any(one is not None for one in changes):
        raise WrongUsage("members.change_what")
    if act is None:
        return _list(call, as_json=told.json)
    if told.json:
        raise WrongUsage("members.only_list")
    if not told.who:
        raise WrongUsage("members.which")
    with opened(call) as store:
        return {_ADD: _add, _CHANGE: _change, _LEAVE: _leave, _RETURN: _return}[act](
            call, store, told
        )


# -- who there is


def _list(call: Call, *, as_json: bool) -> ExitCode:
    with opened(call, read_only=True) as store:
        books = Books(store.view)
        # Who left comes last.
        everyone = sorted(books.all(Member), key=lambda member: not member.active)
        if as_json:
            call.out.data({"members": [_data(books, member) for member in everyone]})
            return ExitCode.DONE
        head = [call.words(f"members.head_{name}") for name in ("login", "name", "manager")]
        rows = [[*head, ""], *(_row(call, books, member) for member in everyone)]
        for line in table(rows, "llll", call.columns):
            call.out.line(line)
    return ExitCode.DONE


def _row(call: Call, books: Books, member: Member) -> list[str]:
    left = "" if member.active else call.words("members.left")
    return [member.login, member.name, books.owner_login(member.manager), left]


def _data(books: Books, member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "login": member.login,
        "name": member.name,
        "manager": books.owner_login(member.manager) or None,
        "active": member.active,
    }


# -- what becomes of one


def _add(call: Call, store: Store, told: Namespace) -> ExitCode:
    login, name = members.person(told.who)
    if told.login is not None:
        login = members.checked_login(told.login)
    name = _name(told.name) or name

    def decide(view: View) -> Sequence[Op]:
        books = Books(view)
        manager = None if told.manager is None else _manager(books, told.manager)
        return [members.join(books, login, name, call.clock.now(), manager=manager)]

    store.commit(decide, via=VIA)
    call.out.say(call.words("members.joined", name=name, login=login))
    return ExitCode.DONE


def _change(call: Call, store: Store, told: Namespace) -> ExitCode:
    was = member_named(Books(store.view), told.who)
    login = was.login if told.login is None else members.checked_login(told.login)
    name = _name(told.name) or was.name

    def decide(view: View) -> Sequence[Op]:
        books = Books(view)
        ops = [*members.call(books, books.get(Member, was.id), login, name)]
        if told.manager is not None:
            ops += manage(was.id, _manager(books, told.manager), books)
        return ops

    if store.commit(decide, via=VIA) is None:
        raise Refused("members.nothing", name=was.name)
    call.out.say(call.words("members.changed", name=name))
    if login != was.login:
        call.out.say(call.words("members.called", login=login))
    return ExitCode.DONE


def _leave(call: Call, store: Store, told: Namespace) -> ExitCode:
    who = member_named(Books(store.view), told.who)
    store.commit(lambda view: members.leave(Books(view).get(Member, who.id)), via=VIA)
    call.out.say(call.words("members.gone", name=who.name, login=who.login))
    for line in _left_behind(call, Books(store.view), who):
        call.out.say(line)
    return ExitCode.DONE


def _return(call: Call, store: Store, told: Namespace) -> ExitCode:
    who = member_named(Books(store.view), told.who)
    store.commit(lambda view: members.come_back(Books(view).get(Member, who.id)), via=VIA)
    call.out.say(call.words("members.back", name=who.name, login=who.login))
    return ExitCode.DONE


def _left_behind(call: Call, books: Books, who: Member) -> list[str]:
    """Say what waits for others now that somebody has left."""
    key_results = [
        books.kr_name(kr)
        for cycle in running(books, call.today)
        for objective, found in tree(books, cycle.id)
        for kr in found
        if (kr.owner or objective.owner) == who.id
    ]
    actions = [
        f"A{action.number}"
        for action in books.where(Action, "owner", who.id)
        if action.state is ActionState.OPEN
    ]
    led = [one.login for one in books.members() if one.manager == who.id]
    waiting = {"key_results": key_results, "actions": actions, "led": led}
    return [
        call.words(f"members.leaves_{what}", n=len(names), names=", ".join(names))
        for what, names in waiting.items()
        if names
    ]


def _manager(books: Books, told: str) -> str | None:
    return None if told == _NOBODY else member_named(books, told).id


def _name(told: str | None) -> str:
    name = clean_line(told or "")
    if told is not None and not name:
        raise WrongUsage("members.no_name")
    return name

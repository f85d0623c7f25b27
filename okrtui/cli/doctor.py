"""`okrtui doctor`: is the store what we wrote? And if not, what can be done?"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser
from okrtui.cli.progress import at_work
from okrtui.text.errors import ExitCode, Refused, WrongUsage
from okrtui.text.message import Message

if TYPE_CHECKING:
    from okrtui.store.check import Damage
    from okrtui.store.restore import Preview

EXAMPLES = (
    "okrtui doctor",
    "okrtui doctor --repair",
    "okrtui doctor --restore 2026-11-23",
)
_YES = frozenset({"y", "yes", "是", "好"})


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.flag("--repair", help=words("cli.doctor_repair"))
    parser.option("--restore", help=words("cli.doctor_restore"), shown="DATE")
    parser.flag("-y", "--yes", help=words("cli.doctor_yes"))
    parser.flag("--json", help=words("cli.as_json"))


def run(call: Call, told: Namespace) -> Outcome:
    """Check the store; mend it, or go back to a backup, where that is asked for."""
    if told.repair and told.restore:
        raise WrongUsage("cli.doctor_one_of")
    if told.repair:
        return _repair(call, told)
    if told.restore:
        return _restore(call, told)
    from okrtui.store.check import check

    file = call.workspace.store_file
    with at_work(call.out, call.words) as doing:
        found = check(file, doing)
    if told.json:
        call.out.data({"ok": not found, "damages": _data(call, found)})
    _say(call, (one.message for one in found))
    if found:
        return ExitCode.DAMAGED
    call.out.say(call.words("cli.doctor_well", folder=str(call.workspace.root)))
    return ExitCode.DONE


def _repair(call: Call, told: Namespace) -> Outcome:
    """Mend the store; say what was wrong, what was done and what could not be brought back."""
    from okrtui.store.alone import Hand
    from okrtui.store.repair import repair
    from okrtui.workspace.person import os_login

    words = call.words
    file = call.workspace.store_file
    with at_work(call.out, words) as doing:
        report = repair(file, Hand(call.clock, os_login(), doing=doing))
    if told.json:
        call.out.data(
            {
                "ok": not report.stays,
                "damages": _data(call, report.found),
                "mended": [words.tell(said) for said in report.mended],
                "lost": [words.tell(said) for said in report.lost],
                "stays": _data(call, report.stays),
                "copy": None if report.copy is None else str(report.copy),
            }
        )
    _say(call, (one.message for one in report.found))
    _say(call, report.mended)
    _say(call, report.lost)
    if report.copy is not None:
        call.out.say(words("cli.doctor_copy", folder=str(report.copy)))
    if report.stays:
        call.out.say(words("cli.doctor_stays", n=len(report.stays)))
        return ExitCode.DAMAGED
    call.out.say(words("cli.doctor_well", folder=str(call.workspace.root)))
    return ExitCode.DONE


def _restore(call: Call, told: Namespace) -> Outcome:
    """Show what going back would lose, ask, and do it."""
    from okrtui.store.alone import Hand
    from okrtui.store.restore import preview, restore
    from okrtui.workspace.person import os_login

    words, file = call.words, call.workspace.store_file
    with at_work(call.out, words) as doing:
        what = preview(file, told.restore, doing)
    _show(call, what)
    if not told.yes:
        if not call.interactive:
            raise Refused("cli.doctor_needs_yes")
        if call.ask(words("cli.doctor_ask")).casefold() not in _YES:
            raise Refused("cli.doctor_declined")
    with at_work(call.out, words) as doing:
        kept = restore(file, told.restore, Hand(call.clock, os_login(), doing=doing))
    if told.json:
        call.out.data({"ok": True, "seq": what.seq, "copy": str(kept)})
    call.out.say(words("cli.doctor_restored", name=told.restore))
    call.out.say(words("cli.doctor_copy", folder=str(kept)))
    return ExitCode.DONE


def _show(call: Call, what: Preview) -> None:
    words = call.words
    if what.undone is None:
        call.out.say(words("cli.doctor_cannot_tell"))
        return
    call.out.say(words("cli.doctor_undone", n=len(what.undone), documents=what.documents))
    for one in what.undone:
        at = f"{one.at:%Y-%m-%d %H:%M}"
        line = words("cli.doctor_undone_line", seq=one.seq, at=at, by=one.by, via=one.via)
        call.out.say(f"  {line}")


def _say(call: Call, said: Iterable[Message]) -> None:
    for one in said:
        call.out.say(f"okrtui: {call.words.tell(one)}")


def _data(call: Call, found: Iterable[Damage]) -> list[dict[str, str | int | None]]:
    return [
        {"file": one.file, "line": one.line, "message": call.words.tell(one.message)}
        for one in found
    ]

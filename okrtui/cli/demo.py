"""`okrtui demo`: a sample team to look at and to try things on."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import cast

from okrtui.cli.call import Call, language_of
from okrtui.cli.outcome import OpenScreens, Outcome
from okrtui.cli.parser import Parser, one_of
from okrtui.text.errors import ExitCode
from okrtui.text.words import LANGUAGES, Language, words_in
from okrtui.workspace import Workspace

EXAMPLES = ("okrtui demo", "okrtui demo --lang zh", "okrtui demo --to sample")


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.option("--lang", help=words("cli.demo_lang"), shown="en|zh")
    parser.option("--to", help=words("cli.demo_to"), shown="DIR")
    parser.flag("--ascii", help=words("cli.ascii"))
    parser.flag("--no-mouse", help=words("cli.no_mouse"))


def run(call: Call, told: Namespace) -> Outcome:
    """Make a sample team; open it and throw it away afterwards, or keep it in a folder."""
    said = one_of(told.lang, LANGUAGES, "--lang")
    language = cast("Language", said) if said else language_of(call.environ)
    if told.to is not None:
        kept = _make(call.path(told.to), language, call)
        call.out.say(words_in(language)("cli.demo_made", folder=str(kept.root)))
        return ExitCode.DONE
    import tempfile  # Only here: 5 ms that no other command should wait for.

    folder = Path(tempfile.mkdtemp(prefix="okrtui-demo-"))
    try:
        workspace = _make(folder, language, call)
    except BaseException:
        folder.rmdir()
        raise
    return OpenScreens(
        workspace=workspace,
        clock=call.clock,
        ascii=told.ascii or call.ascii,
        no_mouse=told.no_mouse or call.no_mouse,
        throw_away=folder,
    )


def _make(folder: Path, language: Language, call: Call) -> Workspace:
    from okrtui.sample.build import build, settings
    from okrtui.workspace.making import make
    from okrtui.workspace.zone import machine_zone

    zone = machine_zone()
    ops = build(language, call.clock.now(), zone)
    return make(folder, settings(language, zone), ops, call.clock, via="demo")

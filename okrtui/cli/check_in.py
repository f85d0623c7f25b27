"""`okrtui check-in`: what is to be said of a key result, before or without a meeting."""

from __future__ import annotations

from argparse import Namespace

from okrtui.cli.call import Call
from okrtui.cli.outcome import Outcome
from okrtui.cli.parser import Parser, one_of, whole_number
from okrtui.cli.recorder import Recorder, Said
from okrtui.cli.stores import opened
from okrtui.meeting.check_in import HIGHEST, LOWEST
from okrtui.text.errors import ExitCode, Refused, WrongUsage

EXAMPLES = (
    "okrtui check-in lin/O2/KR1 --value 310 --confidence 7 --note 'two more to go'",
    "okrtui check-in",
    'echo \'{"kr": "lin/O2/KR1", "value": 310}\' | okrtui check-in --from -',
)


def add_options(parser: Parser) -> None:
    """Name the options of the command."""
    words = parser.words
    parser.argument("key_result", words("cli.check_in_kr"), shown="KR")
    parser.option("--value", help=words("cli.check_in_value"), shown="N")
    parser.option("--confidence", help=words("cli.check_in_confidence"), shown="1-10")
    parser.option("--note", help=words("cli.check_in_note"), shown="TEXT")
    parser.option("--as", help=words("cli.check_in_as"), shown="MEMBER")
    parser.option("--from", help=words("cli.check_in_from"), shown="-")


def run(call: Call, told: Namespace) -> Outcome:
    """Take a check-in: of one key result, of one's own one by one, or of many from a program."""
    if told.from_ is not None:
        return _from_program(call, told)
    if told.key_result is None:
        return _from_person(call, told)
    said = Said(
        key_result=told.key_result,
        value=told.value,
        confidence=whole_number(told.confidence, LOWEST, HIGHEST, "--confidence"),
        note=told.note or "",
        as_=told.as_,
    )
    if said.value is None and said.confidence is None and not said.note:
        raise WrongUsage("cli.check_in_nothing")
    with opened(call) as store:
        recorder = Recorder(store, call)
        key_result = recorder.find(said.key_result)
        try:
            recorder.value(key_result, said.value)
        except Refused as error:
            # Here, unlike in a stream of lines, it is the words of the command that are wrong.
            raise WrongUsage(error.message.key, **error.message.values) from error
        recorder.record(said)
        call.out.say(call.words("cli.checked_in", name=recorder.name(key_result)))
    return ExitCode.DONE


def _from_program(call: Call, told: Namespace) -> Outcome:
    from okrtui.cli.check_in_lines import answer_lines

    others = (told.key_result, told.value, told.confidence, told.note)
    one_of(told.from_, ("-",), "--from")
    if any(other is not None for other in others):
        raise WrongUsage("cli.check_in_from_alone")
    with opened(call) as store:
        return answer_lines(call, Recorder(store, call), told.as_)


def _from_person(call: Call, told: Namespace) -> Outcome:
    from okrtui.cli.check_in_form import fill_in

    if not call.interactive or (told.value, told.confidence, told.note) != (None, None, None):
        raise WrongUsage("cli.check_in_needs_kr")
    with opened(call) as store:
        return fill_in(call, Recorder(store, call), told.as_)

"""`lint --text -`: a text on each line in, what there is to say of it on each line out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from okrtui.cli.call import Call
from okrtui.cli.json_lines import object_of_line
from okrtui.cli.lint import item_data
from okrtui.lint.advise import advise_text, facts_of
from okrtui.lint.items import Item
from okrtui.lint.kinds import Kind
from okrtui.text.errors import ExitCode, Refused

_FIELDS = ("kind", "text")
_KINDS = {kind.value: kind for kind in Kind}


def answer_lines(call: Call, off: Collection[str]) -> ExitCode:
    """Answer each line of stdin, in order, before the next is read; return the exit code.

    A line that cannot be read is answered with `{"error": …}`, and the rest are answered still.
    """
    code = ExitCode.DONE
    for number, line in enumerate(call.stdin, start=1):
        if not line.strip():
            continue
        try:
            kind, text = _read(object_of_line(line))
        except Refused as error:
            call.out.json_line({"line": number, "error": call.words.tell(error)})
            code = ExitCode.REFUSED
            continue
        item = Item(
            kind=kind,
            text=text,
            facts=facts_of(kind, text),
            findings=advise_text(kind, text, off),
            file="-",
            line=number,
        )
        call.out.json_line(item_data(item, call.words))
    return code


def _read(told: dict[str, Any]) -> tuple[Kind, str]:
    if unknown := [name for name in told if name not in _FIELDS]:
        raise Refused("lint.line_unknown", field=unknown[0])
    kind, text = told.get("kind"), told.get("text")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise Refused("lint.line_kind")
    if not isinstance(text, str):
        raise Refused("lint.line_text")
    return _KINDS[kind], text

"""`close-cycle --from`: scores as JSON lines, one answer for each, written once it is durable."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from okrtui.cli.call import Call
from okrtui.cli.cycle_circumstances import around
from okrtui.cli.json_lines import answer_each, object_of_line, text_of
from okrtui.cycle.scoring import Said, score
from okrtui.model.books import Books
from okrtui.model.ids import is_id
from okrtui.model.naming import find_key_result
from okrtui.model.ops import Op
from okrtui.model.records import Cycle, KeyResult, Onward
from okrtui.model.view import View
from okrtui.store.store import Store
from okrtui.text.errors import ExitCode, Refused

_FIELDS = ("kr", "score", "cause", "next", "lesson")
_NEXT = {onward.value: onward for onward in Onward}


def score_lines(call: Call, store: Store, cycle: Cycle, file: str) -> tuple[ExitCode, int]:
    """Score what each line says, and answer it, in order; return the exit code and how many.

    Raises:
        Refused: the file cannot be read.
        Damaged: the store cannot be made sense of; the line that found it has its answer.
    """
    return answer_each(call, _source(call, file), lambda line: _record(call, store, cycle, line))


def _source(call: Call, file: str) -> BinaryIO:
    if file == "-":
        return call.stdin
    try:
        return io.BytesIO(call.path(file).read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("cycle.close_unreadable", file=file, reason=reason) from error


def _record(call: Call, store: Store, cycle: Cycle, line: bytes) -> dict[str, Any]:
    told = object_of_line(line, _FIELDS)
    name = text_of(told, "kr")
    if not name:
        raise Refused("cli.line_needs_kr")
    said = Said(
        key_result=key_result_in(Books(store.view), cycle, name, call).id,
        score=_score(told.get("score")),
        cause=text_of(told, "cause"),
        next=_next(text_of(told, "next")),
        lesson=text_of(told, "lesson"),
    )
    circumstances = around(call)
    made: list[str] = []

    def decide(view: View) -> Sequence[Op]:
        ops = score(said, Books(view), circumstances)
        made[:] = [op.id for op in ops]
        return ops

    done = store.commit(decide, via="close-cycle")
    return {"id": made[0], "seq": done.seq} if done else {"seq": store.seq}


def key_result_in(books: Books, cycle: Cycle, name: str, call: Call) -> KeyResult:
    """Return the key result that is meant by a name in a cycle, whichever runs today.

    Raises:
        Refused: there is none, or it belongs to another cycle.
    """
    whole = name if ":" in name or is_id(name.strip().lower()) else f"{cycle.name}:{name}"
    found = find_key_result(books, whole, call.today)
    if books.objective_of(found).cycle != cycle.id:
        raise Refused("cycle.close_other_cycle", name=name, cycle=cycle.name)
    return found


def _score(value: Any) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused("cycle.close_bad_score", given=str(value)[:40])
    return Decimal(value)


def _next(value: str | None) -> Onward | None:
    if value is not None and value not in _NEXT:
        raise Refused("cycle.close_next", given=value[:40])
    return None if value is None else _NEXT[value]

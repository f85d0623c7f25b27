"""Reading CSV: what spreadsheets and OKR tools export."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath

from okrtui.formats.cells import Row, draft_of
from okrtui.formats.clean import clean, short
from okrtui.formats.columns import understand_heads
from okrtui.formats.grid import Rows, read_rows
from okrtui.formats.inline import Inline
from okrtui.formats.settle import settle
from okrtui.formats.tree import Found, PassedOver
from okrtui.text.errors import Refused

_DELIMITERS = ",;\t|"
_HEAD_WITHIN = 15
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_END = "the end of all"
_FIELD_LIMIT = 1024 * 1024


def read_csv(text: str, file: str) -> Found:
    """Return what a CSV file holds.

    Raises:
        Refused: a quoted field that never ends, or one longer than a megabyte.
    """
    rows = _rows(text.replace("\0", ""), file)
    head = _head(rows)
    if head is None:
        found = read_rows([(0, []), *rows], marked=False)
        passed = found.passed_over
    else:
        found = read_rows(rows[head:], marked=False)
        passed = [PassedOver(line, _shown(cells), "formats.why_row") for line, cells in rows[:head]]
        passed += found.passed_over
    if found.empty:
        passed = [PassedOver(line, _shown(cells), "formats.why_row") for line, cells in rows]
    _place_loose(found, file)
    return Found(file, settle(found.objectives), tuple(passed))


def _rows(text: str, file: str) -> list[Row]:
    table = _parse(text, _delimiter(text), file)
    # A re-export by a spreadsheet: each row has become one quoted field of the row it was.
    wide = [row for _, row in table if row]
    if wide and all(len(row) == 1 for row in wide):
        inner = "\n".join(row[0].replace("\n", " ") for row in wide)
        delimiter = _delimiter(inner)
        if sum(delimiter in row[0] for row in wide) * 2 > len(wide):
            again = _parse(inner, delimiter, file)
            lines = [line for line, row in table if row]
            table = [(lines[min(at, len(lines)) - 1], row) for at, row in again]
    return [
        (line, [_cell(cell) for cell in row]) for line, row in table if any(map(str.strip, row))
    ]


def _parse(text: str, delimiter: str, file: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(_FIELD_LIMIT)
    # A line of our own at the end: within a quotation mark that is never closed, it is not one.
    lines = io.StringIO(f"{text}\n{_END}", newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused("formats.bad_csv", file=file, line=line, error=str(error)) from error
    line, last = rows.pop()
    if last != [_END]:
        raise Refused("formats.open_quote", file=file, line=line)
    return rows


def _delimiter(text: str) -> str:
    """Return the sign that parts the most lines into the same number of cells, outside quotes."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    scores = {}
    for sign in _DELIMITERS:
        counts = [_outside_quotes(line).count(sign) for line in lines]
        usual = max(counts, key=counts.count, default=0)
        scores[sign] = (sum(count == usual for count in counts) if usual else 0, usual)
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best][0] else ","


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _unguarded(text: str) -> str:
    """Return a text without the apostrophe by which a sheet says that it is no formula."""
    return text[1:] if _GUARDED.match(text) else text


def _cell(text: str) -> list[Inline]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines[0] = _unguarded(lines[0])
    return [Inline(cleaned) for line in lines if (cleaned := clean(line))] or [Inline("")]


def _head(rows: list[Row]) -> int | None:
    for index, (_, cells) in enumerate(rows[:_HEAD_WITHIN]):
        heads = [" ".join(part.text for part in cell) for cell in cells]
        columns = understand_heads(heads)
        known = len(columns.of) - sum(kind.name == "OTHER" for kind in columns.of.values())
        if (columns.speaks_of_okrs and len(heads) > 1) or known > 1:
            return index
    return None


def _place_loose(found: Rows, file: str) -> None:
    """Put key results that name no objective under one that is called like the file."""
    if not found.loose:
        return
    over = draft_of(PurePath(file).stem or "OKR", found.loose[0].line, labelled=True)
    over.key_results.extend(found.loose)
    found.objectives.append(over)


def _shown(cells: list[list[Inline]]) -> str:
    return short(" | ".join(" ".join(part.text for part in cell) for cell in cells))

"""What the card of a key result says, and its lines: on a card of its own, or below its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from okrtui.text.harmless import harmless
from widgets.bar import trend
from widgets.line import Line, Piece, cells, column, fitted, width_of, wrapped
from widgets.signs import PLAIN, Signs

_EARLIER_FROM = 84
"""Cells from which on the notes of earlier weeks stand beside the rest."""


class Compare(msgspec.Struct, frozen=True, kw_only=True):
    """One fact, then and now; `ask` says what is asked of us: `why?`.

    large: it is one of those that large type draws in large.
    """

    label: str
    then: str
    now: str
    change: str = ""
    ask: str = ""
    then_role: str = "dim"
    now_role: str = "bright"
    change_role: str = "normal"
    large: bool = False


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """The last weeks of a number, the newest last; None where nothing was said."""

    label: str
    values: tuple[float | None, ...]
    low: float
    high: float


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A risk, problem or action: its number, and what it says."""

    name: str
    line: Line
    name_role: str = "dim"


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A note of an earlier week."""

    label: str
    text: str


class KrCardData(msgspec.Struct, frozen=True, kw_only=True):
    """All that a card says, ready to be drawn; what is empty takes no room.

    facts: owner, due date, dependencies.
    then, now: what heads the two columns.
    pace: a line each: needed and lately, forecast.
    tasks: a line each.
    note: with its label; `note_role` is bright while it is new.
    note_then: that of then, where it is another.
    earlier: notes of the last weeks, the newest first, under `earlier_label`.
    """

    name: str = ""
    title: str = ""
    facts: Line = ()
    then: str = ""
    now: str = ""
    compares: tuple[Compare, ...] = ()
    pace: tuple[Line, ...] = ()
    trends: tuple[Trend, ...] = ()
    entries: tuple[Entry, ...] = ()
    tasks: tuple[Line, ...] = ()
    note_label: str = ""
    note: str = ""
    note_role: str = "normal"
    note_then: str = ""
    note_then_label: str = ""
    earlier_label: str = ""
    earlier: tuple[Earlier, ...] = ()


class Parts:
    """The parts of a card as they were laid out last, each with what it says.

    A key changes one or two of them; to lay out the others anew is felt.
    """

    def __init__(self) -> None:
        self._laid: dict[str, tuple[object, list[list[Piece]]]] = {}

    def of(
        self, part: str, says: object, lay: Callable[[], list[list[Piece]]]
    ) -> list[list[Piece]]:
        """Return the lines of a part, laid out anew where it says something else."""
        laid = self._laid.get(part)
        if laid is None or laid[0] != says:
            laid = self._laid[part] = says, lay()
        return laid[1]


def card_lines(
    data: KrCardData, width: int, signs: Signs = PLAIN, parts: Parts | None = None
) -> list[list[Piece]]:
    """Return the lines of a card, each at most `width` cells.

    parts: those of the same card with the same signs, where it was laid out before.
    """
    if width < 2:
        return []
    parts = parts or Parts()
    if width < _EARLIER_FROM or not data.earlier:
        return _main(data, width, signs, parts, then=True)
    left, gap = (width - 4) * 3 // 5, 4
    main = _main(data, left, signs, parts, then=False)
    beside = _earlier(data, width - left - gap)
    return [
        [
            *fitted(main[at] if at < len(main) else [], left),
            *([Piece(" " * gap), *beside[at]] if at < len(beside) else []),
        ]
        for at in range(max(len(main), len(beside)))
    ]


def compact_lines(
    data: KrCardData, width: int, *, entries: int = 2, signs: Signs = PLAIN
) -> list[list[Piece]]:
    """Return the few lines that unfold below a row: then above now, what is asked, what is open."""
    if width < 2:
        return []
    lines = _compact_table(data, width)
    lines += [fitted(line, width, mark=signs.cut) for line in data.pace[:2]]
    for at, entry in enumerate(data.entries[:entries]):
        line = [Piece(entry.name, entry.name_role), Piece(" "), *entry.line]
        more = len(data.entries) - entries if at == entries - 1 else 0
        if more > 0:
            line.append(Piece(f"  +{more}", "dim"))
        lines.append(fitted(line, width, mark=signs.cut))
    if data.note:
        note = [Piece(f"{data.note_label} ", "dim"), Piece(data.note, data.note_role)]
        lines.append(fitted(note, width, mark=signs.cut))
    return lines


def _main(
    data: KrCardData, width: int, signs: Signs, parts: Parts, *, then: bool
) -> list[list[Piece]]:
    def head() -> list[list[Piece]]:
        return [*_title(data, width), *(wrapped(data.facts, width) if data.facts else [])]

    def pace() -> list[list[Piece]]:
        return [piece for line in data.pace for piece in wrapped(line, width)]

    def tasks() -> list[list[Piece]]:
        return [piece for line in data.tasks for piece in _hanging(line, width)]

    note = (data.note_label, data.note, data.note_role, data.note_then_label, data.note_then)
    laid = [
        parts.of("head", (width, data.name, data.title, data.facts), head),
        parts.of(
            "table",
            (width, data.then, data.now, data.compares),
            lambda: _table(data, width),
        ),
        parts.of("pace", (width, data.pace), pace),
        parts.of("trends", (width, data.trends), lambda: _trends(data.trends, width, signs)),
        parts.of("entries", (width, data.entries), lambda: _entries(data.entries, width)),
        parts.of("tasks", (width, data.tasks), tasks),
        parts.of("note", (width, then, *note), lambda: _note(data, width, then=then)),
    ]
    lines: list[list[Piece]] = []
    for part in laid:
        if part and lines:
            lines.append([])
        lines += part
    return lines


def _title(data: KrCardData, width: int) -> list[list[Piece]]:
    if not data.name and not data.title:
        return []
    name = [Piece(data.name, "key"), Piece("  ")] if data.name else []
    indent = width_of(name)
    if indent > width // 3:
        return wrapped([*name, Piece(data.title, "strong")], width)
    lines = wrapped([Piece(data.title, "strong")], width - indent)
    return [[*(name if not at else [Piece(" " * indent)]), *line] for at, line in enumerate(lines)]


def _table(data: KrCardData, width: int) -> list[list[Piece]]:
    if not data.compares:
        return []

    def widest(*texts: str) -> int:
        return max(cells(harmless(text)) for text in texts)

    rows = data.compares
    named = min(widest(*(row.label for row in rows)), width // 4)
    label = max(named, min(10, width // 5))
    then = widest(data.then, *(row.then for row in rows))
    now = widest(data.now, *(row.now for row in rows))
    change = widest(*(row.change for row in rows))
    if label + then + now + change + 8 > width:
        most = max((width - label - 8) // 3, 1)
        then, now, change = min(then, most), min(now, most), min(change, most)
    gap = max(min((width - label - then - now - change - 6) // 3, 6), 2)
    blank = Piece(" " * gap)
    lines = [
        [
            Piece(" " * label), blank,
            *column(data.then, then, "dim", right=True), blank,
            *column(data.now, now, "normal", right=True),
        ],
    ]  # fmt: skip
    for row in rows:
        line = [
            *column(row.label, label, "dim"), blank,
            *column(row.then, then, row.then_role, right=True), blank,
            *column(row.now, now, row.now_role, right=True), blank,
            *column(row.change, change, row.change_role, right=True),
        ]  # fmt: skip
        if row.ask:
            line += [Piece("  "), Piece(row.ask, "key")]
        lines.append(line)
    return [fitted(line, width) for line in lines]


def _compact_table(data: KrCardData, width: int) -> list[list[Piece]]:
    """Return then above now, a column per fact."""
    if not data.compares:
        return []
    heads = [[Piece(row.label, "dim")] for row in data.compares]
    thens = [[Piece(row.then, row.then_role)] for row in data.compares]
    nows = [
        [
            Piece(row.now, row.now_role),
            Piece(f" {row.change}" if row.change else "", row.change_role),
            Piece(f" {row.ask}" if row.ask else "", "key"),
        ]
        for row in data.compares
    ]
    first = max(cells(harmless(data.then)), cells(harmless(data.now)))
    sizes = [
        max(width_of(line) for line in three) for three in zip(heads, thens, nows, strict=True)
    ]
    gap = max(min((width - first - sum(sizes)) // max(len(sizes), 1), 4), 2)
    lines = []
    for label, role, parts in (
        ("", "dim", heads),
        (data.then, "dim", thens),
        (data.now, "normal", nows),
    ):
        line = column(label, first, role)
        for part, size in zip(parts, sizes, strict=True):
            line += [Piece(" " * gap), *fitted(part, size)]
        lines.append(fitted(line, width))
    return lines


def _trends(trends: Sequence[Trend], width: int, signs: Signs) -> list[list[Piece]]:
    if not trends:
        return []
    size = min(max(len(one.values) for one in trends), 13, max(width // 3, 1))
    line: list[Piece] = []
    for one in trends:
        if line:
            line.append(Piece("      " if width >= 50 else "  "))
        line += trend(one.values, size, low=one.low, high=one.high, signs=signs)
        line += [Piece("  "), Piece(one.label, "dim")]
    return [fitted(line, width, mark=signs.cut)]


def _entries(entries: Sequence[Entry], width: int) -> list[list[Piece]]:
    if not entries:
        return []
    name = min(max(cells(harmless(entry.name)) for entry in entries), max(width // 3, 1))
    lines: list[list[Piece]] = []
    for entry in entries:
        for at, line in enumerate(wrapped(entry.line, width - name - 1)):
            lines.append(
                [*column("" if at else entry.name, name, entry.name_role), Piece(" "), *line]
            )
    return lines


def _hanging(line: Line, width: int) -> list[list[Piece]]:
    """Return a line as so many as it takes, all below what follows its first piece, a sign."""
    if width_of(line) <= width:  # As most are; to look for the ends of words costs more.
        return [fitted(line, width)]
    indent = width_of(line[:1])
    if not 0 < indent < width // 2:
        return wrapped(line, width)
    lines = wrapped(line[1:], width - indent)
    return [[Piece(" " * indent) if at else line[0], *part] for at, part in enumerate(lines)]


def _note(data: KrCardData, width: int, *, then: bool) -> list[list[Piece]]:
    """Return the note; below it that of then, where it does not stand at the right anyway."""
    notes = [(data.note_label, data.note, data.note_role)]
    if then:
        notes.append((data.note_then_label, data.note_then, "dim"))
    notes = [note for note in notes if note[1]]
    indent = max((cells(harmless(label)) + 2 for label, _, _ in notes if label), default=0)
    if indent > width // 3:
        indent = 0
    lines: list[list[Piece]] = []
    for label, text, role in notes:
        lead = column(label, indent, "dim")
        for paragraph in harmless(text, lines=True).split("\n"):
            for line in wrapped([Piece(paragraph, role)], width - indent):
                lines.append([*lead, *line])
                lead = [Piece(" " * indent)] if indent else []
    return lines


def _earlier(data: KrCardData, width: int) -> list[list[Piece]]:
    lines = [fitted([Piece(data.earlier_label, "dim")], width)]
    for note in data.earlier:
        lines += [[], fitted([Piece(note.label, "dim")], width)]
        lines += [
            line
            for paragraph in harmless(note.text, lines=True).split("\n")
            for line in wrapped([Piece(paragraph)], width)
        ]
    return lines

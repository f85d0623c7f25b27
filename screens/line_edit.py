"""A text being typed: what stands there, where the caret is, and how it breaks into lines.

Pure and immediate, so that keys that arrive together are applied in their order: what is typed
right after the key that opens a prompt belongs to the prompt, however slow the line is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from okrtui.text.harmless import LONGEST
from okrtui.text.width import clusters


@dataclass(frozen=True, slots=True)
class Laid:
    """A text in lines of so many cells, and the line and cell where the caret stands."""

    lines: tuple[str, ...]
    row: int
    cell: int


@dataclass(slots=True)
class LineEdit:
    """A text and a caret. `at` counts pieces: a letter with its accents is one, so is an emoji.

    selected: whether all of it goes with the first letter that is typed; any other key keeps it.
    """

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    selected: bool = False

    @classmethod
    def of(cls, text: str, *, selected: bool = False) -> LineEdit:
        """Return an edit of `text`, with the caret at its end."""
        edit = cls()
        edit.insert(text)
        edit.selected = selected and bool(edit.pieces)
        return edit

    @property
    def text(self) -> str:
        """What stands there."""
        return "".join(self.pieces)

    def insert(self, text: str) -> None:
        """Put text in at the caret; more than anybody types is cut off."""
        if self.selected:
            self.pieces, self.at, self.selected = [], 0, False
        room = LONGEST - len(self.text)
        before = "".join(self.pieces[: self.at]) + text[: max(0, room)]
        after = "".join(self.pieces[self.at :])
        self.pieces = _pieces(before + after)
        # A combining sign joins what stands before it, so the caret is found anew.
        self.at = min(len(_pieces(before)), len(self.pieces))

    def key(self, name: str) -> bool:
        """Apply a key that edits; return whether it is one."""
        edit = _KEYS.get(name)
        if edit is None:
            return False
        all_of_it, self.selected = self.selected, False
        if all_of_it and edit in {LineEdit._backspace, LineEdit._delete}:
            self.pieces, self.at = [], 0
        else:
            edit(self)
        return True

    def laid(self, room: int) -> Laid:
        """Return the text in lines of at most `room` cells (at least 2), words kept whole."""
        room = max(2, room)
        lines: list[list[tuple[int, int]]] = [[]]
        used = 0
        for index, piece in enumerate(self.pieces):
            cells = _cells(piece)
            if piece == "\n":
                lines[-1].append((index, 0))
                lines.append([])
                used = 0
                continue
            if used + cells > room:
                carried = self._last_word(lines[-1], room - cells)
                lines.append(carried)
                used = sum(size for _, size in carried)
            lines[-1].append((index, cells))
            used += cells
        row, cell = self._caret(lines, room)
        shown = [
            "".join(self.pieces[i] for i, _ in line if self.pieces[i] != "\n") for line in lines
        ]
        if row == len(shown):
            shown.append("")
        return Laid(tuple(shown), row, cell)

    def _shown(self, line: list[tuple[int, int]]) -> str:
        return "".join(self.pieces[index] for index, _ in line if self.pieces[index] != "\n")

    def _last_word(self, line: list[tuple[int, int]], room: int) -> list[tuple[int, int]]:
        """Take a line's last word off, if it fits into `room` cells."""
        for place in range(len(line) - 1, -1, -1):
            if self.pieces[line[place][0]] == " ":
                carried = line[place + 1 :]
                if sum(size for _, size in carried) > room:
                    return []
                del line[place + 1 :]
                return carried
        return []

    def _caret(self, lines: list[list[tuple[int, int]]], room: int) -> tuple[int, int]:
        for row, line in enumerate(lines):
            if any(index == self.at for index, _ in line):
                return row, sum(size for index, size in line if index < self.at)
        last = len(lines) - 1
        cell = sum(size for _, size in lines[last])
        return (last, cell) if cell < room else (last + 1, 0)

    # -- keys

    def _left(self) -> None:
        self.at = max(0, self.at - 1)

    def _right(self) -> None:
        self.at = min(len(self.pieces), self.at + 1)

    def _word_left(self) -> None:
        while self.at and self.pieces[self.at - 1].isspace():
            self.at -= 1
        while self.at and not self.pieces[self.at - 1].isspace():
            self.at -= 1

    def _word_right(self) -> None:
        while self.at < len(self.pieces) and self.pieces[self.at].isspace():
            self.at += 1
        while self.at < len(self.pieces) and not self.pieces[self.at].isspace():
            self.at += 1

    def _home(self) -> None:
        while self.at and self.pieces[self.at - 1] != "\n":
            self.at -= 1

    def _end(self) -> None:
        while self.at < len(self.pieces) and self.pieces[self.at] != "\n":
            self.at += 1

    def _erase(self, move: Callable[[LineEdit], None]) -> None:
        was = self.at
        move(self)
        first, last = sorted((was, self.at))
        del self.pieces[first:last]
        self.at = first

    def _backspace(self) -> None:
        self._erase(LineEdit._left)

    def _delete(self) -> None:
        self._erase(LineEdit._right)

    def _erase_word(self) -> None:
        self._erase(LineEdit._word_left)

    def _erase_to_start(self) -> None:
        self._erase(LineEdit._home)

    def _erase_to_end(self) -> None:
        self._erase(LineEdit._end)

    def _new_line(self) -> None:
        self.insert("\n")


_KEYS: dict[str, Callable[[LineEdit], None]] = {
    "left": LineEdit._left,
    "right": LineEdit._right,
    "ctrl+left": LineEdit._word_left,
    "ctrl+right": LineEdit._word_right,
    "home": LineEdit._home,
    "ctrl+a": LineEdit._home,
    "end": LineEdit._end,
    "backspace": LineEdit._backspace,
    "delete": LineEdit._delete,
    "ctrl+d": LineEdit._delete,
    "ctrl+w": LineEdit._erase_word,
    "ctrl+u": LineEdit._erase_to_start,
    "ctrl+k": LineEdit._erase_to_end,
    "ctrl+j": LineEdit._new_line,
}


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for line, part in enumerate(text.split("\n")):
        if line:
            pieces.append("\n")
        pieces += [piece for piece, _ in clusters(part)]
    return pieces


def _cells(piece: str) -> int:
    return sum(size for _, size in clusters(piece))

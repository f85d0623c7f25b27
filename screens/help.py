"""Every key of a screen, from the key map itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from okrtui.text.width import width
from screens.base import DeskScreen
from screens.desk import Desk
from screens.keymap import Action, label
from screens.walking import Scrolls
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Item, Lines

_MOST_KEYS = 4
_BETWEEN = 3
_BESIDE = 6
"""Cells beside the columns: the margins, and the bar that scrolls."""
_TYPED = (
    ("meeting.action", "meeting.action_hint"),
    ("meeting.risk", "meeting.risk_hint"),
    ("meeting.problem", "meeting.problem_hint"),
    ("meeting.park", "meeting.park_hint"),
    ("meeting.task", "meeting.task_hint"),
    ("meeting.key_result", "meeting.key_result_hint"),
    ("meeting.objective", "meeting.objective_hint"),
    ("meeting.change", "meeting.change_hint"),
    ("meeting.change", "meeting.change_objective_hint"),
    ("meeting.change", "meeting.change_task_hint"),
    ("meeting.health", "meeting.health_hint"),
)
"""The prompts whose one line has a grammar."""


class HelpScreen(Scrolls, DeskScreen[None]):
    """Keys and what they do, as they are now; two columns where there is room."""

    KEYS = "help"
    CSS_PATH = "help.tcss"

    def __init__(self, desk: Desk, of: str) -> None:
        super().__init__(desk)
        self._of = of
        self._lines = Lines(signs=desk.signs, id="help")

    @property
    def scrolled(self) -> Widget:
        """What one reads."""
        return self._lines

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Container(id="column"):
            yield self._lines
        yield from self.foot()

    def on_mount(self) -> None:
        """Show the keys."""
        self._show()
        self.show_keys()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._show()

    def key_hints(self) -> Iterable[Hint]:
        """Return how to go on."""
        yield self.hint_of("help.down", "keys.foot_scroll")
        yield self.hint_of("help.back", kept=True)

    def _show(self) -> None:
        entries = list(self._entries())
        room = max(self.size.width - 2, 20)
        size = max(width(keys) for keys, _ in entries) + 2
        half = -(-len(entries) // 2)
        column = size + _widest(entries[:half]) + _BETWEEN
        most = room - _BESIDE - size - _widest(entries[half:])
        two = column <= most
        if two:
            column = max(column, min(room // 2, most))
        else:
            half, column = len(entries), 0
        items = [
            Item(
                id=f"{self._of}:{at}",
                line=[
                    *_entry(entries[at], size, column),
                    *(
                        _entry(entries[at + half], size, 0)
                        if two and at + half < len(entries)
                        else ()
                    ),
                ],
            )
            for at in range(half)
        ]
        title = self.words(f"help.of_{self._of}")
        items = [Item(id="", line=()), *items, *self._typed(size, room)]
        self._lines.show([Piece(title, "strong")], items)

    def _typed(self, size: int, room: int) -> Iterator[Item]:
        """Return how to type in each prompt of the meeting, in the words that it has itself."""
        if self._of != "meeting":
            return
        yield Item(id="", line=())
        yield Item(id="typed", line=[Piece(self.words("help.typed"), "strong")])
        yield Item(id="", line=())
        for at, (action, hint) in enumerate(_TYPED):
            keys = self.desk.keymap.keys(action)
            for line, part in enumerate(wrapped([Piece(self.words(hint))], room - size)):
                lead = Piece((keys if line == 0 else "").ljust(size), "key")
                yield Item(id=f"typed:{at}:{line}", line=[lead, *part])

    def _entries(self) -> Iterator[tuple[str, str]]:
        """Return the keys and the words of each thing one can do; ten digits are one thing."""
        grouped: dict[str, list[Action]] = {}
        plain = self.desk.signs.cut.isascii()
        actions = sorted(self.desk.keymap.of(self._of), key=lambda action: action.screen == "app")
        for action in actions:
            grouped.setdefault(action.words, []).append(action)
        for words, alike in grouped.items():
            keys = [label(key, plain=plain) for action in alike for key in action.keys]
            if len(keys) > _MOST_KEYS:
                keys = [keys[0], self.desk.signs.cut, keys[-1]]
            if keys:
                yield " ".join(keys), self.words(words)

    def act_back(self) -> None:
        """Go back."""
        self.leave()

    def act_help(self) -> None:
        """Go back: the key that opens it closes it."""
        self.leave()


def _widest(entries: Sequence[tuple[str, str]]) -> int:
    return max((width(words) for _, words in entries), default=0)


def _entry(entry: tuple[str, str], size: int, column: int) -> Line:
    keys, words = entry
    blank = max(column - size - width(words), 0)
    return [
        Piece(keys + " " * (size - width(keys)), "key"),
        Piece(words),
        *([Piece(" " * blank)] if blank else ()),
    ]

"""The settings of the team: what each means, what it is, and another value for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.model.settings import Settings
from okrtui.text.errors import NotWritten, OkrError, Refused
from okrtui.workspace.folder import SETTINGS_FILE
from okrtui.workspace.settings_edit import change_setting, typed
from okrtui.workspace.settings_file import read_settings
from screens.ask import Ask
from screens.base import DeskScreen
from screens.desk import Desk
from screens.settings_rows import BY_HAND, NAMES, setting_rows, slug, typed_again, value_of
from screens.walking import Walks
from widgets.drawing import Drawing
from widgets.key_hints import Hint
from widgets.line import Line, Piece, wrapped
from widgets.lines import Lines
from widgets.member_strip import MemberStrip


class SettingsScreen(Walks, DeskScreen[None]):
    """What `okrtui.toml` says. What is changed here counts from the next start on."""

    KEYS = "settings"
    AUTO_FOCUS = "#settings"
    DEFAULT_CSS = """
    SettingsScreen #room { height: 1fr; margin: 1 0 0 0; }
    SettingsScreen #settings { height: 1fr; }
    SettingsScreen #meaning { height: 4; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._file = desk.folder / SETTINGS_FILE
        self._settings: Settings = desk.settings
        self._head = MemberStrip(signs=desk.signs, id="head")
        self._list = Lines(selectable=True, signs=desk.signs, id="settings")
        self._meaning = Drawing(signs=desk.signs, id="meaning")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._head
        with Container(id="room"):
            yield self._list
            yield self._meaning
        yield from self.foot()

    def on_mount(self) -> None:
        """Show what the file says now: somebody may have edited it since the start."""
        self._show(self.desk.settings)
        self.show_keys()
        self.save(lambda: read_settings(self._file), then=self._show)
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")

    # -- showing

    def _show(self, settings: Settings) -> None:
        self._settings = settings
        title = [
            Piece(self.words("settings.title"), "strong"),
            Piece(f" {self.desk.signs.dot} ", "dim"),
            Piece(f"{self._file.parent.name}/{self._file.name}", "dim"),
        ]
        self._head.show(title, ())
        self._list.show([], setting_rows(settings, self.desk.settings, self.desk.words))
        self._meaning.show(self._draw)

    def _draw(self, width: int, _height: int) -> Sequence[Line]:
        name = self._in_hand
        says = [
            [Piece(name, "key")],
            [Piece(self.words(f"settings.says_{slug(name)}"))],
        ]
        room = max(width - 4, 2)
        return [[Piece("  "), *part] for line in says for part in wrapped(line, room)]

    @property
    def _in_hand(self) -> str:
        return self._list.cursor_id or NAMES[0]

    def key_hints(self) -> Iterable[Hint]:
        """Return what one can do here."""
        yield self.hint_of("settings.edit", "settings.foot_edit", kept=True)
        yield self.hint_of("settings.reset", "settings.foot_reset")
        yield self.hint_of("app.help", "keys.foot_all", kept=True)
        yield self.hint_of("settings.back", kept=True)

    def on_row_list_cursor_moved(self, event: Lines.CursorMoved) -> None:
        """Say what the setting in hand means."""
        event.stop()
        self._meaning.show(self._draw)

    def on_row_list_row_activated(self, event: Lines.RowActivated) -> None:
        """Edit a row that was clicked while in hand."""
        event.stop()
        self.act_edit()

    # -- what its keys do

    def move(self, by: int) -> None:
        """Take another setting in hand, so many further down."""
        if self._list.move(by):
            self._meaning.show(self._draw)

    def act_edit(self) -> None:
        """Ask for another value."""
        name = self._in_hand
        if self._may(name):
            self._ask(name, typed_again(value_of(self._settings, name), self.desk.words))

    def _ask(self, name: str, text: str) -> None:
        self.ask(
            Ask(
                id=f"setting:{name}",
                label=self.words(f"settings.name_{slug(name)}"),
                hint=self.words(f"settings.hint_{slug(name)}"),
                text=text,
                then=lambda text: self._set(name, text),
            )
        )

    def act_reset(self) -> None:
        """Take the setting out of the file, so that it is what it would be by itself."""
        if self._may(self._in_hand):
            self._write(self._in_hand, None, "")

    def _may(self, name: str) -> bool:
        """Return whether a setting can be changed here; say why not."""
        if self.desk.store.read_only:
            self.say(self.words("board.read_only"), "at_risk")
            return False
        if name in BY_HAND:
            self.say(self.words("settings.only_in_file", file=SETTINGS_FILE), "dim")
            return False
        return True

    def _set(self, name: str, text: str) -> None:
        today = self.desk.today
        self._write(name, typed(name, text, today), text)

    def _write(self, name: str, value: Any, text: str) -> None:
        def refused(error: OkrError) -> None:
            if not text:
                self.tell(error, "at_risk")
                return
            self._ask(name, text)
            # Not the draft, which may lag behind by some letters.
            self.ask_line.put(text)
            self.ask_line.fail(self.desk.words.tell(error))

        def saved(settings: Settings) -> None:
            self._show(settings)
            here = value_of(self.desk.settings, name)
            later = value_of(settings, name) != here
            self.say(self.words("settings.saved_later" if later else "settings.saved"))

        def job() -> Settings:
            try:
                return change_setting(self._file, name, value)
            except NotWritten as error:
                # Whoever may not write this file never will: entries must not wait for it.
                raise Refused(error.message.key, **error.message.values) from error

        self.save(
            job,
            typed=text,
            then=saved,
            refused=refused,
        )

    def act_back(self) -> None:
        """Go back to the Board."""
        self.leave()

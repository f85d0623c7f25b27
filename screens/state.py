"""What is a person's own, beside the team's folder: drafts, and what could not be saved.

It lies in the state folder of the user, readable to them alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

_OWN_FOLDER, _OWN_FILE = 0o700, 0o600


def state_folder() -> Path:
    """Return the user's state folder for okrtui; it may not be there yet."""
    # 3 ms, and not needed for a first paint.
    from platformdirs import user_state_path

    return user_state_path("okrtui", appauthor=False)


class Drafts:
    """What is half typed in the prompts of one workspace, so that a crash does not take it.

    as_: for whom, where several share an account.

    A draft is light: replaced without a flush, and where the disk does not take it, let go.
    `load` and `keep` touch the disk, `left` does not.
    """

    def __init__(self, workspace: Path, as_: str | None = None) -> None:
        whose = str(workspace.absolute()) + (f"\0{as_}" if as_ else "")
        digest = hashlib.sha256(whose.encode("utf-8", "surrogateescape"))
        self._name = f"{digest.hexdigest()[:16]}.json"
        self._drafts: dict[str, str] = {}

    @property
    def path(self) -> Path:
        """The file they lie in."""
        return state_folder() / "drafts" / self._name

    def load(self) -> None:
        """Read what was left before."""
        self._drafts = self._read()

    def left(self, prompt: str) -> str:
        """Return what was left in a prompt, or nothing."""
        return self._drafts.get(prompt, "")

    def keep(self, prompt: str, text: str) -> None:
        """Keep what stands in a prompt; an empty text forgets it."""
        if self._drafts.get(prompt, "") == text:
            return
        # Another session of the same person may have left drafts since.
        drafts = self._read()
        drafts.pop(prompt, None)
        if text:
            drafts[prompt] = text
        self._drafts = drafts
        with contextlib.suppress(OSError):
            _write_own(self.path, json.dumps(drafts, ensure_ascii=True, indent=1))

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(name): text for name, text in found.items() if isinstance(text, str)}


def keep_unsaved(texts: Iterable[str], now: datetime) -> Path:
    """Write what the store did not take into a text file of the user's own, and return its path.

    Raises:
        OSError: this disk does not take it either.
    """
    path = _free(state_folder() / "unsaved", f"{now:%Y-%m-%d-%H%M%S}", "txt")
    _write_own(path, "".join(f"{text}\n" for text in texts))
    return path


def _free(folder: Path, stem: str, ending: str) -> Path:
    names = [f"{stem}.{ending}", *(f"{stem}-{n}.{ending}" for n in range(2, 100))]
    paths = [folder / name for name in names]
    return next((path for path in paths if not path.exists()), paths[0])


def _write_own(path: Path, text: str) -> None:
    path.parent.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write(text)
    new.replace(path)

"""Editing a text in the editor that a person has chosen for themselves."""

from __future__ import annotations

import os
from pathlib import Path

from textual.app import App


def edit_outside(app: App[object], text: str) -> str | None:
    """Return the text as `$VISUAL` or `$EDITOR` left it; None where there is none, or it failed.

    The screen is given back to the terminal meanwhile.
    """
    # Some milliseconds of imports that only this needs.
    import shlex
    import subprocess
    import tempfile

    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        return None
    descriptor, name = tempfile.mkstemp(prefix="okrtui-", suffix=".txt")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        with app.suspend():
            ended = subprocess.run([*command, name], check=False)  # noqa: S603 - it is their editor
        return path.read_text("utf-8").rstrip("\n") if ended.returncode == 0 else None
    except (OSError, UnicodeError):
        return None
    finally:
        path.unlink(missing_ok=True)

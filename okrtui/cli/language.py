"""In which language to speak where no workspace says it."""

from __future__ import annotations

from collections.abc import Mapping

from okrtui.text.words import Language


def language_of(environ: Mapping[str, str]) -> Language:
    """Return the language of the person's locale: Chinese for `zh…`, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            return "zh" if locale.lower().startswith("zh") else "en"
    return "en"

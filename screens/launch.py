"""What a launch is spared. Imported before anything else of the screens.

Of the 200 ms until a Textual app paints, most are imports: tens of thousands of objects that stay,
and through which the garbage collector walks in vain while they come. And asyncio would load the
whole of TLS, which no screen of ours speaks.
"""

from __future__ import annotations

import gc
import sys


def _without_tls() -> None:
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        modules: dict[str, object] = sys.modules  # type: ignore[assignment]
        modules["ssl"] = None
        try:
            import asyncio  # noqa: F401 - it takes it that there is no TLS
        finally:
            del modules["ssl"]


def painted() -> None:
    """Collect garbage again, but not what the launch has made: it stays to the end."""
    gc.freeze()
    gc.enable()


gc.disable()
_without_tls()

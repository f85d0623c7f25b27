"""Screens are waited for in shorter steps: most of these tests would do nothing but wait."""

from __future__ import annotations

from textual import _wait

_wait.SLEEP_GRANULARITY = 1 / 100

"""Numbers as JSON holds them."""

from __future__ import annotations

from decimal import Decimal

from okrtui.model.codec import canonical


def number(value: Decimal | None) -> int | float | str | None:
    """Return a number as JSON holds it: exactly, as a text where a double could not."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else canonical(value)

"""Numbers that may be negative, as they are set in print: with a minus sign and not a hyphen."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_MINUS = "\u2212"


def signed(value: float, decimals: int, locale: QLocale) -> str:
    """``value`` with so many decimals; what rounds to zero has no sign."""
    text = locale.toString(float(abs(value)), "f", decimals)
    return f"{_MINUS}{text}" if round(value, decimals) < 0 else text

"""How numbers, shares, spans of time and rows of sentences are written, in one place.

Every function takes the widget's locale, and the texts around the numbers are translated.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale


def duration(seconds: float, locale: QLocale) -> str:
    """Such as "7 s", "2 min 05 s" or "1 h 20 min"; ``seconds`` is at least 0."""
    translate = QCoreApplication.translate
    whole = round(seconds)
    if whole < 60:
        return translate("Durations", "{0} s").format(locale.toString(whole))
    if whole < 3600:
        return translate("Durations", "{0} min {1} s").format(
            locale.toString(whole // 60), f"{whole % 60:02d}"
        )
    minutes = round(seconds / 60)
    return translate("Durations", "{0} h {1} min").format(
        locale.toString(minutes // 60), f"{minutes % 60:02d}"
    )


def in_a_row(*sentences: str) -> str:
    """One after the other; an empty one leaves no trace."""
    return " ".join(filter(None, sentences)).replace("。 ", "。")


_MINUS = "\u2212"


def signed(value: float, decimals: int, locale: QLocale) -> str:
    """``value`` with so many decimals; what rounds to zero has no sign."""
    text = locale.toString(float(abs(value)), "f", decimals)
    return f"{_MINUS}{text}" if round(value, decimals) < 0 else text


_MNEMONIC = re.compile(r"\s?\(&\w\)|&(?=\w)")


def without_mnemonic(text: str) -> str:
    """The text as a person would say it, for tool tips, lists and screen readers."""
    return _MNEMONIC.sub("", text).replace("&&", "&")


def whole_number(value: int, locale: QLocale) -> str:
    """With separators between thousands, also for users who have set no language."""
    grouped = QLocale(locale)
    grouped.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    return grouped.toString(value)


def percent(share: float, locale: QLocale, decimals: int = 0) -> str:
    """A share in [0, 1] as a percentage; one below 1 is never rounded up to all."""
    shown = share if share == 1 else min(share, 1 - 10.0 ** -(decimals + 2))
    return rounded_percent(shown, locale, decimals)


def rounded_percent(share: float, locale: QLocale, decimals: int = 0) -> str:
    """A share in [0, 1] as a percentage, rounded as usual."""
    number = locale.toString(100 * float(share), "f", decimals)
    return QCoreApplication.translate("Formats", "{0}\u00a0%").format(number)


def learning_rate(rate: float, locale: QLocale) -> str:
    """With up to four significant digits."""
    return locale.toString(rate, "g", 4)

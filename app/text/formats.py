"""Spans of time as people say them: exact where it is short, round where it is long.

Sentences in a row: with a space between them in English, and none after a Chinese stop.

Numbers that may be negative, as they are set in print: with a minus sign and not a hyphen.

Menu texts carry the letter that chooses them; elsewhere it has to go.

Western languages mark a letter of the word (``&Undo``); Chinese has none and puts one behind it in
brackets (``撤销(&U)``).
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

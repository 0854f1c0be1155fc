"""Spans of time as people say them: exact where it is short, round where it is long."""

from __future__ import annotations

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

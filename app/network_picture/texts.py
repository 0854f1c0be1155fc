"""What levels and units are called, short and long, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontMetricsF

from nn.explain.contributions import IMAGE
from nn.explain.units import Level
from nn.network import DIGITS

_MINUS = "\u2212"


def level_names(level: Level, number: int) -> tuple[str, str, str]:
    """A level's name, from long to short; ``number`` counts the levels from 1."""
    translate = QCoreApplication.translate
    long, short = {
        "convolution": (
            translate("NetworkPicture", "{0}. Convolution"),
            translate("NetworkPicture", "{0}. Conv"),
        ),
        "pooling": (
            translate("NetworkPicture", "{0}. Pooling"),
            translate("NetworkPicture", "{0}. Pool"),
        ),
        "dense": (
            translate("NetworkPicture", "{0}. Dense layer"),
            translate("NetworkPicture", "{0}. Dense"),
        ),
        "output": (
            translate("NetworkPicture", "{0}. Output"),
            translate("NetworkPicture", "{0}. Out"),
        ),
    }[level.kind]
    return long.format(number), short.format(number), f"{number}."


def level_sizes(level: Level) -> tuple[str, str]:
    """How large a level is, long and short."""
    translate = QCoreApplication.translate
    if len(level.shape) == 3:
        maps, height, width = level.shape
        long = translate("NetworkPicture", "{0} maps of {1} × {2}").format(maps, height, width)
        return long, translate("NetworkPicture", "{0} maps").format(maps)
    return translate("NetworkPicture", "{0} units").format(level.units), str(level.units)


def more_texts(hidden: int, dead: int) -> tuple[str, ...]:
    """That so many units are not shown, and so many dead, from long to short."""
    translate = QCoreApplication.translate
    more: tuple[str, ...] = ()
    if hidden > 0:
        more = (
            translate("NetworkPicture", "{0} more not shown").format(hidden),
            translate("NetworkPicture", "{0} more").format(hidden),
            f"+{hidden}",
        )
    if not dead:
        return more
    of_dead = translate("NetworkPicture", "{0} dead").format(dead)
    return (*(f"{text} · {of_dead}" for text in more), of_dead, f"†{dead}")


def unit_name(level: Level | None, number: int, place: Sequence[int]) -> str:
    """A unit as it is called in a sentence of its own; ``level`` is None for a pixel."""
    translate = QCoreApplication.translate
    if level is None:
        return translate("NetworkPicture", "Pixel in row {0}, column {1}").format(*place)
    if level.kind == "output":
        if place[0] == DIGITS:
            return translate("NetworkPicture", "Output for \u201cnot a digit\u201d")
        return translate("NetworkPicture", "Output for {0}").format(place[0])
    if len(place) == 3:
        text = translate("NetworkPicture", "Layer {0}, map {1}, row {2}, column {3}")
        return text.format(number, *place)
    return translate("NetworkPicture", "Layer {0}, unit {1}").format(number, place[0])


def source_name(source_level: int, place: Sequence[int]) -> str:
    """A source in a list of contributions, short."""
    translate = QCoreApplication.translate
    if source_level == IMAGE:
        return translate("NetworkPicture", "Pixel {0}, {1}").format(*place)
    if len(place) == 3:
        return translate("NetworkPicture", "Map {0} at {1}, {2}").format(*place)
    return translate("NetworkPicture", "Unit {0}").format(place[0])


def number(value: float, locale: QLocale) -> str:
    """With three significant digits or two decimals, and a real minus."""
    size = abs(value)
    if size and not 0.005 <= size < 10_000:
        text = locale.toString(float(size), "g", 3)
    else:
        text = locale.toString(float(size), "f", 2)
    return f"{_MINUS}{text}" if value < 0 else text


def in_brackets(value: float, locale: QLocale) -> str:
    """A number behind a sign of its own: a negative one in brackets."""
    text = number(value, locale)
    return f"({text})" if value < 0 else text


def power_of_ten(value: float) -> str:
    """The order of magnitude, such as 10⁻³."""
    exponent = f"{value:.0e}".partition("e")[2]
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{raised}"


def fitting(metrics: QFontMetricsF, width: float, texts: Sequence[str]) -> str:
    """The first of the texts that fits into a width; nothing where none does."""
    return next((text for text in texts if metrics.horizontalAdvance(text) <= width), "")

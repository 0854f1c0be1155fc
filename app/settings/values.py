"""The values that the program remembers: which there are, and what each may be.

What a file holds is of use only as far as it agrees with this table, so nothing but plain numbers,
texts and flags of a sensible size gets any further.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from nn.training.settings import (
    LARGEST_BATCH,
    LARGEST_SEED,
    LEARNING_RATES,
    MOST_EPOCHS,
    STRONGEST_AUGMENTATION,
)

DEFAULT_PEN_WIDTH = 0.05
"""Width of the pen as a share of the canvas' side."""


SMALLEST_ZOOM, LARGEST_ZOOM = 80, 250
"""Per cent of the system's size of type."""


class Appearance(StrEnum):
    """What the user wants: the system's theme or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """What the user wants: the system's language, or one of those that there are."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


_PEN_WIDTHS = (0.005, 0.5)
"""Shares of the canvas' side."""

MOST_TEXTS = 1000
"""Of a list that is remembered."""

_FAR = 100_000
"""Logical pixels: no screen is further away."""

Check = Callable[[Any], bool]

_TRAINING_RANGES = {
    "learning_rate": LEARNING_RATES,
    "batch_size": (1, LARGEST_BATCH),
    "epochs": (1, MOST_EPOCHS),
    "augmentation": (0, STRONGEST_AUGMENTATION),
    "seed": (0, LARGEST_SEED),
}
"""Of the values of a training; the first and the fourth may have fractions."""


def _is_number(value: Any) -> bool:
    """Whether it is one that Qt can count with; JSON holds integers of any length."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -_FAR <= value <= _FAR


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 4096 or "\0" in value:
        return False
    # A lone surrogate can be in JSON and in no file's name.
    return value.isascii() or value == value.encode("utf-8", "ignore").decode()


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_place(value: Any) -> bool:
    """x, y, width, height in logical pixels."""
    return isinstance(value, list) and len(value) == 4 and all(map(_is_number, value))


def _is_panels(value: Any) -> bool:
    """For each panel by its name: whether it is open, floats, and its place."""
    return (
        isinstance(value, dict)
        and len(value) <= 50
        and all(
            _is_text(name)
            and isinstance(panel, dict)
            and _is_flag(panel.get("open"))
            and _is_flag(panel.get("floating"))
            and _is_flag(panel.get("front"))
            and _is_place(panel.get("place"))
            for name, panel in value.items()
        )
    )


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_TEXTS and all(map(_is_text, value))


def _is_training(value: Any) -> bool:
    """The values of a training, each a number that it may be."""
    return (
        isinstance(value, dict)
        and value.keys() == _TRAINING_RANGES.keys()
        and all(
            isinstance(number, float | int if name in ("learning_rate", "augmentation") else int)
            and not isinstance(number, bool)
            and _TRAINING_RANGES[name][0] <= number <= _TRAINING_RANGES[name][1]
            for name, number in value.items()
        )
    )


_VALUES: dict[str, Check] = {
    "pen/width": lambda v: _is_number(v) and _PEN_WIDTHS[0] <= v <= _PEN_WIDTHS[1],
    "window/appearance": lambda v: isinstance(v, str) and v in set(Appearance),
    "window/language": lambda v: isinstance(v, str) and v in set(Language),
    "window/zoom": lambda v: type(v) is int and SMALLEST_ZOOM <= v <= LARGEST_ZOOM,
    "window/place": _is_place,
    "window/maximized": _is_flag,
    "window/panels": _is_panels,
    "inside/section": _is_text,
    "data/path": _is_text,
    "network/shipped": _is_flag,
    "training/settings_open": _is_flag,
    "lessons/done": _is_list_of_texts,
    "lessons/folder": _is_text,
    "training/recipe": _is_text,
    "training/values": _is_training,
}
"""What the file may hold. The folders of the dialogs lie beside these, under "folders/…"."""

LAYOUT = ("window/place", "window/maximized", "window/panels")
"""Those of them that say where window and panels stand."""


def is_known(name: str) -> bool:
    """Whether there is a value of this name."""
    return _check_of(name) is not None


def _check_of(name: str) -> Check | None:
    return _is_text if name.startswith("folders/") else _VALUES.get(name)


def is_valid(name: str, value: Any) -> bool:
    """Whether the value of this name may be this."""
    check = _check_of(name)
    return check is not None and check(value)

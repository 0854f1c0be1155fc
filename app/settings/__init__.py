"""What is remembered between starts, and the folder that everything of the user's lies in.

Offers typed :class:`Settings` and :func:`home`. Every part of the window may use it; it knows
neither widgets nor texts.
"""

from app.settings.file import Damage
from app.settings.settings import HOME_VARIABLE, Settings, home
from app.settings.values import (
    DEFAULT_PEN_WIDTH,
    LARGEST_ZOOM,
    SMALLEST_ZOOM,
    Appearance,
    Language,
)

__all__ = [
    "DEFAULT_PEN_WIDTH",
    "HOME_VARIABLE",
    "LARGEST_ZOOM",
    "SMALLEST_ZOOM",
    "Appearance",
    "Damage",
    "Language",
    "Settings",
    "home",
]

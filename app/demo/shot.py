"""A picture that is to be taken, and of what sizes the window is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.demo.hand import Hand
from app.settings import Appearance

SMALL = QSize(900, 600)
USUAL = QSize(1280, 720)
FULL = QSize(1920, 1080)
HUGE = QSize(3840, 2160)
"""Sizes of the window, logical pixels: the smallest, those of common screens, a projector's."""

EVERY_SIZE = (USUAL, SMALL, FULL, HUGE)


@dataclass(frozen=True)
class Shot:
    """One state of the window.

    ``widget`` is taken in place of the window, where it is given; ``wear`` is told of each theme
    where there is something that does not wear the window's.
    """

    name: str
    sizes: tuple[QSize, ...] = (USUAL,)
    widget: QWidget | None = None
    wear: Callable[[Appearance], None] | None = None


def main_shot(name: str) -> Shot:
    """A state that has to look well in every size."""
    return Shot(name, EVERY_SIZE)


Chapter = Callable[[Hand], Iterator[Shot]]
"""Works on the window, and stops at each state that a picture is to be taken of."""

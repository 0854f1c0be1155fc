"""The parts of a window by their names, and clicks on its buttons."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.drawing.canvas import Canvas
from app.prediction.probability_bars import ProbabilityBars
from app.ui.message_bar import MessageBar

Part = TypeVar("Part", bound=QObject)


def part(parent: QObject, kind: type[Part], name: str = "") -> Part:
    """The part of this kind and name; without a name, the first of this kind."""
    found = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert found is not None, f"{kind.__name__} {name}"
    return found


def click(parent: QWidget, name: str) -> None:
    """Click a button that can be clicked."""
    button = part(parent, QAbstractButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def canvas_of(window: QWidget) -> Canvas:
    return part(window, Canvas, "canvas")


def bars_of(window: QWidget) -> ProbabilityBars:
    return part(window, ProbabilityBars, "probabilityBars")


def message_of(window: QWidget) -> str:
    return part(window, MessageBar, "messageBar").text

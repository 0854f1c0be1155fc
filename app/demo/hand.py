"""The hand that drives the window in the demo: real mouse and key events, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from app.demo.digits import DIGITS, Strokes, reported
from app.drawing.canvas import Canvas
from app.main_window import MainWindow
from app.prediction.probability_bars import ProbabilityBars
from app.ui.panel import LatePanel, Panel
from app.window.layout import PanelLayout

PATIENCE = 600.0
"""Seconds that something may take before it counts as broken."""

SETTLED = 0.6
"""Seconds after which everything that follows the drawing has followed it."""

_LEFT = Qt.MouseButton.LeftButton

Part = TypeVar("Part", bound=QObject)


class DemonstrationError(Exception):
    """The window did not do what it should; the message says what."""


def pause(seconds: float) -> None:
    """Let the window live for a while.

    ``QTest.qWait`` would do, did it not hold Python's lock all the while: what works in threads
    would stand still. What asked to be deleted goes as well, which else is the event loop's work.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.002)


class Hand:
    """Works on one open window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = self.part(Canvas, "canvas")
        self.bars = self.part(ProbabilityBars, "probabilityBars")

    def part(self, kind: type[Part], name: str) -> Part:
        """The part of the window with this object name; raises DemonstrationError without it."""
        part = self.window.findChild(kind, name)
        if part is None:
            raise DemonstrationError(f"The window has no {name}.")
        return part

    def wait(self, condition: Callable[[], bool], complaint: str) -> None:
        """Let the window live until the condition holds; raises DemonstrationError if it never
        does."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise DemonstrationError(f"Something is wrong: {complaint}.")
            pause(0.02)

    def draw(self, strokes: Strokes) -> None:
        """Draw on a new sheet."""
        self.canvas.clear()
        self.wait(lambda: not self.bars.property("probabilities"), "the bars do not empty")
        self.trace(strokes)
        # The frame of the last event, and some.
        pause(0.1)

    def trace(self, strokes: Strokes) -> None:
        """Draw on what is there already."""
        side = self.canvas.width()
        for stroke in strokes:
            places = [QPoint(round(x * side), round(y * side)) for x, y in reported(stroke)]
            QTest.mousePress(self.canvas, _LEFT, pos=places[0])
            for place in places[1:]:
                QTest.mouseMove(self.canvas, place)
            QTest.mouseRelease(self.canvas, _LEFT, pos=places[-1])

    def draw_and_check(self, digit: int) -> None:
        """Draw a digit; raises DemonstrationError where the bars read another."""
        self.draw(DIGITS[digit])
        if self.bars.winner != digit:
            raise DemonstrationError(f"The {digit} was read as {self.bars.winner}.")

    def press(self, name: str) -> None:
        """Click a button in the middle."""
        button = self.part(QAbstractButton, name)
        self.wait(lambda: button.isVisible() and button.isEnabled(), f"{name} cannot be pressed")
        QTest.mouseClick(button, _LEFT)

    def key(self, key: Qt.Key) -> None:
        """Press a key while the canvas has the focus."""
        self.canvas.setFocus()
        QTest.keyClick(self.canvas, key)

    def click(self, place: QPoint, widget: QWidget) -> None:
        """Click at this place of a widget."""
        QTest.mouseClick(widget, _LEFT, pos=place)

    def choose_last(self, box: QComboBox) -> None:
        """Choose the last entry, with a key as users do."""
        QTest.keyClick(box, Qt.Key.Key_End)

    def open_panel(self, name: str) -> Panel:
        """Open a panel, and no other, and wait until it is filled."""
        panel = self.part(Panel, f"{name}Dock")
        for other in self.window.findChildren(Panel):
            if other is not panel:
                other.close()
        layout = self.window.findChild(PanelLayout)
        assert layout is not None, "every window has one"
        layout.go_to(panel)
        if isinstance(panel, LatePanel):
            self.wait(lambda: panel.is_made, f"the panel {name} is never made")
        pause(SETTLED)
        return panel

    def close_panels(self) -> None:
        """Close all of them."""
        for panel in self.window.findChildren(Panel):
            panel.close()
        pause(SETTLED)

"""One run through what the window can do, with real mouse events, and pictures on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QProgressBar

from app.canvas import Canvas
from app.demo_digits import DIGITS, Points, reported
from app.main_window import MainWindow
from app.probability_bars import ProbabilityBars
from app.theme import Appearance

PATIENCE = 600.0
"""Seconds that something may take before it counts as broken."""

_LEFT = Qt.MouseButton.LeftButton

Part = TypeVar("Part", bound=QObject)


class DemonstrationError(Exception):
    """The window did not do what it should; the message says what."""


class Demonstration:
    """Drives an open window. ``tell`` gets a line of text for each thing that was done."""

    def __init__(self, window: MainWindow, folder: Path, tell: Callable[[str], None]) -> None:
        self._window = window
        self._folder = folder
        self._tell = tell
        self._canvas = self._part(Canvas, "canvas")
        self._bars = self._part(ProbabilityBars, "probabilityBars")

    def run(self, recipe: str) -> None:
        """Draw every digit, retrain by ``recipe``, and write the pictures.

        Raises DemonstrationError where a digit is misread, something hangs, or a picture cannot
        be written.
        """
        self._window.set_appearance(Appearance.LIGHT)
        self._picture("empty")
        for digit in DIGITS:
            self._draw_and_read(digit)
        self._draw_and_read(3)
        self._retrain(recipe)
        self._picture("light")
        self._window.set_appearance(Appearance.DARK)
        self._draw_and_read(4)
        self._picture("dark")
        self._window.resize(self._window.minimumSize())
        self._picture("small-dark")
        self._window.set_appearance(Appearance.LIGHT)
        self._picture("small-light")

    def _draw_and_read(self, digit: int) -> None:
        """Draw a digit on a new sheet and see what the bars make of it."""
        self._canvas.clear()
        self._wait(lambda: not self._bars.property("probabilities"), "the bars do not empty")
        for stroke in DIGITS[digit]:
            self._draw(stroke)
        # The frame of the last event, and some.
        QTest.qWait(100)
        winner = self._bars.winner
        if winner != digit:
            raise DemonstrationError(f"The {digit} was read as {winner}.")
        self._tell(f"drew {digit}: read as {winner}, {self._bars.text(winner)} sure")

    def _draw(self, stroke: Points) -> None:
        side = self._canvas.width()
        places = [QPoint(round(x * side), round(y * side)) for x, y in reported(stroke)]
        QTest.mousePress(self._canvas, _LEFT, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(self._canvas, place)
        QTest.mouseRelease(self._canvas, _LEFT, pos=places[-1])

    def _retrain(self, recipe: str) -> None:
        """Press Retrain, take a picture half way, and wait for the end."""
        selector = self._part(QComboBox, "recipeSelector")
        progress = self._part(QProgressBar, "trainingProgress")
        button = self._part(QAbstractButton, "retrainButton")
        selector.setCurrentIndex(selector.findData(recipe))
        # While the data is loading, the bar has no maximum.
        half = progress.maximum() // 2
        started = time.monotonic()
        QTest.mouseClick(button, _LEFT)
        self._wait(lambda: progress.value() >= half or button.isEnabled(), "training hangs")
        self._picture("training")
        self._wait(button.isEnabled, "training does not end")
        if progress.value() < progress.maximum():
            raise DemonstrationError("Training ended early.")
        self._tell(f"retrained {recipe} in {time.monotonic() - started:.1f} s")

    def _picture(self, name: str) -> None:
        QTest.qWait(200)
        path = self._folder / f"{name}.png"
        if not self._window.grab().save(str(path)):
            raise DemonstrationError(f"The picture {path} could not be written.")
        self._tell(f"wrote {path}")

    def _part(self, kind: type[Part], name: str) -> Part:
        part = self._window.findChild(kind, name)
        if part is None:
            raise DemonstrationError(f"The window has no {name}.")
        return part

    def _wait(self, condition: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise DemonstrationError(f"Something is wrong: {complaint}.")
            QTest.qWait(20)

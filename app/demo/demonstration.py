"""One run through what the window can do, with real mouse events, and pictures on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QComboBox, QProgressBar

from app.demo.album import SIZE, Album
from app.demo.digits import DIGITS
from app.demo.hand import DemonstrationError, Hand
from app.main_window import MainWindow
from app.settings import Appearance


class Demonstration:
    """Drives an open window. ``tell`` gets a line of text for each thing that was done."""

    def __init__(self, window: MainWindow, folder: Path, tell: Callable[[str], None]) -> None:
        self._window = window
        self._tell = tell
        self._hand = Hand(window)
        self._album = Album(self._hand, folder, tell)

    def run(self, recipe: str) -> None:
        """Draw every digit, retrain by ``recipe``, keep digits, and write the pictures.

        Raises DemonstrationError where a digit is misread, something hangs, or a picture cannot
        be written.
        """
        self._window.set_appearance(Appearance.LIGHT)
        self._hand.open_panel("training")
        self._album.picture("empty")
        for digit in DIGITS:
            self._draw_and_read(digit)
        self._draw_and_read(3)
        self._retrain(recipe)
        self._album.picture("light")
        self._window.set_appearance(Appearance.DARK)
        self._draw_and_read(4)
        self._album.picture("dark")
        self._window.resize(self._window.minimumSize())
        self._album.picture("small-dark")
        self._window.set_appearance(Appearance.LIGHT)
        self._album.picture("small-light")
        self._window.resize(SIZE)
        self._album.keep_digits()
        self.show_panels()

    def show_panels(self) -> None:
        """Write the pictures of every panel, of a window that has been used before."""
        self._album.every_panel()
        self._album.whole_window()

    def _draw_and_read(self, digit: int) -> None:
        """Draw a digit on a new sheet and see what the bars make of it."""
        self._hand.draw(DIGITS[digit])
        bars = self._hand.bars
        winner = bars.winner
        if winner != digit:
            raise DemonstrationError(f"The {digit} was read as {winner}.")
        self._tell(f"drew {digit}: read as {winner}, {bars.text(winner)} sure")

    def _retrain(self, recipe: str) -> None:
        """Press Retrain, take a picture half way, and wait for the end."""
        selector = self._hand.part(QComboBox, "recipeSelector")
        progress = self._hand.part(QProgressBar, "trainingProgress")
        stop = self._hand.part(QAbstractButton, "stopButton")
        selector.setCurrentIndex(selector.findData(recipe))
        # While the data is loading, the bar has no maximum.
        half = progress.maximum() // 2
        started = time.monotonic()
        self._hand.press("retrainButton")
        self._hand.wait(lambda: progress.value() >= half or not stop.isEnabled(), "training hangs")
        self._album.picture("training")
        self._hand.wait(lambda: not stop.isEnabled(), "training does not end")
        if progress.value() < progress.maximum():
            raise DemonstrationError("Training ended early.")
        self._tell(f"retrained {recipe} in {time.monotonic() - started:.1f} s")

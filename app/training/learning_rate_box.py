"""A field for learning rates, which are chosen by factors and not by differences."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from nn.training.settings import LEARNING_RATES

_DECIMALS = 7
"""Enough for the smallest rate; shown are only those that say something."""

_STEPS = (1.0, 2.0, 5.0, 10.0)
"""The arrows go through 1, 2 and 5 of each power of ten."""


class LearningRateBox(QDoubleSpinBox):
    """A learning rate between 1e-6 and 1000; what lies outside cannot be entered.

    ``valueChanged`` comes when the value is complete, not at each key.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(_DECIMALS)
        self.setRange(*LEARNING_RATES)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def stepBy(self, steps: int) -> None:
        value = self.value()
        for _ in range(abs(steps)):
            value = _next_round(value) if steps > 0 else _previous_round(value)
        self.setValue(value)

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", 4)

    def valueFromText(self, text: str) -> float:
        value, is_number = self._read(text)
        return value if is_number else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        value, is_number = self._read(text)
        if is_number and self.minimum() <= value <= self.maximum():
            return QValidator.State.Acceptable, text, position
        # "0.00" or "1e" may yet become a rate; if it does not, the last rate comes back.
        allowed = set("0123456789eE+-") | {self.locale().decimalPoint(), "."}
        if set(text.strip()) <= allowed:
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Invalid, text, position

    def _read(self, text: str) -> tuple[float, bool]:
        for locale in (self.locale(), self.locale().c()):
            value, is_number = locale.toDouble(text.strip())
            if is_number:
                return value, True
        return 0.0, False


def _next_round(value: float) -> float:
    """The next value above among 1, 2 and 5 times powers of ten."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return next(step * power for step in _STEPS if step * power > value * (1 + 1e-6))


def _previous_round(value: float) -> float:
    return 1 / _next_round(1 / value)

"""How large the program's type is: Ctrl and plus, minus, 0.

factor → the application's font → every widget's, by Qt's own event (``FontChange``)

All other type is a share of it (:func:`app.ui.theme.scaled_font`, :mod:`app.ui.type_scale`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeySequence
from PySide6.QtWidgets import QApplication

from app.settings import LARGEST_ZOOM, SMALLEST_ZOOM, Settings

STEPS = (SMALLEST_ZOOM, 90, 100, 110, 125, 150, 175, 200, 225, LARGEST_ZOOM)
"""Per cent."""

_USUAL = "digitsUsualFont"
"""Name of the application's property with the font at 100 %: a second window must not take the
enlarged one for it."""


class Zoom(QObject):
    """The zoom of the whole program, remembered in the settings; ``changed`` tells of another."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._usual = _usual_font()
        self.larger = self._action(self.tr("Lar&ger Type"), "Ctrl++", "Ctrl+=")
        self.smaller = self._action(self.tr("&Smaller Type"), "Ctrl+-")
        self.usual = self._action(self.tr("&Usual Type"), "Ctrl+0")
        self.larger.triggered.connect(self._make_larger)
        self.smaller.triggered.connect(self._make_smaller)
        self.usual.triggered.connect(self._make_usual)
        self._apply()

    @property
    def actions(self) -> list[QAction]:
        """For a menu."""
        return [self.larger, self.smaller, self.usual]

    @property
    def percent(self) -> int:
        """From 80 to 250; 100 is the system's own size."""
        return self._settings.zoom

    @property
    def factor(self) -> float:
        """The same as a factor."""
        return self.percent / 100

    def set_percent(self, percent: int) -> None:
        """Another size from now on, and at the next start."""
        percent = min(max(percent, STEPS[0]), STEPS[-1])
        if percent != self.percent:
            self._settings.zoom = percent
            self._settings.save()
            self._apply()
            self.changed.emit()

    @Slot()
    def _make_larger(self) -> None:
        self.set_percent(STEPS[min(bisect_right(STEPS, self.percent), len(STEPS) - 1)])

    @Slot()
    def _make_smaller(self) -> None:
        self.set_percent(STEPS[max(bisect_left(STEPS, self.percent) - 1, 0)])

    @Slot()
    def _make_usual(self) -> None:
        self.set_percent(100)

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action

    def _apply(self) -> None:
        font = _scaled(self._usual, self.factor)
        if font != QApplication.font():
            QApplication.setFont(font)
        self.larger.setEnabled(self.percent < STEPS[-1])
        self.smaller.setEnabled(self.percent > STEPS[0])
        self.usual.setEnabled(self.percent != 100)


def _usual_font() -> QFont:
    application = QApplication.instance()
    assert application is not None, "there is an application"
    known = application.property(_USUAL)
    if isinstance(known, QFont):
        return known
    font = QApplication.font()
    application.setProperty(_USUAL, font)
    return font


def _scaled(font: QFont, factor: float) -> QFont:
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(font.pointSizeF() * factor)
    else:
        scaled.setPixelSize(round(font.pixelSize() * factor))
    return scaled

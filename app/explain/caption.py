"""Words that change many times a second without the whole panel being laid out anew.

A QLabel asks for a new layout at every change of its text, and a panel full of wrapped labels takes
milliseconds for one. Here the label lies in a box of its own, which asks only when the new text
needs more lines or fewer.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class LiveCaption(QWidget):
    """A wrapped text in the colour of captions, or of all other text where it is not ``muted``."""

    def __init__(self, parent: QWidget | None = None, *, muted: bool = True) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        if muted:
            self._label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text == self._label.text():
            return
        before = self._label.heightForWidth(self.width())
        self._label.setText(text)
        if self._label.heightForWidth(self.width()) != before:
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * self.fontMetrics().averageCharWidth(), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.resize(event.size())

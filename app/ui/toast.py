"""A word in passing: what was done, over the lower edge of the window, gone after a moment.

What went wrong, and what asks for an answer, is said in the message bar and stays.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import UNIT

_MOMENT = 5000
"""Milliseconds."""


class Toast(QLabel):
    """One sentence over ``place``, which it follows; it takes neither clicks nor the keyboard."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._over = place
        self.setObjectName("toast")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self._end = QTimer(self, singleShot=True, interval=_MOMENT)
        self._end.timeout.connect(self.hide)
        place.installEventFilter(self)
        self.hide()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Say that something was done; an empty sentence takes back what is being said."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self._place()
        self.raise_()
        self._end.start()
        if sentence and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _place(self) -> None:
        room = self._over.rect()
        self.setWordWrap(False)
        if self.sizeHint().width() > room.width() - 4 * UNIT:
            self.setWordWrap(True)
            self.setFixedWidth(room.width() - 4 * UNIT)
        else:
            self.setFixedWidth(self.sizeHint().width())
        self.adjustSize()
        left = (room.width() - self.width()) // 2
        self.move(left, room.bottom() - self.height() - 2 * UNIT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().toolTipBase())
            painter.drawRoundedRect(self.rect(), 2 * UNIT, 2 * UNIT)
        super().paintEvent(event)

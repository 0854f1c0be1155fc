"""One bar as a button: what can be pressed, focused and read out, while the bars paint it.

Qt has an accessible interface of its own for ten buttons, with names, states and a press that a
screen reader can trigger. One for ten painted rows would have to be written in Python and be
owned by Qt, which deletes it when it likes; these buttons cost nothing and cannot crash.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""After these, people look for where the focus is; after a click they know."""


class BarButton(QAbstractButton):
    """A toggle over the row of ``digit``; ``moved`` asks for the focus of the next row or the last.

    Enter presses it as Space does. It paints nothing.
    """

    moved = Signal(int)

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.digit = digit
        self.shows_focus = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Digit {0}").format(digit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the bars have painted this row already, all ten in one go."""

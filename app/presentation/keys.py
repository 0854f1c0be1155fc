"""What can be done on the page, each by one key; the line at the bottom says which and can be
pressed as well, on a board that is written on with the hand.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.ui.theme import RADIUS, UNIT, blend


class Act(Enum):
    """Something to do."""

    CLEAR = auto()
    UNDO = auto()
    REDO = auto()
    TRAIN = auto()
    ADD = auto()
    REMOVE = auto()
    TO_LEFT = auto()
    TO_RIGHT = auto()
    NETWORK_BEFORE = auto()
    NETWORK_AFTER = auto()
    COLOURS = auto()
    HELP = auto()
    LEAVE = auto()


_KEYS = {
    Qt.Key.Key_C: Act.CLEAR,
    Qt.Key.Key_Delete: Act.CLEAR,
    Qt.Key.Key_U: Act.UNDO,
    Qt.Key.Key_T: Act.TRAIN,
    Qt.Key.Key_N: Act.ADD,
    Qt.Key.Key_R: Act.REMOVE,
    Qt.Key.Key_Left: Act.TO_LEFT,
    Qt.Key.Key_Right: Act.TO_RIGHT,
    Qt.Key.Key_Up: Act.NETWORK_BEFORE,
    Qt.Key.Key_Down: Act.NETWORK_AFTER,
    Qt.Key.Key_D: Act.COLOURS,
    Qt.Key.Key_H: Act.HELP,
    Qt.Key.Key_F1: Act.HELP,
    Qt.Key.Key_Escape: Act.LEAVE,
    Qt.Key.Key_F11: Act.LEAVE,
}

_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def act_of(event: QKeyEvent) -> Act | None:
    """What a key does on the page; None for nothing."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return Act.UNDO
    if event.matches(QKeySequence.StandardKey.Redo):
        return Act.REDO
    return _KEYS.get(Qt.Key(event.key())) if event.modifiers() in _PLAIN else None


_SMALLEST = 8
"""Type of the line in the narrowest window, logical pixels."""


class KeyLine(QWidget):
    """The keys and what they do, in one line, in type that lets it fit; ``pressed`` carries the
    :class:`Act`."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("presentationKeys")
        self.setAccessibleName(self.tr("Keys of the presentation"))
        self._buttons = {
            act: KeyButton(act, keys, text, self)
            for act, keys, text in (
                (Act.CLEAR, "C", self.tr("Clear")),
                (Act.UNDO, "U", self.tr("Undo")),
                (Act.TRAIN, "T", self.tr("Train")),
                (Act.ADD, "N", self.tr("One network more")),
                (Act.REMOVE, "R", self.tr("One fewer")),
                (Act.TO_RIGHT, "← →", self.tr("Column")),
                (Act.NETWORK_AFTER, "↑ ↓", self.tr("Network")),
                (Act.COLOURS, "D", self.tr("Light or dark")),
                (Act.HELP, "H", self.tr("Hide this line")),
                (Act.LEAVE, "Esc", self.tr("Leave")),
            )
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self._buttons.values():
            button.clicked.connect(self._tell)
            layout.addWidget(button)
            layout.addStretch(1)
        layout.takeAt(layout.count() - 1)

    def offer(self, act: Act, *, is_possible: bool) -> None:
        """Whether this can be done now."""
        self._buttons[act].setEnabled(is_possible)

    def show_training(self, *, is_training: bool) -> None:
        """What T does now."""
        self._buttons[Act.TRAIN].say(self.tr("Stop") if is_training else self.tr("Train"))
        self._fit()

    @Slot()
    def _tell(self) -> None:
        button = self.sender()
        assert isinstance(button, KeyButton)
        self.pressed.emit(button.act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The largest type, up to that of the line, in which all keys have room."""
        buttons = self._buttons.values()
        pixels = QFontInfo(self.font()).pixelSize()
        while pixels > _SMALLEST and sum(b.width_in(pixels) for b in buttons) > self.width():
            pixels -= 1
        for button in buttons:
            button.set_type(pixels)


class KeyButton(QAbstractButton):
    """A key as it looks on the keyboard, and beside it what it does."""

    def __init__(self, act: Act, keys: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.act = act
        self._keys = keys
        self.say(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, text: str) -> None:
        """Say that this is what the key does."""
        self.setText(text)
        name = QCoreApplication.translate("KeyLine", "{0}: {1}")
        self.setAccessibleName(name.format(self._keys, text))

    def set_type(self, pixels: int) -> None:
        """Be written in type of that size."""
        font = QFont(self.font())
        font.setPixelSize(pixels)
        self.setFont(font)
        self.updateGeometry()

    def width_in(self, pixels: int) -> int:
        """The width in type of that size, logical pixels."""
        font = QFont(self.font())
        font.setPixelSize(pixels)
        metrics = QFontMetrics(font)
        return self._cap_width(metrics) + metrics.horizontalAdvance(self.text()) + 2 * pixels

    def _cap_width(self, metrics: QFontMetrics) -> int:
        return max(metrics.horizontalAdvance(self._keys) + UNIT, metrics.height())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(self.width_in(QFontInfo(self.font()).pixelSize()), metrics.height() + 2 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        ink = colours.windowText().color()
        window = colours.window().color()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus() or self.underMouse() or self.isDown():
                rim = QPen(colours.accent().color(), 2) if self.hasFocus() else Qt.PenStyle.NoPen
                painter.setPen(rim)
                painter.setBrush(blend(ink, window, 0.16 if self.isDown() else 0.08))
                painter.drawRoundedRect(
                    self.rect().toRectF().adjusted(1, 1, -1, -1), RADIUS, RADIUS
                )
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        metrics, colours = self.fontMetrics(), self.palette()
        ink = colours.windowText().color()
        if not self.isEnabled():
            ink = blend(ink, colours.window().color(), 0.45)
        pad = QFontInfo(self.font()).pixelSize() / 2
        cap = QRectF(pad, 0, self._cap_width(metrics), metrics.height() + 2)
        cap.moveTop((self.height() - cap.height()) / 2)
        painter.setPen(QPen(blend(ink, colours.window().color(), 0.6), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, RADIUS / 1.5, RADIUS / 1.5)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        place = QRectF(cap.right() + pad, 0, self.width(), self.height())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, left, self.text())

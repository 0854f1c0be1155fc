"""The very lines that compute what a stop shows, among those around them."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from app.ui.theme import UNIT, blend, muted
from nn.explain.shown_code import ShownCode

_GAP = UNIT // 2

_SLACK = UNIT
"""For the cursor behind the last letter, and for letters that are a fraction of a pixel wider."""

_SMALLEST = 7.0
"""Points: smaller letters are not for reading. What does not fit then is reached by the arrows."""

_STEP = 0.5
"""Points."""


class CodeView(QWidget):
    """A few lines of Python; those that are meant stand on a coloured ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code: ShownCode | None = None
        self._where = QLabel(self)
        self._where.setObjectName("codePlace")
        self._where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._where.setWordWrap(True)
        self._text = _CodeText(self)
        self._text.setObjectName("codeText")
        self._text.height_taken.connect(self._keep_height)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._where)
        layout.addWidget(self._text)
        layout.addStretch(1)

    def show_code(self, code: ShownCode) -> None:
        """Show other lines, or others of them highlighted."""
        self._code = code
        last = code.first + len(code.lines) - 1
        self._where.setText(
            self.tr("{0}, lines {1} to {2}, {3}").format(code.file, code.first, last, code.function)
            if len(code.lines) > 1
            else self.tr("{0}, line {1}, {2}").format(code.file, code.first, code.function)
        )
        self._text.setAccessibleName(self._where.text())
        self._text.show_lines(code.lines, code.highlighted)

    @Slot(int)
    def _keep_height(self, height: int) -> None:
        """What is below does not move up when fewer lines are shown."""
        needed = height + self._where.sizeHint().height() + _GAP
        self.setMinimumHeight(max(self.minimumHeight(), needed))

    @property
    def highlighted(self) -> tuple[str, ...]:
        """The lines on a coloured ground."""
        code = self._code
        return () if code is None else tuple(code.lines[index] for index in code.highlighted)


class _CodeText(QPlainTextEdit):
    """Text to be read and copied, as high as it is long; ``height_taken`` tells how high."""

    height_taken = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._highlighted: tuple[int, ...] = ()
        self._longest = 1
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(UNIT)

    def show_lines(self, lines: tuple[str, ...], highlighted: tuple[int, ...]) -> None:
        text = "\n".join(lines)
        if text != self.toPlainText():
            self.setPlainText(text)
            self._longest = max(map(len, lines))
            self._fit()
        self._highlighted = highlighted
        self._highlight()
        self.setAccessibleDescription("\n".join(lines[index] for index in highlighted))

    def _fit(self) -> None:
        """The largest letters, up to those of the window, in which the longest line fits."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(QFontInfo(self.window().font()).pointSizeF())
        room = self.width() - 2 * UNIT - 2 * self.frameWidth() - _SLACK
        # Step by step: letters may be whole pixels wide, and shrink by jumps.
        while self._width_in(font) > room > 0 and font.pointSizeF() > _SMALLEST:
            font.setPointSizeF(font.pointSizeF() - _STEP)
        if font != self.font():
            self.setFont(font)
        self._take_height(font)

    def _width_in(self, font: QFont) -> float:
        """Of the longest line, logical pixels."""
        return QFontMetricsF(font).horizontalAdvance("0") * self._longest

    def _take_height(self, font: QFont) -> None:
        line = math.ceil(QFontMetricsF(font).lineSpacing())
        height = self.blockCount() * line + 2 * UNIT + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)
            self.height_taken.emit(height)

    def _highlight(self) -> None:
        colours = self.palette()
        ground = blend(colours.accent().color(), colours.base().color(), 0.16)
        selections = []
        for index in range(self.blockCount()):
            selection = QTextEdit.ExtraSelection()
            is_meant = index in self._highlighted
            if is_meant:
                selection.format.setBackground(ground)
                selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            else:
                selection.format.setForeground(muted(colours))
            cursor = QTextCursor(self.document().findBlockByNumber(index))
            if not is_meant:
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * UNIT, UNIT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._highlight()
        elif event.type() is QEvent.Type.ApplicationFontChange:
            # Once the window has it as well.
            QTimer.singleShot(0, self._fit)

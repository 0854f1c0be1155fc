"""The canvas with its tools: a square as large as the place allows, the tools as wide as it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.canvas import Canvas
from app.drawing_tools import DrawingTools
from app.theme import UNIT

_MARGIN = 2 * UNIT


class CanvasPanel(QWidget):
    """Keeps the canvas square and in the middle; no layout of Qt's holds a widget square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas(self)
        self.tools = DrawingTools(self.canvas, self)
        self.setTabOrder(self.canvas, self.tools)

    def resizeEvent(self, event: QResizeEvent) -> None:
        tools_height = self.tools.sizeHint().height()
        across = self.width() - 2 * _MARGIN
        down = self.height() - 2 * _MARGIN - tools_height - UNIT
        side = max(min(across, down), 1)
        left = (self.width() - side) // 2
        top = _MARGIN + max(down - side, 0) // 2
        self.tools.setGeometry(left, top, side, tools_height)
        self.canvas.setGeometry(left, top + tools_height + UNIT, side, side)

    def sizeHint(self) -> QSize:
        return self._around(self.canvas.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        return self._around(self.tools.minimumSizeHint().width())

    def _around(self, side: int) -> QSize:
        tools_height = self.tools.sizeHint().height()
        return QSize(side + 2 * _MARGIN, side + tools_height + UNIT + 2 * _MARGIN)

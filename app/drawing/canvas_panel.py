"""The canvas between its tools and its replay: a square as large as the place allows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.drawing.canvas import Canvas
from app.drawing.drawing_tools import DrawingTools
from app.drawing.replay import Replay
from app.ui.theme import UNIT

_BESIDE = 2 * UNIT
"""Margin to the left and to the right."""


class CanvasPanel(QWidget):
    """Keeps the canvas square and in the middle; no layout of Qt's holds a widget square.

    The tools above and the replay below are as wide as the canvas.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas(self)
        self.tools = DrawingTools(self.canvas, self)
        self.replay = Replay(self.canvas, self)
        self.setTabOrder(self.canvas, self.tools)
        self.setTabOrder(self.tools, self.replay)

    def resizeEvent(self, event: QResizeEvent) -> None:
        above = self.tools.sizeHint().height()
        below = self.replay.sizeHint().height()
        across = self.width() - 2 * _BESIDE
        down = self.height() - self._around(0).height()
        side = max(min(across, down), 1)
        left = (self.width() - side) // 2
        top = UNIT + max(down - side, 0) // 2
        canvas_top = top + above + UNIT
        self.tools.setGeometry(left, top, side, above)
        self.canvas.setGeometry(left, canvas_top, side, side)
        self.replay.setGeometry(left, canvas_top + side + UNIT // 2, side, below)

    def sizeHint(self) -> QSize:
        return self._around(self.canvas.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        return self._around(self.tools.minimumSizeHint().width())

    def _around(self, side: int) -> QSize:
        """The size of the panel with a canvas of this side."""
        rows = self.tools.sizeHint().height() + self.replay.sizeHint().height()
        gaps = UNIT + UNIT + UNIT // 2 + UNIT
        return QSize(side + 2 * _BESIDE, side + rows + gaps)

"""What a view shows while it has nothing to show: the sentence on what would fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyleOptionFocusRect

from app.ui.theme import muted

_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def paint_nothing(painter: QPainter, view: QAbstractScrollArea, sentence: str) -> None:
    """Paint the sentence into the view's viewport, framed where the view has the focus."""
    area = view.viewport().rect()
    painter.setPen(muted(view.palette()))
    painter.drawText(area, _FLAGS, sentence)
    if view.hasFocus():
        option = QStyleOptionFocusRect()
        option.initFrom(view)
        option.rect = area
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, view)

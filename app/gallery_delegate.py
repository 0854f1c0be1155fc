"""How a drawing looks in the gallery: its strokes on a card, and below it what it is called.

Each thumbnail is painted once, when it first comes into sight, and kept for a while. A fast scroll
brings a screen full of them at a time: those that would cost the window a frame are painted with
the next ones.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.gallery_model import DRAWING, Index
from app.library_store import KeptDrawing
from app.theme import RADIUS, UNIT, blend, hairline, muted
from app.thumbnail import thumbnail

_REMEMBERED = 600
"""Thumbnails that are kept, some 13 kB each: a few screens full."""

_BUDGET = 0.004
"""Seconds of a frame for thumbnails that are new."""


class GalleryDelegate(QStyledItemDelegate):
    """Paints cards of ``side`` logical pixels.

    Call :meth:`begin_frame` before each painting; ``is_behind`` says after it that some
    thumbnails were put off, and another painting is due.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.side = 7 * UNIT
        self._thumbnails: OrderedDict[int, QPixmap] = OrderedDict()
        self._looks: tuple[int, float, int] | None = None
        self._deadline = 0.0
        self.is_behind = False

    def begin_frame(self) -> None:
        """Time counts from now on."""
        self._deadline = time.perf_counter() + _BUDGET
        self.is_behind = False

    def tile(self, line: int) -> QSize:
        """The room that a drawing takes, for a line of text of that height."""
        return QSize(self.side + UNIT, self.side + line + UNIT)

    def _thumbnail(self, kept: KeptDrawing, ratio: float, ink: QColor) -> QPixmap | None:
        """The picture of a drawing; None while there is no time to paint it."""
        looks = (self.side, ratio, ink.rgb())
        if looks != self._looks:
            self._looks = looks
            self._thumbnails.clear()
        picture = self._thumbnails.get(kept.id)
        if picture is None:
            if time.perf_counter() > self._deadline:
                self.is_behind = True
                return None
            picture = thumbnail(kept.drawing, self.side, ratio, ink)
            self._thumbnails[kept.id] = picture
            if len(self._thumbnails) > _REMEMBERED:
                self._thumbnails.popitem(last=False)
        return picture

    # Qt's side.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = option.palette
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        area = QRectF(option.rect)
        card = QRectF(area.left() + 1, area.top() + 1, self.side - 2, self.side - 2)
        accent, base = colours.accent().color(), colours.base().color()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = accent if is_selected or has_focus else hairline(colours)
        painter.setPen(QPen(border, 2 if has_focus else 1))
        painter.setBrush(blend(accent, base, 0.18) if is_selected else base)
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        kept = index.data(DRAWING)
        if kept is not None:
            ratio = painter.device().devicePixelRatio()
            picture = self._thumbnail(kept, ratio, colours.text().color())
            if picture is not None:
                painter.drawPixmap(option.rect.topLeft(), picture)
        below = QRectF(card.left(), card.bottom() + 1, card.width(), option.fontMetrics.height())
        painter.setPen(colours.windowText().color() if is_selected else muted(colours))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.tile(option.fontMetrics.height())

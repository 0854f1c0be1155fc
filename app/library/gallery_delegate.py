"""How a drawing looks in the gallery: its strokes on a card, and below it what it is called.

Cards and thumbnails are painted once and kept for a while. A fast scroll brings a screen full of
new thumbnails at a time: those that would cost the window a frame are painted with the next ones.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.library.gallery_model import DRAWING, Index
from app.library.library_store import KeptDrawing
from app.ui.theme import RADIUS, UNIT, blend, hairline, muted
from app.ui.thumbnail import thumbnail

_REMEMBERED = 600
"""Thumbnails that are kept, some 13 kB each: a few screens full."""

_BUDGET = 0.004
"""Seconds of a frame for thumbnails that are new."""


@dataclass(frozen=True)
class _Looks:
    """All that the pictures depend on; colours as numbers, so that they can be compared."""

    side: int
    ratio: float
    text: int
    label: int
    chosen_label: int
    base: int
    line: int
    accent: int


class GalleryDelegate(QStyledItemDelegate):
    """Paints cards of ``side`` logical pixels.

    Call :meth:`begin_frame` before each painting; ``is_behind`` says after it that some
    thumbnails were put off, and another painting is due.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.side = 7 * UNIT
        self.is_behind = False
        self._looks = _Looks(0, 1.0, 0, 0, 0, 0, 0, 0)
        self._cards: dict[tuple[bool, bool], QPixmap] = {}
        self._thumbnails: OrderedDict[int, QPixmap] = OrderedDict()
        self._deadline = 0.0

    def begin_frame(self, colours: QPalette, ratio: float) -> None:
        """Time counts from now on, and everything has these colours and this pixel ratio."""
        self._deadline = time.perf_counter() + _BUDGET
        self.is_behind = False
        looks = _Looks(
            self.side,
            ratio,
            colours.text().color().rgb(),
            muted(colours).rgb(),
            colours.windowText().color().rgb(),
            colours.base().color().rgb(),
            hairline(colours).rgb(),
            colours.accent().color().rgb(),
        )
        if looks != self._looks:
            self._looks = looks
            self._cards.clear()
            self._thumbnails.clear()

    def tile(self, line: int) -> QSize:
        """The room that a drawing takes, for a line of text of that height."""
        return QSize(self.side + UNIT, self.side + line + UNIT)

    def _card(self, *, is_chosen: bool, has_focus: bool) -> QPixmap:
        """The empty card of a drawing in that state."""
        card = self._cards.get((is_chosen, has_focus))
        if card is None:
            card = self._painted_card(is_chosen=is_chosen, has_focus=has_focus)
            self._cards[is_chosen, has_focus] = card
        return card

    def _painted_card(self, *, is_chosen: bool, has_focus: bool) -> QPixmap:
        looks = self._looks
        accent, base = QColor.fromRgb(looks.accent), QColor.fromRgb(looks.base)
        card = QPixmap(QSize(looks.side, looks.side) * looks.ratio)
        card.setDevicePixelRatio(looks.ratio)
        card.fill(Qt.GlobalColor.transparent)
        with QPainter(card) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            border = accent if is_chosen or has_focus else QColor.fromRgb(looks.line)
            painter.setPen(QPen(border, 2 if has_focus else 1))
            painter.setBrush(blend(accent, base, 0.18) if is_chosen else base)
            edge = QRectF(1, 1, looks.side - 2, looks.side - 2)
            painter.drawRoundedRect(edge, RADIUS, RADIUS)
        return card

    def _thumbnail(self, kept: KeptDrawing) -> QPixmap | None:
        """The picture of a drawing; None while there is no time to paint it."""
        picture = self._thumbnails.get(kept.id)
        if picture is None:
            if time.perf_counter() > self._deadline:
                self.is_behind = True
                return None
            looks = self._looks
            ink = QColor.fromRgb(looks.text)
            picture = thumbnail(kept.drawing, looks.side, looks.ratio, ink)
            self._thumbnails[kept.id] = picture
            if len(self._thumbnails) > _REMEMBERED:
                self._thumbnails.popitem(last=False)
        return picture

    # Qt's side.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        corner: QPoint = option.rect.topLeft()
        painter.drawPixmap(corner, self._card(is_chosen=is_chosen, has_focus=has_focus))
        kept = index.data(DRAWING)
        picture = None if kept is None else self._thumbnail(kept)
        if picture is not None:
            painter.drawPixmap(corner, picture)
        looks = self._looks
        painter.setPen(QColor.fromRgb(looks.chosen_label if is_chosen else looks.label))
        below = QRect(corner.x(), corner.y() + self.side, self.side, option.fontMetrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.tile(option.fontMetrics.height())

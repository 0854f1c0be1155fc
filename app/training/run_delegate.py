"""How a run looks in the list: its result, and below it, quietly, its settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import UNIT, blend, scaled_font

SETTINGS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The second line; the first one is the item's text."""


class RunDelegate(QStyledItemDelegate):
    """Two lines in each item. What does not fit is cut with dots and told in the tool tip."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        widget = option.widget
        style = widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, widget)
        colours = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        text = colours.color(
            QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        )
        ground = colours.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Base)
        area = QRectF(option.rect).adjusted(UNIT, UNIT / 2, -UNIT, -UNIT / 2)
        first, second = self._lines(index)
        metrics = QFontMetricsF(option.font)
        painter.save()
        painter.setPen(text)
        painter.setFont(option.font)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(area, 0, metrics.elidedText(first, elide, area.width()))
        area.setTop(area.top() + metrics.height())
        painter.setPen(blend(text, ground, 0.8))
        painter.setFont(scaled_font(widget, 0.85))
        small = QFontMetricsF(painter.font())
        painter.drawText(area, 0, small.elidedText(second, elide, area.width()))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = QFontMetricsF(option.font)
        return QSize(20 * UNIT, round(2 * metrics.height() + UNIT))

    def _lines(self, index: QModelIndex | QPersistentModelIndex) -> tuple[str, str]:
        return str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(SETTINGS_ROLE))

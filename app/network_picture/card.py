"""The card beside a unit: its formula, where its number comes from, its weights as a picture.

Painted as one, because it changes with every point of a stroke and labels would be laid out anew
each time. Over each contribution lies a button that leads back to where it comes from.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.network_picture.explanation import ROWS, Explanation
from app.network_picture.selection import UnitChoice
from app.ui.array_images import signed_image
from app.ui.theme import RADIUS, UNIT, Chart, blend, chart_colour, hairline, muted, scaled_font

_PICTURE = 9 * UNIT
"""The side of the weights' picture, logical pixels, or somewhat less."""

_SIDES = 3 * UNIT
"""What is left free to the left and the right of words, together, logical pixels."""

_WRAPPED = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class RowButton(QAbstractButton):
    """Lies over a contribution; painted by the card, but for the frame that shows the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus() and not self.underMouse():
            return
        with QPainter(self) as painter:
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(self.palette().accent().color(), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class UnitCard(QWidget):
    """Shows one explanation. ``followed`` carries the :class:`UnitChoice` of a pressed row.

    Until it is ``pinned`` it lets the pointer through.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unitCard")
        self._explanation: Explanation | None = None
        self._is_pinned = False
        self._width = 0
        self._room = parent
        self._rows = [RowButton(self) for _ in range(ROWS)]
        for button in self._rows:
            button.clicked.connect(self._follow)
        self.hide()

    @property
    def explanation(self) -> Explanation | None:
        return self._explanation

    @property
    def row_buttons(self) -> list[RowButton]:
        """The buttons of the contributions, as many as there are."""
        return [button for button in self._rows if not button.isHidden()]

    def show_explanation(self, explanation: Explanation, *, pinned: bool) -> None:
        """Show another unit, or the same with other numbers."""
        before = self._explanation
        if before is None or before.choice != explanation.choice:
            # While one unit is shown, other numbers do not make it narrower: it would tremble.
            self._width = 0
        self._explanation, self._is_pinned = explanation, pinned
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pinned)
        self.setAccessibleName(explanation.title)
        self.resize(self.sizeHint())
        for index, button in enumerate(self._rows):
            has_row = index < len(explanation.rows)
            if button.hasFocus() and not (has_row and pinned):
                # Otherwise Qt would give it to whatever comes next.
                self._room.setFocus()
            button.setVisible(has_row)
            button.setEnabled(pinned)
            if has_row:
                row = explanation.rows[index]
                button.setGeometry(self._row_place(index).toRect())
                button.setAccessibleName(f"{row.name}: {row.product} = {row.value}")
        self.update()

    @Slot()
    def _follow(self) -> None:
        index = self._rows.index(self.sender())  # type: ignore[arg-type]
        if self._explanation is not None and index < len(self._explanation.rows):
            choice: UnitChoice = self._explanation.rows[index].source
            self.followed.emit(choice)

    @property
    def _line(self) -> int:
        return QFontMetrics(self.font()).height()

    def _wrapped_height(self, text: str, width: float) -> int:
        """Of a text that is broken where it is wider than that."""
        room = QRect(0, 0, max(int(width), 1), 0)
        return QFontMetrics(self.font()).boundingRect(room, _WRAPPED, text).height()

    def _formula_height(self, width: float) -> float:
        """Of all its lines, in a card of this width."""
        lines = () if self._explanation is None else self._explanation.formula
        return sum(self._wrapped_height(line, width - _SIDES) + 2.0 for line in lines)

    def _rows_top(self, width: float) -> float:
        return 1.5 * UNIT + self._line + 2 + self._formula_height(width) + UNIT

    def _row_place(self, index: int) -> QRectF:
        height, width = self._line + 0.5 * UNIT, self.width()
        return QRectF(UNIT, self._rows_top(width) + index * height, width - 2 * UNIT, height)

    def _rows_bottom(self, width: float) -> float:
        count = 0 if self._explanation is None else len(self._explanation.rows)
        rest = self._line + 0.5 * UNIT if self._explanation and self._explanation.rest else 0
        return self._rows_top(width) + count * (self._line + 0.5 * UNIT) + rest

    def _picture_height(self, width: float) -> float:
        """Of the weights' picture and the words beside it; 0 where the room is too low for both."""
        if self._explanation is None or self._explanation.picture is None:
            return 0
        words = self._wrapped_height(self._caption, width - _SIDES - UNIT - _PICTURE)
        height = max(_PICTURE, words) + 0.5 * UNIT
        is_room = self._rows_bottom(width) + height + UNIT <= self._room.height()
        return height if is_room else 0

    @property
    def _caption(self) -> str:
        """What stands beside the picture of the weights."""
        name = "" if self._explanation is None else self._explanation.picture_name
        meaning = self.tr("Blue raises the sum, orange lowers it.")
        return f"{name}\n{meaning}"

    @property
    def _columns(self) -> tuple[int, int, int]:
        """The widths of the rows' three parts."""
        metrics = QFontMetrics(self.font())
        rows = self._explanation.rows if self._explanation else ()
        parts = [(row.name, f"{row.product} =", row.value) for row in rows]
        name, product, value = (
            max((metrics.horizontalAdvance(part[index]) for part in parts), default=0)
            for index in range(3)
        )
        return name, product, value

    def sizeHint(self) -> QSize:
        explanation = self._explanation
        if explanation is None:
            return QSize(0, 0)
        metrics = QFontMetrics(self.font())
        title = QFontMetrics(scaled_font(self, 1.0, bold=True))
        texts = [metrics.horizontalAdvance(line) for line in explanation.formula]
        texts += [title.horizontalAdvance(explanation.title), sum(self._columns) + 2 * UNIT]
        self._width = max(self._width, max(texts) + 4 * UNIT)
        width = min(self._width, self._room.width())
        return QSize(width, round(self._rows_bottom(width) + self._picture_height(width) + UNIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._explanation is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            self._paint_formula(painter, self._explanation)
            self._paint_rows(painter, self._explanation)
            self._paint_picture(painter, self._explanation)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = self.palette()
        rim = (
            colours.accent().color()
            if self._is_pinned
            else blend(colours.windowText().color(), colours.window().color(), 0.35)
        )
        painter.setPen(QPen(rim, 2 if self._is_pinned else 1))
        painter.setBrush(colours.base())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_formula(self, painter: QPainter, explanation: Explanation) -> None:
        line = self._line + 2
        place = QRectF(1.5 * UNIT, UNIT, self.width() - 3 * UNIT, line)
        painter.setPen(self.palette().text().color())
        painter.setFont(scaled_font(self, 1.0, bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, explanation.title)
        painter.setFont(self.font())
        place.translate(0, line)
        for text in explanation.formula:
            place.setHeight(self._wrapped_height(text, place.width()))
            painter.drawText(place, _WRAPPED, text)
            place.translate(0, place.height() + 2)

    def _paint_rows(self, painter: QPainter, explanation: Explanation) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        colours = self.palette()
        for index, row in enumerate(explanation.rows):
            place = self._row_place(index)
            self._paint_share(painter, place, row.share)
            inner = place.adjusted(0.5 * UNIT, 0, -0.5 * UNIT, 0)
            painter.setPen(colours.text().color())
            painter.drawText(inner, left, row.name)
            painter.drawText(inner, right, row.value)
            painter.setPen(muted(colours))
            products = inner.adjusted(0, 0, -self._columns[2] - 0.5 * UNIT, 0)
            if products.width() - self._columns[0] >= self._columns[1]:
                painter.drawText(products, right, f"{row.product} =")
        if explanation.rest:
            place = self._row_place(len(explanation.rows)).adjusted(0.5 * UNIT, 0, -0.5 * UNIT, 0)
            painter.setPen(muted(colours))
            painter.drawText(place, left, explanation.rest)

    def _paint_share(self, painter: QPainter, place: QRectF, share: float) -> None:
        """Behind a row, a bar as long as its contribution is large."""
        which = Chart.FOR if share > 0 else Chart.AGAINST
        ground = self.palette().base().color()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(chart_colour(which, self.palette()), ground, 0.18))
        bar = place.adjusted(0, 1, 0, -1)
        bar.setWidth(max(abs(share) * place.width(), 2))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(chart_colour(which, self.palette()))
        painter.drawRect(QRectF(bar.left(), bar.top(), 2, bar.height()))

    def _paint_picture(self, painter: QPainter, explanation: Explanation) -> None:
        room = self._picture_height(self.width())
        if explanation.picture is None or not room:
            return
        height, width = explanation.picture.shape
        ratio = self.devicePixelRatio()
        cell = max(int(_PICTURE * ratio / max(height, width)), 1) / ratio
        corner = QPointF(1.5 * UNIT, self._rows_bottom(self.width()) + 0.5 * UNIT)
        place = QRectF(corner.x(), corner.y(), width * cell, height * cell)
        painter.drawImage(place, signed_image(explanation.picture, self.palette()))
        painter.setPen(QPen(hairline(self.palette()), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        beside = QRectF(place.right() + UNIT, place.top(), 0, room)
        beside.setRight(self.width() - 0.5 * _SIDES)
        painter.setPen(muted(self.palette()))
        painter.drawText(beside, _WRAPPED, self._caption)

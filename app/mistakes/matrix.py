"""The confusion matrix: which digits were read as which, in a picture to point at and in words.

One painted widget: rows are the digits that were written, columns those that were read. Mistakes
are coloured by their number in one hue; what was read right is grey. The matrix is walked with
the arrow keys, Enter chooses, Escape takes the choice back.

    show_evaluation(Evaluation) → painted;  pointer and keys → pointed(Cell), chosen(Cell)
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.mistakes.cells import LABEL, TOTAL, Cell, Grid, MatrixPainter, Place, count_in
from app.text.formats import percent, whole_number
from app.ui.theme import UNIT, muted
from nn.evaluation.metrics import Evaluation
from nn.network import DIGITS

_SIDES = (2 * UNIT, 5 * UNIT)
"""Smallest and largest side of a cell, logical pixels; still larger ones would be emptier only."""

_ROOMY = 3.25 * UNIT
"""Side that the cells of a narrow matrix need before there is room for the rows' totals."""

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_CHOOSING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionView(QWidget):
    """Shows an :class:`Evaluation`, or an empty matrix before there is one.

    ``pointed`` carries the cell under the pointer or the keyboard's cursor, and the chosen one
    when there is neither; ``chosen`` carries the cell whose images are asked for. The whole
    matrix, ``Cell()``, stands for no choice.
    """

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self._choice = Cell()
        self._hovered: Place | None = None
        self._cursor: Place = (0, 0)
        self._shown_pointed = Cell()
        self._texts = CellTexts(self)
        self.setObjectName("confusionMatrix")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        # Not fixed: that would be the height for some other width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Confusion matrix"))
        self._describe()

    @property
    def choice(self) -> Cell:
        """The cell whose images are asked for."""
        return self._choice

    @property
    def pointed_cell(self) -> Cell:
        """The cell under the pointer or the keyboard's cursor, otherwise the chosen one."""
        if self._hovered is not None:
            return Cell.at(self._hovered)
        return Cell.at(self._cursor) if self.hasFocus() else self._choice

    def show_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show these counts, or empty cells; what is chosen stays chosen."""
        self._evaluation = evaluation
        self.update()
        self._describe()

    def choose(self, cell: Cell) -> None:
        """Choose a cell, as a click on it does."""
        if cell != self._choice:
            self._choice = cell
            self.update()
            self.chosen.emit(cell)
        self._point()

    def place_rect(self, place: Place) -> QRectF:
        """Where a place of the matrix lies in the widget."""
        return self._grid(self.width()).rect(place)

    def _toggle(self, place: Place) -> None:
        """Choose the cell at a place, or none if it was the chosen one."""
        cell = Cell.at(place)
        self.choose(Cell() if cell == self._choice else cell)

    def _point(self) -> None:
        """After pointer, cursor or choice have moved: show it and tell the others."""
        self.update()
        cell = self.pointed_cell
        if cell != self._shown_pointed:
            self._shown_pointed = cell
            self._describe()
            self.pointed.emit(cell)

    def _describe(self) -> None:
        """What a screen reader says: the cell that is pointed at, or what the matrix is."""
        if self._evaluation is None:
            self.setAccessibleDescription(self.tr("Nothing read yet"))
        else:
            text = self._texts.counted(self._evaluation, self.pointed_cell)
            self.setAccessibleDescription(text)

    def _grid(self, width: float) -> Grid:
        """The places for a width: as large as fit, the rows' totals only where there is room."""
        metrics = self.fontMetrics()
        label, height = metrics.height() + 2.0, metrics.height() + UNIT / 2
        total: float = metrics.horizontalAdvance("0000") + UNIT
        room = width - label
        if (room - total) / DIGITS < _ROOMY:
            total = 0.0
        side = min(max(int((room - total) / DIGITS), _SIDES[0]), _SIDES[1])
        return Grid(label, height + label, side, label, total, height)

    def _paint_titles(self, painter: QPainter, grid: Grid) -> None:
        """What rows and columns are, above them: beside a matrix words would lie on their side."""
        painter.setPen(muted(self.palette()))
        line = QRectF(0, 0, self.width(), grid.top - grid.label)
        rows = self.tr("↓ True digit")
        columns = self.tr("→ Read as")
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, rows)
        line.setLeft(self.fontMetrics().horizontalAdvance(rows) + 3 * UNIT)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, columns)

    def _paint_marks(self, painter: QPainter, grid: Grid) -> None:
        """Frames around the chosen cell, the one under the pointer and the keyboard's."""
        text = self.palette().windowText().color()
        if self._choice != Cell():
            self._frame(painter, self._whole(grid, self._choice), QPen(text, 2))
        if self._hovered is not None:
            self._frame(painter, grid.rect(self._hovered), QPen(muted(self.palette()), 1))
        if self.hasFocus():
            accent = self.palette().accent().color()
            self._frame(painter, grid.rect(self._cursor), QPen(accent, 2))

    def _whole(self, grid: Grid, cell: Cell) -> QRectF:
        """The rectangle of a cell; a row or column is framed from one end to the other."""
        row, column = cell.place
        rect = grid.rect((row, column))
        if cell.label is None:
            rect |= grid.rect((TOTAL, column))
        if cell.read is None:
            rect |= grid.rect((row, TOTAL))
        return rect

    def _frame(self, painter: QPainter, rect: QRectF, pen: QPen) -> None:
        painter.setPen(pen)
        inset = pen.widthF() / 2
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._grid(self.width()).place_at(QPointF(event.pos()))
            if place is not None and self._evaluation is not None:
                text = self._texts.counted(self._evaluation, Cell.at(place))
                QToolTip.showText(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._grid(self.width()).place_at(event.position())
        if place != self._hovered:
            self._hovered = place
            self._point()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._grid(self.width()).place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self._cursor = place
            self._toggle(place)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._point()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            row, column = (at + by for at, by in zip(self._cursor, _STEPS[key], strict=True))
            self._cursor = (min(max(row, LABEL), TOTAL), min(max(column, LABEL), TOTAL))
            self._hovered = None
            self._point()
        elif key in _CHOOSING_KEYS:
            self._toggle(self._cursor)
        elif key == Qt.Key.Key_Escape and self._choice != Cell():
            self.choose(Cell())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._point()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point()

    def paintEvent(self, event: QPaintEvent) -> None:
        grid = self._grid(self.width())
        empty = np.zeros((DIGITS, DIGITS), int)
        counts = empty if self._evaluation is None else self._evaluation.confusion
        with QPainter(self) as painter:
            self._paint_titles(painter, grid)
            MatrixPainter(painter, grid, self.palette(), self.font()).paint(counts)
            self._paint_marks(painter, grid)

    def heightForWidth(self, width: int) -> int:
        grid = self._grid(width)
        return int(grid.top + DIGITS * grid.side + grid.total_height)

    def sizeHint(self) -> QSize:
        width = 40 * UNIT
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().height() + 2 + DIGITS * _SIDES[0]
        return QSize(width, self.heightForWidth(width))


class CellTexts(QObject):
    """Sentences in the language and with the numbers of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def counted(self, evaluation: Evaluation, cell: Cell) -> str:
        """Such as "4 read as 9: 6 of 982"."""
        count, total = (self._number(number) for number in count_in(evaluation, cell))
        if cell.label is not None and cell.read is not None:
            text = self.tr("{0} read as {1}: {2} of {3}")
            return text.format(cell.label, cell.read, count, total)
        if cell.label is not None:
            return self.tr("{0} misread: {1} of {2}").format(cell.label, count, total)
        if cell.read is not None:
            return self.tr("Wrongly read as {0}: {1} of {2}").format(cell.read, count, total)
        return self.tr("Misread: {0} of {1}").format(count, total)

    def rates(self, evaluation: Evaluation, cell: Cell) -> list[str]:
        """The recall of the cell's written digit and the precision of its read one.

        A whole row or column has both of its digit; the whole matrix has neither.
        """
        written = cell.label if cell.label is not None else cell.read
        read = cell.read if cell.read is not None else cell.label
        if written is None or read is None:
            return []
        return [
            self._recall(float(evaluation.recall[written]), written),
            self._precision(float(evaluation.precision[read]), read),
        ]

    def _recall(self, share: float, digit: int) -> str:
        if math.isnan(share):
            return self.tr("There is no {0} among the images.").format(digit)
        text = self.tr("Recall: {0} of all {1}s are read as {1}.")
        return text.format(percent(share, self._widget.locale(), 1), digit)

    def _precision(self, share: float, digit: int) -> str:
        if math.isnan(share):
            return self.tr("Nothing is read as {0}.").format(digit)
        text = self.tr("Precision: {0} of what is read as {1} is a {1}.")
        return text.format(percent(share, self._widget.locale(), 1), digit)

    def _number(self, value: int) -> str:
        return whole_number(value, self._widget.locale())

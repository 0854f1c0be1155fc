"""The fields of a confusion matrix: what each stands for, where it lies and how it looks.

Rows are the digits that were written, columns the digits that were read. A row's or column's
label and its total stand for the whole row or column, the corners for the whole matrix.

    place (row, column) ↔ Cell(label, read)      row and column: -1 label, 0…9 digit, 10 total
    Evaluation, Cell → the images in it, the most telling first
    Evaluation, Grid → MatrixPainter → grounds, inks and numbers in a font that fits
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette

from app.ui.theme import Chart, blend, chart_colour, contrast, hairline, muted
from nn.arrays import Array
from nn.evaluation.metrics import Evaluation
from nn.network import DIGITS

LABEL, TOTAL = -1, DIGITS
"""The row and column of the digits' names, and those of the totals."""

Place = tuple[int, int]
"""A row and a column, each from LABEL to TOTAL."""


@dataclass(frozen=True)
class Cell:
    """Images by the digit that was written and the one that was read; None is any other one.

    But for ``Cell(4, 4)``, the fours that were read as such, all images of a cell are misread.
    """

    label: int | None = None
    read: int | None = None

    @staticmethod
    def at(place: Place) -> Cell:
        """The cell that a place stands for."""
        row, column = (index if 0 <= index < DIGITS else None for index in place)
        return Cell(row, column)

    @property
    def place(self) -> Place:
        """Where it is shown: labels stand for rows and columns."""
        return (
            LABEL if self.label is None else self.label,
            LABEL if self.read is None else self.read,
        )

    @property
    def is_right(self) -> bool:
        """Whether its images are read as what they are."""
        return self.label is not None and self.label == self.read


@dataclass(frozen=True)
class Grid:
    """Where the places lie, in logical pixels.

    ``left`` and ``top`` are the corner of the ten by ten cells, each ``side`` wide and high;
    labels are ``label`` wide and high, totals ``total_width`` by ``total_height``, 0 where there
    is no room for them.
    """

    left: float
    top: float
    side: float
    label: float
    total_width: float
    total_height: float

    def rect(self, place: Place) -> QRectF:
        """The rectangle of a place."""
        row, column = place
        x, width = self._span(column, self.left, self.total_width)
        y, height = self._span(row, self.top, self.total_height)
        return QRectF(x, y, width, height)

    def place_at(self, point: QPointF) -> Place | None:
        """The place under a point; None beside the matrix."""
        row = self._index(point.y() - self.top, self.total_height)
        column = self._index(point.x() - self.left, self.total_width)
        return None if row is None or column is None else (row, column)

    def _span(self, index: int, start: float, total: float) -> tuple[float, float]:
        if index == LABEL:
            return start - self.label, self.label
        return start + index * self.side, total if index == TOTAL else self.side

    def _index(self, distance: float, total: float) -> int | None:
        if -self.label <= distance < 0:
            return LABEL
        if 0 <= distance < DIGITS * self.side:
            return int(distance / self.side)
        return TOTAL if 0 <= distance - DIGITS * self.side < total else None


def count_in(evaluation: Evaluation, cell: Cell) -> tuple[int, int]:
    """How many images are in a cell, and how many might have been.

    The latter are all of its digit, or where only the read digit is given all that were read so.
    """
    confusion = evaluation.confusion
    if cell.label is not None and cell.read is not None:
        return int(confusion[cell.label, cell.read]), int(confusion[cell.label].sum())
    if cell.label is not None:
        part = confusion[cell.label]
    elif cell.read is not None:
        part = confusion[:, cell.read]
    else:
        return evaluation.samples - evaluation.correct, evaluation.samples
    digit = cell.label if cell.label is not None else cell.read
    return int(part.sum() - part[digit]), int(part.sum())


def images_in(evaluation: Evaluation, cell: Cell) -> Array:
    """The indices (n,) of a cell's images.

    Misread ones come with the most confident first, for those hurt most, and right ones with the
    least confident first, for those are about to be misread.
    """
    chosen = evaluation.is_correct if cell.is_right else ~evaluation.is_correct
    if cell.label is not None:
        chosen = chosen & (evaluation.labels == cell.label)
    if cell.read is not None:
        chosen = chosen & (evaluation.predicted == cell.read)
    indices = np.flatnonzero(chosen)
    confidence = evaluation.confidence[indices]
    order = np.argsort(confidence if cell.is_right else -confidence, kind="stable")
    return np.asarray(indices[order])


_FAINTEST, _STRONGEST = 0.3, 1.0
"""How much of the hue a cell with one mistake has, and one with the most."""

_LEGIBLE = 4.5
"""Contrast that text needs (WCAG 2.2, criterion 1.4.3)."""

_APART = 5
"""Logical pixels between two numbers side by side, at the least."""

_SMALLEST_TYPE = 0.7
"""Of the widget's font: what does not fit even so is left out."""


class Shades:
    """The colours of cells with mistakes, from one to ``most``, in one palette.

    The scale is logarithmic: one mistake beside hundreds still shows, and two look like more
    than one.
    """

    def __init__(self, colours: QPalette, most: int) -> None:
        self._ground = colours.color(QPalette.ColorRole.Base)
        self._hue = chart_colour(Chart.AGAINST, colours)
        self._inks = (
            colours.color(QPalette.ColorRole.Text),
            colours.color(QPalette.ColorRole.Base),
        )
        self._most = most
        self._known: dict[int, tuple[QColor, QColor]] = {}

    def of(self, count: int) -> tuple[QColor, QColor]:
        """Ground and ink of a cell with so many mistakes, at least one."""
        if count not in self._known:
            self._known[count] = self._shade(count)
        return self._known[count]

    def _shade(self, count: int) -> tuple[QColor, QColor]:
        share = math.log(count) / math.log(self._most) if self._most > 1 else 0.0
        amount = _FAINTEST + (_STRONGEST - _FAINTEST) * share
        while True:
            ground = blend(self._hue, self._ground, amount)
            ink = max(self._inks, key=lambda ink: contrast(ink, ground))
            # Between dark and light ink lie grounds on which neither can be read well.
            if contrast(ink, ground) >= _LEGIBLE or amount >= 1:
                return ground, ink
            amount = min(amount + 0.02, 1.0)


@dataclass(frozen=True)
class MatrixPainter:
    """Paints counts (10, 10) into a grid, with labels and totals."""

    painter: QPainter
    grid: Grid
    colours: QPalette
    font: QFont

    def paint(self, counts: Array) -> None:
        """Everything but the marks of pointer and keyboard."""
        self._paint_labels()
        wrong = counts.copy()
        wrong[range(DIGITS), range(DIGITS)] = 0
        shades = Shades(self.colours, int(wrong.max()))
        for row, numbers in enumerate(counts.tolist()):
            for column, count in enumerate(numbers):
                self._paint_cell(row, column, count, shades)
        if counts.any():
            self._paint_totals(counts)

    def _paint_cell(self, row: int, column: int, count: int, shades: Shades) -> None:
        rect = self.grid.rect((row, column)).adjusted(0.5, 0.5, -0.5, -0.5)
        if row == column:
            ground, ink = hairline(self.colours), muted(self.colours)
        elif count:
            ground, ink = shades.of(count)
        else:
            ground, ink = self.colours.color(QPalette.ColorRole.Base), muted(self.colours)
        self.painter.fillRect(rect, ground)
        if count:
            self._write(rect, str(count), ink)

    def _paint_labels(self) -> None:
        ink = self.colours.windowText().color()
        for digit in range(DIGITS):
            self._write(self.grid.rect((digit, LABEL)), str(digit), ink)
            self._write(self.grid.rect((LABEL, digit)), str(digit), ink)

    def _paint_totals(self, counts: Array) -> None:
        ink = muted(self.colours)
        for digit in range(DIGITS):
            self._write(self.grid.rect((digit, TOTAL)), str(counts[digit].sum()), ink)
            self._write(self.grid.rect((TOTAL, digit)), str(counts[:, digit].sum()), ink)

    def _write(self, rect: QRectF, text: str, ink: QColor) -> None:
        """The text in the middle, in type that fits; nothing where it would be too small."""
        font = fitting(self.font, text, rect.width() - _APART)
        if font is not None and rect.height() > 0:
            self.painter.setFont(font)
            self.painter.setPen(ink)
            self.painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def fitting(font: QFont, text: str, width: float) -> QFont | None:
    """The font, smaller if needed, in which the text is no wider; None if it had to be tiny."""
    advance = QFontMetricsF(font).horizontalAdvance(text)
    if advance <= width:
        return font
    factor = width / advance
    if factor < _SMALLEST_TYPE:
        return None
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * factor)
    else:
        smaller.setPixelSize(int(font.pixelSize() * factor))
    return smaller

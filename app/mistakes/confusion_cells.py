"""The fields of a confusion matrix: what each stands for, where it lies, which images are in it.

Rows are the digits that were written, columns the digits that were read. A row's or column's
label and its total stand for the whole row or column, the corners for the whole matrix.

    place (row, column) ↔ Cell(label, read)      row and column: -1 label, 0…9 digit, 10 total
    Evaluation, Cell → the images in it, the most telling first
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nn.arrays import Array
from nn.evaluation.metrics import Evaluation

DIGITS = 10

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

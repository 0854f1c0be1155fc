"""The matrix and the images of the cell that is chosen in it, below or beside each other.

Below the matrix, the list is as high as its images and the panel scrolls; beside it, the list
scrolls.

matrix → pointed(Cell) → sentences below it
       → chosen(Cell)  → images → opened(index)
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.mistakes.cells import Cell, images_in
from app.mistakes.finder import FoundMistakes
from app.mistakes.images import MistakeImages
from app.mistakes.matrix import CellTexts, ConfusionView
from app.ui.buttons import PushButton
from app.ui.theme import UNIT

_SIDE_BY_SIDE = 75 * UNIT
"""Width from which the images stand beside the matrix."""

_SHARES = (5, 4)
"""How they share the width then."""

_LINES = 3
"""Lines of text below the matrix: the count, recall and precision."""


class MistakesBrowser(QWidget):
    """Shows a :class:`FoundMistakes`; ``opened`` carries the index of an image that was chosen,
    ``cell_opened`` tells that a cell of the matrix was."""

    opened = Signal(int)
    cell_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: FoundMistakes | None = None
        self._texts = CellTexts(self)
        self._matrix = ConfusionView(self)
        self._cell_summary = self._label("confusionFacts")
        # Nothing shall jump while the pointer wanders over the matrix.
        self._cell_summary.setMinimumHeight(_LINES * self._cell_summary.fontMetrics().lineSpacing())
        self._heading = self._label("mistakesHeading")
        self._all = PushButton(self.tr("All Mistakes"), self)
        self._all.setObjectName("allMistakes")
        self._images = MistakeImages(self)
        self._lay_out()
        self._matrix.pointed.connect(self._show_summary)
        self._matrix.chosen.connect(self._show_images)
        self._matrix.chosen.connect(self.cell_opened)
        self._all.clicked.connect(self._choose_all)
        self._images.opened.connect(self.opened)
        self.show_found(None)

    def show_found(self, found: FoundMistakes | None) -> None:
        """Show what has been found; images only when all have been read, lest they jump."""
        self._found = found
        self._matrix.show_evaluation(None if found is None else found.evaluation)
        self._show_summary(self._matrix.pointed_cell)
        self._show_images(self._matrix.choice)

    @Slot(object)
    def _show_summary(self, cell: Cell) -> None:
        """Say what there is to know of a cell; of the whole, the head of the panel does."""
        role = QPalette.ColorRole
        self._cell_summary.setForegroundRole(
            role.PlaceholderText if cell == Cell() else role.WindowText
        )
        if self._found is None:
            self._cell_summary.clear()
        elif cell == Cell():
            self._cell_summary.setText(
                self.tr("Click a cell to see its images, or a digit to see all of its mistakes.")
            )
        else:
            evaluation = self._found.evaluation
            counted = self._texts.counted(evaluation, cell)
            self._cell_summary.setText("\n".join([counted, *self._texts.rates(evaluation, cell)]))

    @Slot(object)
    def _show_images(self, cell: Cell) -> None:
        """Show the images of a cell."""
        self._all.setVisible(cell != Cell())
        if self._found is None or not self._found.is_complete:
            nothing = self.tr("The misread images show here once all have been read.")
            self._heading.clear()
            self._images.show_images(None, np.empty(0, np.intp), nothing)
            return
        evaluation = self._found.evaluation
        counted = self._texts.counted(evaluation, cell)
        heading = (
            self.tr("{0}, the least sure first")
            if cell.is_right
            else self.tr("{0}, the surest first")
        )
        self._heading.setText(heading.format(counted))
        self._images.show_images(self._found, images_in(evaluation, cell), self.tr("None."))

    @Slot()
    def _choose_all(self) -> None:
        self._matrix.choose(Cell())
        self._matrix.setFocus()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        # A wrapping label would rather be half as wide as its text.
        label.setMinimumWidth(1)
        return label

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(UNIT)
        left.addWidget(self._matrix)
        left.addWidget(self._cell_summary)
        left.addStretch()
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._heading, 1)
        head.addWidget(self._all, alignment=Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(UNIT)
        right.addLayout(head)
        right.addWidget(self._images, 1)
        # Takes the room that is left where the list is no higher than its images.
        right.addStretch()
        self._images.set_grows(True)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(2 * UNIT)
        self._parts.addLayout(left)
        self._parts.addLayout(right, _SHARES[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way is not self._parts.direction():
            self._parts.setDirection(way)
            self._images.set_grows(not wide)
            self._parts.setStretch(0, _SHARES[0] if wide else 0)
            self._parts.setStretch(1, _SHARES[1])

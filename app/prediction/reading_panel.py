"""What the network makes of the drawing: the verdict, its input, and the ten bars."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.prediction.network_input_view import NetworkInputView
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.verdict_view import VerdictView
from app.ui.theme import UNIT
from nn.preprocessing.pipeline import SIZE
from nn.reader import Reading

_CELLS = (3, 10)
"""Smallest and largest side of a shown pixel, logical pixels."""


class ReadingPanel(QWidget):
    """Three views of one :class:`nn.reader.Reading`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = VerdictView(self)
        self.network_input = NetworkInputView(self)
        self.bars = ProbabilityBars(self)
        caption = QLabel(self.tr("The network sees"), self)
        caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)

        view = QVBoxLayout()
        view.setSpacing(UNIT // 2)
        view.addWidget(self.network_input, alignment=Qt.AlignmentFlag.AlignRight)
        view.addWidget(caption, alignment=Qt.AlignmentFlag.AlignRight)
        view.addStretch()
        head = QHBoxLayout()
        head.setSpacing(2 * UNIT)
        head.addWidget(self.verdict, 1)
        head.addLayout(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self.bars, 1)

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show it in all three."""
        self.network_input.show_image(reading.image)
        self.verdict.show_reading(reading)
        self.bars.show_probabilities(reading.probabilities.tolist(), reading.digit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = min(0.36 * self.width(), 0.3 * self.height())
        self.network_input.set_cell(min(max(int(room / SIZE), _CELLS[0]), _CELLS[1]))

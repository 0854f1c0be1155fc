"""Two curves of one training: the loss it makes small, and the accuracy it is judged by.

Both run over the same epochs, one above the other, so that what happens at one moment stands in
one vertical line.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.curve import Curve
from app.theme import UNIT
from app.trainer import TrainingReport


class TrainingCurves(QWidget):
    """Training loss and validation accuracy over the epochs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = Curve(self.tr("Training loss"), self._show_loss, lowest=0.0, parent=self)
        self.accuracy = Curve(
            self.tr("Validation accuracy"), self._show_accuracy, highest=1.0, parent=self
        )
        self.loss.set_hint(self.tr("Falls while the network learns"))
        self.accuracy.set_hint(self.tr("Rises while the network learns"))
        self._validation: tuple[float | None, float | None] = (None, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self.loss)
        layout.addWidget(self.accuracy)

    def begin(self, epochs: float) -> None:
        """Start anew, for a training of so many epochs."""
        self._validation = (None, None)
        self.loss.begin(epochs)
        self.accuracy.begin(epochs)

    @Slot(object)
    def show_report(self, report: TrainingReport) -> None:
        """One point more of the loss, and of the accuracy where there is a new one."""
        self.loss.append(report.epoch, report.loss)
        validation = (report.validation_loss, report.validation_accuracy)
        is_new = report.validated or validation != self._validation
        if report.validation_accuracy is not None and is_new:
            self._validation = validation
            self.accuracy.append(report.epoch, report.validation_accuracy)

    def _show_loss(self, loss: float) -> str:
        return self.locale().toString(loss, "g", 3)

    def _show_accuracy(self, accuracy: float) -> str:
        decimals = 0 if abs(100 * accuracy - round(100 * accuracy)) < 1e-6 else 1
        return self.tr("{0} %").format(self.locale().toString(100 * accuracy, "f", decimals))

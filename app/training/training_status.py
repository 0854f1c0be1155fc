"""How far a training is: a bar, and a sentence for people who want to know more than a bar says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui.theme import UNIT

PROGRESS_STEPS = 1000
"""Steps of the progress bar: finer than its pixels."""


class TrainingStatus(QWidget):
    """The progress bar over the sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("trainingProgress")
        self._progress.setAccessibleName(self.tr("Training progress"))
        self._progress.setRange(0, PROGRESS_STEPS)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("trainingStatus")
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for the longest of the usual sentences: the curves below shall not jump.
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._progress)
        layout.addWidget(self._sentence)

    def say(self, text: str, *, failed: bool = False) -> None:
        """Say what happens, or what has failed."""
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self._sentence.setForegroundRole(role)
        self._sentence.setText(text)

    def show_share(self, done: float) -> None:
        """Fill the bar up to a share in [0, 1]."""
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setValue(round(PROGRESS_STEPS * done))

    def show_busy(self) -> None:
        """Show that something goes on, for as long as it takes."""
        # A range of nothing is Qt's sign for it.
        self._progress.setRange(0, 0)
        self._progress.reset()

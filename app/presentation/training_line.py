"""The training in one line: how far it is, in words and as a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.text.formats import rounded_percent
from app.text.translate import recipe_title
from app.training.run import Outcome, Run
from app.training.status import PROGRESS_STEPS
from app.ui.buttons import ThinProgress

_SEPARATOR = " · "


class TrainingLine(QWidget):
    """Says what the last words were, and the figures of the run that is in training."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("presentedTraining")
        self._words = ""
        self._figures = ""
        self._has_failed = False
        self._progress = ThinProgress(self)
        self._progress.setAccessibleName(self.tr("Training progress"))
        self._progress.hide()
        self.invite("")

    @property
    def text(self) -> str:
        """All that is said."""
        return _SEPARATOR.join(filter(None, (self._words, self._figures)))

    def invite(self, recipe: str) -> None:
        """Nothing is in training; this recipe would be."""
        self._figures = ""
        self.say(self.tr("T trains: {0}").format(recipe), failed=False)

    @Slot(str, bool)
    def say(self, words: str, failed: bool) -> None:
        """Say what happens, or what has failed."""
        self._words, self._has_failed = words, failed
        self._show()

    @Slot(object)
    def show_run(self, run: Run) -> None:
        """Show how far a run has come; when it ends its figures stay."""
        locale = self.locale()
        text = self.tr("{0}, epoch {1} of {2}")
        epoch = locale.toString(run.epoch, "f", 1)
        epochs = locale.toString(run.settings.epochs)
        parts = [text.format(recipe_title(run.settings.recipe), epoch, epochs)]
        if run.best_accuracy is not None:
            right = rounded_percent(run.best_accuracy, locale, 1)
            parts.append(self.tr("{0} right").format(right))
        self._figures = _SEPARATOR.join(parts)
        if run.outcome is Outcome.RUNNING:
            self.show_share(run.epoch / max(run.settings.epochs, 1e-9))
        self._show()

    def show_share(self, done: float | None) -> None:
        """Fill the bar up to a share in [0, 1]; None: there is no training."""
        self._progress.setVisible(done is not None)
        if done is not None:
            self._progress.setRange(0, PROGRESS_STEPS)
            self._progress.setValue(round(PROGRESS_STEPS * min(done, 1.0)))

    def _show(self) -> None:
        self.setAccessibleName(self.text)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self._progress.height()
        self._progress.setGeometry(0, self.height() - height, self.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, colours = self.fontMetrics(), self.palette()
        room = QRect(0, 0, self.width(), self.height() - self._progress.height())
        role = QPalette.ColorRole.BrightText if self._has_failed else QPalette.ColorRole.WindowText
        shown = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
        with QPainter(self) as painter:
            painter.setPen(colours.color(role))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, flags, shown)

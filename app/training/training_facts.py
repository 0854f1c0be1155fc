"""The figures of a training in progress, as a small table: what is done, how fast, how long yet."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.text.formats import duration
from app.training.training_report import TrainingReport
from app.ui.theme import UNIT

NOTHING = "–"
"""Stands where there is no figure yet."""


class TrainingFacts(QWidget):
    """Samples, epoch, speed, time left and learning rate of the last report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setVerticalSpacing(UNIT // 2)
        self._layout.setHorizontalSpacing(2 * UNIT)
        # The same on every system: names to the left, figures to the right.
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._samples = self._row("samplesLabel", self.tr("Samples"))
        self._epoch = self._row("epochLabel", self.tr("Epoch"))
        self._speed = self._row("speedLabel", self.tr("Speed"))
        self._time_left = self._row("timeLeftLabel", self.tr("Time left"))
        self._learning_rate = self._row("learningRateLabel", self.tr("Learning rate"))
        self.clear()

    def clear(self) -> None:
        """Show that there is nothing to show."""
        for value in self.findChildren(QLabel):
            if value.objectName():
                value.setText(NOTHING)

    @Slot(object)
    def show_report(self, report: TrainingReport) -> None:
        """Show the figures of this report."""
        locale = self.locale()
        # Six figures in a row want a separator, also in the locale of those who have set none.
        locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
        of = self.tr("{0} of {1}")
        samples, total = map(locale.toString, (report.samples, report.samples_total))
        self._samples.setText(of.format(samples, total))
        epoch = locale.toString(report.epoch, "f", 1)
        self._epoch.setText(of.format(epoch, locale.toString(report.epochs)))
        self._learning_rate.setText(locale.toString(report.learning_rate, "g", 4))
        if report.samples == 0:
            return
        speed = locale.toString(round(report.samples_per_second, -2), "f", 0)
        self._speed.setText(self.tr("{0} samples a second").format(speed))
        self._time_left.setText(duration(report.seconds_left, locale))

    def _row(self, name: str, caption: str) -> QLabel:
        label = QLabel(caption, self)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value = QLabel(self)
        value.setObjectName(name)
        value.setAccessibleName(caption)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.addRow(label, value)
        return value

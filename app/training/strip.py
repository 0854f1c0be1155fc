"""The training in one strip under drawing, network and bars, whatever else is open.

    recipe, Retrain, Pause, One Step, Stop | progress, a sentence, time left | a small curve

It is made of the training panel's own parts, so the two always say the same. The curve is that of
the newest run: its error on the validation images, on a logarithmic axis, over the epochs.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.text.formats import duration, rounded_percent
from app.training.curves import REDRAWING
from app.training.run import Outcome, Run, Series
from app.training.status import TrainingControls, TrainingStatus
from app.ui.icons import SignButton
from app.ui.theme import RADIUS, UNIT, Chart, chart_colour, hairline, muted, scaled_font
from app.ui.type_scale import keep_lines
from nn.arrays import Array
from nn.training.progress import Progress

_LOWEST_ERROR = 1e-3
"""Where the axis of the error ends at the bottom: one of a thousand images."""

_SEPARATOR = " · "

_CURVE_FROM = 104
"""Characters that the strip is wide before there is room for words and a curve; both are in the
panel as well."""

_POINTS = 160
"""Of a line: more than the curve has pixels for."""


class TrainingStrip(QWidget):
    """The parts in a row; ``details_requested`` asks for the panel with everything else."""

    details_requested = Signal()

    def __init__(
        self,
        recipes: QComboBox,
        controls: TrainingControls,
        status: TrainingStatus,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trainingStrip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.curve = SmallCurve(self)
        self._parts: list[str] = []
        self._left = ""
        self._figures = QLabel(self)
        self._figures.setObjectName("stripFigures")
        self._figures.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._figures.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        details = SignButton("expand", self.tr("Everything about training"), self)
        details.setObjectName("trainingDetails")
        details.clicked.connect(self.details_requested)
        # A recipe of a long name is cut; the buttons beside it are not.
        recipes.setMinimumWidth(15 * UNIT)
        recipes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(recipes)
        row.addWidget(controls)
        steering = QVBoxLayout()
        steering.setSpacing(UNIT)
        steering.addLayout(row)
        steering.addWidget(status.progress)
        # A sentence of two lines is not cut when figures stand below it.
        keep_lines(status, 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(status)
        words.addWidget(self._figures)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, UNIT, UNIT)
        layout.setSpacing(UNIT + UNIT // 2)
        layout.addLayout(steering)
        layout.addLayout(words, 1)
        layout.addWidget(self.curve)
        layout.addWidget(details, 0, Qt.AlignmentFlag.AlignTop)

    def show_progress(self, progress: Progress) -> None:
        """The figures that one wants while waiting: how far, how long yet, how good."""
        locale = self.locale()
        epoch = locale.toString(progress.epoch, "f", 1)
        self._parts = [self.tr("Epoch {0} of {1}").format(epoch, locale.toString(progress.epochs))]
        self._left = ""
        if not progress.finished and np.isfinite(progress.seconds_left):
            self._left = self.tr("{0} left").format(duration(progress.seconds_left, locale))
            self._parts.append(self._left)
        if progress.validation_accuracy is not None:
            right = rounded_percent(progress.validation_accuracy, locale, 1)
            self._parts.append(self.tr("{0} right").format(right))
        self._show_parts()

    def show_ended(self) -> None:
        """The training goes on no more: there is no time left to tell."""
        self._parts = [part for part in self._parts if part != self._left]
        self._show_parts()

    def clear(self) -> None:
        """There is no training to tell of."""
        self._parts = []
        self._show_parts()

    def _show_parts(self) -> None:
        """As many as there is room for; the last one stands in the curve as well."""
        fitting = list(self._parts)
        metrics = self._figures.fontMetrics()
        # Nobody knows how wide it will be before it is shown.
        room = self._figures.width() if self.isVisible() else math.inf
        while len(fitting) > 1 and metrics.horizontalAdvance(_SEPARATOR.join(fitting)) > room:
            fitting.pop()
        self._figures.setText(_SEPARATOR.join(fitting))

    def _fit(self) -> None:
        """Leave the words their room, however large type is: the curve gives way."""
        room = self.width() / QFontMetricsF(self.font()).averageCharWidth()
        self.curve.setVisible(room >= _CURVE_FROM)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            painter.fillRect(0, 0, self.width(), 1, hairline(self.palette()))


class SmallCurve(QWidget):
    """Error and loss of one run as two lines, without axes; the newest values stand beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("smallCurve")
        self.setAccessibleName(self.tr("Loss and accuracy of the newest training"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._run: Run | None = None
        self._redrawing = QTimer(self, singleShot=True, interval=REDRAWING)
        self._redrawing.timeout.connect(self.update)

    @Slot(object)
    def show_run(self, run: Run) -> None:
        """Show this run, if it is the newest; one that is trained beside has a place of its own."""
        if run.is_beside:
            return
        if self._run is None or run.begun >= self._run.begun:
            self._run = run
            self._tell()
            self.update()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """The run has come further."""
        if run is self._run and self.isVisible() and not self._redrawing.isActive():
            self._redrawing.start()
        if run is self._run and run.outcome is not Outcome.RUNNING:
            self._tell()

    @Slot(object)
    def remove_run(self, run: Run) -> None:
        """The run is forgotten."""
        if run is self._run:
            self._run = None
            self._tell()
            self.update()

    def _tell(self) -> None:
        run = self._run
        last = None if run is None else run.curves.accuracy.last
        self.setAccessibleDescription(
            self.tr("No training yet")
            if last is None
            else self.tr("{0} right").format(rounded_percent(last[1], self.locale(), 1))
        )

    def sizeHint(self) -> QSize:
        return QSize(22 * UNIT, 7 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(22 * UNIT, 6 * UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(hairline(colours), 1))
            painter.setBrush(colours.window())
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            painter.setFont(scaled_font(self, 0.85))
            if self._run is None:
                painter.setPen(muted(colours))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(area, flags, self.tr("The curve of learning appears here."))
                return
            self._paint_run(painter, area.adjusted(UNIT, UNIT, -UNIT, -UNIT), self._run)

    def _paint_run(self, painter: QPainter, area: QRectF, run: Run) -> None:
        loss, accuracy = run.curves.loss, run.curves.accuracy
        reach = max(run.settings.epochs if run.outcome is Outcome.RUNNING else run.epoch, 1e-3)
        plot = area.adjusted(0, 0, -9 * UNIT, 0)
        texts = QRectF(plot.right(), area.top(), 9 * UNIT, area.height())
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        lines = (
            (Chart.TRAINING_LOSS, loss.epochs, loss.values, top, self._loss_text(loss)),
            (Chart.ACCURACY, accuracy.epochs, 1 - accuracy.values, bottom, self._right(accuracy)),
        )
        for chart, epochs, values, side, text in lines:
            painter.setPen(QPen(chart_colour(chart, self.palette()), 1.75))
            if len(epochs):
                painter.drawPolyline(_placed(_logarithmic(epochs, values), plot, reach))
            painter.drawText(texts, side, text)

    def _loss_text(self, loss: Series) -> str:
        if loss.last is None:
            return ""
        return self.tr("loss {0}").format(self.locale().toString(loss.last[1], "g", 2))

    def _right(self, accuracy: Series) -> str:
        return "" if accuracy.last is None else rounded_percent(accuracy.last[1], self.locale(), 1)


def _logarithmic(epochs: Array, values: Array) -> Array:
    """(N, 2): epoch, and height in [0, 1] of the logarithm between its lowest and its highest."""
    if len(epochs) > _POINTS:
        kept = np.linspace(0, len(epochs) - 1, _POINTS).round().astype(int)
        epochs, values = epochs[kept], values[kept]
    heights = np.log10(np.maximum(values, _LOWEST_ERROR))
    if len(heights):
        low, high = heights.min(), heights.max()
        heights = (heights - low) / max(high - low, 1e-6)
    return np.column_stack([epochs, heights])


def _placed(line: Array, plot: QRectF, reach: float) -> QPolygonF:
    across = plot.left() + plot.width() * np.minimum(line[:, 0] / reach, 1.0)
    down = plot.bottom() - plot.height() * line[:, 1]
    return QPolygonF([QPointF(x, y) for x, y in zip(across.tolist(), down.tolist(), strict=True)])

"""The ten outputs beside their targets: a bar for each, a mark for the target, the gap between.

Each output is a button of its own, so that a screen reader finds ten things with names and values.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.text.formats import signed
from app.ui.theme import UNIT, Chart, blend, chart_colour, hairline, muted, scaled_font
from nn.explain.one_step import OneStep, Stop
from nn.network import DIGITS


@dataclass(frozen=True)
class Bar:
    """``value`` is the output and ``before`` what it was before the step; ``target`` is 0 or 1.

    What is not known yet is None.
    """

    value: float | None = None
    target: float | None = None
    before: float | None = None


class OutputBars(QWidget):
    """Ten rows; ``chosen`` carries the output that the user chooses."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for digit in range(DIGITS):
            button = OutputButton(digit, self)
            self._group.addButton(button, digit)
            layout.addWidget(button, 1)
        self._group.idClicked.connect(self._choose)

    @property
    def buttons(self) -> list[OutputButton]:
        """The outputs in order."""
        return [button for button in self._group.buttons() if isinstance(button, OutputButton)]

    def show_step(self, stop: Stop, step: OneStep, chosen: int) -> None:
        """Show what is known of the outputs at this stop."""
        for button in self.buttons:
            button.setChecked(button.digit == chosen)
            button.show_bar(bar_of(stop, step, button.digit))

    @Slot(int)
    def _choose(self, digit: int) -> None:
        self.chosen.emit(digit)


def bar_of(stop: Stop, step: OneStep, digit: int) -> Bar:
    """What is known of an output at a stop."""
    value = float(step.forward.outputs[digit])
    target = float(step.sample.targets[digit])
    if stop is Stop.HIDDEN:
        return Bar()
    if stop is Stop.OUTPUTS:
        return Bar(value)
    if stop is Stop.AGAIN:
        return Bar(float(step.again.outputs[digit]), target, before=value)
    return Bar(value, target)


class OutputButton(QAbstractButton):
    """One row: the digit, its bar with the target's mark, its value."""

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.digit = digit
        self.bar = Bar()
        self._shows_focus = False
        self.setObjectName(f"output{digit}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._describe()

    def show_bar(self, bar: Bar) -> None:
        """Show another value."""
        self.bar = bar
        self._describe()
        self.update()

    def _describe(self) -> None:
        bar = self.bar
        if bar.value is None:
            text = self.tr("Output {0}, not computed yet").format(self.digit)
        elif bar.target is None:
            text = self.tr("Output {0}: {1}").format(self.digit, self._number(bar.value))
        else:
            text = self.tr("Output {0}: {1}, target {2}").format(
                self.digit, self._number(bar.value), round(bar.target)
            )
        if text != self.accessibleName():
            self.setAccessibleName(text)
            self.setToolTip(text)

    def _number(self, value: float) -> str:
        return signed(value, 3, self.locale())

    def _paint_ground(self, painter: QPainter) -> None:
        accent, window = self.palette().accent().color(), self.palette().window().color()
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(accent, 1))
            painter.setBrush(blend(accent, window, 0.12))
            painter.drawRoundedRect(place, 3, 3)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blend(self.palette().windowText().color(), window, 0.05))
            painter.drawRoundedRect(place, 3, 3)
        if self._shows_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_bar(self, painter: QPainter, track: QRectF) -> None:
        colours, bar = self.palette(), self.bar
        painter.setPen(QPen(hairline(colours), 1))
        painter.setBrush(colours.base())
        painter.drawRect(track.adjusted(0.5, 0.5, -0.5, -0.5))
        if bar.value is None:
            return
        ink = blend(colours.windowText().color(), colours.window().color(), 0.62)
        painter.fillRect(_part(track, 0.0, bar.value), ink)
        if bar.target is None:
            return
        error = bar.target - bar.value
        colour = chart_colour(Chart.FOR if error > 0 else Chart.AGAINST, colours)
        gap = _part(track, bar.value, bar.target)
        painter.fillRect(gap, blend(colour, colours.window().color(), 0.35 if error > 0 else 0.8))
        self._paint_mark(painter, track, bar.target, colours.color(QPalette.ColorRole.WindowText))
        if bar.before is not None:
            self._paint_mark(painter, track, bar.before, muted(colours), is_thin=True)

    def _paint_mark(
        self,
        painter: QPainter,
        track: QRectF,
        value: float,
        colour: QColor,
        *,
        is_thin: bool = False,
    ) -> None:
        width = 1.0 if is_thin else 2.0
        x = track.left() + value * track.width() - width / 2
        painter.fillRect(QRectF(x, track.top() - 2, width, track.height() + 4), colour)

    def nextCheckState(self) -> None:
        """A click chooses, and never takes the choice back."""
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        return QSize(20 * UNIT, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * UNIT, self.fontMetrics().height() - 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            is_target = self.bar.target == 1
            painter.setFont(scaled_font(self, 0.9, bold=is_target))
            painter.setPen(colours.windowText().color() if is_target else muted(colours))
            inner = QRectF(self.rect()).adjusted(UNIT, 0, -UNIT / 2, 0)
            metrics = painter.fontMetrics()
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, left, str(self.digit))
            text = "–" if self.bar.value is None else self._number(self.bar.value)
            painter.drawText(inner, right, text)
            height = min(0.45 * inner.height(), 1.5 * UNIT)
            track = QRectF(
                inner.left() + metrics.horizontalAdvance("0") + UNIT,
                inner.center().y() - height / 2,
                0,
                height,
            )
            track.setRight(inner.right() - metrics.horizontalAdvance(self._number(0.0)) - UNIT)
            self._paint_bar(painter, track)


def _part(track: QRectF, first: float, last: float) -> QRectF:
    """The part of a track between two values in [0, 1], in any order."""
    low, high = sorted((first, last))
    return QRectF(
        track.left() + low * track.width(),
        track.top(),
        (high - low) * track.width(),
        track.height(),
    )

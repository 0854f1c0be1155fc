"""A live plot over the epochs of a training, by pyqtgraph, in the look of the house.

Ctrl and the wheel zoom it, a drag moves it; the wheel alone scrolls the panel around it. A double
click shows everything again, as does a button that is there while not everything is in view. The
pointer or the arrow keys run a crosshair along the curves. What it meets is told in the caption,
so that no text covers a curve.

Importing pyqtgraph takes a quarter of a second: only :mod:`app.training.plots` imports this module,
and not before there is something to plot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.training import error_scale
from app.training.run import Series
from app.ui.theme import UNIT, blend, hairline, muted, scaled_font

_ZOOM = 0.8
"""A press of plus leaves so much of the view."""

_MOVE = 0.1
"""Share of the view by which Shift with an arrow moves it."""

_MARGIN = 0.06
"""Share of the view below and above the accuracies, for half a line of the numbers there."""

_TICKS_APART = 2.5 * UNIT
"""Logical pixels between two numbers at an axis of accuracies, at least."""

_LEFT_AXIS = 6 * UNIT
"""Logical pixels; all plots alike, so that those above each other share their epochs."""


@dataclass(frozen=True)
class Caption:
    """``shown`` in HTML, ``where`` the crosshair is, and the values as they are ``spoken``."""

    shown: str = ""
    where: str = ""
    spoken: str = ""


class PlotView(QWidget):
    """One plot with a caption. ``show_value`` writes a value for the axis; with ``two_lines`` the
    caption has room for long values below the title, and says beside it where the crosshair is.
    With ``as_errors`` the values are accuracies, on the scale of :mod:`app.training.error_scale`.

    ``pointed`` carries the epoch that the user points at, or None, and is to be answered with
    :meth:`set_crosshair`. ``viewed`` tells that the user has chosen a view, or (False)
    asks for everything again: answer with :meth:`offer_whole`.
    """

    pointed = Signal(object)
    viewed = Signal(bool)

    def __init__(
        self,
        title: str,
        show_value: Callable[[float], str],
        parent: QWidget | None = None,
        *,
        two_lines: bool = False,
        as_errors: bool = False,
    ) -> None:
        super().__init__(parent)
        self._as_errors = as_errors
        self._title = QLabel(title, self)
        self._where = QLabel(self)
        self._where.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._readout = QLabel(self)
        self._says_where = two_lines
        if not two_lines:
            self._readout.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._readout.setTextFormat(Qt.TextFormat.RichText)
        self._readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lower = (_ErrorAxis if as_errors else _Axis)("left", show_value)
        self._bottom = _Axis("bottom", self._show_epoch)
        self._plot = pg.PlotWidget(
            self,
            background=None,
            enableMenu=False,
            axisItems={"left": self._lower, "bottom": self._bottom},
        )
        self._crosshair = pg.InfiniteLine(angle=90)
        self._whole = self._whole_button()
        self._set_up()
        self._lay_out(two_lines)
        self._apply_looks()
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def view(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The epochs and the values that can be seen, each from the smallest to the largest."""
        (left, right), (bottom, top) = self._box.viewRange()
        if self._as_errors:
            bottom, top = error_scale.accuracy_at(bottom), error_scale.accuracy_at(top)
        return (left, right), (bottom, top)

    def show_range(self, epochs: tuple[float, float], values: tuple[float, float]) -> None:
        """See these epochs and values."""
        if self._as_errors:
            bottom, top = error_scale.place(list(values)).tolist()
            margin = _MARGIN * (top - bottom)
            values = (bottom - margin, top + margin)
        self._box.setRange(xRange=epochs, yRange=values, padding=0.0)

    def share_epochs(self, other: PlotView) -> None:
        """Always see the same epochs as the other plot."""
        self._box.setXLink(other._box)

    def add_line(self) -> Line:
        """A line more, with nothing in it yet."""
        return Line(self._plot, as_errors=self._as_errors)

    def set_readout(self, caption: Caption) -> None:
        """Tell the values at the crosshair, or the latest ones."""
        self._readout.setText(caption.shown)
        self._where.setText(caption.where if self._says_where else "")
        self.setAccessibleDescription(f"{caption.where} {caption.spoken}".strip())

    def name_epochs(self, text: str) -> None:
        """Write what the lower axis counts."""
        self._bottom.setLabel(text)

    def offer_whole(self, offered: bool) -> None:
        """Have a button that asks for everything again, while the view is the user's own."""
        had_focus = self._whole.hasFocus()
        self._whole.setVisible(offered)
        self._place_button()
        if had_focus and not offered:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def axis_numbers(self) -> list[str]:
        """What stands at the left axis, from below."""
        (low, high), size = self._box.viewRange()[1], self._box.height()
        ((spacing, places), *_) = self._lower.tickValues(low, high, size)
        return self._lower.tickStrings(sorted(places), 1.0, spacing)

    def set_crosshair(self, epoch: float | None) -> None:
        """Stand at this epoch; None hides it."""
        self._crosshair.setVisible(epoch is not None)
        if epoch is not None:
            self._crosshair.setPos(epoch)

    def _whole_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("wholeCurvesButton")
        button.setText(self.tr("Show All"))
        button.setToolTip(self.tr("Show the whole curves again (Home, or a double click)"))
        button.clicked.connect(self._ask_for_whole)
        button.hide()
        return button

    def _place_button(self) -> None:
        """In the right corner that curves end far from; it lies over them, so nothing moves."""
        self._whole.adjustSize()
        size, place = self._whole.size(), self._box.sceneBoundingRect().toRect()
        place.translate(self._plot.pos())
        lower = place.bottom() - UNIT - size.height()
        top = lower if self._as_errors else place.top() + UNIT
        self._whole.move(place.right() - UNIT - size.width(), top)
        self._whole.raise_()

    def _set_up(self) -> None:
        item = self._plot.getPlotItem()
        item.hideButtons()
        self._box = item.getViewBox()
        self._box.disableAutoRange()
        self._box.sigRangeChangedManually.connect(self._note_view)
        self._box.setLimits(minXRange=0.01)
        for part in (self._plot, self._plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.viewport().installEventFilter(self)
        self._plot.scene().sigMouseMoved.connect(self._point_at)
        self._crosshair.setZValue(10)
        self._crosshair.hide()
        self._plot.addItem(self._crosshair, ignoreBounds=True)
        self._lower.setWidth(_LEFT_AXIS)
        for axis in (self._lower, self._bottom):
            # No ticks between those that have a number.
            axis.setStyle(maxTickLevel=0, tickTextOffset=UNIT // 2)
        self._lower.setGrid(255)

    def _lay_out(self, two_lines: bool) -> None:
        caption = QHBoxLayout()
        caption.setSpacing(UNIT)
        caption.addWidget(self._title, 1 if two_lines else 0)
        caption.addWidget(self._where)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(caption)
        (layout if two_lines else caption).addWidget(self._readout, 0 if two_lines else 1)
        layout.addWidget(self._plot, 1)
        self._plot.setMinimumHeight(15 * UNIT)

    def _apply_looks(self) -> None:
        colours = self.palette()
        # The library keeps a picture of the ground, in the colour that it had.
        self._plot.resetCachedContent()
        for axis in (self._lower, self._bottom):
            axis.setPen(QPen(hairline(colours), 1))
            axis.setTickPen(QPen(hairline(colours), 1))
            axis.setTextPen(QPen(muted(colours), 1))
            axis.setTickFont(scaled_font(self, 0.85))
        self._bottom.label.setDefaultTextColor(muted(colours))
        self._bottom.label.setFont(scaled_font(self, 0.85))
        self._crosshair.setPen(_thin_pen(blend(muted(colours), colours.window().color(), 0.7), 1.0))

    def _show_epoch(self, epoch: float) -> str:
        return self.locale().toString(epoch, "g", 4)

    @Slot()
    def _ask_for_whole(self) -> None:
        self.viewed.emit(False)

    @Slot(object)
    def _note_view(self, _enabled: object) -> None:
        self.viewed.emit(True)

    @Slot(object)
    def _point_at(self, place: QPointF) -> None:
        inside = self._box.sceneBoundingRect().contains(place)
        self.pointed.emit(self._box.mapSceneToView(place).x() if inside else None)

    def _move(self, share: float) -> None:
        (left, right), _ = self.view
        self._box.translateBy(x=share * (right - left))
        self.viewed.emit(True)

    def _zoom(self, factor: float) -> None:
        self._box.scaleBy(x=factor, y=1)
        self.viewed.emit(True)

    def _step_crosshair(self, direction: int) -> None:
        (left, right), _ = self.view
        at = self._crosshair.value() if self._crosshair.isVisible() else (left + right) / 2
        step = (right - left) / 40
        self.pointed.emit(min(max(at + direction * step, left), right))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                direction = 1 if key == Qt.Key.Key_Right else -1
                if shifted:
                    self._move(direction * _MOVE)
                else:
                    self._step_crosshair(direction)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(_ZOOM)
            case Qt.Key.Key_Minus:
                self._zoom(1 / _ZOOM)
            case Qt.Key.Key_Home | Qt.Key.Key_0:
                self.viewed.emit(False)
            case _:
                super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonDblClick:
                self.viewed.emit(False)
                return True
            case QEvent.Type.Wheel if not _has_ctrl(event):
                # Ignored, it goes on to the panel.
                event.ignore()
                return True
            case QEvent.Type.MouseButtonPress:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            case QEvent.Type.Leave:
                self.pointed.emit(None)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._apply_looks()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Line:
    """One curve in a plot, and the mark where it broke off."""

    def __init__(self, plot: pg.PlotWidget, *, as_errors: bool = False) -> None:
        self._plot = plot
        self._as_errors = as_errors
        self._curve = pg.PlotCurveItem(antialias=True)
        # Wide lines as one path take a hundred times as long where a loss is noisy.
        self._curve.setSegmentedLineMode("on")
        self._end = pg.ScatterPlotItem(size=10, symbol="x", pxMode=True, pen=None)
        self._end.hide()
        for item in (self._curve, self._end):
            plot.addItem(item)

    def draw(self, series: Series, *, most: int | None = None) -> None:
        """Show these points, or evenly about so many of them and the last."""
        every = 1 if most is None else -(-len(series) // most) or 1
        # Backwards, so that the last one is among them.
        epochs, values = series.epochs[::-every][::-1].copy(), series.values[::-every][::-1].copy()
        if self._as_errors:
            values = error_scale.place(values)
        self._curve.setData(epochs, values)
        if len(values):
            self._end.setData(epochs[-1:], values[-1:])

    def dress(self, colour: QColor, width: float, *, in_front: bool, dashed: bool = False) -> None:
        """The line's looks."""
        pen = _thin_pen(colour, width)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        self._curve.setPen(pen)
        self._curve.setZValue(in_front)

    def mark_end(self, colour: QColor) -> None:
        """A cross at the last point: here the training fell apart."""
        self._end.setBrush(colour)
        self._end.setZValue(5)
        self._end.show()

    def remove(self) -> None:
        """Take it off the plot."""
        for item in (self._curve, self._end):
            self._plot.removeItem(item)


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are written by a function."""

    def __init__(self, side: str, show_value: Callable[[float], str]) -> None:
        super().__init__(side, maxTickLength=0)
        self._show_value = show_value
        self.enableAutoSIPrefix(False)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._show_value(value) for value in values]


class _ErrorAxis(_Axis):
    """An axis of accuracies, whose numbers stand at round ones."""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        apart = _TICKS_APART * (high - low) / max(size, 1.0)
        return [(apart, error_scale.ticks(low, high, apart))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return super().tickStrings([error_scale.accuracy_at(at) for at in values], scale, spacing)


def _has_ctrl(event: QEvent) -> bool:
    if not isinstance(event, QWheelEvent):
        return False
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _thin_pen(colour: QColor, width: float) -> QPen:
    """A pen whose width is in pixels, whatever the axes measure."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen

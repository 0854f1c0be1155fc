"""The row under the canvas that shows the drawing as it came about, with the bars following.

    slider or clock → moment → Timeline.until → Canvas.show_part → changed → bars

The slider stands at its end, where the whole drawing is. Who draws on, erases or undoes sees the
whole drawing again at once.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from app.drawing.canvas import Canvas
from app.text.formats import without_mnemonic
from app.ui.icons import icon
from app.ui.theme import UNIT
from nn.strokes import Timeline

_FRAME = 16
"""Milliseconds between two images of the replay."""

_END = 1000
"""The slider's last step: it counts thousandths of the drawing's time."""


class Replay(QWidget):
    """Play button and slider for one canvas. ``play`` is the button's action, for a menu too."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._timeline: Timeline | None = None
        self._moment = 0.0
        self._last_tick = 0.0
        self._timer = QTimer(self, interval=_FRAME, timerType=Qt.TimerType.PreciseTimer)
        self.play = QAction(self)
        self.play.setShortcut(QKeySequence("R"))
        self.slider = self._make_slider()
        self._lay_out()
        self._timer.timeout.connect(self._advance)
        self.play.triggered.connect(self._toggle)
        self.slider.sliderPressed.connect(self._pause)
        self.slider.valueChanged.connect(self._follow_slider)
        canvas.history_changed.connect(self._forget)
        canvas.part_ended.connect(self._forget)
        self._forget()

    @property
    def is_playing(self) -> bool:
        return self._timer.isActive()

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setObjectName("replaySlider")
        slider.setAccessibleName(self.tr("Moment of the drawing"))
        slider.setRange(0, _END)
        slider.setSingleStep(_END // 50)
        slider.setPageStep(_END // 10)
        return slider

    def _lay_out(self) -> None:
        button = QToolButton(self)
        button.setObjectName("replayButton")
        button.setDefaultAction(self.play)
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(3 * UNIT, 3 * UNIT)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(self.tr("Replay the drawing"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(button)
        layout.addWidget(self.slider, 1)

    @Slot()
    def _forget(self) -> None:
        """The whole drawing is shown, and perhaps it is another one than before."""
        self._timer.stop()
        self._timeline = None
        strokes = self._canvas.drawing.strokes
        takes_time = len(strokes) > 1 or any(len(stroke.points) > 1 for stroke in strokes)
        self.play.setEnabled(takes_time)
        self.slider.setEnabled(takes_time)
        self.slider.setToolTip(
            self.tr("See the drawing at any moment; the bars follow")
            if takes_time
            else self.tr("Draw something, then see here how it came about")
        )
        self._set_slider(_END)
        self._show_state()

    def _times(self) -> Timeline:
        """The drawing's times: found when they are needed, not whenever the pen lifts."""
        if self._timeline is None:
            # A stroke under way has no end yet.
            self._canvas.lift_pen()
            self._timeline = Timeline(self._canvas.drawing)
            self._moment = self._timeline.duration
        return self._timeline

    @Slot()
    def _toggle(self) -> None:
        if self.is_playing:
            self._pause()
            return
        times = self._times()
        if self._moment >= times.duration:
            self._show(0.0)
        self._last_tick = time.monotonic()
        self._timer.start()
        self._show_state()

    @Slot()
    def _pause(self) -> None:
        self._timer.stop()
        self._show_state()

    @Slot()
    def _advance(self) -> None:
        now = time.monotonic()
        moment = self._moment + now - self._last_tick
        self._last_tick = now
        if moment >= self._times().duration:
            self._pause()
        self._show(moment)

    @Slot(int)
    def _follow_slider(self, value: int) -> None:
        self._pause()
        self._show(value / _END * self._times().duration)

    def _show(self, moment: float) -> None:
        """Show the drawing as it was at a moment, in seconds; after the last it is whole."""
        times = self._times()
        self._moment = min(moment, times.duration)
        self._set_slider(round(_END * self._moment / times.duration) if times.duration else _END)
        is_whole = self._moment >= times.duration
        self._canvas.show_part(None if is_whole else times.until(self._moment))

    def _set_slider(self, value: int) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(blocked)

    def _show_state(self) -> None:
        """Let the button say what it will do."""
        sign = "pause" if self.is_playing else "play"
        name = self.tr("Pause &Replay") if self.is_playing else self.tr("&Replay Drawing")
        self.play.setIcon(icon(sign, self.palette()))
        self.play.setText(name)
        key = self.play.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.play.setToolTip(
            self.slider.toolTip()
            if not self.play.isEnabled()
            else self.tr("{0} ({1})").format(without_mnemonic(name), key)
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._show_state()
        super().changeEvent(event)

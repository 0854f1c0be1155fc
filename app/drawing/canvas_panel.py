"""The canvas between its tools and its replay: a square as large as the place allows.

The row of tools above the canvas: pen, eraser, width, undo, redo, clear.

Each tool is one action with its key, shown here as a button and in the window's menu as an entry.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from app.drawing.canvas import Canvas
from app.drawing.replay import Replay
from app.text.formats import without_mnemonic
from app.ui.icons import icon
from app.ui.theme import UNIT

_BESIDE = 2 * UNIT
"""Margin to the left and to the right."""


class CanvasPanel(QWidget):
    """Keeps the canvas square and in the middle; no layout of Qt's holds a widget square.

    The tools above and the replay below are as wide as the canvas.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas(self)
        self.tools = DrawingTools(self.canvas, self)
        self.replay = Replay(self.canvas, self)
        self.setTabOrder(self.canvas, self.tools)
        self.setTabOrder(self.tools, self.replay)

    def resizeEvent(self, event: QResizeEvent) -> None:
        above = self.tools.sizeHint().height()
        below = self.replay.sizeHint().height()
        across = self.width() - 2 * _BESIDE
        down = self.height() - self._around(0).height()
        side = max(min(across, down), 1)
        left = (self.width() - side) // 2
        top = UNIT + max(down - side, 0) // 2
        canvas_top = top + above + UNIT
        self.tools.setGeometry(left, top, side, above)
        self.canvas.setGeometry(left, canvas_top, side, side)
        self.replay.setGeometry(left, canvas_top + side + UNIT // 2, side, below)

    def sizeHint(self) -> QSize:
        return self._around(self.canvas.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        return self._around(self.tools.minimumSizeHint().width())

    def _around(self, side: int) -> QSize:
        """The size of the panel with a canvas of this side."""
        rows = self.tools.sizeHint().height() + self.replay.sizeHint().height()
        gaps = UNIT + UNIT + UNIT // 2 + UNIT
        return QSize(side + 2 * _BESIDE, side + rows + gaps)


PEN_WIDTHS = (0.02, 0.12)
"""The thinnest and the thickest pen, as shares of the sheet's side."""

_STEPS = 100
"""Steps of the slider for one whole side of the sheet: one is a hundredth."""

_StandardKey = QKeySequence.StandardKey


class DrawingTools(QWidget):
    """Buttons and actions for one canvas. The actions' keys work in the whole window."""

    def __init__(self, canvas: Canvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.pen = self._action(self.tr("&Pen"), "pen", "P")
        self.eraser = self._action(self.tr("&Eraser"), "eraser", "E")
        self.eraser.setToolTip(self.tr("Eraser (E); so is the right mouse button"))
        self.undo = self._action(self.tr("&Undo"), "undo", _StandardKey.Undo)
        self.redo = self._action(self.tr("&Redo"), "redo", _StandardKey.Redo, "Ctrl+Shift+Z")
        self.clear = self._action(self.tr("&Clear"), "clear", "Delete")
        self.thinner = self._action(self.tr("&Thinner Pen"), None, "[")
        self.thicker = self._action(self.tr("Thic&ker Pen"), None, "]")
        self.width_slider = self._slider()
        self._lay_out()
        self._connect()
        self._update_history()

    def _action(
        self, text: str, sign: str | None, *keys: QKeySequence.StandardKey | str
    ) -> QAction:
        action = QAction(text, self)
        sequences: list[QKeySequence] = []
        for key in keys:
            found = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
            sequences += [sequence for sequence in found if sequence not in sequences]
        action.setShortcuts(sequences)
        name = without_mnemonic(text)
        action.setToolTip(f"{name} ({action.shortcut().toString(_NATIVE)})")
        if sign is not None:
            action.setData(sign)
            action.setIcon(icon(sign, self.palette()))
        return action

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setObjectName("penWidth")
        low, high = (round(_STEPS * width) for width in PEN_WIDTHS)
        slider.setRange(low, high)
        slider.setMaximumWidth(16 * UNIT)
        slider.setMinimumWidth(6 * UNIT)
        slider.setAccessibleName(self.tr("Pen width"))
        slider.setToolTip(self.tr("Pen width ([ and ])"))
        return slider

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._button(self.pen, "penButton"))
        layout.addWidget(self._button(self.eraser, "eraserButton"))
        layout.addSpacing(UNIT)
        layout.addWidget(self.width_slider, 1)
        layout.addStretch()
        layout.addSpacing(UNIT)
        layout.addWidget(self._button(self.undo, "undoButton"))
        layout.addWidget(self._button(self.redo, "redoButton"))
        layout.addWidget(self._button(self.clear, "clearButton"))

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(QSize(20, 20))
        button.setMinimumSize(4 * UNIT, 4 * UNIT)
        button.setAccessibleName(without_mnemonic(action.text()))
        # An action's button takes no focus by itself, and the keyboard has to reach everything.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _connect(self) -> None:
        tools = QActionGroup(self)
        for action in (self.pen, self.eraser):
            action.setCheckable(True)
            tools.addAction(action)
        self.pen.setChecked(True)
        self.eraser.toggled.connect(self._canvas.set_eraser)
        self.undo.triggered.connect(self._canvas.undo)
        self.redo.triggered.connect(self._canvas.redo)
        self.clear.triggered.connect(self._canvas.clear)
        self.thinner.triggered.connect(self._make_thinner)
        self.thicker.triggered.connect(self._make_thicker)
        self.width_slider.setValue(round(_STEPS * self._canvas.pen_width))
        self.width_slider.valueChanged.connect(self._take_width)
        self._canvas.history_changed.connect(self._update_history)

    @Slot(int)
    def _take_width(self, value: int) -> None:
        self._canvas.set_pen_width(value / _STEPS)

    @Slot()
    def _make_thinner(self) -> None:
        self.width_slider.setValue(self.width_slider.value() - 1)

    @Slot()
    def _make_thicker(self) -> None:
        self.width_slider.setValue(self.width_slider.value() + 1)

    @Slot()
    def _update_history(self) -> None:
        self.undo.setEnabled(self._canvas.can_undo)
        self.redo.setEnabled(self._canvas.can_redo)
        self.clear.setEnabled(not self._canvas.drawing.is_empty)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            for action in (self.pen, self.eraser, self.undo, self.redo, self.clear):
                action.setIcon(icon(action.data(), self.palette()))
        super().changeEvent(event)


_NATIVE = QKeySequence.SequenceFormat.NativeText

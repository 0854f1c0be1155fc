"""The five buttons of a training; the state decides which of them can be pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.training.training_state import ENABLED, Control, State
from app.ui.theme import UNIT


class TrainingControls(QWidget):
    """Run, Pause, Stop in one row; One Step and Reset, which fewer need, below."""

    run_pressed = Signal()
    pause_pressed = Signal()
    stop_pressed = Signal()
    step_pressed = Signal()
    reset_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {
            Control.RUN: self._button(Control.RUN, self.run_pressed),
            Control.PAUSE: self._button(Control.PAUSE, self.pause_pressed),
            Control.STOP: self._button(Control.STOP, self.stop_pressed),
            Control.STEP: self._button(Control.STEP, self.step_pressed),
            Control.RESET: self._button(Control.RESET, self.reset_pressed),
        }
        self._buttons[Control.STOP].setText(self.tr("Stop"))
        self._buttons[Control.STEP].setText(self.tr("One Step"))
        self._buttons[Control.STEP].setToolTip(self.tr("Learn from one batch of images, and pause"))
        self._buttons[Control.RESET].setText(self.tr("Reset"))
        self._buttons[Control.RESET].setToolTip(
            self.tr("Answer with fresh random weights, as before any training")
        )
        self._lay_out()
        self.enter(State.IDLE)

    def enter(self, state: State) -> None:
        """Offer what can be done in this state."""
        for control, button in self._buttons.items():
            button.setEnabled(control in ENABLED[state])
        run, pause = self._buttons[Control.RUN], self._buttons[Control.PAUSE]
        run.setText(self.tr("Run") if state is State.UNTRAINED else self.tr("Retrain"))
        pause.setText(self.tr("Resume") if state is State.PAUSED else self.tr("Pause"))

    def _button(self, control: Control, pressed: object) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(control.value)
        # As wide as the others in its row: words of other languages are longer than these.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for column, control in enumerate((Control.RUN, Control.PAUSE, Control.STOP)):
            layout.addWidget(self._buttons[control], 0, 2 * column, 1, 2)
        layout.addWidget(self._buttons[Control.STEP], 1, 0, 1, 3)
        layout.addWidget(self._buttons[Control.RESET], 1, 3, 1, 3)
        for column in range(6):
            layout.setColumnStretch(column, 1)

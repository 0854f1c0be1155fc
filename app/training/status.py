"""How a training stands: its state, the buttons that it allows, the bar, a sentence, the figures.

The state alone decides which buttons can be pressed, so two quick clicks cannot start two
trainings, and a button that would do nothing cannot be pressed.

    IDLE ──run──► STARTING ──first report──► RUNNING ⇄ PAUSED
      │ reset         ⇅ DOWNLOADING             └──────┴── end ──► IDLE
      ▼
    UNTRAINED ──run──► STARTING …
"""

from __future__ import annotations

from enum import Enum, StrEnum, auto

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from app.text.formats import duration, learning_rate, rounded_percent
from app.ui.buttons import PushButton, ThinProgress
from app.ui.theme import UNIT
from nn.training.progress import Progress

PROGRESS_STEPS = 1000
"""Steps of the progress bar: finer than its pixels."""

NOTHING = "–"
"""Stands where there is no figure yet."""


class State(Enum):
    """What the panel's training is doing."""

    IDLE = auto()
    """Nothing; the network in use answers."""
    UNTRAINED = auto()
    """Nothing; a network with fresh weights answers and waits to be trained."""
    DOWNLOADING = auto()
    """The training images are on their way from the network."""
    STARTING = auto()
    """The process starts and reads or draws its training images."""
    RUNNING = auto()
    PAUSED = auto()

    @property
    def is_training(self) -> bool:
        """Whether there is a training that could be stopped."""
        return self not in (State.IDLE, State.UNTRAINED)


class Control(StrEnum):
    """The buttons, by their object names."""

    RUN = "retrainButton"
    PAUSE = "pauseButton"
    STEP = "stepButton"
    STOP = "stopButton"
    RESET = "resetButton"


ENABLED: dict[State, frozenset[Control]] = {
    State.IDLE: frozenset({Control.RUN, Control.STEP, Control.RESET}),
    State.UNTRAINED: frozenset({Control.RUN, Control.STEP, Control.STOP, Control.RESET}),
    State.DOWNLOADING: frozenset({Control.STOP}),
    State.STARTING: frozenset({Control.STOP}),
    State.RUNNING: frozenset({Control.PAUSE, Control.STOP, Control.RESET}),
    State.PAUSED: frozenset({Control.PAUSE, Control.STEP, Control.STOP, Control.RESET}),
}
"""The buttons that do something in each state."""


class TrainingControls(QWidget):
    """Run, Pause, One Step, Stop in one row; ``reset`` stands elsewhere, since fewer need it."""

    run_pressed = Signal()
    pause_pressed = Signal()
    stop_pressed = Signal()
    step_pressed = Signal()
    reset_pressed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Training"))
        self._pressed: PushButton | None = None
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
        self.reset = self._buttons[Control.RESET]
        self.reset.setToolTip(self.tr("Answer with fresh random weights, as before any training"))
        self._buttons[Control.RUN].set_leads(True)
        self._lay_out()
        self.enter(State.IDLE)

    def enter(self, state: State) -> None:
        """Offer what can be done in this state."""
        self._hold_focus(state)
        for control, button in self._buttons.items():
            button.setEnabled(control in ENABLED[state])
        self._return_focus()
        run, pause = self._buttons[Control.RUN], self._buttons[Control.PAUSE]
        run.setText(self.tr("Run") if state is State.UNTRAINED else self.tr("Retrain"))
        pause.setText(self.tr("Resume") if state is State.PAUSED else self.tr("Pause"))
        self.entered.emit()

    def _hold_focus(self, state: State) -> None:
        """Wait with the focus where a button that has it is about to be disabled.

        Qt would hand it on to whatever comes next, and scroll the panel there.
        """
        focused = self.window().focusWidget()
        for control, button in self._buttons.items():
            if button is focused and control not in ENABLED[state]:
                self._pressed = button
                # Not to a neighbour: a second Space would press what nobody has chosen.
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return_focus(self) -> None:
        if self._pressed is None:
            return
        if self.window().focusWidget() is not self:
            self._pressed = None
        elif self._pressed.isEnabled():
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
            self._pressed = None

    def _button(self, control: Control, pressed: object) -> PushButton:
        button = PushButton(parent=self)
        button.setObjectName(control.value)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for control in (Control.RUN, Control.PAUSE, Control.STEP, Control.STOP):
            layout.addWidget(self._buttons[control])


class TrainingStatus(QLabel):
    """The sentence, and the ``progress`` bar, which stands elsewhere.

    ``said`` carries each sentence, and whether it tells of a failure.
    """

    said = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ThinProgress(parent)
        self.progress.setObjectName("trainingProgress")
        self.progress.setAccessibleName(self.tr("Training progress"))
        self.progress.setRange(0, PROGRESS_STEPS)
        self.setObjectName("trainingStatus")
        self.setWordWrap(True)

    def say(self, text: str, *, failed: bool = False) -> None:
        """Say what happens, or what has failed."""
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self.setForegroundRole(role)
        self.setText(text)
        # For the longest sentence in the narrowest window.
        self.setToolTip(text)
        self.said.emit(text, failed)

    def show_share(self, done: float) -> None:
        """Fill the bar up to a share in [0, 1]."""
        self.progress.setRange(0, PROGRESS_STEPS)
        self.progress.setValue(round(PROGRESS_STEPS * done))

    def show_busy(self) -> None:
        """Show that something goes on, for as long as it takes."""
        # A range of nothing is Qt's sign for it.
        self.progress.setRange(0, 0)
        self.progress.reset()


class TrainingFigures(QWidget):
    """Samples, epoch, speed, time left and learning rate of the last progress.

    Once the training has ended, how long it took and its accuracy stand in place of the last two.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: Progress | None = None
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
        self._last = None
        self._name_last_two()
        for value in self.findChildren(QLabel):
            if value.objectName():
                value.setText(NOTHING)

    def show_progress(self, progress: Progress) -> None:
        """Show the figures of this progress."""
        self._last = progress
        locale = self.locale()
        # Six digits in a row need a separator, also in a locale without one.
        locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
        of = self.tr("{0} of {1}")
        samples, total = map(locale.toString, (progress.samples, progress.samples_total))
        self._samples.setText(of.format(samples, total))
        epoch = locale.toString(progress.epoch, "f", 1)
        self._epoch.setText(of.format(epoch, locale.toString(progress.epochs)))
        self._learning_rate.setText(learning_rate(progress.learning_rate, locale))
        if progress.finished:
            self.show_ended()
            return
        if progress.samples == 0:
            return
        speed = locale.toString(round(progress.samples_per_second, -2), "f", 0)
        self._speed.setText(self.tr("{0} samples a second").format(speed))
        self._time_left.setText(duration(progress.seconds_left, locale))

    def show_ended(self) -> None:
        """The training will not go on: no time is left, and no learning rate is in force."""
        if self._last is None:
            return
        self._name_last_two(ended=True)
        last, locale = self._last, self.locale()
        self._time_left.setText(duration(last.seconds, locale))
        accuracy = last.validation_accuracy if last.best_accuracy is None else last.best_accuracy
        self._learning_rate.setText(
            NOTHING if accuracy is None else rounded_percent(accuracy, locale, 1)
        )

    def _name_last_two(self, *, ended: bool = False) -> None:
        captions = (
            (self._time_left, self.tr("Duration") if ended else self.tr("Time left")),
            (
                self._learning_rate,
                self.tr("Validation accuracy") if ended else self.tr("Learning rate"),
            ),
        )
        for value, caption in captions:
            label = self._layout.labelForField(value)
            assert isinstance(label, QLabel)
            label.setText(caption)
            value.setAccessibleName(caption)

    def _row(self, name: str, caption: str) -> QLabel:
        label = QLabel(caption, self)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        value = QLabel(self)
        value.setObjectName(name)
        value.setAccessibleName(caption)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.addRow(label, value)
        return value

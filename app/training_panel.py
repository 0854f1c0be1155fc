"""Retraining, as the user sees it: choose a recipe, start it, watch it learn, stop it.

    panel → retrain_requested(recipe), pause_requested, resume_requested, stop_requested
    trainer → show_report, show_finished, show_stopped, show_failed → panel

The panel knows no trainer. It is in one of a few states, and the state alone decides which buttons
can be pressed; so two quick clicks cannot start two trainings.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.durations import duration
from app.theme import UNIT
from app.trainer import TrainingReport
from app.training_curves import TrainingCurves
from app.training_facts import TrainingFacts
from nn.datasets import DownloadProgress
from nn.model_file import Model
from nn.recipes import RECIPES

PROGRESS_STEPS = 1000
"""Steps of the progress bar: finer than its pixels."""

FIRST_CHOICE = "mlp"
"""The recipe that is chosen at first: in seconds, a network that is worth keeping."""


class State(Enum):
    """What the panel's training is doing."""

    IDLE = auto()
    DOWNLOADING = auto()
    STARTING = auto()
    RUNNING = auto()
    PAUSED = auto()


class TrainingPanel(QWidget):
    """Controls, progress, figures and curves of one training at a time."""

    retrain_requested = Signal(str)
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.IDLE
        self._run: int | None = None
        self._make_controls()
        self._make_progress()
        self._facts = TrainingFacts(self)
        self._curves = TrainingCurves(self)
        self._lay_out()
        self._show_recipe()
        self._enter(State.IDLE)
        self._say(self.tr("Press Retrain to see the network learn."))

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in ``RECIPES``."""
        return str(self._recipes.currentData())

    @Slot()
    def start(self) -> None:
        """Ask for a training by the chosen recipe, as pressing Retrain does."""
        self.show_started()
        self.retrain_requested.emit(self.recipe_name)

    @Slot()
    def show_started(self) -> None:
        """A training starts; it loads its data before its first report."""
        self._run = None
        self._facts.clear()
        self._curves.begin(1)
        self._enter(State.STARTING)
        self._say(self.tr("Loading the training images…"))

    @Slot(object)
    def show_download(self, progress: DownloadProgress) -> None:
        """The training images are still on their way from the network; Stop cancels them."""
        if self._state is not State.DOWNLOADING:
            self._enter(State.DOWNLOADING)
        done, total = (
            self.locale().toString(count / 1e6, "f", 1)
            for count in (progress.bytes_done, progress.bytes_total)
        )
        self._progress.setValue(PROGRESS_STEPS * progress.bytes_done // progress.bytes_total)
        self._say(self.tr("Downloading MNIST: {0} of {1} MB.").format(done, total))

    @Slot(object)
    def show_report(self, report: TrainingReport) -> None:
        """The training has come this far."""
        if report.run != self._run:
            self._run = report.run
            self._curves.begin(report.epochs)
        if self._state not in (State.RUNNING, State.PAUSED):
            self._enter(State.RUNNING)
            self._say(self.tr("The network learns, and the bars follow."))
        self._progress.setValue(round(PROGRESS_STEPS * report.samples / report.samples_total))
        self._facts.show_report(report)
        self._curves.show_report(report)

    @Slot(object)
    def show_finished(self, model: Model) -> None:
        """The training is through, and this network is now in use."""
        self._enter(State.IDLE)
        self._progress.setValue(PROGRESS_STEPS)
        accuracy = self.locale().toString(100 * model.facts["validation_accuracy"], "f", 1)
        text = self.tr("Finished: {0}\u00a0% of the validation images right.")
        self._say(text.format(accuracy))

    @Slot()
    def show_stopped(self) -> None:
        """The training was stopped, and the network from before is in use again."""
        self._enter(State.IDLE)
        self._say(self.tr("Stopped."))

    @Slot(str)
    def show_failed(self, message: str) -> None:
        """The training ended early, for the reason in ``message``; the old network stays."""
        self._enter(State.IDLE)
        self._say(message, failed=True)

    def _make_controls(self) -> None:
        self._recipes = QComboBox(self)
        self._recipes.setObjectName("recipeSelector")
        self._recipes.setAccessibleName(self.tr("Recipe"))
        for name, recipe in RECIPES.items():
            self._recipes.addItem(self.tr(recipe.title), name)
        self._recipes.setCurrentIndex(self._recipes.findData(FIRST_CHOICE))
        self._recipes.currentIndexChanged.connect(self._show_recipe)
        self._summary = _paragraph(self, QPalette.ColorRole.PlaceholderText)
        self._retrain = self._button("retrainButton", self.tr("Retrain"), self.start)
        self._pause = self._button("pauseButton", self.tr("Pause"), self._pause_or_resume)
        self._stop = self._button("stopButton", self.tr("Stop"), self.stop_requested)

    def _make_progress(self) -> None:
        self._progress = QProgressBar(self)
        self._progress.setObjectName("trainingProgress")
        self._progress.setAccessibleName(self.tr("Training progress"))
        self._status = _paragraph(self)
        self._status.setObjectName("trainingStatus")
        self._status.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Room for the longest of the usual sentences: the curves below shall not jump.
        self._status.setMinimumHeight(2 * self._status.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        for button in (self._retrain, self._pause, self._stop):
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        layout.addWidget(self._recipes)
        layout.addWidget(self._summary)
        layout.addLayout(buttons)
        layout.addWidget(self._progress)
        layout.addWidget(self._status)
        layout.addSpacing(UNIT)
        layout.addWidget(self._facts)
        layout.addSpacing(UNIT)
        layout.addWidget(self._curves, 1)

    def _button(self, name: str, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def _enter(self, state: State) -> None:
        self._state = state
        running = state is not State.IDLE
        self._recipes.setEnabled(not running)
        self._retrain.setEnabled(not running)
        self._pause.setEnabled(state in (State.RUNNING, State.PAUSED))
        self._pause.setText(self.tr("Resume") if state is State.PAUSED else self.tr("Pause"))
        self._stop.setEnabled(running)
        # A range of nothing is Qt's sign for "busy, for as long as it takes".
        self._progress.setRange(0, 0 if state is State.STARTING else PROGRESS_STEPS)
        if state is State.STARTING:
            self._progress.reset()

    def _say(self, text: str, *, failed: bool = False) -> None:
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self._status.setForegroundRole(role)
        self._status.setText(text)

    @Slot()
    def _show_recipe(self) -> None:
        recipe = RECIPES[self.recipe_name]
        accuracy = self.locale().toString(100 * recipe.expected_accuracy, "f", 1)
        expectation = self.tr("About {0}, {1}\u00a0% of MNIST's test images right.").format(
            duration(recipe.expected_seconds, self.locale()), accuracy
        )
        self._summary.setText(f"{self.tr(recipe.summary)}\n{expectation}")

    @Slot()
    def _pause_or_resume(self) -> None:
        if self._state is State.PAUSED:
            self._enter(State.RUNNING)
            self._say(self.tr("The network learns, and the bars follow."))
            self.resume_requested.emit()
        else:
            self._enter(State.PAUSED)
            self._say(self.tr("Paused. The network waits as it is."))
            self.pause_requested.emit()


def _paragraph(parent: QWidget, role: QPalette.ColorRole | None = None) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    if role is not None:
        label.setForegroundRole(role)
    return label

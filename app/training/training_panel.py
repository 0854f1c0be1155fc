"""Training, as the user sees it: choose a recipe, steer it, watch it learn, stop it.

    panel → retrain_requested, step_requested, reset_requested (each with TrainingSettings),
            pause_requested, resume_requested, stop_requested, learning_rate_changed
    trainer → show_report, show_finished, show_stopped, show_diverged, show_failed → panel
    history → record: the curves, the slider through the epochs, the list of runs

The panel knows no trainer. It is in one of a few states (:mod:`app.training.training_state`), and
the state alone decides which buttons can be pressed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.prediction.current_network import WORTH_KEEPING
from app.settings.settings import Settings
from app.training import training_sentences as sentences
from app.training.restart_notice import RestartNotice
from app.training.training_controls import TrainingControls
from app.training.training_facts import TrainingFacts
from app.training.training_form import TrainingForm
from app.training.training_recipe import RecipeChooser
from app.training.training_record import TrainingRecord
from app.training.training_report import Divergence, TrainingReport
from app.training.training_state import State
from app.training.training_status import TrainingStatus
from app.ui.theme import UNIT
from app.ui.widgets import Disclosure
from nn.checkpoint import Model
from nn.data.datasets import DownloadProgress
from nn.training.settings import TrainingSettings

_TWO_COLUMNS = 75 * UNIT
"""Width from which what was learned stands beside the controls and not below them."""


class TrainingPanel(QWidget):
    """Settings, buttons, progress and figures of one training at a time, and their ``record``.

    ``retrain_requested`` while a training runs asks to end that one and begin anew.
    ``step_requested`` asks for one step: of the training that is paused, or of a new one.
    """

    retrain_requested = Signal(object)
    step_requested = Signal(object)
    reset_requested = Signal(object)
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    learning_rate_changed = Signal(float)

    def __init__(
        self, parent: QWidget | None = None, *, remembered: Settings | None = None
    ) -> None:
        super().__init__(parent)
        self._remembered = remembered or Settings()
        self._state = State.IDLE
        self._running: TrainingSettings | None = None
        self._begins_paused = False
        self._run: int | None = None
        self._recipes = RecipeChooser(self)
        self._section = Disclosure(self.tr("Settings"), self, name="settingsButton")
        self._form = TrainingForm(self._recipes.recipe_name, self)
        self._section.hold(self._form)
        self._controls = TrainingControls(self)
        self._notice = RestartNotice(self)
        self._status = TrainingStatus(self)
        self._facts = TrainingFacts(self)
        self.record = TrainingRecord(self)
        self._lay_out()
        self._connect()
        self._section.set_open(self._remembered.training_settings_open)
        self._show_settings()
        self._enter(State.IDLE)
        self._status.say(sentences.invitation())

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in ``RECIPES``."""
        return self._recipes.recipe_name

    @property
    def settings(self) -> TrainingSettings:
        """What the next training would be."""
        return self._form.settings

    @property
    def state(self) -> State:
        """What the panel is in the middle of."""
        return self._state

    @Slot()
    def start(self) -> None:
        """Ask for a training as it is set, as pressing Retrain does."""
        self._begin(self.settings, paused=False)
        self.retrain_requested.emit(self.settings)

    @Slot(object)
    def show_started(self, settings: TrainingSettings) -> None:
        """A training by these settings starts; it loads its data before its first report."""
        self._begin(settings, paused=self._begins_paused)

    @Slot(float)
    def show_preparing(self, done: float) -> None:
        """So much of the built-in digits has been drawn, in [0, 1]."""
        self._status.say(sentences.preparing(done, self.locale()))
        self._status.show_share(done)

    @Slot(object)
    def show_download(self, progress: DownloadProgress) -> None:
        """The training images are still on their way from the network; Stop cancels them."""
        if self._state is not State.DOWNLOADING:
            self._enter(State.DOWNLOADING)
        self._status.show_share(progress.bytes_done / progress.bytes_total)
        self._status.say(sentences.downloading(progress, self.locale()))

    @Slot(object)
    def show_report(self, report: TrainingReport) -> None:
        """The training has come this far."""
        if report.run != self._run:
            self._run = report.run
            self._enter(State.PAUSED if self._begins_paused else State.RUNNING)
        self._running = report.settings
        self._say_progress(report.samples)
        self._status.show_share(report.samples / report.samples_total)
        self._facts.show_report(report)

    @Slot(object)
    def show_finished(self, model: Model) -> None:
        """The training is through; the network is now in use if it has learned anything."""
        running = self._running
        self._end()
        self._status.show_share(1.0)
        accuracy = model.facts["validation_accuracy"]
        if accuracy < WORTH_KEEPING and running is not None:
            self._status.say(
                sentences.learned_nothing(accuracy, running.learning_rate, self.locale()),
                failed=True,
            )
        else:
            self._status.say(sentences.finished(accuracy, self.locale()))

    @Slot()
    def show_stopped(self) -> None:
        """The training was stopped, and the network from before is in use again."""
        was_untrained = self._state is State.UNTRAINED
        self._end()
        self._status.say(sentences.as_before() if was_untrained else sentences.stopped())

    @Slot(object)
    def show_diverged(self, divergence: Divergence) -> None:
        """The loss left all bounds: say why, and what to try; the old network stays."""
        self._end()
        self._status.say(sentences.diverged(divergence, self.locale()), failed=True)

    @Slot(str)
    def show_failed(self, message: str) -> None:
        """The training ended early, for the reason in ``message``; the old network stays."""
        self._end()
        self._status.say(message, failed=True)

    @Slot()
    def leave_untrained(self) -> None:
        """Another network was put into use: the untrained one is history."""
        if self._state is State.UNTRAINED:
            self._end()
            self._status.say(sentences.invitation())

    def _lay_out(self) -> None:
        steering = QVBoxLayout()
        steering.setSpacing(UNIT)
        for part in (self._recipes, self._section, self._controls, self._notice, self._status):
            steering.addWidget(part)
        steering.addSpacing(UNIT)
        steering.addWidget(self._facts)
        steering.addStretch()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._columns.setSpacing(3 * UNIT)
        self._columns.addLayout(steering)
        self._columns.addWidget(self.record)

    def _connect(self) -> None:
        self._recipes.chosen.connect(self._form.set_recipe)
        self._form.changed.connect(self._show_settings)
        self._form.learning_rate_edited.connect(self._change_learning_rate)
        self._section.toggled.connect(self._remember_section)
        self._controls.run_pressed.connect(self.start)
        self._controls.pause_pressed.connect(self._pause_or_resume)
        self._controls.stop_pressed.connect(self.stop_requested)
        self._controls.step_pressed.connect(self._step)
        self._controls.reset_pressed.connect(self._reset)
        self._notice.restart_pressed.connect(self.start)
        self.record.curves.ready.connect(self._order_tabs)

    def _begin(self, settings: TrainingSettings, *, paused: bool) -> None:
        self._run = None
        self._running = settings
        self._begins_paused = paused
        self._facts.clear()
        self.record.begin()
        self._enter(State.STARTING)
        self._status.show_busy()
        self._status.say(sentences.loading())

    def _end(self) -> None:
        self._running = None
        self._begins_paused = False
        self._enter(State.IDLE)

    def _enter(self, state: State) -> None:
        self._state = state
        self._controls.enter(state)
        self.record.set_in_training(state.is_training)
        if not state.is_training:
            self._status.show_share(0.0)
        self._show_settings()

    def _say_progress(self, samples: int) -> None:
        is_paused = self._state is State.PAUSED
        self._status.say(
            sentences.paused(samples, self.locale()) if is_paused else sentences.running()
        )

    @Slot()
    def _order_tabs(self) -> None:
        """The plots are made last and stand in the middle: let Tab come by there."""
        plots = self.record.curves.plots
        if plots is not None:
            self.setTabOrder(self._notice.button, plots.loss)
            self.setTabOrder(plots.loss, plots.accuracy)

    @Slot()
    def _show_settings(self) -> None:
        """Say what is set in short, and what of it waits for a restart."""
        self._notice.compare(self.settings, self._running)
        self._section.set_remark(
            "" if self._form.is_of_recipe else self.tr("not the recipe's values")
        )

    @Slot(bool)
    def _remember_section(self, is_open: bool) -> None:
        self._remembered.training_settings_open = is_open

    @Slot(float)
    def _change_learning_rate(self, learning_rate: float) -> None:
        if self._running is not None and self._running.recipe == self.recipe_name:
            self.learning_rate_changed.emit(learning_rate)

    @Slot()
    def _pause_or_resume(self) -> None:
        if self._state is State.PAUSED:
            self._enter(State.RUNNING)
            self._status.say(sentences.running())
            self.resume_requested.emit()
        else:
            self._enter(State.PAUSED)
            self._status.say(sentences.pausing())
            self.pause_requested.emit()

    @Slot()
    def _step(self) -> None:
        if self._state is not State.PAUSED:
            self._begin(self.settings, paused=True)
        self.step_requested.emit(self.settings)

    @Slot()
    def _reset(self) -> None:
        self._run = None
        self._running = None
        self._facts.clear()
        self.record.begin()
        self._enter(State.UNTRAINED)
        self._status.say(sentences.untrained())
        self.reset_requested.emit(self.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        # Side by side the curves get the larger part; one above the other, what is left.
        self._columns.setStretch(0, 2 if is_wide else 0)
        self._columns.setStretch(1, 3 if is_wide else 1)

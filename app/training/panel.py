"""Training, as the user sees it: choose a recipe, steer it, watch it learn, stop it.

    panel → retrain_requested, step_requested, reset_requested (each with TrainingSettings),
            pause_requested, resume_requested, learning_rate_changed, controls.stop_pressed
    retraining → show_progress, show_finished, show_stopped, show_diverged, show_failed → panel
    history → record: the curves, the slider through the epochs, the list of runs

The panel starts nothing itself. It is in one of a few states (:mod:`app.training.status`), and the
state alone decides which buttons can be pressed.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.settings import Settings, home
from app.text.formats import learning_rate, rounded_percent
from app.training.form import RecipeChooser, TrainingForm
from app.training.recipe_book import RecipeBook
from app.training.record import TrainingRecord
from app.training.status import State, TrainingControls, TrainingFigures, TrainingStatus
from app.training.strip import TrainingStrip
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.widgets import Disclosure
from nn.data.download import DownloadProgress
from nn.model_file import Model
from nn.recipes import Recipe
from nn.training.progress import Progress, TrainingDivergedError
from nn.training.settings import LEARNING_RATES, TrainingSettings

_TWO_COLUMNS = 75 * UNIT
"""Width from which what was learned stands beside the controls and not below them."""


class TrainingPanel(QWidget):
    """Settings and figures of one training at a time, the ``record``, and the ``strip``, for which
    the window has a place of its own.

    ``retrain_requested`` while a training runs asks to end that one and begin anew.
    ``step_requested`` asks for one step: of the training that is paused, or of a new one.
    """

    retrain_requested = Signal(object)
    step_requested = Signal(object)
    reset_requested = Signal(object)
    pause_requested = Signal()
    resume_requested = Signal()
    learning_rate_changed = Signal(float)
    recipe_chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        remembered: Settings | None = None,
        book: RecipeBook | None = None,
    ) -> None:
        super().__init__(parent)
        self._remembered = remembered or Settings()
        self.book = book or RecipeBook(home() / "recipes", self)
        self._state = State.IDLE
        self._running: TrainingSettings | None = None
        self._begins_paused = False
        self._recipes = RecipeChooser(self.book, self)
        self._section = Disclosure(self.tr("Settings"), self, name="settingsButton")
        self._form = TrainingForm(self._recipes.recipe, self)
        self._section.hold(self._form)
        self.controls = TrainingControls(self)
        self._notice = RestartNotice(self)
        self._status = TrainingStatus(self)
        self._figures = TrainingFigures(self)
        self.record = TrainingRecord(self)
        self.strip = TrainingStrip(self._recipes.selector, self.controls, self._status, self)
        self._lay_out()
        self._connect()
        self._section.set_open(self._remembered.training_settings_open)
        self._recipes.choose_when_known(self._remembered.training_recipe)
        self._show_settings()
        self._enter(State.IDLE)
        self._status.say(self._invitation())

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in the ``book``."""
        return self._recipes.recipe_name

    @property
    def recipe_title(self) -> str:
        """What the recipe that is chosen is called; ``recipe_chosen`` carries another one."""
        return self._recipes.selector.currentText()

    @property
    def settings(self) -> TrainingSettings:
        """What the next training would be."""
        return self._form.settings

    @property
    def status(self) -> TrainingStatus:
        """What is being said of the training."""
        return self._status

    @property
    def state(self) -> State:
        """What the panel is in the middle of."""
        return self._state

    @Slot(str)
    def choose_recipe(self, name: str) -> None:
        """Choose the recipe of this name; without effect where the book has none."""
        self._recipes.choose(name)

    @Slot(str)
    def train_recipe(self, name: str) -> None:
        """Choose the recipe of this name and train it with its own values."""
        self.choose_recipe(name)
        self._form.back_to_recipe()
        self.start()

    def choose_settings(self, settings: TrainingSettings) -> None:
        """Set the next training to this; an own recipe is kept among those of the book."""
        name = settings.recipe if settings.own is None else self._kept_name(settings.own)
        values = settings.to_metadata()
        del values["recipe"]
        values.pop("own", None)
        self.choose_recipe(name)
        self._form.set_recipe(self._recipes.recipe, values)

    def set_built_in_data(self, is_built_in: bool) -> None:
        """Whether the next training learns from the built-in digits, of which MNIST says little."""
        self._recipes.set_built_in_data(is_built_in)

    @Slot()
    def start(self) -> None:
        """Ask for a training as it is set, as pressing Retrain does."""
        self._begin(self.settings, paused=False)
        self.retrain_requested.emit(self.settings)

    def show_started(self, settings: TrainingSettings) -> None:
        """A training by these settings starts; it loads its data before its first progress."""
        self._begin(settings, paused=self._begins_paused)

    def show_taken_up(self, settings: TrainingSettings, *, is_paused: bool) -> None:
        """A training by these settings was begun by another window, and goes on in this one."""
        self._running = settings
        self._begins_paused = is_paused
        self._enter(State.PAUSED if is_paused else State.RUNNING)
        self._status.say(self._waiting() if is_paused else self._learning())

    def show_preparing(self, done: float) -> None:
        """So much of the built-in digits has been drawn, in [0, 1]."""
        share = rounded_percent(done, self.locale())
        self._status.say(self.tr("Drawing the training digits: {0}").format(share))
        self._status.show_share(done)

    @Slot(object)
    def show_download(self, progress: DownloadProgress) -> None:
        """The training images are still on their way from the network; Stop cancels them."""
        if self._state is not State.DOWNLOADING:
            self._enter(State.DOWNLOADING)
        self._status.show_share(progress.bytes_done / progress.bytes_total)
        done, total = (
            self.locale().toString(count / 1e6, "f", 1)
            for count in (progress.bytes_done, progress.bytes_total)
        )
        self._status.say(self.tr("Downloading MNIST: {0} of {1} MB.").format(done, total))

    def show_progress(self, progress: Progress) -> None:
        """The training has come this far."""
        if self._state not in (State.RUNNING, State.PAUSED):
            self._enter(State.PAUSED if self._begins_paused else State.RUNNING)
        if self._state is State.PAUSED:
            text = self.tr("Paused after {0} images. One Step learns from one batch more.")
            self._status.say(text.format(self.locale().toString(progress.samples)))
        else:
            self._status.say(self._learning())
        self._status.show_share(progress.samples / progress.samples_total)
        self._figures.show_progress(progress)
        self.strip.show_progress(progress)

    def show_finished(self, model: Model) -> None:
        """The training is through; the network is now in use if it has learned anything."""
        rate = (self._running or self.settings).learning_rate
        self._end()
        self._status.show_share(1.0)
        accuracy = rounded_percent(model.metadata["validation_accuracy"], self.locale(), 1)
        if model.has_learned:
            text = self.tr("Finished: {0} of the validation images right.")
            self._status.say(text.format(accuracy))
            return
        text = self.tr(
            "Finished without learning: {0} of the validation images right, as by "
            "guessing. The learning rate of {1} is too large or too small; try the recipe's."
        )
        self._status.say(text.format(accuracy, self._rate(rate)), failed=True)

    @Slot()
    def show_stopped(self) -> None:
        """The training was stopped, and the network from before is in use again."""
        was_untrained = self._state is State.UNTRAINED
        self._end()
        if was_untrained:
            self._status.say(self.tr("The network from before answers again."))
        else:
            self._status.say(self.tr("Stopped."))

    def show_diverged(self, error: TrainingDivergedError) -> None:
        """The loss left all bounds: say why, and what to try; the old network stays."""
        usual = (self._running or self.settings).base.learning_rate
        # A thousand times too much is not mended by a tenth of it.
        lower = usual if error.learning_rate > usual else error.learning_rate / 10
        text = self.tr(
            "Training fell apart at epoch {0}: a learning rate of {1} makes steps so large that "
            "the loss grows out of bounds. Try {2}. The network from before answers."
        ).format(
            self.locale().toString(error.epoch, "f", 2),
            self._rate(error.learning_rate),
            self._rate(max(lower, LEARNING_RATES[0])),
        )
        self.show_failed(text)

    @Slot(str)
    def show_failed(self, reason: str) -> None:
        """The training ended early, for that reason; the old network stays."""
        self._end()
        self._status.say(reason, failed=True)

    @Slot()
    def leave_untrained(self) -> None:
        """Another network was put into use, no longer the untrained one."""
        if self._state is State.UNTRAINED:
            self._end()
            self._status.say(self._invitation())

    def _lay_out(self) -> None:
        steering = QVBoxLayout()
        steering.setSpacing(UNIT)
        for part in (self._recipes, self._section, self._notice, self.controls.reset):
            steering.addWidget(part)
        steering.addSpacing(UNIT)
        steering.addWidget(self._figures)
        steering.addStretch()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._columns.setSpacing(3 * UNIT)
        self._columns.addLayout(steering)
        self._columns.addWidget(self.record)

    def _connect(self) -> None:
        self._recipes.chosen.connect(self._take_recipe)
        self._recipes.chosen.connect(self._tell_recipe)
        self._form.changed.connect(self._show_settings)
        self._form.learning_rate_edited.connect(self._change_learning_rate)
        self._section.toggled.connect(self._remember_section)
        self.controls.run_pressed.connect(self.start)
        self.controls.pause_pressed.connect(self._pause_or_resume)
        self.controls.step_pressed.connect(self.step)
        self.controls.reset_pressed.connect(self.reset)
        self._notice.restart_pressed.connect(self.start)
        self.record.curves.ready.connect(self._order_tabs)

    def _begin(self, settings: TrainingSettings, *, paused: bool) -> None:
        self._running = settings
        self._begins_paused = paused
        self._figures.clear()
        self.strip.clear()
        self.record.begin()
        self._enter(State.STARTING)
        self._status.show_busy()
        self._status.say(self.tr("Loading the training images…"))

    def _end(self) -> None:
        self._running = None
        self._begins_paused = False
        self._figures.show_ended()
        self.strip.show_ended()
        self._enter(State.IDLE)

    def _enter(self, state: State) -> None:
        self._state = state
        self.controls.enter(state)
        self.record.runs.set_in_training(state.is_training)
        if not state.is_training:
            self._status.show_share(0.0)
        self._show_settings()

    def _invitation(self) -> str:
        return self.tr("Press Retrain to see the network learn.")

    def _waiting(self) -> str:
        return self.tr("Paused. The network waits as it is.")

    def _learning(self) -> str:
        return self.tr("The network learns, and the bars follow.")

    def _rate(self, rate: float) -> str:
        return learning_rate(rate, self.locale())

    @Slot()
    def _order_tabs(self) -> None:
        """The plots are made last and stand in the middle: let Tab come by there."""
        plots = self.record.curves.plots
        if plots is not None:
            self.setTabOrder(self._notice.button, plots.loss)
            self.setTabOrder(plots.loss, plots.accuracy)

    @Slot()
    def _take_recipe(self) -> None:
        """Show the values of the recipe that was chosen; those of the last start, if it is that."""
        recipe = self._recipes.recipe
        values = self._remembered.training_values
        is_as_before = self._recipes.is_restoring and values is not None
        self._form.set_recipe(recipe, values if is_as_before else None)

    @Slot()
    def _show_settings(self) -> None:
        """Say what is set in short, and what of it waits for a restart."""
        self._remember_training()
        self._notice.compare(self.settings, self._running)
        self._section.set_remark(
            "" if self._form.is_of_recipe else self.tr("not the recipe's values")
        )

    def _remember_training(self) -> None:
        if self._recipes.is_waiting:
            # Not to be forgotten before its file has been read.
            return
        values = self.settings.to_metadata()
        self._remembered.training_recipe = values.pop("recipe")
        values.pop("own", None)
        self._remembered.training_values = values

    def _kept_name(self, own: Recipe) -> str:
        """The name of a recipe in the book; one that is not there yet is put there."""
        for name in self.book.own_names:
            if replace(self.book.recipe(name), name=own.name, title=own.title) == own:
                return name
        name = self.book.free_name(own.name)
        self.book.save(replace(own, name=name, title=name))
        return name

    @Slot()
    def _tell_recipe(self) -> None:
        self.recipe_chosen.emit(self.recipe_title)

    @Slot(bool)
    def _remember_section(self, is_open: bool) -> None:
        self._remembered.training_settings_open = is_open

    @Slot(float)
    def _change_learning_rate(self, learning_rate: float) -> None:
        if self._running is not None and self._running.recipe == self.recipe_name:
            self._running = replace(self._running, learning_rate=learning_rate)
            self.learning_rate_changed.emit(learning_rate)

    @Slot()
    def _pause_or_resume(self) -> None:
        if self._state is State.PAUSED:
            self._enter(State.RUNNING)
            self._status.say(self._learning())
            self.resume_requested.emit()
        else:
            self._enter(State.PAUSED)
            self._status.say(self._waiting())
            self.pause_requested.emit()

    @Slot()
    def step(self) -> None:
        """Ask for one step, as pressing One Step does."""
        if self._state is not State.PAUSED:
            self._begin(self.settings, paused=True)
        self.step_requested.emit(self.settings)

    @Slot()
    def reset(self) -> None:
        """Ask for fresh weights, as pressing Reset does."""
        self._running = None
        self._figures.clear()
        self.strip.clear()
        self.record.begin()
        self._enter(State.UNTRAINED)
        self._status.say(
            self.tr("Fresh random weights answer: the network has learned nothing yet.")
        )
        self.reset_requested.emit(self.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _TWO_COLUMNS
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        # Side by side the curves get the larger part; one above the other, what is left.
        self._columns.setStretch(0, 2 if is_wide else 0)
        self._columns.setStretch(1, 3 if is_wide else 1)


class RestartNotice(QWidget):
    """Says that changed settings wait for the next training, and offers to begin it at once.

    Hidden while the training that runs is the one that is set; ``button`` restarts it.
    """

    restart_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("restartNotice")
        self._sentence.setWordWrap(True)
        self.button = PushButton(self.tr("Restart"), self)
        self.button.setObjectName("restartButton")
        self.button.setToolTip(self.tr("Begin again from fresh weights, with these settings"))
        self.button.clicked.connect(self.restart_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def compare(self, wanted: TrainingSettings, running: TrainingSettings | None) -> None:
        """Show where the settings that are wanted differ from those in force."""
        waiting = [] if running is None else self._waiting(wanted, running)
        self.setVisible(bool(waiting))
        self._sentence.setText(
            self.tr("Takes effect at a restart: {0}.").format(self.tr(", ").join(waiting))
        )

    def _waiting(self, wanted: TrainingSettings, running: TrainingSettings) -> list[str]:
        """What was changed and does not apply to a training that runs."""
        if wanted.recipe != running.recipe:
            return [self.tr("the recipe")]
        names = {
            "batch_size": self.tr("the batch size"),
            "epochs": self.tr("the number of epochs"),
            "augmentation": self.tr("varying the images"),
            "seed": self.tr("the seed"),
        }
        return [
            name
            for field, name in names.items()
            if getattr(wanted, field) != getattr(running, field)
        ]

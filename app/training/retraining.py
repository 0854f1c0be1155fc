"""A retraining from the button to the new network: who tells whom.

    panel → trainer → panel, current network        the training itself
    trainer → data source → panel → trainer         where there is nothing to train on yet
    panel → current network                         the network before any training
    trainer → history → panel                       what is kept of each training
    panel → history → current network               the weights of an earlier training or epoch

Little is decided here; each part knows only its own signals.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from app.data.data_source import DataSource
from app.jobs.background import BackgroundTask
from app.prediction.current_network import CurrentNetwork
from app.settings.settings import home
from app.text.translate import translated
from app.training.run import Run
from app.training.run_history import RunHistory
from app.training.run_snapshots import Moment
from app.training.run_store import RunStore
from app.training.trainer import Trainer
from app.training.training_panel import TrainingPanel
from nn.checkpoint import ModelFileError
from nn.network import Network
from nn.training.settings import TrainingSettings

AFTER_START = 500
"""Milliseconds after which the runs of earlier starts are read."""


class Retraining(QObject):
    """Connects the parts for as long as it lives; they belong to their window."""

    def __init__(
        self,
        panel: TrainingPanel,
        trainer: Trainer,
        source: DataSource,
        network: CurrentNetwork,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._trainer = trainer
        self._source = source
        self._network = network
        self._wanted: TrainingSettings | None = None
        self._begins_with_a_step = False
        self._fresh = BackgroundTask(self)
        self._fresh.finished.connect(self._show_untrained)
        self._history = RunHistory(RunStore(home() / "runs", self), self)
        self._obey_panel()
        self._remember()
        self._follow_trainer()
        trainer.data_missing.connect(source.download)
        trainer.data_refused.connect(source.ask)
        source.downloading.connect(panel.show_download)
        source.ready.connect(self._start)
        source.cancelled.connect(panel.show_stopped)
        source.unavailable.connect(panel.show_failed)
        network.model_changed.connect(panel.leave_untrained)
        network.model_changed.connect(panel.record.return_to_now)
        network.read.connect(panel.record.show_reading)
        # Not before the window can be drawn on.
        QTimer.singleShot(AFTER_START, self._history.load)

    @property
    def history(self) -> RunHistory:
        """The trainings that are remembered."""
        return self._history

    @property
    def is_running(self) -> bool:
        """Whether a training runs or its data is on the way."""
        return self._trainer.is_running or self._source.is_downloading

    def shutdown(self) -> None:
        """End everything at once, and wait until it has ended."""
        self._fresh.close()
        self._source.shutdown()
        self._trainer.shutdown()
        self._history.close()

    def _obey_panel(self) -> None:
        panel, trainer = self._panel, self._trainer
        panel.retrain_requested.connect(self._retrain)
        panel.step_requested.connect(self._step)
        panel.reset_requested.connect(self._reset)
        panel.stop_requested.connect(self.stop)
        panel.pause_requested.connect(trainer.pause)
        panel.resume_requested.connect(trainer.resume)
        panel.learning_rate_changed.connect(self._set_learning_rate)

    def _remember(self) -> None:
        history, trainer, record = self._history, self._trainer, self._panel.record
        trainer.started.connect(history.begin)
        trainer.progressed.connect(history.record)
        trainer.finished.connect(history.finish)
        trainer.stopped.connect(history.stop)
        trainer.diverged.connect(history.diverge)
        trainer.failed.connect(history.fail)
        history.added.connect(record.add_run)
        history.updated.connect(record.update_run)
        history.removed.connect(record.remove_run)
        history.problem.connect(self._network.problem)
        record.looked_back.connect(self._look_back)
        record.returned.connect(self._network.look_at_now)
        record.use_requested.connect(self._use)
        record.remove_requested.connect(history.remove)

    def _follow_trainer(self) -> None:
        panel, trainer, network = self._panel, self._trainer, self._network
        trainer.started.connect(panel.show_started)
        trainer.preparing.connect(panel.show_preparing)
        trainer.progressed.connect(network.follow)
        trainer.progressed.connect(panel.show_report)
        for over in (trainer.finished, trainer.stopped, trainer.diverged, trainer.failed):
            over.connect(panel.record.return_to_now)
        trainer.finished.connect(network.take_finished)
        trainer.finished.connect(panel.show_finished)
        trainer.stopped.connect(network.take_stopped)
        trainer.stopped.connect(panel.show_stopped)
        trainer.diverged.connect(network.go_back)
        trainer.diverged.connect(panel.show_diverged)
        trainer.failed.connect(network.go_back)
        trainer.failed.connect(panel.show_failed)

    @Slot(object)
    def _retrain(self, settings: TrainingSettings) -> None:
        self._begin(settings, with_a_step=False)

    @Slot(object)
    def _step(self, settings: TrainingSettings) -> None:
        if self._trainer.is_running:
            self._trainer.step()
        else:
            self._begin(settings, with_a_step=True)

    @Slot(float)
    def _set_learning_rate(self, learning_rate: float) -> None:
        self._trainer.set_learning_rate(learning_rate)
        if self._wanted is not None:
            # Also for a training whose data is still on the way.
            self._wanted = replace(self._wanted, learning_rate=learning_rate)

    @Slot(object)
    def _reset(self, settings: TrainingSettings) -> None:
        self._trainer.discard()
        self._history.stop()
        self._fresh.submit(_untrained, settings)

    @Slot(object)
    def _show_untrained(self, fresh: tuple[Network, TrainingSettings]) -> None:
        network, settings = fresh
        self._network.show_untrained(network, settings.recipe)

    @Slot()
    def stop(self) -> None:
        """End the training, or the look at an untrained network; a run stays among the runs."""
        self._fresh.cancel()
        if self.is_running:
            self._trainer.stop()
            self._source.cancel()
        else:
            self._network.go_back()
            self._panel.show_stopped()

    @Slot(object, object)
    def _look_back(self, run: Run, moment: Moment) -> None:
        try:
            network = self._history.network_at(run, moment)
        except OSError as error:
            self._network.problem.emit(
                self.tr("The weights of that epoch could not be read: {0}.").format(
                    translated(error)
                )
            )
            return
        self._network.look_back(network, run.settings.recipe, moment.epoch)

    @Slot(object)
    def _use(self, run: Run) -> None:
        try:
            model = self._history.model(run)
        except (ModelFileError, OSError) as error:
            self._network.problem.emit(translated(error))
            return
        self._network.use(model)

    def _begin(self, settings: TrainingSettings, *, with_a_step: bool) -> None:
        """Train by these settings in place of whatever is in training."""
        self._fresh.cancel()
        self._trainer.discard()
        self._wanted = settings
        self._begins_with_a_step = with_a_step
        self._start()

    @Slot()
    def _start(self) -> None:
        """Start what is wanted, now that there may be something to train on."""
        if self._wanted is None:
            return
        self._trainer.start(
            self._wanted,
            data_path=self._source.path,
            built_in_digits=self._source.is_built_in,
            paused=self._begins_with_a_step,
        )
        if self._begins_with_a_step:
            self._trainer.step()


def _untrained(settings: TrainingSettings) -> tuple[Network, TrainingSettings]:
    """In the background: the network with which these settings begin."""
    # Imported when first needed: the window starts without the training loop.
    from nn.training.loop import untrained

    return untrained(settings.applied(), seed=settings.seed), settings

"""A retraining from the button to the new network: who tells whom.

    panel → trainer → panel, current network        the training itself
    trainer → data source → panel → trainer         where there is nothing to train on yet
    panel → current network                         the network before any training

Little is decided here; each part knows only its own signals.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.background import BackgroundTask
from app.current_network import CurrentNetwork
from app.data_source import DataSource
from app.trainer import Trainer
from app.training_panel import TrainingPanel
from nn.network import Network
from nn.training_settings import TrainingSettings


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
        self._obey_panel()
        self._follow_trainer()
        trainer.data_missing.connect(source.download)
        trainer.data_refused.connect(source.ask)
        source.downloading.connect(panel.show_download)
        source.ready.connect(self._start)
        source.cancelled.connect(panel.show_stopped)
        source.unavailable.connect(panel.show_failed)
        network.model_changed.connect(panel.leave_untrained)

    @property
    def is_running(self) -> bool:
        """Whether a training runs or its data is on the way."""
        return self._trainer.is_running or self._source.is_downloading

    def shutdown(self) -> None:
        """End everything at once, and wait until it has ended."""
        self._fresh.close()
        self._source.shutdown()
        self._trainer.shutdown()

    def _obey_panel(self) -> None:
        panel, trainer = self._panel, self._trainer
        panel.retrain_requested.connect(self._retrain)
        panel.step_requested.connect(self._step)
        panel.reset_requested.connect(self._reset)
        panel.stop_requested.connect(self._stop)
        panel.pause_requested.connect(trainer.pause)
        panel.resume_requested.connect(trainer.resume)
        panel.learning_rate_changed.connect(trainer.set_learning_rate)

    def _follow_trainer(self) -> None:
        panel, trainer, network = self._panel, self._trainer, self._network
        trainer.started.connect(panel.show_started)
        trainer.preparing.connect(panel.show_preparing)
        trainer.progressed.connect(network.follow)
        trainer.progressed.connect(panel.show_report)
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

    @Slot(object)
    def _reset(self, settings: TrainingSettings) -> None:
        self._trainer.discard()
        self._fresh.submit(_untrained, settings)

    @Slot(object)
    def _show_untrained(self, fresh: tuple[Network, TrainingSettings]) -> None:
        network, settings = fresh
        self._network.show_untrained(network, settings.recipe)

    @Slot()
    def _stop(self) -> None:
        self._fresh.cancel()
        if self.is_running:
            self._trainer.stop()
            self._source.cancel()
        else:
            self._network.go_back()
            self._panel.show_stopped()

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
    from nn.training import untrained

    return untrained(settings.applied(), seed=settings.seed), settings

"""A retraining from the button to the new network: who tells whom.

    panel → trainer → panel, current network        the training itself
    trainer → data source → panel → trainer         where there is nothing to train on yet

Nothing is decided here; each part knows only its own signals.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.current_network import CurrentNetwork
from app.data_source import DataSource
from app.trainer import Trainer
from app.training_panel import TrainingPanel


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
        self._trainer = trainer
        self._source = source
        panel.retrain_requested.connect(self._start)
        panel.pause_requested.connect(trainer.pause)
        panel.resume_requested.connect(trainer.resume)
        panel.stop_requested.connect(trainer.stop)
        panel.stop_requested.connect(source.cancel)
        trainer.started.connect(panel.show_started)
        trainer.progressed.connect(network.follow)
        trainer.progressed.connect(panel.show_report)
        trainer.finished.connect(network.take_finished)
        trainer.finished.connect(panel.show_finished)
        trainer.stopped.connect(network.take_stopped)
        trainer.stopped.connect(panel.show_stopped)
        trainer.failed.connect(network.go_back)
        trainer.failed.connect(panel.show_failed)
        trainer.data_missing.connect(source.download)
        trainer.data_refused.connect(source.ask)
        source.downloading.connect(panel.show_download)
        source.ready.connect(panel.start)
        source.cancelled.connect(panel.show_stopped)
        source.unavailable.connect(panel.show_failed)

    @property
    def is_running(self) -> bool:
        """Whether a training runs or its data is on the way."""
        return self._trainer.is_running or self._source.is_downloading

    def shutdown(self) -> None:
        """End everything at once, and wait until it has ended."""
        self._source.shutdown()
        self._trainer.shutdown()

    @Slot(str)
    def _start(self, recipe: str) -> None:
        self._trainer.start(
            recipe, data_path=self._source.path, built_in_digits=self._source.is_built_in
        )

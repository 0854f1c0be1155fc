"""What the window is told about a training: how far it has come, and where it fell apart."""

from __future__ import annotations

from dataclasses import dataclass

from nn.checkpoint import Model
from nn.network import Network
from nn.training.settings import TrainingSettings


@dataclass(frozen=True)
class TrainingReport:
    """How far a training has come: the facts of :class:`nn.training.loop.Progress`.

    ``settings`` are those in force: their learning rate is the one that was set last, while
    ``learning_rate`` is what the schedule makes of it. ``loss`` is the mean training loss since
    the last report, NaN before the first step. The validation figures are those of the last pass
    over validation images, None before the first; ``validated`` marks the report that brings
    those of all of them. ``network`` is the network of this moment, and nobody writes to it.
    """

    run: int
    settings: TrainingSettings
    epoch: float
    epochs: int
    samples: int
    samples_total: int
    samples_per_second: float
    seconds: float
    seconds_left: float
    loss: float
    learning_rate: float
    validation_loss: float | None
    validation_accuracy: float | None
    validated: bool
    network: Network

    @property
    def recipe(self) -> str:
        """The recipe's name."""
        return self.settings.recipe

    def as_model(self) -> Model:
        """The network of this moment, with what is known of it; it is not calibrated."""
        facts = {
            "seed": self.settings.seed,
            "epochs": self.epoch,
            "samples": self.samples,
            "seconds": self.seconds,
            "validation_accuracy": self.validation_accuracy,
            "stopped": True,
        }
        return Model(self.network, self.recipe, facts)


@dataclass(frozen=True)
class Divergence:
    """Where a training left all bounds: the ``learning_rate`` is the one that was set, and
    ``loss`` the last one, often infinite or not a number."""

    settings: TrainingSettings
    epoch: float
    samples: int
    learning_rate: float
    loss: float

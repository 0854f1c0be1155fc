"""What a training tells, what it can be told, and how it says that it has failed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nn.arrays import State
from nn.messages import N_, DigitsError, message
from nn.model_file import Model
from nn.network import Network
from nn.training.settings import TrainingSettings

LARGEST_LOSS = 1e6
"""Nats; guessing costs 2.3. A network this far out computes with numbers that soon overflow."""


class TrainingDivergedError(DigitsError):
    """The loss has left all bounds; the message says what to do.

    ``samples`` and ``epoch`` say when, ``learning_rate`` is the one that was set (the schedule
    left out), ``loss`` the last one, often infinite or not a number.
    """

    def __init__(self, *, samples: int, epoch: float, learning_rate: float, loss: float) -> None:
        not_finite = message(N_("nn", "no longer a finite number"))
        super().__init__(
            N_(
                "nn",
                "The loss is {0} after {1} samples: the learning rate of {2} is too large for this "
                "network. Try a tenth of it.",
            ),
            f"{loss:.2g}" if math.isfinite(loss) else not_finite,
            samples,
            f"{learning_rate:g}",
        )
        self.samples = samples
        self.epoch = epoch
        self.learning_rate = learning_rate
        self.loss = loss


class ResumeError(DigitsError, ValueError):
    """A training cannot go on from a state; one sentence says why."""


@dataclass(frozen=True)
class Steering:
    """What is to be different from the next step on.

    ``learning_rate`` is a new one, None for the same; a ``single_step`` reports after one step of
    the learner, with fresh validation figures, and not when the next report is due. ``keep`` asks
    for the training's state with the next report.
    """

    learning_rate: float | None = None
    single_step: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Progress:
    """Where training is.

    ``epoch`` counts the epochs done, with fractions, out of ``epochs``; ``samples`` out of
    ``samples_total``. ``seconds`` is the time spent training, pauses left out, ``seconds_left``
    what remains at this speed, infinity before the first step. ``loss`` is the mean training loss
    since the report before, or of the last thousand images where those are more, but of one batch
    in single steps; NaN before the first step; ``validation_loss`` is the same quantity on
    the validation images. Validation figures are the latest ones, None before the first;
    ``validated`` marks a report that carries those of a full validation just done, and only such
    a one has ``best``, the best network so far by validation accuracy. ``network`` is a read-only
    snapshot. ``gradient_sizes`` are the root mean squares of the weight gradients of each
    convolution and dense layer, first to last, in one batch since the report before; where they
    shrink from the last layer to the first, the gradients vanish. Empty before the first step, and
    from a learner that does not know them. ``state``, where the steering asked for it and the
    training is not finished, is all that a later training needs to go on from here.
    """

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
    finished: bool
    network: Network
    best: Network | None
    best_accuracy: float | None
    gradient_sizes: tuple[float, ...] = ()
    state: State | None = None

    def as_model(self, settings: TrainingSettings) -> Model:
        """The network of this moment with what is known of it; it is not calibrated."""
        metadata = {
            "seed": settings.seed,
            "epochs": self.epoch,
            "samples": self.samples,
            "seconds": self.seconds,
            "validation_accuracy": self.validation_accuracy,
            "stopped": True,
        }
        return Model(self.network, settings.recipe, metadata)

"""Training as a generator: ``for progress in train(recipe, data): …``.

    recipe, data, seed → batches → learner → Progress, Progress, … → the best network

The generator yields a :class:`Progress` about every fifteenth of a second. Whoever asks it for
the next one decides everything else: to pause is not to ask, to stop is to close it, and
``send(learning_rate)`` changes the rate from then on. It knows no thread, no window and no file.

The best network is chosen on the validation images. The test images are never looked at here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from nn.arrays import Array
from nn.batches import Batches
from nn.digit_data import Dataset, DigitData
from nn.learners import Learner, LearnerFactory, learner_for
from nn.losses import softmax_cross_entropy
from nn.network import DIGITS, Network
from nn.preprocessing import normalise_pixels
from nn.recipes import Recipe

QUICK_VALIDATION = 1000
"""Validation images that are read between epochs, once a second, to let the curve move."""

_VALIDATION_BATCH = 250


class TrainingDivergedError(Exception):
    """The loss is not a finite number any more; the message says what to do."""


@dataclass(frozen=True)
class Progress:
    """Where training is.

    ``epoch`` counts the epochs done, with fractions, out of ``epochs``; ``samples`` out of
    ``samples_total``. ``seconds`` is the time spent training, pauses left out, ``seconds_left``
    what remains at this speed. ``loss`` is the mean training loss since the report before.
    Validation figures are the latest ones, None before the first; ``validated`` marks a report
    that carries those of a full validation just done, and only such a one has ``best``, the best
    network so far by validation accuracy. ``network`` is a read-only snapshot.
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


def train(
    recipe: Recipe,
    data: DigitData,
    *,
    seed: int = 0,
    epochs: int | None = None,
    interval: float = 1 / 15,
    make_learner: LearnerFactory = learner_for,
) -> Generator[Progress, float | None, None]:
    """Train the recipe's network on ``data.train``; the last report carries the best network.

    ``make_learner`` decides what computes the steps: NumPy, or :mod:`nn.keras_engine`.
    The same seed gives the same weights, bit for bit. Raises :class:`TrainingDivergedError` when
    the loss is no longer finite, and ValueError for data that cannot fill a batch or fewer than
    one epoch.
    """
    epochs = recipe.epochs if epochs is None else epochs
    if epochs < 1:
        raise ValueError(f"training takes at least one epoch, found {epochs}")
    rng = np.random.default_rng(seed)
    batches_rng, learner_rng = rng.spawn(2)
    learner = make_learner(recipe, rng=learner_rng)
    batches = Batches(
        data.train,
        learner.chunk,
        synthetic=recipe.synthetic,
        non_digits=recipe.non_digits,
        rng=batches_rng,
    )
    with learner, batches:
        yield from _Run(recipe, data.validation, learner, batches, epochs, interval).reports()


@dataclass
class _Run:
    """The state of one training between two reports."""

    recipe: Recipe
    held_back: Dataset
    learner: Learner
    batches: Batches
    epochs: int
    interval: float
    learning_rate: float = field(init=False)
    samples: int = 0
    seconds: float = 0.0
    losses: list[float] = field(default_factory=list)
    loss: float = math.nan
    validation: tuple[float, float] | None = None
    best: Network | None = None
    best_accuracy: float = -1.0

    def __post_init__(self) -> None:
        self.learning_rate = self.recipe.learning_rate
        self.samples_total = self.batches.per_epoch * self.epochs

    def reports(self) -> Generator[Progress, float | None, None]:
        resumed = reported = time.perf_counter()
        validated_at = 0.0
        for epoch in range(self.epochs):
            for batch in self.batches.epoch():
                self._learn(batch)
                now = time.perf_counter()
                if now - reported < self.interval:
                    continue
                self.seconds += now - resumed
                if self.seconds - validated_at >= 1:
                    self._validate(self.held_back[:QUICK_VALIDATION])
                    validated_at = self.seconds
                self._obey((yield self._progress()))
                resumed = reported = time.perf_counter()
            self._validate_fully()
            self.seconds += time.perf_counter() - resumed
            validated_at = self.seconds
            self._obey((yield self._progress(validated=True, finished=epoch + 1 == self.epochs)))
            resumed = reported = time.perf_counter()

    def _learn(self, batch: Dataset) -> None:
        rate = self.learning_rate * self.recipe.schedule(self.samples / self.samples_total)
        loss = self.learner.learn(batch.images, batch.labels, rate)
        if not math.isfinite(loss):
            raise TrainingDivergedError(
                f"The loss is no longer a finite number after {self.samples} samples: the learning"
                f" rate of {self.learning_rate:g} is too large for this network. Try a tenth of it."
            )
        self.losses.append(loss)
        self.samples += len(batch)

    def _obey(self, learning_rate: float | None) -> None:
        if learning_rate is not None:
            self.learning_rate = learning_rate

    def _validate(self, images: Dataset) -> None:
        self.validation = validate(self.learner.snapshot(), images)

    def _validate_fully(self) -> None:
        network = self.learner.snapshot()
        self.validation = validate(network, self.held_back)
        if self.validation[1] > self.best_accuracy:
            self.best, self.best_accuracy = network, self.validation[1]

    def _progress(self, *, validated: bool = False, finished: bool = False) -> Progress:
        if self.losses:
            self.loss = float(np.mean(self.losses))
            self.losses.clear()
        speed = self.samples / max(self.seconds, 1e-9)
        validation_loss, validation_accuracy = self.validation or (None, None)
        return Progress(
            epoch=self.samples / self.batches.per_epoch,
            epochs=self.epochs,
            samples=self.samples,
            samples_total=self.samples_total,
            samples_per_second=speed,
            seconds=self.seconds,
            seconds_left=(self.samples_total - self.samples) / max(speed, 1e-9),
            loss=self.loss,
            learning_rate=self.learning_rate
            * self.recipe.schedule(self.samples / self.samples_total),
            validation_loss=validation_loss,
            validation_accuracy=validation_accuracy,
            validated=validated,
            finished=finished,
            network=self.learner.snapshot(),
            best=self.best if validated else None,
            best_accuracy=self.best_accuracy if self.best else None,
        )


def validate(network: Network, images: Dataset) -> tuple[float, float]:
    """Mean cross-entropy (nats) over the digit classes, and accuracy in [0, 1]."""
    loss, correct = 0.0, 0
    for first in range(0, len(images), _VALIDATION_BATCH):
        batch = images[first : first + _VALIDATION_BATCH]
        logits: Array = network.logits(normalise_pixels(batch.images))[:, :DIGITS]
        loss += softmax_cross_entropy(logits.T, batch.labels)[0] * len(batch)
        correct += int((logits.argmax(axis=1) == batch.labels).sum())
    return loss / max(len(images), 1), correct / max(len(images), 1)

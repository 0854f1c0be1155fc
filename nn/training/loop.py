"""Training as a generator: ``for progress in train(recipe, data): …``.

    recipe, data, seed → batches → learner → Progress, Progress, … → the best network

The generator yields a :class:`Progress` about every fifteenth of a second. Its caller
decides everything else: to pause is not to ask, to stop is to close it, and
``send(Steering(…))`` changes the learning rate or asks for a single step. It knows no thread, no
window and no file.

The best network is chosen on the validation images. The test images are never looked at here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from nn.checkpoint import Model
from nn.data.digit_data import Dataset, DigitData
from nn.evaluation.calibration import calibrate
from nn.evaluation.inference import batched_logits
from nn.losses import softmax_cross_entropy
from nn.network import DIGITS, Network
from nn.recipes import Recipe
from nn.training.batches import Batches
from nn.training.learners import Learner, LearnerFactory, learner_for
from nn.training.progress import LARGEST_LOSS, Progress, Steering, TrainingDivergedError

__all__ = [
    "Progress",
    "Steering",
    "TrainingDivergedError",
    "finished_model",
    "train",
    "untrained",
    "validate",
]

QUICK_VALIDATION = 1000
"""Validation images that are read between epochs, to let the curve move."""

_QUICK_VALIDATION_PAUSE = 1.0
"""Seconds from one such look to the next, at least."""

_QUICK_VALIDATION_SHARE = 0.05
"""The largest share of the training's time that these looks may take."""


def train(
    recipe: Recipe,
    data: DigitData,
    *,
    seed: int = 0,
    epochs: int | None = None,
    interval: float = 1 / 15,
    report_untrained: bool = False,
    make_learner: LearnerFactory = learner_for,
) -> Generator[Progress, Steering | None, None]:
    """Train the recipe's network on ``data.train``; the last report carries the best network.

    With ``report_untrained`` the first report comes before the first step. ``make_learner``
    decides what computes the steps: NumPy, or :mod:`nn.interop.keras_engine`.
    The same seed gives the same weights, bit for bit. Raises :class:`TrainingDivergedError` when
    the loss leaves all bounds, BatchSizeError for data that cannot fill a batch, and ValueError
    for fewer than one epoch.
    """
    epochs = recipe.epochs if epochs is None else epochs
    if epochs < 1:
        raise ValueError(f"training takes at least one epoch, found {epochs}")
    batches_rng, learner_rng = _generators(seed)
    learner = make_learner(recipe, rng=learner_rng)
    batches = Batches(
        # Of a slice up to None nothing is left out.
        data.train[: recipe.training_images],
        learner.chunk,
        synthetic=recipe.synthetic,
        non_digits=recipe.non_digits,
        rng=batches_rng,
    )
    with learner, batches:
        run = _Run(recipe, data.validation, learner, batches, epochs, interval)
        yield from run.reports(untrained=report_untrained)


def untrained(recipe: Recipe, *, seed: int = 0) -> Network:
    """The network with which :func:`train` begins for that seed."""
    _, learner_rng = _generators(seed)
    return learner_for(recipe, rng=learner_rng).snapshot()


def _generators(seed: int) -> tuple[np.random.Generator, np.random.Generator]:
    """The randomness of the batches and of the learner."""
    batches_rng, learner_rng = np.random.default_rng(seed).spawn(2)
    return batches_rng, learner_rng


@dataclass
class _Run:
    """The state of one training between two reports."""

    recipe: Recipe
    validation_images: Dataset
    learner: Learner
    batches: Batches
    epochs: int
    interval: float
    learning_rate: float = field(init=False)
    single_step: bool = False
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
        self.resumed = time.perf_counter()
        self.validated_at = 0.0
        self.validation_pause = _QUICK_VALIDATION_PAUSE

    def reports(self, *, untrained: bool) -> Generator[Progress, Steering | None, None]:
        if untrained:
            self._validate_quickly()
            yield from self._report()
        for epoch in range(self.epochs):
            for batch in self.batches.epoch():
                self._learn(batch)
                if not self._is_due():
                    continue
                if self.single_step or self._elapsed() - self.validated_at >= self.validation_pause:
                    self._validate_quickly()
                yield from self._report()
            self._validate_fully()
            yield from self._report(validated=True, finished=epoch + 1 == self.epochs)

    def _report(
        self, *, validated: bool = False, finished: bool = False
    ) -> Generator[Progress, Steering | None, None]:
        """Stop the clock, report, and take the steering that comes back."""
        self.seconds = self._elapsed()
        steering = yield self._progress(validated=validated, finished=finished)
        self.single_step = steering is not None and steering.single_step
        if steering is not None and steering.learning_rate is not None:
            self.learning_rate = steering.learning_rate
        self.resumed = time.perf_counter()

    def _elapsed(self) -> float:
        """Seconds of training, pauses left out."""
        return self.seconds + time.perf_counter() - self.resumed

    def _is_due(self) -> bool:
        if self.samples % self.batches.per_epoch == 0:
            # The epoch's own report follows at once.
            return False
        return self.single_step or time.perf_counter() - self.resumed >= self.interval

    def _learn(self, batch: Dataset) -> None:
        rate = self.learning_rate * self.recipe.schedule(self.samples / self.samples_total)
        loss = self.learner.learn(batch.images, batch.labels, rate)
        self._insist_on(loss)
        self.losses.append(loss)
        self.samples += len(batch)

    def _insist_on(self, loss: float) -> None:
        # Said so that it is also true of what is not a number.
        if not loss <= LARGEST_LOSS:
            raise TrainingDivergedError(
                samples=self.samples,
                epoch=self.samples / self.batches.per_epoch,
                learning_rate=self.learning_rate,
                loss=loss,
            )

    def _validate_quickly(self) -> None:
        begun = self._elapsed()
        self.validation = self._validate(
            self.learner.snapshot(), self.validation_images[:QUICK_VALIDATION]
        )
        self.validated_at = self._elapsed()
        took = self.validated_at - begun
        self.validation_pause = max(_QUICK_VALIDATION_PAUSE, took / _QUICK_VALIDATION_SHARE)

    def _validate_fully(self) -> None:
        network = self.learner.snapshot()
        self.validation = self._validate(network, self.validation_images)
        self.validated_at = self._elapsed()
        if self.validation[1] > self.best_accuracy:
            self.best, self.best_accuracy = network, self.validation[1]

    def _validate(self, network: Network, images: Dataset) -> tuple[float, float]:
        with np.errstate(over="ignore", invalid="ignore"):
            figures = validate(network, images)
        self._insist_on(figures[0])
        return figures

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
            seconds_left=(self.samples_total - self.samples) / speed if speed else math.inf,
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
    loss, correct, done = 0.0, 0, 0
    for logits in batched_logits(network, images.images):
        of_digits = logits[:, :DIGITS]
        labels = images.labels[done : done + len(logits)]
        loss += softmax_cross_entropy(of_digits.T, labels)[0] * len(labels)
        correct += int((of_digits.argmax(axis=1) == labels).sum())
        done += len(labels)
    return loss / max(len(images), 1), correct / max(len(images), 1)


def finished_model(recipe: Recipe, last: Progress, data: DigitData, *, seed: int) -> Model:
    """The model file's content for a training whose last report is ``last``."""
    network = last.best or last.network
    calibration = calibrate(network, data.validation, rng=np.random.default_rng(seed))
    metadata = {
        "seed": seed,
        "epochs": last.epochs,
        "samples": last.samples,
        "seconds": round(last.seconds, 1),
        "validation_accuracy": last.best_accuracy,
        "data": data.source,
        "date": datetime.now(UTC).date().isoformat(),
        **calibration.to_metadata(),
    }
    return Model(network, recipe.name, metadata)

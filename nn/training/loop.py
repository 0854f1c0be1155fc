"""Training as a generator: ``for progress in train(recipe, data): …``.

    recipe, data, seed → batches → learner → Progress, Progress, … → the best network

The generator yields a :class:`Progress` about every fifteenth of a second. Its caller
decides everything else: to pause is not to ask, to stop is to close it, and
``send(Steering(…))`` changes the learning rate, asks for a single step, or for the state from which
another process can go on. It knows no thread, no window and no file.

The best network is chosen on the validation images. The test images are never looked at here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np

from nn.arrays import State, check_like, checked_count, read_only
from nn.data.digit_data import Dataset, DigitData
from nn.data.files import first_line
from nn.evaluation.calibration import calibrate
from nn.evaluation.inference import batched_outputs
from nn.messages import N_
from nn.model_file import Model
from nn.network import DIGITS, Network
from nn.recipes import Recipe
from nn.training.batches import Batches
from nn.training.learners import Learner, LearnerFactory, learner_for
from nn.training.progress import (
    LARGEST_LOSS,
    Progress,
    ResumeError,
    Steering,
    TrainingDivergedError,
)

__all__ = [
    "Progress",
    "ResumeError",
    "Steering",
    "TrainingDivergedError",
    "finished_model",
    "train",
    "untrained",
    "validate",
]

QUICK_VALIDATION = 1000
"""Validation images that are read between epochs, to let the curve move."""

_LOSS_OF = 1000
"""Images: a training loss is the mean of about so many, so that a report soon after another one
does not jump."""

_LOOKS = 20
"""So many looks show the shape of a curve: a training of seconds is to have them too."""

_LOOKS_SHARE = 0.2
"""The largest share of the training's time that these twenty may take: much in one of seconds."""

_MORE_LOOKS_PAUSE = 1.0
"""Seconds from one look to the next, at least, where there are more than twenty."""

_MORE_LOOKS_SHARE = 0.05
"""The largest share of the training's time that looks beyond the twenty may take."""


def train(
    recipe: Recipe,
    data: DigitData,
    *,
    seed: int = 0,
    epochs: int | None = None,
    interval: float = 1 / 15,
    report_untrained: bool = False,
    start: Network | None = None,
    make_learner: LearnerFactory = learner_for,
    resume: State | None = None,
) -> Generator[Progress, Steering | None, None]:
    """Train the recipe's network on ``data.train``; the last report carries the best network.

    With ``report_untrained`` the first report comes before the first step. ``start`` is a network
    to go on from, in place of fresh weights; NumPy computes the steps then. ``make_learner``
    decides what computes them otherwise: NumPy, or :mod:`nn.interop.keras_engine`.
    The same seed gives the same weights, bit for bit, also where a training is broken off and goes
    on by ``resume``, a state that was reported for the same recipe, data, seed and epochs: its
    first report then tells where it is. Raises :class:`TrainingDivergedError` when the loss leaves
    all bounds, BatchSizeError for data that cannot fill a batch, StartError for a ``start`` of
    other layers, :class:`ResumeError` for the state of another training, and ValueError for fewer
    than one epoch.
    """
    epochs = recipe.epochs if epochs is None else epochs
    if epochs < 1:
        raise ValueError(f"training takes at least one epoch, found {epochs}")
    batches_rng, learner_rng = _generators(seed)
    learner = (
        make_learner(recipe, rng=learner_rng)
        if start is None
        else learner_for(recipe, rng=learner_rng, start=start)
    )
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
        if resume is not None:
            run.restore(resume)
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
    keep: bool = False
    samples: int = 0
    seconds: float = 0.0
    losses: list[float] = field(default_factory=list)
    unreported: int = 0
    loss: float = math.nan
    validation: tuple[float, float] | None = None
    best: Network | None = None
    best_accuracy: float = -1.0

    def __post_init__(self) -> None:
        self.learning_rate = self.recipe.learning_rate
        self.samples_total = self.batches.per_epoch * self.epochs
        self.resumed = time.perf_counter()
        self.validated_at = 0.0
        self.validated_samples = 0
        self.look_seconds = 0.0

    def reports(self, *, untrained: bool) -> Generator[Progress, Steering | None, None]:
        if self.samples:
            yield from self._report(validated=self.best is not None)
        elif untrained:
            self._validate_quickly()
            # That one found everything cold: the next will not take as long.
            self.look_seconds = 0.0
            yield from self._report()
        for epoch in range(self.samples // self.batches.per_epoch, self.epochs):
            for batch in self.batches.epoch():
                self._learn(batch)
                if self.samples % self.batches.per_epoch == 0:
                    # The epoch's own report follows at once.
                    continue
                if self._is_look_due():
                    self._validate_quickly()
                elif not self._is_report_due():
                    continue
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
        self.keep = steering is not None and steering.keep
        if steering is not None and steering.learning_rate is not None:
            self.learning_rate = steering.learning_rate
        self.resumed = time.perf_counter()

    def _elapsed(self) -> float:
        """Seconds of training, pauses left out."""
        return self.seconds + time.perf_counter() - self.resumed

    def _is_report_due(self) -> bool:
        return time.perf_counter() - self.resumed >= self.interval

    def _is_look_due(self) -> bool:
        """After every twentieth of the training, and in between where that costs little."""
        if self.single_step:
            return True
        since = self._elapsed() - self.validated_at
        if _LOOKS * (self.samples - self.validated_samples) >= self.samples_total:
            return since * _LOOKS_SHARE >= self.look_seconds
        return since >= max(_MORE_LOOKS_PAUSE, self.look_seconds / _MORE_LOOKS_SHARE)

    def _learn(self, batch: Dataset) -> None:
        rate = self.learning_rate * self.recipe.schedule(self.samples / self.samples_total)
        loss = self.learner.learn(batch.images, batch.labels, rate)
        self._insist_on(loss)
        self.losses.append(loss)
        self.unreported += 1
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
        self._note_validation()
        self.look_seconds = self.validated_at - begun

    def _validate_fully(self) -> None:
        network = self.learner.snapshot()
        self.validation = self._validate(network, self.validation_images)
        self._note_validation()
        if self.validation[1] > self.best_accuracy:
            self.best, self.best_accuracy = network, self.validation[1]

    def _note_validation(self) -> None:
        self.validated_at, self.validated_samples = self._elapsed(), self.samples

    def _validate(self, network: Network, images: Dataset) -> tuple[float, float]:
        with np.errstate(over="ignore", invalid="ignore"):
            figures = validate(network, images, label_smoothing=self.recipe.label_smoothing)
        self._insist_on(figures[0])
        return figures

    def _progress(self, *, validated: bool = False, finished: bool = False) -> Progress:
        if self.unreported:
            least = math.ceil(_LOSS_OF / self.learner.chunk)
            batches = self.unreported if self.single_step else max(self.unreported, least)
            self.loss = float(np.mean(self.losses[-batches:]))
            self.unreported = 0
            del self.losses[:-least]
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
            gradient_sizes=self.learner.take_gradient_sizes(),
            state=self.state() if self.keep and not finished else None,
        )

    def state(self) -> State:
        """All that :meth:`restore` needs, between two batches."""
        best = {} if self.best is None else {"parameters": self.best.parameters}
        return {
            "samples": self.samples,
            "seconds": self.seconds,
            "learning_rate": self.learning_rate,
            "losses": list(self.losses),
            "loss": self.loss if self.losses else None,
            "validation": self.validation,
            "best": {**best, "accuracy": self.best_accuracy},
            "batches": self.batches.state(),
            "learner": self.learner.state(),
        }

    def restore(self, state: State) -> None:
        """Go on from there; raises ResumeError where the state is that of another training."""
        try:
            self._restore(state)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise ResumeError(
                N_(
                    "nn",
                    "The state of the training does not fit the recipe or the digits ({0}): go on "
                    "with those that it began with.",
                ),
                first_line(error),
            ) from error

    def _restore(self, state: State) -> None:
        self.batches.restore(state["batches"])
        self.learner.restore(state["learner"])
        self.samples = checked_count(state["samples"], self.samples_total - 1)
        self.seconds = float(state["seconds"])
        self.learning_rate = float(state["learning_rate"])
        self.losses = [float(loss) for loss in state["losses"]]
        if self.losses:
            self.loss = float(state["loss"])
        if state["validation"] is not None:
            loss, accuracy = state["validation"]
            self.validation = float(loss), float(accuracy)
        self.best_accuracy = float(state["best"]["accuracy"])
        if "parameters" in state["best"]:
            network = self.learner.snapshot()
            check_like(state["best"]["parameters"], network.parameters)
            self.best = network.with_parameters(read_only(state["best"]["parameters"]))
        self.resumed = time.perf_counter()
        self._note_validation()


def validate(
    network: Network, images: Dataset, *, label_smoothing: float = 0.0
) -> tuple[float, float]:
    """The mean of the loss that the network is trained with, and accuracy in [0, 1].

    It is the training's own loss, with its smoothing, so that both can stand on one axis: half the
    squared error for sigmoid outputs, else cross-entropy (nats) over all classes. The accuracy is
    that among the digits.
    """
    loss, correct, done = 0.0, 0, 0
    for outputs in batched_outputs(network, images.images):
        labels = images.labels[done : done + outputs.shape[1]]
        batch_loss, _ = network.loss_of(outputs, labels, label_smoothing=label_smoothing)
        loss += batch_loss * len(labels)
        correct += int((outputs[:DIGITS].argmax(axis=0) == labels).sum())
        done += len(labels)
    return loss / max(len(images), 1), correct / max(len(images), 1)


def finished_model(recipe: Recipe, last: Progress, data: DigitData, *, seed: int) -> Model:
    """The model file's content for a training whose last report is ``last``."""
    network = last.best or last.network
    calibration = calibrate(network, data.validation)
    metadata = {
        "seed": seed,
        "epochs": last.epochs if last.finished else last.epoch,
        "samples": last.samples,
        "seconds": round(last.seconds, 1),
        "validation_accuracy": last.best_accuracy,
        "data": data.source,
        "date": datetime.now(UTC).date().isoformat(),
        **calibration.to_metadata(),
    }
    if not last.finished:
        metadata["stopped"] = True
    return Model(network, recipe.name, metadata)

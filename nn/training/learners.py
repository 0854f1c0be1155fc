"""Learners: how one batch of images changes a network.

:class:`BatchLearner` is the modern way, a gradient of the whole batch and a step of an
optimiser. :class:`ClassicLearner` is the article's, a step for every single image.

Either may keep a moving average of its weights (:class:`WeightAverage`), which predicts better than
the weights of any one moment (Polyak, Juditsky 1992, "Acceleration of stochastic approximation by
averaging", in the exponential form in common use).
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol

import numpy as np

from nn.arrays import Array
from nn.classic import ClassicNetwork
from nn.layers import Dense
from nn.network import DIGITS, Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import Recipe
from nn.training.parallel import ShardedGradient


class Learner(Protocol):
    """A context manager that learns while it is entered."""

    chunk: int
    """The number of images that one :meth:`learn` takes."""

    def learn(self, images: Array, labels: Array, learning_rate: float) -> float:
        """Learn from images (chunk, 28, 28) uint8, labels (chunk,): the mean loss before."""

    def snapshot(self) -> Network:
        """The network as it is now, read-only."""

    def __enter__(self) -> Learner: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class LearnerFactory(Protocol):
    """Makes the learner for a recipe, with a network of fresh weights."""

    def __call__(self, recipe: Recipe, *, rng: np.random.Generator) -> Learner: ...


def learner_for(recipe: Recipe, *, rng: np.random.Generator) -> Learner:
    """The learner that a recipe asks for, with a network of fresh weights."""
    return ClassicLearner(recipe, rng=rng) if recipe.one_by_one else BatchLearner(recipe, rng=rng)


class BatchLearner(AbstractContextManager["BatchLearner"]):
    """Mini-batches, any layers, any optimiser."""

    def __init__(self, recipe: Recipe, *, rng: np.random.Generator) -> None:
        weights_rng, gradient_rng = rng.spawn(2)
        self.chunk = recipe.batch_size
        self._recipe = recipe
        self._network = recipe.network(rng=weights_rng)
        self._gradient = ShardedGradient(
            self._network,
            recipe.shards,
            augmentation=recipe.augmentation,
            brightness=recipe.brightness,
            rng=gradient_rng,
        )
        self._optimizer = recipe.optimizer()
        self._average = (
            WeightAverage(self._network.parameters, recipe.averaging) if recipe.averaging else None
        )

    def __enter__(self) -> BatchLearner:
        self._gradient.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._gradient.__exit__(kind, error, traceback)

    def learn(self, images: Array, labels: Array, learning_rate: float) -> float:
        loss = self._gradient(images, labels, label_smoothing=self._recipe.label_smoothing)
        with np.errstate(over="ignore", invalid="ignore"):
            self._optimizer.step(self._network.parameters, self._gradient.gradient, learning_rate)
            self._gradient.update_statistics()
        if self._average is not None and self._average.is_due():
            self._average.update(self._network.parameters)
        return loss

    def snapshot(self) -> Network:
        if self._average is None:
            return self._network.folded().copy()
        return self._network.with_parameters(self._average.parameters).folded().copy()


class ClassicLearner(AbstractContextManager["ClassicLearner"]):
    """One sample at a time, as in :mod:`nn.classic`.

    ``chunk`` images lie between two looks at the clock; each is still learned by itself.
    """

    def __init__(self, recipe: Recipe, *, rng: np.random.Generator) -> None:
        hidden, outputs = (layer for layer in recipe.layers if isinstance(layer, Dense))
        self.chunk = min(50, recipe.training_images or 50)
        self._brightness = recipe.brightness
        self._network = ClassicNetwork(hidden=hidden.units, rng=rng)
        for layer, weights in ((hidden, self._network.wih), (outputs, self._network.who)):
            if layer.initial != "uniform":
                layer.initialise([weights], rng=rng)
        self._targets = np.eye(DIGITS, dtype=np.float32)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None

    def learn(self, images: Array, labels: Array, learning_rate: float) -> float:
        self._network.learning_rate = learning_rate
        inputs = normalise_pixels(images).reshape(len(images), -1)
        if self._brightness != 1:
            inputs *= np.float32(self._brightness)
        loss = 0.0
        for sample, target in zip(inputs, self._targets[labels], strict=True):
            difference = target - self._network.fit(sample, target)
            loss += 0.5 * float(difference @ difference)
        return loss / len(images)

    def snapshot(self) -> Network:
        return self._network.network().copy()


class WeightAverage:
    """``a ← δ·a + (1 - δ)·w`` at every step, with the decay δ smaller in the beginning.

    The average moves slowly and each update costs three passes, so it is made every
    :data:`EVERY` steps, with the decay of that many.
    """

    EVERY = 8

    def __init__(self, parameters: Array, decay: float) -> None:
        self.parameters = parameters.copy()
        self._decay = decay
        self._steps = 0

    def is_due(self) -> bool:
        """Count a step; True where :meth:`update` is to be called after it."""
        self._steps += 1
        return self._steps % self.EVERY == 0

    def update(self, parameters: Array) -> None:
        """Move towards ``parameters`` by as much as :data:`EVERY` steps would."""
        # Early on the average is short, so that the first weights are soon forgotten.
        decay = min(self._decay, self._steps / (self._steps + 10 * self.EVERY))
        keep = decay**self.EVERY
        self.parameters *= keep
        self.parameters += (1 - keep) * parameters

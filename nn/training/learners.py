"""Learners: how one batch of images changes a network.

:class:`BatchLearner` is the modern way, a gradient of the whole batch and a step of an
optimiser. :class:`ClassicLearner` is the article's, a step for every single image.

Either may keep a moving average of its weights (:class:`WeightAverage`), which predicts better than
the weights of any one moment (Polyak, Juditsky 1992, "Acceleration of stochastic approximation by
averaging", in the exponential form in common use).
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Protocol

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array, State, check_like, checked_count
from nn.classic import ClassicNetwork
from nn.layers import Conv2D, Dense, Sigmoid
from nn.messages import N_, DigitsError
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

    def take_gradient_sizes(self) -> tuple[float, ...]:
        """How large the weights' gradients were, as :attr:`Progress.gradient_sizes` has them.

        They are those of the first batch that was learned since the last call, so that measuring
        costs a fraction of a step between two reports; empty before the first batch, and where
        they are not known.
        """

    def state(self) -> State:
        """All that the next batches' effect depends on."""

    def restore(self, state: State) -> None:
        """Go on from a :meth:`state` of a learner of the same recipe.

        Raises KeyError, TypeError or ValueError where it is none.
        """

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


def learner_for(
    recipe: Recipe, *, rng: np.random.Generator, start: Network | None = None
) -> Learner:
    """The learner that a recipe asks for, with fresh weights or a copy of those of ``start``.

    Raises StartError where ``start`` has other layers than the recipe.
    """
    if start is not None:
        _check_start(recipe, start)
    if recipe.one_by_one:
        return ClassicLearner(recipe, rng=rng, start=start)
    return BatchLearner(recipe, rng=rng, start=start)


class StartError(DigitsError, ValueError):
    """A training cannot begin with this network; one sentence says why."""


def _check_start(recipe: Recipe, start: Network) -> None:
    if (start.layers, start.output) != (recipe.layers, recipe.output):
        raise StartError(
            N_(
                "nn",
                "The recipe {0} cannot go on from this network, which has other layers. Choose "
                "the recipe that the network comes from.",
            ),
            recipe.name,
        )


class BatchLearner(AbstractContextManager["BatchLearner"]):
    """Mini-batches, any layers, any optimiser."""

    def __init__(
        self, recipe: Recipe, *, rng: np.random.Generator, start: Network | None = None
    ) -> None:
        weights_rng, gradient_rng = rng.spawn(2)
        self.chunk = recipe.batch_size
        self._recipe = recipe
        self._network = recipe.network(rng=weights_rng)
        if start is not None:
            self._network.parameters[...] = start.parameters
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
        self._sizes: tuple[float, ...] = ()
        self._sizes_are_due = True

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
            if self._sizes_are_due:
                # Now, because the optimiser may overwrite the gradient.
                self._sizes = gradient_sizes(self._network, self._gradient.gradient)
                self._sizes_are_due = False
            self._optimizer.step(self._network.parameters, self._gradient.gradient, learning_rate)
            self._gradient.update_statistics()
        if self._average is not None and self._average.is_due():
            self._average.update(self._network.parameters)
        return loss

    def snapshot(self) -> Network:
        if self._average is None:
            return self._network.folded().copy()
        return self._network.with_parameters(self._average.parameters).folded().copy()

    def take_gradient_sizes(self) -> tuple[float, ...]:
        self._sizes_are_due = True
        return self._sizes

    def state(self) -> State:
        return {
            "parameters": self._network.parameters.copy(),
            "optimizer": self._optimizer.state(),
            "average": {} if self._average is None else self._average.state(),
            "generators": self._gradient.state(),
        }

    def restore(self, state: State) -> None:
        check_like(state["parameters"], self._network.parameters)
        self._network.parameters[...] = state["parameters"]
        self._optimizer.restore(state["optimizer"], self._network.parameters)
        if self._average is not None:
            self._average.restore(state["average"])
        self._gradient.restore(state["generators"])


class ClassicLearner(AbstractContextManager["ClassicLearner"]):
    """One sample at a time, as in :mod:`nn.classic`; inside it BLAS has one thread.

    ``chunk`` images lie between two looks at the clock; each is still learned by itself.
    """

    def __init__(
        self, recipe: Recipe, *, rng: np.random.Generator, start: Network | None = None
    ) -> None:
        hidden, outputs = (layer for layer in recipe.layers if isinstance(layer, Dense))
        self.chunk = min(50, recipe.training_images or 50)
        self._brightness = recipe.brightness
        self._network = (
            ClassicNetwork(hidden=hidden.units, rng=rng)
            if start is None
            else ClassicNetwork.of(start)
        )
        for layer, weights in ((hidden, self._network.wih), (outputs, self._network.who)):
            if start is None and layer.initial != "uniform":
                layer.initialise([weights], rng=rng)
        self._targets = np.eye(DIGITS, dtype=np.float32)
        self._sizes: tuple[float, ...] = ()
        self._sizes_are_due = True
        self._exit = ExitStack()

    def __enter__(self) -> ClassicLearner:
        # A step is too small to share, and threads of BLAS that wait for each other spin.
        self._exit.enter_context(threadpool_limits(limits=1, user_api="blas"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exit.close()

    def learn(self, images: Array, labels: Array, learning_rate: float) -> float:
        self._network.learning_rate = learning_rate
        inputs = normalise_pixels(images).reshape(len(images), -1)
        if self._brightness != 1:
            inputs *= np.float32(self._brightness)
        if self._sizes_are_due:
            targets = self._targets[labels]
            self._sizes = classic_gradient_sizes(self._network, inputs, targets)
            self._sizes_are_due = False
        loss = 0.0
        for sample, target in zip(inputs, self._targets[labels], strict=True):
            difference = target - self._network.fit(sample, target)
            loss += 0.5 * float(difference @ difference)
        return loss / len(images)

    def snapshot(self) -> Network:
        return self._network.network().copy()

    def take_gradient_sizes(self) -> tuple[float, ...]:
        self._sizes_are_due = True
        return self._sizes

    def state(self) -> State:
        return {"wih": self._network.wih.copy(), "who": self._network.who.copy()}

    def restore(self, state: State) -> None:
        for name, weights in (("wih", self._network.wih), ("who", self._network.who)):
            check_like(state[name], weights)
            weights[...] = state[name]


def gradient_sizes(network: Network, gradient: Array) -> tuple[float, ...]:
    """The root mean square of each convolution's and each dense layer's weight gradients.

    ``gradient`` is a flat vector like the network's parameters. From the first layer to the last;
    biases and normalisations are left out.
    """
    return tuple(
        float(np.linalg.norm(arrays[0]) / np.sqrt(arrays[0].size))
        for layer, arrays in zip(network.layers, network.split(gradient), strict=True)
        if isinstance(layer, Conv2D | Dense)
    )


def classic_gradient_sizes(
    network: ClassicNetwork, inputs: Array, targets: Array
) -> tuple[float, float]:
    """The same for the article's two layers, over the single steps for inputs (N, 784).

    ``targets`` (N, 10). The step of one sample is the outer product of an error and a signal, as
    :meth:`ClassicNetwork.fit` has it, and the mean square of that is the product of theirs: no
    outer product is made. All samples are taken with the weights as they are now.
    """
    hidden = Sigmoid().forward((), inputs @ network.wih.T, None)
    outputs = Sigmoid().forward((), hidden @ network.who.T, None)
    errors = targets - outputs
    hidden_errors = errors @ network.who
    pairs = (
        (hidden_errors * hidden * (1 - hidden), inputs),
        (errors * outputs * (1 - outputs), hidden),
    )
    first, second = (
        float(np.sqrt(np.mean((error**2).mean(axis=1) * (signal**2).mean(axis=1))))
        for error, signal in pairs
    )
    return first, second


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

    def state(self) -> State:
        """The average and the number of steps."""
        return {"parameters": self.parameters.copy(), "steps": self._steps}

    def restore(self, state: State) -> None:
        """Go on from a :meth:`state`; raises KeyError, TypeError or ValueError where it is none."""
        check_like(state["parameters"], self.parameters)
        self.parameters[...] = state["parameters"]
        self._steps = checked_count(state["steps"])

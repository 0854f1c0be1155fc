"""Training by Keras on every device that JAX sees, for whom two cores are not enough.

    batch → augmented here → split over the devices → Keras' step → the same weights on all

Only the step is Keras': batches, schedule, validation, averaging and the choice of the best
network are :mod:`nn.training.loop`'s own, and what comes out is a :class:`Network` like any other.

With several hosts, start the same command on each, with Keras' own environment variables
``KERAS_DISTRIBUTION_JOB_ADDRESSES``, ``KERAS_DISTRIBUTION_NUM_PROCESSES`` and
``KERAS_DISTRIBUTION_PROCESS_ID``. All draw the same batches from the seed, and each computes its
share of them.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Any

import numpy as np

from nn.arrays import Array, State, check_like
from nn.interop.keras import ExchangeError, load_keras, vector_of
from nn.interop.keras_export import keras_layers
from nn.messages import N_
from nn.network import Network
from nn.optimizers import SGD, Adam, Optimizer
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import Recipe
from nn.training.learners import WeightAverage


class KerasLearner(AbstractContextManager["KerasLearner"]):
    """A learner for :func:`nn.training.loop.train` whose steps Keras computes, data-parallel.

    Raises ExchangeError for a recipe that Keras cannot follow, or where Keras is missing.
    ``devices`` are those in use, known once the context is entered: as many of those that there
    are as divide a batch without rest.
    """

    def __init__(self, recipe: Recipe, *, rng: np.random.Generator) -> None:
        if recipe.one_by_one:
            raise ExchangeError(
                N_(
                    "nn",
                    "the recipe {0} learns by the article's own rule, which Keras does not have: "
                    "train it without --engine keras",
                ),
                recipe.name,
            )
        weights_rng, self._augmentation_rng, self._dropout_rng = rng.spawn(3)
        self.chunk = recipe.batch_size
        self.devices: list[str] = []
        self._recipe = recipe
        self._network = recipe.network(rng=weights_rng)
        self._average = (
            WeightAverage(self._network.parameters, recipe.averaging) if recipe.averaging else None
        )
        self._exit = ExitStack()

    def __enter__(self) -> KerasLearner:
        keras = load_keras()
        if "KERAS_DISTRIBUTION_JOB_ADDRESSES" in os.environ:
            keras.distribution.initialize()
        self._share = _share_of_this_process()
        self.devices = _usable(keras.distribution.list_devices(), self.chunk)
        distribution = keras.distribution.DataParallel(devices=self.devices)
        self._exit.enter_context(distribution.scope())
        seed = int(self._dropout_rng.integers(2**31))
        self._model = keras_layers(self._network, dropout_seed=seed)
        self._model.compile(
            optimizer=_optimizer(keras, self._recipe.optimizer()),
            loss=_loss(keras, self._network),
            jit_compile=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exit.close()

    def learn(self, images: Array, labels: Array, learning_rate: float) -> float:
        pixels = normalise_pixels(images)
        if self._recipe.augmentation is not None:
            pixels = self._recipe.augmentation(pixels, rng=self._augmentation_rng)
        pixels *= np.float32(self._recipe.brightness)
        self._model.optimizer.learning_rate = learning_rate
        targets = self._targets(labels)
        loss = self._model.train_on_batch(pixels[self._share], targets[self._share])
        if self._average is not None and self._average.is_due():
            self._average.update(self._parameters())
        return float(loss)

    def snapshot(self) -> Network:
        if self._average is not None:
            return self._network.with_parameters(self._average.parameters).folded().copy()
        return self._network.with_parameters(self._parameters()).folded().copy()

    def take_gradient_sizes(self) -> tuple[float, ...]:
        """None: Keras does not hand out its gradients."""
        return ()

    def state(self) -> State:
        return {
            # Weights, moments of the optimiser, and the seeds of dropout.
            "variables": {
                str(number): variable.numpy().copy()
                for number, variable in enumerate(self._variables())
            },
            "average": {} if self._average is None else self._average.state(),
            "generator": self._augmentation_rng.bit_generator.state,
        }

    def restore(self, state: State) -> None:
        variables = self._variables()
        values = [state["variables"][str(number)] for number in range(len(variables))]
        for variable, value in zip(variables, values, strict=True):
            check_like(value, variable.numpy())
        for variable, value in zip(variables, values, strict=True):
            variable.assign(value)
        if self._average is not None:
            self._average.restore(state["average"])
        self._augmentation_rng.bit_generator.state = state["generator"]

    def _variables(self) -> list[Any]:
        optimizer = self._model.optimizer
        if not optimizer.built:
            optimizer.build(self._model.trainable_variables)
        return [*self._model.variables, *optimizer.variables]

    def _parameters(self) -> Array:
        return vector_of(self._network, self._model.get_weights())

    def _targets(self, labels: Array) -> Array:
        """(N, classes): 1 for the label and 0 elsewhere, smoothed as in :mod:`nn.losses`."""
        classes, smoothing = self._network.classes, self._recipe.label_smoothing
        targets = np.full((len(labels), classes), smoothing / classes, np.float32)
        targets[np.arange(len(labels)), labels] += 1 - smoothing
        return targets


def _share_of_this_process() -> slice:
    """The images of every batch that this process computes, of as many as there are."""
    import jax

    return slice(jax.process_index(), None, jax.process_count())


def _usable(devices: list[str], batch_size: int) -> list[str]:
    """As many devices as divide a batch; several hosts have to use all of theirs."""
    import jax

    count = max(n for n in range(1, len(devices) + 1) if batch_size % n == 0)
    if count < len(devices) and jax.process_count() > 1:
        raise ExchangeError(
            N_(
                "nn",
                "batches of {0} images cannot be shared by {1} devices evenly: use fewer of them, "
                "or change the recipe's batch size",
            ),
            batch_size,
            len(devices),
        )
    return devices[:count]


def _optimizer(keras: Any, ours: Optimizer) -> Any:
    """Keras' optimiser with the settings of ours; the learning rate is set at every step."""
    match ours:
        case SGD():
            return keras.optimizers.SGD(
                momentum=ours.momentum,
                nesterov=ours.nesterov,
                weight_decay=ours.weight_decay or None,
            )
        case Adam():
            return keras.optimizers.AdamW(
                beta_1=ours.beta1,
                beta_2=ours.beta2,
                epsilon=ours.epsilon,
                weight_decay=ours.weight_decay,
            )
    raise ExchangeError(
        N_("nn", "Keras has no counterpart for the optimiser {0}"), type(ours).__name__
    )


def _loss(keras: Any, network: Network) -> Any:
    """The loss that :class:`Network` has for its output."""
    if network.output == "softmax":
        return keras.losses.CategoricalCrossentropy(from_logits=True)
    return lambda targets, outputs: keras.ops.sum((outputs - targets) ** 2, axis=-1) / 2

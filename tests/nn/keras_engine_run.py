"""A short training by Keras and one by NumPy from the same seed; prints how they compare.

Run in a process of its own by test_keras_engine, because the number of JAX's devices is fixed
when it starts.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import numpy as np

from nn.data.digit_data import Dataset, DigitData
from nn.interop.keras_engine import KerasLearner
from nn.layers import Dropout, Layer, ReLU, Sigmoid
from nn.network import Network
from nn.optimizers import OptimizerChoice, constant
from nn.recipes import CNN, Recipe
from nn.training.loop import train


def smooth(layer: Layer) -> Layer:
    """The layer, with a sigmoid in the place of a ReLU.

    Where a unit is next to zero, a ReLU turns the last bit of a matrix product, which differs from
    processor to processor, into another gradient.
    """
    return Sigmoid() if isinstance(layer, ReLU) else layer


RECIPE = replace(
    CNN,
    layers=tuple(smooth(layer) for layer in CNN.layers if not isinstance(layer, Dropout)),
    optimizer=OptimizerChoice("momentum", 0.9, weight_decay=0.01),
    learning_rate=0.02,
    # Where the rate changes, Keras' velocity, which holds it, and ours, which does not, differ.
    schedule=constant,
    label_smoothing=0.1,
    averaging=0.9,
    batch_size=32,
    epochs=2,
    augmentation=None,
)


def data() -> DigitData:
    """Noise with labels: what is learned does not matter, only that both learn the same."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (320, 28, 28), np.uint8)
    some = Dataset(images, rng.integers(0, 10, len(images), np.uint8))
    return DigitData(some[:256], some[256:], some[256:], "noise")


def trained(**options: Any) -> Network:
    *_, last = train(RECIPE, data(), seed=3, **options)
    return last.network


def main() -> None:
    learners: list[KerasLearner] = []

    def make_learner(recipe: Recipe, *, rng: np.random.Generator) -> KerasLearner:
        learners.append(KerasLearner(recipe, rng=rng))
        return learners[-1]

    theirs = trained(make_learner=make_learner).parameters
    ours = trained().parameters
    result = {
        "devices": len(learners[0].devices),
        "difference": float(np.abs(theirs - ours).max()),
        "learned": float(np.abs(ours - RECIPE.network(rng=_first_rng()).parameters).max()),
    }
    sys.stdout.write(json.dumps(result))


def _first_rng() -> np.random.Generator:
    """The generator of the first weights, as :func:`train` and its learner derive it."""
    return np.random.default_rng(3).spawn(2)[1].spawn(2)[0]


if __name__ == "__main__":
    main()

"""The named networks and how each is trained: the one place to edit.

Each recipe adds to the one before what the article wished for next, so that clicking through
them is the way from a network of a few lines to one that reads people's hands. To try an idea,
change a line here, or add a recipe: the window and the command line list what they find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nn.augmentation import Augmentation
from nn.classic import classic_layers
from nn.convolution import Conv2D
from nn.layers import Dense, Dropout, Flatten, Layer, ReLU
from nn.network import Network, Output
from nn.optimizers import SGD, Adam, Optimizer
from nn.schedules import Schedule, constant, one_cycle


@dataclass(frozen=True)
class Recipe:
    """A network and its training.

    ``learning_rate`` is the largest one; the ``schedule`` scales it from 0 to the end.
    ``averaging`` is the decay of the moving average of the weights, which is then what is
    validated and kept (Polyak, Juditsky 1992); 0 keeps the weights themselves. ``synthetic`` and
    ``non_digits`` are numbers of synthesised images that join the training images; with
    non-digits the network needs an eleventh class. ``shards`` is the number of threads that
    share a batch. ``expected_seconds`` and ``expected_accuracy`` (on MNIST's test set) tell a
    person what to wait for.
    """

    name: str
    title: str
    summary: str
    layers: tuple[Layer, ...]
    optimizer: Callable[[], Optimizer]
    learning_rate: float
    epochs: int
    batch_size: int
    expected_seconds: float
    expected_accuracy: float
    output: Output = "softmax"
    schedule: Schedule = constant
    label_smoothing: float = 0.0
    augmentation: Augmentation | None = None
    averaging: float = 0.0
    synthetic: int = 0
    non_digits: int = 0
    shards: int = 2
    one_by_one: bool = False

    def network(self, *, rng: np.random.Generator) -> Network:
        """The network with fresh first weights."""
        return Network(self.layers, output=self.output).initialised(rng=rng)


CLASSIC = Recipe(
    name="classic",
    title="Classic",
    summary="The article's network: one hidden layer of sigmoids, one sample at a time.",
    layers=classic_layers(),
    output="sigmoid",
    optimizer=SGD,
    learning_rate=0.02,
    epochs=1,
    batch_size=1,
    one_by_one=True,
    expected_seconds=6,
    expected_accuracy=0.930,
)

MLP = Recipe(
    name="mlp",
    title="Dense",
    summary="ReLU, softmax and batches: the same two layers, better in a second.",
    layers=(Flatten(), Dense(256), ReLU(), Dense(10, initial="glorot")),
    optimizer=Adam,
    learning_rate=0.003,
    schedule=one_cycle,
    epochs=8,
    batch_size=128,
    expected_seconds=5,
    expected_accuracy=0.982,
)

CNN = Recipe(
    name="cnn",
    title="Convolutional",
    summary="Convolution, dropout and varied images: it looks for strokes, wherever they are.",
    layers=(
        Conv2D(16, kernel=5, stride=2, padding=2),
        ReLU(),
        Conv2D(64, kernel=5, stride=2, padding=2),
        ReLU(),
        Flatten(),
        Dropout(0.2),
        Dense(128),
        ReLU(),
        Dense(10, initial="glorot"),
    ),
    optimizer=Adam,
    learning_rate=0.003,
    schedule=one_cycle,
    epochs=5,
    batch_size=128,
    expected_seconds=45,
    expected_accuracy=0.991,
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (CLASSIC, MLP, CNN)}
"""Every recipe by its name, in the order in which they build on each other."""

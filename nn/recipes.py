"""The named networks and how each is trained: the one place to edit.

Each recipe adds to the one before what the article wished for next, so that clicking through
them is the way from a network of a few lines to one that reads people's hands. To try an idea,
change a line here, or add a recipe: the window and the command line list what they find.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.augmentation import Augmentation
from nn.classic import classic_layers
from nn.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, Layer, ReLU
from nn.messages import N_
from nn.network import Network, Output
from nn.optimizers import OptimizerChoice, Schedule, constant, one_cycle

LEARNING_RATES = (1e-6, 1e3)
"""Smallest and largest: from standing still to where every network falls apart."""

LARGEST_BATCH = 1024
"""Images; the synthesiser draws so many at a time, and no recipe gains from more."""

MOST_EPOCHS = 1000

WHITE = 255.0
"""The largest grey value of an image, by which reading divides."""

_USUAL_OPTIMIZER = OptimizerChoice("adam")


@dataclass(frozen=True)
class Recipe:
    """A network and its training. Name and layers are enough: the rest has usual values.

    ``learning_rate`` is the largest one; the ``schedule`` scales it from 0 to the end.
    ``averaging`` is the decay of the moving average of the weights, which is then what is
    validated and kept (Polyak, Juditsky 1992); 0 keeps the weights themselves. ``synthetic`` and
    ``non_digits`` are how many images of each batch are synthesised; with non-digits the network
    needs an eleventh class. ``shards`` is the number of threads that share a batch, more than one
    where a step is long enough to be worth sharing.
    ``training_images`` is how many of the training images are learned from, the first ones; None
    for all. ``pixel_divisor`` is what their grey values, 0 to 255, are divided by. Reading always
    divides by 255: with another divisor a network is trained on images that are brighter or darker
    than those it will read (the article divides by 25 in training).
    ``one_by_one`` is the article's own rule of learning (:mod:`nn.classic`).
    ``expected_seconds`` and ``expected_accuracy`` (on MNIST's test set) tell a person what to
    wait for; None where nobody knows.
    """

    name: str
    layers: tuple[Layer, ...]
    title: str = ""
    summary: str = ""
    optimizer: OptimizerChoice = _USUAL_OPTIMIZER
    learning_rate: float = 0.001
    epochs: int = 5
    batch_size: int = 128
    expected_seconds: float | None = None
    expected_accuracy: float | None = None
    output: Output = "softmax"
    schedule: Schedule = constant
    label_smoothing: float = 0.0
    augmentation: Augmentation | None = None
    averaging: float = 0.0
    synthetic: int = 0
    non_digits: int = 0
    shards: int = 1
    one_by_one: bool = False
    training_images: int | None = None
    pixel_divisor: float = WHITE

    @property
    def brightness(self) -> float:
        """How many times as bright the training images are as the same ones when they are read."""
        return WHITE / self.pixel_divisor

    @property
    def parameter_count(self) -> int:
        """How many numbers the network learns; raises ValueError where layers do not fit."""
        return Network(self.layers, output=self.output).parameter_count

    def network(self, *, rng: np.random.Generator) -> Network:
        """The network with fresh first weights."""
        return Network(self.layers, output=self.output).initialised(rng=rng)


CLASSIC = Recipe(
    name="classic",
    title=N_("nn", "Classic"),
    summary=N_("nn", "The article's network: one hidden layer of sigmoids, one sample at a time."),
    layers=classic_layers(),
    output="sigmoid",
    optimizer=OptimizerChoice("sgd"),
    learning_rate=0.02,
    epochs=1,
    batch_size=1,
    one_by_one=True,
    expected_seconds=6,
    expected_accuracy=0.930,
)

MLP = Recipe(
    name="mlp",
    title=N_("nn", "Dense"),
    summary=N_(
        "nn", "One hidden layer of 256 ReLUs, softmax and batches: fewer mistakes, in seconds."
    ),
    layers=(Flatten(), Dense(256), ReLU(), Dense(10, initial="glorot")),
    optimizer=OptimizerChoice("adam"),
    learning_rate=0.003,
    schedule=one_cycle,
    epochs=8,
    batch_size=128,
    expected_seconds=5,
    expected_accuracy=0.981,
)

CNN = Recipe(
    name="cnn",
    title=N_("nn", "Convolutional"),
    summary=N_("nn", "Convolution and dropout: it looks for pieces of strokes, wherever they are."),
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
    optimizer=OptimizerChoice("adam"),
    learning_rate=0.003,
    schedule=one_cycle,
    epochs=5,
    batch_size=128,
    shards=2,
    expected_seconds=35,
    expected_accuracy=0.990,
)

BEST = Recipe(
    name="best",
    title=N_("nn", "Best"),
    summary=N_(
        "nn", "Depth, batch normalisation, bent images and digits of many countries: what we ship."
    ),
    layers=(
        Conv2D(32, kernel=5, stride=2, padding=2, bias=False),
        BatchNorm(),
        ReLU(),
        Conv2D(64, kernel=3, padding=1, bias=False),
        BatchNorm(),
        ReLU(),
        Conv2D(96, kernel=3, stride=2, padding=1, bias=False),
        BatchNorm(),
        ReLU(),
        Conv2D(96, kernel=3, padding=1, bias=False),
        BatchNorm(),
        ReLU(),
        Conv2D(96, kernel=3, padding=1, bias=False),
        BatchNorm(),
        ReLU(),
        Flatten(),
        Dense(160, bias=False),
        BatchNorm(),
        ReLU(),
        Dropout(0.25),
        Dense(11, initial="glorot"),
    ),
    optimizer=OptimizerChoice("adam", weight_decay=0.01),
    learning_rate=0.004,
    schedule=one_cycle,
    label_smoothing=0.02,
    augmentation=Augmentation(
        rotation=12,
        scale=0.05,
        stretch=0.15,
        shear=10,
        shift=0.5,
        elastic=1.0,
        thickness=0.7,
        unchanged=0.25,
    ),
    averaging=0.999,
    synthetic=44,
    non_digits=12,
    epochs=48,
    batch_size=128,
    shards=2,
    expected_seconds=4000,
    expected_accuracy=0.995,
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in (CLASSIC, MLP, CNN, BEST)}
"""Every recipe by its name, in the order in which they build on each other."""

"""Networks, rooms and contents that the tests of the picture share."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSizeF

from app.network_picture.arrangement import Arrangement, Room, arrange
from app.network_picture.content import Content, NetworkFacts, Wishes, content_of
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Flatten,
    Layer,
    MaxPool2D,
    ReLU,
    Sigmoid,
)
from nn.network import Network, Output
from nn.reader import Reading

DENSE: tuple[Layer, ...] = (Flatten(), Dense(60), ReLU(), Dense(40), ReLU(), Dense(10))
SIGMOIDS: tuple[Layer, ...] = (Flatten(), Dense(12), Sigmoid(), Dense(10), Sigmoid())
CONVOLUTIONAL: tuple[Layer, ...] = (
    Conv2D(20, kernel=5, stride=2, padding=2),
    ReLU(),
    MaxPool2D(2),
    Conv2D(24, kernel=3, padding=1),
    ReLU(),
    Flatten(),
    Dense(50),
    ReLU(),
    Dense(11),
)
AVERAGED: tuple[Layer, ...] = (
    BatchNorm(),
    Conv2D(6, kernel=5, stride=2),
    ELU(),
    AveragePool2D(2),
    Conv2D(8, kernel=3),
    AveragePool2D(4),
    Flatten(),
    Dense(10),
)
DEEP: tuple[Layer, ...] = (Flatten(), *(Dense(30), ReLU()) * 20, Dense(10))


def network(layers: tuple[Layer, ...], output: Output = "softmax") -> Network:
    made = Network(layers, output=output).initialised(rng=np.random.default_rng(0))
    return made.copy()


def image() -> np.ndarray:
    """A stroke across the sheet."""
    drawn = np.zeros((28, 28), np.float32)
    drawn[6:9, 5:22] = 1
    drawn[9:22, 17:20] = 0.8
    return drawn


def reading(drawn: np.ndarray) -> Reading:
    return Reading(drawn, np.full(10, 0.1, np.float32), 1.0, 3, "digit")


EMPTY = Reading(np.zeros((28, 28), np.float32), np.empty(0, np.float32), 0.0, None, "empty")


def room(width: float = 600, height: float = 480, ratio: float = 1.0) -> Room:
    return Room(QSizeF(width, height), ratio, 36, height - 90)


def composed(
    layers: tuple[Layer, ...], drawn: np.ndarray | None = None, size: Room | None = None
) -> tuple[Arrangement, Content]:
    """What would be shown of a network, with a drawing or without."""
    facts = NetworkFacts(network(layers))
    arrangement = arrange(facts.network, facts.levels, size or room())
    return arrangement, content_of(facts, drawn, arrangement, {}, Wishes())

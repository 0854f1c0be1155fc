"""What every side of the comparison is asked to do, and how fast ours has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nn.layers import Conv2D, Dense, Dropout, Flatten, Layer, ReLU
from nn.recipes import BEST, CNN

THREADS = 2
"""Threads that every side may use."""

LEARNING_RATE = {"adam": 1e-3, "momentum": 0.05}

MOMENTUM = 0.9

Layers = tuple[Layer, ...]

DENSE: Layers = (Flatten(), Dense(100), ReLU(), Dense(10))
"""784-100-10, with ReLU and biases."""

CONVOLUTIONAL: Layers = tuple(layer for layer in CNN.layers if not isinstance(layer, Dropout))

SHIPPED: Layers = BEST.layers


@dataclass(frozen=True)
class Task:
    """One piece of training, the same for all ``sides``, of which the first is ours.

    The network of ``layers`` is trained in float32 on softmax cross-entropy without weight decay.
    One run goes through the first ``samples`` training images once, in a fresh random order, in
    batches of ``batch_size``; an incomplete last batch is left out. ``unit`` is what the time is
    told for, ``bar`` the largest ratio of our time to that of the fastest peer, None without one.
    ``threads`` is how many each side may use.
    """

    name: str
    layers: Layers
    optimizer: Literal["adam", "momentum"]
    batch_size: int
    samples: int
    unit: Literal["epoch", "step", "sample"]
    bar: float | None
    sides: tuple[str, ...]
    threads: int = THREADS

    @property
    def steps(self) -> int:
        """Steps of one run."""
        return self.samples // self.batch_size

    @property
    def units(self) -> int:
        """How many of ``unit`` one run has."""
        match self.unit:
            case "epoch":
                return 1
            case "step":
                return self.steps
            case "sample":
                return self.steps * self.batch_size

    @property
    def is_convolutional(self) -> bool:
        return any(isinstance(layer, Conv2D) for layer in self.layers)

    @property
    def classes(self) -> int:
        last = self.layers[-1]
        assert isinstance(last, Dense), "a network ends in one"
        return last.units


ALL_SIDES = ("ours", "pytorch", "keras_jax", "scikit_learn")

_TWO = ("ours", "pytorch")

TASKS = (
    Task("dense-adam-64", DENSE, "adam", 64, 60_000, "epoch", 0.65, ALL_SIDES),
    Task("dense-adam-128", DENSE, "adam", 128, 60_000, "epoch", 0.70, ALL_SIDES),
    Task("dense-momentum-64", DENSE, "momentum", 64, 60_000, "epoch", 0.65, ALL_SIDES),
    Task("dense-momentum-128", DENSE, "momentum", 128, 60_000, "epoch", 0.65, ALL_SIDES),
    Task("convolutional-adam-128", CONVOLUTIONAL, "adam", 128, 12_800, "step", 0.75, _TWO),
    Task("convolutional-momentum-128", CONVOLUTIONAL, "momentum", 128, 12_800, "step", 0.75, _TWO),
    Task("shipped-adam-128", SHIPPED, "adam", 128, 3_840, "step", 1.0, _TWO),
)

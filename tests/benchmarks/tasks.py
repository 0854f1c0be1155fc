"""What every side of the comparison is asked to do, and how fast ours has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

THREADS = 2
"""Threads that every side may use."""

LEARNING_RATE = {"adam": 1e-3, "momentum": 0.05}

MOMENTUM = 0.9


@dataclass(frozen=True)
class Task:
    """One piece of training, the same for all ``sides``, of which the first is ours.

    The "dense" network is 784-100-10 with ReLU and biases; the "convolutional" one has 5×5
    kernels with stride 2 and padding 2, 16 and then 64 of them, then 128 and 10 units, all with
    ReLU and biases. Both are trained in float32 on softmax cross-entropy without weight decay.
    One run goes through the first ``samples`` training images once, in a fresh random order, in
    batches of ``batch_size``. ``unit`` is what the time is told for, ``bar`` the largest ratio
    of our time to that of the fastest peer.
    """

    network: Literal["dense", "convolutional"]
    optimizer: Literal["adam", "momentum"]
    batch_size: int
    samples: int
    unit: Literal["epoch", "step"]
    bar: float
    sides: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.network}-{self.optimizer}-{self.batch_size}"

    @property
    def steps(self) -> int:
        """Steps of one run: an incomplete last batch is left out."""
        return self.samples // self.batch_size

    @property
    def units(self) -> int:
        """How many of ``unit`` one run has."""
        return 1 if self.unit == "epoch" else self.steps


ALL_SIDES = ("ours", "pytorch", "keras_jax", "scikit_learn")

TASKS = (
    Task("dense", "adam", 64, 60_000, "epoch", 1.0, ALL_SIDES),
    Task("dense", "adam", 128, 60_000, "epoch", 1.0, ALL_SIDES),
    Task("dense", "momentum", 64, 60_000, "epoch", 0.9, ALL_SIDES),
    Task("dense", "momentum", 128, 60_000, "epoch", 0.9, ALL_SIDES),
    Task("convolutional", "adam", 128, 12_800, "step", 1.3, ("ours", "pytorch")),
    Task("convolutional", "momentum", 128, 12_800, "step", 1.3, ("ours", "pytorch")),
)

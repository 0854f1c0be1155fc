"""The images that a network is tried on: which of its units are dead, how many it reads right.

    network, Samples → in the background → dead units, accuracy
    find_samples     the work of a job: MNIST's test images, or digits that the program draws

It imports no Qt.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.explain.telling import never_active
from nn.explain.units import levels
from nn.network import DIGITS, Network
from nn.preprocessing.pipeline import normalise_pixels

TEST_IMAGES = 1000
"""For the accuracy."""

_FOR_DEAD = 200
"""A unit that answers none of so many is taken for dead."""

_AT_ONCE = 50
"""Images that are read together: beside a window, long steps would hold it up."""


@dataclass(frozen=True, eq=False)
class Samples:
    """``images`` (N, 28, 28) uint8 and their ``labels`` (N,)."""

    images: Array
    labels: Array


def find_samples(path: Path | None) -> Generator[Samples, object, None]:
    """Yields MNIST's first test images, from this file or folder or the usual places; where there
    is no MNIST, digits that the program draws itself, always the same."""
    from nn.data.datasets import load_mnist
    from nn.data.digit_data import DataError

    try:
        test = load_mnist(path).test[:TEST_IMAGES]
    except DataError:
        # Whoever trains or looks at mistakes is told why; here any digits will do.
        from nn.synthesis.digits import synthesise_images

        yield Samples(*synthesise_images(TEST_IMAGES, rng=np.random.default_rng(11)))
    else:
        yield Samples(test.images.copy(), test.labels.copy())


def dead_units(network: Network, samples: Samples) -> dict[int, frozenset[int]]:
    """The units by level that answer none of the samples."""
    images = samples.images[:_FOR_DEAD]
    found = levels(network)
    dead = never_active(network, found, normalise_pixels(images))
    return {
        index: frozenset(np.flatnonzero(units).tolist())
        for index, units in enumerate(dead)
        if units.any()
    }


def accuracy(network: Network, samples: Samples) -> float:
    """The share of the samples' digits that the network reads right, in [0, 1]."""
    images, labels = samples.images[:TEST_IMAGES], samples.labels[:TEST_IMAGES]
    right = 0
    for first in range(0, len(images), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        with np.errstate(over="ignore", invalid="ignore"):
            logits = network.logits(normalise_pixels(images[part]))[:, :DIGITS]
        right += int((logits.argmax(axis=1) == labels[part]).sum())
    return right / max(len(images), 1)

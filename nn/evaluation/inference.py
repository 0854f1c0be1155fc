"""Logits of thousands of images, a batch at a time: the one place that cuts them into batches.

    images uint8 (N, 28, 28) → batches → normalised → Network.logits → (n, classes), …

NumPy lets go of Python's lock inside its loops and products, so threads that each read a batch
really run at once; BLAS is held to one thread meanwhile, as in :mod:`nn.training.parallel`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels

BATCH = 125
"""Images that are read at once: more would not be faster and need more memory."""

_THREADS = 2


def batched_logits(network: Network, images: Array) -> Iterator[Array]:
    """Logits (n, classes) of (N, 28, 28) uint8, :data:`BATCH` images after the other, in order."""
    for outputs in batched_outputs(network, images):
        yield network.logits_of(outputs)


def batched_outputs(network: Network, images: Array) -> Iterator[Array]:
    """What the last layer gives, (classes, n), for the same batches as :func:`batched_logits`."""
    for first in range(0, len(images), BATCH):
        yield network.outputs(normalise_pixels(images[first : first + BATCH]))


def read_in_batches(network: Network, images: Array) -> Iterator[Array]:
    """The same as :func:`batched_logits`, on several threads."""
    parts = [images[first : first + BATCH] for first in range(0, len(images), BATCH)]

    def logits(part: Array) -> Array:
        return next(batched_logits(network, part))

    with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(logits, parts)


def read_all(network: Network, images: Array) -> Array:
    """Logits (N, classes) of images (N, 28, 28) uint8, on several threads."""
    batches = list(read_in_batches(network, images))
    return np.concatenate(batches) if batches else np.empty((0, network.classes), np.float32)

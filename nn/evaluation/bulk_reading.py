"""Reading thousands of images at once, on several threads.

NumPy lets go of Python's lock inside its loops and products, so threads that each read a batch
really run at once; BLAS is held to one thread meanwhile, as in :mod:`nn.training.parallel`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels

BATCH = 128
"""Images that a thread reads at once: more would not be faster and need more memory."""

_THREADS = 2


def read_in_batches(network: Network, images: Array) -> Iterator[Array]:
    """Logits (n, classes) of :data:`BATCH` images (N, 28, 28) uint8 after the other, in order."""
    parts = [images[first : first + BATCH] for first in range(0, len(images), BATCH)]
    with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(_THREADS) as threads:
        yield from threads.map(partial(_logits, network), parts)


def read_all(network: Network, images: Array) -> Array:
    """Logits (N, classes) of images (N, 28, 28) uint8."""
    batches = list(read_in_batches(network, images))
    return np.concatenate(batches) if batches else np.empty((0, network.classes), np.float32)


def _logits(network: Network, images: Array) -> Array:
    return network.logits(normalise_pixels(images))

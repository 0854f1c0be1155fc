"""One gradient from several threads.

NumPy lets go of Python's lock inside its loops and matrix products, so threads that each take a
part of the batch through the whole network really run at once. The work that no BLAS spreads
over cores, moving patches and applying ReLU, is then spread too. BLAS itself is held to one
thread meanwhile: its own threads wait for each other by spinning, and on a machine that also has
a window to paint, a spinning wait turns a step of half a millisecond into one of twenty.

The number of shards belongs to the recipe and not to the machine: a sum of floats depends on its
order, and a seed has to reproduce a run wherever it runs.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.augmentation import Augmentation
from nn.layers import Scratch
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels


class ShardedGradient:
    """The mean loss and gradient of a batch, computed in ``shards`` equal parts at once.

    A context manager: inside it BLAS has one thread, and the shards theirs. Each part
    is also made float and, where there is an ``augmentation``, varied by the thread that learns
    from it. ``brightness`` is a factor on the pixels, which else are in [0, 1].
    """

    def __init__(
        self,
        network: Network,
        shards: int = 1,
        *,
        augmentation: Augmentation | None = None,
        brightness: float = 1.0,
        rng: np.random.Generator,
    ) -> None:
        self._network = network
        self._augmentation = augmentation
        self._brightness = np.float32(brightness)
        self._workspaces = [network.workspace(rng=child) for child in rng.spawn(shards)]
        self._rngs = rng.spawn(shards)
        self._pixels = [Scratch() for _ in range(shards)]
        self._exit = ExitStack()

    def __enter__(self) -> ShardedGradient:
        self._exit.enter_context(threadpool_limits(limits=1, user_api="blas"))
        others = max(1, len(self._workspaces) - 1)
        self._threads = self._exit.enter_context(ThreadPoolExecutor(others))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exit.close()

    @property
    def gradient(self) -> Array:
        """The flat gradient of the last call."""
        return self._workspaces[0].gradient

    def __call__(self, images: Array, labels: Array, *, label_smoothing: float = 0.0) -> float:
        """Mean loss over the batch: images (N, 28, 28) uint8, labels (N,).

        N must be a multiple of the shards, so that the mean of the parts' means is the mean;
        raises ValueError otherwise.
        """
        shards = len(self._workspaces)
        size, rest = divmod(len(images), shards)
        if rest:
            raise ValueError(f"{len(images)} images cannot be shared equally by {shards} threads")
        parts = [slice(part * size, (part + 1) * size) for part in range(shards)]
        others = [
            self._threads.submit(
                self._part, part, images[parts[part]], labels[parts[part]], label_smoothing
            )
            for part in range(1, shards)
        ]
        loss = self._part(0, images[parts[0]], labels[parts[0]], label_smoothing)
        if not others:
            return loss
        loss += sum(other.result() for other in others)
        total = self.gradient
        for workspace in self._workspaces[1:]:
            total += workspace.gradient
        total /= shards
        return loss / shards

    def update_statistics(self) -> None:
        """Let each BatchNorm take notice of the last batch, once the optimiser has stepped."""
        self._network.update_statistics(self._workspaces)

    def state(self) -> list[dict[str, Any]]:
        """Those of all generators: of augmentation and of layers that draw at random."""
        return [dict(rng.bit_generator.state) for rng in self._generators()]

    def restore(self, state: list[dict[str, Any]]) -> None:
        """Go on from a :meth:`state`; raises KeyError, TypeError or ValueError where it is none."""
        for rng, values in zip(self._generators(), state, strict=True):
            rng.bit_generator.state = values

    def _generators(self) -> list[np.random.Generator]:
        scratches = (scratch for workspace in self._workspaces for scratch in workspace.scratches)
        return [*self._rngs, *(scratch.rng for scratch in scratches if scratch.rng is not None)]

    def _part(self, part: int, images: Array, labels: Array, label_smoothing: float) -> float:
        # Into the same memory at every step: fresh pages would push the weights out of the cache.
        memory = self._pixels[part].array("pixels", images.shape, np.float32)
        pixels = normalise_pixels(images, out=memory)
        if self._augmentation is not None:
            pixels = self._augmentation(pixels, rng=self._rngs[part])
        if self._brightness != 1:
            # Behind the augmentation, which knows images in [0, 1].
            pixels *= self._brightness
        # A run that diverges overflows; its loss tells, and warnings from threads would not.
        with np.errstate(over="ignore", invalid="ignore"):
            return self._network.loss_and_gradient(
                pixels, labels, self._workspaces[part], label_smoothing=label_smoothing
            )

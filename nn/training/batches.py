"""Batches: in which order and company the training images are met.

Each epoch goes once through the data set's images in a new random order. A recipe may fill a
part of every batch with synthesised digits and with drawings that are no digits. Those are drawn
afresh, a supply at a time and ahead of need on a thread of their own, so that a network never
sees the same one twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from nn.arrays import Array, State, checked_count
from nn.data.digit_data import Dataset
from nn.messages import N_, DigitsError
from nn.synthesis.fresh import fresh_images
from nn.synthesis.nondigits import synthesise_nondigit_images

_SUPPLY = 1024
"""Images drawn at once: enough of each style for the synthesiser to work on whole arrays."""


class BatchSizeError(DigitsError, ValueError):
    """The data set's ``images`` are too few to fill a batch, which takes ``needed`` of them."""

    def __init__(self, *, needed: int, images: int) -> None:
        super().__init__(
            N_(
                "nn",
                "A batch takes {0} training images and there are only {1}: choose a smaller batch.",
            ),
            needed,
            images,
        )
        self.needed = needed
        self.images = images


class Batches:
    """Batches of ``batch_size`` images of which ``synthetic`` and ``non_digits`` are synthesised.

    ``per_epoch`` is the number of images in an epoch, all kinds together; images that do not
    fill a batch are left out, other ones in each epoch. A context manager, for the thread that
    draws ahead. Raises BatchSizeError where the data set cannot fill one batch.
    """

    def __init__(
        self,
        train: Dataset,
        batch_size: int,
        *,
        synthetic: int = 0,
        non_digits: int = 0,
        rng: np.random.Generator,
    ) -> None:
        self._train = train
        self._real = batch_size - synthetic - non_digits
        if not 0 < self._real <= len(train):
            raise BatchSizeError(needed=self._real, images=len(train))
        self._count = len(train) // self._real
        self.per_epoch = self._count * batch_size
        self._order_rng, digit_rng, other_rng = rng.spawn(3)
        self._order: Array = np.empty(0, np.intp)
        self._done = self._count
        self._thread = ThreadPoolExecutor(1)
        self._supplies = [
            _Supply(draw, count, self._thread, rng=own)
            for draw, count, own in (
                (fresh_images, synthetic, digit_rng),
                (synthesise_nondigit_images, non_digits, other_rng),
            )
            if count
        ]

    def __enter__(self) -> Batches:
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)

    def epoch(self) -> Iterator[Dataset]:
        """One epoch's batches, or those that are left of an epoch that was begun."""
        if self._done == self._count:
            self._order, self._done = self._order_rng.permutation(len(self._train)), 0
        while self._done < self._count:
            first = self._done * self._real
            self._done += 1
            batch = self._train[self._order[first : first + self._real]]
            yield self._joined(batch) if self._supplies else batch

    def state(self) -> State:
        """What the next batches depend on: order and place in the epoch, and all generators."""
        return {
            "order": self._order,
            "done": self._done,
            "rng": self._order_rng.bit_generator.state,
            "supplies": [supply.state() for supply in self._supplies],
        }

    def restore(self, state: State) -> None:
        """Go on from a :meth:`state`; raises KeyError, TypeError or ValueError where it is none."""
        order, done = state["order"], checked_count(state["done"], self._count)
        every = np.arange(len(self._train))
        if done < self._count and (order.dtype != every.dtype or (np.sort(order) != every).any()):
            raise ValueError(f"expected an order of {len(self._train)} images")
        self._order, self._done = order, done
        self._order_rng.bit_generator.state = state["rng"]
        for supply, values in zip(self._supplies, state["supplies"], strict=True):
            supply.restore(values)

    def _joined(self, batch: Dataset) -> Dataset:
        parts = [(batch.images, batch.labels), *(supply.take() for supply in self._supplies)]
        images = np.concatenate([images for images, _ in parts])
        labels = np.concatenate([labels for _, labels in parts])
        # Neighbours in a batch may go to different threads: mix them, so that all have alike.
        mixed = self._order_rng.permutation(len(labels))
        return Dataset(images[mixed], labels[mixed])


class _Supply:
    """Synthesised images, ``count`` at a time, of which the next lot is drawn in advance."""

    def __init__(
        self,
        draw: Callable[..., tuple[Array, Array]],
        count: int,
        thread: ThreadPoolExecutor,
        *,
        rng: np.random.Generator,
    ) -> None:
        self._draw = draw
        self._count = count
        self._lot = _SUPPLY // count * count
        self._thread = thread
        self._rng = rng
        self._images, self._labels = np.empty(0), np.empty(0)
        self._used = 0
        self._before = self._next_before = rng.bit_generator.state
        self._next: Future[tuple[Array, Array]] = self._request()

    def take(self) -> tuple[Array, Array]:
        """The next ``count`` images (count, 28, 28) uint8 and labels (count,)."""
        if self._used == len(self._labels):
            self._begin_lot()
        part = slice(self._used, self._used + self._count)
        self._used += self._count
        return self._images[part], self._labels[part]

    def state(self) -> dict[str, Any]:
        """The generator before it drew the lot in use, and how much of that is used.

        Not the lot itself: it is drawn again in a fraction of a second.
        """
        return {"rng": self._before, "used": self._used}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a :meth:`state`; raises KeyError, TypeError or ValueError where it is none."""
        used = checked_count(state["used"], self._lot)
        if used % self._count:
            raise ValueError(f"expected a part of {self._lot} images that is used, found {used}")
        # The thread may be drawing by this generator.
        if not self._next.cancel():
            self._next.result()
        self._rng.bit_generator.state = state["rng"]
        self._next = self._request()
        self._begin_lot()
        self._used = used

    def _begin_lot(self) -> None:
        self._images, self._labels = self._next.result()
        self._used = 0
        self._before = self._next_before
        self._next = self._request()

    def _request(self) -> Future[tuple[Array, Array]]:
        self._next_before = self._rng.bit_generator.state
        return self._thread.submit(self._draw, self._lot, rng=self._rng)

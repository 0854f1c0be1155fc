from __future__ import annotations

import numpy as np
import pytest

from nn.data.datasets import Dataset
from nn.training.batches import Batches

IMAGES = np.zeros((25, 28, 28), np.uint8)
IMAGES[:, 0, 0] = np.arange(25)
DATA = Dataset(IMAGES, np.arange(25, dtype=np.uint8) % 10)


def test_an_epoch_meets_images_once_in_an_order_of_its_own() -> None:
    with Batches(DATA, 4, rng=np.random.default_rng(0)) as batches:
        epochs = [np.concatenate([b.images[:, 0, 0] for b in batches.epoch()]) for _ in range(2)]
    assert batches.per_epoch == 24
    for epoch in epochs:
        assert len(epoch) == len(set(epoch.tolist())) == 24
    assert (epochs[0] != epochs[1]).any()


def test_labels_stay_with_their_images() -> None:
    with Batches(DATA, 8, synthetic=2, non_digits=1, rng=np.random.default_rng(0)) as batches:
        for batch in batches.epoch():
            own = batch.images.sum(axis=(1, 2)) < 25
            np.testing.assert_array_equal(batch.images[own, 0, 0] % 10, batch.labels[own])


def test_every_batch_has_its_share_of_synthesised_images() -> None:
    with Batches(DATA, 12, synthetic=5, non_digits=2, rng=np.random.default_rng(0)) as batches:
        assert batches.per_epoch == 60
        for batch in batches.epoch():
            assert len(batch) == 12
            assert (batch.labels == 10).sum() == 2


def test_the_same_seed_gives_the_same_batches() -> None:
    def run() -> list[np.ndarray]:
        rng = np.random.default_rng(3)
        with Batches(DATA, 8, synthetic=4, rng=rng) as batches:
            return [batch.images for batch in batches.epoch()]

    np.testing.assert_array_equal(run(), run())


def test_a_data_set_smaller_than_a_batch_is_refused() -> None:
    with pytest.raises(ValueError, match="only 25"):
        Batches(DATA, 26, rng=np.random.default_rng(0))

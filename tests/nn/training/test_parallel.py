from __future__ import annotations

import numpy as np
import pytest

from nn.augmentation import Augmentation
from nn.layers import Dense, Flatten, ReLU
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.training.parallel import ShardedGradient

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (12, 28, 28), dtype=np.uint8)
LABELS = RNG.integers(0, 10, 12)


def network() -> Network:
    layers = (Flatten(), Dense(20), ReLU(), Dense(10))
    return Network(layers).initialised(rng=np.random.default_rng(1))


@pytest.mark.parametrize("shards", [1, 2, 3])
def test_the_gradient_is_that_of_the_whole_batch(shards: int) -> None:
    whole = network()
    workspace = whole.workspace(rng=np.random.default_rng(0))
    loss = whole.loss_and_gradient(normalise_pixels(IMAGES), LABELS, workspace)
    with ShardedGradient(network(), shards, rng=np.random.default_rng(0)) as sharded:
        assert sharded(IMAGES, LABELS) == pytest.approx(loss, rel=1e-6)
        np.testing.assert_allclose(sharded.gradient, workspace.gradient, atol=1e-6)


def test_the_same_seed_gives_the_same_gradient_bit_for_bit() -> None:
    def run() -> np.ndarray:
        bent = Augmentation(rotation=10, elastic=1)
        rng = np.random.default_rng(7)
        with ShardedGradient(network(), 2, augmentation=bent, rng=rng) as sharded:
            sharded(IMAGES, LABELS)
            sharded(IMAGES, LABELS)
            return sharded.gradient.copy()

    np.testing.assert_array_equal(run(), run())


def test_a_batch_that_cannot_be_shared_equally_is_refused() -> None:
    with (
        ShardedGradient(network(), 5, rng=np.random.default_rng(0)) as sharded,
        pytest.raises(ValueError, match="12 images cannot be shared equally by 5"),
    ):
        sharded(IMAGES, LABELS)


def test_an_error_in_another_thread_comes_out() -> None:
    with (
        ShardedGradient(network(), 2, rng=np.random.default_rng(0)) as sharded,
        pytest.raises(IndexError),
    ):
        sharded(IMAGES, np.full(12, 10))

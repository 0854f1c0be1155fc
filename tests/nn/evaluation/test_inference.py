from __future__ import annotations

import numpy as np

from nn.evaluation.inference import BATCH, read_all, read_in_batches
from nn.layers import Dense, Flatten, ReLU
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels


def test_many_images_are_read_as_each_alone_and_in_their_order() -> None:
    rng = np.random.default_rng(0)
    network = Network((Flatten(), Dense(16), ReLU(), Dense(10))).initialised(rng=rng)
    images = rng.integers(0, 256, (2 * BATCH + 3, 28, 28)).astype(np.uint8)
    expected = network.logits(normalise_pixels(images))
    np.testing.assert_allclose(read_all(network, images), expected, rtol=1e-4, atol=1e-5)
    assert [len(logits) for logits in read_in_batches(network, images)] == [BATCH, BATCH, 3]
    assert read_all(network, images[:0]).shape == (0, 10)

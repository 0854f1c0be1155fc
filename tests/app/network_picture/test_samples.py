from __future__ import annotations

from pathlib import Path

import numpy as np

from app.network_picture.samples import Samples, accuracy, dead_units, find_samples
from nn.layers import Dense, Flatten, ReLU
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels
from tests.app.network_picture.parts import DENSE, network


def test_accuracy_is_the_share_that_is_read_right() -> None:
    shown = network(DENSE)
    images = np.random.default_rng(0).integers(0, 256, (130, 28, 28), np.uint8)
    labels = shown.logits(normalise_pixels(images)).argmax(axis=1)
    assert accuracy(shown, Samples(images, labels)) == 1
    labels[:13] = (labels[:13] + 1) % 10
    assert accuracy(shown, Samples(images, labels)) == 0.9


def test_the_test_images_of_a_data_set_are_taken(digits_path: Path) -> None:
    (found,) = find_samples(digits_path)
    with np.load(digits_path) as file:
        np.testing.assert_array_equal(found.images, file["x_test"])
        np.testing.assert_array_equal(found.labels, file["y_test"])


def test_without_a_data_set_they_are_synthesised_and_always_the_same(tmp_path: Path) -> None:
    (first,), (second,) = find_samples(tmp_path), find_samples(tmp_path)
    assert first.images.shape == (1000, 28, 28)
    np.testing.assert_array_equal(first.images, second.images)
    assert 0 <= accuracy(network(DENSE), first) < 0.5


def test_levels_without_dead_units_are_not_named() -> None:
    shown = Network((Flatten(), Dense(8), ReLU(), Dense(4), ReLU(), Dense(10)))
    shown = shown.initialised(rng=np.random.default_rng(0))
    shown.views[1][1][:] = 100
    shown.views[3][1][2] = -1e6
    images = np.random.default_rng(0).integers(0, 256, (30, 28, 28), np.uint8)
    found = dead_units(shown, Samples(images, np.zeros(30, int)))
    assert 0 not in found
    assert 2 in found[1]

"""Pictures that do not lie upright are noticed, in whichever way they lie."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nn.data.digit_data import Dataset
from nn.evaluation.orientation import Orientation, disorder_of
from nn.model_file import load_model, shipped_model_path
from nn.network import Network
from nn.synthesis.digits import synthesise_images

WAYS = [Orientation(*way) for way in product((False, True), repeat=4)]


@pytest.fixture(scope="module")
def network() -> Network:
    return load_model(shipped_model_path()).network


@pytest.fixture(scope="module")
def upright() -> Dataset:
    return Dataset(*synthesise_images(300, rng=np.random.default_rng(3)))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_lie_is_found_and_undone(
    network: Network, upright: Dataset, way: Orientation
) -> None:
    lying = way.turned(upright)
    disorder = disorder_of(lying, network)
    if way == Orientation():
        assert disorder is None
        return
    assert disorder is not None
    assert disorder.upright > 0.9 > 0.5 > disorder.as_they_are
    np.testing.assert_array_equal(disorder.orientation.turned(lying).images, upright.images)
    assert f"{round(100 * disorder.upright)} % upright" in str(disorder.message)


def test_words_for_how_they_lie_differ() -> None:
    assert len({str(way.words) for way in WAYS}) == len(WAYS)


def test_what_can_be_read_in_no_way_is_left_alone(network: Network) -> None:
    rng = np.random.default_rng(0)
    noise = Dataset(
        rng.integers(0, 256, (200, 28, 28), np.uint8), rng.integers(0, 10, 200).astype(np.uint8)
    )
    assert disorder_of(noise, network) is None


def test_some_digits_only_are_enough(network: Network, upright: Dataset) -> None:
    sevens = Orientation(inverted=True).turned(upright[upright.labels == 7])
    disorder = disorder_of(sevens, network)
    assert disorder is not None
    assert disorder.orientation == Orientation(inverted=True)

from __future__ import annotations

import numpy as np
import pytest

from nn.explain.units import field_of_view, levels, unit_slope, weights_as_pictures
from nn.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU
from nn.network import Network
from nn.recipes import RECIPES
from tests.nn.gradients import network_of

POOLED = (
    Conv2D(3, kernel=3, padding=1),
    ReLU(),
    MaxPool2D(2),
    Conv2D(5, kernel=3, stride=2),
    ReLU(),
    Flatten(),
    Dense(12),
    ReLU(),
    Dense(10),
)


def names(network: Network) -> list[tuple[str, tuple[int, ...]]]:
    return [(level.kind, level.shape) for level in levels(network)]


def test_levels_are_what_a_person_would_call_layers() -> None:
    rng = np.random.default_rng(0)
    assert names(RECIPES["classic"].network(rng=rng)) == [("dense", (100,)), ("output", (10,))]
    assert names(RECIPES["mlp"].network(rng=rng)) == [("dense", (256,)), ("output", (10,))]
    assert names(RECIPES["cnn"].network(rng=rng)) == [
        ("convolution", (16, 14, 14)),
        ("convolution", (64, 7, 7)),
        ("dense", (128,)),
        ("output", (10,)),
    ]
    assert names(network_of(POOLED, (1, 28, 28))) == [
        ("convolution", (3, 28, 28)),
        ("pooling", (3, 14, 14)),
        ("convolution", (5, 6, 6)),
        ("dense", (12,)),
        ("output", (10,)),
    ]


def test_a_level_ends_behind_its_activation() -> None:
    first, *_, last = levels(RECIPES["classic"].network(rng=np.random.default_rng(0)))
    assert (first.first, first.last, first.sees_image, first.squashes) == (1, 2, True, True)
    assert (last.first, last.last, last.sees_image, last.squashes) == (3, 4, False, True)


def test_a_dense_units_weights_lie_as_the_image_does() -> None:
    network = network_of((Flatten(), Dense(4), ReLU(), Dense(10)), (1, 28, 28))
    pictures = weights_as_pictures(network, levels(network)[0])
    assert pictures is not None
    image = np.random.default_rng(0).random((28, 28))
    answers = network.activations(image[None])[1][:, 0]
    bias = network.views[1][1]
    np.testing.assert_allclose((pictures * image).sum(axis=(1, 2)) + bias, answers)
    assert weights_as_pictures(network, levels(network)[1]) is None


def test_a_kernel_is_the_pattern_that_is_slid_over_the_image() -> None:
    network = network_of((Conv2D(2, kernel=3), Flatten(), Dense(10)), (1, 28, 28))
    kernels = weights_as_pictures(network, levels(network)[0])
    assert kernels is not None
    assert kernels.shape == (2, 3, 3)
    image = np.random.default_rng(0).random((28, 28))
    maps = network.activations(image[None])[0][..., 0]
    by_hand = (kernels[1] * image[7:10, 4:7]).sum() + network.views[0][1][1]
    assert maps[1, 7, 4] == pytest.approx(by_hand)


@pytest.mark.parametrize("number", range(5))
def test_a_slope_tells_how_a_units_value_changes(number: int) -> None:
    network = network_of(POOLED, (1, 28, 28))
    level = levels(network)[number]
    rng = np.random.default_rng(3)
    image = rng.random((28, 28))
    place = tuple(int(rng.integers(side)) for side in level.shape)

    def value(pixels: np.ndarray) -> float:
        return float(network.activations(pixels[None])[level.first][..., 0][place])

    slope = unit_slope(network, image, level, place)
    step = 1e-6
    for row, column in [np.unravel_index(np.abs(slope).argmax(), (28, 28)), (3, 20), (14, 14)]:
        above, below = image.copy(), image.copy()
        above[row, column] += step
        below[row, column] -= step
        expected = (value(above) - value(below)) / (2 * step)
        assert slope[row, column] == pytest.approx(expected, abs=1e-6)


def test_nothing_outside_its_field_of_view_moves_a_map() -> None:
    network = network_of(POOLED, (1, 28, 28))
    level = levels(network)[2]
    image = np.random.default_rng(3).random((28, 28))
    seen = field_of_view(network, level, 2, 4)
    # By hand: 3 pooled rows from 4 and columns from 8 on, so 6 rows from 8 and columns from 16 on,
    # and one more on each side for the kernel of the first convolution.
    assert (seen.top, seen.left, seen.side) == (7, 15, 8)
    changed = np.random.default_rng(4).random((28, 28))
    rows, columns = slice(seen.top, seen.top + 8), slice(seen.left, seen.left + 8)
    changed[rows, columns] = image[rows, columns]
    before, after = (network.activations(each[None])[3][:, 2, 4, 0] for each in (image, changed))
    np.testing.assert_allclose(before, after)
    for corner in ((7, 15), (14, 22)):
        changes = np.stack([changed, changed])
        changes[:, *corner] = (100, -100)
        after = network.activations(changes)[3][:, 2, 4]
        assert (after != before[:, None]).any()

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from nn.augmentation import Augmentation


def blob(count: int = 40) -> np.ndarray:
    """Images of one soft bar, longer than wide, in the middle."""
    y, x = np.mgrid[:28, :28] - 13.5
    image = np.exp(-((x / 2) ** 2) - (y / 5) ** 2).astype(np.float32)
    return np.repeat(image[None], count, axis=0)


def test_no_variation_changes_nothing() -> None:
    images = np.random.default_rng(0).random((5, 28, 28), np.float32)
    result = Augmentation()(images, rng=np.random.default_rng(1))
    np.testing.assert_allclose(result, images, atol=1e-6)
    assert result is not images


def test_the_same_seed_gives_the_same_images() -> None:
    every = Augmentation(10, 0.1, 0.1, 10, 2, 1, 0.5)
    first, second = (every(blob(), rng=np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert first.min() >= 0
    assert first.max() <= 1


def test_shift_moves_the_centre_of_mass_up_to_its_limit() -> None:
    moved = Augmentation(shift=3)(blob(), rng=np.random.default_rng(0))
    centres = np.array([ndimage.center_of_mass(image) for image in moved]) - 13.5
    assert 2 < np.abs(centres).max() <= 3.01


def test_rotation_turns_the_long_axis_up_to_its_limit() -> None:
    turned = Augmentation(rotation=20)(blob(), rng=np.random.default_rng(0))
    y, x = np.mgrid[:28, :28] - 13.5
    angles = [
        0.5 * np.degrees(np.arctan2(2 * (i * x * y).sum(), (i * (y**2 - x**2)).sum()))
        for i in turned
    ]
    assert 15 < np.abs(angles).max() < 20.5
    assert np.abs(np.mean(angles)) < 5


def test_scale_changes_the_size_both_ways() -> None:
    scaled = Augmentation(scale=0.2)(blob(), rng=np.random.default_rng(0))
    ink = scaled.sum(axis=(1, 2)) / blob(1).sum()
    assert ink.min() < 0.8
    assert ink.max() > 1.25


@pytest.mark.parametrize("amount", [0.5, 1.0])
def test_elastic_displacement_has_the_stated_size(amount: float) -> None:
    bent = Augmentation(elastic=amount)
    still = Augmentation()
    rng = np.random.default_rng(0)
    difference = bent._coordinates(np.ones(300), rng) - still._coordinates(np.ones(300), rng)
    assert difference.std() == pytest.approx(amount, rel=0.1)
    # Smooth: neighbours go nearly the same way.
    assert np.diff(difference, axis=3).std() < 0.3 * amount


def test_thickness_makes_strokes_thinner_and_thicker() -> None:
    ink = Augmentation(thickness=1)(blob(), rng=np.random.default_rng(0)).sum(axis=(1, 2))
    assert ink.min() < 0.85 * blob(1).sum()
    assert ink.max() > 1.15 * blob(1).sum()


def test_the_unchanged_share_stays_exactly_as_it_is() -> None:
    images = np.random.default_rng(0).random((400, 28, 28), np.float32)
    every = Augmentation(10, 0.1, 0.1, 10, 2, 1, 0.5, unchanged=0.25)
    result = every(images, rng=np.random.default_rng(1))
    same = np.abs(result - images).max(axis=(1, 2)) < 1e-5
    assert same.mean() == pytest.approx(0.25, abs=0.06)


def test_a_scaled_variation_reaches_as_far_as_its_share() -> None:
    whole = Augmentation(10, 0.1, 0.2, 8, 2, 1, 0.8, unchanged=0.25)
    half = whole.scaled(0.5)
    assert half == Augmentation(5, 0.05, 0.1, 4, 1, 0.5, 0.4, unchanged=0.25)
    assert whole.scaled(1.0) == whole
    # A pixel cannot go further than all the way to its neighbour.
    assert whole.scaled(1.5).thickness == 1.0

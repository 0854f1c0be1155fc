"""Fresh digits: people's and invented ones, mixed; the built-in data."""

from __future__ import annotations

import numpy as np

from nn.synthesis.fresh import built_in_data, draw_built_in_data, fresh_images, fresh_paths


def test_half_are_peoples_own_and_half_are_invented() -> None:
    names = np.concatenate([b.names for b in fresh_paths(1000, rng=np.random.default_rng(0))])
    assert np.char.startswith(names, "pd-train-").sum() == 500


def test_same_seed_gives_the_same_digits() -> None:
    first = fresh_images(700, rng=np.random.default_rng(3))
    second = fresh_images(700, rng=np.random.default_rng(3))
    other = fresh_images(700, rng=np.random.default_rng(4))
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
    assert not np.array_equal(first[0], other[0])


def test_built_in_data_has_the_sizes_asked_for() -> None:
    data = built_in_data(seed=1, train=60, validation=20, test=30)
    assert (len(data.train), len(data.validation), len(data.test)) == (60, 20, 30)
    assert data.train.images.dtype == np.uint8
    assert not np.array_equal(data.train.images[:20], data.validation.images)


def test_built_in_data_tells_how_far_it_is() -> None:
    told = list(draw_built_in_data(train=1200, validation=40, test=30))
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == 1.0

from __future__ import annotations

import numpy as np
import pytest

from nn.preprocessing.pipeline import network_inputs, quantise
from nn.strokes import Drawing, drawing_from_points
from nn.synthesis.digits import synthesise
from nn.training.own_digits import OwnDigits, is_next_held_out, varied_images


def some(count: int = 12, seed: int = 0) -> tuple[tuple[Drawing, ...], np.ndarray]:
    strokes = synthesise(count, rng=np.random.default_rng(seed))
    return strokes.drawings, strokes.labels


def test_every_fourth_drawing_of_a_label_is_held_out() -> None:
    held_out: list[bool] = []
    for count in range(12):
        held_out.append(is_next_held_out(count, sum(held_out)))
    assert held_out == 3 * [False, False, False, True]


def test_parts_keep_drawings_and_labels_together() -> None:
    drawings, labels = some()
    own = OwnDigits(drawings, labels, np.zeros(12, bool))
    chosen = labels == labels[0]
    part = own.part(chosen)
    assert part.drawings == tuple(d for d, c in zip(drawings, chosen, strict=True) if c)
    assert set(part.labels) == {labels[0]}
    assert own.counts.sum() == len(own) == 12
    with pytest.raises(ValueError):
        OwnDigits(drawings, labels[1:], np.zeros(12, bool))


def test_the_images_are_what_the_network_would_read() -> None:
    drawings, labels = some()
    own = OwnDigits(drawings, labels, np.zeros(12, bool))
    np.testing.assert_array_equal(own.dataset().images, quantise(network_inputs(drawings)))


def test_a_varied_drawing_is_another_one_of_the_same_kind() -> None:
    drawings, _ = some(200)
    plain = quantise(network_inputs(drawings)).astype(float)
    first, second = (
        varied_images(drawings, rng=np.random.default_rng(seed)).astype(float) for seed in (1, 2)
    )
    for varied in (first, second):
        difference = np.abs(varied - plain).mean(axis=(1, 2))
        others = np.abs(plain - np.roll(plain, 1, axis=0)).mean(axis=(1, 2))
        assert (difference > 0).all()
        assert np.median(difference) < 0.5 * np.median(others)
    assert (first != second).any(axis=(1, 2)).all()
    again = varied_images(drawings, rng=np.random.default_rng(1))
    np.testing.assert_array_equal(first, again)


def test_turns_and_slants_go_both_ways() -> None:
    """Upright bars that were varied lean to the left as often as to the right, but not far."""
    bar = drawing_from_points([[[0, -1], [0, 1]]])
    images = varied_images([bar] * 400, rng=np.random.default_rng(0)).astype(float)
    columns = np.arange(28)
    top, bottom = (
        (part.sum(axis=1) * columns).sum(axis=1) / part.sum(axis=(1, 2))
        for part in (images[:, 4:8], images[:, 20:24])
    )
    lean = np.degrees(np.arctan2(top - bottom, 16))
    assert abs(np.mean(lean)) < 1
    assert 8 < np.abs(lean).max() < 18


def test_a_dot_stays_a_dot() -> None:
    dot = drawing_from_points([[[3, 3]]])
    images = varied_images([dot], rng=np.random.default_rng(0))
    assert 0 < (images > 0).sum() <= 25

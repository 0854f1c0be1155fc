from __future__ import annotations

from itertools import pairwise

import numpy as np

from app.microscope.walk import MOST_ERRORS, REMEMBERED, Walk
from nn.explain.one_step import Sample, Stop, Weights, learn
from tests.nn.explain.test_one_step import sample_of

RATE = 0.02


def begun(seed: int = 0, *, is_image: bool = True) -> Walk:
    return Walk.begun(Weights.fresh(0), sample_of(seed), RATE, image=seed, is_image=is_image)


def to_the_end(walk: Walk) -> Walk:
    while not walk.is_at_end:
        walk = walk.forward()
    return walk


def next_image(walk: Walk) -> Walk:
    number = walk.next_image
    return walk.meeting(sample_of(number), image=number, is_image=True)


def test_forward_comes_by_every_stop_and_stays_at_the_last() -> None:
    walk, stops = begun(), []
    for _ in range(8):
        stops.append(walk.stop)
        walk = walk.forward()
    assert stops == [*Stop, Stop.AGAIN, Stop.AGAIN]


def test_back_leads_through_the_very_same_places() -> None:
    walk = begun()
    way = [walk]
    for _ in range(2):
        while not walk.is_at_end:
            walk = walk.forward()
            way.append(walk)
        walk = next_image(walk)
        way.append(walk)
    while walk.can_go_back:
        expected = way.pop()
        assert walk.stop == expected.stop
        assert walk.moment is expected.moment
        walk = walk.back()
    assert walk.moment is way[0].moment
    assert walk.back() is walk


def test_the_weights_are_the_new_ones_from_the_update_on() -> None:
    walk = begun()
    for before, after in pairwise(walk.at(stop) for stop in Stop):
        changes = after.stop is Stop.UPDATE
        assert (before.weights is not after.weights) == changes
    assert to_the_end(walk).weights is walk.step.update.weights


def test_a_sample_counts_once_it_is_learned() -> None:
    walk = begun(3)
    assert (walk.learned, walk.errors, walk.next_image) == (0, (), 3)
    walk = to_the_end(walk)
    assert (walk.learned, walk.errors, walk.next_image) == (1, (walk.step.forward.error,), 4)
    assert next_image(walk).learned == 1
    assert walk.back().back().learned == 0


def test_looking_at_another_image_does_not_learn_the_one_before() -> None:
    first = begun(3)
    other = first.meeting(sample_of(4), image=4, is_image=True)
    assert other.learned == 0
    assert other.step.weights is first.step.weights


def test_a_drawing_uses_up_no_image() -> None:
    walk = to_the_end(begun(3, is_image=False))
    assert (walk.learned, walk.next_image) == (1, 3)


def test_many_samples_are_one_place_to_go_back_from() -> None:
    walk = to_the_end(begun())
    samples = [sample_of(number) for number in range(1, 11)]
    weights, errors = learn(walk.weights, samples, RATE)
    later = walk.having_learned(weights, errors, sample_of(11), image=11, is_image=True)
    assert later.learned == 11
    assert later.errors == (walk.step.forward.error, *errors)
    assert later.step.weights is weights
    assert later.back().moment is walk.moment
    assert later.back().stop is walk.stop


def test_fresh_weights_forget_what_was_learned_and_can_be_taken_back() -> None:
    walk = to_the_end(begun(3))
    fresh = walk.beginning_anew(Weights.fresh(5))
    assert (fresh.stop, fresh.learned, fresh.errors, fresh.next_image) == (Stop.HIDDEN, 0, (), 3)
    assert fresh.step.sample is walk.step.sample
    assert fresh.back().weights is walk.weights


def test_another_rate_or_sample_changes_this_step_alone() -> None:
    walk = begun().at(Stop.UPDATE)
    faster = walk.with_rate(1.0)
    assert faster.stop is Stop.UPDATE
    assert faster.step.weights is walk.step.weights
    np.testing.assert_allclose(
        faster.step.update.who_change, 50 * walk.step.update.who_change, rtol=1e-5
    )
    other = sample_of(8)
    assert walk.with_sample(other).step.sample is other
    assert next_image(faster).step.learning_rate == 1.0


def test_memory_is_bounded_however_long_the_walk() -> None:
    walk = begun()
    blank = Sample.of(np.zeros((28, 28), np.float32), 0)
    for _ in range(REMEMBERED + 5):
        walk = walk.meeting(blank, image=0, is_image=False)
    assert len(walk.past) == REMEMBERED
    errors = tuple(float(number) for number in range(MOST_ERRORS + 5))
    walk = walk.having_learned(walk.weights, errors, blank, image=0, is_image=False)
    assert walk.errors == errors[-MOST_ERRORS:]
    assert walk.learned == len(errors)

from __future__ import annotations

import numpy as np
import pytest

from nn.explain.contributions import forward, strongest_places, weights_of
from nn.explain.telling import (
    changes,
    link_strengths,
    listening,
    never_active,
    scores,
    steady_choice,
    strongest_links,
)
from nn.explain.units import levels
from nn.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU, Sigmoid
from nn.recipes import RECIPES
from tests.nn.gradients import network_of

POOLED = (
    Conv2D(3, kernel=3, padding=1),
    ReLU(),
    MaxPool2D(2),
    Flatten(),
    Dense(6),
    ReLU(),
    Dense(10),
)


def test_a_choice_has_the_best_in_the_order_of_their_numbers() -> None:
    told = np.array([0.1, 5, 0.2, 4, 3])
    assert steady_choice((), told, 3) == (1, 3, 4)
    assert steady_choice((), told, 9) == (0, 1, 2, 3, 4)


def test_a_shown_unit_keeps_its_place_until_another_tells_clearly_more() -> None:
    shown = (4, 0, 2)
    assert steady_choice(shown, np.array([1.0, 1.4, 1.0, 0, 1.0]), 3) == shown
    assert steady_choice(shown, np.array([0.9, 1.6, 1.0, 0, 1.0]), 3) == (4, 1, 2)


def test_scores_that_tremble_change_no_choice() -> None:
    rng = np.random.default_rng(0)
    base = rng.random(200) + 1
    shown = steady_choice((), base, 20)
    for _ in range(50):
        assert steady_choice(shown, base * rng.uniform(0.95, 1.05, 200), 20) == shown


def test_some_units_are_always_shown() -> None:
    told = np.array([5.0, 4, 3, 2, 0])
    assert 4 in steady_choice((0, 1), told, 2, always={4})
    assert steady_choice((), told, 2, always={4, 99}) == (0, 4)


def test_a_diverged_network_gets_a_choice_too() -> None:
    assert len(steady_choice((), np.array([np.nan, np.inf, 1.0]), 2)) == 2


def test_a_unit_tells_much_if_it_is_large_and_listened_to() -> None:
    network = network_of((Flatten(), Dense(3), ReLU(), Dense(10)), (1, 28, 28))
    network.views[1][0][...] = 0
    network.views[1][1][...] = (2, 2, -1)
    network.views[3][0][...] = 0
    network.views[3][0][0] = (1, 3, 9)
    found = levels(network)
    heard = listening(network, found)
    assert heard[0].tolist() == [1, 3, 9]
    assert scores(forward(network, found, np.zeros((28, 28))), 0, heard[0]).tolist() == [2, 6, 0]


def test_a_map_is_listened_to_through_pooling() -> None:
    network = network_of(POOLED, (1, 28, 28))
    heard = listening(network, levels(network))
    assert [len(sizes) for sizes in heard] == [3, 3, 6]
    np.testing.assert_array_equal(heard[0], heard[1])
    dense = network.views[4][0].reshape(6, 14, 3, 14)
    assert heard[1][2] == pytest.approx(np.linalg.norm(dense[:, :, 2]))


def test_the_strongest_links_come_last_and_none_is_0() -> None:
    links = strongest_links(np.array([[0.0, -5, 1], [2, 0, 0]]), 4)
    assert links.strengths.tolist() == [1, 2, -5]
    assert links.units.tolist() == [0, 1, 0]
    assert links.sources.tolist() == [2, 0, 1]


def test_links_of_a_network_that_overflows_are_left_out() -> None:
    network = network_of((Flatten(), Dense(3), ReLU(), Dense(10)), (1, 28, 28))
    network.views[1][0][0] = np.inf
    passed = forward(network, levels(network), np.ones((28, 28)))
    matrix = link_strengths(passed, 0, [(0,), (1,)], network.views[1][0][:2, :, None])
    assert np.isfinite(matrix).all()
    assert matrix[1].any()


@pytest.mark.parametrize("name", ["mlp", "best"])
def test_changes_are_how_far_weights_have_moved(name: str) -> None:
    before = RECIPES[name].network(rng=np.random.default_rng(0)).folded()
    after = before.with_parameters(before.parameters.copy())
    found = levels(before)
    weights = after.views[found[1].first][0]
    weights[4, 7] += 3
    moved = changes(*(weights_of(net, found, 1, np.array([4, 5])) for net in (before, after)))
    assert moved.max() == pytest.approx(3)
    assert np.count_nonzero(moved) == 1


def test_dead_are_the_units_that_answer_no_image() -> None:
    network = network_of(POOLED, (1, 28, 28))
    network.views[0][0][1] = -1
    network.views[0][1][1] = 0
    network.views[4][1][...] = 100
    network.views[4][1][5] = -1e6
    images = np.random.default_rng(0).random((60, 28, 28))
    images[:] = np.round(images)
    dead = never_active(network, levels(network), images)
    assert dead[0].tolist() == [False, True, False]
    assert dead[2].tolist() == [False] * 5 + [True]
    assert not dead[1].any()
    assert not dead[3].any()


def test_a_unit_that_answers_one_image_is_not_dead() -> None:
    network = network_of((Flatten(), Dense(1), ReLU(), Dense(10)), (1, 28, 28))
    network.views[1][0][...] = 1
    network.views[1][1][...] = -783.5
    images = np.zeros((60, 28, 28))
    images[59] = 1
    assert not never_active(network, levels(network), images)[0].any()
    assert never_active(network, levels(network), images[:59])[0].all()


def test_a_sigmoid_never_dies() -> None:
    network = network_of((Flatten(), Dense(2), Sigmoid(), Dense(10)), (1, 28, 28))
    network.views[1][1][...] = -1e4
    assert not never_active(network, levels(network), np.zeros((3, 28, 28)))[0].any()


def test_places_of_links_are_where_a_map_is_strongest() -> None:
    network = network_of(POOLED, (1, 28, 28))
    passed = forward(network, levels(network), np.random.default_rng(0).random((28, 28)))
    ((_, row, column),) = strongest_places(passed, 0, [2])
    assert passed.sums(0)[2, row, column] == passed.sums(0)[2].max()

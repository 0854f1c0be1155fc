from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.explain.breaking import Damage, add_noise, broken, can_be_off, prune, quantised
from nn.explain.units import levels
from nn.layers import Conv2D, Dense, Flatten, Layer, MaxPool2D, ReLU, Sigmoid
from nn.network import Network
from nn.recipes import RECIPES
from tests.nn.gradients import network_of

SMALL: tuple[Layer, ...] = (
    Conv2D(3, kernel=3, stride=2, bias=False),
    ReLU(),
    MaxPool2D(2),
    Flatten(),
    Dense(8),
    Sigmoid(),
    Dense(10),
)


def small() -> Network:
    return network_of(SMALL, (1, 28, 28))


def weights_of(network: Network) -> list[np.ndarray]:
    pairs = zip(network.layers, network.views, strict=True)
    return [views[0] for layer, views in pairs if isinstance(layer, Conv2D | Dense)]


def test_no_damage_changes_no_answer() -> None:
    assert Damage().is_none
    image = np.random.default_rng(0).random((2, 28, 28), np.float32)
    network = RECIPES["best"].network(rng=np.random.default_rng(0))
    np.testing.assert_allclose(
        broken(network, Damage()).logits(image), network.logits(image), rtol=1e-3, atol=1e-5
    )


@given(st.floats(0, 1))
def test_exactly_the_share_is_pruned_and_the_smallest_first(share: float) -> None:
    network = broken(small(), Damage(pruned=share))
    before = np.concatenate([array.ravel() for array in weights_of(small())])
    after = np.concatenate([array.ravel() for array in weights_of(network)])
    pruned = after == 0
    assert pruned.sum() == round(share * before.size)
    np.testing.assert_array_equal(after[~pruned], before[~pruned])
    assert np.abs(before[pruned]).max(initial=0) <= np.abs(before[~pruned]).min(initial=np.inf)


def test_pruning_leaves_biases_alone() -> None:
    network = broken(small(), Damage(pruned=1.0))
    np.testing.assert_array_equal(network.views[4][1], small().views[4][1])


@given(st.integers(1, 12), st.integers(0, 50))
def test_a_layer_has_at_most_two_to_the_bits_weights(bits: int, seed: int) -> None:
    weights = np.random.default_rng(seed).normal(0.3, 1, 3000).astype(np.float32)
    rounded = quantised(weights, bits)
    values = np.unique(rounded)
    assert len(values) <= 2**bits
    assert 0 in values or bits < 3
    step = (weights.max() - weights.min()) / (2**bits - 1)
    assert np.abs(rounded - weights).max() <= step * (1 + 1e-5)


def test_a_pruned_weight_stays_pruned_with_few_bits() -> None:
    network = broken(small(), Damage(pruned=0.5, bits=4))
    zeros = sum(int((array == 0).sum()) for array in weights_of(network))
    assert zeros >= sum(array.size for array in weights_of(network)) // 2


def test_many_bits_change_next_to_nothing() -> None:
    weights = np.random.default_rng(0).normal(0, 1, 1000).astype(np.float32)
    np.testing.assert_allclose(quantised(weights, 24), weights, atol=1e-6)
    np.testing.assert_array_equal(quantised(np.zeros(3, np.float32), 2), np.zeros(3))


def test_noise_is_as_large_as_it_says_in_every_layer() -> None:
    rng = np.random.default_rng(0)
    weights = [rng.normal(0, spread, 20_000).astype(np.float32) for spread in (0.1, 3)]
    noisy = [array.copy() for array in weights]
    add_noise(noisy, 0.5)
    for before, after in zip(weights, noisy, strict=True):
        assert (after - before).std() == pytest.approx(0.5 * before.std(), rel=0.03)


def test_the_same_noise_grows_with_the_slider() -> None:
    little, much = (broken(small(), Damage(noise=noise)) for noise in (0.1, 0.2))
    change = little.views[6][0] - small().views[6][0]
    np.testing.assert_allclose(much.views[6][0] - small().views[6][0], 2 * change, atol=1e-9)


@pytest.mark.parametrize("name", ["classic", "mlp", "cnn", "best"])
def test_units_that_are_off_give_0_and_the_others_what_they_gave(name: str) -> None:
    network = RECIPES[name].network(rng=np.random.default_rng(1)).folded()
    off = frozenset({(0, 2), (0, 5), (len(levels(network)) - 2, 5)})
    damaged = broken(network, Damage(off=off))
    image = np.random.default_rng(2).random((3, 28, 28), np.float32)
    found = levels(damaged)
    assert found == levels(network)
    last = found[0].last
    before, after = (net.activations(image)[last] for net in (network, damaged))
    assert not after[[2, 5]].any()
    others = [unit for unit in range(found[0].units) if unit not in (2, 5)]
    np.testing.assert_allclose(after[others], before[others], atol=1e-6)
    assert not damaged.activations(image)[found[-2].last][5].any()


def test_breaking_changes_no_network_but_the_new_one() -> None:
    network = small()
    before = network.parameters.copy()
    broken(network, Damage(noise=1, pruned=0.5, bits=2, off=frozenset({(0, 1)})))
    np.testing.assert_array_equal(network.parameters, before)


def test_outputs_and_pooling_are_not_switched_off() -> None:
    found = levels(small())
    assert [can_be_off(found, level) for level in range(-1, 5)] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]
    for off in ((1, 0), (3, 0), (0, 3), (9, 0)):
        with pytest.raises(ValueError, match="no units"):
            broken(small(), Damage(off=frozenset({off})))


@pytest.mark.parametrize(
    "wrong", [{"noise": -0.1}, {"pruned": 1.1}, {"bits": 0}, {"bits": 33}, {"pruned": -0.1}]
)
def test_damage_lies_in_its_ranges(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError):
        Damage(**wrong)  # type: ignore[arg-type]


def test_nothing_is_pruned_of_a_share_that_rounds_to_no_weight() -> None:
    weights = [np.ones(3, np.float32)]
    prune(weights, 0.1)
    assert weights[0].all()

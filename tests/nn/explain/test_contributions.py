from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.explain.contributions import (
    IMAGE,
    biases_of,
    forward,
    strengths,
    strongest_places,
    unit_numbers,
    weights_of,
)
from nn.explain.units import levels
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPool2D,
    ReLU,
    Sigmoid,
)
from nn.network import Network, Output
from nn.recipes import RECIPES
from tests.nn.gradients import network_of

ACTIVATIONS: tuple[tuple[Layer, ...], ...] = (
    (),
    (ReLU(),),
    (Sigmoid(),),
    (ELU(),),
    (BatchNorm(), ReLU()),
    (BatchNorm(), Sigmoid()),
)

POOLINGS: tuple[tuple[Layer, ...], ...] = (
    (),
    (MaxPool2D(2),),
    (MaxPool2D(2), ReLU()),
    (AveragePool2D(2),),
    (AveragePool2D(2), ReLU()),
)

BEFORE_DENSE: tuple[tuple[Layer, ...], ...] = ((), (Dropout(0.5),), (BatchNorm(),))

OUTPUTS: tuple[Output, ...] = ("softmax", "sigmoid")

convolutions = st.builds(
    Conv2D,
    filters=st.integers(1, 4),
    kernel=st.integers(1, 3),
    stride=st.integers(1, 2),
    padding=st.integers(0, 2),
    bias=st.booleans(),
)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network that fits together: convolutions, pooling, dense layers, any activations."""
    layers: list[Layer] = []
    for _ in range(draw(st.integers(0, 2))):
        layers += [draw(convolutions), *draw(st.sampled_from(ACTIVATIONS))]
        layers += draw(st.sampled_from(POOLINGS))
    layers += [Flatten(), *draw(st.sampled_from(BEFORE_DENSE))]
    for _ in range(draw(st.integers(0, 2))):
        dense = Dense(draw(st.integers(1, 6)), bias=draw(st.booleans()))
        layers += [dense, *draw(st.sampled_from(ACTIVATIONS))]
    output = draw(st.sampled_from(OUTPUTS))
    layers += [Dense(10), *([Sigmoid()] if output == "sigmoid" else [])]
    network = network_of(layers, (1, 28, 28), output=output, seed=draw(st.integers(0, 99)))
    for layer, views in zip(network.layers, network.views, strict=True):
        if isinstance(layer, BatchNorm):
            views[3][...] = np.abs(views[3]) + 0.1
    return network


@given(networks(), st.data())
def test_contributions_and_bias_sum_to_the_networks_own_number(
    network: Network, data: st.DataObject
) -> None:
    found = levels(network)
    image = np.random.default_rng(1).random((28, 28))
    passed = forward(network, found, image)
    level = data.draw(st.integers(0, len(found) - 1))
    place = tuple(data.draw(st.integers(0, side - 1)) for side in found[level].shape)
    numbers = unit_numbers(passed, level, place)
    total = numbers.contributions.sum() + numbers.bias
    assert total == pytest.approx(numbers.z, rel=1e-5, abs=1e-5)
    assert numbers.value == passed.values(level)[place]
    before = passed.values(level - 1)
    # Of a batch normalisation before it, the source's own value differs from the input.
    if not any(isinstance(network.layers[i], BatchNorm) for i in _between(network, level)):
        at = before[tuple(numbers.sources.T)]
        np.testing.assert_allclose(at, numbers.inputs, atol=1e-9)


def _between(network: Network, level: int) -> range:
    found = levels(network)
    return range(found[level - 1].last + 1 if level else 0, found[level].first)


@given(networks())
def test_the_activation_makes_the_value_from_the_sum(network: Network) -> None:
    found = levels(network)
    passed = forward(network, found, np.random.default_rng(2).random((28, 28)))
    for index, level in enumerate(found):
        (place,) = strongest_places(passed, index, [level.units - 1])
        numbers = unit_numbers(passed, index, place)
        made = {
            "": lambda z: z,
            "MaxPool2D": lambda z: z,
            "ELU": lambda z: z if z > 0 else np.expm1(z),
            "ReLU": lambda z: max(z, 0.0),
            "Sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        }[numbers.activation](numbers.z)
        assert numbers.value == pytest.approx(made, abs=1e-9)
        assert level.shape[0] == len(biases_of(network, level))


@given(networks())
def test_strengths_are_the_contributions_summed_by_source(network: Network) -> None:
    found = levels(network)
    passed = forward(network, found, np.random.default_rng(3).random((28, 28)))
    for index, level in enumerate(found):
        units = range(level.units)
        places = strongest_places(passed, index, units)
        weights = weights_of(network, found, index, np.array(units))
        matrix = strengths(passed, index, places, weights)
        for unit, place in enumerate(places):
            numbers = unit_numbers(passed, index, place)
            assert matrix[unit].sum() + numbers.bias == pytest.approx(numbers.z, abs=1e-6)
            if index and len(found[index - 1].shape) == 3:
                own = numbers.contributions[numbers.sources[:, 0] == 0].sum()
                assert matrix[unit, 0] == pytest.approx(own, abs=1e-9)


@dataclass
class Worked:
    """A network whose numbers can be worked out by hand: two inputs matter, one unit."""

    network: Network

    @staticmethod
    def make() -> Worked:
        network = network_of((Flatten(), Dense(1), ReLU(), Dense(10)), (1, 28, 28))
        network.views[1][0][...] = 0
        network.views[1][0][0, [30, 60]] = (2, -3)
        network.views[1][1][...] = 0.5
        return Worked(network)


def test_a_units_numbers_are_those_worked_out_by_hand() -> None:
    network = Worked.make().network
    image = np.zeros((28, 28))
    image[1, 2], image[2, 4] = 0.5, 1.0  # pixels 30 and 60
    numbers = unit_numbers(forward(network, levels(network), image), 0, (0,))
    assert (numbers.z, numbers.bias, numbers.value) == (-1.5, 0.5, 0.0)
    assert (numbers.activation, numbers.source_level) == ("ReLU", IMAGE)
    first, second = numbers.largest(5)
    assert numbers.sources[first].tolist() == [2, 4]
    assert numbers.contributions[first] == -3
    assert numbers.sources[second].tolist() == [1, 2]
    assert numbers.contributions[second] == 1


def test_pooling_takes_all_from_its_largest_input() -> None:
    network = network_of((Conv2D(2, kernel=1), MaxPool2D(2), Flatten(), Dense(10)), (1, 28, 28))
    passed = forward(network, levels(network), np.random.default_rng(0).random((28, 28)))
    numbers = unit_numbers(passed, 1, (1, 3, 4))
    square = passed.values(0)[1, 6:8, 8:10]
    assert numbers.weights.tolist() == (square == square.max()).ravel().tolist()
    assert numbers.z == square.max()
    assert numbers.sources.tolist() == [[1, 6, 8], [1, 6, 9], [1, 7, 8], [1, 7, 9]]


def test_beyond_the_edge_there_is_no_input() -> None:
    network = network_of((Conv2D(1, kernel=3, padding=1), Flatten(), Dense(10)), (1, 28, 28))
    passed = forward(network, levels(network), np.ones((28, 28)))
    corner = unit_numbers(passed, 0, (0, 0, 0))
    assert corner.sources.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


def test_the_weights_of_a_map_are_its_kernels() -> None:
    network = RECIPES["best"].network(rng=np.random.default_rng(0)).folded()
    weights = weights_of(network, levels(network), 1, np.array([5, 6]))
    assert weights.shape == (2, 32, 9)
    row = network.views[2][0][5].reshape(3, 32, 3)
    np.testing.assert_array_equal(weights[0, 7].reshape(3, 3), row[:, 7])


@pytest.mark.parametrize("place", [(3,), (-1,), (0, 0, 0)])
def test_there_are_no_numbers_of_a_unit_that_is_not_there(place: tuple[int, ...]) -> None:
    network = network_of((Flatten(), Dense(3), ReLU(), Dense(10)), (1, 28, 28))
    passed = forward(network, levels(network), np.zeros((28, 28)))
    with pytest.raises(IndexError, match="no unit"):
        unit_numbers(passed, 0, place)

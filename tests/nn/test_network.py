from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, MaxPool2D, ReLU, Sigmoid
from nn.network import Network
from nn.recipes import RECIPES, Recipe
from tests.nn.gradients import largest_gradient_error, network_of

ALL_RECIPES = pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)


def images(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random((count, 28, 28), np.float32)


@pytest.mark.parametrize("label_smoothing", [0.0, 0.1])
def test_gradient_through_every_kind_of_layer_stacked(label_smoothing: float) -> None:
    layers = (
        Conv2D(3, 3, 1, 1),
        ReLU(),
        MaxPool2D(2),
        Conv2D(4, 3, 2, 1),
        ReLU(),
        Flatten(),
        Dropout(0.3),
        Dense(8),
        ReLU(),
        Dense(5),
    )
    error = largest_gradient_error(network_of(layers, (1, 8, 8)), label_smoothing=label_smoothing)
    assert error < 1e-7


def test_gradient_of_the_classic_layers_with_squared_error() -> None:
    layers = RECIPES["classic"].layers
    network = network_of(layers, (1, 5, 5), output="sigmoid")
    assert largest_gradient_error(network) < 1e-7


@ALL_RECIPES
def test_probabilities_sum_to_one_and_predicting_changes_nothing(recipe: Recipe) -> None:
    network = recipe.network(rng=np.random.default_rng(0))
    before, inputs = network.parameters.copy(), images(7)
    kept = inputs.copy()
    probabilities = network.predict(inputs)
    assert probabilities.shape == (7, 10)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(network.parameters, before)
    np.testing.assert_array_equal(inputs, kept)


@ALL_RECIPES
def test_a_batch_is_read_as_its_images_one_by_one(recipe: Recipe) -> None:
    network = recipe.network(rng=np.random.default_rng(0))
    together = network.predict(images(3))
    alone = np.concatenate([network.predict(images(3)[i : i + 1]) for i in range(3)])
    np.testing.assert_allclose(together, alone, atol=1e-5)


@ALL_RECIPES
def test_description_makes_the_same_network_again(recipe: Recipe) -> None:
    network = recipe.network(rng=np.random.default_rng(0))
    description = json.loads(json.dumps(network.describe()))
    again = Network.from_description(description, network.parameters)
    assert again.layers == network.layers
    np.testing.assert_array_equal(again.logits(images(2)), network.logits(images(2)))


@ALL_RECIPES
def test_ten_images_can_be_learned_by_heart(recipe: Recipe) -> None:
    rng = np.random.default_rng(0)
    network = recipe.network(rng=rng)
    pictures, labels = images(10), np.arange(10)
    workspace = network.workspace(rng=rng)
    for scratch in workspace.scratches:
        scratch.rng = None  # nothing dropped: by heart means exactly
    optimizer = RECIPES["mlp"].optimizer()
    losses = [np.inf]
    while losses[-1] > 0.01 and len(losses) < 300:
        losses.append(network.loss_and_gradient(pictures, labels, workspace))
        optimizer.step(network.parameters, workspace.gradient, 0.003)
    assert losses[-1] < 0.01
    assert (network.predict(pictures).argmax(axis=1) == labels).all()


def test_a_snapshot_stays_as_it_was_and_cannot_be_written() -> None:
    network = RECIPES["mlp"].network(rng=np.random.default_rng(0))
    snapshot = network.copy()
    before = snapshot.parameters.copy()
    network.parameters[:] += 1
    np.testing.assert_array_equal(snapshot.parameters, before)
    with pytest.raises(ValueError, match="read-only"):
        snapshot.parameters[0] = 0


def test_layers_see_the_one_vector() -> None:
    network = Network((Flatten(), Dense(2), ReLU(), Dense(3)), (1, 2, 2))
    network.parameters[:] = np.arange(network.parameter_count)
    np.testing.assert_array_equal(network.views[1][0], np.arange(8).reshape(2, 4))
    np.testing.assert_array_equal(network.views[1][1], [8, 9])
    np.testing.assert_array_equal(network.views[3][1], [16, 17, 18])


def test_what_does_not_fit_is_refused() -> None:
    network = Network((Flatten(), Dense(3)))
    with pytest.raises(ValueError, match=r"\(N, 28, 28\)"):
        network.predict(np.zeros((2, 27, 28), np.float32))
    with pytest.raises(ValueError, match="2355 parameters"):
        network.with_parameters(np.zeros(7, np.float32))
    with pytest.raises(ValueError, match="put Flatten before"):
        _ = Network((Dense(3),)).parameters


@pytest.mark.parametrize(
    "description",
    [
        {},
        {"layers": [{"type": "Nonsense"}], "input_shape": [1, 28, 28], "output": "softmax"},
        {"layers": [{"type": "Dense"}], "input_shape": [1, 28, 28], "output": "softmax"},
        {"layers": [], "input_shape": [1, 28, 28], "output": "tanh"},
    ],
)
def test_a_description_without_sense_is_refused(description: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"layer|description|output"):
        Network.from_description(description)


def test_activations_have_the_shapes_that_the_network_tells() -> None:
    network = RECIPES["cnn"].network(rng=np.random.default_rng(0))
    activations = network.activations(np.zeros((3, 28, 28), np.float32))
    assert [values.shape for values in activations] == [(*shape, 3) for shape in network.shapes[1:]]


@given(seed=st.integers(0, 2**32 - 1), scale=st.floats(0.1, 1e6))
def test_no_image_gives_more_than_the_largest_value(seed: int, scale: float) -> None:
    rng = np.random.default_rng(seed)
    layers = (
        Conv2D(3, kernel=3, padding=1), BatchNorm(), ReLU(), MaxPool2D(2),
        Flatten(), Dense(5), Sigmoid(), Dense(10),
    )  # fmt: skip
    network = Network(layers).initialised(rng=rng)
    network = network.with_parameters((network.parameters * scale).astype(np.float32))
    largest = network.largest_value()
    for values in network.activations(rng.random((4, 28, 28), np.float32)):
        assert np.abs(values).max() <= 1.001 * largest
    assert np.abs(network.logits(np.ones((1, 28, 28), np.float32))).max() <= 1.001 * largest

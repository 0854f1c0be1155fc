from __future__ import annotations

import numpy as np
import pytest

from nn.arrays import Array
from nn.explain.recording import Recording
from nn.layers import BatchNorm, Conv2D, Dense, Flatten, Layer, MaxPool2D, ReLU, Scratch
from nn.network import Network
from nn.training.parallel import ShardedGradient
from tests.nn.gradients import central_difference, largest_gradient_error, network_of

STACKS: dict[str, tuple[Layer, ...]] = {
    "maps": (Conv2D(3, 3, 1, 1, bias=False), BatchNorm(), ReLU(), Flatten(), Dense(4)),
    "values": (Flatten(), Dense(6), BatchNorm(), ReLU(), Dense(4)),
    "behind what keeps its outputs": (
        Conv2D(3, 3, 1, 1),
        ReLU(),
        BatchNorm(),
        MaxPool2D(2),
        BatchNorm(),
        Flatten(),
        BatchNorm(),
        Dense(4),
    ),
    "first": (BatchNorm(), Flatten(), Dense(4)),
}


def random_network(layers: tuple[Layer, ...], seed: int = 0) -> Network:
    """With moving averages as training could have left them: no variance is negative."""
    network = network_of(layers, (1, 6, 6), seed=seed)
    for layer, views in zip(network.layers, network.views, strict=True):
        if isinstance(layer, BatchNorm):
            views[3][...] = 0.5 + np.abs(views[3])
    return network


def images(count: int) -> Array:
    return np.random.default_rng(5).random((count, 6, 6))


@pytest.mark.parametrize("stack", STACKS)
def test_its_gradient_is_that_of_central_differences(stack: str) -> None:
    assert largest_gradient_error(random_network(STACKS[stack]), samples=6) < 1e-7


@pytest.mark.parametrize("stack", STACKS)
def test_the_gradient_at_the_image_is_that_of_prediction(stack: str) -> None:
    network = random_network(STACKS[stack])
    image, wanted = images(1), np.arange(4.0)
    recording = Recording(network, image)
    np.testing.assert_allclose(recording.outputs.T, network.logits(image))
    found = recording.input_gradient(recording.gradient_of_logits(wanted)).ravel()
    flat = image.reshape(-1)
    expected = [
        central_difference(lambda: float((network.logits(image) @ wanted)[0]), flat, index)
        for index in range(flat.size)
    ]
    np.testing.assert_allclose(found, expected, atol=1e-7)


@pytest.mark.parametrize("shape", [(5, 3, 4, 7), (3, 50)], ids=["maps", "values"])
def test_in_training_each_channel_has_mean_0_and_variance_1(shape: tuple[int, ...]) -> None:
    layer, rng = BatchNorm(), np.random.default_rng(0)
    parameters = [np.ones(3), np.zeros(3), np.zeros(3), np.ones(3)]
    outputs = layer.forward(parameters, rng.normal(2, 3, shape), Scratch(rng))
    axes = (0, 2, 3) if len(shape) == 4 else (1,)
    np.testing.assert_allclose(outputs.mean(axis=axes), 0, atol=1e-9)
    np.testing.assert_allclose(outputs.var(axis=axes), 1, atol=1e-3)


def test_prediction_comes_to_know_the_mean_and_variance_of_training() -> None:
    layer, rng = BatchNorm(0.5), np.random.default_rng(0)
    parameters = [np.ones(2), np.zeros(2), np.zeros(2), np.ones(2)]
    scratches = [Scratch(rng), Scratch(rng)]
    values = rng.normal([[3], [-1]], [[2], [0.1]], (2, 400))  # type: ignore[arg-type]
    for _ in range(30):
        for scratch, part in zip(scratches, np.split(values, 2, axis=1), strict=True):
            layer.forward(parameters, part.copy(), scratch)
        layer.update_statistics(parameters, scratches)
    outputs = layer.forward(parameters, values, None)
    np.testing.assert_allclose(outputs.mean(axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(outputs.var(axis=1), 1, atol=0.03)


@pytest.mark.parametrize("stack", STACKS)
def test_folding_changes_no_answer(stack: str) -> None:
    network = random_network(STACKS[stack])
    folded = network.folded()
    np.testing.assert_allclose(folded.logits(images(9)), network.logits(images(9)))
    assert Network.from_description(folded.describe()).layers == folded.layers


def test_folding_leaves_only_what_has_no_weights_before_it() -> None:
    kinds = [type(layer) for layer in random_network(STACKS["maps"]).folded().layers]
    assert kinds == [Conv2D, ReLU, Flatten, Dense]
    behind = random_network(STACKS["behind what keeps its outputs"])
    assert behind.folded() is behind


def test_threads_that_share_a_batch_move_the_averages_alike_every_time() -> None:
    layers = (Flatten(), Dense(6), BatchNorm(), ReLU(), Dense(10))
    pixels = np.random.default_rng(1).integers(0, 256, (64, 28, 28), dtype=np.uint8)
    labels = np.random.default_rng(2).integers(0, 10, 64)
    found = []
    for _ in range(2):
        network = Network(layers).initialised(rng=np.random.default_rng(3))
        with ShardedGradient(network, 2, rng=np.random.default_rng(4)) as gradient:
            for _ in range(3):
                gradient(pixels, labels)
                gradient.update_statistics()
        found.append(network.parameters)
        mean, variance = network.views[2][2:]
        assert (mean != 0).all()
        assert (variance != 1).all()
    np.testing.assert_array_equal(*found)  # type: ignore[arg-type]

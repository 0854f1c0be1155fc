"""Weights as safetensors: written, read by their own library, and read back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from nn.interop.formats import read_any, write_any
from nn.interop.keras import ExchangeError
from nn.layers import BatchNorm, Conv2D, Dense, Flatten, ReLU
from nn.model_file import Model
from nn.network import Network

LAYERS = (Conv2D(3, 5, 2, bias=False), BatchNorm(), ReLU(), Flatten(), Dense(10))


@pytest.fixture
def model() -> Model:
    network = Network(LAYERS).initialised(rng=np.random.default_rng(1))
    return Model(network, "mine", {"validation_accuracy": 0.5})


def test_a_network_comes_back_as_it_was(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "digits.safetensors"
    write_any(path, model)
    back = read_any(path)
    assert (back.recipe, back.metadata) == (model.recipe, model.metadata)
    assert back.network.layers == model.network.layers
    np.testing.assert_array_equal(back.network.parameters, model.network.parameters)


def test_others_find_the_weights_by_their_names(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "digits.safetensors"
    write_any(path, model)
    arrays = load_file(path)
    assert next(iter(arrays)).startswith("layers.")
    np.testing.assert_array_equal(arrays["layers.4.weights"], model.network.views[4][0])
    assert arrays["layers.1.variance"].shape == (3,)


def test_weights_alone_are_no_network(tmp_path: Path) -> None:
    path = tmp_path / "theirs.safetensors"
    save_file({"fc1.weight": np.zeros((10, 784), np.float32)}, path)
    with pytest.raises(ExchangeError, match="weights without an architecture"):
        read_any(path)


def test_weights_of_another_shape_are_refused(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "digits.safetensors"
    write_any(path, model)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"[10,432]", b"[432,10]"))
    with pytest.raises(ExchangeError, match="do not fit"):
        read_any(path)


@pytest.mark.parametrize("content", [b"", b"x" * 7, b"\xff" * 40, None])
def test_what_is_no_file_of_weights_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "digits.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExchangeError, match=r"digits\.safetensors"):
        read_any(path)

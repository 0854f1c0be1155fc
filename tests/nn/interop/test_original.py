"""What a foreign network was trained on is found out, and what went out decides as before."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from nn.interop import original
from nn.interop.formats import read_any, remark, write_any
from nn.interop.keras import ExchangeError, load_keras
from nn.interop.keras_import import from_keras
from nn.interop.onnx_export import onnx_model
from nn.interop.onnx_import import import_onnx
from nn.interop.original import RANGES
from nn.layers import BatchNorm, Conv2D, Dense, Flatten, Layer, ReLU
from nn.model_file import Model, load_model, shipped_model_path
from nn.network import Network
from nn.preprocessing.pipeline import network_inputs
from nn.reader import Calibration, Reader
from nn.synthesis.nondigits import synthesise_nondigits

pytest.importorskip("onnxruntime")

DENSE = (Flatten(), Dense(200), ReLU())
PADDED = (Conv2D(6, 5, stride=3, padding=2), ReLU(), Flatten())


@cache
def fitted(hidden: tuple[Layer, ...], name: str) -> Network:
    """A network that reads the program's digits, in that range; its last layer alone was fitted."""
    images, labels = original._digits()
    rng = np.random.default_rng(3)
    network = Network((*hidden, Dense(10))).initialised(rng=rng)
    # With biases, a network reads worse where its input has another scale.
    for bias in [views[1] for views in network.views[:-1] if views]:
        bias[...] = 0.5 * abs(RANGES[name].factor) * rng.normal(size=bias.shape)
    features = network.activations(RANGES[name].of(images))[-2].astype(float)
    products = features @ features.T
    products += 0.01 * np.trace(products) / len(products) * np.eye(len(products))
    weights = np.linalg.solve(products, features @ (10 * np.eye(10)[labels] - 2))
    vector = network.parameters.copy()
    network.split(vector)[-1][0][...] = weights.T
    return network.with_parameters(vector)


def foreign(network: Network, path: Path) -> Path:
    """The network as a file that tells nothing of where it comes from."""
    proto = onnx_model(Model(network, "mlp", {}))
    proto.producer_name = "another"
    onnx.save(proto, path)
    return path


@pytest.mark.parametrize("hidden", [DENSE, PADDED], ids=["dense", "padded"])
@pytest.mark.parametrize("name", RANGES)
def test_the_range_of_a_foreign_network_is_found_and_taken_in(
    name: str, hidden: tuple[Layer, ...], tmp_path: Path
) -> None:
    network = fitted(hidden, name)
    model = read_any(foreign(network, tmp_path / "theirs.onnx"))
    assert model.metadata.get("input_range", "unit") == name
    images, _ = original._digits()
    np.testing.assert_allclose(
        model.network.predict(images), network.predict(RANGES[name].of(images)), atol=1e-5
    )
    said = remark(model)
    expected = {"unit": "None", "bytes": "from 0 to 255"}.get(name, "dark digits|around 0")
    assert re.search(expected, str(said))
    # Zeros around an image are its paper, which a shift would colour.
    is_shifted = hidden is PADDED and RANGES[name].summand != 0
    assert isinstance(model.network.layers[0], BatchNorm) == is_shifted


def test_what_has_learned_nothing_is_taken_as_it_is(tmp_path: Path) -> None:
    network = Network((*DENSE, Dense(10))).initialised(rng=np.random.default_rng(5))
    model = read_any(foreign(network, tmp_path / "theirs.onnx"))
    np.testing.assert_array_equal(model.network.parameters, network.parameters)
    assert remark(model) is None


def test_a_model_that_answers_differently_is_refused_by_the_layer_that_differs() -> None:
    keras = load_keras()
    layers = keras.layers

    def odd(self: Any, inputs: Any) -> Any:
        return layers.Dense.call(self, inputs) + 0.1 * keras.ops.sin(inputs[:, :10])

    # By its name, one of Keras' own.
    Odd = type("Dense", (layers.Dense,), {"call": odd})
    image = keras.Input((28, 28))
    before = layers.Dense(12, "relu")(layers.Flatten()(image))
    model = keras.Model(image, layers.Dense(10)(Odd(10, name="odd")(before)))
    with pytest.raises(ExchangeError, match=r"the layer odd \(Dense\).*other values"):
        from_keras(model)


@pytest.mark.parametrize("suffix", ["keras", "onnx", "safetensors"])
def test_what_went_out_and_came_back_decides_as_before(suffix: str, tmp_path: Path) -> None:
    model = load_model(shipped_model_path())
    write_any(tmp_path / f"digits.{suffix}", model)
    back = read_any(tmp_path / f"digits.{suffix}")
    assert back.metadata["calibration"] == model.metadata["calibration"]
    images = network_inputs(synthesise_nondigits(300, rng=np.random.default_rng(1)).drawings)
    images = np.concatenate([images, original._digits()[0][:100]])
    before, after = (
        Reader(one.network, Calibration.from_metadata(one.metadata)).read_images(images)
        for one in (model, back)
    )
    assert [reading.verdict for reading in after] == [reading.verdict for reading in before]
    assert len({reading.verdict for reading in before}) > 1


def test_an_exported_network_gives_calibrated_probabilities(tmp_path: Path) -> None:
    network = fitted(DENSE, "unit")
    calibration = Calibration(2.5, 0.6, 0.3)
    write_any(tmp_path / "digits.onnx", Model(network, "mlp", calibration.to_metadata()))
    imported = import_onnx(tmp_path / "digits.onnx")
    assert imported.temperature == pytest.approx(2.5)
    images, _ = original._digits()
    import onnxruntime

    session = onnxruntime.InferenceSession(tmp_path / "digits.onnx")
    (theirs,) = session.run(None, {"images": images})
    expected, _ = Reader(network, calibration).probabilities(images)
    np.testing.assert_allclose(theirs, expected, atol=1e-5)


def test_another_program_that_divides_the_logits_is_calibrated(tmp_path: Path) -> None:
    model = Model(fitted(DENSE, "unit"), "mlp", Calibration(2.5).to_metadata())
    proto = onnx_model(model)
    proto.producer_name = "another"
    onnx.save(proto, tmp_path / "theirs.onnx")
    back = read_any(tmp_path / "theirs.onnx")
    assert back.metadata["calibration"]["temperature"] == pytest.approx(2.5)
    np.testing.assert_array_equal(back.network.parameters, model.network.parameters)

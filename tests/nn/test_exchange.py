"""Networks that went to Keras or ONNX, and some that came back, answer as before."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.arrays import Array
from nn.classic import classic_layers
from nn.interop.formats import write_any
from nn.interop.keras import ExchangeError, load_keras
from nn.interop.keras_export import export_keras, keras_model
from nn.interop.keras_import import from_keras, import_keras
from nn.interop.onnx_export import export_onnx
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from nn.losses import softmax
from nn.model_file import Model
from nn.network import Network
from nn.recipes import RECIPES

POOLED: tuple[Layer, ...] = (
    Conv2D(4, kernel=3, padding=1),
    ReLU(),
    MaxPool2D(2),
    Conv2D(6, kernel=5, stride=2, padding=2),
    Sigmoid(),
    Flatten(),
    Dropout(0.5),
    Dense(12, bias=False),
    ReLU(),
    Dense(11),
)

NORMALISED: tuple[Layer, ...] = (
    Conv2D(4, kernel=3, stride=2, padding=1, bias=False),
    BatchNorm(),
    ReLU(),
    MaxPool2D(2),
    BatchNorm(epsilon=1e-3),
    Flatten(),
    BatchNorm(),
    Dense(12),
    BatchNorm(),
    ReLU(),
    Dense(10),
)

NETWORKS = {
    **{name: recipe.network(rng=np.random.default_rng(1)) for name, recipe in RECIPES.items()},
    "classic": Network(classic_layers(), output="sigmoid"),
    "pooled": Network(POOLED),
    "activations": Network(
        (
            Conv2D(4, 5, 2),
            Tanh(),
            Flatten(),
            Dense(9),
            LeakyReLU(0.2),
            Dense(9),
            ELU(0.5),
            Dense(10),
        )
    ),
    "averaged": Network(
        (AveragePool2D(3), Conv2D(4, 3), AveragePool2D(2), ReLU(), Flatten(), Dense(10))
    ),
    "normalised": Network(NORMALISED),
}


@pytest.fixture(params=NETWORKS, scope="module")
def network(request: pytest.FixtureRequest) -> Network:
    """A network with weights and biases of every sign."""
    network = NETWORKS[request.param]
    rng = np.random.default_rng(2)
    values = rng.normal(0, 0.05, network.parameter_count).astype(np.float32)
    for layer, views in zip(network.layers, network.split(values), strict=True):
        if isinstance(layer, BatchNorm):
            views[0] += 1
            views[3][...] = 1 + np.abs(views[3])
    return network.with_parameters(values)


@pytest.fixture(scope="module")
def images() -> Array:
    return np.random.default_rng(3).random((1000, 28, 28), dtype=np.float32)


def probabilities(network: Network, images: Array) -> Array:
    """Over all classes, those that are no digit included."""
    return softmax(network.logits(images).T).T


def test_keras_gives_the_same_probabilities(network: Network, images: Array) -> None:
    theirs = keras_model(network).predict(images, batch_size=500, verbose=0)
    np.testing.assert_allclose(theirs, probabilities(network, images), atol=1e-5)


def test_onnxruntime_gives_the_same_probabilities(
    network: Network, images: Array, tmp_path: Path
) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    path = tmp_path / "digits.onnx"
    export_onnx(Model(network, "mlp", {"seed": 5}), path)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (theirs,) = session.run(["probabilities"], {"images": images})
    np.testing.assert_allclose(theirs, probabilities(network, images), atol=1e-5)
    assert session.get_modelmeta().custom_metadata_map == {
        "recipe": "mlp",
        "training": '{"seed": 5}',
    }


def test_what_came_back_from_keras_is_the_same_network(network: Network, tmp_path: Path) -> None:
    export_keras(Model(network, "mlp", {"seed": 5}), tmp_path / "digits.keras")
    imported = import_keras(tmp_path / "digits.keras")
    assert json.loads(imported.facts) == {"recipe": "mlp", "facts": {"seed": 5}}
    back, expected = imported.network, network.folded()
    without_initial = [{**entry, "initial": ""} for entry in expected.describe()["layers"]]
    assert [{**entry, "initial": ""} for entry in back.describe()["layers"]] == without_initial
    assert back.output == network.output
    np.testing.assert_array_equal(back.parameters, expected.parameters)
    assert [path.name for path in tmp_path.iterdir()] == ["digits.keras"]


def usual_convolutional(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(8, 5, strides=2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(8, 3, padding="same", use_bias=False),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


def first_example(keras: Any) -> list[Any]:
    """The network of Keras' own first example, "Simple MNIST convnet"."""
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(8, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(8, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]


def flat_input(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((784,)),
        layers.Rescaling(1 / 255),
        layers.Dense(20, activation="sigmoid"),
        layers.Dense(10),
    ]


def other_activations(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 5, strides=3, activation="leaky_relu"),
        layers.LeakyReLU(negative_slope=0.4),
        layers.Flatten(),
        layers.Dense(20, activation="tanh"),
        layers.ReLU(negative_slope=0.1),
        layers.Dense(10),
    ]


def pooled_in_all_ways(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.GaussianNoise(0.1),
        layers.ZeroPadding2D(((0, 1), (0, 1))),
        layers.Conv2D(4, 3, strides=2, activation="elu"),
        layers.SpatialDropout2D(0.2),
        layers.ZeroPadding2D(1),
        layers.AveragePooling2D(2),
        layers.Conv2D(12, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ]


def all_convolutional(keras: Any) -> list[Any]:
    """The classes are maps, and the axes of the image are exchanged on the way."""
    layers = keras.layers
    return [
        keras.Input((28, 28)),
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(4, 5, strides=3, activation="tanh"),
        layers.Conv2D(10, 3, padding="same"),
        layers.GlobalAveragePooling2D(keepdims=True),
        layers.Flatten(),
        layers.Softmax(),
    ]


def flattened_otherwise(keras: Any) -> list[Any]:
    """The dense layer sees rows and columns exchanged and channels first."""
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 5, strides=4, activation="relu"),
        layers.Permute((3, 2, 1)),
        layers.Reshape((-1,)),
        layers.BatchNormalization(),
        layers.Dense(10, activation="softmax"),
    ]


def standardised(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((28, 28, 1)),
        layers.Normalization(mean=0.13, variance=0.09),
        layers.Conv2D(8, 5, padding="same", activation="relu"),
        layers.Rescaling(0.5, offset=0.1),
        layers.Conv2D(8, 5, strides=2, activation="relu"),
        layers.GlobalMaxPooling2D(),
        layers.Dense(10, activation="softmax"),
    ]


def normalised(keras: Any) -> list[Any]:
    layers = keras.layers
    return [
        keras.Input((784,)),
        layers.BatchNormalization(scale=False),
        layers.Dense(20, use_bias=False),
        layers.BatchNormalization(center=False),
        layers.ReLU(),
        layers.Dense(10, activation="softmax"),
    ]


@pytest.mark.parametrize(
    "layers",
    [
        usual_convolutional,
        first_example,
        flat_input,
        other_activations,
        pooled_in_all_ways,
        all_convolutional,
        flattened_otherwise,
        standardised,
        normalised,
    ],
)
def test_models_made_in_keras_can_be_taken(layers: Any, images: Array) -> None:
    keras = load_keras()
    keras.utils.set_random_seed(4)
    model = keras.Sequential(layers(keras))
    model.set_weights(
        [w + np.random.default_rng(5).normal(0, 0.1, w.shape) for w in model.get_weights()]
    )
    scale = 255 if isinstance(model.layers[0], keras.layers.Rescaling) else 1
    inputs = scale * images.reshape(-1, *model.input_shape[1:])
    outputs = model.predict(inputs, batch_size=500, verbose=0)
    ours = from_keras(model).network
    if getattr(model.layers[-1], "activation", keras.activations.softmax).__name__ == "linear":
        np.testing.assert_allclose(ours.logits(images), outputs, atol=1e-4)
    else:
        np.testing.assert_allclose(ours.predict(images), outputs, atol=1e-5)


def refused(keras: Any) -> dict[str, list[Any]]:
    layers, image = keras.layers, keras.Input((28, 28, 1))
    return {
        "32, 32": [keras.Input((32, 32, 1)), layers.Flatten(), layers.Dense(10)],
        "LayerNormalization": [image, layers.LayerNormalization()],
        "only channels": [image, layers.BatchNormalization(axis=1)],
        "flat values": [keras.Input((28, 28)), layers.BatchNormalization(), layers.Flatten()],
        "softplus": [image, layers.Flatten(), layers.Dense(10, activation="softplus")],
        "found 12": [image, layers.Flatten(), layers.Dense(12)],
        "softmax": [image, layers.Flatten(), layers.Softmax(), layers.Dense(10)],
        "dilation": [image, layers.Conv2D(2, 3, dilation_rate=2)],
        "kernel_size": [image, layers.Conv2D(2, (3, 5))],
        "overlap": [image, layers.AveragePooling2D(3, strides=2), layers.Flatten()],
        "channels have to come last": [
            keras.Input((1, 28, 28)),
            layers.Conv2D(2, 3, data_format="channels_first"),
        ],
        "only a softmax": [
            image,
            layers.Flatten(),
            layers.Dense(10, activation="log_sigmoid"),
            layers.Dense(10),
        ],
        "log_sigmoid|logarithm": [image, layers.Flatten(), layers.Dense(10, "log_sigmoid")],
        "over the edge": [image, layers.MaxPooling2D(3, padding="same"), layers.Flatten()],
    }


@pytest.mark.parametrize("reason", refused(load_keras()))
def test_a_model_that_cannot_be_taken_is_refused_with_the_reason(reason: str) -> None:
    keras = load_keras()
    with pytest.raises(ExchangeError, match=reason):
        from_keras(keras.Sequential(refused(keras)[reason]))


def no_chains(keras: Any) -> dict[str, Any]:
    """Models that are no chain from one image to ten digits; by what is said of them."""
    layers = keras.layers
    image = keras.Input((28, 28))
    flat = layers.Flatten()(image)
    first, second = layers.Dense(10)(flat), layers.Dense(10)(flat)
    return {
        "one output, found 1 and 2": keras.Model(image, [first, second]),
        "Add": keras.Model(image, layers.Add()([first, second])),
        "with weights, found none": keras.Model(image, image),
        "before it had any": keras.Sequential([layers.Flatten(), layers.Dense(10)]),
    }


@pytest.mark.parametrize("reason", no_chains(load_keras()))
@pytest.mark.filterwarnings("ignore:You are saving a model that has not yet been built")
def test_what_is_no_chain_is_refused(reason: str, tmp_path: Path) -> None:
    model = no_chains(load_keras())[reason]
    model.save(tmp_path / "model.keras")
    with pytest.raises(ExchangeError, match=reason):
        import_keras(tmp_path / "model.keras")


def graphs(keras: Any) -> dict[str, Any]:
    """Models whose list of layers is not the way that an image takes through them."""
    layers = keras.layers
    image = keras.Input((28, 28, 1))
    relu, twice = layers.ReLU(), layers.Dense(10)
    shared = relu(layers.Conv2D(3, 3, strides=2)(image))
    shared = relu(layers.Conv2D(4, 3, strides=2)(shared))
    shared = relu(layers.Dense(12)(layers.Flatten()(shared)))
    flat = layers.Dense(10)(layers.Flatten()(image))
    inner = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.RandomRotation(0.1), layers.RandomZoom(0.1)]
    )
    return {
        "one ReLU three times": keras.Model(image, layers.Dense(10)(shared)),
        "one Dense twice": keras.Model(image, twice(layers.ELU(0.7)(twice(flat)))),
        "a model within": keras.Model(
            image, layers.Dense(10, "softmax")(layers.Flatten()(inner(image)))
        ),
        "a branch that leads nowhere": keras.Model(image, twice(flat)),
    }


@pytest.mark.parametrize("name", graphs(load_keras()))
def test_a_model_is_read_along_its_graph(name: str, tmp_path: Path, images: Array) -> None:
    keras = load_keras()
    keras.utils.set_random_seed(4)
    model = graphs(keras)[name]
    model.save(tmp_path / "model.keras")
    outputs = model.predict(images[..., None], batch_size=500, verbose=0)
    if not name.startswith("a model"):
        outputs = softmax(outputs.T).T
    ours = import_keras(tmp_path / "model.keras").network
    np.testing.assert_allclose(ours.predict(images), outputs, atol=1e-5)


@pytest.mark.parametrize("content", [None, b"", b"not a model"])
def test_a_file_without_a_model_is_refused(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "digits.keras"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ExchangeError, match=r"digits\.keras"):
        import_keras(path)


def test_a_keras_file_has_to_be_called_one(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"end in \.keras"):
        export_keras(Model(NETWORKS["mlp"], "mlp", {}), tmp_path / "digits.h5")


@pytest.mark.parametrize(("library", "suffix"), [("keras", ".keras"), ("onnx", ".onnx")])
@pytest.mark.parametrize(
    ("is_frozen", "advice"), [(False, "python -m pip install"), (True, "install Digits with pip")]
)
def test_a_library_that_is_missing_is_told_with_how_to_get_it(
    library: str,
    suffix: str,
    is_frozen: bool,
    advice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr(sys, "frozen", is_frozen, raising=False)
    with pytest.raises(ExchangeError, match=f"(?i){library} .*{advice}"):
        write_any(tmp_path / f"out{suffix}", Model(NETWORKS["classic"], "classic", {}))

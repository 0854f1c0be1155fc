"""Files as Keras 2 wrote them; those of Keras 3 are rewritten into that form here."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from nn.arrays import Array
from nn.interop.keras import load_keras
from nn.interop.keras_import import import_keras


@pytest.fixture(scope="module")
def model() -> Any:
    keras = load_keras()
    keras.utils.set_random_seed(4)
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(3, 5, strides=2, activation="relu", name="conv2d_7"),
            layers.MaxPooling2D(2, name="max_pooling2d_3"),
            layers.Flatten(name="flatten_2"),
            layers.Dense(12, activation="relu", name="dense_8"),
            layers.BatchNormalization(name="batch_normalization_1"),
            layers.Dense(10, activation="softmax", name="dense_9"),
        ]
    )


@pytest.fixture(scope="module")
def images() -> Array:
    return np.random.default_rng(3).random((50, 28, 28), dtype=np.float32)


def without_input(layers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As Keras 2.3 and before described a Sequential: the first layer knows the input's shape."""
    kept = [{"class_name": layer["class_name"], "config": layer["config"]} for layer in layers[1:]]
    kept[0]["config"]["batch_input_shape"] = [None, 28, 28, 1]
    for layer in kept:
        layer["config"].pop("dtype", None)
        for key in [key for key in layer["config"] if key.endswith("_initializer")]:
            layer["config"][key] = {
                "class_name": "VarianceScaling",
                "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "normal", "seed": None},
            }
    return kept


def keras_2_2(path: Path, model: Any) -> None:
    _old_h5(path, model, lambda layers: layers)


def keras_2_3(path: Path, model: Any) -> None:
    _old_h5(path, model, lambda layers: {"name": "sequential_1", "layers": layers})


def _old_h5(path: Path, model: Any, wrapped: Callable[[Any], Any]) -> None:
    model.save(path)
    with h5py.File(path, "r+") as file:
        layers = json.loads(file.attrs["model_config"])["config"]["layers"]
        config = wrapped(without_input(layers))
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": config})
        file.attrs["keras_version"] = b"2.2.4"


def keras_2_13(path: Path, model: Any) -> None:
    """An archive whose weights lie under classes' names, numbered with gaps."""
    layers = json.loads(model.to_json())["config"]["layers"]
    described = [
        {
            "module": "keras.layers",
            "class_name": "InputLayer",
            "config": {"batch_input_shape": [None, 28, 28, 1], "name": "conv2d_7_input"},
        },
        *({"module": "keras.layers", **layer} for layer in without_input(layers)),
    ]
    described[5]["config"]["axis"] = [1]
    config = {"name": "sequential", "layers": described}
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        places = {"conv2d_7": "conv2d", "dense_8": "dense", "dense_9": "dense_2"}
        for layer in model.layers:
            name = places.get(layer.name, layer.name.rpartition("_")[0])
            group = file.create_group(f"_layer_checkpoint_dependencies/{name}/vars")
            for index, array in enumerate(layer.get_weights()):
                group[str(index)] = array
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "2.13.1"}))
        architecture = {"module": "keras", "class_name": "Sequential", "config": config}
        archive.writestr("config.json", json.dumps(architecture))
        archive.writestr("model.weights.h5", weights.getvalue())


def keras_3(path: Path, model: Any) -> None:
    """HDF5 under the name of an archive."""
    model.save(path.with_suffix(".h5"))
    path.with_suffix(".h5").rename(path)


def test_a_model_within_a_model_of_keras_2_is_read(images: Array, tmp_path: Path) -> None:
    """There, its making counts as its first use."""
    keras = load_keras()
    keras.utils.set_random_seed(4)
    layers = keras.layers
    inner = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(3, 5, strides=2),
            layers.BatchNormalization(),
            layers.Conv2D(4, 3, activation="relu"),
            layers.Flatten(),
        ]
    )
    image = keras.Input((28, 28, 1), name="image")
    model = keras.Model(image, layers.Dense(10, activation="softmax", name="last")(inner(image)))
    path = tmp_path / "model.h5"
    model.save(path)
    with h5py.File(path, "r+") as file:
        described = json.loads(file.attrs["model_config"])
        first, within, last = described["config"]["layers"]
        first["inbound_nodes"] = []
        within["inbound_nodes"] = [[["image", 0, 0, {}]]]
        last["inbound_nodes"] = [[[inner.name, 1, 0, {}]]]
        file.attrs["model_config"] = json.dumps(described)
        file.attrs["keras_version"] = b"2.9.0"
    theirs = model.predict(images[..., None], verbose=0)
    np.testing.assert_allclose(import_keras(path).network.predict(images), theirs, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("model.h5", keras_2_2),
        ("model.h5", keras_2_3),
        ("model.keras", keras_2_13),
        ("model.keras", keras_3),
    ],
)
def test_a_file_of_an_older_keras_is_read(
    name: str, write: Callable[[Path, Any], None], model: Any, images: Array, tmp_path: Path
) -> None:
    path = tmp_path / name
    write(path, model)
    theirs = model.predict(images[..., None], verbose=0)
    np.testing.assert_allclose(import_keras(path).network.predict(images), theirs, atol=1e-5)

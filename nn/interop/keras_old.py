"""Files of Keras 2, rewritten so that Keras 3 reads them.

    .h5 of Keras 2           → the same with an input layer, and without how weights once began
    .keras of Keras 2.12 on  → such an .h5: Keras 3 looks for the weights under other names
    .h5 under the name .keras → the same under its right name

The rewritten file lies in a temporary folder as long as it is needed. What is read here has been
checked by :mod:`nn.interop.keras_file` before.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nn.data.files import open_regular

_OLD_WEIGHTS = "_layer_checkpoint_dependencies"
"""The group of an archive's weights until Keras 2.13."""

_FIRST_VALUES = ("_initializer", "_regularizer", "_constraint")
"""What concerns training alone, and was written differently by each version."""


@contextmanager
def readable_by_keras(path: Path) -> Iterator[Path]:
    """The path of a file with the same model that Keras 3 reads: ``path`` itself where it does."""
    with open_regular(path) as file, tempfile.TemporaryDirectory() as folder:
        is_archive = file.read(2) == b"PK"
        file.seek(0)
        rewritten = Path(folder) / "model.h5"
        if is_archive:
            with zipfile.ZipFile(file) as archive:
                if not _is_old(archive):
                    yield path
                    return
                _rewrite_archive(archive, rewritten)
        else:
            with rewritten.open("wb") as copy:
                shutil.copyfileobj(file, copy)
            _rewrite_architecture(rewritten)
        yield rewritten


def _is_old(archive: zipfile.ZipFile) -> bool:
    if "metadata.json" not in archive.namelist():
        return False
    facts = json.loads(archive.read("metadata.json"))
    return str(facts.get("keras_version", "")).startswith("2.")


def _rewrite_architecture(path: Path) -> None:
    """Modernise the architecture within an .h5 of Keras 2; that of Keras 3 stays as it is."""
    import h5py

    with h5py.File(path, "r+") as file:
        if _text(file.attrs.get("keras_version", "")).startswith("3."):
            return
        model = json.loads(_text(file.attrs["model_config"]))
        del file.attrs["model_config"]
        file.attrs["model_config"] = json.dumps(_modernised(model))


def _rewrite_archive(archive: zipfile.ZipFile, path: Path) -> None:
    """Write an .h5 with the architecture and the weights of a .keras archive."""
    import h5py

    model = _modernised(json.loads(archive.read("config.json")))
    with (
        h5py.File(io.BytesIO(archive.read("model.weights.h5")), "r") as weights,
        h5py.File(path, "w") as file,
    ):
        file.attrs["model_config"] = json.dumps(model)
        group = file.create_group("model_weights")
        names = []
        for layer, stored in _stored_layers(model["config"]["layers"], weights):
            learned, counted = _arrays_of(layer, stored)
            if learned or counted:
                name = layer["config"]["name"]
                names.append(name.encode())
                arrays = {str(index): array for index, array in enumerate(learned + counted)}
                for key, array in arrays.items():
                    group[f"{name}/{key}"] = array
                group[name].attrs["weight_names"] = [key.encode() for key in arrays]
        group.attrs["layer_names"] = names


def _stored_layers(
    layers: list[dict[str, Any]], group: Any
) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each layer and what the archive holds of it.

    The archive names layers by their class and a number that grows, with gaps, from one to the
    next of the same class.
    """
    stored = group[_OLD_WEIGHTS] if _OLD_WEIGHTS in group else group["layers"]
    numbered = sorted(stored, key=lambda name: (_stem(name), _number(name)))
    for layer in layers:
        stem = _snake_case(layer["class_name"])
        mine = next((name for name in numbered if _stem(name) == stem), None)
        if mine is not None:
            numbered.remove(mine)
            yield layer, stored[mine]


def _arrays_of(layer: dict[str, Any], stored: Any) -> tuple[list[Any], list[Any]]:
    """The arrays that a layer learns by gradients, and those that it only counts; in order."""
    config = layer["config"]
    if "layers" in config:
        parts = [_arrays_of(*pair) for pair in _stored_layers(config["layers"], stored)]
        return (
            [array for learned, _ in parts for array in learned],
            [array for _, counted in parts for array in counted],
        )
    arrays = [stored["vars"][key][()] for key in sorted(stored["vars"], key=int)]
    if layer["class_name"] != "BatchNormalization":
        return arrays, []
    first = bool(config.get("scale", True)) + bool(config.get("center", True))
    return arrays[:first], arrays[first:]


def _modernised(model: dict[str, Any]) -> dict[str, Any]:
    """An architecture as Keras 3 expects it of an .h5."""
    config = model["config"]
    if isinstance(config, list):
        config = {"name": "sequential", "layers": config}
    layers = [_modernised_layer(layer) for layer in config["layers"]]
    shape = layers[0]["config"].get("batch_input_shape")
    if model["class_name"] == "Sequential" and layers[0]["class_name"] != "InputLayer" and shape:
        description = {"batch_input_shape": shape, "name": "input"}
        layers.insert(0, {"class_name": "InputLayer", "config": description})
    _renumber(layers, config.get("output_layers"))
    return {"class_name": model["class_name"], "config": {**config, "layers": layers}}


def _renumber(layers: list[dict[str, Any]], outputs: Any) -> None:
    """Count the uses of each model within the model from 0.

    Keras 2 counted its making as the first one.
    """
    uses = list(_uses([outputs, *(layer.get("inbound_nodes") for layer in layers)]))
    for name in [layer["config"]["name"] for layer in layers if "layers" in layer["config"]]:
        mine = [use for use in uses if use[0] == name]
        least = min((use[1] for use in mine), default=0)
        for use in mine:
            use[1] -= least


def _uses(content: Any) -> Iterator[list[Any]]:
    """What is written as ["name", number of the use, number of the output, …]."""
    if isinstance(content, list):
        if len(content) > 2 and isinstance(content[0], str) and isinstance(content[1], int):
            yield content
        for entry in content:
            yield from _uses(entry)


def _modernised_layer(layer: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {
        key: layer[key] for key in ("class_name", "config", "name", "inbound_nodes") if key in layer
    }
    if isinstance(layer["config"], dict) and "layers" in layer["config"]:
        return {**kept, **_modernised(layer)}
    config = {
        key: value for key, value in layer["config"].items() if not key.endswith(_FIRST_VALUES)
    }
    if layer["class_name"] != "InputLayer" and "dtype" in config:
        config["dtype"] = "float32"
    return {**kept, "config": config}


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _stem(name: str) -> str:
    return re.sub(r"_\d+$", "", name)


def _number(name: str) -> int:
    found = re.search(r"_(\d+)$", name)
    return int(found[1]) if found else 0


def _snake_case(name: str) -> str:
    """A class' name as Keras makes a layer's of it: "BatchNormalization", "batch_normalization"."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()

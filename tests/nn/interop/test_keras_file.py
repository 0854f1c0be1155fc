"""Keras files that ask for too much are refused before Keras sees them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import h5py
import pytest

from nn.interop.keras import ExchangeError
from nn.interop.keras_file import load_keras_model


def keras_file(folder: Path, layers: object, **members: bytes) -> Path:
    """A ``.keras`` with these layers and weights that are an empty HDF5."""
    weights, path = folder / "weights.h5", folder / "model.keras"
    h5py.File(weights, "w").close()
    config = {"class_name": "Sequential", "module": "keras", "config": {"layers": layers}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", members.get("config", json.dumps(config).encode()))
        archive.writestr("model.weights.h5", members.get("weights", weights.read_bytes()))
    return path


def layer(kind: str, **config: Any) -> list[dict[str, Any]]:
    return [{"class_name": kind, "config": {"name": "first", **config}}]


@pytest.mark.parametrize(
    "layers",
    [
        layer("Dense", units=2_000_000_000),
        layer("Dense", units=-5),
        layer("Dense", units=3.5),
        layer("Dense", units="many"),
        layer("Conv2D", filters=4, kernel_size=[10**9, 10**9]),
        layer("Conv2D", filters=4, kernel_size=3, dilation_rate=[10**9, 1]),
        layer("MaxPooling2D", pool_size=[2**40, 2]),
        layer("InputLayer", batch_shape=[None, 10**9, 10**9]),
        layer("Reshape", target_shape=[10**12]),
        layer("Lambda"),
        layer("Functional", layers=layer("Dense", units=2_000_000_000)),
        layer("Functional", layers=layer("Dense", units=10) * 150) * 2,
        layer("Dense", units=10, dtype={"class_name": "QuantizedDTypePolicy", "config": {}}),
        [{"class_name": "Dense", "module": "os", "config": {}}],
        layer("Dense") * 1000,
        "layers",
        {},
        None,
    ],
    ids=lambda layers: json.dumps(layers)[:60],
)
def test_an_absurd_architecture_is_refused_before_keras_builds_it(
    layers: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keras = pytest.importorskip("keras")
    monkeypatch.setattr(keras.saving, "load_model", lambda *_, **__: pytest.fail("built"))
    with pytest.raises(ExchangeError) as refusal:
        load_keras_model(keras_file(tmp_path, layers))
    assert len(str(refusal.value)) < 500


def functional(folder: Path, extension: str, inputs: object, outputs: object, nodes: int) -> Path:
    """A model of one dense layer with these ends, the layer applied so many times."""
    node: dict[str, Any] = {"args": [], "kwargs": {}}
    dense = {
        "class_name": "Dense",
        "name": "dense",
        "config": {"name": "dense", "units": 10},
        "inbound_nodes": [node] * nodes,
    }
    config = {"layers": [dense], "input_layers": inputs, "output_layers": outputs}
    text = json.dumps({"class_name": "Functional", "module": "keras", "config": config})
    if extension == "keras":
        return keras_file(folder, [], config=text.encode())
    path = folder / "model.h5"
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = text
    return path


ONE = ["input", 0, 0]


@pytest.mark.parametrize("extension", ["keras", "h5"])
@pytest.mark.parametrize(
    ("inputs", "outputs", "nodes", "why"),
    [
        (ONE, [["dense", 0, 0], ["other", 0, 0]], 1, "one input and one output, found 1 and 2"),
        ([ONE, ONE], [["dense", 0, 0]], 1, "one input and one output, found 2 and 1"),
        ({"a": ONE, "b": ONE}, {"c": ONE}, 1, "one input and one output, found 2 and 1"),
        (ONE, ONE, 201, "no list of at most 200 layers"),
    ],
    ids=["two outputs", "two inputs", "two named inputs", "a layer 201 times"],
)
def test_what_is_no_chain_is_refused_by_its_description_alone(
    extension: str,
    inputs: object,
    outputs: object,
    nodes: int,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Not even imported: that alone takes seconds.
    monkeypatch.setattr("nn.interop.keras_file.load_keras", pytest.fail)
    with pytest.raises(ExchangeError, match=why):
        load_keras_model(functional(tmp_path, extension, inputs, outputs, nodes))


@pytest.mark.parametrize("ends", [ONE, [ONE], {"name": ONE}])
def test_one_input_and_one_output_are_enough_however_they_are_written(
    ends: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Reached(Exception):  # noqa: N818 - no error
        pass

    def load_keras() -> None:
        raise Reached

    monkeypatch.setattr("nn.interop.keras_file.load_keras", load_keras)
    with pytest.raises(ExchangeError) as error:
        load_keras_model(functional(tmp_path, "keras", ends, ends, 1))
    assert isinstance(error.value.__cause__, Reached)


@pytest.mark.parametrize(
    "members",
    [
        {"config": b"[" * 100_000},
        {"config": b" " * 2**24},
        {"weights": bytes(2**28)},
        {"weights": b"no HDF5"},
    ],
    ids=["deep", "long", "bomb", "foreign"],
)
def test_an_absurd_part_is_refused(members: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(ExchangeError):
        load_keras_model(keras_file(tmp_path, [], **members))


def test_an_array_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset("large", (2**40,), "f4", chunks=(2**16,), compression="gzip")
    with pytest.raises(ExchangeError, match="MB, more than is read"):
        load_keras_model(keras_file(tmp_path, [], weights=path.read_bytes()))


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "links.h5"
    with h5py.File(path, "w") as file:
        file["elsewhere"] = h5py.ExternalLink("/etc/other.h5", "/")
    with pytest.raises(ExchangeError, match="links"):
        load_keras_model(path)

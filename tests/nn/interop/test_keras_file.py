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
        layer("Functional", layers=[]),
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
    monkeypatch.setattr(keras.saving, "load_model", pytest.fail)
    with pytest.raises(ExchangeError) as refusal:
        load_keras_model(keras_file(tmp_path, layers))
    assert len(str(refusal.value)) < 500


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

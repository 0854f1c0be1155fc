import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.arrays import Array
from nn.layers import Dense, Flatten, ReLU
from nn.model_file import Model, ModelFileError, load_model, save_model, shipped_model_path
from nn.network import Network

FACTS = {"seed": 3, "validation_accuracy": 0.98, "data": "test digits", "temperature": 1.1}


def _model() -> Model:
    layers = (Flatten(), Dense(5), ReLU(), Dense(10))
    return Model(Network(layers).initialised(rng=np.random.default_rng(1)), "mlp", dict(FACTS))


def _saved(folder: Path) -> Path:
    path = folder / "model.npz"
    save_model(path, _model())
    return path


def _rewritten(path: Path, **changed: Array) -> Path:
    """The file with some arrays replaced and a checksum that agrees with them."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files} | changed
    version, description = int(arrays["format_version"]), arrays["description"].item()
    digest = hashlib.sha256(f"{version}\n{len(description)}\n{description}\n".encode())
    digest.update(arrays["parameters"].astype("<f4").tobytes())
    arrays["checksum"] = np.array(digest.hexdigest())
    np.savez(path, **arrays)
    return path


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    saved, loaded = _model(), load_model(_saved(tmp_path))
    assert (loaded.recipe, loaded.metadata) == ("mlp", FACTS)
    images = np.random.default_rng(2).random((7, 28, 28), np.float32)
    np.testing.assert_array_equal(
        loaded.network.predict(images), saved.network.predict(images), strict=True
    )


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    first = _saved(tmp_path).read_bytes()
    assert _saved(tmp_path).read_bytes() == first


def test_a_rewritten_file_with_a_right_checksum_is_believed(tmp_path: Path) -> None:
    """The checksum is what the module's description says: anyone can compute it."""
    assert load_model(_rewritten(_saved(tmp_path))).recipe == "mlp"


def test_every_changed_part_is_noticed(tmp_path: Path) -> None:
    path = _saved(tmp_path)
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    parameters = arrays["parameters"].copy()
    parameters[17] = np.nextafter(parameters[17], np.float32(1))
    description = np.array(arrays["description"].item().replace("0.98", "0.99"))
    for changed in ({"parameters": parameters}, {"description": description}):
        np.savez(path, **(arrays | changed))
        with pytest.raises(ModelFileError, match="does not agree with its checksum"):
            load_model(path)


@pytest.mark.parametrize("kept", [0, 10, 2000, -1])
def test_a_truncated_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = _saved(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelFileError, match="expected a model file; found"):
        load_model(path)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.npz"
    np.savez(path, x_train=np.zeros(3))
    with pytest.raises(ModelFileError, match="another kind"):
        load_model(path)
    path.write_text("not even a zip")
    with pytest.raises(ModelFileError, match="another kind"):
        load_model(path)
    with pytest.raises(ModelFileError, match="nothing readable"):
        load_model(tmp_path / "nowhere.npz")
    np.savez(path, format_version=np.array([{}]))
    with pytest.raises(ModelFileError, match="Python objects"):
        load_model(path)


def test_a_newer_format_says_that_the_program_is_old(tmp_path: Path) -> None:
    path = tmp_path / "newer.npz"
    np.savez(path, format_version=np.array(2), something_new=np.zeros(3))
    with pytest.raises(ModelFileError, match=r"format 2.*knows formats up to 1\. Update"):
        load_model(path)


def _nested(depth: int) -> list[Any]:
    return [_nested(depth - 1)] if depth else []


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["network"]["layers"].append({"type": "Attention"}),
        lambda content: content["network"]["layers"].append({"type": "Dense", "units": 3}),
        lambda content: content["network"]["layers"].append({"type": "Dense", "unit": 3}),
        lambda content: content["network"]["layers"].append({"type": "Dense", "units": 0.5}),
        lambda content: content["network"].pop("layers"),
        lambda content: content.pop("recipe"),
        lambda content: content.update(facts=3),
        lambda content: content.update(facts=[]),
        lambda content: content.update(recipe="mlp" * 300_000),
        lambda content: content["facts"].update(curves=_nested(100)),
        lambda content: content["facts"].update(calibration={"temperature": -1}),
        lambda content: content["facts"].update(calibration="warm" * 10_000),
        lambda content: content["network"].update(layers=[{"type": "ReLU"}] * 20_000),
        lambda content: content["network"]["layers"].append({"type": "Dense", "units": 10**9}),
        lambda content: content["network"]["layers"].append({"type": "x" * 1_000_000}),
    ],
)
def test_a_network_that_cannot_be_built_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any]
) -> None:
    path = _saved(tmp_path)
    with np.load(path, allow_pickle=False) as file:
        content = json.loads(file["description"].item())
    change(content)
    _rewritten(path, description=np.array(json.dumps(content)))
    with pytest.raises(ModelFileError, match="cannot be built") as refusal:
        load_model(path)
    assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize("weight", [1e20, -1e20, 3e38, float("nan"), float("inf")])
def test_weights_whose_answers_would_overflow_are_refused(tmp_path: Path, weight: float) -> None:
    model = _model()
    parameters = model.network.parameters.copy()
    parameters[:] = weight
    path = tmp_path / "model.npz"
    save_model(path, replace(model, network=model.network.with_parameters(parameters)))
    with pytest.raises(ModelFileError, match="numbers"):
        load_model(path)


def test_layers_without_weights_take_no_memory(tmp_path: Path) -> None:
    path = _saved(tmp_path)
    huge = Network((Flatten(), Dense(10))).describe()
    huge["layers"][1:1] = [{"type": "Dense", "units": 900_000}] * 2
    content = {"recipe": "mlp", "facts": {}, "network": huge}
    _rewritten(
        path,
        description=np.array(json.dumps(content)),
        parameters=np.empty(0, np.float32),
    )
    with pytest.raises(ModelFileError, match="no weights"):
        load_model(path)
    with pytest.raises(ValueError, match="parameters"):
        Network.from_description(huge)


def test_a_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = _saved(tmp_path)
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    np.savez(path, **{**arrays, "description": np.array("\ud800")})
    with pytest.raises(ModelFileError):
        load_model(path)


def test_metadata_that_json_cannot_hold_leave_the_old_file(tmp_path: Path) -> None:
    path = _saved(tmp_path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="not JSON compliant"):
        save_model(path, Model(_model().network, "mlp", {"loss": float("nan")}))
    assert path.read_bytes() == before


def test_the_shipped_model_lies_beside_the_code() -> None:
    path = shipped_model_path()
    assert path.name == "digits.npz"
    assert (path.parent.parent / "nn" / "model_file.py").is_file()

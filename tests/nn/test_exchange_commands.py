"""``export``, ``import`` and ``train --engine keras`` as they are typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nn.__main__ import main
from nn.model_file import Model, load_model, save_model
from nn.recipes import MLP
from nn.synthesis.digits import synthesise_images

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "digits.npz"
    save_model(path, Model(MLP.network(rng=np.random.default_rng(1)), "mlp", {"seed": 1}))
    return path


@pytest.fixture(scope="module")
def few_digits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file in the layout of Keras' MNIST."""
    path = tmp_path_factory.mktemp("data") / "few.npz"
    images, labels = synthesise_images(1300, rng=np.random.default_rng(5))
    np.savez(
        path,
        x_train=images[:1200],
        y_train=labels[:1200],
        x_test=images[1200:],
        y_test=labels[1200:],
    )
    return path


def test_a_network_goes_to_keras_and_comes_back(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there, back = tmp_path / "digits.keras", tmp_path / "back.npz"
    assert main(["export", "--format", "keras", "--model", str(model), "--out", str(there)]) == 0
    assert main(["import", str(there), "--out", str(back), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"written": str(back)}
    again, before = load_model(back), load_model(model)
    np.testing.assert_array_equal(again.network.parameters, before.network.parameters)


def test_a_network_goes_to_a_new_folder_without_litter(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "digits.keras"
    assert main(["export", "--format", "keras", "--model", str(model), "--out", str(out)]) == 0
    assert list(out.parent.iterdir()) == [out]


def test_an_imported_network_is_not_called_another_librarys(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.keras"
    assert main(["import", str(model), "--out", str(out)]) == 2
    assert "such as mine.npz" in capsys.readouterr().err
    assert not out.exists()


def test_a_network_goes_to_onnx(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "digits.onnx"
    assert main(["export", "--format", "onnx", "--model", str(model), "--out", str(out)]) == 0
    assert out.stat().st_size > 4 * load_model(model).network.parameter_count


@pytest.mark.parametrize("suffix", ["onnx", "safetensors"])
def test_a_network_comes_back_from_every_format(model: Path, suffix: str, tmp_path: Path) -> None:
    there, back = tmp_path / f"digits.{suffix}", tmp_path / "back.npz"
    assert main(["export", "--format", suffix, "--model", str(model), "--out", str(there)]) == 0
    assert main(["import", str(there), "--out", str(back)]) == 0
    again, before = load_model(back), load_model(model)
    assert again.recipe == before.recipe
    np.testing.assert_array_equal(again.network.parameters, before.network.parameters)


def test_what_was_done_to_a_foreign_network_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = Model(MLP.network(rng=np.random.default_rng(1)), "theirs", {"input_range": "bytes"})
    monkeypatch.setattr("nn.cli.exchange.read_any", lambda path: taken)
    out = tmp_path / "digits.npz"
    assert main(["import", "theirs.onnx", "--out", str(out)]) == 0
    assert "pixels from 0 to 255" in capsys.readouterr().out
    assert main(["import", "theirs.onnx", "--out", str(out), "--json"]) == 0
    assert "from 0 to 255" in json.loads(capsys.readouterr().out)["remark"]


def test_a_foreign_network_is_used_without_being_imported_first(
    model: Path,
    few_digits: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = tmp_path / "digits.onnx"
    assert main(["export", "--format", "onnx", "--model", str(model), "--out", str(there)]) == 0
    told = []
    for network in (model, there):
        capsys.readouterr()
        assert main(["evaluate", "--model", str(network), "--data", str(few_digits)]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    taken = Model(load_model(model).network, "theirs", {"input_range": "bytes"})
    monkeypatch.setattr("nn.cli.options.read_any", lambda path: taken)
    assert main(["evaluate", "--model", "theirs.onnx", "--data", str(few_digits), "--json"]) == 0
    said = capsys.readouterr()
    assert "pixels from 0 to 255" in said.err
    assert json.loads(said.out)["samples"] == 100


def test_a_name_that_says_another_format_is_refused(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "other.npz"
    assert main(["export", "--format", "onnx", "--model", str(model), "--out", str(out)]) == 2
    assert "has to end in .onnx" in capsys.readouterr().err
    assert not out.exists()


def test_what_cannot_be_imported_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "foreign.keras"
    foreign.write_bytes(b"something else")
    assert main(["import", str(foreign), "--out", str(tmp_path / "digits.npz")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "foreign.keras" in error
    assert not (tmp_path / "digits.npz").exists()


def test_classic_is_not_for_keras(few_digits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["train", "--recipe", "classic", "--engine", "keras", "--data", str(few_digits)]
    assert main(command) == 2
    assert "article's own rule" in capsys.readouterr().err


def test_keras_trains_on_four_devices_and_writes_the_same_kind_of_file(
    few_digits: Path, tmp_path: Path
) -> None:
    out = tmp_path / "digits.npz"
    command = ["train", "--recipe", "mlp", "--engine", "keras", "--data", str(few_digits)]
    subprocess.run(
        [sys.executable, "-m", "nn", *command, "--epochs", "3", "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=4"},
        check=True,
        capture_output=True,
    )
    trained = load_model(out)
    assert trained.recipe == "mlp"
    assert trained.metadata["epochs"] == 3
    # Chance is 0.1; a network whose devices disagreed, or forgot, would stay there.
    assert trained.metadata["validation_accuracy"] > 0.3

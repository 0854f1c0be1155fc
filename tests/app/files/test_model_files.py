"""Networks as files: real processes read and write real files; only the dialogs are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnx
import psutil
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.files.model_files import ModelFiles
from app.jobs.job import Job
from app.prediction.current_network import CurrentNetwork
from app.prediction.model_store import ModelStore
from app.prediction.recognizer import Recognizer
from app.settings import Settings
from app.ui import file_dialogs
from nn.interop.formats import read_any
from nn.model_file import Model, load_model
from tests.app.parts import part


@pytest.fixture
def network(qtbot: QtBot, shipped: Path) -> CurrentNetwork:
    network = CurrentNetwork(Recognizer(), ModelStore(Settings()))
    network.load()
    return network


@pytest.fixture
def files(qtbot: QtBot, network: CurrentNetwork) -> Iterator[ModelFiles]:
    parent = QWidget()
    qtbot.addWidget(parent)
    files = ModelFiles(network, parent)
    yield files
    files.shutdown()


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Answers every file dialog from now on."""

    def answer(path: Path | None) -> None:
        for dialog in ("open_file", "save_file"):
            monkeypatch.setattr(file_dialogs, dialog, lambda *_: path)

    return answer


def test_a_saved_network_can_be_opened_again_and_is_then_the_user_s_own(
    qtbot: QtBot,
    files: ModelFiles,
    network: CurrentNetwork,
    choose: Callable[[Path | None], None],
    tmp_path: Path,
    small_model: Model,
) -> None:
    path = tmp_path / "mine.npz"
    choose(path)
    with qtbot.waitSignals([files.working, files.done], order="strict"):
        files.save.trigger()
    assert np.array_equal(load_model(path).network.parameters, small_model.network.parameters)
    qtbot.waitUntil(lambda: not files.is_busy)
    with qtbot.waitSignal(files.done) as opened:
        files.open.trigger()
    assert "mine.npz" in opened.args[0]
    assert network.is_own
    assert network.model is not None
    assert network.model.metadata == small_model.metadata
    assert network.has_own


def test_a_network_is_saved_as_weights_that_others_read(
    qtbot: QtBot,
    files: ModelFiles,
    choose: Callable[[Path | None], None],
    tmp_path: Path,
    small_model: Model,
) -> None:
    path = tmp_path / "mine.safetensors"
    choose(path)
    with qtbot.waitSignal(files.done):
        files.save.trigger()
    assert np.array_equal(read_any(path).network.parameters, small_model.network.parameters)


def test_keras_files_are_taken_and_given(
    qtbot: QtBot,
    files: ModelFiles,
    network: CurrentNetwork,
    choose: Callable[[Path | None], None],
    tmp_path: Path,
    small_model: Model,
) -> None:
    exported, path = tmp_path / "exported.keras", tmp_path / "theirs.keras"
    choose(exported)
    with qtbot.waitSignal(files.done):
        files.export_keras.trigger()
    exported.rename(path)
    choose(path)
    qtbot.waitUntil(lambda: not files.is_busy)
    with qtbot.waitSignal(files.done):
        files.open.trigger()
    assert network.model is not None
    assert network.model.recipe == small_model.recipe
    assert network.model.metadata["imported_from"] == "theirs.keras"
    images = np.random.default_rng(0).random((5, 28, 28), np.float32)
    assert np.allclose(
        network.model.network.predict(images),
        small_model.network.predict(images),
        atol=1e-6,
    )


def test_an_onnx_file_holds_the_network(
    qtbot: QtBot, files: ModelFiles, choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    path = tmp_path / "network.onnx"
    choose(path)
    with qtbot.waitSignal(files.done):
        files.export_onnx.trigger()
    assert path.stat().st_size > 10_000


def test_what_was_done_to_a_foreign_network_is_said(
    qtbot: QtBot,
    files: ModelFiles,
    network: CurrentNetwork,
    choose: Callable[[Path | None], None],
    tmp_path: Path,
) -> None:
    number = onnx.TensorProto.FLOAT
    describe, node = onnx.helper.make_tensor_value_info, onnx.helper.make_node
    weights = np.random.default_rng(0).normal(0, 0.1, (784, 10)).astype(np.float32)
    graph = onnx.helper.make_graph(
        [
            node("Div", ["x", "white"], ["scaled"]),
            node("Flatten", ["scaled"], ["flat"]),
            node("MatMul", ["flat", "weights"], ["y"]),
        ],
        "theirs",
        [describe("x", number, ["N", 1, 28, 28])],
        [describe("y", number, ["N", 10])],
        [
            onnx.numpy_helper.from_array(np.array(256, np.float32), "white"),
            onnx.numpy_helper.from_array(weights, "weights"),
        ],
    )
    path = tmp_path / "theirs.onnx"
    opset = onnx.helper.make_opsetid("", 17)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8), path)
    choose(path)
    with qtbot.waitSignal(files.done) as opened:
        files.open.trigger()
    assert "theirs.onnx" in opened.args[0]
    assert "from 0 to 255" in opened.args[0]
    assert network.model is not None
    assert network.model.recipe == "theirs.onnx"


def test_what_is_no_network_is_refused_in_one_sentence_and_the_other_one_stays(
    qtbot: QtBot,
    files: ModelFiles,
    network: CurrentNetwork,
    choose: Callable[[Path | None], None],
    tmp_path: Path,
) -> None:
    before = network.model
    path = tmp_path / "photo.npz"
    path.write_bytes(b"a photo")
    choose(path)
    with qtbot.waitSignal(files.problem) as refused:
        files.open.trigger()
    assert path.name in refused.args[0]
    assert "expected" in refused.args[0]
    assert "Traceback" not in refused.args[0]
    assert network.model is before


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, files: ModelFiles, choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    choose(tmp_path / "file" / "network.npz")
    with qtbot.waitSignal(files.problem) as failed:
        files.save.trigger()
    assert "could not be saved" in failed.args[0]


def test_one_file_at_a_time(
    qtbot: QtBot, files: ModelFiles, choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    choose(tmp_path / "network.npz")
    files.save.trigger()
    assert not any(action.isEnabled() for action in files.actions)
    qtbot.waitUntil(lambda: not files.is_busy)
    assert all(action.isEnabled() for action in files.actions)


def test_a_process_that_dies_is_told(
    qtbot: QtBot, files: ModelFiles, choose: Callable[[Path | None], None], tmp_path: Path
) -> None:
    choose(tmp_path / "network.npz")
    files.save.trigger()
    job = part(files, Job)
    with qtbot.waitSignal(files.problem) as told:
        psutil.Process(job.process_id).kill()
    assert "ended" in told.args[0]
    assert "network.npz" in told.args[0]
    assert files.save.isEnabled()
    assert list(tmp_path.glob("network*")) == []


def test_thinking_better_of_it_starts_nothing(
    files: ModelFiles, choose: Callable[[Path | None], None]
) -> None:
    choose(None)
    for action in files.actions:
        action.trigger()
    assert not files.is_busy


def test_none_is_opened_while_one_is_in_training(files: ModelFiles) -> None:
    files.allow_opening(False)
    assert not files.open.isEnabled()
    assert files.save.isEnabled()
    files.allow_opening(True)
    assert files.open.isEnabled()


def test_without_a_network_there_is_nothing_to_save(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "missing.npz"
    monkeypatch.setattr("app.prediction.model_store.shipped_model_path", lambda: missing)
    parent = QWidget()
    qtbot.addWidget(parent)
    network = CurrentNetwork(Recognizer(), ModelStore(Settings()))
    files = ModelFiles(network, parent)
    network.load()
    assert [action.isEnabled() for action in files.actions] == [True, False, False, False]

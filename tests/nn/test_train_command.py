"""``python -m nn train``: settings, checkpoints, and what Ctrl-C leaves."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.__main__ import main
from nn.data.datasets import load_mnist
from nn.model_file import load_model
from nn.recipes import RECIPES
from nn.training.bar import TrainingBar
from nn.training.checkpoints import load_checkpoint
from nn.training.loop import train
from nn.training.progress import Progress
from nn.training.settings import TrainingSettings
from tests.small_mnist import small_mnist


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_mnist(tmp_path_factory.mktemp("data"), train=600, test=60))


def trained(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["train", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["train", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def interrupt(monkeypatch: pytest.MonkeyPatch, *, after_epoch: float) -> None:
    """Ctrl-C at the first report from that epoch on."""
    show = TrainingBar.show

    def interrupted(self: TrainingBar, progress: Progress) -> None:
        show(self, progress)
        if progress.epoch > after_epoch:
            raise KeyboardInterrupt

    monkeypatch.setattr(TrainingBar, "show", interrupted)


def test_settings_stand_in_place_of_the_recipes_own(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.npz"
    settings = {"learning-rate": "0.01", "batch-size": "20", "epochs": "2", "augmentation": "0.5"}
    options = [text for name, value in settings.items() for text in (f"--{name}", value)]
    told = trained(capsys, "--data", data, "--seed", "7", "--out", str(out), *options)
    assert (told["epochs"], told["samples"], told["seed"]) == (2, 1000, 7)
    as_in_the_window = TrainingSettings(
        "mlp", learning_rate=0.01, batch_size=20, epochs=2, augmentation=0.5, seed=7
    )
    *_, last = train(as_in_the_window.applied(), load_mnist(data), seed=7)
    assert last.best is not None
    np.testing.assert_array_equal(load_model(out).network.parameters, last.best.parameters)


@pytest.mark.parametrize(
    "option",
    [
        ("--learning-rate", "0"),
        ("--learning-rate", "nan"),
        ("--batch-size", "0"),
        ("--batch-size", "1025"),
        ("--augmentation", "2"),
        ("--augmentation", "much"),
        ("--epochs", "1001"),
        ("--checkpoint-every", "-1"),
        ("--engine", "torch"),
    ],
)
def test_settings_out_of_range_are_wrong_usage(
    option: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["train", *option])
    assert end.value.code == 2
    assert option[0] in capsys.readouterr().err


def test_what_does_not_go_together_is_refused(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = str(tmp_path / "one.npz")
    line = refused(capsys, "--recipe", "classic", "--batch-size", "3", "--data", data)
    assert "classic learns one image at a time" in line
    line = refused(capsys, "--recipe", "best", "--batch-size", "2", "--data", data)
    assert "batch size is between 3 and 1024" in line
    for option in ("--checkpoint", "--resume"):
        assert "two files" in refused(capsys, "--out", one, option, one)
    line = refused(capsys, "--resume", one, "--seed", "0", "--batch-size", "3")
    assert "leave out --batch-size, --seed" in line
    assert "expected the checkpoint of a training" in refused(capsys, "--resume", one)
    assert "no folder" in refused(capsys, "--checkpoint", str(tmp_path / "no" / "folder.npz"))
    for option in ("--out", "--checkpoint"):
        assert "found a folder" in refused(capsys, option, str(tmp_path))
    assert "such as mine.npz" in refused(capsys, "--out", str(tmp_path / "mine.onnx"))


def test_ctrl_c_keeps_the_best_network_so_far(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out.npz"
    interrupt(monkeypatch, after_epoch=2)
    kept = str(tmp_path / "kept.npz")
    keeping = ("--checkpoint", kept, "--checkpoint-every", "0")
    settings = ("--data", data, "--batch-size", "20", "--out", str(out))
    assert main(["train", *settings, *keeping]) == 130
    told = capsys.readouterr()
    assert "mlp: stopped after 2 epochs" in told.out
    assert f"Go on by --resume {kept}." in told.err
    model = load_model(out)
    assert model.metadata["stopped"] is True
    recipe = replace(RECIPES["mlp"], batch_size=20)
    reports = train(recipe, load_mnist(data), interval=0)
    best = [report for report in reports if report.validated][1].best
    assert best is not None
    np.testing.assert_array_equal(model.network.parameters, best.parameters)


def test_a_full_disk_costs_a_checkpoint_and_not_the_training(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(path: Path, checkpoint: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr("nn.cli.train.save_checkpoint", full)
    kept, out = str(tmp_path / "kept.npz"), tmp_path / "out.npz"
    keeping = ("--checkpoint", kept, "--checkpoint-every", "0")
    settings = ("--data", data, "--batch-size", "20", "--epochs", "2", "--out", str(out))
    assert main(["train", *settings, *keeping]) == 0
    assert f"{kept}: no checkpoint was written (No space left" in capsys.readouterr().err
    assert load_model(out).metadata["epochs"] == 2


def test_ctrl_c_while_testing_keeps_the_network(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nn.cli.train.batched_logits", interrupted)
    out = tmp_path / "out.npz"
    settings = ("--data", data, "--epochs", "1", "--out", str(out))
    assert trained(capsys, *settings)["test_accuracy"] is None
    assert main(["train", *settings]) == 0
    assert "mlp: trained, but not tested, after 1 epoch in" in capsys.readouterr().out
    assert load_model(out).metadata["epochs"] == 1


def test_a_training_that_was_broken_off_is_resumed_to_the_same_bits(
    data: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, out, kept = (str(tmp_path / f"{n}.npz") for n in ("whole", "out", "kept"))
    settings = ("--data", data, "--batch-size", "10", "--seed", "5")
    trained(capsys, *settings, "--out", whole)
    with monkeypatch.context() as context:
        interrupt(context, after_epoch=4)
        keeping = ("--checkpoint", kept, "--checkpoint-every", "0")
        assert main(["train", *settings, *keeping]) == 130
        assert f"stopped, go on by --resume {kept}" in capsys.readouterr().err
    assert load_checkpoint(Path(kept)).state["samples"] > 1000
    told = trained(capsys, "--resume", kept, "--data", data, "--out", out)
    assert told["test_accuracy"] is not None
    first, second = load_model(Path(whole)), load_model(Path(out))
    np.testing.assert_array_equal(first.network.parameters, second.network.parameters)
    assert first.metadata["validation_accuracy"] == second.metadata["validation_accuracy"]
    other = small_mnist(tmp_path, train=300, test=60)
    line = refused(capsys, "--resume", kept, "--data", str(other))
    assert "other digits" in line

"""The command line as a person or a machine uses it."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from nn import __version__
from nn.__main__ import main
from nn.cli.options import as_json
from nn.data.datasets import StrokeSet, load_strokes, save_strokes
from nn.data.digit_data import Dataset
from nn.data.layouts.writing import write_digits
from nn.evaluation.orientation import Orientation
from nn.model_file import load_model, shipped_model_path
from nn.reader import Calibration, Reader
from nn.recipe_files import load_recipe, save_recipe
from nn.recipe_files.files import as_toml
from nn.recipes import RECIPES
from nn.strokes import Drawing
from nn.synthesis.digits import synthesise, synthesise_images
from nn.synthesis.fresh import built_in_data
from nn.training.loop import train
from nn.training.settings import TrainingSettings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def mnist_file(tmp_path: Path) -> Path:
    """Synthesised digits in Keras' layout, too few and too small for MNIST's own name."""
    data = built_in_data(seed=0, train=60, validation=1, test=10)
    path = tmp_path / "digits.npz"
    np.savez(
        path,
        x_train=data.train.images,
        y_train=data.train.labels,
        x_test=data.test.images,
        y_test=data.test.labels,
    )
    return path


@pytest.fixture
def strokes_file(tmp_path: Path) -> Path:
    path = tmp_path / "strokes.npz"
    save_strokes(path, synthesise(60, rng=np.random.default_rng(0)))
    return path


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a refused command prints."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = [line for line in captured.err.splitlines() if "python -m nn" in line]
    assert len(lines) == 1
    assert "Traceback" not in captured.err
    return lines[0]


def test_train_learns_saves_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "trained.npz"
    arguments = ("train", "--recipe", "mlp", "--data", "built-in", "--epochs", "1")
    told = run_json(capsys, *arguments, "--out", str(out))
    assert told["recipe"] == "mlp"
    assert told["epochs"] == 1
    assert 0.5 < told["test_accuracy"] <= 1
    model = load_model(out)
    assert model.recipe == "mlp"
    assert model.metadata["validation_accuracy"] == told["validation_accuracy"]
    evaluated = run_json(capsys, "evaluate", "--model", str(out), "--data", str(_strokes(tmp_path)))
    assert evaluated["accuracy"] > 0.5


def _strokes(folder: Path) -> Path:
    path = folder / "more.npz"
    save_strokes(path, synthesise(200, rng=np.random.default_rng(1)))
    return path


def test_train_takes_a_recipe_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = replace(RECIPES["mlp"], name="Mine", title="Mine", training_images=512, epochs=1)
    path = tmp_path / "mine.toml"
    save_recipe(recipe, path)
    out = tmp_path / "mine.npz"
    arguments = ("train", "--recipe", str(path), "--data", "built-in", "--seed", "3")
    told = run_json(capsys, *arguments, "--out", str(out))
    assert (told["recipe"], told["samples"]) == ("Mine", 512)
    # As the window trains it: by its settings, with the same seed.
    chosen = TrainingSettings.of(load_recipe(path), seed=3)
    *_, last = train(chosen.applied(), built_in_data(seed=3), seed=3)
    assert last.best is not None
    np.testing.assert_array_equal(load_model(out).network.parameters, last.best.parameters)


def test_train_refuses_a_recipe_with_a_mistake_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(as_toml(RECIPES["mlp"]).replace("epochs = 8", "epochs = 0"))
    line = refused(capsys, "train", "--recipe", str(path), "--data", "built-in")
    assert f"{path}, epochs: This is a number from 1 to 1000, found 0" in line
    assert "none.toml" in refused(capsys, "train", "--recipe", str(tmp_path / "none.toml"))


def test_train_shows_progress_in_training_and_in_testing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["train", "--recipe", "mlp", "--data", "built-in", "--epochs", "1"]) == 0
    captured = capsys.readouterr()
    assert "Training mlp" in captured.err
    assert "Testing" in captured.err
    assert "of the test images read correctly" in captured.out


def test_evaluate_reads_strokes_as_the_canvas_does(
    strokes_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved.npz"
    told = run_json(capsys, "evaluate", "--data", str(strokes_file), "--save", str(saved))
    assert told["samples"] == 60
    assert told["correct"] == round(told["accuracy"] * 60)
    confusion = np.array(told["confusion"])
    assert confusion.shape == (10, 10)
    assert np.trace(confusion) == told["correct"]
    assert told["correct"] + len(told["mistakes"]) == 60
    with np.load(saved, allow_pickle=False) as arrays:
        assert arrays["probabilities"].shape == (60, 10)
        assert arrays["digit_score"].shape == (60,)
        right = (arrays["probabilities"].argmax(axis=1) == arrays["label"]).sum()
        assert right == told["correct"]


def test_evaluate_gives_each_drawing_the_very_probabilities_of_the_canvas(
    strokes_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved.npz"
    run_json(capsys, "evaluate", "--data", str(strokes_file), "--save", str(saved))
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    drawn = [reader.read(drawing) for drawing in load_strokes(strokes_file).drawings]
    with np.load(saved, allow_pickle=False) as arrays:
        np.testing.assert_allclose(
            arrays["probabilities"], [reading.probabilities for reading in drawn], atol=1e-4
        )


def test_evaluate_leaves_a_sample_without_ink_unanswered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strokes = synthesise(3, rng=np.random.default_rng(0))
    path = tmp_path / "one-empty.npz"
    drawings = (*strokes.drawings[:2], Drawing())
    save_strokes(path, StrokeSet(drawings, strokes.labels, strokes.sources))
    told = run_json(capsys, "evaluate", "--data", str(path))
    assert told["samples"] == 3
    assert told["rejected"] >= 1


def test_evaluate_refuses_strokes_of_which_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.npz"
    save_strokes(path, StrokeSet((), np.empty(0, np.uint8), np.empty(0, str)))
    assert "without any drawings" in refused(capsys, "evaluate", "--data", str(path))


@pytest.mark.parametrize("points", [[[1e300, 0], [0, 1]], [[np.nan, 0], [0, 1]]])
def test_evaluate_refuses_points_beyond_the_range(
    tmp_path: Path, points: list[list[float]], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "far.npz"
    np.savez(
        path,
        points=np.array(points),
        stroke=np.array([0, 2]),
        sample=np.array([0, 1]),
        label=np.array([1]),
        source=np.array(["a"]),
    )
    assert "expected finite points" in refused(capsys, "evaluate", "--data", str(path))


@pytest.mark.parametrize("ending", ["html", "png"])
def test_evaluate_draws_a_report(
    ending: str, strokes_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / f"report.{ending}"
    assert main(["evaluate", "--data", str(strokes_file), "--report", str(report)]) == 0
    if ending == "png":
        with Image.open(report) as picture:
            assert min(picture.size) > 400
    else:
        page = report.read_text()
        assert "Confusion" in page
        assert "http" not in page
    assert "read correctly" in capsys.readouterr().out


def test_predict_prints_a_json_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    images = built_in_data(seed=3, train=1, validation=1, test=4).test.images
    paths = []
    for number, pixels in enumerate(images):
        paths.append(str(tmp_path / f"{number}.png"))
        Image.fromarray(pixels).resize((140, 140)).save(paths[-1])
    blank = str(tmp_path / "blank.png")
    Image.new("RGB", (50, 50), "white").save(blank)
    found = run_json(capsys, "predict", *paths, blank)
    assert [entry["file"] for entry in found] == [*paths, blank]
    for entry in found[:4]:
        assert len(entry["probabilities"]) == 10
        assert sum(entry["probabilities"]) == pytest.approx(1, abs=1e-5)
        assert entry["confidence"] == pytest.approx(max(entry["probabilities"]))
    assert found[-1]["digit"] is None
    assert found[-1]["verdict"] == "empty"
    assert main(["predict", *paths, blank]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{paths[0]}: {found[0]['number']} ({found[0]['confidence']:.1%})"
    assert lines[-1] == f"{blank}: no answer (empty)"


def test_predict_reads_every_picture_in_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = built_in_data(seed=3, train=1, validation=1, test=2).test.images
    for name, pixels in zip(("b.png", "a.JPG"), images, strict=True):
        Image.fromarray(pixels).resize((140, 140)).save(tmp_path / name)
    (tmp_path / "damaged.png").write_text("no picture")
    (tmp_path / "notes.txt").write_text("not even called one")
    found = run_json(capsys, "predict", str(tmp_path))
    assert [Path(entry["file"]).name for entry in found] == ["a.JPG", "b.png", "damaged.png"]
    assert [entry["digit"] is None for entry in found] == [False, False, True]
    assert main(["predict", str(tmp_path)]) == 0
    *_, damaged = capsys.readouterr().out.splitlines()
    assert damaged.startswith(f"{tmp_path / 'damaged.png'}: no answer (expected a picture")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "folder without pictures" in refused(capsys, "predict", str(empty))


def test_the_version_is_that_of_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"Digits {__version__}\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tr", "train"),
        ("train --ep", "--epochs"),
        ("export --format o", "onnx"),
        ("predict READ", "README.md README.zh.md"),
    ],
)
def test_bash_completes_commands_options_and_files(
    typed: str, offered: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "digits"
    script.write_text(capsys.readouterr().out)
    words = ["digits", *typed.split()]
    command = (
        f"source {script}; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1};"
        " _shtab_digits; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == offered


def test_synthesise_draws_a_sheet_and_strokes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, strokes = tmp_path / "sheet.png", tmp_path / "strokes.npz"
    arguments = ["--sheet", str(sheet), "--strokes", str(strokes), "--count", "20"]
    assert main(["synthesise", *arguments]) == 0
    with Image.open(sheet) as picture:
        assert picture.format == "PNG"
    assert run_json(capsys_cleared(capsys), "evaluate", "--data", str(strokes))["samples"] == 20


def capsys_cleared(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    capsys.readouterr()
    return capsys


def test_bad_input_is_one_line_and_exit_code_2(
    tmp_path: Path, mnist_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no picture")
    assert "no such file" in refused(capsys, "predict", str(tmp_path / "none.png")).lower()
    assert "picture" in refused(capsys, "predict", str(text))
    assert "model" in refused(capsys, "evaluate", "--model", str(text))
    assert "notes.txt" in refused(capsys, "train", "--data", str(text))
    assert "only 50" in refused(capsys, "train", "--data", str(mnist_file))
    assert "report" in refused(capsys, "evaluate", "--report", str(tmp_path / "r.pdf"))
    assert "nothing to do" in refused(capsys, "synthesise")
    missing = str(tmp_path / "no" / "folder.npz")
    assert "no folder" in refused(capsys, "train", "--out", missing)


@pytest.mark.parametrize(
    "command",
    ["train", "evaluate", "predict", "synthesise", "export", "import", "completion"],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([command, "--help"])
    assert exit_.value.code == 0
    assert "usage: python -m nn" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--epochs", "0"],
        ["train", "--epochs", "nan"],
        ["train", "--epochs", "99999999999"],
        ["train", "--recipe", "none"],
        ["train", "--seed", "-1"],
        ["train", "--seed", "9" * 5000],
        ["synthesise", "--count", "99999999999999999999"],
        ["synthesise", "--count", "0"],
        [],
    ],
)
def test_wrong_usage_has_exit_code_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m nn synthesise --help | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("usage")


def test_ctrl_c_ends_with_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nn.cli.train.finished_model", interrupted)
    out = tmp_path / "out.npz"
    arguments = ["--recipe", "mlp", "--epochs", "1", "--data", "built-in", "--out", str(out)]
    assert main(["train", *arguments]) == 130
    assert capsys.readouterr().err.splitlines()[-1].endswith("stopped, nothing was written")
    assert not out.exists()


INTERRUPT_AN_IMPORT = """
import runpy, signal, sys
module = sys.argv.pop(1)
class Interrupting:
    @staticmethod
    def find_spec(name, *_):
        if name == module:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupting)
runpy.run_module("nn", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("argparse", ""),
        ("numpy", ""),
        ("nn.cli.train", ""),
        ("nn.synthesis.style_sheet", "python -m nn synthesise: stopped, nothing was written"),
    ],
)
def test_ctrl_c_during_the_imports_leaves_no_traceback(
    module: str, told: str, tmp_path: Path
) -> None:
    """Those at the start, and those that a command makes when it needs them."""
    out = tmp_path / "styles.png"
    command = [sys.executable, "-c", INTERRUPT_AN_IMPORT, module, "synthesise"]
    done = subprocess.run(
        [*command, "--sheet", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", told)
    assert not out.exists()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EROFS, "Read-only file system. Choose another folder, or allow writing"),
        (errno.ENOSPC, "No space left on device. Free some space"),
    ],
)
def test_what_cannot_be_written_is_told_with_the_reason_and_what_helps(
    number: int,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number), "seven.npz")

    monkeypatch.setattr("nn.data.files.tempfile.mkstemp", refuse)
    path = tmp_path / "seven.npz"
    line = refused(capsys, "synthesise", "--strokes", str(path), "--count", "3")
    assert f"seven.npz: {told}" in line


def test_what_is_in_the_way_is_called_by_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refused(capsys, "synthesise", "--strokes", str(tmp_path), "--count", "1")
    assert f"synthesise: {tmp_path}: " in line
    assert ".tmp" not in line


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_closed_output_is_no_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, name, None)
    assert main(["synthesise", "--strokes", str(tmp_path / "few.npz"), "--count", "1"]) == 0
    getattr(sys, name).close()


def test_a_terminal_that_lacks_a_letter_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = io.BytesIO()
    errors = io.TextIOWrapper(content, encoding="ascii")
    monkeypatch.setattr(sys, "stderr", errors)
    assert main(["evaluate", "--model", str(tmp_path / "7\udcff–.npz")]) == 2
    errors.flush()
    assert b"7\\udcff\\u2013.npz" in content.getvalue()


def test_too_little_memory_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("nn.cli.evaluate.chosen_model", too_large)
    assert "memory" in refused(capsys, "evaluate")


def test_json_knows_no_nan() -> None:
    text = as_json([{"confidence": float("nan"), "of": (1.0, float("inf"))}])
    assert json.loads(text) == [{"confidence": None, "of": [1.0, None]}]


def test_data_tells_what_there_is_and_turns_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digits = Dataset(*synthesise_images(400, rng=np.random.default_rng(0)))
    lying = Orientation(transposed=True, inverted=True).turned(digits)
    side, upright = tmp_path / "side.csv", tmp_path / "upright.npz"
    write_digits(side, (lying[:300], lying[300:]))
    assert main(["data", str(side), "--turn", "--out", str(upright)]) == 0
    told = capsys.readouterr().out
    assert "digits from side.csv: 400 pictures, 10 digits, " in told
    assert "dark on light and on their side" in told
    assert "add --out" in refused(capsys, "data", str(side), "--turn")
    assert main(["data", str(upright), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["disorder"] is None
    assert sum(map(sum, (facts["train"], facts["validation"], facts["test"]))) == 400
    assert main(["train", "--data", str(side), "--epochs", "1", "--recipe", "mlp"]) == 0
    assert "--turn --out" in capsys.readouterr().err

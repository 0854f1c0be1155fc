"""What `pip install .` installs: everything that the program needs, under one name."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from PIL import Image, ImageDraw

from app import __version__
from tests.test_architecture import imports

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=ROOT)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package installed in it; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    _run("-m", "pip", "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel))
    return folder


def _run(*arguments: str, cwd: Path | None = None, path: Path | None = None) -> str:
    """What Python prints to both streams; ``path`` has packages of its own."""
    environment = {**os.environ, "PYTHONPATH": str(path or "")}
    command = [sys.executable, *arguments]
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


def test_it_holds_one_package_whole_and_nothing_of_the_checkout_alone(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    information = f"digits-{__version__}.dist-info"
    assert {name.partition("/")[0] for name in names} == {"digits", information}
    for part in ("app", "nn", "resources"):
        for path in (ROOT / part).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            only_here = (
                "app/demo/",
                "resources/notebooks/",
                "resources/packaging/",
                "resources/screenshots/",
            )
            is_left_out = name.startswith(only_here) or path.suffix in (".ts", ".pyc")
            if path.is_file():
                assert (f"digits/{name}" in names) != is_left_out, name
    assert {"digits/__init__.py", "digits/__main__.py"} <= names
    assert f"{information}/licenses/LICENSE" in names


def test_no_module_of_it_imports_another_ones_packages(wheel: Path) -> None:
    with ZipFile(wheel) as content:
        for name in content.namelist():
            if name.endswith(".py"):
                tree = ast.parse(content.read(name))
                assert not set(imports(tree)) & {"app", "nn", "main", "tests"}, name


def test_the_versions_of_the_checkout_are_within_its_ranges() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ranges = project["dependencies"] + project["optional-dependencies"]["exchange"]
    pins = {
        pin.name: pin
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if (text := line.partition("#")[0].strip())
        for pin in [Requirement(text)]
    }
    assert {Requirement(entry).name for entry in ranges} == set(pins)
    for entry in map(Requirement, ranges):
        (pin,) = pins[entry.name].specifier
        assert entry.specifier.contains(pin.version), entry


@pytest.mark.parametrize(
    "caller",
    [
        pytest.param("the command", marks=pytest.mark.skipif(os.name == "nt", reason="an .exe")),
        "the package",
    ],
)
def test_it_reads_a_picture_from_an_empty_folder(
    installed: Path, tmp_path: Path, caller: str
) -> None:
    picture = Image.new("L", (100, 100), "white")
    ImageDraw.Draw(picture).line([(50, 20), (50, 80)], "black", 8)
    picture.save(tmp_path / "one.png")
    called = [str(installed / "bin" / "digits")] if caller == "the command" else ["-m", "digits"]
    assert "usage: digits " in _run(*called, "--help", cwd=tmp_path, path=installed)
    assert "usage: digits predict " in _run(*called, "predict", "-h", cwd=tmp_path, path=installed)
    (reading,) = json.loads(
        _run(*called, "predict", "one.png", "--json", cwd=tmp_path, path=installed)
    )
    assert reading["number"] == "1"


def test_its_window_opens_with_its_resources_beside_other_packages_of_these_names(
    installed: Path, tmp_path: Path
) -> None:
    """And a background process finds what it needs, started from a script of the user's."""
    for name in ("app", "nn", "main"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('not the one of Digits')\n")
    script = tmp_path / "script.py"
    script.write_text(OPEN_AND_CLOSE)
    printed = _run("script.py", cwd=tmp_path, path=installed)
    assert printed.splitlines() == ["DONE 28", "11 lessons", "重新训练"]


OPEN_AND_CLOSE = """
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractButton, QApplication

from digits import shipped_model_path
from digits.app.jobs.job import Job
from digits.app.lessons.folder import SHIPPED
from digits.app.main_window import MainWindow
from digits.app.settings import Language
from digits.app.text.language import speak
from digits.nn.preprocessing.frame import SIZE


def work():
    return shipped_model_path().exists() and SIZE


if __name__ == "__main__":
    application = QApplication(["Digits"])
    job, loop = Job(work), QEventLoop()
    job.ended.connect(lambda ending: (print(ending.kind.name, ending.result), loop.quit()))
    job.start()
    loop.exec()
    print(len(list((SHIPPED / "en").glob("*.md"))), "lessons")
    speak(Language("zh_CN"))
    window = MainWindow(None)
    window.show()
    application.processEvents()
    print(window.findChild(QAbstractButton, "retrainButton").text())
    window.close()
"""

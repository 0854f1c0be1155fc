"""What every test shares: where the data is, and a user's home that no other test has touched.

Settings of Qt, Keras and hypothesis are made while this file is imported, before any test module
imports them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from app.platform.system_libraries import advice, missing_libraries

if TYPE_CHECKING:
    from nn.data.datasets import DigitData

CHOSEN_DATA = {name: os.environ.get(name) for name in ("DIGITS_MNIST", "DIGITS_PEN_DIGITS")}
"""The data that whoever runs the tests has named: for the fixtures alone; no test finds it."""

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["KERAS_BACKEND"] = "jax"
# Keras writes its configuration where it is first imported: not into the developer's home.
os.environ["KERAS_HOME"] = tempfile.mkdtemp(prefix="digits-keras-")
atexit.register(shutil.rmtree, os.environ["KERAS_HOME"], ignore_errors=True)

# The same examples in every run, and no failure because a busy machine was slow.
settings.register_profile("digits", derandomize=True, deadline=None, database=None)
settings.load_profile("digits")


def pytest_sessionstart() -> None:
    """Say which packages are missing, rather than fail in the import of Qt."""
    if missing := missing_libraries():
        pytest.exit(advice(missing), returncode=pytest.ExitCode.USAGE_ERROR)


@pytest.fixture(autouse=True)
def digits_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that holds the program's settings and models in this test alone."""
    for variable in CHOSEN_DATA:
        monkeypatch.delenv(variable, raising=False)
    home = tmp_path_factory.mktemp("digits-home")
    monkeypatch.setenv("DIGITS_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def mnist_path() -> Path:
    """MNIST as one .npz file; the test is skipped where there is none."""
    return _data_file("mnist.npz", variable="DIGITS_MNIST")


@pytest.fixture(scope="session")
def pen_digits_path() -> Path:
    """Real pen digits as a stroke file; the test is skipped where there are none."""
    return _data_file("pen_digits.npz", variable="DIGITS_PEN_DIGITS")


@pytest.fixture(scope="session")
def mnist(mnist_path: Path) -> DigitData:
    """MNIST, loaded once for all tests."""
    from nn.data.datasets import load_mnist

    return load_mnist(mnist_path)


def _data_file(name: str, *, variable: str) -> Path:
    path = Path(CHOSEN_DATA[variable] or SHARED_DATA / name)
    if not path.exists():
        pytest.skip(f"needs {name}: set {variable} to its path; there is none at {path}")
    return path

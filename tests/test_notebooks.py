"""The notebooks run from their first cell to their last, and carry no outputs.

Their code cells are run one after another in one namespace, in the notebooks' folder and with a
small data set: what Jupyter does, without its server, kernel and their packages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.small_mnist import small_mnist

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    content = json.loads(path.read_text("utf-8"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    found: list[dict[str, Any]] = content["cells"]
    return found


def test_there_are_two() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["article", "best"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DIGITS_MNIST", str(small_mnist(tmp_path)))
    monkeypatch.chdir(FOLDER)
    monkeypatch.setattr(sys, "path", sys.path.copy())
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(cells(path)):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{path.name}[{number}]", "exec"), namespace)
    assert "%" in capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_left_out(path: Path) -> None:
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)

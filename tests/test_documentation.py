"""``make docs`` describes every module, without a warning."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import LIBRARY, ROOT

WRITE = "from pathlib import Path; from tests.documentation import write_documentation as write; "


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written by a process of its own: pdoc imports everything, and changes what it imports."""
    folder = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-c", f"{WRITE} write(Path({str(folder)!r}))"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_every_module_has_a_page(pages: Path) -> None:
    for path in LIBRARY:
        name = path.relative_to(ROOT).with_suffix("")
        page = name.parent if name.name == "__init__" else name
        if page.name != "__main__":
            assert (pages / f"{page}.html").is_file(), page


def test_the_classifiers_page_tells_what_goes_in(pages: Path) -> None:
    page = (pages / "nn" / "classifier.html").read_text("utf-8")
    assert "Images are 28×28 with bright ink" in page

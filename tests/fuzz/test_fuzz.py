"""A small share of ``python -m tests.fuzz``, and what that is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.fuzz.formats import FORMATS
from tests.fuzz.mutations import damaged
from tests.fuzz.packing import arrays_of, npz, with_right_checksums
from tests.fuzz.running import Worker
from tests.fuzz.samples import pictures

CASES = {name: 30 for name in FORMATS if name != "keras"} | {
    # These force changes to the disk, or take a network apart.
    **dict.fromkeys(("library", "strokes", "quickdraw", "own", "runs"), 15),
    "keras": 5,
    "onnx": 15,
}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@pytest.mark.parametrize("name", FORMATS)
def test_every_file_is_read_or_refused_in_words(name: str, worker: Worker) -> None:
    tally = worker.run(name, 0, CASES[name])
    assert not tally.failures
    assert tally.tried == CASES[name]


# Keras writes the date into its files.
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"keras"}))
def test_a_seed_gives_the_same_file_every_time(name: str) -> None:
    assert FORMATS[name].case(name, 5) == FORMATS[name].case(name, 5)


def test_damage_changes_a_file() -> None:
    content = bytes(range(256)) * 4
    changed = [damaged(np.random.default_rng(seed), content, content) for seed in range(50)]
    assert sum(one != content for one in changed) >= 45


def test_what_is_packed_anew_has_right_checksums() -> None:
    _, png = pictures("png")[0]
    broken = png[:29] + b"\0\0\0\0" + png[33:]
    assert with_right_checksums(broken) == png
    arrays = {"a": np.arange(3), "b": np.array("text")}
    assert {name: array.tolist() for name, array in arrays_of(npz(arrays)).items()} == {
        name: array.tolist() for name, array in arrays.items()
    }


def test_a_crash_a_hang_and_code_are_told_with_their_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With readers that do what none may do."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os\n"
        "from tests.fuzz import readers\n"
        "def read(path):\n"
        "    if 'case' in str(path) and path.parent.name.endswith('-3'): os.abort()\n"
        "    if 'case' in str(path) and path.parent.name.endswith('-5'): os.system('true')\n"
        "    if 'case' in str(path) and path.parent.name.endswith('-7'): 1 / 0\n"
        "readers.read_settings = read\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(__file__).resolve().parents[2]}")
    with Worker() as worker:
        tally = worker.run("settings", 0, 10)
    assert [(seed, sentence.split(":")[0]) for seed, sentence in tally.failures] == [
        (3, "crash"),
        (5, "code"),
        (7, "exception"),
    ]

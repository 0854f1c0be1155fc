"""A few damaged program folders; ``python -m tests.fuzz.starts`` tries as many as one likes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.fuzz.program_folder import damaged_folder
from tests.fuzz.starts import start

SEEDS = range(3)


@pytest.mark.skipif(sys.platform == "win32", reason="the damages are those of a POSIX system")
@pytest.mark.parametrize("seed", SEEDS)
def test_the_window_opens_reads_tells_what_it_set_aside_and_does_so_once(
    seed: int, tmp_path: Path
) -> None:
    folder = damaged_folder(tmp_path, seed)
    # How long they take is measured elsewhere: a test does not depend on the machine.
    assert start(folder, is_first=True).problems == [], folder
    assert start(folder, is_first=False).problems == [], folder

"""Some of the kills of ``python -m tests.fuzz.kills``."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.kills import kill
from tests.fuzz.writers import KINDS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_nothing_confirmed_is_lost_and_no_litter_is_left() -> None:
    kills, _, problems = kill(6 * len(KINDS), seed=1)
    assert not problems
    assert set(kills.values()) == {6}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_no_confirmed_drawing_is_lost_in_a_hundred_kills() -> None:
    _, _, problems = kill(100, seed=0, kinds=["library"])
    assert not problems

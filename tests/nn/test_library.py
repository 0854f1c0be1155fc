"""What the library offers by ``from nn import …``."""

from __future__ import annotations

import subprocess
import sys

import pytest

import nn


@pytest.mark.parametrize("name", nn.__all__)
def test_what_is_offered_is_there(name: str) -> None:
    assert getattr(nn, name) is not None


def test_what_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        getattr(nn, "nothing_of_this_name")  # noqa: B009


def test_importing_it_costs_nothing() -> None:
    program = "import sys, nn; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "numpy" not in run.stdout.split()

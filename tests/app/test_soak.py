"""A random user for some seconds; ``python -m tests.benchmarks.soak`` has the patience for more."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from tests.app.random_user import RandomUser, shut_doors

WARM_UP_SECONDS = 3.0
SECONDS = 6.0
LARGEST_GROWTH = 30.0
"""MB of resident memory."""


@pytest.fixture
def user(
    qtbot: QtBot,
    shipped: Path,
    digits_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[RandomUser]:
    """In front of a window with something small to train on and to read."""
    rng = np.random.default_rng(0)
    shut_doors(monkeypatch.setattr, tmp_path, rng)
    window = MainWindow(digits_path)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield RandomUser(window, rng=rng)
    window.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_random_user_meets_no_error_and_no_growing_memory(user: RandomUser) -> None:
    act_for(WARM_UP_SECONDS, user)
    before = memory()
    act_for(SECONDS, user)
    assert user.events > 300
    # Exceptions and Qt's warnings fail this test wherever they come from.
    assert memory() - before < LARGEST_GROWTH


def act_for(seconds: float, user: RandomUser) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        user.act()


def memory() -> float:
    """MB in use by this process."""
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20

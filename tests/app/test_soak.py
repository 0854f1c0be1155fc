"""A random user for a while; ``python -m tests.benchmarks.soak`` has the patience for more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.ui.panel import LatePanel
from tests.app.random_attacks import files_of_any_kind
from tests.app.random_user import RandomUser, shut_doors

WARM_UP = 3000
"""Events of mouse and keyboard after which all libraries have been imported."""

EVENTS = 3000

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
    files = tmp_path / "files"
    files.mkdir()
    damaged = files_of_any_kind(files, rng=rng)
    shut_doors(monkeypatch.setattr, tmp_path, rng, damaged)
    window = MainWindow(digits_path)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    for panel in window.findChildren(LatePanel):
        # Not in the middle of the measurement.
        panel.make_now()
    yield RandomUser(window, rng=rng, damaged=damaged)
    window.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_random_user_meets_no_error_and_no_growing_memory(user: RandomUser) -> None:
    act_until(WARM_UP, user)
    before = memory()
    act_until(WARM_UP + EVENTS, user)
    # Exceptions and Qt's warnings fail this test wherever they come from.
    assert memory() - before < LARGEST_GROWTH


def act_until(events: int, user: RandomUser) -> None:
    while user.events < events:
        user.act()


def memory() -> float:
    """MB in use by this process."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20

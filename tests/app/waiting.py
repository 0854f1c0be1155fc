"""Waiting for what has to come, with no guess at how long it takes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.prediction.recognizer import Recognizer
from app.ui.panel import LatePanel, Panel
from nn.layers import Dense, Flatten
from nn.network import Network
from nn.strokes import Drawing

PATIENCE = int(os.environ.get("DIGITS_TEST_PATIENCE", "300000"))
"""Milliseconds that a process may take to start and to work on a busy machine."""


def frame_passes(qtbot: QtBot) -> None:
    """Until another recognizer has read, and a frame later again.

    Any reading that was due when this was called has been made by then.
    """
    other = Recognizer()
    other.set_network(Network((Flatten(), Dense(10))))
    for _ in range(2):
        with qtbot.waitSignal(other.read):
            other.set_drawing(Drawing())


def block_until(condition: Callable[[], bool]) -> None:
    """Keep the GUI thread busy until the condition holds: no event is handled meanwhile."""
    end = time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < end, "the condition does not come true"
        time.sleep(0.001)


def bring_to_front(qtbot: QtBot, panel: Panel) -> None:
    """Open a panel, put it before the others, and wait until its content can be seen."""
    panel.show()
    panel.raise_()
    qtbot.waitUntil(lambda: panel.is_seen)
    if isinstance(panel, LatePanel):
        qtbot.waitUntil(lambda: panel.is_made)

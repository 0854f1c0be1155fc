"""What a movement of the pen costs, part by part: processor time of the window's thread.

Times on the clock grow where others work; these hardly do. What runs within another part is counted
as its own: reading is without preprocessing and network, an event without what it sets off.
"""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import app.prediction.recognizer
import nn.reader
from app.drawing.canvas import Canvas
from app.network_picture.picture import NetworkPicture
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.recognizer import Recognizer
from nn.network import Network
from tests.benchmarks.bench_window import bench_window
from tests.benchmarks.figures import Figure
from tests.benchmarks.responsiveness import Hand

DIGITS = 10

PARTS: tuple[tuple[str, Any, str], ...] = (
    ("event to strokes", Canvas, "event"),
    ("reading: digits apart, and judged", app.prediction.recognizer, "read_number"),
    ("preprocessing", nn.reader, "network_inputs"),
    ("network", Network, "logits"),
    ("the window told", Recognizer, "_tell"),
    ("canvas painted", Canvas, "paintEvent"),
    ("bars painted", ProbabilityBars, "paintEvent"),
    ("network's picture computed", NetworkPicture, "_refresh"),
    ("network's picture painted", NetworkPicture, "paintEvent"),
)
"""Each part with the function that does it, and where that is looked up."""


def measure_path(home: Path, data: Path) -> Iterator[Figure]:
    """Milliseconds a movement, of each part and of all that the window's thread does."""
    watch = _Stopwatch()
    with ExitStack() as stack:
        # Before the window is made: Qt looks up once what a class overrides.
        for name, owner, function in PARTS:
            timed = watch.timed(name, getattr(owner, function))
            stack.enter_context(patch.object(owner, function, timed))
        hand = Hand(stack.enter_context(bench_window(home, data)))
        hand.latencies(1)
        watch.seconds.clear()
        begun = time.thread_time()
        moves = len(hand.latencies(DIGITS))
        whole = time.thread_time() - begun
    for name, *_ in PARTS:
        yield Figure(f"a movement of the pen: {name}", 1000 * watch.seconds[name] / moves, "ms")
    yield Figure("a movement of the pen: all of it", 1000 * whole / moves, "ms")


class _Stopwatch:
    """``seconds`` of processor time spent in each part, and in no part within it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._within: list[str] = []
        self._last = 0.0

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time counted."""

        @functools.wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            self._turn()
            self._within.append(name)
            try:
                return function(*arguments, **options)
            finally:
                self._turn()
                self._within.pop()

        return run

    def _turn(self) -> None:
        """Count what has passed for the part that it was spent in."""
        now = time.thread_time()
        if self._within:
            self.seconds[self._within[-1]] += now - self._last
        self._last = now

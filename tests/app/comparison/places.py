"""What the comparison's tests share: a history of trainings that never ran, and a drawing."""

from __future__ import annotations

from typing import Any

import numpy as np

from app.training.history import RunHistory
from app.training.run import Run
from nn.model_file import Model
from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS
from tests.app.training.reports import network, reports, settings


def three() -> Drawing:
    """A drawn 3."""
    return Drawing(tuple(Stroke(np.array(stroke, np.float32)) for stroke in DIGITS[3]))


def train(history: RunHistory, count: int = 10, *, beside: bool = False, **changes: Any) -> Run:
    """A training that has sent ``count`` reports and goes on."""
    chosen = settings(**changes)
    run = history.begin(chosen, beside=beside)
    for report in reports(count, chosen):
        history.record(report, run)
    return run


def finished(history: RunHistory, weights: int = 99, **changes: Any) -> Run:
    """A training that is through, and has left ``network(weights)``."""
    run = train(history, **changes)
    history.finish(Model(network(weights), "classic", {"validation_accuracy": 0.9}), run)
    return run

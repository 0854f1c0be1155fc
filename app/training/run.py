"""One training as it is remembered: its settings, its curves, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from pathlib import Path

from app.training.run_curves import RunCurves
from app.training.run_snapshots import Snapshots
from nn.checkpoint import Model
from nn.training.settings import TrainingSettings


class Outcome(StrEnum):
    """How a training ended."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    FAILED = "failed"


class Rank(Enum):
    """How much a run is meant to be seen among the others."""

    LEADING = auto()
    """The one in colour."""
    CHOSEN = auto()
    """The one in the ink of the text."""
    EARLIER = auto()
    """One of those in grey."""


@dataclass(eq=False)
class Run:
    """A training. The current one grows; an earlier one does not change any more.

    ``settings`` are those it began with, ``learning_rate`` the one that was set last. ``epoch``
    and ``seconds`` say how far it came, ``best_accuracy`` is its best on the validation images,
    in [0, 1]. ``model`` is what it left, unless that lies in a file at ``path`` instead;
    ``snapshots`` are None where only the result was kept.
    """

    settings: TrainingSettings
    begun: datetime
    learning_rate: float
    outcome: Outcome = Outcome.RUNNING
    epoch: float = 0.0
    seconds: float = 0.0
    best_accuracy: float | None = None
    curves: RunCurves = field(default_factory=RunCurves)
    snapshots: Snapshots | None = None
    model: Model | None = None
    path: Path | None = None

    @property
    def has_weights(self) -> bool:
        """Whether there is a network of it that can be used."""
        return self.model is not None or self.path is not None

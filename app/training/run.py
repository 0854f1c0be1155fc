"""One training as it is remembered: its settings, its curves, its weights, what became of it.

Each series of a curve lives in two arrays that are allocated once. When they are full, every
second point goes and from then on only every second report makes a point, so that an hour of
training is spaced as evenly as a minute and costs no more to draw.

A network may have megabytes of weights and a training thousands of reports. So a run keeps at
most 60 checkpoints and 48 MB of weights, in a file and not in memory, thinned out in the same
way. The file has no name, so it is gone with the program however that ends.
"""

from __future__ import annotations

import math
import tempfile
import weakref
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from nn.arrays import Array, read_only
from nn.model_file import Model
from nn.network import Network
from nn.training.progress import Progress
from nn.training.settings import TrainingSettings

MOST_POINTS = 1024
"""Points of a series: more than a panel has pixels across."""

_DIGITS = 5
"""Significant digits that a series keeps on the disk: more than a plot can show."""

MOST_CHECKPOINTS = 60
MOST_BYTES = 48_000_000
FEWEST_CHECKPOINTS = 4
"""Kept of every network, however large."""


class Series:
    """Points (epoch, value) in the order in which they came; the newest is always among them."""

    def __init__(self, most: int = MOST_POINTS) -> None:
        self._points = np.empty((2, most))
        self._count = 0
        self._stride = 1
        self._since_kept = 0

    def __len__(self) -> int:
        return self._count

    @property
    def epochs(self) -> Array:
        """(N,) float64, read-only, valid until the next point."""
        return read_only(self._points[0, : self._count])

    @property
    def values(self) -> Array:
        """(N,) float64, read-only, valid until the next point."""
        return read_only(self._points[1, : self._count])

    @property
    def last(self) -> tuple[float, float] | None:
        """The newest point."""
        if self._count == 0:
            return None
        epoch, value = self._points[:, self._count - 1]
        return float(epoch), float(value)

    def append(self, epoch: float, value: float | None) -> None:
        """One point more, at or after the last one; what is no number makes no point."""
        if value is None or not math.isfinite(value):
            return
        # Between two points that are kept, the newest one wanders along as the curve's end.
        wanders = self._count > 1 and self._since_kept % self._stride != 0
        if not wanders:
            self._make_room()
            self._count += 1
            self._since_kept = 0
        self._points[:, self._count - 1] = epoch, value
        self._since_kept += 1

    def value_at(self, epoch: float) -> tuple[float, float] | None:
        """The point nearest to an epoch."""
        if self._count == 0:
            return None
        index = int(np.abs(self.epochs - epoch).argmin())
        return float(self.epochs[index]), float(self.values[index])

    def to_json(self) -> list[list[float]]:
        """Epochs and values as JSON can hold them, without superfluous digits."""
        return [
            [float(f"{number:.{_DIGITS}g}") for number in row]
            for row in self._points[:, : self._count]
        ]

    @staticmethod
    def from_json(content: Any) -> Series:
        """The series of :meth:`to_json`; raises TypeError or ValueError for anything else."""
        points = np.array(content, float)
        if points.ndim != 2 or len(points) != 2 or not np.isfinite(points).all():
            raise ValueError(f"expected epochs and values of a curve, found shape {points.shape}")
        series = Series()
        for epoch, value in points.T:
            series.append(float(epoch), float(value))
        return series

    def _make_room(self) -> None:
        if self._count == self._points.shape[1]:
            kept = self._points[:, (self._count - 1) % 2 : self._count : 2].copy()
            self._count = kept.shape[1]
            self._points[:, : self._count] = kept
            self._stride *= 2


class RunCurves:
    """Training loss, validation loss and validation accuracy of one training."""

    def __init__(self) -> None:
        self.loss = Series()
        self.validation_loss = Series()
        self.accuracy = Series()
        self._validation: tuple[float | None, float | None] = (None, None)

    def record(self, progress: Progress) -> None:
        """One point more of the loss, and of the validation where there is a new one."""
        self.loss.append(progress.epoch, progress.loss)
        validation = (progress.validation_loss, progress.validation_accuracy)
        if progress.validated or validation != self._validation:
            self._validation = validation
            self.validation_loss.append(progress.epoch, progress.validation_loss)
            self.accuracy.append(progress.epoch, progress.validation_accuracy)

    def to_json(self) -> dict[str, Any]:
        """The curves as JSON can hold them."""
        return {
            "loss": self.loss.to_json(),
            "validation_loss": self.validation_loss.to_json(),
            "accuracy": self.accuracy.to_json(),
        }

    @staticmethod
    def from_json(content: dict[str, Any]) -> RunCurves:
        """The curves of :meth:`to_json`; raises KeyError, TypeError or ValueError otherwise."""
        curves = RunCurves()
        curves.loss = Series.from_json(content["loss"])
        curves.validation_loss = Series.from_json(content["validation_loss"])
        curves.accuracy = Series.from_json(content["accuracy"])
        return curves


@dataclass(frozen=True)
class Checkpoint:
    """A point of a training, and the place of its weights in the file."""

    epoch: float
    slot: int


class Snapshots:
    """The weights of one training at up to 60 checkpoints, in a file of ``folder`` without a name.

    The methods that write or read raise OSError where the disk does not do as it should.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._architecture: dict[str, Any] = {}
        self._size = 0
        self._checkpoints: list[Checkpoint] = []
        self._slots_used = 0
        self._stride = 1
        self._reports = 0

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """What is kept, oldest first."""
        return tuple(self._checkpoints)

    @property
    def bytes_used(self) -> int:
        """On the disk."""
        return self._size * self._slots_used

    def add(self, progress: Progress) -> None:
        """Keep the network of this progress, if its turn has come."""
        if self._size == 0:
            # Not the network itself: its weights would stay in memory as long as the run.
            self._architecture = progress.network.describe()
            self._size = progress.network.parameters.nbytes
        if self._reports % self._stride == 0:
            self._make_room()
            used = {checkpoint.slot for checkpoint in self._checkpoints}
            slot = next(slot for slot in range(self._capacity) if slot not in used)
            self._write(slot, progress.network)
            self._slots_used = max(self._slots_used, slot + 1)
            self._checkpoints.append(Checkpoint(progress.epoch, slot))
        self._reports += 1

    def network(self, checkpoint: Checkpoint) -> Network:
        """The network as it was at that checkpoint, read-only."""
        assert self._file is not None, "a checkpoint lies in the file"
        self._file.seek(checkpoint.slot * self._size)
        content = self._file.read(self._size)
        if len(content) != self._size:
            raise OSError(f"expected {self._size} bytes of weights, found {len(content)}")
        return Network.from_description(
            self._architecture, parameters=np.frombuffer(content, np.float32)
        )

    def close(self) -> None:
        """Forget everything and give the room on the disk back."""
        self._checkpoints.clear()
        self._slots_used = 0
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def _capacity(self) -> int:
        return min(max(MOST_BYTES // self._size, FEWEST_CHECKPOINTS), MOST_CHECKPOINTS)

    def _make_room(self) -> None:
        if len(self._checkpoints) == self._capacity:
            self._checkpoints = self._checkpoints[::2]
            self._stride *= 2

    def _write(self, slot: int, network: Network) -> None:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - see close
            weakref.finalize(self, self._file.close)
        self._file.seek(slot * self._size)
        self._file.write(network.parameters.data)
        # What a full disk has to say is said here, and not when the file is closed.
        self._file.flush()


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
    ``snapshots`` are None where only the result was kept. One that ``is_beside`` has been trained
    beside another one, in this start, and takes no other one's place in curves and answers.
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
    is_beside: bool = False

    @property
    def has_weights(self) -> bool:
        """Whether there is a network of it that can be used."""
        return self.model is not None or self.path is not None

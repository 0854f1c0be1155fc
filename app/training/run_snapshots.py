"""The weights of earlier moments of a training, to ask how they would have read a drawing.

    report → add → a temporary file → network(index) → the bars

A network may have megabytes of weights and a training thousands of reports. So a run keeps at
most 60 moments and 48 MB, in a file and not in memory; when it is full, every second moment goes,
and from then on only every second report makes one. The file has no name, so it is gone with the
program however that ends.
"""

from __future__ import annotations

import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from app.training.training_report import TrainingReport
from nn.network import Network

MOST_MOMENTS = 60
MOST_BYTES = 48_000_000
FEWEST_MOMENTS = 4
"""Kept of every network, however large."""


@dataclass(frozen=True)
class Moment:
    """Where a training was, and the place of its weights in the file."""

    epoch: float
    slot: int


class Snapshots:
    """The weights of one training at up to 60 moments. ``folder`` has room for the file.

    The methods that write or read raise OSError where the disk does not do as it should.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._architecture: dict[str, Any] = {}
        self._size = 0
        self._moments: list[Moment] = []
        self._slots_used = 0
        self._stride = 1
        self._reports = 0

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What is kept, oldest first."""
        return tuple(self._moments)

    @property
    def bytes_used(self) -> int:
        """On the disk."""
        return self._size * self._slots_used

    def add(self, report: TrainingReport) -> None:
        """Keep this moment, if its turn has come."""
        if self._size == 0:
            # Not the network itself: its weights would stay in memory as long as the run.
            self._architecture = report.network.describe()
            self._size = report.network.parameters.nbytes
        if self._reports % self._stride == 0:
            self._make_room()
            used = {moment.slot for moment in self._moments}
            slot = next(slot for slot in range(self._capacity) if slot not in used)
            self._write(slot, report.network)
            self._slots_used = max(self._slots_used, slot + 1)
            self._moments.append(Moment(report.epoch, slot))
        self._reports += 1

    def network(self, moment: Moment) -> Network:
        """The network as it was at that moment; nobody can write to it."""
        assert self._file is not None, "a moment lies in the file"
        self._file.seek(moment.slot * self._size)
        content = self._file.read(self._size)
        if len(content) != self._size:
            raise OSError(f"expected {self._size} bytes of weights, found {len(content)}")
        return Network.from_description(
            self._architecture, parameters=np.frombuffer(content, np.float32)
        )

    def close(self) -> None:
        """Forget everything and give the room on the disk back."""
        self._moments.clear()
        self._slots_used = 0
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def _capacity(self) -> int:
        return min(max(MOST_BYTES // self._size, FEWEST_MOMENTS), MOST_MOMENTS)

    def _make_room(self) -> None:
        if len(self._moments) == self._capacity:
            self._moments = self._moments[::2]
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

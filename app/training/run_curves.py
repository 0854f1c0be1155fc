"""The curves of one training as numbers: what is plotted, kept with a run, and compared.

Each series lives in two arrays that are allocated once. When they are full, every second point
goes and from then on only every second report makes a point, so that an hour of training is
spaced as evenly as a minute and costs no more to draw.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from app.training.training_report import TrainingReport
from nn.arrays import Array, read_only

MOST_POINTS = 1024
"""Points of a series: more than a panel has pixels across."""

_DIGITS = 5
"""Significant digits that a series keeps on the disk: more than a plot can show."""


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

    def as_facts(self) -> list[list[float]]:
        """Epochs and values as JSON can hold them, without superfluous digits."""
        return [
            [float(f"{number:.{_DIGITS}g}") for number in row]
            for row in self._points[:, : self._count]
        ]

    @staticmethod
    def from_facts(facts: Any) -> Series:
        """The series of :meth:`as_facts`; raises TypeError or ValueError for anything else."""
        points = np.array(facts, float)
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

    def record(self, report: TrainingReport) -> None:
        """One point more of the loss, and of the validation where there is a new one."""
        self.loss.append(report.epoch, report.loss)
        validation = (report.validation_loss, report.validation_accuracy)
        if report.validated or validation != self._validation:
            self._validation = validation
            self.validation_loss.append(report.epoch, report.validation_loss)
            self.accuracy.append(report.epoch, report.validation_accuracy)

    def as_facts(self) -> dict[str, Any]:
        """The curves as JSON can hold them."""
        return {
            "loss": self.loss.as_facts(),
            "validation_loss": self.validation_loss.as_facts(),
            "accuracy": self.accuracy.as_facts(),
        }

    @staticmethod
    def from_facts(facts: dict[str, Any]) -> RunCurves:
        """The curves of :meth:`as_facts`; raises KeyError, TypeError or ValueError otherwise."""
        curves = RunCurves()
        curves.loss = Series.from_facts(facts["loss"])
        curves.validation_loss = Series.from_facts(facts["validation_loss"])
        curves.accuracy = Series.from_facts(facts["accuracy"])
        return curves

"""A stroke that is still being drawn: it grows a point at a time and can be read at any moment."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from nn.arrays import Array
from nn.strokes import Stroke

_FIRST_CAPACITY = 64


class GrowingStroke(Protocol):
    """What there is of a stroke so far: at least a point."""

    @property
    def certain(self) -> int:
        """How many of its points will stay where they are, whatever comes after them."""

    def stroke(self) -> Stroke:
        """The stroke as far as it has come."""


class LiveStroke:
    """Points in arrays that double when they are full.

    A :class:`Stroke` taken from it is a view and costs no copy. It stays what it was: later
    points are written behind it, never into it.
    """

    def __init__(self, *, width: float, has_pressure: bool) -> None:
        self.width = width
        self._has_pressure = has_pressure
        self._points: Array = np.empty((_FIRST_CAPACITY, 2), np.float32)
        self._pressure: Array = np.empty(_FIRST_CAPACITY, np.float32)
        self._seconds: Array = np.empty(_FIRST_CAPACITY)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def certain(self) -> int:
        return self._count

    def append(self, x: float, y: float, pressure: float | None, seconds: float) -> None:
        """Add a point; ``pressure`` in (0, 1] counts only if the stroke has pressure."""
        if self._count == len(self._points):
            self._grow()
        self._points[self._count] = x, y
        self._pressure[self._count] = 1.0 if pressure is None else pressure
        self._seconds[self._count] = seconds
        self._count += 1

    def stroke(self) -> Stroke:
        """The stroke so far; it has at least one point once one was appended."""
        pressure = self._pressure[: self._count if self._has_pressure else 0]
        return Stroke(
            self._points[: self._count], self.width, pressure, self._seconds[: self._count]
        )

    def _grow(self) -> None:
        self._points = np.concatenate([self._points, np.empty_like(self._points)])
        self._pressure = np.concatenate([self._pressure, np.empty_like(self._pressure)])
        self._seconds = np.concatenate([self._seconds, np.empty_like(self._seconds)])

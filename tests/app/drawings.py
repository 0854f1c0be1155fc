"""Drawings for tests of the library: small, different from each other, with everything in them."""

from __future__ import annotations

import numpy as np

from nn.strokes import Drawing, Stroke


def drawing(seed: int = 0, *, strokes: int = 2) -> Drawing:
    """A drawing on the unit sheet, with pressure and times, that no other seed gives."""
    rng = np.random.default_rng(seed)
    return Drawing(tuple(_stroke(rng, rng.integers(2, 30)) for _ in range(strokes)))  # type: ignore[arg-type]


def _stroke(rng: np.random.Generator, count: int) -> Stroke:
    points = 0.5 + 0.4 * np.cumsum(rng.normal(0, 0.05, (count, 2)), axis=0)
    return Stroke(
        np.clip(points, 0, 1).astype(np.float32),
        width=float(rng.uniform(0.02, 0.1)),
        pressure=rng.uniform(0.1, 1, count).astype(np.float32),
        seconds=np.cumsum(rng.uniform(0, 0.02, count)),
    )

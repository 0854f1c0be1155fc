"""What part of the curves is worth seeing at first: everything, but not the first rush.

In its first steps a network falls from a loss of 2.3 to a tenth of it; drawn whole, that fall
would press all the rest flat onto the axis. So the ranges leave out a few of the first values,
which can still be reached with the wheel. They end at round numbers, so that the axes stand still
while the curves grow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.training.run import Outcome, Run
from app.training.run_curves import Series

Range = tuple[float, float]
"""The smallest and the largest value that is seen."""

_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0)
"""Where an axis may end, times a power of ten."""

_SMALLEST = 1e-3
"""No axis spans less: it would show nothing but noise."""

_FEW = 8
"""Up to so many points are all meant."""


@dataclass(frozen=True)
class Ranges:
    """What the axes span."""

    epochs: Range
    losses: Range
    accuracies: Range


def ranges(runs: Sequence[Run], *, leading: Run | None, chosen: Run | None) -> Ranges:
    """The ranges for all ``runs``' epochs and the values of those that matter.

    A run under way is given room for all its epochs; one that diverged is shown to its bitter end.
    """
    meant = [run for run in (leading, chosen) if run is not None] or list(runs)
    losses = [part for run in meant for part in (run.curves.loss, run.curves.validation_loss)]
    share = 1.0 if any(run.outcome is Outcome.DIVERGED for run in meant) else 0.96
    highest = max((_quantile(series, share) for series in losses), default=0.0)
    lowest = min((_quantile(run.curves.accuracy, 0.15) for run in meant), default=0.0)
    errors = _round_up(1.0 - lowest)
    return Ranges(
        epochs=(0.0, 1.02 * max((_reach(run) for run in runs), default=1.0)),
        losses=(0.0, _round_up(highest) if highest else 1.0),
        accuracies=(1.0 - errors, 1.0 + 0.02 * errors),
    )


def _round_up(value: float) -> float:
    """The next place for an axis to end that leaves a little room above ``value``."""
    if value <= _SMALLEST:
        return _SMALLEST
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= 1.02 * value)


def _reach(run: Run) -> float:
    """The epoch up to which a run wants to be seen."""
    return float(run.settings.epochs) if run.outcome is Outcome.RUNNING else max(run.epoch, 1e-3)


def _quantile(series: Series, share: float) -> float:
    """The value that ``share`` of a series does not exceed; 0 for an empty one."""
    if not len(series):
        return 0.0
    share = round(share) if len(series) < _FEW else share
    return float(np.quantile(series.values, share, method="nearest"))

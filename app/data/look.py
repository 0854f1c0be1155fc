"""Looking at a file of digits before anything is learned from it, as the work of a job.

    look_at(path) → Found        turned_copy(path, orientation, folder) → the copy's path

Pictures that lie on their side or are dark on light would be learned without a complaint, and no
drawing would be read afterwards. It imports no Qt, and the network library only where it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nn.messages import Message

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.evaluation.orientation import Disorder, Orientation

SAMPLES = 8
"""Pictures that show how they lie."""


@dataclass(frozen=True, eq=False)
class Found:
    """What a file holds: its ``summary``, and the ``disorder`` where its pictures do not lie
    upright; then ``samples`` (2, n, 28, 28) uint8 as they are and upright."""

    summary: Message
    disorder: Disorder | None
    samples: Array | None = None


def look_at(path: Path) -> Found:
    """What is in a file or folder of digits; raises DataError where it cannot be used."""
    import numpy as np

    from nn.data.datasets import load_mnist
    from nn.evaluation.orientation import disorder_of
    from nn.model_file import load_model, shipped_model_path

    data = load_mnist(path)
    summary = replace(data, source=path.name).summary
    disorder = disorder_of(data.train, load_model(shipped_model_path()).network)
    if disorder is None:
        return Found(summary, None)
    some = data.train[:SAMPLES]
    return Found(
        summary, disorder, np.stack([some.images, disorder.orientation.turned(some).images])
    )


def turned_copy(path: Path, orientation: Orientation, folder: Path) -> Path:
    """Write the digits upright into a file of their own in ``folder``; returns its path.

    Raises DataError as :func:`look_at`, and OSError where it cannot be written.
    """
    from nn.data.layouts.reading import read_digits
    from nn.data.layouts.writing import write_digits

    copy = folder / f"{path.name.split('.')[0]}-upright.npz"
    train, test = (orientation.turned(part) for part in read_digits(path))
    write_digits(copy, (train, test))
    return copy

"""A file laid out as MNIST's, of a few synthesised digits: what takes MNIST is tried in seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nn.synthesis.fresh import built_in_data


def small_mnist(folder: Path, *, train: int = 1200, test: int = 200) -> Path:
    """The path of the file, which is written into the folder."""
    data = built_in_data(seed=0, train=train, validation=1, test=test)
    path = folder / "small.npz"
    np.savez(
        path,
        x_train=data.train.images,
        y_train=data.train.labels,
        x_test=data.test.images,
        y_test=data.test.labels,
    )
    return path

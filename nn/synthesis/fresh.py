"""Fresh digits, of which no two are alike: half are people's own forms, half invented ones.

    nn.synthesis.real_hands (how 20 people wrote)  ┐
    nn.synthesis.digits (how the world may write)  ┴→ PenPaths, mixed → images

The first teach what real movements look like, the second the styles that those people did not
use. This is what a recipe's ``synthetic`` images are, and what the built-in data consists of.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

import numpy as np

from nn.arrays import Array
from nn.data.datasets import Dataset, DigitData
from nn.data.pen_digits import Part
from nn.synthesis.digits import pen_paths
from nn.synthesis.pen_paths import PenPaths, concatenate
from nn.synthesis.real_hands import hands_of, real_paths

_BATCH = 512


def fresh_paths(
    count: int, *, rng: np.random.Generator, part: Part = "train"
) -> Iterator[PenPaths]:
    """``count`` drawings in batches, the people's ones by the writers of ``part``."""
    source = hands_of(part)
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        made = [
            *real_paths(size // 2, rng=rng, source=source),
            *pen_paths(size - size // 2, rng=rng),
        ]
        yield concatenate(made)[rng.permutation(size)]


def fresh_images(
    count: int, *, rng: np.random.Generator, part: Part = "train"
) -> tuple[Array, Array]:
    """(N, 28, 28) uint8 pictures and (N,) uint8 labels of the same."""
    made = [(batch.images(), batch.labels) for batch in fresh_paths(count, rng=rng, part=part)]
    return np.concatenate([m[0] for m in made]), np.concatenate([m[1] for m in made])


def draw_built_in_data(
    *, seed: int = 0, train: int = 30_000, validation: int = 3_000, test: int = 5_000
) -> Generator[float, None, DigitData]:
    """Draw the built-in data set, for training where there is no MNIST.

    No writer of one part has written in another. It takes some seconds; yields the share that is
    done, up to 1, and returns the data.
    """
    rng = np.random.default_rng(seed)
    total = train + validation + test
    parts, done = [], 0
    counts: tuple[tuple[Part, int], ...] = (
        ("train", train),
        ("validation", validation),
        ("test", test),
    )
    for part, count in counts:
        images, labels = [], []
        for batch in fresh_paths(count, rng=rng, part=part):
            images.append(batch.images())
            labels.append(batch.labels)
            done += len(batch)
            yield done / total
        parts.append(Dataset(np.concatenate(images), np.concatenate(labels)))
    return DigitData(parts[0], parts[1], parts[2], source="the built-in digits")


def built_in_data(**options: int) -> DigitData:
    """The data set of :func:`draw_built_in_data`, which takes the same options, in one call."""
    steps = draw_built_in_data(**options)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            data: DigitData = end.value
            return data

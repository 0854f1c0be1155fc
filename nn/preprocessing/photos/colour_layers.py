"""The colours of a drawn picture, each as a layer of its own.

In a screenshot or a paint program's file a digit has one colour and its ground has others: a
stripe, a second tone. No single brightness parts them, but their colours do. A photo has no such
colours, and no layers.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array

_COLOURS = 6

_FLAT = 5.0
"""Mean distance of the pixels from their layer's colour, of 255, up to which a picture is drawn."""

_CHROMA = 60.0
"""By how much a layer's red, green and blue differ at least: else brightness tells as much."""

_NEAR = 40.0
"""Distance of two colours that are one, of 441 from black to white."""

_OUTSIDE = 0.3
"""Share of a ground's area that hangs together with the picture's edge."""

_LEAST, _MOST = 0.002, 0.35
"""Share of the picture that ink covers."""


def colour_layers(image: Image.Image) -> Iterator[Array]:
    """Ink as (H, W) uint8, black on white as a scan has it, for each colour that may be ink.

    ``image`` is RGB. None for a photo, and none where there are no colours but greys.
    """
    reduced = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    pixels = np.asarray(image, np.float32)
    palette = np.reshape(np.array(reduced.getpalette("RGB"), np.float32), (-1, 3))
    indices = np.asarray(reduced)
    if np.abs(pixels - palette[indices]).mean() > _FLAT:
        return
    counts = np.bincount(indices.ravel(), minlength=len(palette))
    order = np.argsort(-counts, kind="stable")
    colours = _pure(palette[order[: np.count_nonzero(counts)]])
    if max(float(np.ptp(colour)) for colour in colours) < _CHROMA:
        return
    distances = np.stack([np.abs(pixels - colour).sum(axis=-1) for colour in colours])
    owner = distances.argmin(axis=0)
    for index in range(len(colours)):
        layer = owner == index
        if _LEAST <= layer.mean() <= _MOST and not _is_ground(layer):
            yield np.where(layer, 0, 255).astype(np.uint8)


def _is_ground(layer: Array) -> bool:
    """Whether most of a colour's area goes on beyond the picture's edge."""
    labels, _ = ndimage.label(layer)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    outer = np.isin(labels, np.unique(edge[edge > 0]))
    return float(outer.sum()) > _OUTSIDE * float(layer.sum())


def _pure(colours: Array) -> list[Array]:
    """Those of the colours (K, 3), the most frequent first, that are no two others mixed, as the
    soft edges between areas are."""
    pure: list[Array] = []
    for colour in colours:
        if not any(_is_between(colour, first, second) for first in pure for second in pure):
            pure.append(colour)
    return pure


def _is_between(colour: Array, first: Array, second: Array) -> bool:
    """Whether a colour lies near the way from one to another in the cube of colours."""
    way = second - first
    share = np.clip((colour - first) @ way / max(float(way @ way), 1e-9), 0, 1)
    return float(np.linalg.norm(first + share * way - colour)) < _NEAR

"""A mask of the ink in a picture: what stands out from the paper's noise and is no ruled line."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from nn.arrays import Array
from nn.preprocessing.photos.paper_ink import paper_noise
from nn.preprocessing.photos.ruled_lines import without_ruled_lines

FAINT = 0.3
"""Share of the strongest ink's contrast from which something is ink: a pen is not always firm."""

FIRM = 0.6
"""The same where fainter ink may be a part of the ground: a tone, a stripe, a printed line."""

_FAINTEST = 0.07
"""Contrast below which nothing counts as ink: half of a faint pencil's."""

_OVER_NOISE = 7.0
"""How many standard deviations of the paper's noise ink stands out."""

_MORE_THAN_NOISE = 14.0
"""The same for the strongest place of a picture that is not blank, once it is blurred."""

_PHOTO = 100
"""Smaller pictures, pixels, come from no camera, and have too little paper to tell its noise."""

_BOUNDARY = 0.35
"""Share of the usual step in brightness that the boundary of ink has at least,"""

_MOST_SOFT = 0.2
"""but for this share of it."""


def ink_mask(contrast: Array, *, share: float = FAINT) -> Array:
    """A mask (H, W) of the ink; empty where nothing stands out from the paper.

    ``share`` is how strong ink is at least, of the strongest.
    """
    level, noise = paper_noise(contrast)
    faintest = max(_FAINTEST, _OVER_NOISE * noise)
    strongest = float(contrast.max()) - level
    if strongest < _FAINTEST or not _stands_out(contrast):
        return np.zeros(contrast.shape, bool)
    trace = contrast > level + faintest / 2
    ink = contrast > level + max(0.6 * faintest, share * strongest)
    return without_ruled_lines(ink, trace, contrast)


def _stands_out(contrast: Array) -> bool:
    """Whether there is more than noise: blurred, a stroke stays above it and a grain does not.

    On blank paper in a hard shadow the strongest place is 7 to 10 standard deviations above the
    paper, a faint pencil's more than 25.
    """
    if max(contrast.shape) < _PHOTO:
        return True
    blurred = ndimage.gaussian_filter(contrast, 1.5)
    level, noise = paper_noise(blurred)
    return float(blurred.max()) - level > _MORE_THAN_NOISE * noise


def has_edges(grey: Array, ink: Array) -> bool:
    """Whether the picture is brighter or darker all along the boundary of a mask; both (H, W).

    It is for ink. What a shadow or the search for the paper's brightness leaves of a large area
    ends somewhere without a step. An empty mask has none.
    """
    reach = max(round(max(grey.shape) / 200), 1)
    around = ndimage.maximum_filter(ink, 4 * reach + 1) & ~ndimage.maximum_filter(ink, 3)
    if not around.any():
        return bool(ink.all())
    light = grey.astype(np.int16)
    if light[around].mean() < light[ink].mean():
        light = 255 - light
    boundary = ink & ~ndimage.minimum_filter(ink, 3)
    window = 2 * reach + 3
    outside = ndimage.maximum_filter(np.where(ink, 0, light), window)
    inside = ndimage.minimum_filter(np.where(ink, light, 255), window)
    step = (outside - inside)[boundary]
    usual = float(np.quantile(step, 0.75))
    return float((step < _BOUNDARY * usual).mean()) <= _MOST_SOFT

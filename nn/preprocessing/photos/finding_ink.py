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

_THICKEST_LINE = 60
"""What is thicker than this fraction of the picture's width is no part of a ruled line,"""

_AS_FAINT = 1.3
"""and what is so many times stronger neither."""

_STEEP = 0.4
"""Share of the ink's contrast that is a step at its boundary,"""

_BOUNDARY = 0.35
"""share of the usual step in brightness that the boundary of ink has at least,"""

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
    kept = without_ruled_lines(ink, trace, contrast)
    if _are_rests(kept, ink & ~kept, contrast):
        return np.zeros(contrast.shape, bool)
    return kept


def _are_rests(kept: Array, removed: Array, contrast: Array) -> bool:
    """Whether all that was kept of the ink is as thin and as faint as the lines that were removed:
    dashes of lines, which in a shadow are not found all along."""
    if not removed.any() or not kept.any():
        return False
    labels, _ = ndimage.label(kept, np.ones((3, 3)))
    thickest = max(kept.shape[1] // _THICKEST_LINE, 4)
    boxes = ndimage.find_objects(labels)
    if max(min(part.stop - part.start for part in box) for box in boxes) > thickest:
        return False
    strength, of_lines = (float(np.quantile(contrast[mask], 0.75)) for mask in (kept, removed))
    return strength <= _AS_FAINT * of_lines


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


def has_edges(grey: Array, ink: Array, contrast: Array) -> bool:
    """Whether the picture is brighter or darker all along the boundary of a mask; all (H, W).

    It is for ink, and by about as much as its contrast to the paper. A shadow is darker only
    farther away, and what the search for the paper's brightness leaves of a large area ends
    somewhere without a step. An empty mask has no edges.
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
    step = 1 - inside[boundary] / np.maximum(outside[boundary], 1)
    usual = float(np.quantile(step, 0.75))
    if usual < _STEEP * float(np.median(contrast[ink])):
        return False
    return float((step < _BOUNDARY * usual).mean()) <= _MOST_SOFT

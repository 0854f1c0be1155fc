"""A sheet of paper on a desk: found as a large bright quadrangle, and all around it made paper.

What lies beside the sheet takes the brightness of the paper nearest to it, so the desk and the
sheet's edge are gone and nothing on the sheet has moved.
"""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array

_LEAST, _MOST = 0.1, 0.9
"""Share of the picture that the sheet covers."""

_MOST_EDGES = 1
"""Edges of the picture that it may go beyond: what is lit beside a shadow goes beyond more."""

_CONVEX = 0.95
"""Share of its convex hull that a sheet covers, once what is written on it is filled."""

_QUADRANGLE = 0.88
"""Share of the smallest rectangle around it that it covers: a disc covers 0.79."""

_EDGE = 0.03
"""Of the sheet's size: what is so close to its edge belongs to the edge."""

_CORE = 128
"""Larger side at which the sheet is found."""


def sheet_of_paper(image: Image.Image) -> Image.Image | None:
    """The RGB picture with nothing but paper around the sheet; None where there is no sheet."""
    small = image.copy()
    small.thumbnail((_CORE, _CORE))
    light = ndimage.gaussian_filter(np.asarray(small.convert("L"), np.float32), 1)
    found = _sheet(light > _threshold(light))
    if found is None:
        return None
    size = float(np.sqrt(found.sum()))
    # Too small a hole in it would come back as an island.
    core = ndimage.binary_erosion(found, iterations=max(round(_EDGE * size), 2))
    mask = Image.fromarray(core).resize(image.size, Image.Resampling.NEAREST)
    paper = np.asarray(mask)
    nearest = ndimage.distance_transform_edt(~paper, return_distances=False, return_indices=True)
    pixels = np.asarray(image)
    # A single pixel, continued outward, would be a streak of noise.
    calm = ndimage.median_filter(pixels, (5, 5, 1))
    around = calm[nearest[0], nearest[1]]
    return Image.fromarray(np.where(paper[..., None], pixels, around))


def _threshold(light: Array) -> float:
    """The brightness that best parts a picture into two (Otsu 1979)."""
    counts, edges = np.histogram(light, 64)
    middles = (edges[:-1] + edges[1:]) / 2
    below = counts.cumsum()
    above = below[-1] - below
    moment = (counts * middles).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (moment / below - (moment[-1] - moment) / above) ** 2
    return float(edges[1 + int(np.nan_to_num(between).argmax())])


def _sheet(bright: Array) -> Array | None:
    """The largest bright area with what is on it, if it has a sheet's form."""
    labels, count = ndimage.label(bright)
    if not count:
        return None
    sizes = np.bincount(labels.ravel())[1:]
    area = ndimage.binary_fill_holes(labels == 1 + int(sizes.argmax()))
    # The soft edges of what is written at the rim are no notches.
    area = ndimage.binary_opening(area, iterations=2)
    if not _LEAST <= area.mean() <= _MOST or _edges_reached(area) > _MOST_EDGES:
        return None
    # Few pictures come so far, and its import is an eighth of the time to the first answer.
    from scipy.spatial import ConvexHull, QhullError

    try:
        hull = ConvexHull(np.argwhere(area ^ ndimage.binary_erosion(area, border_value=0)))
    except QhullError:
        return None
    corners = hull.points[hull.vertices]
    # Pixels are squares around their middles: the hull of the middles is smaller by half a rim.
    covered = float(area.sum()) - hull.area / 2
    if covered < _CONVEX * hull.volume or covered < _QUADRANGLE * _smallest_rectangle(corners):
        return None
    return np.asarray(area)


def _edges_reached(area: Array) -> int:
    edges = area[:3], area[-3:], area[:, :3], area[:, -3:]
    return sum(bool(edge.any()) for edge in edges)


def _smallest_rectangle(corners: Array) -> float:
    """The area of the smallest rectangle around a convex polygon (K, 2): one side lies on it."""
    ways = np.diff(corners, axis=0, append=corners[:1])
    along = ways / np.linalg.norm(ways, axis=1, keepdims=True)
    across = along @ np.array([[0, 1], [-1, 0]])
    return float((np.ptp(corners @ along.T, axis=0) * np.ptp(corners @ across.T, axis=0)).min())

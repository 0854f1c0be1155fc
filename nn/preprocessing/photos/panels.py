"""Rectangles in a picture: the panel, the frame or the box that a digit stands in.

A screenshot shows a digit on a dark panel on a light page, or in the frame of a plot or a
detector. Such a rectangle is straight to a pixel on all four sides, as nothing is that a hand
draws, and what stands in it is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array

_COLOURS = 8
"""Into so many colours a picture is parted to find its rectangles."""

_STRAIGHT = 0.9
"""Share of a side of the rectangle that is of its colour."""

_FULL = 0.4
"""Share of its rectangle that is covered by a panel's colour, even with a digit on it; a frame
covers less."""

_LEAST_SIDE = 0.12
"""Sides of a rectangle, as a share of the picture's smaller side."""

_SOFT = 0.02
"""Share of a panel's side that may be blurred."""

_WHOLE = 0.9
"""What is larger than this share of the picture is the picture."""

_MARGIN = 2
"""Pixels inside of a rectangle that still show its soft edge."""

_LIKE = 0.1
"""How much the sides of panels of one row may differ, as a share."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, pixels."""


def insides_of_rectangles(image: Image.Image) -> Iterator[Box]:
    """The inside of each rectangle of an RGB picture of working size, the largest first."""
    places = []
    for labels in _areas(image):
        for number, place in enumerate(ndimage.find_objects(labels), start=1):
            if _is_small(place, labels.shape) or _is_ground(place, labels.shape):
                continue
            found = _rectangle(labels[place] == number, min(labels.shape))
            if found is not None:
                rows, columns = found
                top, left = place[0].start, place[1].start
                places.append((left + columns[0], top + rows[0], left + columns[1], top + rows[1]))
    places.sort(key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    for box in dict.fromkeys(places):
        width, height = box[2] - box[0], box[3] - box[1]
        if width * height < _WHOLE * image.width * image.height:
            yield box


def rows_of_like(boxes: Sequence[Box]) -> list[tuple[Box, ...]]:
    """Those of the boxes that are of one size and beside or above each other, in groups."""
    rows: list[list[Box]] = []
    for box in boxes:
        like = [row for row in rows if all(_are_like(box, other) for other in row)]
        if like:
            like[0].append(box)
        else:
            rows.append([box])
    return [tuple(row) for row in rows if len(row) > 1]


def _are_like(first: Box, second: Box) -> bool:
    """Whether two boxes are of one size and do not overlap."""
    sides = [(box[2] - box[0], box[3] - box[1]) for box in (first, second)]
    is_like = all(abs(a - b) <= _LIKE * max(a, b) for a, b in zip(*sides, strict=True))
    across = max(first[0], second[0]) - min(first[2], second[2])
    down = max(first[1], second[1]) - min(first[3], second[3])
    return is_like and max(across, down) >= 0


def _areas(image: Image.Image) -> Iterator[Array]:
    """For each of the picture's main colours, labels (H, W) of where it hangs together."""
    indices = np.asarray(image.quantize(_COLOURS, dither=Image.Dither.NONE))
    for colour in np.unique(indices):
        yield ndimage.label(indices == colour)[0]


def _is_small(place: tuple[slice, ...], shape: tuple[int, ...]) -> bool:
    """Whether no digit could stand in it."""
    return any(part.stop - part.start < _LEAST_SIDE * min(shape) for part in place)


def _is_ground(place: tuple[slice, ...], shape: tuple[int, ...]) -> bool:
    """Whether it reaches all four sides of the picture."""
    return all(
        part.start == 0 and part.stop == side for part, side in zip(place, shape, strict=True)
    )


def _rectangle(area: Array, smaller_side: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The rows and columns between which the inside of a rectangle lies; None for other forms."""
    rows = _full_lines(area)
    if rows is None:
        return None
    columns = _full_lines(area[rows[0] : rows[-1] + 1].T)
    if columns is None:
        return None
    is_frame = float(area.mean()) < _FULL
    if not is_frame and (_ends_late(rows, area.shape[0]) or _ends_late(columns, area.shape[1])):
        # Straight only somewhere in the middle: the inside of a ring.
        return None
    spans = _inside(rows, is_frame), _inside(columns, is_frame)
    if any(end - start < _LEAST_SIDE * smaller_side for start, end in spans):
        return None
    return spans


def _full_lines(area: Array) -> Array | None:
    """The rows that the area fills nearly from side to side; None where there are not two."""
    full = np.flatnonzero(area.mean(axis=1) >= _STRAIGHT)
    return full if len(full) > 1 else None


def _ends_late(lines: Array, length: int) -> bool:
    """Whether the area goes on beyond its full lines by more than a soft edge."""
    return bool(max(lines[0], length - 1 - lines[-1]) > max(_MARGIN, _SOFT * length))


def _inside(lines: Array, is_frame: bool) -> tuple[int, int]:
    """From where to where the inside of the first and the last side goes.

    A frame's sides are as thick as the lines that follow each other without a gap; a panel, which
    is full, is all inside.
    """
    first, last = int(lines[0]), int(lines[-1])
    if is_frame:
        breaks = np.flatnonzero(np.diff(lines) > 1)
        if not len(breaks):
            return first, first
        first, last = int(lines[breaks[0]]), int(lines[breaks[-1] + 1])
    return first + 1 + _MARGIN, last - _MARGIN

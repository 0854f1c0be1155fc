"""A round pen on the network's field: straight pieces of its path become anti-aliased pixels.

    strokes → segments → pieces of at most a pixel → the nearest piece's cover of each pixel

All functions work on many drawings at once (their segments in one array, with each segment's
owner beside it); a single drawing is a batch of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.preprocessing.frame import PEN_WIDTH, SIZE
from nn.strokes import Drawing

_AT_ONCE = 8192
"""Segments that are inked together: some MB, and 150 MB where each one crosses the whole box."""


@dataclass(frozen=True)
class Segments:
    """Straight pieces of pen path of several drawings.

    ``start`` and ``end`` have shape (S, 2); ``owner`` (S,) is the index of the drawing that a
    segment belongs to, in ascending order; ``count`` is the number of drawings. A tap is a
    segment of length zero.
    """

    start: Array
    end: Array
    owner: Array
    count: int

    def part(self, chosen: slice) -> Segments:
        """Some of the segments, of as many drawings."""
        return Segments(self.start[chosen], self.end[chosen], self.owner[chosen], self.count)


def segments_of(drawings: Sequence[Drawing]) -> Segments:
    """The drawings' strokes as straight segments; a stroke of one point gives one of length 0."""
    strokes = [stroke.points for drawing in drawings for stroke in drawing.strokes]
    owners = np.repeat(
        np.arange(len(drawings)), np.fromiter((len(d.strokes) for d in drawings), int)
    )
    if not strokes:
        nothing = np.empty((0, 2), np.float32)
        return Segments(nothing, nothing, np.empty(0, int), len(drawings))
    lengths = np.fromiter((len(points) for points in strokes), int)
    points = np.concatenate(strokes)
    # A segment starts at every point but the last of its stroke; a lone point meets itself.
    last = np.cumsum(lengths) - 1
    is_start = np.ones(len(points), bool)
    is_start[last] = lengths == 1
    starts = np.flatnonzero(is_start)
    ends = starts + 1
    stroke_of = np.repeat(np.arange(len(strokes)), lengths)[starts]
    ends[lengths[stroke_of] == 1] -= 1
    return Segments(points[starts], points[ends], owners[stroke_of], len(drawings))


def bounds(segments: Segments) -> tuple[Array, Array]:
    """Lowest and highest coordinates of each drawing, (N, 2) each; 0 for an empty drawing."""
    low = np.full((segments.count, 2), np.inf, np.float32)
    high = np.full((segments.count, 2), -np.inf, np.float32)
    for ends in (segments.start, segments.end):
        np.minimum.at(low, segments.owner, ends)
        np.maximum.at(high, segments.owner, ends)
    empty = ~np.isfinite(low)
    low[empty] = high[empty] = 0.0
    return low, high


def cut_to(segments: Segments, low: float, high: float) -> Segments:
    """The parts of the segments within the square from (low, low) to (high, high).

    Each is followed only between the last edge by which it enters and the first by which it leaves
    (Liang, Barsky 1984, "A new concept and method for line clipping"). What passes by is left out,
    so inking costs no more than the square is large, however far away the drawing reaches.
    """
    start = segments.start.astype(np.float64)
    along = segments.end - start
    # Along an axis that it does not move on, a segment is inside all the way or never.
    moves = along != 0
    safe = np.where(moves, along, 1.0)
    ways = np.sort(np.stack([(low - start) / safe, (high - start) / safe]), axis=0)
    never = ~moves & ((start < low) | (start > high))
    enters = np.where(moves, ways[0], np.where(never, np.inf, -np.inf)).max(axis=1, initial=0.0)
    leaves = np.where(moves, ways[1], np.inf).min(axis=1, initial=1.0)
    seen = enters <= leaves
    first, last = enters[seen, None], leaves[seen, None]
    return Segments(
        (start[seen] + first * along[seen]).astype(np.float32),
        (start[seen] + last * along[seen]).astype(np.float32),
        segments.owner[seen],
        segments.count,
    )


def ink(segments: Segments, pen_width: float | Array = PEN_WIDTH) -> Array:
    """Segments in pixel coordinates as anti-aliased ink, (N, 28, 28) float32 in [0, 1].

    A pixel's ink falls from 1 to 0 over one pixel around half the pen's width from the nearest
    segment, which is the area a round pen covers to first order. Coordinates are pixel indices:
    (3, 5) is the middle of the pixel in column 3 and row 5. Ink outside the field is cut off.
    """
    reach = (np.broadcast_to(pen_width, segments.count).astype(np.float32) + 1) / 2
    # A piece is at most one pixel long, so this window around its middle holds all it can reach.
    window = int(np.ceil(2 * reach.max(initial=0.0) + 1))
    # The border takes what lies outside the field.
    side = SIZE + 2 * window
    field = np.zeros((segments.count, side, side), np.float32)
    # A part at a time: the windows of all pieces of a scribble would take gigabytes.
    for first in range(0, len(segments.owner), _AT_ONCE):
        _ink_part(field, segments.part(slice(first, first + _AT_ONCE)), reach, window)
    return np.ascontiguousarray(field[:, window:-window, window:-window])


def _ink_part(field: Array, segments: Segments, reach: Array, window: int) -> None:
    """Ink segments into ``field``, which has a border of one window; the darkest ink counts."""
    start, end, owner = _subdivide(segments)
    corner = np.ceil((start + end - window) / 2)
    offsets = np.arange(window, dtype=np.float32)

    # Distance from each pixel of the window to the piece: along it clamped to its ends.
    along = end - start
    length_squared = np.maximum((along * along).sum(axis=1), 1e-12)[:, None, None]
    x = (corner[:, :1] - start[:, :1] + offsets)[:, None, :]
    y = (corner[:, 1:] - start[:, 1:] + offsets)[:, :, None]
    along_x, along_y = along[:, 0, None, None], along[:, 1, None, None]
    position = np.clip((x * along_x + y * along_y) / length_squared, 0, 1)
    distance = np.sqrt((x - position * along_x) ** 2 + (y - position * along_y) ** 2)
    cover = np.clip(reach[owner, None, None] - distance, 0, 1)

    # Overlapping pieces of ink do not add up: the nearest one counts.
    side = field.shape[1]
    place = np.clip(corner + window, 0, side - window).astype(np.intp)
    index = (owner * side + place[:, 1])[:, None] * side + place[:, :1]
    rows = np.arange(window) * side
    flat_index = index[:, :, None] + rows[None, :, None] + np.arange(window)
    np.maximum.at(field.reshape(-1), flat_index.reshape(-1), cover.reshape(-1))


def _subdivide(segments: Segments) -> tuple[Array, Array, Array]:
    """Segments cut into pieces of at most one pixel: (start, end, owner) of the pieces."""
    along = segments.end - segments.start
    pieces = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1])), 1).astype(int)
    index = np.repeat(np.arange(len(pieces)), pieces)
    first = np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = (along / pieces.astype(np.float32)[:, None])[index]
    number = (np.arange(len(index)) - first)[:, None].astype(np.float32)
    start = segments.start[index] + number * step
    return start, start + step, segments.owner[index]

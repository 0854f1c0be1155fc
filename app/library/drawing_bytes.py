"""A drawing as bytes, and the fingerprint that tells whether they are still what was written.

A drawing keeps every number as the pen gave it. Little-endian, one stroke after another::

    uint32   strokes
    for each stroke
        float64  width      uint32  points P      uint8  1: has pressure, 2: has seconds
        float32  points (P, 2)
        float32  pressure (P,), if there is any
        float64  seconds (P,), if there are any

Coordinates are in sides of the sheet. What lies a million of them away was never drawn on it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

import numpy as np

from nn.strokes import MOST_POINTS, MOST_STROKES, Drawing, Stroke, are_within

_FARTHEST = 1e6
"""How far from the sheet's corner a point may be, and how wide a pen, in sides of the sheet."""

_COUNT = struct.Struct("<I")
_HEAD = struct.Struct("<dIB")
_PRESSURE, _SECONDS = 1, 2

MOST_BYTES = _COUNT.size + MOST_STROKES * _HEAD.size + MOST_POINTS * 20
"""Of the largest drawing."""


def drawing_to_bytes(drawing: Drawing) -> bytes:
    """The strokes; raises ValueError for a drawing with a picture, which would be lost, and for
    one that does not lie on the sheet."""
    if drawing.picture is not None:
        raise ValueError("only strokes can be kept, found a picture")
    for stroke in drawing.strokes:
        if stroke.width > _FARTHEST or not are_within(stroke.points, _FARTHEST):
            raise ValueError("only strokes on the sheet can be kept")
    parts = [_COUNT.pack(len(drawing.strokes))]
    for stroke in drawing.strokes:
        has_pressure, has_seconds = len(stroke.pressure) > 0, len(stroke.seconds) > 0
        flags = _PRESSURE * has_pressure + _SECONDS * has_seconds
        parts += [
            _HEAD.pack(stroke.width, len(stroke.points), flags),
            stroke.points.astype("<f4").tobytes(),
            stroke.pressure.astype("<f4").tobytes(),
            stroke.seconds.astype("<f8").tobytes(),
        ]
    return b"".join(parts)


def drawing_from_bytes(content: bytes) -> Drawing:
    """The drawing of :func:`drawing_to_bytes`; raises ValueError for anything else."""
    return Drawing(tuple(_stroke(content, *place) for place in _strokes(content)))


def fingerprint(content: bytes) -> bytes:
    """16 bytes that two drawings share if, and only if, their strokes have the same points.

    ``content`` is that of :func:`drawing_to_bytes`; raises ValueError for anything else. Width,
    pressure and time do not count: a stroke file does not hold them.
    """
    digest = hashlib.blake2b(digest_size=16)
    view = memoryview(content)
    for _, count, _, place in _strokes(content):
        digest.update(_COUNT.pack(count))
        digest.update(view[place : place + 8 * count])
    return digest.digest()


def _strokes(content: bytes) -> Iterator[tuple[float, int, int, int]]:
    """Of each stroke its width, its number of points, its flags and where its points begin."""
    try:
        (strokes,) = _COUNT.unpack_from(content)
        if strokes > MOST_STROKES:
            raise ValueError(f"{strokes} strokes are more than a drawing has")
        place = _COUNT.size
        for _ in range(strokes):
            width, count, flags = _HEAD.unpack_from(content, place)
            place += _HEAD.size
            size = 8 + 4 * bool(flags & _PRESSURE) + 8 * bool(flags & _SECONDS)
            if not (0 <= width <= _FARTHEST and count and flags <= _PRESSURE + _SECONDS):
                raise ValueError(f"no stroke has {count} points and the width {width}")
            yield width, count, flags, place
            place += size * count
            if place > len(content):
                break
    except struct.error as error:
        raise ValueError(f"not the bytes of a drawing: {error}") from error
    if place != len(content):
        raise ValueError(f"a drawing of {place} bytes in {len(content)}")


def _stroke(content: bytes, width: float, count: int, flags: int, place: int) -> Stroke:
    """The stroke whose points begin at ``place``; raises ValueError where it makes no sense."""
    arrays = []
    for kind, length in (
        ("<f4", 2 * count),
        ("<f4", count if flags & _PRESSURE else 0),
        ("<f8", count if flags & _SECONDS else 0),
    ):
        # NumPy raises ValueError where the bytes end too early.
        array = np.frombuffer(content, kind, length, place) if length else np.empty(0, kind)
        arrays.append(array)
        place += array.nbytes
    points, pressure, seconds = arrays
    if not are_within(points, _FARTHEST):
        raise ValueError("points far from the sheet")
    return Stroke(points.reshape(-1, 2), width, pressure, seconds)

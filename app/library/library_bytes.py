"""A drawing as bytes, as the library keeps it: every number as the pen gave it.

Little-endian, one stroke after another::

    uint32   strokes
    for each stroke
        float64  width      uint32  points P      uint8  1: has pressure, 2: has seconds
        float32  points (P, 2)
        float32  pressure (P,), if there is any
        float64  seconds (P,), if there are any

Strokes only: a picture has no place here.
"""

from __future__ import annotations

import hashlib
import struct

import numpy as np

from nn.strokes import Drawing, Stroke

_COUNT = struct.Struct("<I")
_HEAD = struct.Struct("<dIB")
_PRESSURE, _SECONDS = 1, 2


def drawing_to_bytes(drawing: Drawing) -> bytes:
    """All strokes; raises ValueError for a drawing with a picture, which would be lost."""
    if drawing.picture is not None:
        raise ValueError("only strokes can be kept, found a picture")
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
    try:
        (count,) = _COUNT.unpack_from(content)
        strokes, place = [], _COUNT.size
        for _ in range(count):
            stroke, place = _stroke(content, place)
            strokes.append(stroke)
    except struct.error as error:
        raise ValueError(f"not the bytes of a drawing: {error}") from error
    if place != len(content):
        raise ValueError(f"a drawing of {place} bytes in {len(content)}")
    return Drawing(tuple(strokes))


def fingerprint(drawing: Drawing) -> bytes:
    """16 bytes that two drawings share if, and only if, their strokes have the same points.

    Widths, pressures and times do not count: a stroke file does not hold them.
    """
    digest = hashlib.blake2b(digest_size=16)
    for stroke in drawing.strokes:
        digest.update(_COUNT.pack(len(stroke.points)))
        digest.update(stroke.points.astype("<f4").tobytes())
    return digest.digest()


def _stroke(content: bytes, place: int) -> tuple[Stroke, int]:
    """The stroke that begins at ``place``, and where it ends."""
    width, count, flags = _HEAD.unpack_from(content, place)
    place += _HEAD.size
    arrays = []
    for kind, length in (
        ("<f4", 2 * count),
        ("<f4", count if flags & _PRESSURE else 0),
        ("<f8", count if flags & _SECONDS else 0),
    ):
        # NumPy says ValueError where the bytes end too early.
        array = np.frombuffer(content, kind, length, place) if length else np.empty(0, kind)
        arrays.append(array)
        place += array.nbytes
    points, pressure, seconds = arrays
    return Stroke(points.reshape(-1, 2), width, pressure, seconds), place

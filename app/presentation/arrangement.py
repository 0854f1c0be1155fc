"""Where everything on the page lies, and how large its type is: all in shares of the page.

A projector has any number of pixels and the last row sees the same picture, so type grows with the
page's height and nothing has a size of its own. Where the network's picture would be too narrow to
be read, the others have its room.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from app.ui.theme import UNIT

_LINES = 42
"""Lines of type that the page's height would hold."""

_ZOOMS = (0.8, 1.4)
"""How far the user's zoom makes type smaller or larger: beyond these nothing would fit."""

_LEAST_PICTURE = 16
"""Width of the narrowest picture, in sizes of the page's type."""

_SHARES = {1: (0.38, 0.28), 2: (0.30, 0.20), 3: (0.26, 0.16), 4: (0.24, 0.135)}
"""Of the width, for so many networks: the canvas, and each answer. The picture has what is left."""

_CANVAS_ALONE = {1: 0.5, 2: 0.38, 3: 0.34, 4: 0.3}
"""Share of the canvas where there is no picture; the answers have what is left."""


@dataclass(frozen=True)
class Places:
    """Places within the page; ``picture`` is None where there is no room for it, ``sentence`` where
    one network has nobody to agree with."""

    canvas: QRect
    picture: QRect | None
    sentence: QRect | None
    answers: tuple[QRect, ...]


def type_size(page: QSize, zoom: float) -> int:
    """The size of the page's type in logical pixels; 1.0 is no ``zoom``."""
    height = min(page.height(), page.width() * 9 // 16)
    return max(round(height / _LINES * min(max(zoom, _ZOOMS[0]), _ZOOMS[1])), 12)


def gap_of(type_pixels: int) -> int:
    """The gap between parts, for type of that size: a multiple of the grid's unit."""
    return max(round(type_pixels / UNIT), 1) * UNIT


def places(room: QRect, count: int, type_pixels: int) -> Places:
    """Places in ``room`` for ``count`` networks, 1 to 4."""
    gap = gap_of(type_pixels)
    inner = room.adjusted(gap, gap, -gap, -gap)
    canvas_share, answer_share = _SHARES[count]
    side = round(min(inner.height(), canvas_share * room.width()))
    answer = round(answer_share * room.width())
    picture = inner.width() - side - count * answer - (count + 1) * gap
    if picture < _LEAST_PICTURE * type_pixels:
        side = round(min(inner.height(), _CANVAS_ALONE[count] * room.width()))
        answer = (inner.width() - side - count * gap) // count
        picture = 0
    canvas = QRect(inner.left(), inner.center().y() - side // 2, side, side)
    left = canvas.right() + 1 + gap
    shown = QRect(left, inner.top(), picture, inner.height()) if picture else None
    left += picture + gap if picture else 0
    right = QRect(left, inner.top(), inner.right() + 1 - left, inner.height())
    return _with_answers(canvas, shown, right, count, type_pixels)


def _with_answers(
    canvas: QRect, picture: QRect | None, right: QRect, count: int, type_pixels: int
) -> Places:
    gap = gap_of(type_pixels)
    sentence = None
    if count > 1:
        height = 2 * type_pixels + gap
        sentence = QRect(right.left(), right.top(), right.width(), height)
        right = right.adjusted(0, height + gap, 0, 0)
    width = (right.width() - (count - 1) * gap) // count
    answers = tuple(
        QRect(right.left() + place * (width + gap), right.top(), width, right.height())
        for place in range(count)
    )
    return Places(canvas, picture, sentence, answers)

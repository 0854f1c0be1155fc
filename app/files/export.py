"""Drawings as PNG and SVG, written whole or not at all; made to run in a thread.

What is given away is black ink on white paper, whatever the window's theme. In an SVG strokes stay
strokes, with the width that the pen's pressure gave them: the curves of :mod:`app.drawing.ink`,
quadratic, from the middle of one step to the middle of the next. A stroke of even width is one
path; one with pressure is a group of pieces, each as wide as the pen was pressed there. A picture
is embedded as a PNG of transparent ink.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter

from app.drawing.ink import InkLayer, painted_width
from app.drawing.pointer import Sheet
from nn.arrays import Array
from nn.data.files import atomic_write
from nn.preprocessing.pipeline import quantise
from nn.strokes import Drawing, Picture, Stroke


@dataclass(frozen=True)
class Written:
    """What became of a file: ``problem`` is why it could not be written."""

    path: Path
    problem: OSError | None = None


def write_png(path: Path, image: QImage) -> Written:
    """Write an image as PNG."""
    return _write(path, png(image))


def write_svg(path: Path, drawing: Drawing) -> Written:
    """Write a drawing as SVG."""
    return _write(path, drawing_svg(drawing))


def _write(path: Path, content: bytes) -> Written:
    try:
        with atomic_write(path) as file:
            file.write(content)
    except OSError as error:
        return Written(path, error)
    return Written(path)


IMAGE_SIDE = 1024
"""Width and height of an image of the sheet, pixels."""


def drawing_image(drawing: Drawing, side: int = IMAGE_SIDE) -> QImage:
    """The whole sheet as (side, side) pixels."""
    layer = InkLayer()
    layer.prepare(
        QSize(side, side),
        1.0,
        Sheet(side=side),
        paper=QColor(Qt.GlobalColor.white),
        ink=QColor(Qt.GlobalColor.black),
    )
    layer.show(drawing, None)
    return layer.pixmap.toImage()


def network_input_image(image: Array) -> QImage:
    """What the network reads, (28, 28) float32 in [0, 1], as it reads it: white ink on black."""
    pixels = quantise(image)
    rows, columns = pixels.shape
    grey = QImage(pixels.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    # The pixels belong to the array, which ends with this function.
    return grey.copy()


def png(image: QImage) -> bytes:
    """The image as the content of a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


_SIDE = 1000
"""The sheet's side in the unit of the file."""

_HEAD = f'''<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     width="{_SIDE}" height="{_SIDE}" viewBox="0 0 {_SIDE} {_SIDE}">
<rect width="{_SIDE}" height="{_SIDE}" fill="#ffffff"/>
<g fill="none" stroke="#000000" stroke-linecap="round" stroke-linejoin="round">
'''

_TAIL = "</g>\n</svg>\n"


def drawing_svg(drawing: Drawing) -> bytes:
    """The whole sheet as the content of an SVG file."""
    parts = [] if drawing.picture is None else [_image(drawing.picture)]
    parts += [_stroke(stroke) for stroke in drawing.strokes]
    return (_HEAD + "".join(f"{part}\n" for part in parts) + _TAIL).encode()


def _stroke(stroke: Stroke) -> str:
    points = _SIDE * stroke.points.astype(float)
    if len(points) == 1 or not np.ptp(points, axis=0).any():
        radius = _number(_SIDE * painted_width(stroke, len(points) - 1) / 2)
        x, y = map(_number, points[0])
        return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#000000" stroke="none"/>'
    pieces = _pieces(points)
    widths = [_number(_SIDE * painted_width(stroke, index)) for index in range(len(points))]
    if len(set(widths)) == 1:
        # One piece begins where the one before has ended.
        way = " ".join([pieces[0], *(piece.split(" ", 1)[1] for piece in pieces[1:])])
        return f'<path d="{way}" stroke-width="{widths[0]}"/>'
    inner = "".join(
        f'<path d="{piece}" stroke-width="{width}"/>'
        for piece, width in zip(pieces, widths, strict=True)
    )
    return f"<g>{inner}</g>"


def _pieces(points: Array) -> list[str]:
    """The way of the pen around each point, as the data of a path that stands alone."""
    middles = (points[:-1] + points[1:]) / 2
    first = f"M{_place(points[0])} L{_place(middles[0])}"
    curves = [
        f"M{_place(start)} Q{_place(point)} {_place(end)}"
        for start, point, end in zip(middles[:-1], points[1:-1], middles[1:], strict=True)
    ]
    return [first, *curves, f"M{_place(middles[-1])} L{_place(points[-1])}"]


def _image(picture: Picture) -> str:
    rows, columns = picture.ink.shape
    pixels = np.zeros((rows, columns, 4), np.uint8)
    pixels[..., 3] = picture.ink
    ink = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    left, top, width, height = (
        _number(_SIDE * value)
        for value in (picture.left, picture.top, picture.width, picture.height)
    )
    return (
        f'<image x="{left}" y="{top}" width="{width}" height="{height}" '
        f'xlink:href="data:image/png;base64,{b64encode(png(ink)).decode()}"/>'
    )


def _place(point: Array) -> str:
    return f"{_number(point[0])},{_number(point[1])}"


def _number(value: float) -> str:
    """With a hundredth of a unit, and without zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")

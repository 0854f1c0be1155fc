"""A drawing as an image to give away: black ink on white paper, whatever the window's theme."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter

from app.drawing.ink_layer import InkLayer
from app.drawing.sheet import Sheet
from nn.arrays import Array
from nn.preprocessing.pipeline import quantise
from nn.strokes import Drawing

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

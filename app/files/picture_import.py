"""Pictures from outside: a file or pixels become ink on the canvas, away from the window's thread.

    Path or QImage → a thread: decoded, brought to the frame (nn.preprocessing.photos.photo) →
      Canvas.set_drawing

A large photo takes half a second. What is drawn meanwhile is not lost: the picture is a step of the
history like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.drawing.canvas import Canvas
from app.jobs.background import BackgroundTask
from app.text.translate import translated
from nn.strokes import Drawing, Picture

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True)
class Refusal:
    """Why there is no picture, in one sentence."""

    sentence: str


class PictureReader(QObject):
    """Puts pictures on one canvas; ``problem`` carries a sentence where that cannot be done."""

    problem = Signal(str)

    def __init__(self, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._show)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is still being read."""
        return self._task.is_busy

    def read_file(self, path: Path) -> None:
        """Read a picture file; of several in a row, the last."""
        self._task.submit(picture_of_file, path)

    def read_image(self, image: QImage, name: str) -> None:
        """Read pixels that came without a file; ``name`` says in messages what they are."""
        self._task.submit(picture_of_pixels, image, name)

    @Slot(object)
    def _show(self, found: Picture | Refusal) -> None:
        if isinstance(found, Refusal):
            self.problem.emit(found.sentence)
        else:
            self._canvas.set_drawing(Drawing(picture=found))


def picture_of_file(path: Path) -> Picture | Refusal:
    """The ink in a picture file, on the sheet."""
    # What reads photos takes a tenth of a second to import, and no start should wait for it.
    from nn.preprocessing.photos.photo import ImageError, load_image, photo_picture

    try:
        return photo_picture(load_image(path), str(path))
    except ImageError as error:
        return Refusal(translated(error))


def picture_of_pixels(image: QImage, name: str) -> Picture | Refusal:
    """The ink in an image of Qt's, on the sheet."""
    from nn.preprocessing.photos.photo import ImageError, photo_picture

    try:
        return photo_picture(_pillow(image), name)
    except ImageError as error:
        return Refusal(translated(error))


def _pillow(image: QImage) -> Image.Image:
    from PIL import Image

    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    pixels = rows[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4)
    opaque = not image.hasAlphaChannel()
    return Image.fromarray(np.ascontiguousarray(pixels[..., :3] if opaque else pixels))

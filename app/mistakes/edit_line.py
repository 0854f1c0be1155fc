"""A test image on the canvas: what it is, how it was read, and when editing has changed that.

    an image is opened → begin(EditedImage);  canvas → set_drawing;  recognizer → show_reading
                       → one line above the canvas, hidden while no such image is on it

The image is known again by its picture: the eraser leaves it in its place with less ink, undo
brings it back, and a new sheet has none. The line follows some times a second, after the bars.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.text.formats import percent
from app.ui.theme import UNIT, blend
from nn.reader import Reading
from nn.strokes import Drawing, Picture

INTERVAL = 120
"""Milliseconds between two looks at the drawing."""


@dataclass(frozen=True)
class EditedImage:
    """A test image that was put on the canvas: its number, its digits, and it as a drawing."""

    index: int
    label: int
    read: int
    drawing: Drawing


class EditLine(QLabel):
    """Says what has become of an image that is being edited; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: EditedImage | None = None
        self._drawing = Drawing()
        self._read = 0
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self._say)
        self.setObjectName("editLine")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self.hide()

    @Slot(object)
    def begin(self, image: EditedImage) -> None:
        """This image is put on the canvas."""
        self._image, self._read, self._drawing = image, image.read, image.drawing
        self._say()

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """The drawing on the canvas is now this one."""
        if self._image is not None:
            self._drawing = drawing
            self._say_soon()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """The drawing on the canvas is now read so."""
        if self._image is not None and len(reading.probabilities):
            self._read = int(reading.probabilities.argmax())
            self._say_soon()

    def _say_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _say(self) -> None:
        """Bring the text up to date; a flip is told to a screen reader too."""
        image, picture = self._image, self._drawing.picture
        if image is None or picture is None or not _lie_alike(picture, image.drawing.picture):
            self.hide()
            return
        text = self._sentence(image, picture)
        if text != self.text():
            self.setText(text)
            if self._read != image.read and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.show()

    def _sentence(self, image: EditedImage, picture: Picture) -> str:
        if self._read == image.read:
            text = self.tr("Test image {0}, a {1}: read as {2}. Edit it until it flips.")
            return text.format(image.index, image.label, image.read)
        erased = _erased(picture, image.drawing.picture)
        if erased and self._drawing.strokes:
            text = self.tr(
                "Test image {0}, a {1}: now read as {2}, with {3} of the ink erased and some added."
            )
        elif erased:
            text = self.tr("Test image {0}, a {1}: now read as {2}, with {3} of the ink erased.")
        else:
            text = self.tr("Test image {0}, a {1}: now read as {2}, with some ink added.")
        share = percent(erased, self.locale(), 0 if erased >= 0.01 else 1)
        return text.format(image.index, image.label, self._read, share)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        accent, window = colours.color(QPalette.ColorRole.Accent), colours.window().color()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), blend(accent, window, 0.12))
        super().paintEvent(event)


def _lie_alike(picture: Picture, other: Picture | None) -> bool:
    """Whether two pictures have the same place and size, whatever ink they have."""
    return other is not None and (
        (picture.left, picture.top, picture.width, picture.ink.shape)
        == (other.left, other.top, other.width, other.ink.shape)
    )


def _erased(picture: Picture, whole: Picture | None) -> float:
    """The share of the whole picture's ink that is gone."""
    assert whole is not None, "an image that is edited came as a picture"
    return 1 - float(picture.ink.sum(dtype=np.int64)) / float(whole.ink.sum(dtype=np.int64))

"""Pictures that are pasted or dropped: what there is to be had, and where it may be let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPixmap

from app.drawing.canvas import Canvas

_NO_PICTURES = {".npz", ".keras", ".onnx"}
"""Networks and data sets: they are opened elsewhere."""


def offered_picture(data: QMimeData | None) -> Path | QImage | None:
    """The file or else the pixels that the data holds; None if it holds no picture.

    A browser offers the pixels and the address they came from, a file manager the file alone.
    """
    if data is None:
        return None
    for url in data.urls():
        if _is_file(url):
            return Path(url.toLocalFile())
    image = data.imageData()
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None


class PictureDrop(QObject):
    """Lets pictures be dropped on one canvas, and marks the canvas while one is over it.

    ``dropped`` carries a path or a QImage.
    """

    dropped = Signal(object)

    def __init__(self, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        canvas.setAcceptDrops(True)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # QDragEnterEvent and QDragMoveEvent are such events
            return self._drag(event)
        if event.type() is QEvent.Type.DragLeave:
            self._canvas.show_drop_place(False)
        return super().eventFilter(watched, event)

    def _drag(self, event: QDropEvent) -> bool:
        may_drop = _may_hold_picture(event.mimeData())
        is_over = isinstance(event, QDragEnterEvent | QDragMoveEvent)
        self._canvas.show_drop_place(may_drop and is_over)
        if not may_drop:
            event.ignore()
            return True
        event.acceptProposedAction()
        if not is_over:
            self.dropped.emit(offered_picture(event.mimeData()))
        return True


def _may_hold_picture(data: QMimeData) -> bool:
    """Told from the kind of data alone: while something is dragged, it must not be fetched."""
    return data.hasImage() or any(_is_file(url) for url in data.urls())


def _is_file(url: QUrl) -> bool:
    return url.isLocalFile() and Path(url.toLocalFile()).suffix.lower() not in _NO_PICTURES

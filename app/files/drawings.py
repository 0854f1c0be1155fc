"""Pictures become drawings, and drawings become pictures, SVG and text.

    open, paste, drop → PictureReader → canvas
    canvas, reading → PNG, SVG, text → file or clipboard

What reads or writes a file does so beside the window; only what the clipboard gets is made at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from app.drawing.canvas import Canvas
from app.files.export import (
    Written,
    drawing_image,
    drawing_svg,
    network_input_image,
    write_png,
    write_svg,
)
from app.files.picture_import import PictureReader
from app.jobs.background import BackgroundTask
from app.text.formats import in_a_row
from app.text.translate import translated
from app.ui import file_dialogs
from nn.messages import advice
from nn.network import DIGITS
from nn.preprocessing.photos.formats import FORMATS
from nn.reader import Reading

_PICTURES = " ".join(f"*.{ending}" for endings in FORMATS.values() for ending in endings)
_SVG = "image/svg+xml"


class DrawingFiles(QObject):
    """Opens pictures onto one canvas and gives its drawing away.

    ``open_actions``, ``save_actions`` and ``copy_actions`` are for the menus. ``problem`` carries
    one sentence on what could not be done, ``done`` one on what was, and ``working`` one on what
    goes on, which is empty at its end.
    """

    problem = Signal(str)
    working = Signal(str)
    done = Signal(str)

    def __init__(self, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._canvas = canvas
        self._reading: Reading | None = None
        self._reader = PictureReader(canvas, self)
        self._drop = PictureDrop(canvas, self)
        self._writing = BackgroundTask(self)
        self._stop = self._action(self.tr("S&top Reading the Picture"), self._reader.give_up, "Esc")
        self.open_actions = [
            self._action(self.tr("&Open Picture…"), self._open, "Ctrl+O"),
            self._stop,
        ]
        self.save_actions = [
            self._action(self.tr("&Save Drawing as PNG…"), self._save_png, "Ctrl+S"),
            self._action(self.tr("Save Drawing as S&VG…"), self._save_svg, "Ctrl+Shift+S"),
        ]
        self._copy_drawing = self._action(self.tr("Cop&y Drawing"), self._copy, "Ctrl+C")
        self._of_reading = [
            self._action(self.tr("Copy Pro&babilities"), self._copy_probabilities, "Ctrl+Shift+C"),
            self._action(self.tr("Copy &Network Input"), self._copy_input),
        ]
        self._paste = self._action(self.tr("P&aste Picture"), self._paste_picture, "Ctrl+V")
        self.copy_actions = [self._copy_drawing, *self._of_reading, self._paste]
        self._connect()

    def shutdown(self) -> None:
        """Read no more; what is being written is completed."""
        self._reader.give_up()

    @Slot(object)
    def set_reading(self, reading: Reading) -> None:
        """What the network makes of what is on the canvas, for copying it."""
        self._reading = reading
        self._enable_reading(reading.verdict != "empty")

    def _action(self, text: str, slot: Callable[[], None], key: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(slot)
        return action

    def _connect(self) -> None:
        self._canvas.history_changed.connect(self._enable_drawing)
        self._drop.dropped.connect(self._take)
        self._drop.file_came.connect(self._reader.prepare)
        self._drop.left.connect(self._reader.dismiss)
        self._reader.problem.connect(self.problem)
        self._reader.working.connect(self.working)
        # A key that has nothing to stop belongs to whoever else wants it.
        self._reader.busy_changed.connect(self._stop.setEnabled)
        self._stop.setEnabled(False)
        self._writing.finished.connect(self._tell_written)
        self._enable_drawing()
        self._enable_reading(False)

    @Slot()
    def _enable_drawing(self) -> None:
        for action in (*self.save_actions, self._copy_drawing):
            action.setEnabled(not self._canvas.drawing.is_empty)

    def _enable_reading(self, there_is: bool) -> None:
        for action in self._of_reading:
            action.setEnabled(there_is)

    # In.

    @Slot()
    def _open(self) -> None:
        kinds = self.tr("Pictures ({0})").format(_PICTURES)
        self._reader.prepare()
        path = file_dialogs.open_file(self._window, self.tr("Open a Picture"), [kinds], "picture")
        if path is None:
            self._reader.dismiss()
        else:
            self._reader.read_file(path)

    @Slot()
    def _paste_picture(self) -> None:
        offered = offered_picture(QGuiApplication.clipboard().mimeData())
        if offered is None:
            self.problem.emit(
                self.tr("There is no picture to paste: copy one, or a picture file, first.")
            )
        else:
            self._take(offered)

    @Slot(object)
    def _take(self, offered: Path | QImage | None) -> None:
        if isinstance(offered, Path):
            self._reader.read_file(offered)
        elif offered is not None:
            self._reader.read_image(offered, self.tr("The picture"))
        else:
            self._reader.dismiss()
            self.problem.emit(self.tr("What was dropped could not be read as a picture."))

    # Out.

    @Slot()
    def _save_png(self) -> None:
        path = self._ask_where(self.tr("PNG pictures ({0})").format("*.png"))
        if path is not None:
            self._writing.submit(write_png, path, drawing_image(self._canvas.drawing))

    @Slot()
    def _save_svg(self) -> None:
        path = self._ask_where(self.tr("SVG drawings ({0})").format("*.svg"))
        if path is not None:
            self._writing.submit(write_svg, path, self._canvas.drawing)

    def _ask_where(self, kind: str) -> Path | None:
        title, name = self.tr("Save the Drawing"), self.tr("drawing")
        return file_dialogs.save_file(self._window, title, [kind], name, "drawing")

    @Slot(object)
    def _tell_written(self, written: Written) -> None:
        if written.problem is None:
            self.done.emit(self.tr("The drawing is saved in {0}.").format(written.path))
        else:
            sentence = self.tr("The drawing could not be saved in {0} ({1}).").format(
                written.path, translated(written.problem)
            )
            self.problem.emit(in_a_row(sentence, translated(advice(written.problem))))

    @Slot()
    def _copy(self) -> None:
        drawing = self._canvas.drawing
        data = QMimeData()
        data.setImageData(drawing_image(drawing))
        data.setData(_SVG, drawing_svg(drawing))
        QGuiApplication.clipboard().setMimeData(data)

    @Slot()
    def _copy_input(self) -> None:
        if self._reading is not None:
            QGuiApplication.clipboard().setImage(network_input_image(self._reading.image))

    @Slot()
    def _copy_probabilities(self) -> None:
        if self._reading is not None:
            QGuiApplication.clipboard().setText(probability_lines(self._reading))


def probability_lines(reading: Reading) -> str:
    """Ten lines of a digit, a tab and its probability in [0, 1], the same in every language.

    A network that knows what is not a digit has an eleventh line for it; together they are 1.
    """
    names = [*map(str, range(DIGITS)), "not a digit"]
    return "".join(
        f"{name}\t{share:.6f}\n" for name, share in zip(names, reading.shares, strict=False)
    )


_NO_PICTURES = {".npz", ".keras", ".h5", ".onnx", ".safetensors"}
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

    ``dropped`` carries a path or a QImage. ``file_came`` says that one is over the canvas,
    ``left`` that what was there is not dropped.
    """

    dropped = Signal(object)
    file_came = Signal()
    left = Signal()

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
            self.left.emit()
        return super().eventFilter(watched, event)

    def _drag(self, event: QDropEvent) -> bool:
        may_drop = _may_hold_picture(event.mimeData())
        is_over = isinstance(event, QDragEnterEvent | QDragMoveEvent)
        self._canvas.show_drop_place(may_drop and is_over)
        if not may_drop:
            event.ignore()
            return True
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent) and any(map(_is_file, event.mimeData().urls())):
            self.file_came.emit()
        if not is_over:
            self.dropped.emit(offered_picture(event.mimeData()))
        return True


def _may_hold_picture(data: QMimeData) -> bool:
    """Told from the kind of data alone: while something is dragged, it must not be fetched."""
    return data.hasImage() or any(_is_file(url) for url in data.urls())


def _is_file(url: QUrl) -> bool:
    return url.isLocalFile() and Path(url.toLocalFile()).suffix.lower() not in _NO_PICTURES

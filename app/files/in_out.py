"""In and out: drawings come from pictures, and go as pictures, as SVG and as text.

    open, paste, drop → PictureReader → canvas
    canvas, reading → PNG, SVG, text → file or clipboard

What reads or writes a file does so in a thread; only what the clipboard gets is made at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QWidget

from app.drawing.canvas import Canvas
from app.files.drawing_files import Written, write_png, write_svg
from app.files.drawing_image import drawing_image, network_input_image
from app.files.drawing_svg import drawing_svg
from app.files.picture_drop import PictureDrop, offered_picture
from app.files.picture_reading import PictureReader
from app.jobs.background import BackgroundTask
from app.ui import file_dialogs
from nn.reader import Reading

_PICTURES = "*.png *.jpg *.jpeg *.webp *.bmp *.gif *.tif *.tiff"
_SVG = "image/svg+xml"


class InOut(QObject):
    """Opens pictures onto one canvas and gives its drawing away.

    ``open_actions``, ``save_actions`` and ``copy_actions`` are for the menus. ``problem`` carries
    one sentence on what could not be done, ``done`` one on what was.
    """

    problem = Signal(str)
    done = Signal(str)

    def __init__(self, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._canvas = canvas
        self._reading: Reading | None = None
        self._reader = PictureReader(canvas, self)
        self._drop = PictureDrop(canvas, self)
        self._writing = BackgroundTask(self)
        self.open_actions = [self._action(self.tr("&Open Picture…"), self._open, "Ctrl+O")]
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
        self._reader.problem.connect(self.problem)
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
        path = file_dialogs.open_file(self._window, self.tr("Open a Picture"), [kinds], "picture")
        if path is not None:
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
            self.problem.emit(
                self.tr(
                    "The drawing could not be saved in {0} ({1}). Choose another folder, or make "
                    "room in this one."
                ).format(written.path, written.problem)
            )

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
    """Ten lines of a digit, a tab and its probability in [0, 1], the same in every language."""
    return "".join(
        f"{digit}\t{probability:.6f}\n" for digit, probability in enumerate(reading.probabilities)
    )

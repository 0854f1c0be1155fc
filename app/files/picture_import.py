"""Pictures from outside: a file or pixels become ink on the canvas, away from the window's thread.

    Path → a process (app.files.picture_work): decoded, its ink found ─┐
    QImage → a thread: its ink found (nn.picture_reading) ─────────────┴► Canvas.set_drawing

Where the decoder of a file crashes, the process is gone and not the window. Starting one takes
longer than reading most pictures, so it is started when one is about to be chosen.

A large photo takes a second or two, and can be given up. What is drawn meanwhile is not lost: the
picture is a step of the history like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from app.drawing.canvas import Canvas
from app.files.picture_work import ink_of, read_picture
from app.jobs.background import BackgroundTask
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.text.translate import translated
from nn.messages import DigitsError
from nn.strokes import Drawing, Picture

if TYPE_CHECKING:
    from PIL import Image

_PATIENCE = 500
"""Milliseconds after which it is said that a picture is being read."""


@dataclass(frozen=True)
class Refusal:
    """Why there is no picture, in one sentence."""

    sentence: str


class PictureReader(QObject):
    """Puts pictures on one canvas; ``problem`` carries a sentence where that cannot be done.

    ``busy_changed`` says whether a picture is being read; ``working`` carries a sentence where
    that takes its time, and an empty one at its end.
    """

    problem = Signal(str)
    busy_changed = Signal(bool)
    working = Signal(str)

    def __init__(self, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._job: Job | None = None
        self._name = ""
        self._is_busy = False
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._show)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether a picture is still being read."""
        return self._is_busy

    def prepare(self) -> None:
        """Start the process that a file will need, which may be about to be chosen."""
        if self._job is None:
            self._job = Job(read_picture, parent=self)
            self._job.ended.connect(self._end)
            self._job.pause()
            self._job.start()

    def dismiss(self) -> None:
        """No file was chosen: let go of what was prepared."""
        if not self._is_busy:
            self._close_job()

    def read_file(self, path: Path) -> None:
        """Read a picture file; of several in a row, the last."""
        if self._is_busy:
            self.give_up()
        self.prepare()
        self._begin(str(path))
        assert self._job is not None, "it has just been prepared"
        self._job.step(path)

    def read_image(self, image: QImage, name: str) -> None:
        """Read pixels that came without a file; ``name`` says in messages what they are."""
        self.give_up()
        self._begin(name)
        self._task.submit(picture_of_pixels, image, name)

    @Slot()
    def give_up(self) -> None:
        """Read no more: the canvas stays as it is."""
        self._task.cancel()
        self._close_job()
        self._set_busy(False)

    def _begin(self, name: str) -> None:
        self._name = name
        self._set_busy(True)
        self._patience.start()

    def _set_busy(self, busy: bool) -> None:
        if busy is self._is_busy:
            return
        self._is_busy = busy
        self.busy_changed.emit(busy)
        if not busy:
            self._patience.stop()
            self.working.emit("")

    def _close_job(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None

    @Slot()
    def _tell(self) -> None:
        name = Path(self._name).name
        self.working.emit(self.tr("Reading {0} … Press Esc to stop.").format(name))

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        self._job = None
        if not self._is_busy:
            # What was only prepared has ended by itself; the next file starts another.
            return
        if ending.kind is EndingKind.DONE:
            self._show(ending.result)
        elif isinstance(ending.error, DigitsError):
            self._show(Refusal(failure_text(ending)))
        else:
            self._show(Refusal(f"{self._name}: {failure_text(ending)}"))

    @Slot(object)
    def _show(self, found: Picture | Refusal) -> None:
        self._set_busy(False)
        if isinstance(found, Refusal):
            self.problem.emit(found.sentence)
        else:
            self._canvas.set_drawing(Drawing(picture=found))


def picture_of_pixels(image: QImage, name: str) -> Picture | Refusal:
    """The ink in an image of Qt's, on the sheet."""
    # What reads photos takes a tenth of a second to import, and no start should wait for it.
    from nn.preprocessing.photos.picture_files import ImageError, check_size

    size = image.width(), image.height()
    try:
        # Once more in Qt's order of colours and once in Pillow's, four bytes a pixel each.
        check_size(name, size, 8 * size[0] * size[1])
        return ink_of(_pillow(image), name)
    except ImageError as error:
        return Refusal(translated(error))


def _pillow(image: QImage) -> Image.Image:
    from PIL import Image

    mode = "RGBA" if image.hasAlphaChannel() else "RGB"
    plain = image.convertToFormat(
        QImage.Format.Format_RGBA8888 if mode == "RGBA" else QImage.Format.Format_RGBX8888
    )
    size = plain.width(), plain.height()
    packing = "RGBA" if mode == "RGBA" else "RGBX"
    return Image.frombytes(mode, size, plain.constBits(), "raw", packing, plain.bytesPerLine(), 1)

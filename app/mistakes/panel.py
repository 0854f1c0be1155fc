"""Where it fails: the network's mistakes on the test images, to look at and to edit.

    set_model(Reader) → finder (a process) → status, matrix, images
    an image is chosen → editing_began(EditedImage), drawing_opened(Drawing)

Nothing is read while the panel is hidden: it begins when the panel is shown, goes on where it was
broken off, and begins anew when another network takes over. What a network was asked once is
remembered. The status at the panel's head says in one sentence how far it is, names the network,
and offers what can be done: stop, or the ways out of having no images to read.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.mistakes.browser import MistakesBrowser
from app.mistakes.edit_line import EditedImage
from app.mistakes.finder import FoundMistakes, MistakesFinder
from app.text.formats import percent, whole_number
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from nn.preprocessing.pictures import drawing_of_image
from nn.reader import Reader

SETTLE = 500
"""Milliseconds that a network has to be in use, and the panel open, before a process starts."""


class MistakesPanel(QWidget):
    """The confusion matrix on the test images, and the images themselves.

    ``drawing_opened`` carries a test image to be put on the canvas, after ``editing_began`` has
    told what it is as an :class:`app.mistakes.edit_line.EditedImage`; ``data_wanted`` asks,
    with a reason, for another MNIST file, to be handed over by :meth:`set_data_path`; ``problem``
    carries a sentence for the user; ``cell_opened`` tells that a cell of the matrix was chosen.
    """

    editing_began = Signal(object)
    drawing_opened = Signal(object)
    data_wanted = Signal(str)
    problem = Signal(str)
    cell_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._data_path: Path | None = None
        self._found: FoundMistakes | None = None
        self._is_stopped = False
        self._finder = MistakesFinder(self)
        self._status = MistakesStatus(self)
        self._browser = MistakesBrowser(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self.setObjectName("mistakesPanel")
        self._lay_out()
        self._connect()

    @property
    def process_id(self) -> int | None:
        """The process that reads the test images, for those who measure it."""
        return self._finder.process_id

    @Slot(object, str)
    def set_model(self, reader: Reader, name: str) -> None:
        """Show the mistakes of this network from now on; ``name`` is shown with them."""
        self._reader = reader
        self._is_stopped = False
        self._status.show_network(name)
        self._settle.stop()
        if not self._finder.recall(reader):
            self._begin()

    @Slot(object)
    def set_data_path(self, path: Path | None) -> None:
        """Test on the MNIST in this file or folder, None for the usual places.

        The same path again means that it is worth another try.
        """
        if path != self._data_path or self._finder.is_built_in or self._found is None:
            self._use_data(path, built_in=False)

    def shutdown(self) -> None:
        """End the process, if there is one, and wait until it has ended."""
        self._settle.stop()
        self._finder.shutdown()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self._status)
        layout.addWidget(self._browser, 1)
        # Takes the room while there is no matrix.
        layout.addStretch()
        self._browser.hide()

    def _connect(self) -> None:
        self._settle.timeout.connect(self._find)
        self._status.stop_requested.connect(self._stop)
        self._status.read_requested.connect(self._read_again)
        self._status.file_wanted.connect(self._want_file)
        self._status.built_in_wanted.connect(self._use_built_in)
        self._finder.found.connect(self._show_found)
        self._finder.data_missing.connect(self._show_missing)
        self._finder.data_refused.connect(self._show_refused)
        self._finder.failed.connect(self._show_failed)
        self._browser.opened.connect(self._open)
        self._browser.cell_opened.connect(self.cell_opened)

    def _use_data(self, path: Path | None, *, built_in: bool) -> None:
        self._data_path = path
        self._is_stopped = False
        self._finder.set_data(path, built_in=built_in)
        self._begin()

    def _begin(self) -> None:
        """Forget what is shown and, as soon as everything has settled, find it anew."""
        self._finder.stop()
        self._found = None
        self._browser.show_found(None)
        self._resume()

    def _resume(self) -> None:
        if self.isVisible() and self._reader is not None and not self._is_stopped:
            if self._finder.has_images:
                self._status.show_begun()
            else:
                self._status.show_loading(built_in=self._finder.is_built_in)
            self._browser.show()
            self._settle.start()

    @Slot()
    def _find(self) -> None:
        if self._reader is not None:
            self._finder.find(self._reader)

    @Slot(object)
    def _show_found(self, found: FoundMistakes) -> None:
        self._found = found
        self._status.show_found(found)
        self._browser.show_found(found)

    @Slot(str)
    def _show_missing(self, _reason: str) -> None:
        self._status.show_missing()
        self._browser.hide()

    @Slot(str)
    def _show_refused(self, message: str) -> None:
        self._status.show_refused(message)
        self._browser.hide()

    @Slot(str)
    def _show_failed(self, message: str) -> None:
        self._is_stopped = True
        self._status.show_failed(message)
        self.problem.emit(message)

    @Slot()
    def _stop(self) -> None:
        self._is_stopped = True
        self._settle.stop()
        self._finder.stop()
        self._status.show_stopped()

    @Slot()
    def _read_again(self) -> None:
        self._is_stopped = False
        self._resume()

    @Slot()
    def _want_file(self) -> None:
        self.data_wanted.emit(self._status.text)

    @Slot()
    def _use_built_in(self) -> None:
        self._use_data(self._data_path, built_in=True)

    @Slot(int)
    def _open(self, index: int) -> None:
        """Put a test image on the canvas."""
        assert self._found is not None, "images are shown only of what was found"
        evaluation = self._found.evaluation
        drawing = drawing_of_image(self._found.images[index])
        label, read = int(evaluation.labels[index]), int(evaluation.predicted[index])
        self.editing_began.emit(EditedImage(index, label, read, drawing))
        self.drawing_opened.emit(drawing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._found is None or not self._found.is_complete:
            self._resume()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settle.stop()
        self._finder.stop()


class MistakesStatus(QWidget):
    """Shows one state at a time; the signals are its buttons."""

    stop_requested = Signal()
    read_requested = Signal()
    file_wanted = Signal()
    built_in_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = self._paragraph("mistakesSentence")
        self._caption = self._paragraph("mistakesCaption")
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("mistakesProgress")
        # The sentence above says it in numbers.
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Test images read"))
        self._stop = self._button("mistakesStop", self.tr("Stop"), self.stop_requested)
        self._read = self._button(
            "mistakesRead", self.tr("Read the Test Images"), self.read_requested
        )
        self._file = self._button("mistakesFile", self.tr("Choose a File…"), self.file_wanted)
        self._built_in = self._button(
            "mistakesBuiltIn", self.tr("Use the Built-in Digits"), self.built_in_wanted
        )
        self._lay_out()
        self.show_no_network()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._sentence.text()

    def show_network(self, name: str) -> None:
        """Name the network that all this is about."""
        self._caption.setText(name)
        self._caption.setVisible(bool(name))

    def show_no_network(self) -> None:
        """Say that there is no network."""
        self._say(self.tr("Once there is a network, its mistakes on the test images show here."))

    def show_begun(self) -> None:
        """A process starts, for images that are known."""
        self._progress.setRange(0, 0)
        self._say(self.tr("Reading the test images…"), self._stop)

    def show_loading(self, *, built_in: bool) -> None:
        """A process starts and looks for the images."""
        self._progress.setRange(0, 0)
        if built_in:
            self._say(self.tr("Writing the test part of the built-in digits…"), self._stop)
        else:
            self._say(self.tr("Loading MNIST's test images…"), self._stop)

    def show_found(self, found: FoundMistakes) -> None:
        """So much has been read; the progress goes when it is everything."""
        evaluation = found.evaluation
        if found.is_complete:
            text = self.tr("{0} of {1} test images are read right.")
            share = percent(evaluation.accuracy, self.locale(), 2)
            self._say(text.format(share, whole_number(evaluation.samples, self.locale())))
            return
        self._progress.setRange(0, len(found.images))
        self._progress.setValue(evaluation.samples)
        text = self.tr("Reading the test images: {0} of {1}, {2} of them misread.")
        numbers = (evaluation.samples, len(found.images), evaluation.samples - evaluation.correct)
        self._say(
            text.format(*(whole_number(number, self.locale()) for number in numbers)), self._stop
        )

    def show_stopped(self) -> None:
        """The user broke it off."""
        self._say(self.tr("Stopped before all test images were read."), self._read)

    def show_missing(self) -> None:
        """There is no MNIST on this machine."""
        self._say(
            self.tr(
                "There is no MNIST on this machine to test the network on. Choose a file, or use "
                "the test part of the built-in digits."
            ),
            self._file,
            self._built_in,
        )

    def show_refused(self, message: str) -> None:
        """The file that was chosen is of no use, for the reason in ``message``."""
        self._say(message, self._file, self._built_in)

    def show_failed(self, message: str) -> None:
        """Reading ended early, for the reason in ``message``."""
        self._say(message, self._read)

    def _say(self, sentence: str, *buttons: PushButton) -> None:
        """Show a sentence, and of the buttons these alone."""
        self._sentence.setText(sentence)
        for button in (self._stop, self._read, self._file, self._built_in):
            button.setVisible(button in buttons)
        self._progress.setVisible(self._stop in buttons)

    def _paragraph(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setMinimumWidth(1)
        return label

    def _button(self, name: str, text: str, pressed: object) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        scale_type(self._sentence, 1.1)
        under_way = QHBoxLayout()
        under_way.setSpacing(UNIT)
        under_way.addWidget(self._progress, 1)
        under_way.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._sentence)
        layout.addWidget(self._caption)
        layout.addLayout(under_way)
        # One below the other: side by side, longer words would not fit into a narrow panel.
        for button in (self._file, self._built_in, self._read):
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

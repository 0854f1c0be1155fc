"""The head of the panel "Where it fails": what is known, what is under way, what can be done.

One sentence, a caption that names the network, and below them, as the state asks for it, the
progress with a button to stop, or the buttons that lead out of having no images to read.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.mistakes.confusion_words import ConfusionWords
from app.mistakes.found import Found
from app.ui.theme import UNIT, scaled_font


class MistakesStatus(QWidget):
    """Shows one state at a time; the signals are its buttons."""

    stop_requested = Signal()
    read_requested = Signal()
    file_wanted = Signal()
    built_in_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ConfusionWords(self)
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
        """There is nobody who could make mistakes."""
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

    def show_found(self, found: Found) -> None:
        """So much has been read; the progress goes when it is everything."""
        evaluation = found.evaluation
        if found.is_complete:
            text = self.tr("{0} of {1} test images are read right.")
            share = self._words.percent(evaluation.accuracy, digits=2)
            self._say(text.format(share, self._words.number(evaluation.samples)))
            return
        self._progress.setRange(0, len(found.images))
        self._progress.setValue(evaluation.samples)
        text = self.tr("Reading the test images: {0} of {1}, {2} of them misread.")
        numbers = (evaluation.samples, len(found.images), evaluation.samples - evaluation.correct)
        self._say(text.format(*map(self._words.number, numbers)), self._stop)

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

    def _say(self, sentence: str, *buttons: QPushButton) -> None:
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

    def _button(self, name: str, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        self._sentence.setFont(scaled_font(self, 1.1))
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

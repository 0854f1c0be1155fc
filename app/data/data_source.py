"""What to train on, and how to come by it: MNIST from somewhere, or the built-in digits.

    nothing cached      → download(why) → downloading … → ready, or else ask
    a file is of no use → ask(why)      → the user chooses a file, the download or the built-in
                                          digits → ready, or unavailable(why)

    another file        → choose        → the user chooses a file, and nothing is trained

``ready`` means that training is worth another try with ``path`` and ``is_built_in``. Whether a
file is any good is found out by the process that trains, not in the window, where reading
50 MB would be felt.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from app.settings.settings import Settings
from app.text.translate import translated
from app.ui import file_dialogs
from nn.data.datasets import DataError, DownloadProgress, download_mnist

STEP = 100
"""Milliseconds between two looks at the download."""


class DataSource(QObject):
    """The data to train on, as command line, settings and user have it.

    Signals: ``downloading(DownloadProgress)`` as it goes; ``cancelled`` when the user broke it
    off; ``ready`` and ``unavailable(str)`` as above; ``path_changed`` whenever there is another
    file, whoever wanted it. Dialogs open over the parent widget.
    """

    downloading = Signal(object)
    cancelled = Signal()
    ready = Signal()
    unavailable = Signal(str)
    path_changed = Signal()

    def __init__(
        self, settings: Settings, parent: QWidget, *, data_path: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._window = parent
        self._path = data_path or settings.data_path
        self._is_built_in = False
        self._reason = ""
        self._download: Generator[DownloadProgress, None, Path] | None = None
        self._timer = QTimer(self, interval=STEP)
        self._timer.timeout.connect(self._step)

    @property
    def path(self) -> Path | None:
        """The file or folder that was chosen; None for the usual places."""
        return self._path

    @property
    def is_built_in(self) -> bool:
        """Whether the user has chosen the built-in digits, for as long as the program runs."""
        return self._is_built_in

    @property
    def is_downloading(self) -> bool:
        return self._download is not None

    @Slot(str)
    def download(self, reason: str = "") -> None:
        """Let Keras download MNIST in the background, because there is none, for that reason."""
        self._reason = reason
        if self._download is None:
            self._download = download_mnist(interval=0)
            self._timer.start()

    @Slot()
    def cancel(self) -> None:
        """Break off the download, if there is one."""
        if self._download is not None:
            self._end_download()
            self.cancelled.emit()

    @Slot(str)
    def ask(self, reason: str) -> None:
        """Say why there is nothing to train on, and offer what there is to do about it."""
        self._reason = reason
        box = QMessageBox(self._window)
        box.setObjectName("dataQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("Training Data"))
        box.setText(self.tr("There is no MNIST to train on."))
        box.setInformativeText(self._reason)
        action = QMessageBox.ButtonRole.ActionRole
        for name, text in (
            ("chooseFile", self.tr("Choose a File…")),
            ("downloadAgain", self.tr("Download")),
            ("useBuiltIn", self.tr("Use the Built-in Digits")),
        ):
            box.addButton(text, action).setObjectName(name)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(self._answer)
        box.open()

    @Slot()
    def choose(self) -> None:
        """Let the user choose another file, not to be trained on at once."""
        path = self._chosen_file()
        if path is not None:
            self._take(path, remember=True)

    def shutdown(self) -> None:
        """End a download without a word."""
        self._end_download()

    @Slot(QAbstractButton)
    def _answer(self, button: QAbstractButton) -> None:
        match button.objectName():
            case "chooseFile":
                # Once the question has gone: the dialog takes its place.
                QTimer.singleShot(0, self._choose_file)
            case "downloadAgain":
                self.download(self._reason)
            case "useBuiltIn":
                self._is_built_in = True
                self.ready.emit()
            case _:
                self.unavailable.emit(self._reason)

    @Slot()
    def _choose_file(self) -> None:
        path = self._chosen_file()
        if path is None:
            self.unavailable.emit(self._reason)
        else:
            self._use(path, remember=True)

    def _chosen_file(self) -> Path | None:
        filters = [
            self.tr("MNIST: mnist.npz, or one of the four IDX files (*.npz *ubyte *ubyte.gz)"),
            self.tr("All files (*)"),
        ]
        return file_dialogs.open_file(self._window, self.tr("Choose MNIST"), filters, "mnist")

    def _use(self, path: Path, *, remember: bool) -> None:
        """Train on this file from now on, if remembered also after the next start."""
        self._take(path, remember=remember)
        self.ready.emit()

    def _take(self, path: Path, *, remember: bool) -> None:
        self._path = path
        self._is_built_in = False
        self._settings.data_path = path if remember else None
        self._settings.save()
        self.path_changed.emit()

    @Slot()
    def _step(self) -> None:
        assert self._download is not None, "the timer runs only during a download"
        try:
            self.downloading.emit(next(self._download))
        except StopIteration as end:
            self._end_download()
            # It lies where it is looked for anyway, so there is nothing to remember.
            self._use(end.value, remember=False)
        except (DataError, OSError) as error:
            self._end_download()
            self.ask(translated(error))

    def _end_download(self) -> None:
        self._timer.stop()
        if self._download is not None:
            self._download.close()
            self._download = None

"""What to train on, and how to come by it: MNIST from somewhere, or the built-in digits.

    nothing cached      → download(why) → downloading … → ready, or else ask
    a file is of no use → ask(why)      → the user chooses a file, the download or the built-in
                                          digits → ready, or unavailable(why)

    another file        → choose        → the user chooses a file, and nothing is trained

``ready`` means that training is worth another try with ``path`` and ``is_built_in``. Whether a
file can be used is found out by the process that trains, not in the window, where reading 50 MB
would be felt.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.settings import Settings
from app.ui import file_dialogs
from nn.data.download import download_mnist, unfinished_download


class DataSource(QObject):
    """The data to train on, as command line, settings and user have it.

    Signals: ``downloading(DownloadProgress)`` as it goes; ``cancelled`` when the user broke it
    off; ``ready`` and ``unavailable(str)`` as above; ``path_changed`` whenever there is another
    file. Dialogs open over the parent widget.
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
        self._download: Job | None = None

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

    def download(self, reason: str) -> None:
        """Download MNIST in the background, because there is none, for that reason."""
        self._reason = reason
        if self._download is None:
            self._download = Job(download_mnist, parent=self)
            self._download.progressed.connect(self.downloading)
            self._download.ended.connect(self._end_download)
            self._download.start()

    def cancel(self) -> None:
        """Break off the download, if there is one."""
        if self._download is not None:
            self.shutdown()
            self.cancelled.emit()

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
            ("useBuiltIn", self.tr("Use the Built-in Digits")),
            ("chooseFile", self.tr("Choose a File…")),
            ("downloadAgain", self.tr("Download")),
        ):
            button = box.addButton(text, action)
            button.setObjectName(name)
            if name == "useBuiltIn":
                # They need no file and no connection, and show a network learning just as well.
                box.setDefaultButton(button)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(self._answer)
        # By Cancel, by Escape, or by the box's frame, where no button is clicked.
        box.rejected.connect(self._give_up)
        box.open()

    @Slot()
    def choose(self) -> None:
        """Let the user choose another file, not to be trained on at once."""
        path = self._chosen_file()
        if path is not None:
            self._take(path, remember=True)

    def shutdown(self) -> None:
        """End a download without a word."""
        if self._download is not None:
            self._download.close()
            self._clear_download()

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

    @Slot()
    def _give_up(self) -> None:
        self.unavailable.emit(self._reason)

    @Slot()
    def _choose_file(self) -> None:
        path = self._chosen_file()
        if path is None:
            self._give_up()
        else:
            self._use(path, remember=True)

    def _chosen_file(self) -> Path | None:
        filters = [
            self.tr("Digits: .npz, .csv, IDX files, pictures in folders 0 to 9 ({0})").format(
                "*.npz *.csv *.csv.gz *ubyte *ubyte.gz *.png *.jpg"
            ),
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

    @Slot(object)
    def _end_download(self, ending: Ending) -> None:
        self._clear_download()
        if ending.kind is EndingKind.DONE:
            # It lies where it is looked for anyway, so there is nothing to remember.
            self._use(ending.result, remember=False)
        else:
            self.ask(failure_text(ending))

    def _clear_download(self) -> None:
        """Forget the download, and delete what a killed process has left of it."""
        download, self._download = self._download, None
        if download is not None and download.process_id is not None:
            unfinished_download(download.process_id).unlink(missing_ok=True)

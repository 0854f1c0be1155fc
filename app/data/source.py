"""What to train on, and how to come by it: MNIST from somewhere, or the built-in digits.

    nothing cached      → download(why) → downloading … → ready, or else ask
    a file is of no use → ask(why)      → the user chooses a file, the download or the built-in
                                          digits → ready, or unavailable(why)

    another file        → choose        → the user chooses a file, and nothing is trained

``ready`` means that training is worth another try with ``path`` and ``is_built_in``. A file that
was chosen is looked at first, in a process of its own: what it holds is told, and pictures that do
not lie upright are turned, into a copy, where the user says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from app.data.look import Found, look_at, turned_copy
from app.data.turn_question import TurnQuestion
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.settings import Settings, home
from app.text.translate import translated
from app.ui import file_dialogs
from nn.data.download import download_mnist, unfinished_download

if TYPE_CHECKING:
    from nn.evaluation.orientation import Orientation


class DataSource(QObject):
    """The data to train on, as command line, settings and user have it.

    Signals: ``downloading(DownloadProgress)`` as it goes; ``cancelled`` when the user broke it
    off; ``ready`` and ``unavailable(str)`` as above; ``path_changed`` whenever there is another
    file; ``found(str)`` that it is looked at, and what is in it; ``problem(str)`` why it cannot be
    used, where nothing is to be trained. Dialogs open over the parent widget.
    """

    downloading = Signal(object)
    cancelled = Signal()
    ready = Signal()
    unavailable = Signal(str)
    path_changed = Signal()
    found = Signal(str)
    problem = Signal(str)

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
        self._look: Job | None = None
        self._looked_at = Path()
        self._is_to_train = False

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
            self._look_at(path, to_train=False)

    def shutdown(self) -> None:
        """End a download, and the look at a file, without a word."""
        if self._download is not None:
            self._download.close()
            self._clear_download()
        self._end_look()

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
            self._look_at(path, to_train=True)

    def _look_at(self, path: Path, *, to_train: bool) -> None:
        """Find out what is in a file, and take it then."""
        # What waits for the look at another file waits for this one now.
        is_waited_for = self._look is not None and self._is_to_train
        self._looked_at, self._is_to_train = path, to_train or is_waited_for
        self.found.emit(self.tr("Looking at {0}…").format(path.name))
        self._start_look(Job(look_at, path, parent=self), self._show_found)

    def _start_look(self, job: Job, then: Callable[[Ending], None]) -> None:
        self._end_look()
        self._look = job
        job.ended.connect(then)
        job.start()

    def _end_look(self) -> None:
        look, self._look = self._look, None
        if look is not None:
            look.close()

    @Slot(object)
    def _show_found(self, ending: Ending) -> None:
        self._look = None
        if ending.kind is not EndingKind.DONE:
            self._refuse(failure_text(ending))
            return
        found: Found = ending.result
        self.found.emit(translated(found.summary))
        if found.disorder is None:
            self._take_chosen(self._looked_at)
        else:
            box = TurnQuestion(found, self._window)
            box.turn_chosen.connect(partial(self._turn, found.disorder.orientation))
            box.as_is_chosen.connect(partial(self._take_chosen, self._looked_at))
            box.rejected.connect(self._think_better)
            box.open()

    def _turn(self, orientation: Orientation) -> None:
        work = Job(turned_copy, self._looked_at, orientation, home(), parent=self)
        self._start_look(work, self._take_copy)

    @Slot(object)
    def _take_copy(self, ending: Ending) -> None:
        self._look = None
        if ending.kind is EndingKind.DONE:
            self._take_chosen(ending.result)
        else:
            self._refuse(failure_text(ending))

    def _take_chosen(self, path: Path) -> None:
        self._take(path, remember=True)
        if self._is_to_train:
            self.ready.emit()

    def _refuse(self, reason: str) -> None:
        """Say why a file cannot be used; for a training, with what else there is to do."""
        if self._is_to_train:
            self.ask(reason)
        else:
            self.problem.emit(reason)

    @Slot()
    def _think_better(self) -> None:
        if self._is_to_train:
            self._give_up()

    def _chosen_file(self) -> Path | None:
        filters = [
            self.tr("Digits: .npz, .csv, IDX files, pictures in folders 0 to 9 ({0})").format(
                "*.npz *.csv *.csv.gz *ubyte *ubyte.gz *.png *.jpg"
            ),
            self.tr("All files (*)"),
        ]
        return file_dialogs.open_file(self._window, self.tr("Choose MNIST"), filters, "mnist")

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
            self._take(ending.result, remember=False)
            self.ready.emit()
        else:
            self.ask(failure_text(ending))

    def _clear_download(self) -> None:
        """Forget the download, and delete what a killed process has left of it."""
        download, self._download = self._download, None
        if download is not None and download.process_id is not None:
            unfinished_download(download.process_id).unlink(missing_ok=True)

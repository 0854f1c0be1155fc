"""Networks as files, from the menu: open one, save the one in use, export it for Keras or ONNX.

    action → file dialog → Job(read_any or write_any) → current network, or a file

Reading Keras' files takes a second of import alone, and a file from elsewhere may take any time,
or be made to take all memory: so each file has a process of its own.

One file at a time: meanwhile the actions wait, and the window does not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.prediction.current_network import CurrentNetwork
from app.text.formats import in_a_row
from app.text.translate import translated
from app.ui import file_dialogs
from nn.interop.formats import READ_SUFFIXES, read_any, remark, write_any
from nn.messages import DigitsError, advice

_PURPOSE = "network"
"""Under which the dialogs remember their folder."""


class ModelFiles(QObject):
    """The actions for one current network; ``actions`` are for the menu.

    ``working`` says what has begun, ``done`` what has been done, ``problem`` what could not be,
    each in one sentence. An opened network is used at once and kept as the user's own.
    """

    working = Signal(str)
    done = Signal(str)
    problem = Signal(str)

    def __init__(self, network: CurrentNetwork, parent: QWidget) -> None:
        super().__init__(parent)
        self._network = network
        self._window = parent
        self._job: Job | None = None
        self._path = Path()
        self._can_open = True
        self.open = self._action(self.tr("&Open Network…"), self._open)
        self.save = self._action(self.tr("&Save Network As…"), self._save)
        self.export_keras = self._action(self.tr("Export for &Keras…"), self._export_keras)
        self.export_onnx = self._action(self.tr("Export as ONN&X…"), self._export_onnx)
        self._update()
        network.model_changed.connect(self._update)

    @property
    def actions(self) -> list[QAction]:
        """For the menu, in their order."""
        return [self.open, self.save, self.export_keras, self.export_onnx]

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._job is not None

    def allow_opening(self, allowed: bool) -> None:
        """While a network is in training, another one must not take its place."""
        self._can_open = allowed
        self._update()

    def shutdown(self) -> None:
        """End at once; a file that was being written is as it was before."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        return action

    @Slot()
    def _update(self) -> None:
        self.open.setEnabled(self._can_open and not self.is_busy)
        for action in (self.save, self.export_keras, self.export_onnx):
            action.setEnabled(self._network.model is not None and not self.is_busy)

    @Slot()
    def _open(self) -> None:
        kinds = [
            self.tr("Networks ({0})").format(" ".join(f"*{suffix}" for suffix in READ_SUFFIXES)),
            self.tr("All files (*)"),
        ]
        path = file_dialogs.open_file(self._window, self.tr("Open a Network"), kinds, _PURPOSE)
        if path is not None:
            self._start(path, read_any)
            self.working.emit(self.tr("Reading {0} …").format(path.name))

    @Slot()
    def _save(self) -> None:
        kinds = [
            self.tr("Networks ({0})").format("*.npz"),
            self.tr("Weights as safetensors ({0})").format("*.safetensors"),
        ]
        self._write(self.tr("Save the Network"), kinds)

    @Slot()
    def _export_keras(self) -> None:
        kind = self.tr("Keras models ({0})").format("*.keras")
        self._write(self.tr("Export for Keras"), [kind])

    @Slot()
    def _export_onnx(self) -> None:
        kind = self.tr("ONNX models ({0})").format("*.onnx")
        self._write(self.tr("Export as ONNX"), [kind])

    def _write(self, title: str, kinds: list[str]) -> None:
        """Ask where to, and write the network in use as the name's ending says."""
        name = self.tr("network")
        path = file_dialogs.save_file(self._window, title, kinds, name, _PURPOSE)
        model = self._network.model
        if path is None or model is None:
            return
        self._start(path, write_any, model)
        self.working.emit(self.tr("Writing {0} …").format(path.name))

    def _start(self, path: Path, work: Callable[..., object], *arguments: object) -> None:
        job = Job(work, path, *arguments, parent=self)
        job.ended.connect(self._end)
        self._job, self._path = job, path
        job.start()
        self._update()

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        self._job = None
        if ending.kind is not EndingKind.DONE:
            self.problem.emit(self._failure(ending))
        elif ending.result is None:
            self.done.emit(self.tr("The network is saved in {0}.").format(self._path))
        else:
            self._network.use(ending.result)
            sentence = self.tr("The network of {0} answers now.").format(self._path.name)
            said = remark(ending.result)
            self.done.emit(in_a_row(sentence, translated(said)) if said else sentence)
        self._update()

    def _failure(self, ending: Ending) -> str:
        if isinstance(ending.error, OSError):
            sentence = self.tr("The network could not be saved in {0} ({1}).").format(
                self._path, translated(ending.error)
            )
            return in_a_row(sentence, translated(advice(ending.error)))
        if isinstance(ending.error, DigitsError):
            return failure_text(ending)
        return f"{self._path}: {failure_text(ending)}"

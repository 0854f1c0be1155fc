"""Networks as files, from the menu: open one, save the one in use, export it for Keras or ONNX.

    action → file dialog → a process of its own → current network, or a file

One file at a time: meanwhile the actions wait, and the window does not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.files.model_exchange import open_network, write_network
from app.jobs.worker_channel import Facts
from app.jobs.worker_process import Message, WorkerProcess
from app.prediction.current_network import CurrentNetwork
from app.ui import file_dialogs
from nn.checkpoint import Model
from nn.network import Network

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
        self._worker: WorkerProcess | None = None
        self._path = Path()
        self._is_answered = False
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
        return self._worker is not None

    def allow_opening(self, allowed: bool) -> None:
        """While a network is in training, another one must not take its place."""
        self._can_open = allowed
        self._update()

    def shutdown(self) -> None:
        """End at once; a file that was being written is as it was before."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

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
        kinds = [self.tr("Networks ({0})").format("*.npz *.keras *.h5"), self.tr("All files (*)")]
        path = file_dialogs.open_file(self._window, self.tr("Open a Network"), kinds, _PURPOSE)
        if path is not None:
            self._start(open_network, path, {})
            self.working.emit(self.tr("Reading {0} …").format(path.name))

    @Slot()
    def _save(self) -> None:
        self._write(self.tr("Save the Network"), self.tr("Networks ({0})").format("*.npz"))

    @Slot()
    def _export_keras(self) -> None:
        kind = self.tr("Keras models ({0})").format("*.keras")
        self._write(self.tr("Export for Keras"), kind)

    @Slot()
    def _export_onnx(self) -> None:
        kind = self.tr("ONNX models ({0})").format("*.onnx")
        self._write(self.tr("Export as ONNX"), kind)

    def _write(self, title: str, kind: str) -> None:
        """Ask where to, and write the network in use as the name's ending says."""
        name = self.tr("network")
        path = file_dialogs.save_file(self._window, title, [kind], name, _PURPOSE)
        model = self._network.model
        if path is None or model is None:
            return
        description = {"recipe": model.recipe, "facts": model.facts}
        description["network"] = model.network.describe()
        self._start(write_network, path, description, model)
        self.working.emit(self.tr("Writing {0} …").format(path.name))

    def _start(
        self, work: Callable[..., None], path: Path, arguments: Facts, model: Model | None = None
    ) -> None:
        blocks = [] if model is None else [model.network.parameters.data]
        try:
            worker = WorkerProcess(work, {"path": str(path), **arguments}, self, blocks=blocks)
        except OSError as error:
            self.problem.emit(
                self.tr(
                    "{0} could not be read or written: no process could be started ({1})."
                ).format(path, error.strerror or error)
            )
            return
        worker.received.connect(self._receive)
        worker.ended.connect(self._end)
        self._worker, self._path, self._is_answered = worker, path, False
        self._update()

    @Slot(object)
    def _receive(self, message: Message) -> None:
        self._is_answered = True
        facts = message.facts
        match facts["kind"]:
            case "opened":
                network = Network.from_description(
                    facts["network"], parameters=np.frombuffer(message.payload, np.float32)
                )
                self._network.use(Model(network, facts["recipe"], facts["facts"]))
                self.done.emit(self.tr("The network of {0} answers now.").format(self._path.name))
            case "written":
                self.done.emit(self.tr("The network is saved in {0}.").format(self._path))
            case "refused":
                self.problem.emit(facts["sentence"])
            case "failed":
                self.problem.emit(
                    self.tr(
                        "The network could not be saved in {0} ({1}). Choose another folder, or "
                        "make room in this one."
                    ).format(self._path, facts["reason"])
                )

    @Slot(int)
    def _end(self, exit_code: int) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.deleteLater()
        if not self._is_answered:
            self.problem.emit(
                self.tr(
                    "The process that worked on {0} ended unexpectedly (exit code {1}); perhaps "
                    "memory ran out."
                ).format(self._path, exit_code)
            )
        self._update()

"""Earlier runs on the disk: model files whose metadata also tell how they were trained.

    save(run) → a thread → runs/2026-01-31T12-00-00-000000.npz → load() at the next start

A run's file is a model file like any other, whole and with a checksum, and can be opened as one.
What belongs to the run stands in its metadata under "run". A file that cannot be read is left
alone and told about in one sentence.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.jobs.background import BackgroundTask
from app.text.formats import in_a_row
from app.text.translate import translated
from app.training.run import Outcome, Run, RunCurves
from nn.data.files import remove_leftovers, set_aside
from nn.messages import advice
from nn.model_file import Model, ModelFileError, load_model, save_model
from nn.training.settings import LEARNING_RATES, MOST_EPOCHS, TrainingSettings

_ABSURD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a run raises whose file is whole and whose content makes no sense."""

_MOST_SECONDS = 1e9
"""That a training may have taken: thirty years."""

_NAME = "%Y-%m-%dT%H-%M-%S-%f"


@dataclass(frozen=True)
class LoadedRuns:
    """Runs of earlier starts, oldest first, and a sentence for each file that was left out."""

    runs: tuple[Run, ...]
    problems: tuple[str, ...]


class RunStore(QObject):
    """Keeps runs in a folder. All but :meth:`model` and :meth:`finish` happens in the background.

    ``loaded`` carries :class:`LoadedRuns`; ``problem`` a sentence about what could not be written.
    """

    loaded = Signal(object)
    problem = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._at_work: Callable[[], object] | None = None
        self._waiting: deque[Callable[[], object]] = deque()
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._deliver)

    @property
    def folder(self) -> Path:
        return self._folder

    def load(self) -> None:
        """Read the runs that are kept; ``loaded`` follows."""
        self._enqueue(_Load(self._folder))

    def save(self, run: Run) -> None:
        """Keep a run that has a model; from then on the model lies in its file."""
        self._enqueue(_Save(run, self._path(run)))

    def remove(self, run: Run) -> None:
        """Delete what is kept of a run, also if it is still on its way to the disk."""
        self._enqueue(_Remove(run.path or self._path(run)))

    def model(self, run: Run) -> Model:
        """The network that a run left, without the metadata of the run.

        Raises ModelFileError or OSError where its file is gone or damaged.
        """
        kept = run.model
        if kept is not None:
            return kept
        assert run.path is not None, "only a run that has weights is asked for them"
        model = load_model(run.path)
        return replace(model, metadata={k: v for k, v in model.metadata.items() if k != "run"})

    def finish(self) -> None:
        """Do at once what is still to be done, and take nothing any more."""
        self._task.close()
        # The one at work may be done already: to do it twice does no harm.
        for work in (self._at_work, *self._waiting):
            if work is not None and not isinstance(work, _Load):
                work()
        self._at_work = None
        self._waiting.clear()

    def _path(self, run: Run) -> Path:
        return self._folder / f"{run.begun.strftime(_NAME)}.npz"

    def _enqueue(self, work: Callable[[], object]) -> None:
        self._waiting.append(work)
        if not self._task.is_busy:
            self._next()

    def _next(self) -> None:
        self._at_work = self._waiting.popleft() if self._waiting else None
        if self._at_work is not None:
            self._task.submit(self._at_work)

    @Slot(object)
    def _deliver(self, result: object) -> None:
        match result:
            case LoadedRuns():
                self.loaded.emit(result)
            case str():
                self.problem.emit(result)
        self._next()


@dataclass(frozen=True)
class _Load:
    """In the background: read every run in the folder."""

    folder: Path

    def __call__(self) -> LoadedRuns:
        if os.path.lexists(self.folder) and not _is_usable(self.folder):
            return LoadedRuns((), (_replace_folder(self.folder),))
        runs, damaged = [], []
        for path in self._files():
            try:
                runs.append(_read(path))
            except (ModelFileError, OSError, *_ABSURD) as error:
                damaged.append(_set_aside(path, error))
        return LoadedRuns(tuple(runs), _told(damaged))

    def _files(self) -> list[Path]:
        """Those of runs; none where the program's folder cannot even be looked into."""
        with suppress(OSError):
            remove_leftovers(self.folder)
            paths = sorted(self.folder.glob("*.npz"))
            return [path for path in paths if "-damaged-" not in path.name]
        return []


def _is_usable(folder: Path) -> bool:
    return os.path.isdir(folder) and os.access(folder, os.R_OK | os.X_OK)  # noqa: PTH112 - never raises


def _replace_folder(folder: Path) -> str:
    """Make room for a folder where there is something else; what to tell the user."""
    try:
        aside = set_aside(folder)
    except OSError as error:
        return QCoreApplication.translate(
            "RunStore", "The folder of your earlier runs, {0}, cannot be read: {1}."
        ).format(folder, error.strerror or error)
    return QCoreApplication.translate(
        "RunStore", "The folder of your earlier runs could not be read and was set aside as {0}."
    ).format(aside.name)


def _set_aside(path: Path, error: Exception) -> tuple[str, str]:
    """Leave a file out from now on; its new name, and why."""
    reason = translated(error)
    if not isinstance(error, ModelFileError):
        reason = QCoreApplication.translate(
            "RunStore", "{0}: what it tells of the training makes no sense ({1})."
        ).format(path, reason)
    with suppress(OSError):
        path = set_aside(path)
    return path.name, reason


def _told(damaged: list[tuple[str, str]]) -> tuple[str, ...]:
    """One line about all that was set aside, which is told once."""
    if not damaged:
        return ()
    names, reason = ", ".join(name for name, _ in damaged), damaged[0][1]
    if len(damaged) == 1:
        text = QCoreApplication.translate(
            "RunStore", "An earlier run is left out and set aside as {0}: {1}"
        )
        return (text.format(names, reason),)
    text = QCoreApplication.translate(
        "RunStore", "{0} earlier runs are left out and set aside as {1}. The first: {2}"
    )
    return (text.format(len(damaged), names, reason),)


@dataclass(frozen=True)
class _Save:
    """In the background: write a run; what went wrong, or None."""

    run: Run
    path: Path

    def __call__(self) -> str | None:
        model = self.run.model
        if model is None:
            return None
        metadata = {**model.metadata, "run": _metadata(self.run)}
        try:
            save_model(self.path, replace(model, metadata=metadata))
        except OSError as error:
            sentence = QCoreApplication.translate(
                "RunStore", "A run could not be kept for the next start in the folder {1}: {0}."
            ).format(translated(error), self.path.parent)
            return in_a_row(sentence, translated(advice(error)))
        # In this order: at no moment is there neither.
        self.run.path = self.path
        self.run.model = None
        return None


@dataclass(frozen=True)
class _Remove:
    """In the background: delete a file; what went wrong, or None."""

    path: Path

    def __call__(self) -> str | None:
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            return QCoreApplication.translate(
                "RunStore", "A run could not be deleted: {0}."
            ).format(error.strerror or error)
        return None


def _metadata(run: Run) -> dict[str, Any]:
    return {
        "settings": run.settings.to_metadata(),
        "begun": run.begun.isoformat(),
        "learning_rate": run.learning_rate,
        "outcome": run.outcome.value,
        "epoch": run.epoch,
        "seconds": run.seconds,
        "best_accuracy": run.best_accuracy,
        "curves": run.curves.to_json(),
    }


def _read(path: Path) -> Run:
    """The run in a file; raises one of :data:`_ABSURD` where there is none that can be shown."""
    metadata = load_model(path).metadata["run"]
    accuracy, outcome = metadata["best_accuracy"], Outcome(metadata["outcome"])
    if outcome is Outcome.RUNNING:
        raise ValueError("it has not ended")
    return Run(
        settings=TrainingSettings.from_metadata(metadata["settings"]),
        # One without a time zone could not be compared with the others.
        begun=datetime.fromisoformat(metadata["begun"]).astimezone(),
        learning_rate=_within(metadata["learning_rate"], *LEARNING_RATES),
        outcome=outcome,
        epoch=_within(metadata["epoch"], 0, MOST_EPOCHS),
        seconds=_within(metadata["seconds"], 0, _MOST_SECONDS),
        best_accuracy=None if accuracy is None else _within(accuracy, 0, 1),
        curves=RunCurves.from_json(metadata["curves"]),
        path=path,
    )


def _within(value: Any, smallest: float, largest: float) -> float:
    """The number; raises TypeError or ValueError for anything else, and beyond these bounds."""
    if not smallest <= value <= largest:
        raise ValueError(f"{value!r} where {smallest:g} to {largest:g} is expected")
    return float(value)

"""The trainings of this start and of earlier ones: what is compared and recalled.

    retraining → begin, record, finish | stop | diverge | fail → added, updated, removed → widgets
                                                               → RunStore → the next start

The last twelve are kept. Of those of this start, the weights of earlier checkpoints are kept as
well, while they fit: 200 MB on the disk, the oldest going first.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from app.text.formats import in_a_row
from app.text.translate import translated
from app.training.run import Checkpoint, Outcome, Run, Snapshots
from app.training.store import LoadedRuns, RunStore
from nn.checkpoint import Model, ModelFileError
from nn.messages import advice
from nn.network import Network
from nn.training.progress import Progress
from nn.training.settings import TrainingSettings

MOST_RUNS = 12
MOST_SNAPSHOT_BYTES = 200_000_000


class RunHistory(QObject):
    """The runs, oldest first. ``problem`` carries a sentence for the user.

    ``added``, ``updated`` and ``removed`` each carry the :class:`app.training.run.Run`; ``updated``
    comes with every report of the run that is under way, and when it ends.
    """

    added = Signal(object)
    updated = Signal(object)
    removed = Signal(object)
    problem = Signal(str)

    def __init__(self, store: RunStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        store.setParent(self)
        self._runs: list[Run] = []
        self._current: Run | None = None
        self._latest: Progress | None = None
        store.problem.connect(self.problem)
        store.loaded.connect(self._take_loaded)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that are kept, oldest first."""
        return tuple(self._runs)

    @property
    def current(self) -> Run | None:
        """The run that is under way."""
        return self._current

    def load(self) -> None:
        """Add the runs of earlier starts, when they have been read."""
        self._store.load()

    def begin(self, settings: TrainingSettings) -> None:
        """A training starts; one that was under way is over."""
        self.stop()
        run = Run(settings, datetime.now().astimezone(), settings.learning_rate)
        run.snapshots = Snapshots(self._store.folder)
        self._current = run

    def record(self, progress: Progress) -> None:
        """The current training has come this far."""
        run = self._current
        if run is None:
            return
        is_new = self._latest is None
        self._latest = progress
        run.epoch, run.seconds = progress.epoch, progress.seconds
        if progress.validation_accuracy is not None:
            run.best_accuracy = max(run.best_accuracy or 0.0, progress.validation_accuracy)
        run.curves.record(progress)
        self._take_snapshot(run, progress)
        if is_new:
            self._add(run)
        self.updated.emit(run)

    def set_learning_rate(self, learning_rate: float) -> None:
        """The current training goes on with another learning rate."""
        if self._current is not None:
            self._current.learning_rate = learning_rate

    def finish(self, model: Model) -> None:
        """The current training is through and has left this model."""
        if self._current is not None:
            self._current.best_accuracy = model.metadata["validation_accuracy"]
            self._end(Outcome.FINISHED, model)

    def stop(self) -> Model | None:
        """The current training, if there is one, was ended by the user; what it had learned."""
        model = None
        if self._current is not None and self._latest is not None and self._latest.samples > 0:
            model = self._latest.as_model(self._current.settings)
        self._end(Outcome.STOPPED, model)
        return model

    def diverge(self) -> None:
        """The current training left all bounds; its checkpoints remain."""
        self._end(Outcome.DIVERGED, None)

    def fail(self) -> None:
        """The current training was ended by an error."""
        self._end(Outcome.FAILED, None)

    def remove(self, run: Run) -> None:
        """Forget a run and whatever is kept of it. The one under way stays."""
        if run is self._current or run not in self._runs:
            return
        self._runs.remove(run)
        if run.snapshots is not None:
            run.snapshots.close()
        self._store.remove(run)
        self.removed.emit(run)

    def model(self, run: Run) -> Model | None:
        """The network that a run left; None, and ``problem``, where it is gone or damaged."""
        try:
            return self._store.model(run)
        except (ModelFileError, OSError) as error:
            self.problem.emit(translated(error))
            return None

    def network_at(self, run: Run, checkpoint: Checkpoint) -> Network | None:
        """The network at a checkpoint of a run; None, and ``problem``, where the disk fails."""
        assert run.snapshots is not None, "checkpoints come from snapshots"
        try:
            return run.snapshots.network(checkpoint)
        except OSError as error:
            self.problem.emit(
                self.tr("The weights of that epoch could not be read: {0}.").format(
                    translated(error)
                )
            )
            return None

    def close(self) -> None:
        """End the run under way and write what is still to be written."""
        self.stop()
        self._store.finish()
        for run in self._runs:
            if run.snapshots is not None:
                run.snapshots.close()

    def _add(self, run: Run) -> None:
        self._runs.append(run)
        self.added.emit(run)
        while len(self._runs) > MOST_RUNS:
            self.remove(self._runs[0])

    def _end(self, outcome: Outcome, model: Model | None) -> None:
        run, was_seen = self._current, self._latest is not None
        self._current, self._latest = None, None
        if run is None or not was_seen:
            return
        run.outcome = outcome
        run.model = model
        if model is not None:
            self._store.save(run)
        self.updated.emit(run)

    def _take_snapshot(self, run: Run, progress: Progress) -> None:
        if run.snapshots is None:
            return
        try:
            run.snapshots.add(progress)
        except OSError as error:
            run.snapshots.close()
            run.snapshots = None
            sentence = self.tr(
                "Earlier epochs of this training cannot be recalled, because their weights could "
                "not be written: {0}."
            ).format(translated(error))
            self.problem.emit(in_a_row(sentence, translated(advice(error))))
        self._make_room()

    def _make_room(self) -> None:
        """Give up the checkpoints of the oldest runs where all together take too much."""
        kept = [run for run in self._runs if run.snapshots is not None]
        used = sum(run.snapshots.bytes_used for run in kept if run.snapshots is not None)
        for run in kept[:-1]:
            if used <= MOST_SNAPSHOT_BYTES or run.snapshots is None:
                return
            used -= run.snapshots.bytes_used
            run.snapshots.close()
            run.snapshots = None
            self.updated.emit(run)

    @Slot(object)
    def _take_loaded(self, loaded: LoadedRuns) -> None:
        if loaded.problems:
            self.problem.emit("\n".join(loaded.problems))
        known = {run.path for run in self._runs}
        earlier = [run for run in loaded.runs if run.path not in known]
        surplus = max(0, len(earlier) + len(self._runs) - MOST_RUNS)
        for run in earlier[:surplus]:
            self._store.remove(run)
        self._runs[:0] = earlier[surplus:]
        for run in earlier[surplus:]:
            self.added.emit(run)

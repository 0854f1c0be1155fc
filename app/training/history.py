"""The trainings of this start and of earlier ones: what is compared and recalled.

    retraining → begin, record, finish | stop | diverge | fail → added, updated, removed → widgets
                                                               → RunStore → the next start

Several may be under way: the current one, and those beside it, which their training names in each
call.

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
from nn.messages import advice
from nn.model_file import Model, ModelFileError
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
        self._under_way: dict[Run, Progress | None] = {}
        store.problem.connect(self.problem)
        store.loaded.connect(self._take_loaded)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that are kept, oldest first."""
        return tuple(self._runs)

    @property
    def current(self) -> Run | None:
        """The run that is under way, those beside it left out."""
        return self._current

    def network_in_training(self, run: Run) -> Network | None:
        """The network of a run under way at its last report; None before the first, and after."""
        progress = self._under_way.get(run)
        return None if progress is None else progress.network

    def load(self) -> None:
        """Add the runs of earlier starts, when they have been read."""
        self._store.load()

    def begin(self, settings: TrainingSettings, *, beside: bool = False) -> Run:
        """A training starts, in place of the current one or beside it."""
        if not beside:
            self.stop()
        run = Run(settings, datetime.now().astimezone(), settings.learning_rate, is_beside=beside)
        run.snapshots = Snapshots(self._store.folder)
        self._under_way[run] = None
        if not beside:
            self._current = run
        return run

    def record(self, progress: Progress, run: Run | None = None) -> None:
        """The training has come this far: that of ``run``, or else the current one."""
        run = run or self._current
        if run is None or run not in self._under_way:
            return
        is_new = self._under_way[run] is None
        self._under_way[run] = progress
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

    def finish(self, model: Model, run: Run | None = None) -> None:
        """The training of ``run``, or else the current one, is through and has left this model."""
        run = run or self._current
        if run is not None:
            run.best_accuracy = model.metadata["validation_accuracy"]
            self._end(run, Outcome.FINISHED, model)

    def stop(self, run: Run | None = None) -> Model | None:
        """The training, if there is one, was ended by the user; what it had learned."""
        run = run or self._current
        progress = None if run is None else self._under_way.get(run)
        model = None
        if run is not None and progress is not None and progress.samples > 0:
            model = progress.as_model(run.settings)
        self._end(run, Outcome.STOPPED, model)
        return model

    def diverge(self, run: Run | None = None) -> None:
        """The training left all bounds; its checkpoints remain."""
        self._end(run or self._current, Outcome.DIVERGED, None)

    def fail(self, run: Run | None = None) -> None:
        """The training was ended by an error."""
        self._end(run or self._current, Outcome.FAILED, None)

    def remove(self, run: Run) -> None:
        """Forget a run and whatever is kept of it. Those under way stay."""
        if run in self._under_way or run not in self._runs:
            return
        self._runs.remove(run)
        if run.snapshots is not None:
            run.snapshots.close()
        self._store.remove(run)
        self.removed.emit(run)

    def model(self, run: Run) -> Model | None:
        """The network that a run left; None, and ``problem``, where it is gone or damaged."""
        try:
            return self.load_model(run)
        except (ModelFileError, OSError) as error:
            self.problem.emit(translated(error))
            return None

    def load_model(self, run: Run) -> Model:
        """The network that a run left, read from the disk if need be: in any thread.

        Raises ModelFileError or OSError where it is gone or damaged.
        """
        return self._store.model(run)

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
        """End the runs under way and write what is still to be written."""
        for run in tuple(self._under_way):
            self.stop(run)
        self._store.finish()
        for run in self._runs:
            if run.snapshots is not None:
                run.snapshots.close()

    def _add(self, run: Run) -> None:
        self._runs.append(run)
        self.added.emit(run)
        ended = [run for run in self._runs if run not in self._under_way]
        for oldest in ended[: max(0, len(self._runs) - MOST_RUNS)]:
            self.remove(oldest)

    def _end(self, run: Run | None, outcome: Outcome, model: Model | None) -> None:
        if run is None or run not in self._under_way:
            return
        was_seen = self._under_way.pop(run) is not None
        if run is self._current:
            self._current = None
        if not was_seen:
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
        used = sum(run.snapshots.bytes_used for run in self._runs if run.snapshots is not None)
        for run in self._runs:
            if used <= MOST_SNAPSHOT_BYTES:
                return
            if run.snapshots is None or run in self._under_way:
                continue
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

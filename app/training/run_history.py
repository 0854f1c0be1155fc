"""The trainings of this start and of earlier ones: what is compared and recalled.

    trainer → begin, record, finish | stop | diverge | fail → added, updated, removed → the widgets
                                                            → RunStore → the next start

The last twelve are kept. Of those of this start, the weights of earlier moments are kept as well,
while they fit: 200 MB on the disk, the oldest going first.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from app.training.run import Outcome, Run
from app.training.run_snapshots import Moment, Snapshots
from app.training.run_store import LoadedRuns, RunStore
from app.training.training_report import Divergence, TrainingReport
from nn.checkpoint import Model
from nn.network import Network
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
        self._runs: list[Run] = []
        self._current: Run | None = None
        self._latest: TrainingReport | None = None
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

    @Slot(object)
    def begin(self, settings: TrainingSettings) -> None:
        """A training starts; one that was under way is over."""
        self.stop()
        run = Run(settings, datetime.now().astimezone(), settings.learning_rate)
        run.snapshots = Snapshots(self._store.folder)
        self._current = run

    @Slot(object)
    def record(self, report: TrainingReport) -> None:
        """The current training has come this far."""
        run = self._current
        if run is None:
            return
        is_new = self._latest is None
        self._latest = report
        run.learning_rate = report.settings.learning_rate
        run.epoch, run.seconds = report.epoch, report.seconds
        if report.validation_accuracy is not None:
            run.best_accuracy = max(run.best_accuracy or 0.0, report.validation_accuracy)
        run.curves.record(report)
        self._take_snapshot(run, report)
        if is_new:
            self._add(run)
        self.updated.emit(run)

    @Slot(object)
    def finish(self, model: Model) -> None:
        """The current training is through and has left this model."""
        if self._current is not None:
            self._current.best_accuracy = model.facts["validation_accuracy"]
            self._end(Outcome.FINISHED, model)

    @Slot()
    def stop(self) -> None:
        """The current training, if there is one, was ended by the user."""
        learned = self._latest is not None and self._latest.samples > 0
        model = self._latest.as_model() if self._latest is not None and learned else None
        self._end(Outcome.STOPPED, model)

    @Slot(object)
    def diverge(self, _divergence: Divergence) -> None:
        """The current training left all bounds; its best moment remains."""
        self._end(Outcome.DIVERGED, None)

    @Slot()
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

    def model(self, run: Run) -> Model:
        """The network that a run left; raises ModelFileError or OSError if it is gone."""
        return self._store.model(run)

    def network_at(self, run: Run, moment: Moment) -> Network:
        """The network as it was at a moment of a run; raises OSError if the disk fails."""
        assert run.snapshots is not None, "moments come from snapshots"
        return run.snapshots.network(moment)

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

    def _take_snapshot(self, run: Run, report: TrainingReport) -> None:
        if run.snapshots is None:
            return
        try:
            run.snapshots.add(report)
        except OSError as error:
            run.snapshots.close()
            run.snapshots = None
            self.problem.emit(
                self.tr(
                    "Earlier epochs of this training cannot be recalled, because their weights "
                    "could not be written: {0}. Free some space."
                ).format(error.strerror or error)
            )
        self._make_room()

    def _make_room(self) -> None:
        """Give up the moments of the oldest runs where all together take too much."""
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

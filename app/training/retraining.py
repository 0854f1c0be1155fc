"""A retraining from the button to the new network: the job, and what follows it.

    panel → Job(train_network) → Preparing, Progress … → current network, panel, history
                               → Ending → current network, panel, history
                                        → data source → panel, the job once more
    panel → current network               the network before any training
    panel → history → current network     the weights of an earlier training or epoch

A progress carries a read-only copy of the network as it was then: training goes on in a process
of its own, and no other network is touched by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.data.request import DataRequest
from app.data.source import DataSource
from app.jobs.background import BackgroundTask
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.prediction.current_network import CurrentNetwork
from app.settings import home
from app.text.translate import translated
from app.training.history import RunHistory
from app.training.panel import TrainingPanel
from app.training.run import Checkpoint, Run
from app.training.status import State
from app.training.store import RunStore
from app.training.work import Preparing, train_network
from nn.data.digit_data import DataError, MnistMissingError
from nn.network import Network
from nn.training.progress import Progress, Steering, TrainingDivergedError
from nn.training.settings import TrainingSettings

AFTER_START = 500
"""Milliseconds after which the runs of earlier starts are read."""


@dataclass(frozen=True)
class Underway:
    """Trainings without a window: the runs, and the job of the one that runs, if there is one."""

    history: RunHistory
    job: Job | None
    settings: TrainingSettings | None
    is_paused: bool


class Retraining(QObject):
    """Runs one training at a time, and connects the parts for as long as it lives; they belong to
    their window. ``history`` are the trainings that are remembered; ``progressed`` carries each
    :class:`nn.training.progress.Progress` of the training that answers."""

    progressed = Signal(object)

    def __init__(
        self,
        panel: TrainingPanel,
        source: DataSource,
        network: CurrentNetwork,
        parent: QObject,
        *,
        underway: Underway | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._source = source
        self._wish = DataRequest(source, self)
        self._network = network
        self._job: Job | None = None
        self._settings: TrainingSettings | None = None
        self._begins_with_a_step = False
        self._start_network: Network | None = None
        self._is_handed_over = False
        self._fresh = BackgroundTask(self)
        self._fresh.finished.connect(self._show_untrained)
        self.history = underway.history if underway else RunHistory(RunStore(home() / "runs"))
        self.history.setParent(self)
        panel.book.problem.connect(self.history.problem)
        self._obey_panel()
        self._connect_record()
        source.path_changed.connect(self._tell_data)
        self._wish.ready.connect(self._tell_data)
        self._wish.downloading.connect(panel.show_download)
        self._wish.ready.connect(self._start)
        self._wish.cancelled.connect(panel.show_stopped)
        self._wish.unavailable.connect(panel.show_failed)
        network.model_changed.connect(panel.leave_untrained)
        if underway is None:
            # Not before the window can be drawn on.
            QTimer.singleShot(AFTER_START, self.history.load)
        else:
            self._take_up(underway)

    @property
    def is_running(self) -> bool:
        """Whether a training runs or is paused, or its data is on the way."""
        return self._is_training or self._wish.is_downloading

    @property
    def process_id(self) -> int | None:
        """The process that trains, for those who measure it."""
        return None if self._job is None else self._job.process_id

    @Slot()
    def stop(self) -> None:
        """End the training, or the look at an untrained network; a run stays among the runs.

        The process is killed and not asked: it holds nothing that is not here already, and a
        killed one cannot be slow to answer.
        """
        self._fresh.cancel()
        if self.is_running:
            if self._job is not None:
                self._job.cancel()
            self._wish.cancel()
        else:
            self._network.go_back()
            self._panel.show_stopped()

    def hand_over(self) -> Underway:
        """Give the runs and the training away: nothing ends, and :meth:`shutdown` spares them."""
        job, self._job = self._job, None
        if job is not None:
            job.progressed.disconnect(self._follow)
            job.ended.disconnect(self._end)
            job.setParent(None)
        history = self.history
        for signal in (history.added, history.updated, history.removed, history.problem):
            signal.disconnect()
        history.setParent(None)
        self._is_handed_over = True
        return Underway(history, job, self._settings, self._panel.state is State.PAUSED)

    def shutdown(self) -> None:
        """End everything at once, and wait until it has ended."""
        self._fresh.close()
        self._source.shutdown()
        if self._job is not None:
            self._job.close()
            self._job = None
        if not self._is_handed_over:
            self.history.close()
        self._panel.book.finish()

    def _take_up(self, underway: Underway) -> None:
        """Go on with what another window has begun."""
        for run in self.history.runs:
            self.history.added.emit(run)
        job, settings = underway.job, underway.settings
        if job is None or settings is None:
            return
        job.setParent(self)
        job.progressed.connect(self._follow)
        job.ended.connect(self._end)
        self._job, self._settings = job, settings
        self._panel.show_taken_up(settings, is_paused=underway.is_paused)

    @property
    def _is_training(self) -> bool:
        return self._job is not None and self._job.is_running

    def _obey_panel(self) -> None:
        panel = self._panel
        panel.retrain_requested.connect(self._retrain)
        panel.step_requested.connect(self._step)
        panel.reset_requested.connect(self._reset)
        panel.controls.stop_pressed.connect(self.stop)
        panel.pause_requested.connect(self._pause)
        panel.resume_requested.connect(self._resume)
        panel.learning_rate_changed.connect(self._set_learning_rate)

    def _connect_record(self) -> None:
        history, record, curve = self.history, self._panel.record, self._panel.strip.curve
        history.added.connect(record.add_run)
        history.updated.connect(record.update_run)
        history.removed.connect(record.remove_run)
        history.added.connect(curve.show_run)
        history.updated.connect(curve.update_run)
        history.removed.connect(curve.remove_run)
        record.runs.use_requested.connect(self._use)
        record.runs.remove_requested.connect(history.remove)
        record.slider.looked_back.connect(self._look_back)
        record.slider.returned.connect(self._network.look_at_now)
        self._network.model_changed.connect(record.slider.return_to_now)

    def go_on(self, settings: TrainingSettings, start: Network) -> None:
        """Train from the weights of ``start``, in place of whatever is in training."""
        self._panel.choose_settings(settings)
        self._begin(settings, with_a_step=False, start=start)

    @Slot(object)
    def _retrain(self, settings: TrainingSettings) -> None:
        self._begin(settings, with_a_step=False)

    @Slot(object)
    def _step(self, settings: TrainingSettings) -> None:
        if self._is_training and self._job is not None:
            self._job.step(Steering(single_step=True))
        else:
            self._begin(settings, with_a_step=True)

    @Slot()
    def _pause(self) -> None:
        if self._job is not None:
            self._job.pause()

    @Slot()
    def _resume(self) -> None:
        if self._job is not None:
            self._job.resume()

    @Slot(float)
    def _set_learning_rate(self, learning_rate: float) -> None:
        if self._settings is not None:
            # Also for a training whose data is still on the way.
            self._settings = replace(self._settings, learning_rate=learning_rate)
        if self._job is not None:
            self._job.send(Steering(learning_rate=learning_rate))
            self.history.set_learning_rate(learning_rate)

    @Slot(object)
    def _reset(self, settings: TrainingSettings) -> None:
        self._discard()
        self.history.stop()
        self._fresh.submit(_untrained, settings)

    @Slot(object)
    def _show_untrained(self, fresh: tuple[Network, TrainingSettings]) -> None:
        network, settings = fresh
        self._network.show_untrained(network, settings.recipe)

    def _begin(
        self, settings: TrainingSettings, *, with_a_step: bool, start: Network | None = None
    ) -> None:
        """Train by these settings in place of whatever is in training."""
        self._fresh.cancel()
        self._discard()
        self._settings = settings
        self._begins_with_a_step = with_a_step
        self._start_network = start
        self._start()

    def _discard(self) -> None:
        """End the training, if there is one, and hear nothing more of it."""
        if self._job is not None:
            self._job.ended.disconnect(self._end)
            self._job.cancel()
            self._job = None

    @Slot()
    def _tell_data(self) -> None:
        self._panel.set_built_in_data(self._source.is_built_in)

    @Slot()
    def _start(self) -> None:
        """Start what is wanted, now that there may be something to train on."""
        if self._settings is None or self._is_training:
            return
        source = self._source
        job = Job(
            train_network,
            self._settings,
            source.path,
            source.is_built_in,
            self._start_network,
            parent=self,
        )
        job.progressed.connect(self._follow)
        job.ended.connect(self._end)
        if self._begins_with_a_step:
            job.pause()
            job.step(Steering(single_step=True))
        self._job = job
        self.history.begin(self._settings)
        self._panel.show_started(self._settings)
        job.start()

    @Slot(object)
    def _follow(self, progress: Progress | Preparing) -> None:
        if isinstance(progress, Preparing):
            self._panel.show_preparing(progress.done)
        elif self._settings is not None:
            # First the bars: they are what the eye is on.
            self._network.follow(progress.as_model(self._settings))
            self._panel.show_progress(progress)
            self.history.record(progress)
            self.progressed.emit(progress)

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        self._job = None
        match ending:
            case Ending(error=MnistMissingError() as error):
                self._wish.download(translated(error))
            case Ending(error=DataError() as error):
                self._wish.ask(translated(error))
            case _:
                self._panel.record.slider.return_to_now()
                self._conclude(ending)

    def _conclude(self, ending: Ending) -> None:
        """Decide which network answers, and what is said and kept of the training."""
        history, network, panel = self.history, self._network, self._panel
        match ending:
            case Ending(EndingKind.DONE, result=model):
                history.finish(model)
                network.take_finished(model)
                panel.show_finished(model)
            case Ending(EndingKind.CANCELLED):
                network.take_stopped(history.stop())
                panel.show_stopped()
            case Ending(error=TrainingDivergedError() as error):
                history.diverge()
                network.go_back()
                panel.show_diverged(error)
            case _:
                history.fail()
                network.go_back()
                panel.show_failed(self._reason(ending))

    def _reason(self, ending: Ending) -> str:
        if ending.kind is EndingKind.OUT_OF_MEMORY:
            return self.tr(
                "There is not enough free memory to train. Close something, or choose a smaller "
                "batch."
            )
        return failure_text(ending)

    @Slot(object, object)
    def _look_back(self, run: Run, checkpoint: Checkpoint) -> None:
        network = self.history.network_at(run, checkpoint)
        if network is not None:
            self._network.look_back(network, run.settings.recipe, checkpoint.epoch)

    @Slot(object)
    def _use(self, run: Run) -> None:
        model = self.history.model(run)
        if model is not None:
            self._network.use(model)


def _untrained(settings: TrainingSettings) -> tuple[Network, TrainingSettings]:
    """In the background: the network with which these settings begin."""
    # Imported when first needed: the window starts without the training loop.
    from nn.training.loop import untrained

    return untrained(settings.applied(), seed=settings.seed), settings

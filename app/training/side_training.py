"""A second training, beside the one whose network answers: to be compared with it.

    start(settings) → Job(train_network) → Progress … → history.record(progress, run) → updated(run)
                                         → Ending    → history, said

It ends as any training does, and its run stays among the others. Its network takes no other one's
place. There is one such training at a time: two processes are what a small machine can bear.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from app.data.request import DataRequest
from app.data.source import DataSource
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.text.formats import rounded_percent
from app.text.translate import translated
from app.training.history import RunHistory
from app.training.run import Run
from app.training.work import Preparing, train_network
from nn.data.digit_data import DataError, MnistMissingError
from nn.data.download import DownloadProgress
from nn.model_file import Model
from nn.training.progress import Progress, TrainingDivergedError
from nn.training.settings import TrainingSettings


class SideTraining(QObject):
    """Runs the training and enters it into ``history``.

    ``began`` carries the :class:`app.training.run.Run`, which is among the history's runs from its
    first report on; ``ended`` tells that it is over. ``said`` carries a sentence on what happens,
    and whether that is a failure.
    """

    began = Signal(object)
    ended = Signal()
    said = Signal(str, bool)

    def __init__(
        self, history: RunHistory, source: DataSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._source = source
        self._settings: TrainingSettings | None = None
        self._job: Job | None = None
        self._run: Run | None = None
        self._wish = DataRequest(source, self)
        self._wish.downloading.connect(self._tell_download)
        self._wish.ready.connect(self._start)
        self._wish.cancelled.connect(self._give_up)
        self._wish.unavailable.connect(self._fail)

    @property
    def run(self) -> Run | None:
        """The run under way; None when there is none."""
        return self._run

    @property
    def is_running(self) -> bool:
        """Whether a training runs, or its data is on the way."""
        return self._job is not None or self._wish.is_downloading

    @property
    def process_id(self) -> int | None:
        """The process that trains, for those who measure it."""
        return None if self._job is None else self._job.process_id

    def start(self, settings: TrainingSettings) -> None:
        """Train by these settings; without effect while a side training runs."""
        if not self.is_running:
            # A question about the data may still be open, which this has overtaken.
            self._wish.withdraw()
            self._settings = settings
            self._start()

    @Slot()
    def stop(self) -> None:
        """End it at once; what it has learned stays among the runs."""
        self._wish.cancel()
        if self._job is not None:
            self._job.cancel()

    def shutdown(self) -> None:
        """End everything at once, wait until it has ended, and say nothing more."""
        self._wish.withdraw()
        if self._job is not None:
            self._job.close()
            self._job = None
        if self._run is not None:
            self._history.stop(self._run)
            self._run = None

    @Slot()
    def _start(self) -> None:
        if self._settings is None or self._job is not None:
            return
        source = self._source
        self._job = Job(train_network, self._settings, source.path, source.is_built_in, parent=self)
        self._job.progressed.connect(self._follow)
        self._job.ended.connect(self._end)
        self._run = self._history.begin(self._settings, beside=True)
        self.said.emit(self.tr("Loading the training images…"), False)
        self.began.emit(self._run)
        self._job.start()

    @Slot(object)
    def _follow(self, progress: Progress | Preparing) -> None:
        if isinstance(progress, Preparing):
            share = rounded_percent(progress.done, QLocale())
            self.said.emit(self.tr("Drawing the training digits: {0}").format(share), False)
            return
        if progress.samples == 0:
            self.said.emit(self.tr("It learns beside the other one."), False)
        self._history.record(progress, self._run)

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        self._job = None
        run, self._run = self._run, None
        assert run is not None, "a job has a run"
        self._enter(ending, run)
        match ending:
            case Ending(error=MnistMissingError() as error):
                self._wish.download(translated(error))
            case Ending(error=DataError() as error):
                self._wish.ask(translated(error))
            case Ending(EndingKind.DONE, result=model):
                self._tell_result(model)
            case Ending(EndingKind.CANCELLED):
                self.said.emit(self.tr("Stopped."), False)
            case _:
                self.said.emit(failure_text(ending), True)
        self.ended.emit()

    def _enter(self, ending: Ending, run: Run) -> None:
        """Let the history know what became of the run."""
        match ending:
            case Ending(EndingKind.DONE, result=model):
                self._history.finish(model, run)
            case Ending(EndingKind.CANCELLED):
                self._history.stop(run)
            case Ending(error=TrainingDivergedError()):
                self._history.diverge(run)
            case _:
                self._history.fail(run)

    def _tell_result(self, model: Model) -> None:
        accuracy = rounded_percent(model.metadata["validation_accuracy"], QLocale(), 1)
        text = (
            self.tr("Finished: {0} of the validation images right.")
            if model.has_learned
            else self.tr("Finished without learning: {0} right, as by guessing.")
        )
        self.said.emit(text.format(accuracy), False)

    @Slot(object)
    def _tell_download(self, progress: DownloadProgress) -> None:
        done, total = (
            QLocale().toString(count / 1e6, "f", 1)
            for count in (progress.bytes_done, progress.bytes_total)
        )
        self.said.emit(self.tr("Downloading MNIST: {0} of {1} MB.").format(done, total), False)

    @Slot()
    def _give_up(self) -> None:
        self.said.emit(self.tr("Stopped."), False)
        self.ended.emit()

    @Slot(str)
    def _fail(self, reason: str) -> None:
        self.said.emit(reason, True)
        self.ended.emit()

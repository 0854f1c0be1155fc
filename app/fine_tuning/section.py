"""The section of the library panel that fine-tunes the network with the kept drawings.

    Learn → library.gather → Job(fine_tune_model) → FineTuningResult → Accept → accepted(Model)
                                                                     → Discard

A result belongs to the network that the job began with; another network in use makes it invalid.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.data.source import DataSource
from app.fine_tuning.result_view import FineTuningTexts, ResultView
from app.fine_tuning.work import FineTuningResult, Stage, fine_tune_model
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from app.library.library import Failure, Library
from app.library.store import Contents, KeptDrawing
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.widgets import FlowLayout
from nn.model_file import Model

_STEPS = 1000
"""Of the progress bar: finer than its pixels."""


class FineTuningSection(QWidget):
    """The Learn button, the progress, and the result with Accept and Discard.

    ``accepted`` carries the new :class:`Model`; ``problem`` a sentence. ``data`` says where MNIST
    is; without it, the usual places are searched.
    """

    accepted = Signal(object)
    problem = Signal(str)

    def __init__(
        self, library: Library, data: DataSource | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._data = data
        self._model: Model | None = None
        self._result: FineTuningResult | None = None
        self._is_gathering = False
        self._texts = FineTuningTexts(self)
        self._job: Job | None = None
        self.learn_button = PushButton(self.tr("Learn My Digits"), self)
        self._sentence = QLabel(self)
        self._progress = QProgressBar(self)
        self._stop = PushButton(self.tr("Stop"), self)
        self._view = ResultView(self)
        self._accept = PushButton(self.tr("Accept"), self)
        self._discard = PushButton(self.tr("Discard"), self)
        self._lay_out()
        self._connect()
        self._show_idle()

    @property
    def is_learning(self) -> bool:
        return self._is_gathering or self._job is not None

    @property
    def process_id(self) -> int | None:
        """The process of the job, for measurements."""
        return None if self._job is None else self._job.process_id

    def set_model(self, model: Model | None) -> None:
        """Set the network in use, which fine-tuning starts from."""
        if model is self._model:
            return
        self._model = model
        if self.is_learning or self._result is not None:
            self._end()
            self._show_idle(self.tr("Another network is in use now, so the result was dropped."))
        else:
            self._show_idle()

    def shutdown(self) -> None:
        """End the process, if there is one, and wait for its end."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _lay_out(self) -> None:
        for part, name in (
            (self.learn_button, "learnMyDigits"),
            (self._sentence, "learningSentence"),
            (self._progress, "learningProgress"),
            (self._stop, "stopLearning"),
            (self._accept, "acceptFineTuning"),
            (self._discard, "discardFineTuning"),
        ):
            part.setObjectName(name)
        self._sentence.setWordWrap(True)
        self._sentence.setMinimumWidth(1)
        self._progress.setRange(0, _STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of learning your digits"))
        self._accept.setToolTip(self.tr("Use the new network from now on"))
        self._discard.setToolTip(self.tr("Keep the network as it was"))
        under_way = QHBoxLayout()
        under_way.setSpacing(UNIT)
        under_way.addWidget(self._progress, 1)
        under_way.addWidget(self._stop)
        answers = FlowLayout()
        answers.addWidget(self._accept)
        answers.addWidget(self._discard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._sentence)
        layout.addLayout(under_way)
        layout.addWidget(self._view)
        layout.addLayout(answers)

    def _connect(self) -> None:
        self.learn_button.clicked.connect(self.learn)
        self._stop.clicked.connect(self.stop)
        self._accept.clicked.connect(self.accept)
        self._discard.clicked.connect(self.discard)
        self._library.contents_changed.connect(self._show_contents)
        self._library.gathered.connect(self._begin)
        self._library.failed.connect(self._stop_gathering)

    @Slot()
    def learn(self) -> None:
        """Start fine-tuning with all drawings of the library."""
        if self._model is None or self.is_learning or self._texts.missing(self._library.contents):
            return
        self._result = None
        self._is_gathering = True
        self._library.gather()
        self._show_stage(Stage("loading"))

    @Slot()
    def stop(self) -> None:
        """Stop the job."""
        self._end()
        self._show_idle(self.tr("Stopped. The network is as it was."))

    @Slot()
    def accept(self) -> None:
        """Use the new network."""
        if self._result is None:
            return
        model = self._result.model
        self._end()
        # Set before the window sends it to set_model: it does not make the result invalid.
        self._model = model
        self._show_idle(self.tr("Accepted: the network that knows your hand answers now."))
        self.accepted.emit(model)

    @Slot()
    def discard(self) -> None:
        """Keep the network as it was."""
        self._end()
        self._show_idle(self.tr("Discarded. The network is as it was."))

    def _end(self) -> None:
        self._is_gathering = False
        self._result = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _begin(self, kept: list[KeptDrawing]) -> None:
        if not self._is_gathering:
            return
        self._is_gathering = False
        assert self._model is not None, "without a network nothing is gathered"
        data = self._data
        source = (None, False) if data is None else (data.path, data.is_built_in)
        self._job = Job(fine_tune_model, self._model, kept, *source, parent=self)
        self._job.progressed.connect(self._show_stage)
        self._job.ended.connect(self._end_job)
        self._job.start()

    @Slot(object)
    def _end_job(self, ending: Ending) -> None:
        if self.sender() is not self._job:
            return
        # Imported when needed: the start of the program does not load the code of training.
        from nn.training.batches import BatchSizeError

        self._job = None
        if ending.kind is EndingKind.DONE:
            self._show_result(ending.result)
        elif isinstance(ending.error, BatchSizeError):
            text = self.tr(
                "MNIST is replayed with your drawings, {0} images at a time, and the file has "
                "only {1}: choose another one."
            )
            self._show_failed(text.format(ending.error.needed, ending.error.images))
        else:
            self._show_failed(failure_text(ending))

    @Slot(object)
    def _stop_gathering(self, _failure: Failure) -> None:
        """The library could not be read, which its panel explains."""
        if self._is_gathering:
            self._is_gathering = False
            self._show_idle()

    @Slot(object)
    def _show_contents(self, _contents: Contents) -> None:
        if not self.is_learning and self._result is None:
            self._show_idle()

    @Slot(object)
    def _show_stage(self, stage: Stage) -> None:
        self._say(self._texts.stage(stage.name))
        self._progress.setValue(round(_STEPS * stage.share))
        self._show_parts(self._progress, self._stop)

    @Slot(object)
    def _show_result(self, result: FineTuningResult) -> None:
        self._result = result
        self._say(self._texts.outcome(result))
        self._view.show_result(result)
        if result.has_gained:
            self._show_parts(self._view, self._accept, self._discard)
        else:
            self._result = None
            self._show_parts()

    @Slot(str)
    def _show_failed(self, sentence: str) -> None:
        self._end()
        self._show_idle()
        self._say(sentence, QPalette.ColorRole.BrightText)
        self.problem.emit(sentence)

    def _show_idle(self, sentence: str = "") -> None:
        """Show a sentence, or else what fine-tuning would use, or what it needs."""
        self._show_parts()
        if sentence:
            self._say(sentence)
            return
        contents = self._library.contents
        hint = self._texts.missing(contents) or self._texts.ready(contents)
        if self._model is None:
            hint = self.tr("There is no network that could learn.")
        self._say(hint, QPalette.ColorRole.PlaceholderText)

    def _say(self, sentence: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
        self._sentence.setForegroundRole(role)
        self._sentence.setText(sentence)

    def _show_parts(self, *shown: QWidget) -> None:
        self._hold_focus(shown)
        for part in (self._progress, self._stop, self._view, self._accept, self._discard):
            part.setVisible(part in shown)
        is_missing = bool(self._texts.missing(self._library.contents)) or self._model is None
        self.learn_button.setEnabled(not shown and not is_missing)

    def _hold_focus(self, shown: Sequence[QWidget]) -> None:
        """Stay here where the button that was pressed goes away: Qt would hand the focus on."""
        buttons = (self.learn_button, self._stop, self._accept, self._discard)
        if any(button.hasFocus() and button not in shown for button in buttons):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

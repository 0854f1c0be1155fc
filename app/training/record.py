"""What trainings have left: their curves, a slider through their epochs, and the list of them.

    history → add_run, update_run, remove_run → curves, slider, list
    list    → the chosen run → curves and slider
    slider  → looked_back(run, checkpoint) → those weights answer → show_reading → a sentence

The slider's right end is now. A checkpoint answers until "Back to Now" or another training, so
that other drawings can be tried as well, and the sentence says all the while that it is not
today's network that answers.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.text.formats import rounded_percent
from app.training.curves import TrainingCurves
from app.training.run import Checkpoint, Run
from app.training.run_list import RunList
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from app.ui.widgets import WheelGuard
from nn.network import DIGITS
from nn.reader import Reading


class TrainingRecord(QWidget):
    """``curves``, ``slider`` and the list of ``runs``, agreed on the run that they show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: Run | None = None
        self.curves = TrainingCurves(self)
        self.slider = EpochSlider(self)
        self.runs = RunList(self)
        self.runs.chosen.connect(self._choose)
        self.curves.ready.connect(self._give_room)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * UNIT)
        for part in (self.curves, self.slider, self.runs):
            self._layout.addWidget(part)
        self._layout.addStretch(1)

    def begin(self) -> None:
        """A training is about to start: show nothing but it."""
        self.slider.return_to_now()
        self.runs.choose_none()
        self.curves.begin()

    @Slot(object)
    def add_run(self, run: Run) -> None:
        """A run more."""
        is_newer = self._newest is None or run.begun > self._newest.begun
        if self._newest is None or (is_newer and not run.is_beside):
            self._newest = run
        self.curves.add(run)
        self.runs.add(run)
        self._choose(self.runs.chosen_run)

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """The run has come further, or has ended."""
        self.curves.update_run(run)
        self.runs.update_run(run)
        self.slider.update_run(run)

    @Slot(object)
    def remove_run(self, run: Run) -> None:
        """The run is forgotten."""
        self.curves.remove(run)
        self.runs.remove(run)
        if run is self._newest:
            self._newest = None
        self._choose(self.runs.chosen_run)

    @Slot()
    def _give_room(self) -> None:
        """Now that there are curves, whatever room is left is theirs."""
        self._layout.setStretch(0, 1)
        self._layout.setStretch(self._layout.count() - 1, 0)

    @Slot(object)
    def _choose(self, run: Run | None) -> None:
        self.curves.choose(run)
        self.slider.show_run(run or self._newest)


class EpochSlider(QWidget):
    """The slider of one run, and a sentence on what the checkpoint makes of the drawing."""

    looked_back = Signal(object, object)
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._checkpoints: tuple[Checkpoint, ...] = ()
        self._checkpoint: Checkpoint | None = None
        self._title = QLabel(self.tr("Look back"), self)
        scale_type(self._title, 1.0, bold=True)
        self._now = PushButton(self.tr("Back to Now"), self)
        self._now.setObjectName("backToNowButton")
        self._now.clicked.connect(self.return_to_now)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setObjectName("epochSlider")
        self._slider.setAccessibleName(self.tr("Epoch whose weights answer"))
        self._slider.valueChanged.connect(self._move)
        WheelGuard(self).guard(self._slider)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("epochSentence")
        self._sentence.setWordWrap(True)
        self._sentence.setMinimumHeight(2 * self._sentence.fontMetrics().lineSpacing())
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._offer()

    @property
    def checkpoint(self) -> Checkpoint | None:
        """The checkpoint whose weights answer; None for now."""
        return self._checkpoint

    @Slot(object)
    def show_run(self, run: Run | None) -> None:
        """Slide through this run from now on."""
        if run is not self._run:
            self.return_to_now()
            self._run = run
        self._offer()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """There may be more checkpoints of the run, or fewer."""
        if run is self._run:
            self._offer()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """What the network that answers makes of the drawing."""
        if self._checkpoint is None:
            return
        epoch = self._epoch(self._checkpoint)
        if not reading.probabilities.size:
            self._say(
                self.tr("Epoch {0} answers: draw something to see how it reads.").format(epoch)
            )
            return
        read = int(reading.shares.argmax())
        sure = rounded_percent(reading.shares.max(), self.locale())
        if read == DIGITS:
            self._say(self.tr("Epoch {0}: not a digit, {1} sure.").format(epoch, sure))
        else:
            self._say(self.tr("Epoch {0}: read as {1}, {2} sure.").format(epoch, read, sure))

    @Slot()
    def return_to_now(self) -> None:
        """Let the network in use answer again."""
        if self._checkpoint is not None:
            self._slider.setValue(self._slider.maximum())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._title, 1)
        head.addWidget(self._now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self._slider)
        layout.addWidget(self._sentence)

    def _offer(self) -> None:
        """A place for each checkpoint, and one for now; the one that answers stays."""
        snapshots = None if self._run is None else self._run.snapshots
        self._checkpoints = () if snapshots is None else snapshots.checkpoints
        if self._checkpoint is not None and not self._checkpoints:
            self.return_to_now()
        blocked = self._slider.blockSignals(True)
        self._slider.setRange(0, len(self._checkpoints))
        self._slider.setValue(self._place())
        self._slider.blockSignals(blocked)
        self._slider.setEnabled(bool(self._checkpoints))
        self._now.setEnabled(self._checkpoint is not None)
        if self._checkpoint is None:
            self._say(self._hint(), quiet=True)

    def _place(self) -> int:
        """Where the checkpoint looked at stands on the slider; thinning may have taken it."""
        checkpoint = self._checkpoint
        if checkpoint is None:
            return len(self._checkpoints)
        distances = [abs(other.epoch - checkpoint.epoch) for other in self._checkpoints]
        return distances.index(min(distances))

    def _hint(self) -> str:
        if self._checkpoints:
            return self.tr("Slide to the left to see how earlier epochs read your drawing.")
        if self._run is not None:
            return self.tr("Earlier epochs can be recalled only while the program stays open.")
        return self.tr("Train, and slide through the epochs to see how each reads your drawing.")

    def _say(self, text: str, *, quiet: bool = False) -> None:
        role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.WindowText
        self._sentence.setForegroundRole(role)
        self._sentence.setText(text)

    def _epoch(self, checkpoint: Checkpoint) -> str:
        return self.locale().toString(checkpoint.epoch, "f", 2 if checkpoint.epoch < 1 else 1)

    @Slot(int)
    def _move(self, place: int) -> None:
        if place < len(self._checkpoints):
            self._checkpoint = self._checkpoints[place]
            self._say(self.tr("Epoch {0} answers.").format(self._epoch(self._checkpoint)))
            self._now.setEnabled(True)
            self.looked_back.emit(self._run, self._checkpoint)
        elif self._checkpoint is not None:
            self._checkpoint = None
            self._now.setEnabled(False)
            self._say(self._hint(), quiet=True)
            self.returned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Behind another panel's tab it may stay, to look inside the network of that epoch. But once
        # the panel is closed, it cannot be seen any more why the bars answer as they do.
        if not event.spontaneous() and not _is_behind_a_tab(self):
            self.return_to_now()


def _is_behind_a_tab(widget: QWidget) -> bool:
    """Whether the panel around a hidden widget is open, and only another one in front of it."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QDockWidget):
        parent = parent.parentWidget()
    return parent is not None and parent.isVisible()

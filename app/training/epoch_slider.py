"""A slider through a training: how would this drawing have been read then?

    slider → looked_back(run, moment) → the weights of that moment answer → show_reading → sentence
    right end, "Back to Now", another training → returned → the network in use answers

The right end is now. A moment stays until one of these, so that it can be asked about other
drawings too, and a sentence says all the while that it is not today's network that answers.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.training.run import Run
from app.training.run_snapshots import Moment
from app.ui.theme import UNIT, scaled_font
from app.ui.widgets import WheelGuard
from nn.reader import Reading


class EpochSlider(QWidget):
    """The slider of one run, and a sentence on what the moment makes of the drawing."""

    looked_back = Signal(object, object)
    returned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._moments: tuple[Moment, ...] = ()
        self._moment: Moment | None = None
        self._title = QLabel(self.tr("Look back"), self)
        self._title.setFont(scaled_font(self, 1.0, bold=True))
        self._now = QPushButton(self.tr("Back to Now"), self)
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
    def moment(self) -> Moment | None:
        """The moment whose weights answer; None for now."""
        return self._moment

    @Slot(object)
    def show_run(self, run: Run | None) -> None:
        """Slide through this run from now on."""
        if run is not self._run:
            self.return_to_now()
            self._run = run
        self._offer()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """There may be more moments of the run, or fewer."""
        if run is self._run:
            self._offer()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """What the network that answers makes of the drawing."""
        if self._moment is None:
            return
        epoch = self._epoch(self._moment)
        if not reading.probabilities.size:
            self._say(
                self.tr("Epoch {0} answers: draw something to see how it reads.").format(epoch)
            )
            return
        digit = int(reading.probabilities.argmax())
        sure = self.locale().toString(round(100 * reading.confidence))
        self._say(self.tr("Epoch {0}: read as {1}, {2}\u00a0% sure.").format(epoch, digit, sure))

    @Slot()
    def return_to_now(self) -> None:
        """Let the network in use answer again."""
        if self._moment is not None:
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
        """As many places as there are moments, and one for now; the moment looked at stays."""
        snapshots = None if self._run is None else self._run.snapshots
        self._moments = () if snapshots is None else snapshots.moments
        if self._moment is not None and not self._moments:
            self.return_to_now()
        blocked = self._slider.blockSignals(True)
        self._slider.setRange(0, len(self._moments))
        self._slider.setValue(self._place())
        self._slider.blockSignals(blocked)
        self._slider.setEnabled(bool(self._moments))
        self._now.setEnabled(self._moment is not None)
        if self._moment is None:
            self._say(self._hint(), quiet=True)

    def _place(self) -> int:
        """Where the moment looked at stands on the slider; thinning may have taken it."""
        moment = self._moment
        if moment is None:
            return len(self._moments)
        distances = [abs(other.epoch - moment.epoch) for other in self._moments]
        return distances.index(min(distances))

    def _hint(self) -> str:
        if self._moments:
            return self.tr("Slide to the left to see how earlier epochs read your drawing.")
        if self._run is not None:
            return self.tr("Earlier epochs can be recalled only while the program stays open.")
        return self.tr("Train, and slide through the epochs to see how each reads your drawing.")

    def _say(self, text: str, *, quiet: bool = False) -> None:
        role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.WindowText
        self._sentence.setForegroundRole(role)
        self._sentence.setText(text)

    def _epoch(self, moment: Moment) -> str:
        return self.locale().toString(moment.epoch, "f", 2 if moment.epoch < 1 else 1)

    @Slot(int)
    def _move(self, place: int) -> None:
        if place < len(self._moments):
            self._moment = self._moments[place]
            self._say(self.tr("Epoch {0} answers.").format(self._epoch(self._moment)))
            self._now.setEnabled(True)
            self.looked_back.emit(self._run, self._moment)
        elif self._moment is not None:
            self._moment = None
            self._now.setEnabled(False)
            self._say(self._hint(), quiet=True)
            self.returned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Behind another panel's tab it may stay, to look inside the network of that epoch. But once
        # the panel is closed, nobody could see any more why the bars answer as they do.
        if not event.spontaneous() and not _is_behind_a_tab(self):
            self.return_to_now()


def _is_behind_a_tab(widget: QWidget) -> bool:
    """Whether the panel around a hidden widget is open, and only another one in front of it."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QDockWidget):
        parent = parent.parentWidget()
    return parent is not None and parent.isVisible()

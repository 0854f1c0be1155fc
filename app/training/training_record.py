"""What trainings have left: their curves, a slider through their epochs, and the list of them.

history → add_run, update_run, remove_run → curves, slider, list
list → chosen run → curves and slider
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.training.epoch_slider import EpochSlider
from app.training.run import Run
from app.training.run_list import RunList
from app.training.training_curves import TrainingCurves
from app.ui.theme import UNIT
from nn.reader import Reading


class TrainingRecord(QWidget):
    """Curves, slider and list, agreed on which run they are about; ``curves`` are the first."""

    looked_back = Signal(object, object)
    returned = Signal()
    use_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: Run | None = None
        self.curves = TrainingCurves(self)
        self._slider = EpochSlider(self)
        self._list = RunList(self)
        self._list.chosen.connect(self._choose)
        self._list.use_requested.connect(self.use_requested)
        self._list.remove_requested.connect(self.remove_requested)
        self._slider.looked_back.connect(self.looked_back)
        self._slider.returned.connect(self.returned)
        self.curves.ready.connect(self._give_room)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2 * UNIT)
        for part in (self.curves, self._slider, self._list):
            self._layout.addWidget(part)
        self._layout.addStretch(1)

    @Slot()
    def begin(self) -> None:
        """A training is about to start, and all eyes are on it."""
        self._slider.return_to_now()
        self._list.choose_none()
        self.curves.begin()

    @Slot(object)
    def add_run(self, run: Run) -> None:
        """A run more."""
        if self._newest is None or run.begun > self._newest.begun:
            self._newest = run
        self.curves.add(run)
        self._list.add(run)
        self._choose(self._list.chosen_run)

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """The run has come further, or has ended."""
        self.curves.update_run(run)
        self._list.update_run(run)
        self._slider.update_run(run)

    @Slot(object)
    def remove_run(self, run: Run) -> None:
        """The run is forgotten."""
        self.curves.remove(run)
        self._list.remove(run)
        if run is self._newest:
            self._newest = None
        self._choose(self._list.chosen_run)

    def set_in_training(self, in_training: bool) -> None:
        """Whether a network is in training."""
        self._list.set_in_training(in_training)

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """What the network that answers makes of the drawing."""
        self._slider.show_reading(reading)

    @Slot()
    def return_to_now(self) -> None:
        """The network in use answers again."""
        self._slider.return_to_now()

    @Slot()
    def _give_room(self) -> None:
        """Now that there are curves, whatever room is left is theirs."""
        self._layout.setStretch(0, 1)
        self._layout.setStretch(self._layout.count() - 1, 0)

    @Slot(object)
    def _choose(self, run: Run | None) -> None:
        self.curves.choose(run)
        self._slider.show_run(run or self._newest)

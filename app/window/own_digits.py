"""The library's panel in the window: the user's own digits, and the network that learns them.

canvas, recognizer → the drawing that is kept;  gallery → canvas
current network → fine-tuning → current network
"""

from __future__ import annotations

from PySide6.QtCore import Slot

from app.fine_tuning.section import FineTuningSection
from app.library.actions import LibraryActions
from app.library.panel import LibraryPanel
from app.window.workshop import Parts
from nn.model_file import Model


class OwnDigits(LibraryPanel):
    """The panel with the section of fine-tuning, connected with the window's parts."""

    def __init__(self, parts: Parts, actions: LibraryActions) -> None:
        super().__init__(actions=actions)
        self._parts = parts
        self._fine_tuning = FineTuningSection(self.library, parts.source, self)
        self.add_section(self._fine_tuning, self._fine_tuning.learn_button)
        self._fine_tuning.problem.connect(self.problem)
        self._fine_tuning.accepted.connect(self._use)
        parts.network.model_changed.connect(self._fine_tuning.set_model)
        self._fine_tuning.set_model(parts.network.model)
        self.drawing_opened.connect(parts.canvas.set_drawing)
        parts.canvas.changed.connect(self._follow_canvas)
        parts.recognizer.digit_chosen.connect(self._follow_canvas)
        self._follow_canvas()

    def shutdown(self) -> None:
        """End fine-tuning; wait until all changes are on the disk, and close the library."""
        self._fine_tuning.shutdown()
        super().shutdown()

    @Slot()
    def _follow_canvas(self) -> None:
        # A replay shows a part of it, but it is the whole drawing that has a label; or, of a
        # number, the digit that is looked at.
        self.set_drawing(self._parts.recognizer.digit_of(self._parts.canvas.drawing))

    @Slot(object)
    def _use(self, model: Model) -> None:
        """Use what learned the user's hand; a training would put its own network in that place."""
        if self._parts.retraining.is_running:
            self._parts.retraining.stop()
        self._parts.network.use(model)

"""The actions of the library, for a menu and the panel's buttons: they are there before the panel.

A start makes these alone; the panel, with all that it shows, is made when it is first needed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from nn.data.digit_data import CLASSES

_WITH_AN = 8
"""The only digit that English calls "an"."""


class LibraryActions(QObject):
    """``labels``: "That was a 0" to "That was a 9" (the keys 0 to 9); ``undo``, of one change.

    ``chosen`` carries the digit of a label.
    """

    chosen = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels = [self._label(digit) for digit in range(CLASSES)]
        self.undo = QAction(self.tr("Undo the Last Change to the Library"), self)
        self.undo.setShortcut(QKeySequence("Ctrl+U"))
        self.undo.setEnabled(False)

    def _label(self, digit: int) -> QAction:
        name = self.tr("That Was an {0}") if digit == _WITH_AN else self.tr("That Was a {0}")
        action = QAction(name.format(digit), self)
        action.setShortcut(QKeySequence(str(digit)))
        action.setToolTip(self.tr("Keep the drawing on the canvas as {0} (key {0})").format(digit))
        action.triggered.connect(partial(self.chosen.emit, digit))
        return action

"""The buttons below a draft: train it, save it, export it, delete it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.buttons import PushButton
from app.ui.theme import UNIT


class KeepingButtons(QWidget):
    """Each button has a signal of its own."""

    train_pressed = Signal()
    save_pressed = Signal()
    copy_pressed = Signal()
    export_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._train = self._button("trainRecipeButton", self.tr("Train"), self.train_pressed)
        self._train.setToolTip(self.tr("Save the recipe, and train it now"))
        self._save = self._button("saveRecipeButton", self.tr("Save"), self.save_pressed)
        self._save.setToolTip(self.tr("List the recipe beside the others, to be trained any time"))
        self._copy = self._button("copyRecipeButton", self.tr("Save a Copy"), self.copy_pressed)
        self._copy.setToolTip(self.tr("Save it under a name of its own"))
        self._export = self._button("exportRecipeButton", self.tr("Export…"), self.export_pressed)
        self._export.setToolTip(
            self.tr("Write it as a file, for others and for the command: train --recipe FILE")
        )
        self._delete = self._button("deleteRecipeButton", self.tr("Delete"), self.delete_pressed)
        self._delete.setToolTip(self.tr("List the recipe no more"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._train, 0, 0, 1, 3)
        layout.addWidget(self._save, 0, 3, 1, 3)
        for column, button in enumerate((self._copy, self._export, self._delete)):
            layout.addWidget(button, 1, 2 * column, 1, 2)
        for column in range(6):
            layout.setColumnStretch(column, 1)

    def offer(self, *, can_keep: bool, is_kept: bool, is_own: bool, has_problems: bool) -> None:
        """Offer what can be done with a draft that can be kept, is kept, is of an own recipe."""
        self._train.setEnabled(can_keep or (is_kept and not has_problems))
        self._save.setEnabled(can_keep and not is_kept)
        self._copy.setEnabled(not has_problems)
        self._export.setEnabled(not has_problems)
        self._delete.setEnabled(is_own)

    def _button(self, name: str, text: str, pressed: object) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        # As wide as the others in its row: words of other languages are longer than these.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(pressed)
        return button

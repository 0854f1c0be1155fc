"""The question what to do with pictures that do not lie upright."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from app.data.look import Found
from app.text.translate import translated
from nn.arrays import Array

_GAP = 12
"""Pixels between the pictures as they are and those upright."""


class TurnQuestion(QMessageBox):
    """Shows some pictures as they are and, below, as they were probably meant.

    Signals, one of them once: ``turn_chosen``, ``as_is_chosen``, or ``rejected``.
    """

    turn_chosen = Signal()
    as_is_chosen = Signal()

    def __init__(self, found: Found, parent: QWidget) -> None:
        super().__init__(parent)
        assert found.disorder is not None, "else there is nothing to ask"
        self.setObjectName("turnQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Training Data"))
        if found.samples is not None:
            self.setIconPixmap(_pixmap(found.samples))
        self.setText(translated(found.disorder.message))
        self.setInformativeText(
            self.tr(
                "A network that learns from them as they are reads no drawing. Turned upright, they"
                " are kept as a copy; your file stays as it is."
            )
        )
        action = QMessageBox.ButtonRole.ActionRole
        self._turn = self.addButton(self.tr("Turn Them Upright"), action)
        self._as_is = self.addButton(self.tr("Take Them as They Are"), action)
        self._turn.setObjectName("turnUpright")
        self._as_is.setObjectName("takeAsIs")
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(self._turn)
        self.buttonClicked.connect(self._answer)

    @Slot(QAbstractButton)
    def _answer(self, button: QAbstractButton) -> None:
        if button is self._turn:
            self.turn_chosen.emit()
        elif button is self._as_is:
            self.as_is_chosen.emit()


def _pixmap(samples: Array) -> QPixmap:
    """Two rows of pictures, of (2, n, 28, 28) uint8."""
    rows = [np.concatenate(list(row), axis=1) for row in samples]
    gap = np.zeros((_GAP, rows[0].shape[1]), np.uint8)
    grey = np.concatenate([rows[0], gap, rows[1]])
    alpha = np.concatenate([np.full_like(rows[0], 255), gap, np.full_like(rows[0], 255)])
    pixels = np.ascontiguousarray(np.stack([grey, grey, grey, alpha], axis=-1))
    height, width = grey.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return QPixmap.fromImage(image.copy())

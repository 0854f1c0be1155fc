"""What is to be seen before there is a sample: the way ahead, stop by stop, and how to set out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui.theme import UNIT
from app.ui.type_scale import scale_type


class Preview(QWidget):
    """What to do, and the stops with their ``names`` and ``sentences``."""

    def __init__(
        self, names: Sequence[str], sentences: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        hint = QLabel(
            self.tr(
                "Watch the network learn from a single image. Take the next image, or draw a digit "
                "and say which one it is."
            ),
            self,
        )
        hint.setObjectName("microscopeHint")
        scale_type(hint, 1.25)
        hint.setWordWrap(True)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * UNIT)
        layout.setVerticalSpacing(UNIT)
        layout.setColumnStretch(1, 1)
        layout.addWidget(hint, 0, 0, 1, 2)
        layout.setRowMinimumHeight(1, UNIT)
        for row, (name, sentence) in enumerate(zip(names, sentences, strict=True), start=1):
            title = QLabel(f"{row}  {name}", self)
            scale_type(title, 1.0, bold=True)
            text = QLabel(sentence, self)
            text.setWordWrap(True)
            text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            layout.addWidget(title, row + 1, 0, Qt.AlignmentFlag.AlignTop)
            layout.addWidget(text, row + 1, 1, Qt.AlignmentFlag.AlignTop)

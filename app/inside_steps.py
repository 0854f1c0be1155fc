"""The preprocessing step by step: from what the hand drew to what the network reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.inside_section import InsideSection, Question, Scene
from app.inside_stage_view import StageView
from app.inside_stages import Way, follow
from app.theme import UNIT, scaled_font
from nn.frame import BOX, PEN_WIDTH
from nn.preprocessing import SIZE

_STAGES = ("drawn", "cropped", "scaled", "inked", "centred")

_WIDE = 60 * UNIT
"""From this width on, logical pixels, there is room for larger pictures."""


class StepsSection(InsideSection):
    """A row for each step: a small picture, what happens, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way: Way | None = None
        self._views = {name: StageView(self) for name in _STAGES}
        self._texts = {name: self._text() for name in _STAGES}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * UNIT)
        layout.setVerticalSpacing(2 * UNIT)
        layout.setColumnStretch(1, 1)
        titles = self._titles()
        for row, name in enumerate(_STAGES):
            self._views[name].setObjectName(f"{name}Stage")
            self._views[name].setAccessibleName(titles[name])
            layout.addWidget(self._views[name], row, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(UNIT // 2)
            title = QLabel(titles[name], self)
            title.setFont(scaled_font(self, 1.0, bold=True))
            words.addWidget(title)
            words.addWidget(self._texts[name])
            words.addStretch(1)
            layout.addLayout(words, row, 1)

    @property
    def way(self) -> Way | None:
        """What is shown."""
        return self._way

    def question(self, scene: Scene) -> Question:
        return Question(follow, (scene,))

    def show_answer(self, answer: Way) -> None:
        self._way = answer
        captions = self._captions(answer)
        for name in _STAGES:
            self._views[name].show_stage(getattr(answer, name))
            if captions[name] != self._texts[name].text():
                self._texts[name].setText(captions[name])
                self._views[name].setAccessibleDescription(captions[name])

    def _text(self) -> QLabel:
        text = QLabel(self)
        text.setWordWrap(True)
        text.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return text

    def _titles(self) -> dict[str, str]:
        return {
            "drawn": self.tr("Drawn"),
            "cropped": self.tr("Cropped"),
            "scaled": self.tr("Scaled"),
            "inked": self.tr("Inked"),
            "centred": self.tr("Centred"),
        }

    def _captions(self, way: Way) -> dict[str, str]:
        """What happened at each step to this drawing, and why."""
        width, height = (self._number(100 * side, 0) for side in way.extent)
        drawn = self.tr("Kept as the path of the pen. Strokes: {0}.").format(way.strokes)
        cropped = self.tr(
            "Only the box around it counts, {0}\u00a0% × {1}\u00a0% of the sheet: where and how "
            "large you draw makes no difference."
        ).format(width, height)
        inked = self.tr(
            "One pen for everybody, {0} pixels wide, turns the path into {1} × {1} grey values."
        ).format(self._number(PEN_WIDTH, 1), SIZE)
        return {
            "drawn": drawn,
            "cropped": cropped,
            "scaled": self._caption_of_scaling(way),
            "inked": inked,
            "centred": self._caption_of_centring(way),
        }

    def _caption_of_scaling(self, way: Way) -> str:
        if way.stays:
            return self.tr("It has the size of the training images already, and keeps it.")
        return self.tr(
            "The larger side becomes {0} pixels, as in the training images, and the proportions "
            "stay: {1} × {2} pixels."
        ).format(self._number(BOX, 0), *(self._number(side, 0) for side in way.box))

    def _caption_of_centring(self, way: Way) -> str:
        if way.stays:
            return self.tr("It lies in the middle already. This is what the network reads.")
        right, down = (self._signed(pixels) for pixels in way.shift)
        return self.tr(
            "Moved by {0} pixels to the right and {1} down, so that the ink balances in the "
            "middle. This is what the network reads."
        ).format(right, down)

    def _number(self, value: float, decimals: int) -> str:
        return self.locale().toString(value, "f", decimals)

    def _signed(self, value: float) -> str:
        # A minus sign, and none before a zero.
        text = self._number(abs(value), 1)
        return f"\u2212{text}" if round(value, 1) < 0 else text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for view in self._views.values():
                view.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for view in self._views.values():
            view.set_side((6 if self.width() >= _WIDE else 4) * SIZE)

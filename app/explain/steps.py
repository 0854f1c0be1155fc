"""The preprocessing step by step: from what the hand drew to what the network reads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.explain.caption import LiveCaption
from app.explain.section import InsideSection, Question, Scene
from app.explain.stage_view import StageView
from app.explain.stages import Stage, Way, follow
from app.text.signed_numbers import signed
from app.ui.theme import UNIT, scaled_font
from nn.preprocessing.frame import BOX, PEN_WIDTH
from nn.preprocessing.pipeline import SIZE

_COLUMN = 36 * UNIT
"""The narrowest that a step may be, logical pixels: where there is room for two, there are two."""


class StepView(QWidget):
    """A step's picture, and beside it what happens and why."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = StageView(self)
        self.picture.setAccessibleName(title)
        self._caption = LiveCaption(self)
        heading = QLabel(title, self)
        heading.setFont(scaled_font(self, 1.0, bold=True))
        words = QVBoxLayout()
        words.setSpacing(UNIT // 2)
        words.addWidget(heading)
        words.addWidget(self._caption)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_step(self, stage: Stage, caption: str) -> None:
        """Show the step for another drawing."""
        self.picture.show_stage(stage)
        self._caption.set_text(caption)


class StepsSection(InsideSection):
    """A :class:`StepView` for each step, in one column or several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way: Way | None = None
        self._views = {name: StepView(title, self) for name, title in self._titles().items()}
        for name, view in self._views.items():
            view.setObjectName(f"{name}Step")
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(3 * UNIT)
        self._layout.setVerticalSpacing(2 * UNIT)
        self._arrange(1)

    @property
    def way(self) -> Way | None:
        """What is shown."""
        return self._way

    def question(self, scene: Scene) -> Question:
        return Question(follow, (scene,))

    def show_answer(self, answer: Way) -> None:
        self._way = answer
        for name, caption in self._captions(answer).items():
            self._views[name].show_step(getattr(answer, name), caption)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, view in enumerate(self._views.values()):
            self._layout.addWidget(view, *divmod(number, columns))
        for column in range(len(self._views)):
            self._layout.setColumnStretch(column, 1 if column < columns else 0)

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
        cropped = self.tr(
            "Only the box around it counts, {0}\u00a0% × {1}\u00a0% of the sheet: where and how "
            "large you draw makes no difference."
        ).format(width, height)
        return {
            "drawn": self._caption_of_drawing(way),
            "cropped": cropped,
            "scaled": self._caption_of_scaling(way),
            "inked": self._caption_of_inking(way),
            "centred": self._caption_of_centring(way),
        }

    def _caption_of_drawing(self, way: Way) -> str:
        if way.has_picture:
            return self.tr("An image, and the paths of the pen over it. Strokes: {0}.").format(
                way.strokes
            )
        return self.tr("Kept as the path of the pen. Strokes: {0}.").format(way.strokes)

    def _caption_of_inking(self, way: Way) -> str:
        if way.has_picture:
            return self.tr(
                "The image is averaged to {0} × {0} grey values, and strokes are inked as wide as "
                "it needs."
            ).format(SIZE)
        return self.tr(
            "One pen for everybody, {0} pixels wide, turns the path into {1} × {1} grey values."
        ).format(self._number(PEN_WIDTH, 1), SIZE)

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
        right, down = (signed(pixels, 1, self.locale()) for pixels in way.shift)
        return self.tr(
            "Moved by {0} pixels to the right and {1} down, so that the ink balances in the "
            "middle. This is what the network reads."
        ).format(right, down)

    def _number(self, value: float, decimals: int) -> str:
        return self.locale().toString(value, "f", decimals)

    def minimumSizeHint(self) -> QSize:
        # That of one column: were it that of two, the panel could not become narrow again.
        narrowest = max(view.minimumSizeHint().width() for view in self._views.values())
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, (self.width() + 3 * UNIT) // (_COLUMN + 3 * UNIT)))

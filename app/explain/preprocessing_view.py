"""The preprocessing step by step: from what the hand drew to what the network reads.

One stage of the preprocessing as a small picture: paths, pixels, the frame that counts.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.explain.images import ink_image
from app.explain.panel import LiveCaption
from app.explain.scheduler import InsideSection, Question, Scene
from app.explain.stages import Box, Stage, Way, follow
from app.text.formats import signed
from app.ui.theme import UNIT, hairline, scaled_font
from nn.preprocessing.frame import BOX, CENTRE, PEN_WIDTH
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


_MARK = 0.5 * UNIT
"""Half the size of the cross at the centre of mass, logical pixels."""


class StageView(QWidget):
    """A square picture of one :class:`Stage`; an empty sheet before there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self._image: QImage | None = None
        self._paths: list[QPolygonF] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_side(4 * SIZE)

    def set_side(self, side: int) -> None:
        """How large it is, logical pixels; a multiple of 28 shows all pixels alike."""
        self.setFixedSize(QSize(side, side))

    def show_stage(self, stage: Stage) -> None:
        """Show another stage."""
        self._stage = stage
        self._paths = [QPolygonF([QPointF(x, y) for x, y in path.tolist()]) for path in stage.paths]
        self._image = self._image_of(stage)
        self.update()

    def _image_of(self, stage: Stage) -> QImage | None:
        if stage.pixels is not None:
            return ink_image(stage.pixels, self.palette())
        if stage.picture is not None:
            return ink_image(stage.picture.ink / 255, self.palette())
        return None

    def _paint_stage(self, painter: QPainter, stage: Stage) -> None:
        """In the coordinates of the stage's field."""
        left, top, right, _ = stage.field
        scale = self.width() / (right - left)
        painter.scale(scale, scale)
        painter.translate(-left, -top)
        if self._image is not None:
            box = stage.field if stage.picture is None else _box_of(stage)
            painter.drawImage(_rect(box), self._image)
        pen = QPen(self.palette().text().color(), max(stage.pen, 1.5 / scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for path in self._paths:
            painter.drawPolyline(path)
            if path.size() == 1 or path.first() == path.last():
                painter.drawPoint(path.first())
        if stage.frame is not None:
            self._paint_frame(painter, _rect(stage.frame))
        if stage.mass is not None:
            self._paint_mass(painter, stage.mass, scale)

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        pen = QPen(self.palette().accent().color(), 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)

    def _paint_mass(self, painter: QPainter, mass: tuple[float, float], scale: float) -> None:
        """A ring where the centre is meant to be, and a cross where it is."""
        arm = _MARK / scale
        centre, place = QPointF(CENTRE, CENTRE), QPointF(*mass)
        for colour, width in (
            (self.palette().base().color(), 4),
            (self.palette().accent().color(), 2),
        ):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawEllipse(centre, 1.6 * arm, 1.6 * arm)
            painter.drawLine(place - QPointF(arm, 0), place + QPointF(arm, 0))
            painter.drawLine(place - QPointF(0, arm), place + QPointF(0, arm))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._stage is not None:
            self.show_stage(self._stage)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().base())
            if self._stage is not None:
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_stage(painter, self._stage)
                painter.restore()
            painter.setPen(hairline(self.palette()))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _rect(box: Box) -> QRectF:
    return QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3]))


def _box_of(stage: Stage) -> Box:
    picture = stage.picture
    assert picture is not None
    return (
        picture.left,
        picture.top,
        picture.left + picture.width,
        picture.top + picture.height,
    )

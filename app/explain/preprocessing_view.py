"""The section "Input": the preprocessing step by step, from the pen's path to 28×28 pixels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.explain.preprocessing_trace import Box, PreprocessingTrace, Stage, preprocessing_trace
from app.explain.section import ExplainSection, LiveCaption, Question
from app.text.formats import rounded_percent, signed
from app.ui.array_images import ink_image
from app.ui.theme import UNIT, hairline
from app.ui.type_scale import scale_type
from nn.preprocessing.frame import BOX, CENTRE, PEN_WIDTH, SIZE

_COLUMN = 36 * UNIT
"""The least width of a step in logical pixels: the section has as many columns as fit."""

_MARK = 0.5 * UNIT
"""Half the size of the cross at the centre of mass, logical pixels."""


class PreprocessingSection(ExplainSection):
    """A picture and a caption for each step, in one column or several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: PreprocessingTrace | None = None
        self._views = {name: _StepView(title, self) for name, title in self._titles().items()}
        for name, view in self._views.items():
            view.setObjectName(f"{name}Step")
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(3 * UNIT)
        self._layout.setVerticalSpacing(2 * UNIT)
        self._arrange(1)

    @property
    def trace(self) -> PreprocessingTrace | None:
        """What is shown."""
        return self._trace

    def question(self, *, exact: bool) -> Question:
        return preprocessing_trace

    def show_answer(self, answer: PreprocessingTrace) -> None:
        self._trace = answer
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

    def _captions(self, trace: PreprocessingTrace) -> dict[str, str]:
        """What happened at each step to this drawing, and why."""
        if trace.as_it_lies:
            return self._captions_of_sheet(trace)
        width, height = (rounded_percent(side, self.locale()) for side in trace.extent)
        cropped = self.tr(
            "Only the box around it counts, {0} × {1} of the sheet: where and how "
            "large you draw makes no difference."
        ).format(width, height)
        return {
            "drawn": self._caption_of_drawing(trace),
            "cropped": cropped,
            "scaled": self._caption_of_scaling(trace),
            "inked": self._caption_of_inking(trace),
            "centred": self._caption_of_centring(trace),
        }

    def _captions_of_sheet(self, trace: PreprocessingTrace) -> dict[str, str]:
        """The same while the drawing is read where it lies."""
        return {
            "drawn": self._caption_of_drawing(trace),
            "cropped": self.tr("Centring is off: this step is left out."),
            "scaled": self.tr(
                "The sheet becomes {0} × {0} pixels with all that lies on it: place and size "
                "stay as they were drawn."
            ).format(SIZE),
            "inked": self._caption_of_inking(trace),
            "centred": self.tr("Not moved. This is what the network reads, wherever it lies."),
        }

    def _caption_of_drawing(self, trace: PreprocessingTrace) -> str:
        if trace.has_picture:
            return self.tr("An image, and the paths of the pen over it. Strokes: {0}.").format(
                trace.strokes
            )
        return self.tr("Kept as the path of the pen. Strokes: {0}.").format(trace.strokes)

    def _caption_of_inking(self, trace: PreprocessingTrace) -> str:
        if trace.has_picture:
            return self.tr(
                "The image is averaged to {0} × {0} grey values, and strokes are inked as wide as "
                "it needs."
            ).format(SIZE)
        return self.tr(
            "One pen for everybody, {0} pixels wide, turns the path into {1} × {1} grey values."
        ).format(signed(PEN_WIDTH, 1, self.locale()), SIZE)

    def _caption_of_scaling(self, trace: PreprocessingTrace) -> str:
        if trace.stays:
            return self.tr("It has the size of the training images already, and keeps it.")
        return self.tr(
            "The larger side becomes {0} pixels, as in the training images, and the proportions "
            "stay: {1} × {2} pixels."
        ).format(*(signed(side, 0, self.locale()) for side in (BOX, *trace.box)))

    def _caption_of_centring(self, trace: PreprocessingTrace) -> str:
        if trace.stays:
            return self.tr("It lies in the middle already. This is what the network reads.")
        right, down = (signed(pixels, 1, self.locale()) for pixels in trace.shift)
        return self.tr(
            "Moved by {0} pixels to the right and {1} down, so that the ink balances in the "
            "middle. This is what the network reads."
        ).format(right, down)

    def minimumSizeHint(self) -> QSize:
        # That of one column: with that of two the panel could not become narrow again.
        narrowest = max(view.minimumSizeHint().width() for view in self._views.values())
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, (self.width() + 3 * UNIT) // (_COLUMN + 3 * UNIT)))


class _StepView(QWidget):
    """A step's picture, its title, and a caption on what happens and why."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = StageView(self)
        self.picture.setAccessibleName(title)
        self._caption = LiveCaption(self)
        heading = QLabel(title, self)
        scale_type(heading, 1.0, bold=True)
        texts = QVBoxLayout()
        texts.setSpacing(UNIT // 2)
        texts.addWidget(heading)
        texts.addWidget(self._caption)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)

    def show_step(self, stage: Stage, caption: str) -> None:
        """Show the step for another drawing."""
        self.picture.show_stage(stage)
        self._caption.set_text(caption)


class StageView(QWidget):
    """A square picture of one :class:`Stage`, empty at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self._image: QImage | None = None
        self._paths: list[QPolygonF] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A multiple of 28: all pixels have the same size.
        self.setFixedSize(4 * SIZE, 4 * SIZE)

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
        """Paint in the coordinates of the stage's field."""
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
            if path.size() == 1 or path.first() == path.last():
                # A point would be painted as a short line, enlarged to an oval.
                painter.fillPath(_dot(path.first(), pen.widthF()), pen.brush())
            painter.drawPolyline(path)
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
        """A ring around the middle of the field, a cross at the centre of mass."""
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


def _dot(centre: QPointF, width: float) -> QPainterPath:
    dot = QPainterPath()
    dot.addEllipse(centre, width / 2, width / 2)
    return dot


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

"""One stage of the preprocessing as a small picture: paths, pixels, the frame that counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.explain.images import ink_image
from app.explain.stages import Box, Stage
from app.ui.theme import UNIT, hairline
from nn.preprocessing.frame import CENTRE
from nn.preprocessing.pipeline import SIZE

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

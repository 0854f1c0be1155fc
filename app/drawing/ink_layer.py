"""A drawing as pixels: an image of its ink that grows piece by piece.

The path of a pen is smoothed by quadratic curves from the middle of one step to the middle of
the next with the recorded point between them as control, so that a fast circle is no polygon.
A new point therefore settles the curve before it and not yet the one after it:

    points      p0 ───── p1 ───── p2 ───── p3
    settled     p0 ─ m01 ⌒ m12 ⌒ m23            (m: middle)
    tail                            m23 ─ p3

Settled pieces of the stroke under way are painted once and for all, and its tail is painted over
the image by whoever shows it, so a pointer event costs the same however long the stroke is.
When the past changes (undo, the eraser), only the places of the strokes and of the picture's pixels
that came or went are painted anew, the picture below the strokes. The image is in device pixels and
comes from the drawing at every size and pixel ratio: it is never scaled.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.drawing.live_stroke import GrowingStroke
from app.drawing.picture_painting import PicturePainter
from app.drawing.sheet import Sheet
from nn.strokes import Drawing, Stroke

_MARGIN = 2.0
"""Logical pixels around ink that anti-aliasing may touch."""

_WIDEST = 1.5
"""The painted width at full pressure, in nominal widths."""


def painted_width(stroke: Stroke, index: int) -> float:
    """How wide the stroke is at a point, in its own unit.

    Nominal width at half pressure, or where the device knows none.
    """
    return stroke.width * (0.5 + float(stroke.pressure[index]) if len(stroke.pressure) else 1.0)


class InkLayer:
    """The ink of a canvas on its paper, opaque, without the live stroke's tail."""

    def __init__(self) -> None:
        self.pixmap = QPixmap()
        self._sheet = Sheet()
        self._paper = QColor()
        self._ink = QColor()
        self._pictures = PicturePainter(self._sheet, 1.0, paper=self._paper, ink=self._ink)
        self._shown = Drawing()
        self._live: GrowingStroke | None = None
        self._settled = 0

    def prepare(
        self, size: QSize, pixel_ratio: float, sheet: Sheet, *, paper: QColor, ink: QColor
    ) -> None:
        """Take new measures and colours; the layer is blank paper afterwards."""
        self.pixmap = QPixmap(size * pixel_ratio)
        self.pixmap.setDevicePixelRatio(pixel_ratio)
        self.pixmap.fill(paper)
        self._sheet, self._paper, self._ink = sheet, paper, ink
        self._pictures = PicturePainter(sheet, pixel_ratio, paper=paper, ink=ink)
        self._shown, self._live, self._settled = Drawing(), None, 0

    def show(self, finished: Drawing, live: GrowingStroke | None) -> QRect:
        """Bring the image up to date; returns the area that has to be repainted on screen."""
        area = self._changed_area(finished, live)
        if not area.isEmpty():
            self._paint_again(finished, area)
        if live is not self._live or not area.isEmpty():
            self._settled = 0
        self._shown, self._live = finished, live
        return area if live is None else area | self._show_live(live)

    def paint_tail(self, painter: QPainter) -> None:
        """Paint the end of the stroke under way, which is not settled."""
        if self._live is not None:
            stroke = self._live.stroke()
            self._paint_pieces(painter, stroke, self._settled, len(stroke.points) - 1)
            self._paint_end(painter, stroke)

    def _paint_end(self, painter: QPainter, stroke: Stroke) -> None:
        """Paint the straight end of a stroke, or the dot of a tap."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = len(stroke.points) - 1
        painter.setPen(self._pen(stroke, last))
        start = self._middle(stroke, last - 1) if last else self._at(stroke, 0)
        if start == self._at(stroke, last):
            painter.drawPoint(start)
        else:
            painter.drawLine(start, self._at(stroke, last))

    def _changed_area(self, finished: Drawing, live: GrowingStroke | None) -> QRect:
        """Where ink came or went; the stroke under way goes when it ends or is taken back."""
        area = self._pictures.changed_area(self._shown.picture, finished.picture)
        if finished is not self._shown:
            before = {id(stroke) for stroke in self._shown.strokes}
            after = {id(stroke) for stroke in finished.strokes}
            for stroke in (*self._shown.strokes, *finished.strokes):
                if (id(stroke) in before) is not (id(stroke) in after):
                    area |= self._bounds(stroke)
        if self._live is not None and live is not self._live:
            area |= self._bounds(self._live.stroke())
        return area

    def _show_live(self, live: GrowingStroke) -> QRect:
        stroke, last = live.stroke(), max(live.certain - 1, 0)
        if last > self._settled:
            with QPainter(self.pixmap) as painter:
                self._paint_pieces(painter, stroke, self._settled, last)
        # The tail begins in the middle of the step that was the latest until now.
        area = self._bounds(stroke, first=self._settled - 1)
        self._settled = last
        return area

    def _paint_again(self, drawing: Drawing, area: QRect) -> None:
        with QPainter(self.pixmap) as painter:
            painter.setClipRect(area)
            painter.fillRect(area, self._paper)
            if drawing.picture is not None:
                self._pictures.paint(painter, drawing.picture, area)
            for stroke in drawing.strokes:
                if self._bounds(stroke).intersects(area):
                    self._paint_pieces(painter, stroke, 0, len(stroke.points) - 1)
                    self._paint_end(painter, stroke)

    def _paint_pieces(self, painter: QPainter, stroke: Stroke, first: int, end: int) -> None:
        """Paint the settled pieces of the points ``first`` … ``end - 1``."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(first, end):
            painter.setPen(self._pen(stroke, index))
            piece = QPainterPath(self._middle(stroke, index - 1) if index else self._at(stroke, 0))
            piece.quadTo(self._at(stroke, index), self._middle(stroke, index))
            painter.drawPath(piece)

    def _bounds(self, stroke: Stroke, first: int = 0) -> QRect:
        """The part of the widget that the stroke covers from point ``first`` on."""
        points = stroke.points[max(first, 0) :]
        left, top = (float(value) for value in points.min(axis=0))
        right, bottom = (float(value) for value in points.max(axis=0))
        corners = QRectF(self._sheet.to_widget(left, top), self._sheet.to_widget(right, bottom))
        reach = stroke.width * _WIDEST / 2 * self._sheet.side + _MARGIN
        return corners.adjusted(-reach, -reach, reach, reach).toAlignedRect()

    def _pen(self, stroke: Stroke, index: int) -> QPen:
        pen = QPen(self._ink, painted_width(stroke, index) * self._sheet.side)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _at(self, stroke: Stroke, index: int) -> QPointF:
        x, y = stroke.points[index]
        return self._sheet.to_widget(float(x), float(y))

    def _middle(self, stroke: Stroke, index: int) -> QPointF:
        return (self._at(stroke, index) + self._at(stroke, index + 1)) / 2

"""A drawing as pixels: an image of its ink that grows piece by piece.

The path of a pen is smoothed by quadratic curves from the middle of one step to the middle of
the next with the recorded point between them as control, so that a fast circle is no polygon.
A new point therefore settles the curve before it and not yet the one after it:

    points      p0 ───── p1 ───── p2 ───── p3
    settled     p0 ─ m01 ⌒ m12 ⌒ m23            (m: middle)
    tail                            m23 ─ p3

Settled pieces of the stroke under way are painted once and for all, and its tail is painted over
the image when that is shown, so a pointer event costs the same however long the stroke is.
When the past changes (undo, the eraser), only the places of the strokes and of the picture's pixels
that came or went are painted anew, the picture below the strokes. The image is in device pixels and
comes from the drawing at every size and pixel ratio: it is never scaled.

A picture's pixels are painted at the screen's own resolution: the ink in an area is interpolated,
blended with the paper, and only the area that changed is made. During a replay the strokes that are
complete are those of the whole drawing, and only the one that has begun grows.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from app.drawing.pointer import Sheet
from app.drawing.stroke_editor import GrowingStroke
from nn.arrays import Array
from nn.strokes import Drawing, Picture, Stroke

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


_SUPPORT = 2.0
"""How far, in pixels of the picture, a pixel is seen around its middle: bicubic interpolation."""


class PicturePainter:
    """Paints pictures that lie on one sheet, in one pair of colours."""

    def __init__(self, sheet: Sheet, pixel_ratio: float, *, paper: QColor, ink: QColor) -> None:
        self._sheet = sheet
        self._ratio = pixel_ratio
        self._colours = _blended(paper, ink)

    def changed_area(self, before: Picture | None, after: Picture | None) -> QRect:
        """The part of the widget in which the two look different, logical pixels."""
        if before is after:
            return QRect()
        if before is None or after is None or not _same_place(before, after):
            return self._around(before) | self._around(after)
        changed = Picture(
            (before.ink != after.ink).astype(np.uint8), after.left, after.top, after.width
        )
        return self._around(changed)

    def paint(self, painter: QPainter, picture: Picture, area: QRect) -> None:
        """Paint what of the picture lies in ``area``, on nothing but paper."""
        seen = self._around(picture) & area
        if seen.isEmpty():
            return
        device = QRectF(
            seen.x() * self._ratio,
            seen.y() * self._ratio,
            seen.width() * self._ratio,
            seen.height() * self._ratio,
        ).toAlignedRect()
        pixels = self._colours[self._enlarged(picture, device)]
        image = QImage(pixels.data, device.width(), device.height(), 4 * device.width(), _RGB)
        painter.save()
        painter.scale(1 / self._ratio, 1 / self._ratio)
        painter.drawImage(device.topLeft(), image)
        painter.restore()

    def _around(self, picture: Picture | None) -> QRect:
        """Where ink of the picture is seen."""
        if picture is None or picture.is_blank:
            return QRect()
        left, top, right, bottom = picture.bounds()
        corners = QRectF(self._sheet.to_widget(left, top), self._sheet.to_widget(right, bottom))
        reach = _SUPPORT * picture.pixel * self._sheet.side + 1
        return corners.adjusted(-reach, -reach, reach, reach).toAlignedRect()

    def _enlarged(self, picture: Picture, device: QRect) -> Array:
        """The ink at the screen's pixels of ``device``, (height, width) uint8."""
        # Not at the start of the program: few sessions ever see a picture.
        from PIL import Image

        across = 1 / (self._ratio * self._sheet.side * picture.pixel)
        left, top = self._sheet.to_widget(picture.left, picture.top).toTuple()
        # Interpolation looks beyond the area, and the area may reach beyond the picture.
        margin = int(_SUPPORT + 2 * across + self._ratio * across) + 2
        box = (
            margin + (device.left() - left * self._ratio) * across,
            margin + (device.top() - top * self._ratio) * across,
            margin + (device.left() + device.width() - left * self._ratio) * across,
            margin + (device.top() + device.height() - top * self._ratio) * across,
        )
        padded = Image.fromarray(np.pad(picture.ink, margin))
        size = (device.width(), device.height())
        return np.asarray(padded.resize(size, Image.Resampling.BICUBIC, box=box))


def _same_place(first: Picture, second: Picture) -> bool:
    return (first.left, first.top, first.width, first.ink.shape) == (
        second.left,
        second.top,
        second.width,
        second.ink.shape,
    )


def _blended(paper: QColor, ink: QColor) -> Array:
    """(256,) uint32 colours from bare paper to full ink."""
    amount = np.linspace(0, 1, 256)[:, None]
    colours = [np.array([colour.red(), colour.green(), colour.blue()]) for colour in (paper, ink)]
    red, green, blue = np.rint((1 - amount) * colours[0] + amount * colours[1]).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)


_RGB = QImage.Format.Format_RGB32


class ReplayedStroke:
    """The beginning of a complete stroke; a longer ``part`` may be put in this one's place.

    The last point of ``part`` is where the pen was between two points of ``whole``.
    """

    def __init__(self, whole: Stroke, part: Stroke) -> None:
        self.whole = whole
        self.part = part

    @property
    def certain(self) -> int:
        return len(self.part.points) - 1

    def stroke(self) -> Stroke:
        return self.part

    def is_beyond(self, part: Stroke) -> bool:
        """Whether it has come further than ``part``."""
        return len(self.part.points) > len(part.points)


class ReplayedPart:
    """Divides part after part of a drawing; the stroke that has begun grows between them."""

    def __init__(self) -> None:
        self._begun: ReplayedStroke | None = None

    def divided(self, part: Drawing, whole: Drawing) -> tuple[Drawing, ReplayedStroke | None]:
        """The part's complete strokes, which are the very strokes of ``whole``, and the begun one.

        The latter is the same object as before as long as it is the same stroke and not shorter.
        """
        if not part.strokes or len(part.strokes) > len(whole.strokes):
            return part, None
        last, complete = part.strokes[-1], whole.strokes[len(part.strokes) - 1]
        if last is complete:
            return part, None
        begun = self._begun
        if begun is None or begun.whole is not complete or begun.is_beyond(last):
            self._begun = begun = ReplayedStroke(complete, last)
        begun.part = last
        return Drawing(part.strokes[:-1], part.picture), begun

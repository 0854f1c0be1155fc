"""What the bench is made of: a titled figure, a picture with marked pixels, the units as tiles."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.explain.tiles import INSET, Mosaic, MosaicStyle, TileGrid, mosaic_layout, painted
from app.ui.array_images import PixelView, signed_image
from app.ui.theme import UNIT, hairline, signed_scale
from app.ui.type_scale import scale_type
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

_COLUMNS = 10
"""Of the hidden units."""

_GAP = 2
"""Between hidden units, logical pixels."""

_LARGEST_TILE = 3 * UNIT
"""Side of a unit's tile, logical pixels."""

_LARGEST_PICTURE = 8 * SIZE
"""Side of a picture of pixels, logical pixels."""

_TINY = 1e-30


class Figure(QWidget):
    """A picture under its title, with a caption below. One that ``grows`` takes all the height."""

    def __init__(
        self, picture: QWidget, name: str, parent: QWidget | None = None, *, grows: bool = False
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._title = _line(self, f"{name}Title")
        scale_type(self._title, 0.95, bold=True)
        self._caption = _line(self, f"{name}Caption")
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        picture.setObjectName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._title)
        layout.addWidget(picture, 1 if grows else 0)
        layout.addWidget(self._caption)
        if not grows:
            layout.addStretch(1)

    def say(self, title: str, caption: str) -> None:
        """Another title and caption (rich text)."""
        self._title.setText(title)
        self._caption.setText(caption)
        self._picture.setAccessibleName(title)
        self._picture.setToolTip("" if isinstance(self._picture, HiddenUnits) else title)


class MarkedPixels(PixelView):
    """A picture of 28×28 pixels, some of which are framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, largest=_LARGEST_PICTURE)
        self.marks: tuple[int, ...] = ()
        self._room = _LARGEST_PICTURE

    def heightForWidth(self, width: int) -> int:
        """As high as the picture itself, which is a whole number of device pixels a pixel."""
        ratio = self.devicePixelRatio()
        side = min(super().heightForWidth(width), self._room)
        return math.ceil(SIZE * max(int(side * ratio) // SIZE, 1) / ratio)

    def sizeHint(self) -> QSize:
        side = self.heightForWidth(self._room)
        return QSize(side, side)

    def limit(self, room: int) -> None:
        """Take at most ``room`` logical pixels, so that pictures side by side are equally large."""
        if room != self._room:
            self._room = room
            self.updateGeometry()

    def mark(self, pixels: tuple[int, ...]) -> None:
        """Frame these pixels, numbered row by row."""
        if pixels != self.marks:
            self.marks = pixels
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ratio = self.devicePixelRatio()
        cell = max(int(min(self.width(), self.height()) * ratio) // SIZE, 1)
        line = max(round(ratio), 1)
        colours = self.palette()
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            for pixel in self.marks:
                row, column = divmod(pixel, SIZE)
                place = QRectF(column * cell, row * cell, cell, cell)
                # Two frames, one of which stands out from any ground.
                for colour, gap in ((colours.base(), 2.5 * line), (colours.text(), 1.5 * line)):
                    painter.setPen(QPen(colour.color(), line))
                    painter.drawRect(place.adjusted(-gap, -gap, gap, gap))


class UnitTiles(TileGrid):
    """Tiles of which the chosen one stands out also where it is as blue as its frame."""

    framed: tuple[int, int] | None = None
    """The chosen unit and the side of its tile, logical pixels."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.framed is None:
            return
        unit, side = self.framed
        centre = self.place_of(unit)
        if centre is not None:
            place = QRectF(0, 0, side + _GAP, side + _GAP)
            place.moveCenter(QPointF(centre) + QPointF(0.5, 0.5))
            with QPainter(self) as painter:
                painter.setPen(QPen(self.palette().text().color(), 2))
                painter.drawRect(place)


class HiddenUnits(QWidget):
    """The hidden units as tiles in rows of ten; ``picked`` carries the one that is clicked."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Array = np.zeros(0)
        self._chosen = 0
        self._strongest: frozenset[int] = frozenset()
        self._tiles = UnitTiles(self.tr("Hidden unit {0}"), self)
        self._tiles.picked.connect(self._pick)
        self.setFocusProxy(self._tiles)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tiles)

    @property
    def tiles(self) -> TileGrid:
        """Where they are clicked."""
        return self._tiles

    def show_values(self, values: Array, chosen: int, strongest: frozenset[int]) -> None:
        """Show values (N,), the largest in full colour; some units are framed, one is chosen."""
        self._values, self._chosen, self._strongest = values, chosen, strongest
        self._show()

    def setAccessibleName(self, name: str) -> None:
        self._tiles.setAccessibleName(name)

    def _show(self) -> None:
        if not self._values.size:
            return
        style = MosaicStyle(
            table=np.array(signed_scale(self.palette()), np.uint32),
            ground=hairline(self.palette()).rgb(),
            width=self.width() - 2 * INSET,
            ratio=self.devicePixelRatio(),
            line=0,
        )
        side = min((style.width - (_COLUMNS - 1) * _GAP) // _COLUMNS, _LARGEST_TILE)
        shape = (self._values.size, 1, 1)
        # As wide as ten tiles and no wider, so that there are ten in a row.
        fitting = MosaicStyle(
            style.table, style.ground, _COLUMNS * (side + _GAP), style.ratio, style.line
        )
        layout = mosaic_layout(shape, fitting, side=max(side, 2), gap=_GAP)
        values = (self._values / max(float(np.abs(self._values).max()), _TINY)).reshape(shape)
        units = tuple(range(self._values.size))
        self._tiles.framed = (self._chosen, side)
        mosaic = Mosaic(layout, painted(values, layout, style), units, self._strongest)
        self._tiles.show_mosaic(mosaic, self._chosen)

    @Slot(int)
    def _pick(self, unit: int) -> None:
        if unit < 0:
            # There is always one whose numbers are shown.
            self._show()
        else:
            self._chosen = unit
            self.picked.emit(unit)

    def minimumSizeHint(self) -> QSize:
        return QSize(_COLUMNS * (UNIT + _GAP), UNIT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()


def scaled_image(values: Array, colours: QPalette) -> QImage:
    """Values (784,) in signed colours, the largest in full colour."""
    largest = max(float(np.abs(values).max()), _TINY)
    return signed_image(values.reshape(SIZE, SIZE) / largest, colours)


def _line(parent: QWidget, name: str) -> QLabel:
    """A line that is cut rather than make its column wider."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return label

"""What the bench is made of: a titled figure, a picture with marked pixels, the units as tiles."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.explain.images import PixelView, signed_image
from app.explain.tiles import INSET, Mosaic, MosaicStyle, TileGrid, mosaic_layout, painted
from app.ui.theme import UNIT, hairline, scaled_font, signed_scale
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

_COLUMNS = 10
"""Of the hidden units."""

_GAP = 2
"""Between hidden units, logical pixels."""

_LARGEST_TILE = 3 * UNIT
"""Side of a unit's tile, logical pixels."""

_TINY = 1e-30


class Figure(QWidget):
    """A picture under its title, with a caption below; long words are cut, and told whole."""

    def __init__(self, picture: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._title = _line(self, f"{name}Title")
        self._title.setFont(scaled_font(self, 0.95, bold=True))
        self._caption = _line(self, f"{name}Caption")
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        picture.setObjectName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._title)
        layout.addWidget(picture)
        layout.addWidget(self._caption)
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
        super().__init__(parent, largest=6 * SIZE)
        self.marks: tuple[int, ...] = ()

    def mark(self, pixels: tuple[int, ...]) -> None:
        """Frame these pixels, numbered row by row."""
        if pixels != self.marks:
            self.marks = pixels
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ratio = self.devicePixelRatio()
        cell = max(int(min(self.width(), self.height()) * ratio) // SIZE, 1)
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.setPen(QPen(self.palette().accent().color(), max(round(ratio), 1)))
            for pixel in self.marks:
                row, column = divmod(pixel, SIZE)
                place = QRectF(column * cell, row * cell, cell, cell)
                painter.drawRect(place.adjusted(-1.5, -1.5, 0.5, 0.5))


class HiddenUnits(QWidget):
    """The hidden units as tiles in rows of ten; ``picked`` carries the one that is clicked."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Array = np.zeros(0)
        self._chosen = 0
        self._strongest: frozenset[int] = frozenset()
        self._tiles = TileGrid(self.tr("Hidden unit {0}"), self)
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

"""Drawing, network and answer side by side: what goes in on the left comes out on the right.

    canvas | picture of the network | bars

The canvas is square and as large as the height allows, the bars need a column, and the picture
has what is left. Where that is too little for it, it folds away behind its button, which then
shows it in the canvas' place.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.icons import icon
from app.ui.theme import UNIT

NARROW = 115 * UNIT
"""Width, logical pixels, below which the network's picture folds away."""

_BARS = (29 * UNIT, 88 * UNIT)
"""The narrowest and the widest column for the bars, logical pixels."""

_BARS_OF_TYPE = 15
"""The narrowest column in lines of type."""

_SHARE_OF_BARS = 0.25
"""Of the width, between these."""

_LEAST_PICTURE = 37 * UNIT
"""The narrowest picture beside the canvas, logical pixels."""

_MOST_CANVAS = 0.4
"""Of the width: the network has to have room as well."""


class Stage(QWidget):
    """Three widgets in a row. ``show_network`` is the action that folds the picture in or out.

    ``arranged`` tells that the three have new places.
    """

    arranged = Signal()

    def __init__(
        self, canvas: QWidget, picture: QWidget, bars: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._canvas, self._picture, self._bars = canvas, picture, bars
        for part in (canvas, picture, bars):
            part.setParent(self)
        self.setTabOrder(canvas, picture)
        self.setTabOrder(picture, bars)
        self._is_narrow = False
        self._wanted = {False: True, True: False}
        """Whether the picture is to be seen, in a wide and in a narrow window."""
        self.show_network = QAction(self.tr("Show the &Network"), self)
        self.show_network.setIconText(self.tr("Network"))
        self.show_network.setCheckable(True)
        self.show_network.setChecked(True)
        self.show_network.setShortcut(QKeySequence("N"))
        self.show_network.setIcon(icon("network", self.palette()))
        self.show_network.toggled.connect(self._choose)

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for the three side by side."""
        return self._is_narrow

    @property
    def shows_network(self) -> bool:
        """Whether the user wants the network's picture where there is room for it."""
        return self._wanted[False]

    def set_network_shown(self, is_shown: bool) -> None:
        """Show the network's picture where there is room for it, or do not."""
        self._wanted[False] = is_shown
        self._arrange()

    @Slot(bool)
    def _choose(self, is_shown: bool) -> None:
        self._wanted[self._is_narrow] = is_shown
        self._arrange()

    def _arrange(self) -> None:
        self._is_narrow = self.width() < NARROW
        is_shown = self._wanted[self._is_narrow]
        blocked = self.show_network.blockSignals(True)
        self.show_network.setChecked(is_shown)
        self.show_network.blockSignals(blocked)
        canvas, picture, bars = self._places(is_shown)
        self._canvas.setVisible(not (self._is_narrow and is_shown))
        self._picture.setVisible(is_shown)
        self._canvas.setGeometry(canvas)
        self._picture.setGeometry(picture)
        self._bars.setGeometry(bars)
        self.arranged.emit()

    def _places(self, is_shown: bool) -> tuple[QRect, QRect, QRect]:
        """The places of canvas, picture and bars."""
        width, height = self.width(), self.height()
        share = _SHARE_OF_BARS if is_shown and not self._is_narrow else 0.36
        bars = round(min(max(share * width, self._least_bars()), _BARS[1]))
        room = width - bars
        if self._is_narrow or not is_shown:
            whole = QRect(0, 0, room, height)
            return whole, whole, QRect(room, 0, bars, height)
        hint = self._canvas.sizeHint()
        square = height - hint.height() + hint.width()
        canvas = round(min(square, room - _LEAST_PICTURE, _MOST_CANVAS * width))
        canvas = max(canvas, self._canvas.minimumSizeHint().width())
        return (
            QRect(0, 0, canvas, height),
            QRect(canvas, 0, room - canvas, height),
            QRect(room, 0, bars, height),
        )

    def _least_bars(self) -> int:
        """The narrowest column for the bars: wider for larger type, as far as the others let it."""
        wanted = round(_BARS_OF_TYPE * self.fontMetrics().lineSpacing())
        return min(max(wanted, _BARS[0]), max(self.width() // 3, _BARS[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.show_network.setIcon(icon("network", self.palette()))
        elif event.type() is QEvent.Type.FontChange:
            self._arrange()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(160 * UNIT, 70 * UNIT)

    def minimumSizeHint(self) -> QSize:
        canvas, bars = self._canvas.minimumSizeHint(), self._bars.minimumSizeHint()
        return QSize(canvas.width() + _BARS[0], max(canvas.height(), bars.height()))

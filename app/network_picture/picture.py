"""The picture as a widget: what it is told, when it works, and what it paints."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.network_picture.arrangement import Arrangement, Room, arrange
from app.network_picture.captions import CaptionPainter, foot_height, head_height
from app.network_picture.content import (
    Content,
    NetworkFacts,
    Wishes,
    content_of,
)
from app.network_picture.painting import Marks, PicturePainter
from app.network_picture.style import Style
from nn.arrays import Array
from nn.reader import Reader, Reading

FRAME = 16
"""Milliseconds between two frames at the least."""


class NetworkPicture(QWidget):
    """Shows a network and what it makes of a drawing.

    ``pinned`` carries what the user has pinned, None when it is let go.
    """

    pinned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networkPicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._facts: NetworkFacts | None = None
        self._image: Array | None = None
        self._outputs: tuple[float, ...] = ()
        self._is_training = False
        self._gradients: tuple[float, ...] = ()
        self._arrangement: Arrangement | None = None
        self._content: Content | None = None
        self._shown: Mapping[int, tuple[int, ...]] = {}
        self._changed: Mapping[int, object] = {}
        self._marks = Marks()
        self._style = Style.of(self)
        self._ground: QPixmap | None = None
        self._base: QPixmap | None = None
        self._last = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._refresh)

    @Slot(object)
    def set_reader(self, reader: Reader) -> None:
        """Show this reader's network from now on."""
        before = self._facts
        self._facts = NetworkFacts(reader.network)
        if before is None or not before.is_alike(self._facts):
            self._shown = {}
            self._arrangement = None
        self._schedule()

    @Slot(object)
    def show_reading(self, reading: Reading) -> None:
        """Show what the network makes of what was read; of an empty drawing nothing."""
        self._image = reading.image if len(reading.probabilities) else None
        self._schedule()

    @Slot(object)
    def set_output_places(self, centres: Sequence[float]) -> None:
        self._outputs = tuple(centres)
        self._arrangement = None
        self._schedule()

    @Slot(bool)
    def set_training(self, is_training: bool) -> None:
        self._is_training = is_training
        self._schedule()

    @Slot(object)
    def set_gradients(self, sizes: Sequence[float]) -> None:
        self._gradients = tuple(sizes)
        self._schedule()

    def _schedule(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            elapsed = 1000 * (time.monotonic() - self._last)
            self._timer.start(max(0, round(FRAME - elapsed)))

    @Slot()
    def _refresh(self) -> None:
        if self._facts is None or not self.isVisible():
            return
        self._last = time.monotonic()
        if self._arrangement is None:
            self._arrange(self._facts)
        assert self._arrangement is not None
        self._content = content_of(
            self._facts, self._image, self._arrangement, self._shown, Wishes()
        )
        self._shown = self._content.shown
        self._base = None
        self.update()

    def _arrange(self, facts: NetworkFacts) -> None:
        room = Room(
            QSizeF(self.size()),
            self.devicePixelRatio(),
            head_height(self._style),
            self.height() - foot_height(self._style),
            self._outputs,
        )
        self._arrangement = arrange(facts.network, facts.levels, room)
        self._ground = None

    def _pixmap(self) -> QPixmap:
        pixmap = QPixmap(self.size() * self.devicePixelRatio())
        pixmap.setDevicePixelRatio(self.devicePixelRatio())
        return pixmap

    def _paint_ground(self, arrangement: Arrangement, content: Content) -> QPixmap:
        ground = self._pixmap()
        ground.fill(self._style.window)
        with QPainter(ground) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            PicturePainter(painter, arrangement, self._style, self.devicePixelRatio()).paint_ground(
                content
            )
            captions = CaptionPainter(painter, arrangement, self._style)
            captions.paint_names(content)
            captions.paint_hidden(content)
        return ground

    def _paint_base(self, arrangement: Arrangement, content: Content) -> QPixmap:
        if self._ground is None:
            self._ground = self._paint_ground(arrangement, content)
        base = self._pixmap()
        with QPainter(base) as painter:
            painter.drawPixmap(0, 0, self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            PicturePainter(
                painter, arrangement, self._style, self.devicePixelRatio()
            ).paint_content(content, self._marks)
            captions = CaptionPainter(painter, arrangement, self._style)
            if self._is_training:
                captions.paint_gradients(content, self._gradients)
            else:
                captions.paint_hint(self._hint())
        return base

    def _hint(self) -> str:
        if self._image is None:
            return self.tr("Draw a digit, and see it flow through the network")
        return self.tr("Point at a unit to see its formula, click to keep it")

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._arrangement is None or self._content is None:
                painter.fillRect(self.rect(), self._style.window)
                return
            if self._base is None:
                self._base = self._paint_base(self._arrangement, self._content)
            painter.drawPixmap(0, 0, self._base)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrangement = None
        self._schedule()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._schedule()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._style = Style.of(self)
            self._arrangement = None
            self._schedule()

    def sizeHint(self) -> QSize:
        return QSize(600, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

"""The picture's pixmaps: the ground and the frame on it, each painted again only when it changes.

arrangement, style → ground → frame → the widget, with what is chosen and what travels on top
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from app.network_picture.captions import CaptionPainter
from app.network_picture.content import Content
from app.network_picture.link_painting import Ways
from app.network_picture.painting import Marks, PicturePainter
from app.network_picture.style import Style


@dataclass(frozen=True, eq=False)
class Foot:
    """What stands under the columns: the gradients if there are any, otherwise a hint."""

    gradients: tuple[float, ...]
    hint: str


class Frames:
    """Keeps the pixmaps of one widget."""

    def __init__(self) -> None:
        self._ground: QPixmap | None = None
        self._ground_of: tuple[object, ...] = ()
        self._frame: QPixmap | None = None

    def forget(self) -> None:
        """Paint all anew: another theme, size or network."""
        self._ground = self._frame = None

    def frame_changed(self) -> None:
        """Paint the frame anew, on the same ground."""
        self._frame = None

    def frame(
        self,
        size: QSize,
        ratio: float,
        ways: Ways,
        content: Content,
        style: Style,
        marks: Marks,
        foot: Foot,
    ) -> QPixmap:
        """The newest frame."""
        if self._frame is None:
            ground = self._ground_for(size, ratio, ways, content, style, marks)
            self._frame = _pixmap(size, ratio)
            with QPainter(self._frame) as painter:
                painter.drawPixmap(0, 0, ground)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                PicturePainter(painter, ways, style, ratio).paint_content(content, marks)
                captions = CaptionPainter(painter, ways.arrangement, style)
                if foot.gradients:
                    captions.paint_gradients(content, foot.gradients)
                else:
                    captions.paint_hint(foot.hint)
        return self._frame

    def _ground_for(
        self,
        size: QSize,
        ratio: float,
        ways: Ways,
        content: Content,
        style: Style,
        marks: Marks,
    ) -> QPixmap:
        dead = tuple(sorted((level, len(units)) for level, units in marks.dead.items()))
        key: tuple[object, ...] = (ways, style, size, ratio, dead)
        if self._ground is None or self._ground_of != key:
            self._ground, self._ground_of = _pixmap(size, ratio), key
            self._ground.fill(style.window)
            with QPainter(self._ground) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                PicturePainter(painter, ways, style, ratio).paint_ground(content)
                captions = CaptionPainter(painter, ways.arrangement, style)
                captions.paint_names(content)
                captions.paint_omitted()
                captions.paint_hidden(content, marks.dead)
        return self._ground


def _pixmap(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap

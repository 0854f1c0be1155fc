"""Icons in the colour of the text: one SVG a sign, inked in whatever theme the window has."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from app.ui.theme import blend

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
_SIZE = 20
"""Logical pixels of an icon."""
_RATIOS = (1.0, 1.5, 2.0, 3.0)


class SignButton(QToolButton):
    """A flat button with a sign, inked anew when the theme changes; ``text`` says what it does."""

    def __init__(self, sign: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setIcon(icon(sign, self.palette()))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon(self._sign, self.palette()))
        super().changeEvent(event)


def icon(name: str, colours: QPalette) -> QIcon:
    """The sign ``name`` of resources/icons, in the palette's colour for text on buttons."""
    svg = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    ink = colours.buttonText().color()
    modes = {
        QIcon.Mode.Normal: ink,
        QIcon.Mode.Disabled: blend(ink, colours.window().color(), 0.35),
    }
    result = QIcon()
    for mode, colour in modes.items():
        for ratio in _RATIOS:
            # Many buttons have the same sign.
            key, pixmap = f"{name} {colour.name()} {ratio}", QPixmap()
            if not QPixmapCache.find(key, pixmap):
                pixmap = _render(svg, colour, ratio)
                QPixmapCache.insert(key, pixmap)
            result.addPixmap(pixmap, mode)
    return result


def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(_FOLDER / "digits.svg"))


def _render(svg: str, colour: QColor, ratio: float) -> QPixmap:
    inked = svg.replace("currentColor", colour.name())
    pixmap = QPixmap(QSize(_SIZE, _SIZE) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        area = QRectF(0, 0, pixmap.width(), pixmap.height())
        QSvgRenderer(QByteArray(inked.encode())).render(painter, area)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap

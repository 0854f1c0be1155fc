"""Colours and distances: the one place that knows how the window looks.

Every colour a widget paints with comes from its ``QPalette``, so that a change of theme reaches
all of them by Qt's own event (``PaletteChange``). On Windows, macOS and desktops with a style of
their own, that palette is the system's. Where Qt falls back to its Fusion style, :class:`Theme`
supplies a light and a dark palette and follows the system's choice between them, live.

Contrast: text on its ground is at least 4.5:1 and the marks that carry meaning at least 3:1
(WCAG 2.2, criteria 1.4.3 and 1.4.11); a test holds the palettes to it. Charts have colours of
their own (:class:`Chart`), which a palette has no roles for: they are told apart by people who see
no red, no green or no blue, and a test holds them to that, too.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import Appearance

UNIT = 8
"""The grid: every margin and gap is a multiple of it, in logical pixels."""

RADIUS = 6.0
"""Rounding of the sheet's and the cards' corners, logical pixels."""

_ROLE = QPalette.ColorRole

_LIGHT = {
    _ROLE.Window: "#f3f4f6",
    _ROLE.WindowText: "#1b2027",
    _ROLE.Base: "#ffffff",
    _ROLE.AlternateBase: "#f8f9fa",
    _ROLE.Text: "#1b2027",
    _ROLE.PlaceholderText: "#5a6472",
    _ROLE.Button: "#fbfbfc",
    _ROLE.ButtonText: "#1b2027",
    _ROLE.BrightText: "#a3221b",
    _ROLE.Highlight: "#1d5fc4",
    _ROLE.HighlightedText: "#ffffff",
    _ROLE.Accent: "#1d5fc4",
    _ROLE.Link: "#1d5fc4",
    _ROLE.LinkVisited: "#6b3fa0",
    _ROLE.ToolTipBase: "#1b2027",
    _ROLE.ToolTipText: "#f3f4f6",
    _ROLE.Light: "#ffffff",
    _ROLE.Midlight: "#eceef1",
    _ROLE.Mid: "#d3d7dd",
    _ROLE.Dark: "#a9b0ba",
    _ROLE.Shadow: "#7b8490",
}

_DARK = {
    _ROLE.Window: "#1d2026",
    _ROLE.WindowText: "#e7eaee",
    _ROLE.Base: "#14161a",
    _ROLE.AlternateBase: "#191c21",
    _ROLE.Text: "#e7eaee",
    _ROLE.PlaceholderText: "#9aa4b1",
    _ROLE.Button: "#2b3038",
    _ROLE.ButtonText: "#e7eaee",
    _ROLE.BrightText: "#ff9a91",
    _ROLE.Highlight: "#7aabff",
    _ROLE.HighlightedText: "#0c1420",
    _ROLE.Accent: "#7aabff",
    _ROLE.Link: "#7aabff",
    _ROLE.LinkVisited: "#c3a1f0",
    _ROLE.ToolTipBase: "#e7eaee",
    _ROLE.ToolTipText: "#1d2026",
    _ROLE.Light: "#3a404a",
    _ROLE.Midlight: "#2b3038",
    _ROLE.Mid: "#3a404a",
    _ROLE.Dark: "#121418",
    _ROLE.Shadow: "#0b0c0f",
}

_CONTRAST_LIGHT = _LIGHT | {
    _ROLE.Window: "#ffffff",
    _ROLE.WindowText: "#000000",
    _ROLE.Base: "#ffffff",
    _ROLE.AlternateBase: "#ffffff",
    _ROLE.Text: "#000000",
    _ROLE.PlaceholderText: "#3d3d3d",
    _ROLE.Button: "#ffffff",
    _ROLE.ButtonText: "#000000",
    _ROLE.BrightText: "#8f0d06",
    _ROLE.Highlight: "#0b3f97",
    _ROLE.Accent: "#0b3f97",
    _ROLE.Link: "#0b3f97",
    _ROLE.LinkVisited: "#4f2685",
    _ROLE.ToolTipBase: "#000000",
    _ROLE.ToolTipText: "#ffffff",
}

_CONTRAST_DARK = _DARK | {
    _ROLE.Window: "#000000",
    _ROLE.WindowText: "#ffffff",
    _ROLE.Base: "#000000",
    _ROLE.AlternateBase: "#000000",
    _ROLE.Text: "#ffffff",
    _ROLE.PlaceholderText: "#c4c4c4",
    _ROLE.Button: "#000000",
    _ROLE.ButtonText: "#ffffff",
    _ROLE.BrightText: "#ffb3ab",
    _ROLE.Highlight: "#9cc4ff",
    _ROLE.HighlightedText: "#000000",
    _ROLE.Accent: "#9cc4ff",
    _ROLE.Link: "#9cc4ff",
    _ROLE.LinkVisited: "#d9c2fa",
    _ROLE.ToolTipBase: "#ffffff",
    _ROLE.ToolTipText: "#000000",
}
"""For a projector, which washes colours out: text at 7:1 and more (WCAG 2.2, criterion 1.4.6)."""

_DISABLED_ROLES = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)


class Chart(Enum):
    """What a colour stands for in a chart; the values are its light and its dark shade.

    Evidence for an answer and everything above zero is blue, against it and below zero orange.
    """

    FOR = ("#1d5fc4", "#7aabff")
    AGAINST = ("#b8500a", "#ffa45c")
    TRAINING_LOSS = ("#1d5fc4", "#8ab4ff")
    VALIDATION_LOSS = ("#b8500a", "#ff9a4d")
    ACCURACY = ("#0a4a38", "#4ddcb0")
    EARLIER = ("#7c8591", "#7f8995")
    NETWORK_A = ("#1f5fc2", "#7cacff")
    NETWORK_B = ("#b5400b", "#ff9b50")
    NETWORK_C = ("#0f3d2e", "#d6f5c8")
    NETWORK_D = ("#8f3f86", "#b8789c")


COMPARED = (Chart.NETWORK_A, Chart.NETWORK_B, Chart.NETWORK_C, Chart.NETWORK_D)
"""Networks side by side, in their order; text in these colours can be read, and text on them."""


class Theme(QObject):
    """Keeps the application's palette in step with the system and the user's choice."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = Appearance.SYSTEM
        QApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system or hold to one theme, from now on."""
        self._appearance = appearance
        wanted = {
            Appearance.SYSTEM: Qt.ColorScheme.Unknown,
            Appearance.LIGHT: Qt.ColorScheme.Light,
            Appearance.DARK: Qt.ColorScheme.Dark,
        }
        QApplication.styleHints().setColorScheme(wanted[appearance])
        self._apply()

    @property
    def is_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    @Slot()
    def _apply(self) -> None:
        # The other styles draw with the system's own colours and must not be mixed with ours.
        if QApplication.style().objectName().lower() == "fusion":
            QApplication.setPalette(palette(dark=self.is_dark))


def palette(*, dark: bool, high_contrast: bool = False) -> QPalette:
    """The house's palette for one of the two themes, or for showing that theme to a full room."""
    light_or_dark = (_CONTRAST_LIGHT, _CONTRAST_DARK) if high_contrast else (_LIGHT, _DARK)
    colours = light_or_dark[dark]
    result = QPalette()
    for role, name in colours.items():
        result.setColor(role, QColor(name))
    faint = blend(QColor(colours[_ROLE.Text]), QColor(colours[_ROLE.Window]), 0.45)
    for role in _DISABLED_ROLES:
        result.setColor(QPalette.ColorGroup.Disabled, role, faint)
    result.setColor(QPalette.ColorGroup.Disabled, _ROLE.Highlight, QColor(colours[_ROLE.Dark]))
    return result


def blend(front: QColor, back: QColor, amount: float) -> QColor:
    """``amount`` (0…1) of ``front`` laid over ``back``."""
    rest = 1.0 - amount
    return QColor.fromRgbF(
        front.redF() * amount + back.redF() * rest,
        front.greenF() * amount + back.greenF() * rest,
        front.blueF() * amount + back.blueF() * rest,
    )


def muted(colours: QPalette) -> QColor:
    """For text of second rank: captions and hints."""
    return blend(colours.windowText().color(), colours.window().color(), 0.7)


def hairline(colours: QPalette) -> QColor:
    """For borders and for the empty part of a bar."""
    ink, ground = colours.windowText().color(), colours.window().color()
    return blend(ink, ground, 0.3 if _is_stark(colours) else 0.14)


def _is_stark(colours: QPalette) -> bool:
    """Whether it is black on white or white on black, for a projector, which eats what is faint."""
    ends = sorted((colours.window().color().lightness(), colours.windowText().color().lightness()))
    return ends == [0, 255]


def is_dark(colours: QPalette) -> bool:
    """Whether light text stands on a dark ground, in any palette."""
    return colours.window().color().lightness() < colours.windowText().color().lightness()


def chart_colour(which: Chart, colours: QPalette) -> QColor:
    """The colour of a line, an area or a pixel in a chart, for the theme that is worn."""
    light, dark = which.value
    return QColor(dark if is_dark(colours) else light)


def signed_scale(colours: QPalette) -> list[int]:
    """256 colours for numbers from -1 to 1, as ``QImage.setColorTable`` takes them.

    Index 128 is 0 and has the ground's colour; 255 is 1, wholly blue; 1 is -1, wholly orange; 0 is
    as 1, so that both sides have as many steps.
    """
    above, below = chart_colour(Chart.FOR, colours), chart_colour(Chart.AGAINST, colours)
    return list(_scale(above.rgb(), below.rgb(), colours.base().color().rgb()))


@lru_cache(maxsize=4)
def _scale(above: int, below: int, ground: int) -> tuple[int, ...]:
    """Kept, because it is asked for at every picture and takes most of a millisecond to make."""
    scale = []
    for index in range(256):
        value = max(index - 128, -127) / 127
        colour = blend(QColor(above if value > 0 else below), QColor(ground), abs(value))
        scale.append(colour.rgb())
    return tuple(scale)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1, of an sRGB colour (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def scaled_font(widget: QWidget, factor: float, *, bold: bool = False) -> QFont:
    """The widget's font, larger or smaller, whether it is measured in points or in pixels."""
    font = QFont(widget.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(round(font.pixelSize() * factor))
    font.setBold(bold)
    return font

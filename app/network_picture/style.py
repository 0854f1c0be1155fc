"""The picture's colours and type, taken once from a widget and kept until its theme changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QWidget

from app.ui.theme import Chart, blend, chart_colour, hairline, muted, scaled_font, signed_scale
from nn.arrays import Array

SHADES = (0.3, 0.5, 0.8, 1.0)
"""How much of its colour a connection has, from the weakest to the strongest."""

WIDTHS = (1, 1, 2, 3)
"""How wide it is, logical pixels: strength can be seen without colour, too."""


@dataclass(frozen=True, eq=False)
class Style:
    """``links`` are the shades of connections for and against; ``table`` as ``signed_scale``."""

    window: QColor
    base: QColor
    text: QColor
    muted: QColor
    hairline: QColor
    faint: QColor
    accent: QColor
    alarm: QColor
    changing: QColor
    links: tuple[tuple[QColor, ...], tuple[QColor, ...]]
    table: Array
    palette: QPalette
    font: QFont
    title_font: QFont

    @staticmethod
    def of(widget: QWidget) -> Style:
        """The style of a widget as it is now."""
        colours = widget.palette()
        window = colours.window().color()
        shades = [
            tuple(blend(chart_colour(which, colours), window, shade) for shade in SHADES)
            for which in (Chart.FOR, Chart.AGAINST)
        ]
        return Style(
            window=window,
            base=colours.base().color(),
            text=colours.windowText().color(),
            muted=muted(colours),
            hairline=hairline(colours),
            faint=blend(colours.windowText().color(), window, 0.07),
            accent=colours.accent().color(),
            alarm=colours.brightText().color(),
            changing=colours.windowText().color(),
            links=(shades[0], shades[1]),
            table=np.array(signed_scale(colours), np.uint32),
            palette=colours,
            font=scaled_font(widget, 0.85),
            title_font=scaled_font(widget, 0.85, bold=True),
        )

"""A picture of all styles with some handwritten versions of each, to judge them by eye."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from nn.preprocessing.pipeline import SIZE
from nn.synthesis.digits import pen_paths
from nn.synthesis.styles import NOT_A_DIGIT, STYLES, Style

_SCALE = 2
_LABEL_WIDTH = 190
_GAP = 4


def draw_sheet(
    *,
    rng: np.random.Generator,
    styles: tuple[Style, ...] = STYLES,
    versions: int = 10,
    columns: int = 3,
) -> Image.Image:
    """A grey picture, dark on light: each style's name and ``versions`` drawings of it.

    The drawings are what the network would read, twice enlarged. Raises ValueError where there
    is no style.
    """
    row_height = SIZE * _SCALE + _GAP
    column_width = _LABEL_WIDTH + versions * SIZE * _SCALE + 3 * _GAP
    rows = -(-len(styles) // columns)
    sheet = Image.new("L", (columns * column_width, rows * row_height), 255)
    pen = ImageDraw.Draw(sheet)
    for number, style in enumerate(styles):
        column, row = divmod(number, rows)
        left, top = column * column_width, row * row_height
        mark = "" if style.digit == NOT_A_DIGIT else f"{style.digit}: "
        pen.text((left + _GAP, top + row_height // 3), mark + style.name, fill=0)
        batch = next(pen_paths(versions, rng=rng, styles=(style,)))
        strip = Image.fromarray(255 - np.hstack(list(batch.images())))
        enlarged = strip.resize((strip.width * _SCALE, strip.height * _SCALE))
        sheet.paste(enlarged, (left + _LABEL_WIDTH, top))
    return sheet

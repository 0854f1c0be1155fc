"""Many small pictures as one: where each tile lies, and all of them painted by NumPy at once.

A layer has up to hundreds of units. Painted one by one they would cost the window several frames;
as one array they cost the background a millisecond, and the window one picture to paint.

All measures are device pixels unless they are called logical.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array


@dataclass(frozen=True, eq=False)
class TileStyle:
    """How tiles look here and now: colours, and the room that there is.

    ``table`` (256,) uint32 are colours for values from -1 to 1 (``app.ui.theme.signed_scale``) and
    ``ground`` is the colour between tiles. ``width`` is logical; ``ratio`` device pixels make a
    logical one. ``line`` is the logical height of a line of text.
    """

    table: Array
    ground: int
    width: int
    ratio: float
    line: int


@dataclass(frozen=True)
class TileLayout:
    """``count`` tiles in rows; each is ``height`` × ``width``, a value ``cell`` × ``cell``.

    ``across`` and ``down`` are the steps from tile to tile.
    """

    count: int
    columns: int
    cell: int
    height: int
    width: int
    across: int
    down: int

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    def place(self, index: int) -> tuple[int, int]:
        """Left and top of a tile."""
        row, column = divmod(index, self.columns)
        return column * self.across, row * self.down

    def index_at(self, x: float, y: float) -> int | None:
        """The tile at a place; None between tiles and beyond them."""
        column, beside = divmod(x, self.across)
        row, below = divmod(y, self.down)
        index = int(row) * self.columns + int(column)
        is_on_tile = beside < self.width and below < self.height
        is_inside = 0 <= column < self.columns and 0 <= index < self.count and row >= 0
        return index if is_on_tile and is_inside else None


@dataclass(frozen=True, eq=False)
class Tiles:
    """A painted mosaic: ``pixels`` (H, W) uint32 as ``QImage`` has them, and where tiles lie.

    ``units`` says which unit each tile stands for; ``strongest`` are the units to be marked.
    """

    layout: TileLayout
    pixels: Array
    units: tuple[int, ...]
    strongest: frozenset[int]


def tile_layout(
    shape: tuple[int, int, int],
    style: TileStyle,
    *,
    side: float,
    gap: float,
    labelled: bool = False,
) -> TileLayout:
    """A layout for (count, height, width) values in tiles of about ``side``, both logical.

    A value is a whole number of device pixels, one at least. ``labelled`` leaves room for a line
    of text below each tile.
    """
    count, height, width = shape
    cell = max(1, round(side * style.ratio / max(height, width)))
    space = max(1, round(gap * style.ratio))
    across = width * cell + space
    columns = max(1, min(count, int(style.width * style.ratio + space) // across))
    label = math.ceil(style.line * style.ratio) if labelled else 0
    down = height * cell + space + label
    return TileLayout(count, columns, cell, height * cell, width * cell, across, down)


def mosaic(values: Array, layout: TileLayout, style: TileStyle) -> Array:
    """Values (count, height, width) in [-1, 1] as pixels (H, W) uint32; beyond is cut off."""
    index = np.rint(np.clip(values, -1, 1) * 127).astype(np.intp) + 128
    tiles = style.table[index].repeat(layout.cell, axis=1).repeat(layout.cell, axis=2)
    rows, columns = layout.rows, layout.columns
    field = np.full((rows, layout.down, columns, layout.across), style.ground, np.uint32)
    whole = np.full((rows * columns, layout.height, layout.width), style.ground, np.uint32)
    whole[: layout.count] = tiles
    field[:, : layout.height, :, : layout.width] = whole.reshape(
        rows, columns, layout.height, layout.width
    ).swapaxes(1, 2)
    return field.reshape(rows * layout.down, columns * layout.across)

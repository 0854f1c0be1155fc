"""What the layers make of one drawing, ready to be painted: no widget in here.

scene → activations → levels → tiles
the chosen unit → its weights or its slope, its field of view, its rank
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.explain.scheduler import Scene
from app.explain.tiles import Tiles, TileStyle, mosaic, tile_layout
from nn.arrays import Array
from nn.explain.units import (
    FieldOfView,
    Level,
    field_of_view,
    levels,
    unit_slope,
    weights_as_pictures,
)
from nn.network import Network
from nn.preprocessing.pipeline import network_input

_STRONGEST = 3
"""So many units of a level are marked."""

_PATTERN_ROWS = 3
"""Rows of weights that are shown: those of the most active units."""

_TINY = 1e-9

_LIFT = 0.6
"""The power that values are raised to before they are painted: weak answers are seen beside strong
ones, and their order stays."""


@dataclass(frozen=True)
class UnitChoice:
    """One unit: the index of its level and its own."""

    level: int
    unit: int


@dataclass(frozen=True, eq=False)
class LevelLook:
    """One level: how active its units are, and the weights of some where they make pictures.

    ``active`` counts the units that are on.
    """

    level: Level
    active: int
    values: Tiles
    patterns: Tiles | None


@dataclass(frozen=True, eq=False)
class UnitLook:
    """One unit, enlarged. All pictures are in [-1, 1] but ``image``, which is in [0, 1].

    ``value`` is its activation, in a map the largest; ``rank`` counts from 1, the most active.
    ``picture`` (28, 28) are its weights where it sees pixels, otherwise how it changes with each
    pixel. Only a map has ``map`` (height, width) and ``seen``, the part of the image that its
    largest value depends on, and only the first convolution's have a ``kernel``.
    """

    choice: UnitChoice
    level: Level
    value: float
    rank: int
    image: Array
    picture: Array
    map: Array | None = None
    kernel: Array | None = None
    seen: FieldOfView | None = None

    @property
    def is_silent(self) -> bool:
        """Whether the unit gives nothing at all for this drawing."""
        return self.value == 0


@dataclass(frozen=True, eq=False)
class Look:
    """All levels, and the chosen unit if there still is one of that kind."""

    levels: tuple[LevelLook, ...]
    unit: UnitLook | None


def look(scene: Scene, style: TileStyle, choice: UnitChoice | None) -> Look:
    """Look into every level for this drawing."""
    network = scene.reader.network
    image = network_input(scene.drawing)
    activations = network.activations(image[None])
    found = levels(network)
    values = [activations[level.last][..., 0] for level in found]
    looks = tuple(
        _look_at_level(network, level, of_level, style)
        for level, of_level in zip(found, values, strict=True)
    )
    if choice is None or choice.level >= len(found) or choice.unit >= found[choice.level].units:
        return Look(looks, None)
    level = found[choice.level]
    before = activations[level.first][..., 0]
    unit = _look_at_unit(network, image, level, values[choice.level], before, choice)
    return Look(looks, unit)


def strengths(values: Array) -> Array:
    """How active each unit is: its value, or the largest of its map."""
    return values if values.ndim == 1 else values.max(axis=(1, 2))


def _look_at_level(network: Network, level: Level, values: Array, style: TileStyle) -> LevelLook:
    strength = strengths(values)
    ranked = np.argsort(-strength, kind="stable")
    threshold = 0.5 if level.squashes else 0.0
    active = int(np.count_nonzero(strength > threshold))
    strongest = frozenset(int(unit) for unit in ranked[: min(_STRONGEST, active)])
    pictures = values if values.ndim == 3 else values[:, None, None]
    is_output = level.kind == "output"
    side = 28.0 if values.ndim == 3 else 20.0 if is_output else 10.0
    gap = 4.0 if values.ndim == 3 or is_output else 2.0
    layout = tile_layout(pictures.shape, style, side=side, gap=gap, labelled=is_output)
    pixels = mosaic(_lifted(_scaled(pictures)), layout, style)
    tiles = Tiles(layout, pixels, tuple(range(level.units)), strongest)
    patterns = weights_as_pictures(network, level)
    return LevelLook(
        level,
        active,
        tiles,
        None if patterns is None else _patterns(patterns, ranked, strongest, style),
    )


def _patterns(pictures: Array, ranked: Array, strongest: frozenset[int], style: TileStyle) -> Tiles:
    """The weights of the most active units, the most active first; of a convolution all."""
    is_kernel = pictures.shape[1] < 28
    side, gap = (28.0, 6.0) if is_kernel else (56.0, 4.0)
    units = np.arange(len(pictures)) if is_kernel else ranked
    layout = tile_layout((len(units), *pictures.shape[1:]), style, side=side, gap=gap)
    if not is_kernel:
        units = units[: _PATTERN_ROWS * layout.columns]
        layout = tile_layout((len(units), *pictures.shape[1:]), style, side=side, gap=gap)
    shown = pictures[units]
    largest = np.abs(shown).max(axis=(1, 2), keepdims=True)
    pixels = mosaic(shown / np.maximum(largest, _TINY), layout, style)
    return Tiles(layout, pixels, tuple(int(unit) for unit in units), strongest)


def _look_at_unit(
    network: Network,
    image: Array,
    level: Level,
    values: Array,
    before: Array,
    choice: UnitChoice,
) -> UnitLook:
    """``before`` are the values before the activation."""
    strength = strengths(values)
    unit = choice.unit
    rank = 1 + int(np.count_nonzero(strength > strength[unit]))
    patterns = weights_as_pictures(network, level)
    if values.ndim == 1:
        picture = unit_slope(network, image, level, (unit,)) if patterns is None else patterns[unit]
        return UnitLook(choice, level, float(strength[unit]), rank, image, _scaled(picture))
    # A silent map is zero everywhere, and still has a place where it is closest to speaking.
    row, column = np.unravel_index(int(before[unit].argmax()), values.shape[1:])
    place = (unit, int(row), int(column))
    return UnitLook(
        choice,
        level,
        float(strength[unit]),
        rank,
        image,
        _scaled(unit_slope(network, image, level, place)),
        map=_lifted(values[unit] / max(float(np.abs(values).max()), _TINY)),
        kernel=None if patterns is None else _scaled(patterns[unit]),
        seen=field_of_view(network, level, place[1], place[2]),
    )


def _lifted(values: Array) -> Array:
    lifted: Array = np.sign(values) * np.abs(values) ** _LIFT
    return lifted


def _scaled(values: Array) -> Array:
    """Divided by the largest absolute value."""
    scaled: Array = values / max(float(np.abs(values).max()), _TINY)
    return scaled

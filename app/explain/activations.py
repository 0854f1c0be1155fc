"""The activations of every level for one drawing as pictures; no widget.

forward pass → values of every level → mosaics
chosen unit → its weights or its gradient, its field of view, its rank
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.explain.section import ForwardPass
from app.explain.tiles import Mosaic, MosaicStyle, mosaic_layout, painted
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

_STRONGEST = 3
"""The number of units of a level that are framed."""

_PATTERN_ROWS = 3
"""Rows of weights that are shown, those of the most active units."""

_TINY = 1e-9

_LIFT = 0.6
"""The power that values are raised to before they are painted: weak values become visible beside
strong ones, and their order stays."""


@dataclass(frozen=True)
class UnitChoice:
    """One unit by the index of its level and its own index in it."""

    level: int
    unit: int


@dataclass(frozen=True, eq=False)
class LevelActivations:
    """The values of one level, and the weights of some units where they make pictures.

    ``active`` is the number of active units.
    """

    level: Level
    active: int
    values: Mosaic
    patterns: Mosaic | None


@dataclass(frozen=True, eq=False)
class UnitActivation:
    """One unit, enlarged. Pictures are in [-1, 1], but ``image`` is in [0, 1].

    ``value`` is its activation, that of a map its largest; ``rank`` counts from 1, the most active.
    ``picture`` (28, 28) shows its weights where its inputs are pixels, otherwise its gradient with
    respect to the pixels. Only a map has ``map`` (height, width) and ``seen``, the part of the
    image that its largest value depends on. Only maps of the first convolution have a ``kernel``.
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
        """Whether the activation is zero."""
        return self.value == 0


@dataclass(frozen=True, eq=False)
class LayerActivations:
    """All levels, and the chosen unit if the network has it."""

    levels: tuple[LevelActivations, ...]
    unit: UnitActivation | None


def layer_activations(
    forward: ForwardPass, style: MosaicStyle, choice: UnitChoice | None
) -> LayerActivations:
    """The values of every level, painted in this style."""
    network = forward.reader.network
    found = levels(network)
    of_levels = tuple(
        _level_activations(network, level, forward.activations[level.last][..., 0], style)
        for level in found
    )
    if choice is None or choice.level >= len(found) or choice.unit >= found[choice.level].units:
        return LayerActivations(of_levels, None)
    return LayerActivations(of_levels, _unit_activation(forward, found[choice.level], choice))


def _strengths(values: Array) -> Array:
    """How active each unit is: its value, or the largest of its map."""
    return values if values.ndim == 1 else values.max(axis=(1, 2))


def _level_activations(
    network: Network, level: Level, values: Array, style: MosaicStyle
) -> LevelActivations:
    strength = _strengths(values)
    ranked = np.argsort(-strength, kind="stable")
    threshold = 0.5 if level.squashes else 0.0
    active = int(np.count_nonzero(strength > threshold))
    strongest = frozenset(int(unit) for unit in ranked[: min(_STRONGEST, active)])
    pictures = values if values.ndim == 3 else values[:, None, None]
    is_output = level.kind == "output"
    side = 28.0 if values.ndim == 3 else 20.0 if is_output else 10.0
    gap = 4.0 if values.ndim == 3 or is_output else 2.0
    layout = mosaic_layout(pictures.shape, style, side=side, gap=gap, labelled=is_output)
    pixels = painted(_lifted(_scaled(pictures)), layout, style)
    mosaic = Mosaic(layout, pixels, tuple(range(level.units)), strongest)
    patterns = weights_as_pictures(network, level)
    return LevelActivations(
        level,
        active,
        mosaic,
        None if patterns is None else _patterns(patterns, ranked, strongest, style),
    )


def _patterns(
    pictures: Array, ranked: Array, strongest: frozenset[int], style: MosaicStyle
) -> Mosaic:
    """The weights of the most active units in this order, or all kernels of a convolution."""
    is_kernel = pictures.shape[1] < 28
    side, gap = (28.0, 6.0) if is_kernel else (56.0, 4.0)
    units = np.arange(len(pictures)) if is_kernel else ranked
    layout = mosaic_layout((len(units), *pictures.shape[1:]), style, side=side, gap=gap)
    if not is_kernel:
        units = units[: _PATTERN_ROWS * layout.columns]
        layout = mosaic_layout((len(units), *pictures.shape[1:]), style, side=side, gap=gap)
    shown = pictures[units]
    largest = np.abs(shown).max(axis=(1, 2), keepdims=True)
    pixels = painted(shown / np.maximum(largest, _TINY), layout, style)
    return Mosaic(layout, pixels, tuple(int(unit) for unit in units), strongest)


def _unit_activation(forward: ForwardPass, level: Level, choice: UnitChoice) -> UnitActivation:
    network, image = forward.reader.network, forward.image
    values = forward.activations[level.last][..., 0]
    strength = _strengths(values)
    unit = choice.unit
    rank = 1 + int(np.count_nonzero(strength > strength[unit]))
    patterns = weights_as_pictures(network, level)
    if values.ndim == 1:
        picture = unit_slope(network, image, level, (unit,)) if patterns is None else patterns[unit]
        return UnitActivation(choice, level, float(strength[unit]), rank, image, _scaled(picture))
    # Before the activation function: a map that is zero everywhere still has a largest value there.
    before = forward.activations[level.first][unit, ..., 0]
    row, column = np.unravel_index(int(before.argmax()), before.shape)
    place = (unit, int(row), int(column))
    return UnitActivation(
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

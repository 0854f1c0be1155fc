"""A network broken on purpose, to see how much of it an answer needs.

    network, Damage → noise → pruning → few bits → units switched off → another network

Every kind of damage is one that networks meet: analogue hardware adds noise, pruning makes them
smaller (Han, Pool, Tran, Dally 2015, "Learning both weights and connections"), and small devices
compute with few bits (Jacob et al. 2018, "Quantization and training of neural networks for
efficient integer-arithmetic-only inference", section 2.1). Biases are left alone by all of them but
the switch. The network itself is not changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nn.arrays import Array
from nn.explain.units import Level, levels
from nn.layers import Conv2D, Dense, Layer
from nn.network import Network

ALL_BITS = 32
"""Of a weight as it is."""

_SILENCING = -1e4
"""A bias at which every activation that ever gives 0 gives 0."""

_SEED = 7
"""Noise is the same at every call, and only its size follows the slider."""


@dataclass(frozen=True)
class Damage:
    """What is to be broken; with its default values, nothing is.

    ``noise`` is the standard deviation of what is added to the weights, as a multiple of that of
    each layer's weights. ``pruned``, in [0, 1], is the share of all weights that are set to 0, the
    smallest first. ``bits`` (1 … 32) are kept of each weight: a layer then has at most 2^bits
    different ones. ``off`` are units that give 0: (level, unit) as :func:`nn.explain.units.levels`
    counts them, hidden ones with weights. Raises ValueError for numbers out of these ranges.
    """

    noise: float = 0.0
    pruned: float = 0.0
    bits: int = ALL_BITS
    off: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.noise < 0:
            raise ValueError(f"noise is not negative, found {self.noise}")
        if not 0 <= self.pruned <= 1:
            raise ValueError(f"a share lies between 0 and 1, found {self.pruned}")
        if not 1 <= self.bits <= ALL_BITS:
            raise ValueError(f"a weight has 1 to {ALL_BITS} bits, found {self.bits}")

    @property
    def is_none(self) -> bool:
        """Whether nothing is broken."""
        return self == Damage()


def broken(network: Network, damage: Damage) -> Network:
    """The network with this damage; batch normalisations are folded into the weights first.

    Raises ValueError where a unit to be switched off is none that :func:`can_be_off` allows.
    """
    network = network.folded()
    vector = network.parameters.copy()
    weights = [
        views[0]
        for layer, views in zip(network.layers, network.split(vector), strict=True)
        if isinstance(layer, Conv2D | Dense)
    ]
    if damage.noise:
        add_noise(weights, damage.noise)
    if damage.pruned:
        prune(weights, damage.pruned)
    if damage.bits < ALL_BITS:
        for layer_weights in weights:
            layer_weights[...] = quantised(layer_weights, damage.bits)
    return _with_units_off(network.with_parameters(vector), damage.off)


def can_be_off(found: Sequence[Level], level: int) -> bool:
    """Whether the units of a level can be switched off: hidden ones that have weights."""
    return 0 <= level < len(found) and found[level].kind in ("convolution", "dense")


def add_noise(weights: list[Array], noise: float) -> None:
    """Add to each layer's weights, in place, normal noise of ``noise`` times their spread."""
    rng = np.random.default_rng(_SEED)
    for array in weights:
        drawn = rng.standard_normal(array.shape, np.float32)
        array += (noise * array.std()) * drawn


def prune(weights: list[Array], share: float) -> None:
    """Set exactly ``round(share · n)`` of all n weights to 0, in place, the smallest first."""
    sizes = np.concatenate([np.abs(array).ravel() for array in weights])
    count = round(share * sizes.size)
    if count == 0:
        return
    smallest = np.argpartition(sizes, count - 1)[:count]
    kept = np.ones(sizes.size, bool)
    kept[smallest] = False
    begin = 0
    for array in weights:
        array *= kept[begin : begin + array.size].reshape(array.shape)
        begin += array.size


def quantised(weights: Array, bits: int) -> Array:
    """The weights rounded to ``2^bits`` equally spaced values, of which 0 is one.

    The values reach from the smallest weight to the largest, moved by less than a step so that 0
    is met exactly: a weight that was pruned stays pruned.
    """
    low, high = min(float(weights.min()), 0.0), max(float(weights.max()), 0.0)
    steps = 2**bits - 1
    step = (high - low) / steps
    if step == 0:
        return weights.copy()
    zero = round(-low / step)
    # In float64: with many bits a level's number needs more digits than float32 has.
    numbers = np.clip(np.rint(weights / np.float64(step)) + zero, 0, steps)
    rounded: Array = ((numbers - zero) * step).astype(weights.dtype)
    return rounded


def _with_units_off(network: Network, off: frozenset[tuple[int, int]]) -> Network:
    """The same with some units giving 0 whatever they see.

    Their weights are set to 0, and their bias to 0 as well, or, behind an activation that makes
    something of 0, so low that it gives 0; a layer that has no bias gets one.
    """
    if not off:
        return network
    found = levels(network)
    layers = list(network.layers)
    arrays = [[array.copy() for array in group] for group in network.views]
    for index in {level for level, _ in off}:
        units = sorted(unit for level, unit in off if level == index)
        if not can_be_off(found, index) or not 0 <= units[0] <= units[-1] < found[index].units:
            raise ValueError(f"there are no units {units} to switch off in level {index}")
        first = found[index].first
        layers[first], arrays[first] = _silenced(
            layers[first], arrays[first], units, _silent_bias(network, found[index])
        )
    vector = np.concatenate([array.ravel() for group in arrays for array in group])
    return Network(tuple(layers), network.input_shape, network.output, vector)


def _silenced(
    layer: Layer, arrays: list[Array], units: list[int], bias: float
) -> tuple[Layer, list[Array]]:
    assert isinstance(layer, Conv2D | Dense)
    weights = arrays[0]
    biases = arrays[1] if layer.bias else np.zeros(len(weights), weights.dtype)
    weights[units], biases[units] = 0, bias
    if not layer.bias and bias == 0:
        return layer, [weights]
    return replace(layer, bias=True), [weights, biases]


def _silent_bias(network: Network, level: Level) -> float:
    """0, or the bias at which the activation of the level gives 0.

    Raises ValueError for an activation that never does.
    """
    for bias in (0.0, _SILENCING):
        values = np.full((1, 1), bias, np.float32)
        for layer in network.layers[level.first + 1 : level.last + 1]:
            values = layer.forward((), values, None)
        if not values.any():
            return bias
    raise ValueError(f"the units of {level.kind} layer {level.first} never give 0")

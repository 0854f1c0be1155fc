"""Where a unit's number comes from: every input, times its weight, and the bias.

    z = Σ w·x + b        a = activation(z)

A *source* is what a unit of a level takes its inputs from: a unit of the level before, or, for
the first level, a pixel. One source may have several inputs, its *taps*: a map gives one for every
place of the kernel that looks at it, and one for each of its places to a dense level behind it.

    level, units → weights (units, sources, taps)  ×  inputs (units, sources, taps)
                 → summed over taps: what each source contributes   → strengths
                 → of one unit, one by one, with their places       → UnitNumbers

All levels of :mod:`nn.explain.units` are told alike. Pooling lets its largest input pass: that one
has weight 1, the others 0. A batch normalisation between the weights and the activation is taken
into the weights and the bias, as :meth:`nn.network.Network.folded` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.explain.units import Level
from nn.layers import AveragePool2D, BatchNorm, Conv2D, Dense, MaxPool2D
from nn.network import Network

IMAGE = -1
"""The level that the first one takes its inputs from."""


@dataclass(frozen=True, eq=False)
class Forward:
    """One image's way through a network: what every level gives.

    ``image`` (28, 28) in [0, 1]; ``activations`` are those of
    :meth:`nn.network.Network.activations` for this image alone.
    """

    network: Network
    levels: Sequence[Level]
    image: Array
    activations: Sequence[Array]

    def values(self, level: int) -> Array:
        """What a level gives, in its shape; the image for :data:`IMAGE`."""
        if level == IMAGE:
            return self.image
        values: Array = self.activations[self.levels[level].last][..., 0]
        return values

    def sums(self, level: int) -> Array:
        """The same before the activation: z of every unit."""
        values: Array = self.activations[_linear_end(self.network, self.levels[level])][..., 0]
        return values

    def inputs(self, level: int) -> Array:
        """What the first layer of a level takes: (maps, height, width) or (features,)."""
        first = self.levels[level].first
        values: Array = self.image[None] if first == 0 else self.activations[first - 1][..., 0]
        return values


@dataclass(frozen=True, eq=False)
class UnitNumbers:
    """One number of a level, and all that it was made from.

    ``place`` is (unit,) or (map, row, column) in ``level``; ``bias`` is 0 where there is none by
    design, as ``has_bias`` tells; ``z`` the sum, ``value`` what the
    activation made of it; ``activation`` is the name of that layer's type, "" where there is none
    and "MaxPool2D" for that kind of pooling. ``sources`` (n, 1 … 3) are the places of the inputs in
    ``source_level`` (:data:`IMAGE` for pixels, whose places are (row, column)), ``weights`` (n,)
    and ``inputs`` (n,) float64: ``(weights · inputs).sum() + bias`` is ``z`` but for rounding.
    Inputs that lie beyond the image's edge are left out: they are always 0.
    """

    level: int
    place: tuple[int, ...]
    bias: float
    has_bias: bool
    z: float
    value: float
    activation: str
    source_level: int
    sources: Array
    weights: Array
    inputs: Array

    @property
    def contributions(self) -> Array:
        """What each input adds to ``z``, (n,)."""
        products: Array = self.weights * self.inputs
        return products

    def largest(self, count: int) -> list[int]:
        """The indices of the largest contributions either way, the largest first, none of 0."""
        sizes = np.abs(self.contributions)
        order = np.argsort(-sizes, kind="stable")[:count]
        return [int(index) for index in order if sizes[index] > 0]


def forward(network: Network, levels: Sequence[Level], image: Array) -> Forward:
    """The image's way through the network, in one pass."""
    return Forward(network, levels, image, network.activations(image[None]))


def unit_numbers(passed: Forward, level: int, place: tuple[int, ...]) -> UnitNumbers:
    """What one unit's number was made from.

    Raises IndexError for a level or a place that the network does not have.
    """
    found = passed.levels[level]
    if len(place) != len(found.shape) or not all(
        0 <= at < side for at, side in zip(place, found.shape, strict=True)
    ):
        raise IndexError(f"level {level} of shape {found.shape} has no unit {place}")
    weights, inputs, sources = _taps_of(passed, level, place)
    return UnitNumbers(
        level=level,
        place=place,
        bias=float(biases_of(passed.network, found)[place[0]]),
        has_bias=_has_bias(passed.network, found),
        z=float(passed.sums(level)[place]),
        value=float(passed.values(level)[place]),
        activation=_activation(passed.network, found),
        source_level=level - 1,
        sources=sources,
        weights=weights.astype(np.float64),
        inputs=inputs.astype(np.float64),
    )


def weights_of(network: Network, levels: Sequence[Level], level: int, units: Array) -> Array:
    """The weights of some units of a level, (units, sources, taps), as views where possible.

    The taps of a map are (row, column) of the kernel, or of the map where a dense level is behind
    it. The sources of a dense first level are the pixels, each with one tap. For pooling, 1 where
    the unit looks at the map of its own number; the taps of one place share it. For the mean of
    a square that 1 is shared out evenly.
    """
    found = levels[level]
    layer = network.layers[found.first]
    source = source_shape(network, levels, level)
    if isinstance(layer, MaxPool2D | AveragePool2D):
        own = np.equal(units[:, None], np.arange(source[0])[None]).astype(np.float32)
        if isinstance(layer, AveragePool2D):
            own /= layer.size**2
        return np.repeat(own[:, :, None], layer.size**2, axis=2)
    return by_source(network, levels, level, scaled_weights(network, found)[units])


def scaled_weights(network: Network, level: Level) -> Array:
    """The weights of a level as its layer has them, (units, inputs), normalisation taken in."""
    weights = network.views[level.first][0]
    factor = _normalisation(network, level)[0]
    return weights if factor is None else weights * factor[:, None]


def by_source(network: Network, levels: Sequence[Level], level: int, rows: Array) -> Array:
    """Rows (n, inputs), as a level's weights have them, sorted by source: (n, sources, taps)."""
    found = levels[level]
    layer = network.layers[found.first]
    source = source_shape(network, levels, level)
    if isinstance(layer, Conv2D):
        # A row of weights has the kernel's rows outermost, then the maps.
        apart = rows.reshape(len(rows), layer.kernel, source[0], layer.kernel)
    elif len(source) == 3 and not found.sees_image:
        maps, height, width = source
        apart = rows.reshape(len(rows), height, maps, width)
    else:
        return rows[:, :, None]
    return apart.transpose(0, 2, 1, 3).reshape(len(rows), source[0], -1)


def biases_of(network: Network, level: Level) -> Array:
    """The bias of every unit of a level, (units,); 0 where there is none."""
    layer, views = network.layers[level.first], network.views[level.first]
    is_learned = isinstance(layer, Conv2D | Dense) and layer.bias
    biases = views[1] if is_learned else np.zeros(level.units, network.parameters.dtype)
    factor, summand = _normalisation(network, level)
    return biases if factor is None else factor * biases + summand


def _has_bias(network: Network, level: Level) -> bool:
    layer = network.layers[level.first]
    is_learned = isinstance(layer, Conv2D | Dense) and layer.bias
    return is_learned or _linear_end(network, level) > level.first


def source_shape(network: Network, levels: Sequence[Level], level: int) -> tuple[int, ...]:
    """The shape of what a level takes its inputs from; the image's is (channels, height, width)."""
    return network.input_shape if level == 0 else levels[level - 1].shape


def strengths(
    passed: Forward, level: int, places: Sequence[tuple[int, ...]], weights: Array
) -> Array:
    """What each source contributes to each of some units, (units, sources).

    ``places`` are those of the units, as :class:`UnitNumbers` has them, and ``weights`` theirs, as
    :func:`weights_of` gives them: they change less often than images. The sources are the
    units of the level before, all places of a map together; for the first level the pixels of the
    image, or, where it is a convolution, its channels.
    """
    layer = passed.network.layers[passed.levels[level].first]
    if isinstance(layer, Dense):
        inputs = _dense_taps(passed, level)[None]
    else:
        inputs = _patches(passed, level, places)[0]
    if isinstance(layer, MaxPool2D):
        weights = weights * _passes(inputs)
    if weights.shape[2] == 1:
        return weights[:, :, 0] * inputs[:, :, 0]
    # As many small matrix products: several times faster than a general sum over the taps.
    total: Array = np.matmul(weights[:, :, None], inputs[..., None])[:, :, 0, 0]
    return total


def strongest_places(passed: Forward, level: int, units: Sequence[int]) -> list[tuple[int, ...]]:
    """For some units the place of their largest sum: (unit,), or (map, row, column) of a map."""
    sums = passed.sums(level)
    if sums.ndim == 1:
        return [(unit,) for unit in units]
    of_units = sums[list(units)]
    flat = of_units.reshape(len(of_units), -1).argmax(axis=1)
    rows, columns = np.divmod(flat, sums.shape[2])
    return list(zip(units, rows.tolist(), columns.tolist(), strict=True))


def _taps_of(passed: Forward, level: int, place: tuple[int, ...]) -> tuple[Array, Array, Array]:
    """The weights (n,), the inputs (n,) and the places (n, …) of one unit's inputs."""
    weights = weights_of(passed.network, passed.levels, level, np.array(place[:1]))[0]
    layer = passed.network.layers[passed.levels[level].first]
    if isinstance(layer, Dense):
        inputs = _dense_taps(passed, level)
        sources = _dense_places(passed, level)
        return weights.ravel(), inputs.ravel(), sources
    (inputs,), (rows,), (columns,) = _patches(passed, level, [place])
    inside = _inside(rows, columns, passed.inputs(level).shape)
    maps = np.arange(len(inputs))
    if isinstance(layer, MaxPool2D | AveragePool2D):
        # It sees its own map alone.
        maps = maps[place[0] : place[0] + 1]
        inputs, weights = inputs[maps], weights[maps]
    if isinstance(layer, MaxPool2D):
        weights = weights * _passes(inputs)
    which, rows, columns = np.broadcast_arrays(maps[:, None], rows[None], columns[None])
    places = (which, rows, columns) if level > 0 else (rows, columns)
    sources = np.stack(places, axis=-1)[:, inside].reshape(-1, len(places))
    return weights[:, inside].ravel(), inputs[:, inside].ravel(), sources


def _dense_taps(passed: Forward, level: int) -> Array:
    """The inputs of a dense level by their source, (sources, taps)."""
    inputs = passed.inputs(level).reshape(-1)
    source = source_shape(passed.network, passed.levels, level)
    if passed.levels[level].sees_image or len(source) == 1:
        return inputs[:, None]
    maps, height, width = source
    return inputs.reshape(height, maps, width).transpose(1, 0, 2).reshape(maps, -1)


def _dense_places(passed: Forward, level: int) -> Array:
    """The places of the inputs of a dense level in the order of :func:`_dense_taps`."""
    source = source_shape(passed.network, passed.levels, level)
    shape = source[1:] if passed.levels[level].sees_image else source
    return np.indices(shape).reshape(len(shape), -1).T


def _patches(
    passed: Forward, level: int, places: Sequence[tuple[int, ...]]
) -> tuple[Array, Array, Array]:
    """What a kernel at some places looks at: (places, maps, taps), and the taps' rows and columns.

    Rows and columns (places, taps) may lie beyond the edge; what is there is 0.
    """
    layer = passed.network.layers[passed.levels[level].first]
    inputs = passed.inputs(level)
    if isinstance(layer, Conv2D):
        side, stride, padding = layer.kernel, layer.stride, layer.padding
    else:
        assert isinstance(layer, MaxPool2D | AveragePool2D)
        side, stride, padding = layer.size, layer.size, 0
    down, across = np.divmod(np.arange(side * side), side)
    at = np.array(places)[:, 1:, None] * stride - padding
    rows, columns = at[:, 0] + down, at[:, 1] + across
    height, width = inputs.shape[1:]
    values = inputs[:, rows.clip(0, height - 1), columns.clip(0, width - 1)]
    values = values * _inside(rows, columns, inputs.shape)
    return values.transpose(1, 0, 2), rows, columns


def _inside(rows: Array, columns: Array, shape: tuple[int, ...]) -> Array:
    """Which of the places lie within maps of that shape."""
    inside: Array = (rows >= 0) & (rows < shape[1]) & (columns >= 0) & (columns < shape[2])
    return inside


def _passes(inputs: Array) -> Array:
    """1 for the first of the largest of each row's taps, 0 for the others."""
    passes = np.zeros_like(inputs)
    np.put_along_axis(passes, inputs.argmax(axis=-1, keepdims=True), 1, axis=-1)
    return passes


def _activation(network: Network, level: Level) -> str:
    """The name of the layer that makes a level's values from its sums, "" where none does."""
    if level.last > _linear_end(network, level):
        return type(network.layers[level.last]).__name__
    return "MaxPool2D" if isinstance(network.layers[level.first], MaxPool2D) else ""


def _linear_end(network: Network, level: Level) -> int:
    """The last layer of a level before its activation."""
    end = level.first
    while end < level.last and isinstance(network.layers[end + 1], BatchNorm):
        end += 1
    return end


def _normalisation(network: Network, level: Level) -> tuple[Array | None, Array]:
    """What the batch normalisations behind the weights do: factor and summand of each unit."""
    factor: Array | None = None
    summand = np.zeros(level.units, network.parameters.dtype)
    for index in range(level.first + 1, _linear_end(network, level) + 1):
        layer = network.layers[index]
        assert isinstance(layer, BatchNorm)
        scale, shift = layer.affine(network.views[index])
        factor = scale if factor is None else factor * scale
        summand = scale * summand + shift
    return factor, summand

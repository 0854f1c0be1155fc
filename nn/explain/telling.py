"""Which units tell most about an image, where there is no room for all, and what ties them.

    values × how much the next level listens → scores → a steady choice → its strongest links

A unit tells much where its value is large and the weights that carry it on are, too. Such scores
change with every point of a stroke, so that the choice of the best would flicker; a unit that is
shown keeps its place until another one's score is clearly larger (hysteresis).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.explain.contributions import Forward, by_source, scaled_weights, strengths
from nn.explain.units import Level
from nn.network import Network

_CLEARLY = 1.5
"""By this factor a unit must tell more than one that is shown to take its place."""

_TINY = 1e-12


@dataclass(frozen=True, eq=False)
class Links:
    """Some ties between the sources and the units of one level, the weakest first.

    ``sources`` and ``units`` (n,) are positions in the choices that were asked about, ``strengths``
    (n,) signed.
    """

    sources: Array
    units: Array
    strengths: Array


def listening(network: Network, levels: Sequence[Level]) -> list[Array]:
    """For each level but the last, how large the weights are that carry a unit on, (units,).

    What pooling is behind, it is the pooled map that is listened to.
    """
    sizes: list[Array] = []
    for index in reversed(range(1, len(levels))):
        if levels[index].kind == "pooling":
            sizes.append(sizes[-1])
            continue
        weights = scaled_weights(network, levels[index])
        squares = np.einsum("ui,ui->i", weights, weights)[None]
        sizes.append(np.sqrt(by_source(network, levels, index, squares)[0].sum(axis=1)))
    return sizes[::-1]


def scores(passed: Forward, level: int, listened: Array) -> Array:
    """How much each unit of a level tells, (units,); ``listened`` as :func:`listening` has it."""
    values = passed.values(level)
    if values.ndim == 3:
        values = np.sqrt(np.einsum("mrc,mrc->m", values, values))
    told: Array = np.abs(values) * listened
    return told


def steady_choice(
    shown: Sequence[int], scores: Array, count: int, *, always: Collection[int] = ()
) -> tuple[int, ...]:
    """``count`` units, or all if there are fewer: those that were ``shown``, each in its place.

    A unit whose score is clearly larger takes the place of the one that tells least; those in
    ``always`` have a place in any case. Where ``shown`` are not ``count`` units, the choice is made
    anew, in the order of their numbers.
    """
    count = min(count, len(scores))
    wanted = [unit for unit in sorted(always) if unit < len(scores)][:count]
    told = scores.astype(np.float64).copy()
    told[~np.isfinite(told)] = 0
    told[wanted] = np.inf
    ranked = np.argsort(-told, kind="stable")
    if len(shown) != count or any(unit >= len(scores) for unit in shown):
        return tuple(sorted(int(unit) for unit in ranked[:count]))
    chosen = list(shown)
    present = set(chosen)
    weakest = iter(sorted(range(count), key=lambda place: told[chosen[place]]))
    for unit in ranked[:count]:
        if int(unit) in present:
            continue
        place = next(weakest)
        if not told[unit] > _CLEARLY * told[chosen[place]] + _TINY:
            break
        chosen[place] = int(unit)
    return tuple(chosen)


def strongest_links(matrix: Array, count: int) -> Links:
    """The ``count`` largest entries either way of a matrix (units, sources); none that is 0."""
    flat = matrix.ravel()
    sizes = np.abs(flat)
    count = min(count, flat.size)
    best = np.argpartition(sizes, flat.size - count)[flat.size - count :]
    best = best[np.argsort(sizes[best], kind="stable")]
    best = best[sizes[best] > 0]
    units, sources = np.divmod(best, matrix.shape[1])
    return Links(sources, units, flat[best])


def link_strengths(
    passed: Forward, level: int, places: Sequence[tuple[int, ...]], weights: Array
) -> Array:
    """:func:`nn.explain.contributions.strengths` with what is not finite set to 0.

    A training that diverges overflows on its way, and there is no link to be drawn of it.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        matrix = strengths(passed, level, places, weights)
    return np.nan_to_num(matrix, nan=0.0, posinf=0.0, neginf=0.0)


def changes(before: Array, after: Array) -> Array:
    """How far weights (units, sources, taps) have moved, (units, sources).

    The root of the summed squares over the taps; what is not finite counts as 0.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        moved = after - before
        distance: Array = np.nan_to_num(np.sqrt(np.einsum("ust,ust->us", moved, moved)))
    return distance


def never_active(network: Network, levels: Sequence[Level], images: Array) -> list[Array]:
    """For each level which units give 0 for every one of the images (N, 28, 28), (units,).

    These are dead: no gradient reaches a ReLU that is never above 0. Only levels with weights and
    an activation that gives 0 below 0 can have any; the output has none.
    """
    dead = [np.zeros(level.units, bool) for level in levels]
    able = [i for i, level in enumerate(levels) if _can_die(network, level)]
    for index in able:
        dead[index][:] = True
    for first in range(0, len(images), _AT_ONCE):
        with np.errstate(over="ignore", invalid="ignore"):
            activations = network.activations(images[first : first + _AT_ONCE])
        for index in able:
            values = activations[levels[index].last]
            dead[index] &= ~(values != 0).reshape(len(values), -1).any(axis=1)
    return dead


_AT_ONCE = 25
"""Images that go through the network together: beside a window, long steps would hold it up."""


def _can_die(network: Network, level: Level) -> bool:
    if level.kind not in ("convolution", "dense") or level.last == level.first:
        return False
    below = np.full((1, 1), -1.0, np.float32)
    layer = network.layers[level.last]
    return not layer.forward((), below, None).any() if not layer.parameter_shapes((1,)) else False

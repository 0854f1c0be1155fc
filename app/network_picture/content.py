"""What the picture shows of a network and a drawing: which units, and which connections.

    network            → NetworkFacts   once a network: levels, who is listened to
    facts, image, room → Content        every frame: values, the units in the slots, their links

No widget; some milliseconds of NumPy at the most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from app.network_picture.arrangement import Arrangement
from nn.arrays import Array
from nn.explain.contributions import IMAGE, Forward, forward, strongest_places, weights_of
from nn.explain.telling import (
    Links,
    changes,
    link_strengths,
    listening,
    scores,
    steady_choice,
    strongest_links,
)
from nn.explain.units import Level, field_of_view, levels, weights_as_pictures
from nn.network import Network

_INK = 34.0
"""How long all connections are together, as a multiple of the picture's mean side: more would be a
haze, and the time that they take to paint goes by their length."""

_LARGEST_SIDE = 1000.0
"""Logical pixels; in a larger picture there are fewer connections."""

_TINY = 1e-9

_OF_ANSWER = 8
"""Connections to the likeliest output at least: others are often stronger, against theirs."""

_CHANGES = 6
"""Connections of each level that are marked as changing most."""


@dataclass(frozen=True, eq=False)
class NetworkFacts:
    """What is known of a network without a drawing, found when first asked for."""

    network: Network
    _weights: dict[int, tuple[tuple[int, ...], Array]] = field(default_factory=dict)
    _scaled: dict[tuple[int, ...], Array] = field(default_factory=dict)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        return tuple(levels(self.network))

    @cached_property
    def listened(self) -> list[Array]:
        """How much the next level listens to each unit, for all levels but the last."""
        return listening(self.network, self.levels)

    @cached_property
    def patterns(self) -> Array | None:
        """The weights of the first level as pictures, where it is dense and they make some."""
        first = self.levels[0] if self.levels else None
        if first is None or first.kind not in ("dense", "output"):
            return None
        return weights_as_pictures(self.network, first)

    def patterns_of(self, units: tuple[int, ...]) -> Array | None:
        """Those of some units, each in [-1, 1], (units, height, width); kept while they stay."""
        if self.patterns is None:
            return None
        kept = self._scaled.get(units)
        if kept is None:
            chosen = np.nan_to_num(self.patterns[list(units)])
            largest = np.abs(chosen).max(axis=(1, 2), keepdims=True)
            self._scaled.clear()
            kept = self._scaled[units] = chosen / np.maximum(largest, _TINY)
        return kept

    def weights(self, level: int, units: tuple[int, ...]) -> Array:
        """Those of :func:`nn.explain.contributions.weights_of`, kept while the units stay."""
        kept = self._weights.get(level)
        if kept is None or kept[0] != units:
            found = weights_of(self.network, self.levels, level, np.array(units))
            kept = self._weights[level] = (units, np.ascontiguousarray(found))
        return kept[1]

    def is_alike(self, other: NetworkFacts) -> bool:
        """Whether it has the same levels, so that places and units mean the same."""
        mine, others = self.network, other.network
        return self.levels == other.levels and mine.input_shape == others.input_shape


@dataclass(frozen=True, eq=False)
class Content:
    """What the picture shows. ``passed`` is None where nothing is drawn.

    ``shown`` has for each level the units in its slots; for the output, and for levels without a
    column, what they would be. ``links`` and ``changed`` are by the level that the connections lead
    to; their units are positions in ``shown``, their sources positions in the ``shown`` of the
    level before, or numbers of pixels of the image.
    """

    facts: NetworkFacts
    passed: Forward | None
    shown: Mapping[int, tuple[int, ...]]
    links: Mapping[int, Links] = field(default_factory=dict)
    changed: Mapping[int, Links] = field(default_factory=dict)

    @property
    def is_finite(self) -> bool:
        """Whether the outputs are numbers; after a training that diverged they are not."""
        return self.passed is None or bool(np.isfinite(self.passed.activations[-1]).all())


@dataclass(frozen=True)
class Wishes:
    """What the choice has to heed: units that are always shown, by level."""

    always: Mapping[int, frozenset[int]] = field(default_factory=dict)


def content_of(
    facts: NetworkFacts,
    image: Array | None,
    arrangement: Arrangement,
    before: Mapping[int, tuple[int, ...]],
    wishes: Wishes,
) -> Content:
    """The content for an image (28, 28), or None for none; ``before`` is what was shown."""
    found = facts.levels
    with np.errstate(over="ignore", invalid="ignore"):
        passed = None if image is None else forward(facts.network, found, image)
        shown = _shown(facts, passed, arrangement, before, wishes)
        links = {} if passed is None else _links(facts, passed, arrangement, shown)
    return Content(facts, passed, shown, links)


def changes_between(
    before: NetworkFacts, content: Content, arrangement: Arrangement
) -> Mapping[int, Links]:
    """The connections among what is shown that have changed most since another network."""
    if not before.is_alike(content.facts):
        return {}
    found: dict[int, Links] = {}
    for level in _linked_levels(content.facts.levels, arrangement):
        units = content.shown[level]
        matrix = changes(before.weights(level, units), content.facts.weights(level, units))
        matrix = _among_shown(matrix, level, content.shown)
        found[level] = strongest_links(matrix, _CHANGES)
        if level == 0 and content.facts.levels[0].kind == "convolution":
            found[level] = _from_pixels(found[level], content)
    return found


def _from_pixels(links: Links, content: Content) -> Links:
    """Changes of kernels, each beginning at the pixel that its map's connection begins at."""
    height, width = content.facts.network.input_shape[1:]
    pixels = np.full(len(content.shown[0]), (height // 2) * width + width // 2)
    seen = content.links.get(0)
    if seen is not None:
        pixels[seen.units] = seen.sources
    return replace(links, sources=pixels[links.units])


def _shown(
    facts: NetworkFacts,
    passed: Forward | None,
    arrangement: Arrangement,
    before: Mapping[int, tuple[int, ...]],
    wishes: Wishes,
) -> dict[int, tuple[int, ...]]:
    shown: dict[int, tuple[int, ...]] = {}
    for column in arrangement.columns:
        level = column.level
        if level == IMAGE:
            continue
        heard = facts.listened[level]
        told = heard if passed is None else scores(passed, level, heard)
        always = wishes.always.get(level, frozenset())
        shown[level] = steady_choice(before.get(level, ()), told, column.count, always=always)
    last = len(facts.levels) - 1
    if last >= 0:
        shown[last] = tuple(range(min(facts.levels[last].units, len(arrangement.outputs))))
    return shown


def _linked_levels(found: Sequence[Level], arrangement: Arrangement) -> list[int]:
    """The levels that connections lead to: shown ones whose sources are shown, too."""
    columns = {column.level for column in arrangement.columns}
    candidates = [*sorted(columns - {IMAGE}), len(found) - 1]
    return [level for level in candidates if level - 1 in columns and found]


def _links(
    facts: NetworkFacts,
    passed: Forward,
    arrangement: Arrangement,
    shown: Mapping[int, tuple[int, ...]],
) -> dict[int, Links]:
    links: dict[int, Links] = {}
    linked = _linked_levels(passed.levels, arrangement)
    count = _links_each(arrangement, len(linked))
    for level in linked:
        places = strongest_places(passed, level, shown[level])
        matrix = link_strengths(passed, level, places, facts.weights(level, shown[level]))
        if level == 0 and passed.levels[0].kind not in ("dense", "output"):
            links[level] = _seen(passed, matrix, places)
        else:
            matrix = _among_shown(matrix, level, shown)
            links[level] = strongest_links(matrix, count)
            if level == len(passed.levels) - 1 and len(matrix):
                links[level] = _with_answer(links[level], matrix, passed)
    return links


def _links_each(arrangement: Arrangement, levels: int) -> int:
    """How many connections lead to each of so many levels."""
    width, height = arrangement.room.width(), arrangement.room.height()
    side = min(math.sqrt(width * height), _LARGEST_SIDE)
    length = max(width / (len(arrangement.columns) + 1), height / 4)
    return min(max(round(_INK * side / (length * max(levels, 1))), 10), 60)


def _with_answer(links: Links, matrix: Array, passed: Forward) -> Links:
    """The links with the strongest of the likeliest output, which come last."""
    answer = int(passed.values(len(passed.levels) - 1)[: len(matrix)].argmax())
    own = strongest_links(matrix[answer : answer + 1], _OF_ANSWER)
    others = links.units != answer
    return Links(
        np.concatenate([links.sources[others], own.sources]),
        np.concatenate([links.units[others], own.units + answer]),
        np.concatenate([links.strengths[others], own.strengths]),
    )


def _among_shown(matrix: Array, level: int, shown: Mapping[int, tuple[int, ...]]) -> Array:
    """Of all sources only those that are shown; the pixels of the image all are."""
    return matrix if level == 0 else matrix[:, list(shown[level - 1])]


def _seen(
    passed: Forward,
    matrix: Array,
    places: Sequence[tuple[int, ...]],
) -> Links:
    """For maps of the image: a link from the middle of what a map's strongest place looks at."""
    level = passed.levels[0]
    height, width = passed.network.input_shape[1:]
    pixels = []
    for _, row, column in places:
        seen = field_of_view(passed.network, level, row, column)
        middle = [
            min(max(start + seen.side // 2, 0), side - 1)
            for start, side in ((seen.top, height), (seen.left, width))
        ]
        pixels.append(middle[0] * width + middle[1])
    sums = matrix.sum(axis=1)
    order = np.argsort(np.abs(sums), kind="stable")
    order = order[np.abs(sums[order]) > 0]
    return Links(np.array(pixels, np.intp)[order], order, sums[order])

"""How the pictures of a data set lie: upright, on their side, mirrored, or dark on light.

A network that learns from pictures that lie on their side reads those, and no person's drawing.
Nothing in its figures tells; a network that reads people does: the pictures are held before it in
all sixteen ways, and where it reads most of them in another way than they lie, that one was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, Dataset
from nn.evaluation.inference import read_all
from nn.messages import N_, Message, message
from nn.network import DIGITS, Network

_OF_EACH = 20
"""Pictures of each digit that are looked at."""

_READ = 0.6
"""The share that is read the right way at least; other people's digits may be hard."""

_BETTER = 0.3
"""By how much more of them are read so than as they lie."""


@dataclass(frozen=True)
class Orientation:
    """What makes pictures upright and bright on dark, in this order: swap light and dark, swap
    rows and columns, mirror left and right, mirror top and bottom."""

    inverted: bool = False
    transposed: bool = False
    mirrored: bool = False
    flipped: bool = False

    def turned(self, digits: Dataset) -> Dataset:
        """The same digits as they were meant."""
        images = digits.images
        if self.inverted:
            images = 255 - images
        if self.transposed:
            images = images.transpose(0, 2, 1)
        images = images[:, :: -1 if self.flipped else 1, :: -1 if self.mirrored else 1]
        return Dataset(np.ascontiguousarray(images), digits.labels)

    @property
    def words(self) -> Message:
        """How the pictures lie; completes "the pictures are …"."""
        place = _WORDS[self.transposed, self.mirrored, self.flipped]
        if not self.inverted:
            return message(place)
        if self == Orientation(inverted=True):
            return message(N_("nn", "dark on light"))
        return message(N_("nn", "dark on light and {0}"), message(place))


_WORDS = {
    (False, False, False): N_("nn", "upright"),
    (True, False, False): N_("nn", "on their side, rows for columns"),
    (False, True, False): N_("nn", "mirrored"),
    (False, False, True): N_("nn", "mirrored, top for bottom"),
    (False, True, True): N_("nn", "upside down"),
    (True, True, False): N_("nn", "turned to the left"),
    (True, False, True): N_("nn", "turned to the right"),
    (True, True, True): N_("nn", "on their side and upside down"),
}


@dataclass(frozen=True)
class Disorder:
    """Pictures that lie otherwise: the ``orientation`` that makes them upright, and which share of
    them, in [0, 1], is read ``as_they_are`` and ``upright``."""

    orientation: Orientation
    as_they_are: float
    upright: float

    @property
    def message(self) -> Message:
        """What was found, for people."""
        return message(
            N_(
                "nn",
                "The pictures are {0}: the shipped network reads {1} % of them as they are, and "
                "{2} % upright.",
            ),
            self.orientation.words,
            round(100 * self.as_they_are),
            round(100 * self.upright),
        )


def disorder_of(digits: Dataset, network: Network) -> Disorder | None:
    """How the pictures lie where that is not upright; the ``network`` reads people's digits.

    None too where they cannot be read in any way.
    """
    some = _some_of_each(digits)
    as_they_are = _share_read(network, some)
    # Of most sets nothing more has to be read.
    if as_they_are > 1 - _BETTER:
        return None
    ways = [Orientation(*way) for way in product((False, True), repeat=4)]
    shares = {way: _share_read(network, way.turned(some)) for way in ways}
    best = max(ways, key=lambda way: shares[way])
    if shares[best] < max(_READ, as_they_are + _BETTER):
        return None
    return Disorder(best, as_they_are, shares[best])


def _some_of_each(digits: Dataset) -> Dataset:
    """The first ones of each digit."""
    places = [np.flatnonzero(digits.labels == digit)[:_OF_EACH] for digit in range(CLASSES)]
    return digits[np.concatenate(places)]


def _share_read(network: Network, digits: Dataset) -> float:
    read: Array = read_all(network, digits.images)[:, :DIGITS].argmax(axis=1)
    return float((read == digits.labels).mean()) if len(digits) else 0.0

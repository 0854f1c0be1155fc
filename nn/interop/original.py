"""An imported network beside its original: what it expects as input, and whether both agree.

    chain → network of ours → the range of input with which it reads digits best, taken in
                            → both answer 500 digits → the same to 1e-5, or the layer that differs

A file does not say whether its network was trained on pixels from 0 to 1 or to 255, nor whether
ink was white. With a wrong range a network answers all the same, and mostly nonsense. So each usual
range is tried on digits that the program has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np

from nn.arrays import Array
from nn.data.files import first_line
from nn.data.pen_digits import pen_digits
from nn.interop.chain import Chain
from nn.interop.keras import ExchangeError
from nn.layers import BatchNorm, Conv2D, Dense, Flatten
from nn.losses import softmax
from nn.messages import N_, Message, message
from nn.network import DIGITS, LARGEST_VALUE, Network
from nn.preprocessing.pipeline import network_inputs, quantise

TOLERANCE = 1e-5
"""How much a probability may differ from the original's: float32 sums in another order."""

_COMPARED = 500
"""Digits that both answer."""

_TRIED = (50, 300)
"""The fewest and the most of them that are read in each range."""

_VALUES_AT_ONCE = 2**24
"""Of all layers for all images of a batch: 64 MB."""

_BLAMED = 20
"""Digits by which the layer is found that differs."""

_CLEARLY = 0.75
"""Another range is believed where it leaves less than this share of the usual one's surprise."""

_LEAST = 0.02
"""The probability below which an error surprises no more: few digits must not decide alone."""

_LEARNED = 0.5
"""The share of digits that a network has to read before its preferences mean anything."""


class Original(Protocol):
    """The network of another library, run by that library."""

    def outputs(self, inputs: Array) -> Array:
        """(N, *input shape) float32 to what the last layer gives, (N, classes)."""

    def values(self, inputs: Array) -> Iterator[Array]:
        """What each of the chain's steps gives, one after another, each (N, …)."""


@dataclass(frozen=True)
class InputRange:
    """How pixels in [0, 1] with white ink become what a network was trained on.

    ``factor`` times a pixel plus ``summand``.
    """

    factor: float = 1.0
    summand: float = 0.0

    def behind(self, other: InputRange) -> InputRange:
        """First ``other``, then this one."""
        return InputRange(self.factor * other.factor, self.factor * other.summand + self.summand)

    def of(self, images: Array) -> Array:
        """The images (N, 28, 28) in that range, float32."""
        ranged: Array = images * np.float32(self.factor) + np.float32(self.summand)
        return ranged

    @property
    def is_usual(self) -> bool:
        """Whether it is that of this program."""
        return bool(np.allclose((self.factor, self.summand), (1, 0), atol=1e-6))


UNIT = InputRange()
BYTES = InputRange(255.0)
_SPREAD = InputRange(2.0, -1.0)
_STANDARD = InputRange(1 / 0.3081, -0.1307 / 0.3081)
"""Mean 0 and deviation 1 over MNIST, as PyTorch's own example has it."""

_INVERTED = InputRange(-1.0, 1.0)

RANGES: dict[str, InputRange] = {
    "unit": UNIT,
    "bytes": BYTES,
    "spread": _SPREAD,
    "standard": _STANDARD,
    "unit inverted": UNIT.behind(_INVERTED),
    "bytes inverted": BYTES.behind(_INVERTED),
    "spread inverted": _SPREAD.behind(_INVERTED),
}
"""The ranges that people train on, by the names under which a model's metadata keep them."""


@dataclass(frozen=True, eq=False)
class Imported:
    """A network that answers like its original.

    ``temperature`` is by what its logits have to be divided; ``input_range`` names the one of
    :data:`RANGES` that was taken in. ``facts`` is what a file of this program's own tells of the
    training, as JSON; "" elsewhere.
    """

    network: Network
    temperature: float
    input_range: str
    facts: str = ""


@contextmanager
def understanding() -> Iterator[None]:
    """Whatever goes wrong while another library's model is read becomes an ExchangeError."""
    try:
        # Weights may be no numbers, or too large ones: that is found out in the end.
        with np.errstate(all="ignore"):
            yield
    except ExchangeError:
        raise
    # The other library, a layer of ours, or a lack of what a layer needs: the model is of no use.
    except Exception as error:
        raise ExchangeError(
            N_("nn", "the model's layers cannot be used here: {0}"), first_line(error)
        ) from error


def taken_over(chain: Chain, original: Original, *, facts: str = "") -> Imported:
    """The chain's network with its input's range taken in; it answers like the original.

    With ``facts`` it is one of this program's own, whose range is known.
    Raises ExchangeError where it does not, naming the layer, or cannot be used here at all.
    """
    network = chain.network()
    rescaling = InputRange(*chain.rescaling)
    images, labels = _digits()
    name = "unit"
    if not facts:
        name = _recognised(network, rescaling, images, labels)
    expected = RANGES[name]
    taken_in = rescaling.behind(expected)
    if taken_in.is_usual:
        # It undoes at first what was done to its input: nothing remains to be said of it.
        name = "unit"
    ours = _with_range(network.folded(), taken_in)
    if not ours.largest_value() <= LARGEST_VALUE:
        raise ExchangeError(
            N_("nn", "expected weights that are finite numbers, of which answers can be computed")
        )
    theirs = expected.of(images).reshape(-1, *chain.input_shape)
    outputs = [original.outputs(part) for part in _parts(network, theirs)]
    answers = _probabilities(chain, ours, np.concatenate(outputs))
    difference = np.abs(softmax(_logits(ours, images).T / chain.temperature).T - answers)
    # Not "greater than": what is no number differs, too.
    if not (difference <= TOLERANCE).all():
        raise _differing(chain, network, rescaling, original, theirs[:_BLAMED])
    return Imported(ours, chain.temperature, name, facts)


def remark_on(input_range: object) -> Message | None:
    """What is to be said of a network trained on the range of that name; None for the usual."""
    if input_range not in RANGES or input_range == "unit":
        return None
    if str(input_range).endswith("inverted"):
        return message(
            N_("nn", "It was trained on dark digits on light ground, so colours are inverted.")
        )
    if input_range == "bytes":
        return message(N_("nn", "It was trained on pixels from 0 to 255, so they are multiplied."))
    return message(
        N_("nn", "It was trained on pixels around 0, from dark to light, so they are shifted.")
    )


@lru_cache(maxsize=1)
def _digits() -> tuple[Array, Array]:
    """Pen digits of many people: images (500, 28, 28) float32 in [0, 1], labels (500,)."""
    strokes = pen_digits("train")
    chosen = np.random.default_rng(0).permutation(len(strokes.drawings))[:_COMPARED]
    images = quantise(network_inputs([strokes.drawings[index] for index in chosen]))
    return images / np.float32(255), strokes.labels[chosen]


def _recognised(network: Network, rescaling: InputRange, images: Array, labels: Array) -> str:
    """The name of the range that the network was trained on."""
    # Who divides by 255 at first, expects bytes; untrained, it has no preference of its own.
    usual = "bytes" if abs(rescaling.factor) < 0.01 else "unit"
    # Of a network with many values, fewer digits have to do: there are seven ranges.
    count = int(np.clip(2 * _VALUES_AT_ONCE // _values_of(network), *_TRIED))
    images, labels = images[:count], labels[:count]
    read, surprise = {}, {}
    for name, expected in RANGES.items():
        logits = _logits(network, rescaling.behind(expected).of(images))
        read[name] = float((logits[:, :DIGITS].argmax(axis=1) == labels).mean())
        surprise[name] = _surprise(logits, labels)
    best = min(RANGES, key=lambda name: surprise[name])
    # With another scale, a network may read the same digits and be sure of none.
    reads_as_well = read[best] >= max(_LEARNED, read[usual])
    return best if reads_as_well and surprise[best] < _CLEARLY * surprise[usual] else usual


def _logits(network: Network, images: Array) -> Array:
    return np.concatenate([network.logits(part) for part in _parts(network, images)])


def _parts(network: Network, images: Array) -> list[Array]:
    """The images in batches of the same size, as large as there is memory for."""
    most = max(_VALUES_AT_ONCE // _values_of(network), 1)
    size = max(n for n in range(1, len(images) + 1) if len(images) % n == 0 and n <= most)
    return np.split(images, len(images) // size)


def _values_of(network: Network) -> int:
    """How many there are in all layers for one image."""
    return sum(math.prod(shape) for shape in network.shapes)


def _surprise(logits: Array, labels: Array) -> float:
    """The mean cross-entropy of the right digits, in nats."""
    probabilities = softmax(logits.T)[labels, np.arange(len(labels))]
    return float(-np.log(np.maximum(np.nan_to_num(probabilities), _LEAST)).mean())


def _with_range(network: Network, expected: InputRange) -> Network:
    """The network that does this to its input first."""
    if expected.is_usual:
        return network
    layers, views = list(network.layers), [list(group) for group in network.views]
    first = 1 if isinstance(layers[0], Flatten) else 0
    learning = layers[first]
    if isinstance(learning, Dense) or (
        isinstance(learning, Conv2D) and (expected.summand == 0 or learning.padding == 0)
    ):
        weights, *bias = views[first]
        shift = expected.summand * weights.reshape(len(weights), -1).sum(axis=1, dtype=float)
        views[first] = [weights * expected.factor, (bias[0] if bias else 0) + shift]
        layers[first] = replace(learning, bias=True)
    else:
        # Zeros around an image that is shifted are no longer its paper: the shift stays a layer.
        constants = (expected.factor, expected.summand, 0.0, 1.0)
        layers.insert(0, BatchNorm(epsilon=0.0))
        views.insert(0, [np.full(1, constant) for constant in constants])
    vector = np.concatenate([np.ravel(array) for group in views for array in group])
    return Network(tuple(layers), network.input_shape, network.output, vector.astype(np.float32))


def _probabilities(chain: Chain, network: Network, outputs: Array) -> Array:
    """Those over all classes that the original's outputs mean, (N, classes)."""
    outputs = outputs.reshape(len(outputs), -1)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if chain.ending == "softmax":
            return outputs
        if chain.ending == "log_softmax":
            probabilities: Array = np.exp(outputs)
        elif network.output == "sigmoid":
            probabilities = outputs / outputs.sum(axis=1, keepdims=True)
        else:
            probabilities = softmax(outputs.T).T
        return probabilities


def _differing(
    chain: Chain, network: Network, rescaling: InputRange, original: Original, inputs: Array
) -> ExchangeError:
    """The refusal of the first of the original's layers whose values are not ours."""
    images = rescaling.of(inputs.reshape(-1, *network.input_shape[1:]))
    # Rows before channels, as the places are counted.
    ours = [
        values.swapaxes(0, 1) if values.ndim == 4 else values
        for values in network.activations(images)
    ]
    blamed = chain.steps[-1]
    for step, values in zip(chain.steps, original.values(inputs), strict=False):
        if step.layers == 0 or step.places.size != values[0].size:
            continue
        rows = ours[step.layers - 1].reshape(-1, len(inputs))[step.places.ravel()]
        expected = values.reshape(len(inputs), -1).T
        if not np.allclose(rows, expected, rtol=1e-4, atol=1e-4 * (np.abs(expected).max() or 1)):
            blamed = step
            break
    return blamed.refusal(N_("nn", "in this program it would give other values"))

"""Why this answer: how much each pixel's ink speaks for a digit, and how much against it.

The method is that of integrated gradients (Sundararajan, Taly, Yan 2017, "Axiomatic attribution
for deep networks", section 3): on the straight way from a blank image to the drawing, the slope
of the answer along each pixel is summed up.

    evidence_i = image_i · ∫ ∂F(α·image) / ∂image_i dα,   α from 0 to 1

What makes it honest is completeness (proposition 1 there): the evidence of all pixels sums to
F(image) - F(blank), so nothing is left out and nothing is made up. F is a difference of logits:
that of the digit and that of a rival, or the mean of all rivals. A single logit would say
little, since the same can be added to all of them without any change of the answer.

The evidence of single pixels is grainy: neighbours in one stroke take turns in speaking for the
digit and against it, since that is how a convolution with a stride sees them. What a person can
see, and draw otherwise, is a piece of a stroke. So each pixel shares its evidence with the ink
around it (:func:`shared_with_neighbours`), which changes no sum.

A pixel without ink gets nothing, although its being empty may matter: against a blank image, an
empty pixel is no news. The integral is a sum over some points of the way. Close to the blank
image the units of a network switch on one after the other, so the points lie closer there: the
midpoints of equal steps of √α, which for the same error takes half as many points as equal
steps of α.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.explain.recording import Recording
from nn.network import DIGITS, Network

STEPS = 36
"""Points of the way. For the shipped network and MNIST, the sum is one per cent of the evidence off
on average and four at worst."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the ink says about ``digit``, against ``rival`` or, where that is None, all others.

    ``pixels`` (28, 28) is the part of each pixel and its neighbours, in natural logarithms of
    odds; above 0 it speaks for the digit. ``difference`` is the answer's own log odds and
    ``blank`` those of an image without ink: ``pixels.sum() ≈ difference - blank``.
    """

    digit: int
    rival: int | None
    pixels: Array
    difference: float
    blank: float

    @property
    def total_for(self) -> float:
        """The sum of what speaks for the digit; not negative."""
        return float(self.pixels.sum(where=self.pixels > 0))

    @property
    def total_against(self) -> float:
        """The sum of what speaks against the digit, as a number that is not negative."""
        return -float(self.pixels.sum(where=self.pixels < 0))


def evidence(
    network: Network,
    image: Array,
    digit: int,
    rival: int | None = None,
    *,
    temperature: float = 1.0,
    steps: int = STEPS,
) -> Evidence:
    """The evidence for ``digit`` in one image (28, 28) in [0, 1].

    ``temperature`` divides the logits, as in :class:`nn.reader.Calibration`. Raises ValueError
    where a digit is its own rival.
    """
    weights = contrast(network.classes, digit, rival) / temperature
    blank, difference = network.logits(np.stack([np.zeros_like(image), image])) @ weights
    pixels = integrated_gradients(network, image, weights, steps=steps)
    pixels = shared_with_neighbours(pixels, image)
    return Evidence(digit, rival, pixels, float(difference), float(blank))


def contrast(classes: int, digit: int, rival: int | None) -> Array:
    """How much each logit counts, (classes,): 1 for the digit, -1 for the rival or all of them.

    An eleventh class, "not a digit", is never a rival. Raises ValueError where a digit is its own.
    """
    if digit == rival:
        raise ValueError(f"a digit cannot be its own rival, found {digit} twice")
    weights = np.zeros(classes)
    if rival is None:
        weights[:DIGITS] = -1 / (DIGITS - 1)
    else:
        weights[rival] = -1
    weights[digit] = 1
    return weights


def integrated_gradients(
    network: Network, image: Array, output_weights: Array, *, steps: int = STEPS
) -> Array:
    """How much each pixel adds to ``logits @ output_weights`` on the way from blank, (28, 28).

    ``image`` (28, 28) in [0, 1], ``output_weights`` (classes,).
    """
    roots = ((np.arange(steps) + 0.5) / steps).astype(image.dtype)[:, None, None]
    recording = Recording(network, roots**2 * image)
    slopes = recording.input_gradient(recording.gradient_of_logits(output_weights))
    # With α = r², dα = 2 r dr.
    result: Array = (slopes * (2 * roots / steps)).sum(axis=0) * image
    return result


def shared_with_neighbours(pixels: Array, image: Array) -> Array:
    """Each pixel's evidence spread over the 3×3 pixels around it, in proportion to their ink.

    The nearer ones count more, as 4 : 2 : 1 from the middle to the corners. All (28, 28). The sum
    is that of ``pixels``, and pixels without ink get nothing.
    """
    reach = _blurred(image)
    per_ink = np.divide(pixels, reach, out=np.zeros_like(pixels), where=reach > 0)
    shared: Array = image * _blurred(per_ink)
    return shared


def _blurred(values: Array) -> Array:
    """The sum over 3×3 pixels with weights 1, 2, 1 each way; beyond the edge there is nothing."""
    padded = np.pad(values, 1)
    rows = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    blurred: Array = rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]
    return blurred

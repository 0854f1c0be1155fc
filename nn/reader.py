"""Reading a drawing: what the network answers, and whether the answer deserves to be given.

    drawing → network input → logits → probabilities, digit score → verdict

A network knows nothing but its classes: asked about a scribble it still names a digit. So an
answer is given only where the drawing looks like a digit at all (the *digit score*) and where one
digit stands out (the *confidence*). Otherwise the reading says "not a digit" or "unsure", and an
empty drawing has no reading at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from nn.arrays import Array
from nn.losses import softmax
from nn.network import DIGITS, Network
from nn.preprocessing.pipeline import network_inputs
from nn.strokes import Drawing

Verdict = Literal["empty", "digit", "unsure", "not a digit"]

TEMPERATURES = (0.01, 100.0)
"""The lowest and the highest that a calibration may have."""

_BATCH = 128
"""Images that go through the network at once: more would not be faster and need more memory."""


@dataclass(frozen=True)
class Calibration:
    """What turns logits into honest answers; chosen on validation data, never on test data.

    ``temperature`` divides the logits (Guo, Pleiss, Sun, Weinberger 2017, "On calibration of
    modern neural networks", section 4.2). An answer is given for a digit score of at least
    ``minimum_digit_score`` and a probability of at least ``minimum_confidence``.
    """

    temperature: float = 1.0
    minimum_confidence: float = 0.5
    minimum_digit_score: float = 0.5

    @staticmethod
    def from_metadata(metadata: Mapping[str, Any]) -> Calibration:
        """The calibration that a model file's metadata carry, or the standard one."""
        return Calibration(**metadata.get("calibration", {}))

    def __post_init__(self) -> None:
        shares = (self.minimum_confidence, self.minimum_digit_score)
        numbers = (self.temperature, *shares)
        if any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
            raise ValueError(f"a calibration consists of numbers, found {numbers}")
        coldest, hottest = TEMPERATURES
        if not coldest <= self.temperature <= hottest or not all(
            0 <= share <= 1 for share in shares
        ):
            raise ValueError(f"a calibration of a temperature and two shares, found {numbers}")

    def to_metadata(self) -> dict[str, dict[str, float]]:
        """The same to be put among a model's metadata."""
        return {"calibration": asdict(self)}


@dataclass(frozen=True, eq=False)
class Reading:
    """The answer for one drawing.

    ``image`` (28, 28) float32 in [0, 1] is what the network read; ``probabilities`` (10,) sum to
    1, and are empty (0,) for an empty drawing; ``digit_score`` in [0, 1] is the probability that
    it is a digit at all, 1 where the network knows no other class; ``knows_non_digits`` says
    whether it does. ``digit`` is None unless the verdict is "digit".
    """

    image: Array
    probabilities: Array
    digit_score: float
    digit: int | None
    verdict: Verdict
    knows_non_digits: bool = False

    @property
    def shares(self) -> Array:
        """Everything that the drawing may be, summing to 1: its ten digits and, eleventh, none.

        (11,), or (10,) where the network knows no such class; (0,) for an empty drawing.
        """
        if not self.knows_non_digits or not self.probabilities.size:
            return self.probabilities
        return np.append(self.digit_score * self.probabilities, 1 - self.digit_score)

    @property
    def confidence(self) -> float:
        """The largest probability, given that it is a digit; 0 for an empty drawing."""
        return float(self.probabilities.max(initial=0.0))


class Reader:
    """Reads drawings and images with one network; it changes nothing and can be shared.

    Not ``centred``, it reads a drawing's sheet as it is, without bringing the ink into MNIST's
    frame (:mod:`nn.preprocessing.pipeline`): to see what the frame is worth.
    """

    def __init__(
        self, network: Network, calibration: Calibration | None = None, *, centred: bool = True
    ) -> None:
        self.network = network
        self.calibration = calibration or Calibration()
        self.centred = centred

    def with_centring(self, centred: bool) -> Reader:
        """One that reads with the same network, centred or not; itself where it does already."""
        if centred == self.centred:
            return self
        return Reader(self.network, self.calibration, centred=centred)

    def read(self, drawing: Drawing) -> Reading:
        """The reading of one drawing."""
        return self.read_drawings([drawing])[0]

    def read_drawings(self, drawings: Sequence[Drawing]) -> list[Reading]:
        """The readings of several drawings; each is the same as it would be alone."""
        return self.read_images(network_inputs(drawings, centred=self.centred))

    def read_images(self, images: Array) -> list[Reading]:
        """The readings of images (N, 28, 28) float32 in [0, 1] in MNIST's frame."""
        probabilities, scores = self.probabilities(images)
        return [
            self._judge(image, row, float(score))
            for image, row, score in zip(images, probabilities, scores, strict=True)
        ]

    def probabilities(self, images: Array) -> tuple[Array, Array]:
        """Probabilities (N, 10) of the digits, given that it is one, and digit scores (N,)."""
        digits = np.empty((len(images), DIGITS), np.float32)
        scores = np.empty(len(images), np.float32)
        for first in range(0, len(images), _BATCH):
            part = slice(first, first + _BATCH)
            digits[part], scores[part] = self.probabilities_of(self.network.logits(images[part]))
        return digits, scores

    def probabilities_of(self, logits: Array) -> tuple[Array, Array]:
        """The same as :meth:`probabilities`, of logits (N, classes)."""
        scaled = logits.T / self.calibration.temperature
        # Logits as far apart as numbers go are no error: the smaller one's share is 0.
        with np.errstate(over="ignore"):
            digits = softmax(scaled[:DIGITS]).T
            if len(scaled) > DIGITS:
                return digits, 1 - softmax(scaled)[DIGITS]
        return digits, np.ones(len(logits), np.float32)

    def _judge(self, image: Array, probabilities: Array, score: float) -> Reading:
        if not image.any():
            return Reading(image, np.empty(0, np.float32), 0.0, None, "empty")
        digit = int(probabilities.argmax())
        verdict: Verdict = "digit"
        if score < self.calibration.minimum_digit_score:
            verdict = "not a digit"
        elif probabilities[digit] < self.calibration.minimum_confidence:
            verdict = "unsure"
        return Reading(
            image,
            probabilities,
            score,
            digit if verdict == "digit" else None,
            verdict,
            knows_non_digits=self.network.classes > DIGITS,
        )

"""One training step of the article's network, taken apart: every number on the way.

    weights, sample → forward → error → backward → update → the same sample again
                      HIDDEN    ERROR   BACK       UPDATE   AGAIN
                      OUTPUTS

:meth:`nn.classic.ClassicNetwork.fit` computes the same and keeps only the new weights. Here each
:class:`Stop` has its numbers, in arrays that cannot be written to, so whoever shows them can go
back as well as forward. That both agree bit for bit is tested.

In the notation of the window: x inputs, h hidden, o outputs, t targets, e errors of the outputs,
η the learning rate. The error of a sample is E = ½ Σ (t - o)².
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from nn.arrays import Array, read_only
from nn.classic import ClassicNetwork
from nn.network import DIGITS, Network


class Stop(IntEnum):
    """Where one can stand on the way through a step, in order."""

    HIDDEN = 0
    OUTPUTS = 1
    ERROR = 2
    BACK = 3
    UPDATE = 4
    AGAIN = 5


@dataclass(frozen=True, eq=False)
class Weights:
    """``wih`` (hidden, inputs) and ``who`` (outputs, hidden), read-only."""

    wih: Array
    who: Array

    def __post_init__(self) -> None:
        object.__setattr__(self, "wih", read_only(self.wih))
        object.__setattr__(self, "who", read_only(self.who))

    @staticmethod
    def fresh(seed: int) -> Weights:
        """Those with which the article begins: uniform in [-0.5, 0.5), the same for a seed."""
        return Weights.of(ClassicNetwork(rng=np.random.default_rng(seed)))

    @staticmethod
    def of(classic: ClassicNetwork) -> Weights:
        """A copy of the weights that a network has now."""
        return Weights(classic.wih.copy(), classic.who.copy())

    def classic(self, learning_rate: float) -> ClassicNetwork:
        """A network that begins with a copy of these weights."""
        return ClassicNetwork.from_weights(self.wih, self.who, learning_rate)

    def network(self) -> Network:
        """The same as the rest of the program knows it, read-only."""
        return self.classic(0.0).network().copy()


@dataclass(frozen=True, eq=False)
class Sample:
    """``inputs`` (784,) in [0, 1]; ``targets`` (10,), 1 for the digit that it is and 0 else."""

    inputs: Array
    targets: Array

    @staticmethod
    def of(image: Array, label: int) -> Sample:
        """An image (28, 28) float32 in [0, 1] with the digit that it shows."""
        targets = np.zeros(DIGITS, np.float32)
        targets[label] = 1
        return Sample(read_only(image.reshape(-1)), read_only(targets))

    @property
    def label(self) -> int:
        """The digit that it shows."""
        return int(self.targets.argmax())


@dataclass(frozen=True, eq=False)
class Forward:
    """What the network makes of a sample, and how far that is from the target.

    ``hidden_in`` (hidden,) and ``outputs_in`` (outputs,) are the weighted sums z, ``hidden`` and
    ``outputs`` what the sigmoid makes of them; ``output_errors`` (outputs,) are t - o.
    """

    hidden_in: Array
    hidden: Array
    outputs_in: Array
    outputs: Array
    output_errors: Array

    @property
    def error(self) -> float:
        """E = ½ Σ (t - o)², the article's error of one sample."""
        return 0.5 * float(self.output_errors @ self.output_errors)


@dataclass(frozen=True, eq=False)
class Backward:
    """``hidden_errors`` (hidden,): the output errors sent back through ``who``, as in the article.

    ``chain_rule_errors`` (hidden,) are what calculus says, -∂E/∂h: each output error goes back
    multiplied by the slope o (1 - o) of its sigmoid, which the article leaves out.
    """

    hidden_errors: Array
    chain_rule_errors: Array


@dataclass(frozen=True, eq=False)
class Update:
    """How the weights change.

    ``output_deltas`` (outputs,) and ``hidden_deltas`` (hidden,) are error · slope of the sigmoid.
    ``who_change`` (outputs, hidden) is what is added to ``who``, and -η ∂E/∂who.
    ``weights`` are those after the step.
    """

    output_deltas: Array
    hidden_deltas: Array
    who_change: Array
    weights: Weights


@dataclass(frozen=True, eq=False)
class OneStep:
    """One sample, and all that the network computes to learn from it."""

    weights: Weights
    sample: Sample
    learning_rate: float
    forward: Forward
    backward: Backward
    update: Update
    again: Forward

    @staticmethod
    def of(weights: Weights, sample: Sample, learning_rate: float) -> OneStep:
        """The step from these weights; it takes a fraction of a millisecond."""
        forward = _forward(weights, sample)
        output_deltas = _delta(forward.output_errors, forward.outputs)
        backward = Backward(
            hidden_errors=weights.who.T @ forward.output_errors,
            chain_rule_errors=weights.who.T @ output_deltas,
        )
        hidden_deltas = _delta(backward.hidden_errors, forward.hidden)
        who_change = learning_rate * np.outer(output_deltas, forward.hidden)
        wih_change = learning_rate * np.outer(hidden_deltas, sample.inputs)
        after = Weights(weights.wih + wih_change, weights.who + who_change)
        update = Update(output_deltas, hidden_deltas, who_change, after)
        again = _forward(after, sample)
        return OneStep(weights, sample, learning_rate, forward, backward, update, again)

    def wih_change(self, unit: int) -> Array:
        """(inputs,): what the step adds to the weights of one hidden unit."""
        # Of all units it would be as large as the weights, and steps are kept to go back to.
        change: Array = self.learning_rate * (self.update.hidden_deltas[unit] * self.sample.inputs)
        return change


@dataclass(frozen=True)
class Term:
    """One product of a weighted sum: what came from input ``index``."""

    index: int
    weight: float
    value: float

    @property
    def product(self) -> float:
        return self.weight * self.value


@dataclass(frozen=True)
class WeightedSum:
    """``total`` = the sum of the ``terms``, the largest first, + ``rest``.

    ``others`` is how many products that are not 0 the rest is made of.
    """

    terms: tuple[Term, ...]
    rest: float
    others: int
    total: float


def weighted_sum(weights: Array, values: Array, total: float, *, most: int = 5) -> WeightedSum:
    """The sum of weights (n,) · values (n,) with its ``most`` largest products spelled out.

    ``total`` is the sum as the network has it.
    """
    products = weights.astype(float) * values.astype(float)
    count = min(most, int(np.count_nonzero(products)))
    largest = np.argsort(-np.abs(products), kind="stable")[:count]
    terms = tuple(Term(int(i), float(weights[i]), float(values[i])) for i in largest)
    others = int(np.count_nonzero(products)) - count
    rest = total - sum(term.product for term in terms) if others else 0.0
    return WeightedSum(terms, rest, others, total)


def learn(
    weights: Weights, samples: Iterable[Sample], learning_rate: float
) -> tuple[Weights, tuple[float, ...]]:
    """The weights after these samples, one after the other, and the error of each before its step.

    This is :mod:`nn.classic` itself at work.
    """
    classic = weights.classic(learning_rate)
    errors = []
    for sample in samples:
        difference = sample.targets - classic.fit(sample.inputs, sample.targets)
        errors.append(0.5 * float(difference @ difference))
    return Weights.of(classic), tuple(errors)


def _forward(weights: Weights, sample: Sample) -> Forward:
    # Imported when first needed, as nn.classic does.
    from scipy.special import expit

    hidden_in = weights.wih @ sample.inputs
    hidden = expit(hidden_in)
    outputs_in = weights.who @ hidden
    outputs = expit(outputs_in)
    return Forward(hidden_in, hidden, outputs_in, outputs, sample.targets - outputs)


def _delta(errors: Array, activations: Array) -> Array:
    """Error · the slope of the sigmoid, which is a (1 - a) where the activation is a."""
    delta: Array = errors * activations * (1 - activations)
    return delta

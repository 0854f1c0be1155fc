"""Optimisers, and schedules of their learning rate: a gradient becomes a step of the parameters.

Each optimiser owns its state and works in place on flat arrays, in as few passes as possible: for a
network of 80 000 parameters these passes cost almost as much as the matrix products. The arrays
together should also stay in the cache, so Adam works in the gradient itself.

A schedule is the factor on the learning rate as training goes on.

An :class:`OptimizerChoice` is an optimiser before it is made: plain values that can be compared,
kept in a file and sent to the process that trains.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import numpy as np

from nn.arrays import Array, State, check_like, checked_count

_FLUSH_EVERY = 64
"""Steps between two looks for numbers that have faded out."""

_LARGEST_FACTOR = 1e4
"""By which the velocity may be off its true scale: far from where float32 loses digits."""


class Optimizer(Protocol):
    """Changes parameters in place; the learning rate belongs to the step, not to the object."""

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step. Both arrays are flat and of one dtype; the gradient may be overwritten."""

    def state(self) -> State:
        """What the next step depends on besides its arguments; empty before the first."""

    def restore(self, state: State, parameters: Array) -> None:
        """Go on from a :meth:`state`, of steps of such ``parameters``.

        Raises KeyError, TypeError or ValueError where it is none.
        """


class SGD:
    """Gradient descent with momentum: ``v ← μ·v + g``, ``p ← p - η·v``.

    With ``nesterov`` the step is ``p ← p - η·(g + μ·v)`` (Sutskever, Martens, Dahl, Hinton 2013,
    in the form of its section 7 that needs the gradient at the current place only).
    ``weight_decay`` λ shrinks every parameter by the factor 1 - η·λ before the step.

    Two passes make a step, each a BLAS ``axpy`` (y ← y + a·x). For that the decay is put off:
    rather than shrink the whole velocity by μ, each gradient is added as much larger, and every
    so many steps the velocity is brought back to its true scale.
    """

    def __init__(
        self, momentum: float = 0.0, *, nesterov: bool = False, weight_decay: float = 0.0
    ) -> None:
        if not 0 <= momentum < 1:
            raise ValueError(f"momentum lies in [0, 1), found {momentum}")
        # Loading SciPy's BLAS takes longer than opening the window, which trains nothing. It is
        # one of its own beside NumPy's: loaded any later, it would miss the limit on its threads.
        from scipy.linalg.blas import daxpy, saxpy

        self._axpy = {"f": saxpy, "d": daxpy}
        self.momentum = momentum
        self.nesterov = nesterov
        self.weight_decay = weight_decay
        self._velocity: Array | None = None
        few = int(math.log(_LARGEST_FACTOR) / -math.log(momentum)) if momentum else 0
        self._longest = min(few, _FLUSH_EVERY)
        self._put_off = self._longest

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        axpy = self._axpy[parameters.dtype.char]
        if self.weight_decay:
            parameters *= 1 - learning_rate * self.weight_decay
        if self._velocity is None:
            self._velocity = np.zeros_like(parameters)
        if self._put_off == self._longest:
            self._velocity *= self.momentum ** (self._put_off + 1)
            _flush(self._velocity)
            self._put_off = 0
        else:
            self._put_off += 1
        scale = self.momentum**self._put_off
        axpy(gradient, self._velocity, a=1 / scale)
        if self.nesterov:
            axpy(gradient, parameters, a=-learning_rate)
            scale *= self.momentum
        axpy(self._velocity, parameters, a=-learning_rate * scale)

    def state(self) -> State:
        if self._velocity is None:
            return {}
        return {"velocity": self._velocity.copy(), "put_off": self._put_off}

    def restore(self, state: State, parameters: Array) -> None:
        if state:
            check_like(state["velocity"], parameters)
            self._velocity = state["velocity"].copy()
            self._put_off = checked_count(state["put_off"], self._longest)


class Adam:
    """Adaptive moments (Kingma, Ba 2015, algorithm 1, with the order of their section 2).

    ``m ← β₁·m + (1 - β₁)·g``, ``v ← β₂·v + (1 - β₂)·g²``,
    ``p ← p - η·√(1 - β₂ᵗ) / (1 - β₁ᵗ) · m / (√v + ε̂)``, where ε̂ is ε·√(1 - β₂ᵗ) so that ε means
    what it does in the paper's algorithm. ``weight_decay`` λ is decoupled from the gradient
    (Loshchilov, Hutter 2019, AdamW): parameters shrink by 1 - η·λ before the step.
    """

    def __init__(
        self,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        *,
        weight_decay: float = 0.0,
    ) -> None:
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weight_decay = weight_decay
        self._steps = 0
        self._mean: Array | None = None
        self._square: Array | None = None

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        if self._mean is None or self._square is None:
            self._mean = np.zeros_like(parameters)
            self._square = np.zeros_like(parameters)
        mean, square, work = self._mean, self._square, gradient
        self._steps += 1
        if self._steps % _FLUSH_EVERY == 0:
            _flush(mean)
        mean_bias = 1 - self.beta1**self._steps
        square_bias = math.sqrt(1 - self.beta2**self._steps)
        if self.weight_decay:
            parameters *= 1 - learning_rate * self.weight_decay
        # The moments are kept without their factors (1 - β), which move into the step size:
        # one pass less each.
        mean *= self.beta1
        mean += gradient
        np.multiply(gradient, gradient, out=work)
        square *= self.beta2
        square += work
        np.sqrt(square, out=work)
        scale = math.sqrt(1 - self.beta2)
        work += self.epsilon * square_bias / scale
        np.divide(mean, work, out=work)
        work *= learning_rate * square_bias / mean_bias * (1 - self.beta1) / scale
        parameters -= work

    def state(self) -> State:
        if self._mean is None or self._square is None:
            return {}
        return {"mean": self._mean.copy(), "square": self._square.copy(), "steps": self._steps}

    def restore(self, state: State, parameters: Array) -> None:
        if state:
            for name in ("mean", "square"):
                check_like(state[name], parameters)
            self._mean, self._square = state["mean"].copy(), state["square"].copy()
            self._steps = checked_count(state["steps"])


Method = Literal["sgd", "momentum", "adam"]

METHODS: tuple[Method, ...] = get_args(Method)
"""The optimisers that can be chosen, by name."""

USUAL_MOMENTUM = 0.9


@dataclass(frozen=True)
class OptimizerChoice:
    """Which optimiser, and with what; called, it makes a fresh one.

    ``momentum`` is of use for the method of that name alone. Raises ValueError for another method.
    """

    method: Method
    momentum: float = USUAL_MOMENTUM
    weight_decay: float = 0.0

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"an optimiser is one of {', '.join(METHODS)}, found {self.method!r}")

    def __call__(self) -> Optimizer:
        match self.method:
            case "sgd":
                return SGD(weight_decay=self.weight_decay)
            case "momentum":
                return SGD(self.momentum, weight_decay=self.weight_decay)
            case "adam":
                return Adam(weight_decay=self.weight_decay)


def _flush(average: Array) -> None:
    """Set to zero, in place, what has faded below any use.

    The average of a weight whose gradient stays zero (a pixel that is hardly ever inked, a unit
    that died) shrinks step by step into the denormal numbers, where a processor computes a
    hundred times slower: without this, an epoch of Adam takes up to five times as long.
    """
    average[np.abs(average) < 1e-30] = 0


Schedule = Callable[[float], float]
"""From the share of training that is done, 0…1, to the factor on the learning rate."""


def constant(done: float) -> float:
    """Always 1."""
    return 1.0


def cosine(done: float) -> float:
    """From 1 to 0 along half a cosine (Loshchilov, Hutter 2017, SGDR, equation 5)."""
    return 0.5 * (1 + math.cos(math.pi * done))


def one_cycle(done: float, *, warm_up: float = 0.2, start: float = 0.1) -> float:
    """Up from ``start`` to 1 during the ``warm_up`` share, then down to 0 along a cosine.

    Smith 2018, "A disciplined approach to neural network hyper-parameters".
    """
    if done < warm_up:
        return start + (1 - start) * done / warm_up
    return cosine((done - warm_up) / (1 - warm_up))


SCHEDULES: dict[str, Schedule] = {
    "constant": constant,
    "cosine": cosine,
    "one cycle": one_cycle,
}
"""The schedules that can be chosen, by name."""

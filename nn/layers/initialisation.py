"""First values of weights: large enough for signals to pass, small enough not to saturate."""

from __future__ import annotations

import numpy as np

from nn.arrays import Array

INITIAL = ("he", "glorot", "uniform")
"""What the first weights of a layer can be, by the names that descriptions have for them."""


def check_initial(name: object) -> None:
    """Raise ValueError for what is none of :data:`INITIAL`."""
    if name not in INITIAL:
        raise ValueError(f"initial weights are {', '.join(INITIAL)}, found {name!r}")


def initial_weights(
    name: str, shape: tuple[int, ...], inputs: int, outputs: int, *, rng: np.random.Generator
) -> Array:
    """First weights of ``shape``: each output sees ``inputs``, each input reaches ``outputs``."""
    match name:
        case "glorot":
            return glorot_uniform(shape, inputs, outputs, rng=rng)
        case "uniform":
            return half_uniform(shape, rng=rng)
    return he_normal(shape, inputs, rng=rng)


def he_normal(shape: tuple[int, ...], inputs: int, *, rng: np.random.Generator) -> Array:
    """Normal with variance 2 / inputs, for layers before a ReLU.

    He, Zhang, Ren, Sun 2015, "Delving deep into rectifiers", equation 10. float64 of ``shape``.
    """
    weights: Array = rng.standard_normal(shape) * np.sqrt(2.0 / inputs)
    return weights


def glorot_uniform(
    shape: tuple[int, ...], inputs: int, outputs: int, *, rng: np.random.Generator
) -> Array:
    """Uniform in ±sqrt(6 / (inputs + outputs)), for symmetric activations and output layers.

    Glorot, Bengio 2010, "Understanding the difficulty of training deep feedforward neural
    networks", equation 16. float64 of ``shape``.
    """
    limit = np.sqrt(6.0 / (inputs + outputs))
    return rng.uniform(-limit, limit, shape)


def half_uniform(shape: tuple[int, ...], *, rng: np.random.Generator) -> Array:
    """Uniform in [-0.5, 0.5), whatever the layer, as in the article. float32 of ``shape``."""
    weights: Array = rng.random(shape, np.float32) - np.float32(0.5)
    return weights

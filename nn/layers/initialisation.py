"""First values of weights: large enough for signals to pass, small enough not to saturate."""

from __future__ import annotations

import numpy as np

from nn.arrays import Array


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

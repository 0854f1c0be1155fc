"""Keras: how it is imported, and how its arrays are laid out compared to ours.

It is imported when it is first needed: that takes most of a second and JAX. Keras has samples
outermost and channels innermost, this library has it the other way round:

    =================  ==================================  ====================================
    array              here                                Keras
    =================  ==================================  ====================================
    Dense weights      (units, inputs)                     (inputs, units)
    Conv2D weights     (filters, kernel·channels·kernel)   (kernel, kernel, channels, filters)
    a flattened image  row, channel, column                row, column, channel
    =================  ==================================  ====================================

So the weights of the first Dense behind a Flatten are also reordered along their inputs, and so is
all that a BatchNorm there has.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.layers import BatchNorm, Conv2D, Dense, Flatten
from nn.messages import N_, DigitsError
from nn.network import Network


class ExchangeError(DigitsError):
    """A network cannot be brought to or from another library; one sentence says why."""


def load_keras() -> Any:
    """The module ``keras`` with JAX behind it; raises ExchangeError where it is not installed."""
    # A keras.json of the user's may name a backend that is not installed.
    os.environ.setdefault("KERAS_BACKEND", "jax")
    try:
        import keras
    except ImportError as error:
        how_to_get = N_(
            "nn", "Keras cannot be used here ({0}). Install it: python -m pip install keras jax"
        )
        raise missing("Keras", how_to_get, error) from error
    return keras


def missing(library: str, how_to_get: str, error: ImportError) -> ExchangeError:
    """Says how to get a library that is missing: a template with the reason as its argument.

    The packaged program, half as large without these libraries, has no place to install one to.
    """
    if getattr(sys, "frozen", False):
        return ExchangeError(
            N_("nn", "{0} is no part of the packaged program: install Digits with pip to use it."),
            library,
        )
    return ExchangeError(how_to_get, str(error))


def keras_arrays(network: Network) -> list[list[Array]]:
    """For each layer that learns, its arrays as Keras' ``set_weights`` takes them."""
    return [
        [_to_keras(network, index, view) for view in views]
        for index, views in enumerate(network.views)
        if views
    ]


def vector_of(network: Network, arrays: Sequence[Array]) -> Array:
    """The flat float32 vector for ``network`` from the arrays of a Keras model, in order."""
    vector = np.empty(network.parameter_count, np.float32)
    remaining = iter(arrays)
    for index, views in enumerate(network.split(vector)):
        for view in views:
            view[...] = _from_keras(network, index, np.asarray(next(remaining)))
    return vector


def _to_keras(network: Network, index: int, array: Array) -> Array:
    layer = network.layers[index]
    if isinstance(layer, BatchNorm):
        return array[_flattened_order(network, index)]
    if array.ndim == 1:
        return array
    if isinstance(layer, Conv2D):
        channels = network.shapes[index][0]
        kernels = array.reshape(layer.filters, layer.kernel, channels, layer.kernel)
        return kernels.transpose(1, 3, 2, 0)
    return array.T[_flattened_order(network, index)]


def _from_keras(network: Network, index: int, array: Array) -> Array:
    layer = network.layers[index]
    if isinstance(layer, Conv2D) and array.ndim > 1:
        return array.transpose(3, 0, 2, 1).reshape(layer.filters, -1)
    if array.ndim == 1 and not isinstance(layer, BatchNorm):
        return array
    ours = np.empty_like(array)
    ours[_flattened_order(network, index)] = array
    return ours.T


def _flattened_order(network: Network, index: int) -> Array:
    """For each input of a layer, or channel of an image, in Keras' order: its place in ours."""
    for before in reversed(range(index)):
        layer = network.layers[before]
        if isinstance(layer, Flatten):
            channels, height, width = network.shapes[before]
            places = np.arange(height * channels * width).reshape(height, channels, width)
            return places.transpose(0, 2, 1).reshape(-1)
        if isinstance(layer, Dense):
            break
    return np.arange(network.shapes[index][0])

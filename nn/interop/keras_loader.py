"""Keras, imported when it is first needed and not before: it takes most of a second and JAX."""

from __future__ import annotations

import os
from typing import Any

from nn.messages import N_, DigitsError


class ExchangeError(DigitsError):
    """A network cannot be brought to or from another library; one sentence says why."""


def load_keras() -> Any:
    """The module ``keras`` with JAX behind it; raises ExchangeError where it is not installed."""
    # A keras.json of the user's may name a backend that is not installed.
    os.environ.setdefault("KERAS_BACKEND", "jax")
    try:
        import keras
    except ImportError as error:
        raise ExchangeError(
            N_(
                "nn",
                "Keras cannot be used here ({0}). Install it: python -m pip install keras jax",
            ),
            str(error),
        ) from error
    return keras

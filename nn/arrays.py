"""The few words about arrays that every module shares."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
"""Any NumPy array: its shape and dtype are stated where it is used."""

State = dict[str, Any]
"""What an object has to be given to go on exactly where another one was.

Its values are arrays, plain values as JSON holds them, and further such dictionaries.
"""


def check_like(array: Array, like: Array) -> None:
    """Raise ValueError where an array has not the shape and dtype of another."""
    if (array.shape, array.dtype) != (like.shape, like.dtype):
        raise ValueError(
            f"expected {like.dtype} of shape {like.shape}, found {array.dtype} of {array.shape}"
        )


def checked_count(value: object, largest: int = 2**53) -> int:
    """The value; raises ValueError where it is no whole number from 0 to ``largest``."""
    if type(value) is not int or not 0 <= value <= largest:
        raise ValueError(f"expected a whole number from 0 to {largest}, found {value!r:.40}")
    return value


def read_only(array: Array) -> Array:
    """A view of ``array`` that cannot be written through."""
    view = array.view()
    view.flags.writeable = False
    return view

"""Digits: a window that reads handwritten digits live, and the NumPy library behind it.

    from digits import RECIPES, Reader, load_mnist, train

All that :mod:`digits.nn` offers can be imported from here, and is loaded when it is asked for.
"""

from typing import TYPE_CHECKING, Any

from digits import nn
from digits.app import __version__ as __version__
from digits.nn import __all__ as __all__

if TYPE_CHECKING:
    from digits.nn import *  # noqa: F403


def __getattr__(name: str) -> Any:
    return getattr(nn, name)

"""Digits: draw a digit and watch a NumPy network read it, live."""

from nn import __version__ as __version__

"""Digits: draw a digit and watch a NumPy network read it, live."""

__version__ = "1.0.0"

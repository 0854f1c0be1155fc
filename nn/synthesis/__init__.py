"""Synthesis: digits, and marks that are none, drawn by a model of hands.

Training mixes them in, calibration measures with them, and they stand in for MNIST.
"""

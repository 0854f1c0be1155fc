"""Preprocessing: from a drawing or a picture to the 28×28 that a network reads.

    Drawing or picture → frame → ink → centred 28×28 in [0, 1]

The canvas, files, training data and tests all come this way.
"""

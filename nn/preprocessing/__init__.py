"""Preprocessing: from a drawing or a picture to the 28×28 that a network reads."""

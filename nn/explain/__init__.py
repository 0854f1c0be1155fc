"""Explanations: activations, weights as pictures, and the evidence for an answer.

Works on any :class:`nn.network.Network` and one image; the window's panel shows it.
"""

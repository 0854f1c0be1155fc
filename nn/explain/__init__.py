"""Explanations: activations, weights as pictures, evidence for an answer."""

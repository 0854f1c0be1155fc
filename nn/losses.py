"""Losses: how wrong a batch was, and in which direction each output should move.

Both return the mean over the batch and its gradient. Softmax and cross-entropy are one function
of the logits: it is exact where a probability is nearly 0 or 1, and a second softmax cannot be
written by accident.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array


def softmax(logits: Array) -> Array:
    """Probabilities (K, N), columns summing to 1, from logits (K, N) of any size."""
    exponentials: Array = np.exp(logits - logits.max(axis=0))
    exponentials /= exponentials.sum(axis=0)
    return exponentials


def softmax_cross_entropy(
    logits: Array, labels: Array, *, label_smoothing: float = 0.0
) -> tuple[float, Array]:
    """Mean cross-entropy (nats) between softmax(logits) and labels, and its gradient.

    ``logits`` (K, N), ``labels`` (N,) integers in 0…K-1. With smoothing ε the target is 1 - ε
    for the label plus ε / K for every class (Szegedy et al. 2016, "Rethinking the Inception
    architecture", section 7). The gradient (K, N) is (softmax - target) / N.
    """
    classes, samples = logits.shape
    shifted = logits - logits.max(axis=0)
    exponentials = np.exp(shifted)
    total = exponentials.sum(axis=0)
    columns = np.arange(samples)
    log_total = np.log(total)
    of_label = log_total - shifted[labels, columns]
    loss = float(of_label.mean())
    gradient: Array = exponentials
    gradient /= total
    if label_smoothing:
        of_all = log_total - shifted.mean(axis=0)
        loss = (1 - label_smoothing) * loss + label_smoothing * float(of_all.mean())
        gradient -= label_smoothing / classes
    gradient[labels, columns] -= 1 - label_smoothing
    gradient /= samples
    return loss, gradient


def squared_error(
    outputs: Array, labels: Array, *, label_smoothing: float = 0.0
) -> tuple[float, Array]:
    """Mean over the batch of half the squared distance to one-hot targets, and its gradient.

    ``outputs`` (K, N) in [0, 1], ``labels`` (N,). The gradient (K, N) is (outputs - target) / N.
    Smoothing moves the targets as in :func:`softmax_cross_entropy`.
    """
    classes, samples = outputs.shape
    target = np.full_like(outputs, label_smoothing / classes)
    target[labels, np.arange(samples)] += 1 - label_smoothing
    difference = outputs - target
    loss = 0.5 * float(np.vdot(difference, difference)) / samples
    return loss, difference / samples

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
    shifted = logits - np.maximum.reduce(logits, axis=0)
    of_labels = labels * np.intp(samples) + np.arange(samples)
    shifted_labels = shifted.take(of_labels)
    mean_shifted = float(shifted.mean()) if label_smoothing else 0.0
    gradient: Array = np.exp(shifted, out=shifted)
    total = np.add.reduce(gradient, axis=0)
    log_total = np.log(total)
    loss = float((log_total - shifted_labels).mean())
    gradient /= total * samples
    if label_smoothing:
        loss_of_all = float(log_total.mean()) - mean_shifted
        loss = (1 - label_smoothing) * loss + label_smoothing * loss_of_all
        gradient -= label_smoothing / (classes * samples)
    gradient.reshape(-1)[of_labels] -= (1 - label_smoothing) / samples
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

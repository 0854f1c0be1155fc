"""Calibration: choosing how sure is sure, on images that the network has not learned from.

    validation images                              → logits → temperature
    the same + pen digits of the validation writers → logits → thresholds

The temperature makes probabilities mean what they say; it is the one that makes the validation
labels most likely. The thresholds are those that decline a small, fixed share of digits of many
hands: whatever looks less like a digit than nearly all digits do is not given an answer.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import Dataset
from nn.data.pen_digits import pen_digits
from nn.evaluation.inference import batched_logits
from nn.losses import softmax, softmax_cross_entropy
from nn.network import DIGITS, Network
from nn.preprocessing.pipeline import network_inputs, quantise
from nn.reader import Calibration

DECLINED = 0.005
"""The share of validation digits that each threshold declines: both, at most a hundredth."""


def calibrate(network: Network, validation: Dataset) -> Calibration:
    """The calibration of a trained network by its validation images (N, 28, 28) uint8.

    A network with an eleventh class has learned from pen strokes too and will meet more hands than
    MNIST's, so what two writers drew whom it does not know joins for the thresholds. They are too
    few for a temperature.
    """
    logits = _logits(network, validation.images)
    temperature = _temperature(logits[:DIGITS], validation.labels)
    minimum_digit_score = 0.0
    if network.classes > DIGITS:
        more = _logits(network, quantise(network_inputs(pen_digits("validation").drawings)))
        logits = np.concatenate([logits, more], axis=1)
        scores = 1 - softmax(logits / temperature)[DIGITS]
        minimum_digit_score = float(np.quantile(scores, DECLINED))
    confidences = softmax(logits[:DIGITS] / temperature).max(axis=0)
    return Calibration(temperature, float(np.quantile(confidences, DECLINED)), minimum_digit_score)


def _logits(network: Network, images: Array) -> Array:
    """(classes, N) for (N, 28, 28) uint8, a batch at a time."""
    return np.concatenate([logits.T for logits in batched_logits(network, images)], axis=1)


def _temperature(logits: Array, labels: Array) -> float:
    """The temperature with the least cross-entropy, between a quarter and four."""
    from scipy.optimize import minimize_scalar

    def loss(log_temperature: float) -> float:
        return softmax_cross_entropy(logits / np.exp(log_temperature), labels)[0]

    found = minimize_scalar(loss, bounds=(np.log(0.25), np.log(4)), method="bounded")
    return float(np.exp(found.x))

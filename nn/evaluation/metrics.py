"""How good a network is: everything that follows from its probabilities and the true labels.

    probabilities (N, 10), labels (N,) → Evaluation → accuracy, confusion, calibration, mistakes
    the same and a digit score (N,)    → RejectionCurve: errors against rejections

All functions are pure; nothing here knows networks or files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nn.arrays import Array, read_only

CALIBRATION_BINS = 15
"""Bins of the expected calibration error, of equal width over [0, 1] (Guo et al. 2017)."""


@dataclass(frozen=True)
class Mistake:
    """One sample that was misread: its index, true and read digit, and the reading's confidence."""

    index: int
    label: int
    predicted: int
    confidence: float


@dataclass(frozen=True)
class CalibrationBin:
    """The samples whose confidence lies in (low, high]; the means are 0 where there are none."""

    low: float
    high: float
    count: int
    accuracy: float
    confidence: float


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Readings held against the truth.

    ``probabilities`` (N, C), rows sum to 1; ``labels`` (N,) in 0…C-1. ``answered`` (N,) bool
    says which samples got an answer; by default all. Only the figures named after answers and
    rejections depend on it: accuracy and all others are those with nothing rejected. Raises
    ValueError where lengths differ or there are no samples.
    """

    probabilities: Array
    labels: Array
    answered: Array = field(default_factory=lambda: np.empty(0, bool))

    def __post_init__(self) -> None:
        samples = len(self.labels)
        if samples == 0 or self.probabilities.shape[:1] != (samples,):
            raise ValueError(
                f"an evaluation needs as many probabilities as labels, at least one; found "
                f"{self.probabilities.shape} and {self.labels.shape}"
            )
        answered = self.answered if len(self.answered) else np.ones(samples, bool)
        if len(answered) != samples:
            raise ValueError(f"answered has {len(answered)} values for {samples} samples")
        object.__setattr__(self, "answered", read_only(answered))
        object.__setattr__(self, "labels", read_only(np.asarray(self.labels, np.intp)))

    @cached_property
    def predicted(self) -> Array:
        """The most probable digit of each sample, (N,)."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @cached_property
    def confidence(self) -> Array:
        """The probability of the predicted digit, (N,)."""
        return np.asarray(self.probabilities.max(axis=1), np.float64)

    @cached_property
    def is_correct(self) -> Array:
        """Which samples were read correctly, (N,) bool."""
        return np.asarray(self.predicted == self.labels)

    @property
    def samples(self) -> int:
        return len(self.labels)

    @property
    def correct(self) -> int:
        return int(self.is_correct.sum())

    @property
    def accuracy(self) -> float:
        """The share read correctly with nothing rejected."""
        return self.correct / self.samples

    @property
    def rejected(self) -> int:
        """How many samples got no answer."""
        return int((~self.answered).sum())

    @property
    def accuracy_of_answered(self) -> float | None:
        """The share read correctly of the samples that got an answer; None where none did."""
        if not self.answered.any():
            return None
        return float(self.is_correct[self.answered].mean())

    @cached_property
    def confusion(self) -> Array:
        """Counts (C, C) int: row the true digit, column the one that was read."""
        classes = self.probabilities.shape[1]
        flat = np.bincount(self.labels * classes + self.predicted, minlength=classes**2)
        return flat.reshape(classes, classes)

    @property
    def precision(self) -> Array:
        """For each digit, of the samples read as it the share that are it (C,); nan if none."""
        return _shares(self.confusion, axis=0)

    @property
    def recall(self) -> Array:
        """For each digit, of the samples that are it the share read as it (C,); nan if none."""
        return _shares(self.confusion, axis=1)

    @cached_property
    def calibration(self) -> tuple[CalibrationBin, ...]:
        """Accuracy and mean confidence by confidence, in :data:`CALIBRATION_BINS` bins."""
        edges = np.linspace(0, 1, CALIBRATION_BINS + 1)
        bins = np.clip(np.digitize(self.confidence, edges, right=True) - 1, 0, CALIBRATION_BINS - 1)
        counts = np.bincount(bins, minlength=CALIBRATION_BINS)
        filled = np.maximum(counts, 1)
        accuracy = np.bincount(bins, self.is_correct, CALIBRATION_BINS) / filled
        confidence = np.bincount(bins, self.confidence, CALIBRATION_BINS) / filled
        return tuple(
            CalibrationBin(
                low=float(edges[index]),
                high=float(edges[index + 1]),
                count=int(counts[index]),
                accuracy=float(accuracy[index]),
                confidence=float(confidence[index]),
            )
            for index in range(CALIBRATION_BINS)
        )

    @property
    def expected_calibration_error(self) -> float:
        """The mean distance between confidence and accuracy, bins weighted by their samples.

        Naeini, Cooper, Hauskrecht 2015; as in Guo et al. 2017, equation 3, with 15 bins of equal
        width over the confidence of the predicted digit.
        """
        distances = (b.count * abs(b.accuracy - b.confidence) for b in self.calibration)
        return sum(distances) / self.samples

    def mistakes(self) -> list[Mistake]:
        """All misread samples, the most confident ones first: those hurt most."""
        wrong = np.flatnonzero(~self.is_correct)
        order = wrong[np.argsort(-self.confidence[wrong], kind="stable")]
        return [
            Mistake(int(i), int(self.labels[i]), int(self.predicted[i]), float(self.confidence[i]))
            for i in order
        ]


@dataclass(frozen=True, eq=False)
class RejectionCurve:
    """What rejecting the least certain samples buys.

    Entry k of each array, (N,), belongs to the rejection of the k least certain samples:
    ``rejected`` and ``errors`` are shares of all samples and of those still answered, ``threshold``
    is the certainty from which on a sample is answered.
    """

    rejected: Array
    errors: Array
    threshold: Array

    def at(self, rejected: float) -> float:
        """The share of errors among the answered with at most that share rejected."""
        return float(self.errors[np.searchsorted(self.rejected, rejected, side="right") - 1])


def rejection_curve(certainty: Array, is_correct: Array) -> RejectionCurve:
    """Errors against rejections, for samples rejected in the order of their ``certainty`` (N,)."""
    order = np.argsort(certainty, kind="stable")
    wrong = ~np.asarray(is_correct, bool)[order]
    remaining = np.cumsum(wrong[::-1])[::-1]
    count = len(order)
    return RejectionCurve(
        rejected=np.arange(count) / count,
        errors=remaining / np.arange(count, 0, -1),
        threshold=np.asarray(certainty)[order],
    )


def area_under_roc(positive: Array, negative: Array) -> float:
    """The chance that a positive has a higher score than a negative, ties counting half.

    That chance is the area under the receiver operating characteristic (Hanley, McNeil 1982);
    ``positive`` (P,) and ``negative`` (M,) are scores. Raises ValueError where either is empty.
    """
    if len(positive) == 0 or len(negative) == 0:
        raise ValueError("the area under a curve needs scores of both kinds")
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    not_above = np.searchsorted(ordered, positive, side="right")
    return float((below + not_above).mean() / (2 * len(negative)))


def _shares(confusion: Array, *, axis: int) -> Array:
    """The diagonal's share of each column (axis 0) or row (axis 1); nan where it is empty."""
    totals = confusion.sum(axis=axis)
    shares: Array = np.full(len(totals), np.nan)
    np.divide(np.diag(confusion), totals, out=shares, where=totals > 0)
    return shares

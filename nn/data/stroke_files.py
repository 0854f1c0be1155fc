"""Stroke files: labelled drawings, kept as the pen made them.

An ``.npz`` with five arrays. Points of all strokes lie one after another, and two arrays of
offsets cut them into strokes and the strokes into samples::

    points (P, 2) float32    x to the right, y down; any unit, any origin
    stroke (S + 1,) int32    points[stroke[i]:stroke[i + 1]] is stroke i
    sample (N + 1,) int32    strokes sample[j] … sample[j + 1] - 1 make sample j
    label  (N,) uint8        0 … 9
    source (N,) str          where the sample comes from

What such a file may hold has limits, which are checked before anything is made of it: they keep
what it takes in memory below 512 MB.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from nn.arrays import Array, read_only
from nn.data.digit_data import CLASSES, DataError
from nn.data.files import NpzError, array_names, read_arrays, write_arrays
from nn.messages import N_
from nn.strokes import FARTHEST, MOST_POINTS, MOST_STROKES, Drawing, Stroke, are_within

STROKE_ARRAYS = ("points", "stroke", "sample", "label", "source")

MOST_DRAWINGS = 60_000
"""In one file: as many as MNIST has to learn from."""

_MOST_STROKES_IN_ALL = 250_000

_MOST_BYTES = 128 * 2**20
"""Of the five arrays together."""

_LONGEST_SOURCE = 1000
"""Characters."""


@dataclass(frozen=True, eq=False)
class StrokeSet:
    """N labelled drawings: ``labels`` (N,) uint8 in 0…9, ``sources`` (N,) str.

    Raises ValueError where the lengths differ.
    """

    drawings: tuple[Drawing, ...]
    labels: Array
    sources: Array

    def __post_init__(self) -> None:
        lengths = {len(self.drawings), len(self.labels), len(self.sources)}
        if len(lengths) != 1:
            raise ValueError(f"drawings, labels and sources differ in length: {sorted(lengths)}")
        object.__setattr__(self, "labels", read_only(self.labels))
        object.__setattr__(self, "sources", read_only(self.sources))

    def __len__(self) -> int:
        return len(self.drawings)


def is_stroke_file(path: Path) -> bool:
    """Whether the file holds all arrays of a stroke file; False for whatever else it is."""
    try:
        return path.is_file() and set(STROKE_ARRAYS) <= array_names(path)
    except NpzError:
        return False


def load_strokes(path: str | Path) -> StrokeSet:
    """The drawings of a stroke file; raises DataError, saying what was expected and found.

    A stroke without points is left out: it leaves no ink.
    """
    path = Path(path)
    try:
        arrays = read_arrays(path, STROKE_ARRAYS, most_bytes=_MOST_BYTES)
    except NpzError as error:
        raise DataError(
            N_(
                "nn",
                "{0}: expected a stroke file with the arrays points, stroke, sample, label, "
                "source; found {1}.",
            ),
            path,
            error,
        ) from error
    _check(path, arrays)
    return StrokeSet(
        _drawings(arrays), arrays["label"].astype(np.uint8), arrays["source"].astype(str)
    )


def save_strokes(path: Path, strokes: StrokeSet) -> None:
    """Write a stroke file, whole or not at all; widths, pressures and times are not kept.

    Raises DataError where they are more than such a file holds, and OSError where it cannot be
    written.
    """
    all_strokes = [stroke.points for drawing in strokes.drawings for stroke in drawing.strokes]
    points = np.concatenate(all_strokes) if all_strokes else np.empty((0, 2))
    arrays = {
        "points": points.astype(np.float32),
        "stroke": _offsets([len(stroke) for stroke in all_strokes]),
        "sample": _offsets([len(drawing.strokes) for drawing in strokes.drawings]),
        "label": strokes.labels.astype(np.uint8),
        "source": strokes.sources.astype(str),
    }
    _check(path, arrays)
    write_arrays(path, arrays, compress=True)


def _offsets(lengths: list[int]) -> Array:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int32)]).astype(np.int32)


def _drawings(arrays: dict[str, Array]) -> tuple[Drawing, ...]:
    points = arrays["points"].astype(np.float32, copy=False)
    ends = arrays["stroke"].tolist()
    samples = arrays["sample"].tolist()
    return tuple(
        Drawing(
            tuple(
                Stroke(points[ends[i] : ends[i + 1]])
                for i in range(first, last)
                if ends[i + 1] > ends[i]
            )
        )
        for first, last in pairwise(samples)
    )


def _check(path: Path, arrays: dict[str, Array]) -> None:
    """Raise DataError where the arrays do not fit each other."""
    points, labels, sources = arrays["points"], arrays["label"], arrays["source"]
    if points.ndim != 2 or points.shape[1] != 2 or points.dtype.kind not in "fiu":
        raise DataError(
            N_("nn", "{0}: expected points of shape (P, 2); found shape {1} and type {2}."),
            path,
            points.shape,
            points.dtype,
        )
    if not are_within(points, FARTHEST):
        raise DataError(
            N_("nn", "{0}: expected finite points from -{1} to {1}; found {2} to {3}."),
            path,
            int(FARTHEST),
            points.min(),
            points.max(),
        )
    _check_labels(path, labels, sources)
    strokes = len(arrays["stroke"]) - 1 if arrays["stroke"].ndim else 0
    _check_offsets(path, "stroke", arrays["stroke"], len(points))
    _check_offsets(path, "sample", arrays["sample"], strokes, count=len(labels))
    _check_sizes(path, arrays["stroke"], arrays["sample"])
    _check_sources(path, sources)


def _check_labels(path: Path, labels: Array, sources: Array) -> None:
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise DataError(
            N_("nn", "{0}: expected labels of shape (N,); found shape {1} and type {2}."),
            path,
            labels.shape,
            labels.dtype,
        )
    if len(labels) and (labels.min() < 0 or labels.max() >= CLASSES):
        raise DataError(
            N_("nn", "{0}: expected labels from 0 to 9; found {1} to {2}."),
            path,
            labels.min(),
            labels.max(),
        )
    if sources.shape != labels.shape or sources.dtype.kind != "U":
        raise DataError(
            N_("nn", "{0}: expected one source text a label; found shape {1} and type {2}."),
            path,
            sources.shape,
            sources.dtype,
        )


def _check_offsets(
    path: Path, name: str, offsets: Array, end: int, *, count: int | None = None
) -> None:
    if offsets.ndim != 1 or offsets.dtype.kind not in "iu" or len(offsets) == 0:
        raise DataError(
            N_("nn", "{0}: expected {1} offsets of one dimension; found {2} of type {3}."),
            path,
            name,
            offsets.shape,
            offsets.dtype,
        )
    if count is not None and len(offsets) != count + 1:
        raise DataError(
            N_("nn", "{0}: expected {1} {2} offsets for {3} labels; found {4}."),
            path,
            count + 1,
            name,
            count,
            len(offsets),
        )
    if offsets[0] != 0 or offsets[-1] != end or (offsets[1:] < offsets[:-1]).any():
        raise DataError(
            N_("nn", "{0}: expected {1} offsets that ascend from 0 to {2}; found {3} to {4}."),
            path,
            name,
            end,
            offsets[0],
            offsets[-1],
        )


def _check_sizes(path: Path, stroke: Array, sample: Array) -> None:
    """Raise DataError where the offsets tell of more than is read, in all or in one drawing."""
    drawings, strokes = len(sample) - 1, len(stroke) - 1
    if drawings > MOST_DRAWINGS or strokes > _MOST_STROKES_IN_ALL:
        raise DataError(
            N_("nn", "{0}: expected at most {1} drawings and {2} strokes; found {3} and {4}."),
            path,
            MOST_DRAWINGS,
            _MOST_STROKES_IN_ALL,
            drawings,
            strokes,
        )
    most_strokes = int(np.diff(sample).max(initial=0))
    most_points = int(np.diff(stroke[sample]).max(initial=0))
    if most_strokes > MOST_STROKES or most_points > MOST_POINTS:
        raise DataError(
            N_(
                "nn",
                "{0}: expected drawings of at most {1} strokes and {2} points; found one of {3} "
                "strokes or {4} points.",
            ),
            path,
            MOST_STROKES,
            MOST_POINTS,
            most_strokes,
            most_points,
        )


def _check_sources(path: Path, sources: Array) -> None:
    """Raise DataError for what is no text: half a pair of surrogates, or no character at all.

    Looked at as numbers, because Python makes no string of the latter.
    """
    length = max(sources.dtype.itemsize // 4, 1)
    codes = sources.astype(f"=U{length}").view(np.uint32).reshape(-1, length)
    is_text = (
        length <= _LONGEST_SOURCE
        and codes.max(initial=0) <= sys.maxunicode
        and not ((codes >= 0xD800) & (codes <= 0xDFFF)).any()
        # NumPy fills up with zeros: others are part of a text.
        and not ((codes[:, :-1] == 0) & (codes[:, 1:] != 0)).any()
    )
    if not is_text:
        raise DataError(
            N_("nn", "{0}: expected source texts of at most {1} characters; found another."),
            path,
            _LONGEST_SOURCE,
        )

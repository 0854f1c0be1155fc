"""The library and files: import and export of drawings.

    stroke file, or Quick, Draw!'s → on the unit sheet, with a pen → LibraryStore.add → Imported
    LibraryStore.drawings → stroke file, or their 28×28 pictures in another layout

A stroke file may be in any unit and has no width of the pen. Drawings that lie on the unit sheet
stay where they are, so that exported ones come back unchanged; others are fitted into its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.library.store import DRAWN_HERE, Change, KeptDrawing, LibraryStore, NewDrawing
from app.settings import DEFAULT_PEN_WIDTH
from nn.data.datasets import load_drawings
from nn.data.digit_data import DataError, Dataset
from nn.data.layouts.writing import write_digits
from nn.data.stroke_files import MOST_DRAWINGS, StrokeSet, save_strokes
from nn.messages import N_
from nn.preprocessing.pipeline import network_inputs, quantise
from nn.strokes import Drawing

_SHARE = 0.6
"""The larger side of a drawing that is fitted, as a share of the sheet's side."""

_SMALLEST = 0.02
"""A drawing whose larger side is below this share of the sheet's is taken to be in another unit."""


@dataclass(frozen=True)
class Imported:
    """The result of an import: the drawings of ``change`` are new; ``known`` were in the library
    already, and ``empty`` had no strokes."""

    path: Path
    change: Change
    known: int
    empty: int


def import_drawings(store: LibraryStore, *, path: Path) -> Imported:
    """Add the drawings of a file, all or none.

    Raises DataError where the file cannot be used, and LibraryError as the store does.
    """
    found = load_drawings(path)
    if not len(found):
        text = N_("nn", "{0}: expected a stroke file with drawings; found one without any.")
        raise DataError(text, path)
    empty = sum(drawing.is_empty for drawing in found.drawings)
    change = store.add(
        NewDrawing(on_sheet(drawing), int(label), str(source))
        for drawing, label, source in zip(found.drawings, found.labels, found.sources, strict=True)
        if not drawing.is_empty
    )
    return Imported(path, change, len(found) - empty - len(change.ids), empty)


def export_drawings(store: LibraryStore, *, path: Path, ids: Sequence[int]) -> int:
    """Write these drawings into a file, whole or not at all; returns how many.

    A name that ends in ``.npz`` is that of a stroke file. Other endings ask for pictures, as
    :func:`nn.data.layouts.writing.write_digits` writes them; those of the drawings that are not
    learned from are its test part. Raises DataError for another ending, and where the drawings are
    more than a stroke file holds; OSError where it cannot be written, and LibraryError as the store
    does.
    """
    if path.suffix.lower() != ".npz":
        kept = store.drawings(ids)
        write_digits(path, (_pictures(kept, held_out=False), _pictures(kept, held_out=True)))
        return len(kept)
    if len(ids) > MOST_DRAWINGS:
        text = N_("nn", "A stroke file holds at most {0} drawings: choose fewer than {1}.")
        raise DataError(text, MOST_DRAWINGS, len(ids))
    kept = store.drawings(ids)
    save_strokes(
        path,
        StrokeSet(
            tuple(one.drawing for one in kept),
            np.array([one.label for one in kept], np.uint8),
            np.array([_source(one) for one in kept], str),
        ),
    )
    return len(kept)


def _pictures(kept: Sequence[KeptDrawing], *, held_out: bool) -> Dataset:
    """What the network reads of the drawings that are learned from, or of the others."""
    own = [one for one in kept if one.held_out is held_out]
    images = quantise(network_inputs([one.drawing for one in own]))
    return Dataset(images, np.array([one.label for one in own], np.uint8))


def on_sheet(drawing: Drawing) -> Drawing:
    """The drawing with a pen, on the unit sheet: where it was, or fitted into the middle."""
    left, top, right, bottom = drawing.bounds()
    extent = max(right - left, bottom - top)
    lies_on_it = min(left, top) >= 0 and max(right, bottom) <= 1
    if lies_on_it and (extent >= _SMALLEST or extent == 0):
        scale, shift = 1.0, np.zeros(2)
    else:
        scale = _SHARE / extent if extent else 1.0
        shift = 0.5 - scale * np.array([left + right, top + bottom]) / 2
    return Drawing(
        tuple(
            replace(
                stroke,
                # In float64: the scale of a tiny drawing is no number in float32.
                points=scale * stroke.points.astype(np.float64) + shift,
                width=scale * stroke.width or DEFAULT_PEN_WIDTH,
            )
            for stroke in drawing.strokes
        )
    )


def _source(kept: KeptDrawing) -> str:
    """The source of a drawing; for one from the canvas, when it was kept."""
    if kept.source != DRAWN_HERE:
        return kept.source
    moment = datetime.fromtimestamp(kept.kept_at, UTC)
    return f"drawn {moment.isoformat(timespec='seconds')}"

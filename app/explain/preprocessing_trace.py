"""The preprocessing of one drawing as stages that can be painted; no widget.

nn.preprocessing.pipeline.Steps → PreprocessingTrace: paths, pixels and frames of each stage, with
as many points as a small picture can show
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.explain.section import ForwardPass
from nn.arrays import Array
from nn.preprocessing.frame import BOX, CENTRE, MARGIN, SIZE, way_to_centre
from nn.preprocessing.pipeline import Steps
from nn.strokes import Drawing, Picture

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

FIELD: Box = (-0.5, -0.5, SIZE - 0.5, SIZE - 0.5)
"""The network's input. Its coordinates are pixel indices, which are the centres of the pixels."""

BOX_IN_FIELD: Box = (MARGIN - 0.5, MARGIN - 0.5, MARGIN + BOX - 0.5, MARGIN + BOX - 0.5)

_RIM = 0.06
"""Of the ink's larger side, left free around what was cropped."""

_PENS = 2.5
"""Widths of the pen from the middle to the edge of what was cropped, at least: a tap stays one."""

_POINTS = 160
"""The most points of all paths of a stage: a small picture cannot show more."""

_PICTURE_SIDE = 200
"""The most pixels of a shown picture's larger side."""


@dataclass(frozen=True, eq=False)
class Stage:
    """What the picture of one stage shows: ``field`` and all that lies in its coordinates.

    ``paths`` are (P, 2) each, painted with a pen of width ``pen``, 0 for a thin line; ``picture``
    is the image of a drawing that has one. ``pixels`` (28, 28) in [0, 1] fill the field. ``frame``
    is outlined. ``mass`` is the ink's centre of mass.
    """

    field: Box
    paths: tuple[Array, ...] = ()
    pen: float = 0.0
    picture: Picture | None = None
    pixels: Array | None = None
    frame: Box | None = None
    mass: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class PreprocessingTrace:
    """The stages of the preprocessing in their order, and numbers for their captions.

    ``has_picture``: there is an image below the strokes. ``extent`` is the drawing's width and
    height in its own unit, the sheet's side; ``box`` those of its ink in the network's input, in
    pixels; ``shift`` how far it is moved there to the right and downward. ``stays``: it fitted the
    input already and was neither scaled nor moved. ``as_it_lies``: centring is off, and
    the sheet is read as it is.
    """

    drawn: Stage
    cropped: Stage
    scaled: Stage
    inked: Stage
    centred: Stage
    strokes: int
    has_picture: bool
    extent: tuple[float, float]
    box: tuple[float, float]
    shift: tuple[float, float]
    stays: bool
    as_it_lies: bool = False


def preprocessing_trace(forward: ForwardPass) -> PreprocessingTrace:
    """The stages that the drawing of ``forward`` passed through."""
    drawing, steps = forward.drawing, forward.steps
    pen = max((stroke.width for stroke in drawing.strokes), default=0.0)
    left, top, right, bottom = drawing.bounds()
    extent = (right - left, bottom - top)
    stays = drawing.picture is not None and np.array_equal(steps.inked, steps.centred)
    moves = forward.reader.centred and not stays
    shift = np.clip(way_to_centre(steps.inked[None])[0], -MARGIN, MARGIN) * moves
    return PreprocessingTrace(
        drawn=_drawn(drawing, pen),
        cropped=_cropped(steps, extent, pen),
        scaled=_scaled(steps),
        inked=Stage(FIELD, pixels=steps.inked, frame=BOX_IN_FIELD, mass=_mass(steps.inked)),
        centred=Stage(FIELD, pixels=steps.centred, mass=_mass(steps.centred)),
        strokes=len(drawing.strokes),
        has_picture=drawing.picture is not None,
        extent=extent,
        box=_ink_extent(steps.inked),
        shift=(float(shift[0]), float(shift[1])),
        stays=stays,
        as_it_lies=not forward.reader.centred,
    )


def _drawn(drawing: Drawing, pen: float) -> Stage:
    """The sheet from (0, 0) to (1, 1), or more of it where the drawing reaches beyond."""
    left, top, right, bottom = bounds = drawing.bounds()
    larger = max(1.0, right, bottom, 1 - left, 1 - top)
    field = (1 - larger, 1 - larger, larger, larger) if larger > 1 else (0.0, 0.0, 1.0, 1.0)
    paths = tuple(stroke.points for stroke in drawing.strokes)
    frame = _around(bounds, pen / 2)
    return Stage(field, _thinned(paths), pen, _small(drawing.picture), frame=frame)


def _cropped(steps: Steps, extent: tuple[float, float], pen: float) -> Stage:
    """All of the ink, with a rim around it: its box is that of the path and half a pen more."""
    width, height = extent
    ink = max(width, height) + pen
    half = max(0.5 * ink + _RIM * ink, _PENS * pen, 1e-6)
    field = (width / 2 - half, height / 2 - half, width / 2 + half, height / 2 + half)
    return Stage(
        field,
        _thinned(paths_of(steps.cropped)),
        pen,
        _small(steps.cropped_picture),
        frame=_around((0.0, 0.0, width, height), pen / 2),
    )


def _around(box: Box, distance: float) -> Box:
    left, top, right, bottom = box
    return left - distance, top - distance, right + distance, bottom + distance


def _scaled(steps: Steps) -> Stage:
    paths = _thinned(paths_of(steps.scaled))
    return Stage(FIELD, paths, 0.0, _small(steps.scaled_picture), frame=BOX_IN_FIELD)


def paths_of(segments: Array) -> tuple[Array, ...]:
    """Segments (S, 2, 2) as paths (P, 2): segments that meet end to start are joined."""
    if not len(segments):
        return ()
    begins = np.flatnonzero((segments[1:, 0] != segments[:-1, 1]).any(axis=1)) + 1
    return tuple(np.concatenate([part[:1, 0], part[:, 1]]) for part in np.split(segments, begins))


def _thinned(paths: tuple[Array, ...]) -> tuple[Array, ...]:
    """Every n-th point of each path, and its last: about ``_POINTS`` in all."""
    every = max(1, -(-sum(len(path) for path in paths) // _POINTS))
    return tuple(
        path if len(path) <= 2 else np.concatenate([path[:-1:every], path[-1:]]) for path in paths
    )


def _small(picture: Picture | None) -> Picture | None:
    if picture is None:
        return None
    every = -(-max(picture.ink.shape) // _PICTURE_SIDE)
    if every == 1:
        return picture
    ink = picture.ink[::every, ::every]
    return Picture(ink, picture.left, picture.top, picture.pixel * every * ink.shape[1])


def _mass(image: Array) -> tuple[float, float]:
    right, down = CENTRE - way_to_centre(image[None])[0]
    return float(right), float(down)


def _ink_extent(image: Array) -> tuple[float, float]:
    """Width and height of the pixels that are at least half ink."""
    columns, rows = (np.flatnonzero((image >= 0.5).any(axis=axis)) for axis in (0, 1))
    if not len(columns):
        return 0.0, 0.0
    return float(columns[-1] - columns[0] + 1), float(rows[-1] - rows[0] + 1)

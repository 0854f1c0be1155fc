"""The way of one drawing into the network's frame, as what there is to paint: no widget in here.

nn.preprocessing.pipeline.preprocessing_steps → stages: paths, pixels and frames in coordinates of
their own, thinned out to what a small picture can show
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.explain.scheduler import Scene
from nn.arrays import Array
from nn.preprocessing.frame import BOX, CENTRE, MARGIN, SIZE, way_to_centre
from nn.preprocessing.pipeline import Steps, preprocessing_steps
from nn.strokes import Drawing, Picture

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

FIELD: Box = (-0.5, -0.5, SIZE - 0.5, SIZE - 0.5)
"""The network's field. Its coordinates are pixel indices: a pixel reaches half around its own."""

BOX_IN_FIELD: Box = (MARGIN - 0.5, MARGIN - 0.5, MARGIN + BOX - 0.5, MARGIN + BOX - 0.5)

_POINTS = 160
"""Of all paths of a stage together: more cannot be told apart in a picture so small."""

_PICTURE_SIDE = 200
"""Pixels of a shown picture's larger side at the most."""


@dataclass(frozen=True, eq=False)
class Stage:
    """One picture: ``field`` is what it shows, all else lies in the field's coordinates.

    ``paths`` are (P, 2) each, painted by a pen as wide as ``pen``, 0 for a thin line;
    ``picture`` is ink as pixels where the drawing has some. ``pixels`` (28, 28) in [0, 1] fill
    the field. ``frame`` is outlined. ``mass`` is where the ink's centre of mass is.
    """

    field: Box
    paths: tuple[Array, ...] = ()
    pen: float = 0.0
    picture: Picture | None = None
    pixels: Array | None = None
    frame: Box | None = None
    mass: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Way:
    """The stages as they follow each other, and the numbers that go with them.

    ``has_picture``: there are pixels below the strokes. ``extent`` is the drawing's width and
    height in its own unit, the sheet's side; ``box`` those of its ink in the network's frame,
    pixels; ``shift`` how far it is moved there to the right and downward. ``stays``: it lay in
    the frame already and was neither scaled nor moved.
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


def follow(scene: Scene) -> Way:
    """Take the scene's drawing through the preprocessing, step by step."""
    drawing = scene.drawing
    steps = preprocessing_steps(drawing)
    pen = max((stroke.width for stroke in drawing.strokes), default=0.0)
    left, top, right, bottom = drawing.bounds()
    extent = (right - left, bottom - top)
    stays = drawing.picture is not None and np.array_equal(steps.inked, steps.centred)
    shift = np.clip(way_to_centre(steps.inked[None])[0], -MARGIN, MARGIN) * (not stays)
    return Way(
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
    )


def _drawn(drawing: Drawing, pen: float) -> Stage:
    """The sheet from (0, 0) to (1, 1), or more of it where the drawing reaches beyond."""
    left, top, right, bottom = bounds = drawing.bounds()
    larger = max(1.0, right, bottom, 1 - left, 1 - top)
    field = (1 - larger, 1 - larger, larger, larger) if larger > 1 else (0.0, 0.0, 1.0, 1.0)
    paths = tuple(stroke.points for stroke in drawing.strokes)
    return Stage(field, _thinned(paths), pen, _small(drawing.picture), frame=bounds)


def _cropped(steps: Steps, extent: tuple[float, float], pen: float) -> Stage:
    width, height = extent
    side = max(width, height, 1e-6)
    beside = (side - width) / 2, (side - height) / 2
    margin = max(pen / 2, 0.02 * side)
    field = (
        -beside[0] - margin,
        -beside[1] - margin,
        width + beside[0] + margin,
        height + beside[1] + margin,
    )
    return Stage(
        field,
        _thinned(paths_of(steps.cropped)),
        pen,
        _small(steps.cropped_picture),
        frame=(0.0, 0.0, width, height),
    )


def _scaled(steps: Steps) -> Stage:
    paths = _thinned(paths_of(steps.scaled))
    return Stage(FIELD, paths, 0.0, _small(steps.scaled_picture), frame=BOX_IN_FIELD)


def paths_of(segments: Array) -> tuple[Array, ...]:
    """Segments (S, 2, 2) that begin where the last one ends, joined into paths (P, 2)."""
    if not len(segments):
        return ()
    begins = np.flatnonzero((segments[1:, 0] != segments[:-1, 1]).any(axis=1)) + 1
    return tuple(np.concatenate([part[:1, 0], part[:, 1]]) for part in np.split(segments, begins))


def _thinned(paths: tuple[Array, ...]) -> tuple[Array, ...]:
    """Every n-th point of each path, and its last, so that few enough are left."""
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

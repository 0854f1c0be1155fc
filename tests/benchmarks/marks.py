"""Marks that are no digits, drawn for the measurement alone.

They share no code and no data with :mod:`nn.synthesis.nondigits`, which the shipped network has
learned from: letters, shapes and scribbles of another hand.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from nn.arrays import Array
from nn.strokes import Drawing, drawing_from_points

Rng = np.random.Generator

# Each is a list of strokes, a stroke a string of points "x,y" on a grid of 10.
_OUTLINES = {
    "A": ["0,10 5,0 10,10", "2,6 8,6"],
    "E": ["9,0 0,0 0,10 9,10", "0,5 7,5"],
    "F": ["9,0 0,0 0,10", "0,5 7,5"],
    "H": ["0,0 0,10", "9,0 9,10", "0,5 9,5"],
    "K": ["0,0 0,10", "8,0 0,5 8,10"],
    "M": ["0,10 1,0 5,7 9,0 10,10"],
    "N": ["0,10 0,0 8,10 8,0"],
    "R": ["0,10 0,0 6,0 8,2 6,5 0,5", "3,5 8,10"],
    "T": ["0,0 10,0", "5,0 5,10"],
    "W": ["0,0 2,10 5,3 8,10 10,0"],
    "X": ["0,0 9,10", "9,0 0,10"],
    "k": ["0,0 0,10", "6,4 0,7 6,10"],
    "m": ["0,4 0,10", "0,6 2,4 4,6 4,10", "4,6 6,4 8,6 8,10"],
    "w": ["0,4 2,10 4,5 6,10 8,4"],
    "f": ["7,1 5,0 3,2 3,10", "0,4 6,4"],
    "triangle": ["5,0 10,9 0,9 5,0"],
    "square": ["0,0 10,0 10,10 0,10 0,0"],
    "house": ["0,10 0,4 5,0 10,4 10,10 0,10", "4,10 4,7 6,7 6,10"],
    "star": ["2,10 5,0 8,10 0,4 10,4 2,10"],
    "arrow": ["0,5 10,5", "7,2 10,5 7,8"],
    "plus": ["5,0 5,10", "0,5 10,5"],
    "hash": ["3,0 2,10", "7,0 6,10", "0,3 10,3", "0,7 10,7"],
    "equals": ["0,3 10,3", "0,7 10,7"],
    "heart": ["5,10 0,4 0,1 2,0 4,0 5,2 6,0 8,0 10,1 10,4 5,10"],
    "question": ["0,2 2,0 5,0 7,2 6,4 3,6 3,7", "3,10 3,10"],
    "dots": ["0,5 0,5", "5,5 5,5", "10,5 10,5"],
    "tick": ["0,6 3,10 10,0"],
    "face": ["5,0 9,2 10,5 9,8 5,10 1,8 0,5 1,2 5,0", "3,3 3,4", "7,3 7,4", "3,7 5,8 7,7"],
}


def marks(count: int, *, rng: Rng) -> list[Drawing]:
    """``count`` drawings, two thirds outlines and a third scribbles, each drawn anew."""
    return [_draw(rng) for _ in range(count)]


def _draw(rng: Rng) -> Drawing:
    if rng.random() < 1 / 3:
        kinds: list[Callable[[Rng], list[Array]]] = [_walk, _zigzag, _spiral, _hatching]
        return drawing_from_points(kinds[rng.integers(len(kinds))](rng))
    outline = list(_OUTLINES.values())[rng.integers(len(_OUTLINES))]
    strokes = [
        np.array([[float(value) for value in point.split(",")] for point in stroke.split()])
        for stroke in outline
    ]
    return drawing_from_points(_by_hand(strokes, rng))


def _by_hand(strokes: list[Array], rng: Rng) -> list[Array]:
    """Corners misplaced, the whole turned, slanted, stretched and drawn with a tremor."""
    turn, slant = rng.normal(0, 0.12), rng.normal(0, 0.15)
    stretch = np.exp(rng.normal(0, 0.2))
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = matrix @ np.array([[stretch, slant], [0, 1 / stretch]])
    drawn = []
    for corners in strokes:
        moved = corners + rng.normal(0, 0.45, corners.shape)
        points = np.concatenate([np.linspace(a, b, 8) for a, b in pairwise(moved)])
        drawn.append((points + rng.normal(0, 0.06, points.shape)) @ matrix.T)
    return drawn


def _walk(rng: Rng) -> list[Array]:
    heading = np.cumsum(rng.normal(0, 0.5, 160))
    return [np.cumsum(np.stack([np.cos(heading), np.sin(heading)], axis=1), axis=0)]


def _zigzag(rng: Rng) -> list[Array]:
    turns = int(rng.integers(6, 14))
    x = np.arange(turns) + rng.normal(0, 0.15, turns)
    y = np.where(np.arange(turns) % 2, rng.uniform(4, 9), 0) + rng.normal(0, 0.6, turns)
    return [np.stack([x, y], axis=1)]


def _spiral(rng: Rng) -> list[Array]:
    angle = np.linspace(0, 2 * np.pi * rng.uniform(2.5, 5), 200)
    radius = angle + rng.normal(0, 0.2, 200)
    return [np.stack([radius * np.cos(angle), radius * np.sin(angle) * 0.9], axis=1)]


def _hatching(rng: Rng) -> list[Array]:
    lines = int(rng.integers(5, 11))
    return [np.array([[i, 0], [i + rng.normal(3, 0.8), rng.uniform(8, 12)]]) for i in range(lines)]

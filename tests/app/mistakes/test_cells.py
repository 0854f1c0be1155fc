from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from app.mistakes.cells import LABEL, TOTAL, Cell, Grid, count_in, images_in
from nn.evaluation.metrics import Evaluation

GRID = Grid(left=20, top=40, side=25, label=20, total_width=36, total_height=18)


def evaluation() -> Evaluation:
    """Three 4s, one of them read as 9, another one less surely as 9, and a 9 read as such."""
    probabilities = np.full((4, 10), 0.01, np.float32)
    for index, (read, confidence) in enumerate([(4, 0.8), (9, 0.7), (9, 0.9), (9, 0.6)]):
        probabilities[index, read] = confidence
    return Evaluation(probabilities, np.array([4, 4, 4, 9]))


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ((4, 9), Cell(4, 9)),
        ((4, LABEL), Cell(4, None)),
        ((4, TOTAL), Cell(4, None)),
        ((LABEL, 9), Cell(None, 9)),
        ((TOTAL, 9), Cell(None, 9)),
        ((LABEL, LABEL), Cell()),
        ((TOTAL, TOTAL), Cell()),
    ],
)
def test_labels_and_totals_stand_for_rows_and_columns(place: tuple[int, int], cell: Cell) -> None:
    assert Cell.at(place) == cell
    assert Cell.at(cell.place) == cell


def test_each_place_lies_where_a_click_finds_it() -> None:
    for row in range(LABEL, TOTAL + 1):
        for column in range(LABEL, TOTAL + 1):
            assert GRID.place_at(GRID.rect((row, column)).center()) == (row, column)


@pytest.mark.parametrize("point", [(-1, 50), (50, 5), (400, 50), (50, 400)])
def test_beside_the_matrix_there_is_no_place(point: tuple[float, float]) -> None:
    assert GRID.place_at(QPointF(*point)) is None


def test_without_room_for_totals_there_is_no_place_for_them() -> None:
    narrow = Grid(left=20, top=40, side=25, label=20, total_width=0, total_height=18)
    assert narrow.place_at(QPointF(271, 50)) is None


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (Cell(4, 9), (2, 3)),
        (Cell(4, 4), (1, 3)),
        (Cell(4, None), (2, 3)),
        (Cell(None, 9), (2, 3)),
        (Cell(None, 4), (0, 1)),
        (Cell(), (2, 4)),
    ],
)
def test_a_cell_counts_its_images_of_those_it_might_have(
    cell: Cell, count: tuple[int, int]
) -> None:
    assert count_in(evaluation(), cell) == count
    assert len(images_in(evaluation(), cell)) == count[0]


def test_mistakes_come_with_the_most_confident_first() -> None:
    assert images_in(evaluation(), Cell(4, 9)).tolist() == [2, 1]
    assert images_in(evaluation(), Cell()).tolist() == [2, 1]


def test_right_ones_come_with_the_least_confident_first() -> None:
    probabilities = np.full((3, 10), 0.01, np.float32)
    probabilities[:, 9] = 0.9, 0.5, 0.7
    assert images_in(Evaluation(probabilities, np.full(3, 9)), Cell(9, 9)).tolist() == [1, 2, 0]

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize

from app.presentation.arrangement import gap_of, places, type_size
from app.ui.theme import UNIT

SIZES = [(900, 600), (1280, 720), (1920, 1080), (2560, 1080), (3840, 2160)]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("size", SIZES)
def test_everything_is_on_the_page_and_nothing_lies_on_anything(
    size: tuple[int, int], count: int
) -> None:
    room = QRect(0, 0, *size)
    found = places(room, count, type_size(QSize(*size), 1.0))
    everything = [found.canvas, *found.answers]
    everything += [place for place in (found.picture, found.sentence) if place is not None]
    assert len(found.answers) == count
    for place in everything:
        assert place.isValid()
        assert room.contains(place), place
    for first, second in combinations(everything, 2):
        assert not first.intersects(second), (first, second)
    assert found.canvas.width() == found.canvas.height() > 0.2 * size[0]


def test_one_network_has_its_picture_at_the_size_of_the_smallest_projector() -> None:
    assert places(QRect(0, 0, 1280, 600), 1, 17).picture is not None


def test_a_picture_that_nobody_could_read_leaves_its_room_to_the_answers() -> None:
    found = places(QRect(0, 0, 1280, 600), 4, 17)
    assert found.picture is None
    assert found.answers[-1].right() == 1280 - 1 - gap_of(17)


def test_one_network_alone_has_nobody_to_agree_with() -> None:
    assert places(QRect(0, 0, 1280, 600), 1, 17).sentence is None
    assert places(QRect(0, 0, 1280, 600), 2, 17).sentence is not None


def test_type_grows_with_the_page_and_a_little_with_the_zoom() -> None:
    sizes = [type_size(QSize(*size), 1.0) for size in ((1280, 720), (1920, 1080), (3840, 2160))]
    assert sizes[1] == pytest.approx(1.5 * sizes[0], abs=1)
    assert sizes[2] == pytest.approx(2 * sizes[1], abs=1)
    usual, large, larger = (type_size(QSize(1920, 1080), zoom) for zoom in (1.0, 1.4, 2.5))
    assert usual < large == larger


def test_gaps_lie_on_the_grid() -> None:
    assert all(gap_of(pixels) % UNIT == 0 and gap_of(pixels) > 0 for pixels in range(1, 80))

"""Rows from the pages of a damaged library: what is elsewhere than the damage comes back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from app.library.store import LibraryStore
from tests.app.drawings import drawing
from tests.app.library.damage import (
    PAGE,
    change,
    found,
    points,
    undamaged,
)


@pytest.mark.parametrize("filling", [b"\xa5", b"\0"])
def test_a_lost_page_loses_the_drawings_on_it_alone(
    path: Path, whole: bytes, filling: bytes
) -> None:
    for page in range(len(whole) // PAGE):
        lost = slice(page * PAGE, (page + 1) * PAGE)
        path.write_bytes(whole[: lost.start] + filling * PAGE + whole[lost.stop :])
        assert points(found(path)) >= undamaged(whole, {page})


def test_whatever_bits_are_flipped_all_drawings_elsewhere_come_back(
    path: Path, whole: bytes
) -> None:
    chance = random.Random(10)
    for _ in range(40):
        content, pages = bytearray(whole), set()
        for _ in range(chance.choice([1, 2, 20])):
            bit = chance.randrange(8 * len(whole))
            content[bit // 8] ^= 1 << bit % 8
            pages.add(bit // 8 // PAGE)
        path.write_bytes(content)
        back = points(found(path))
        assert back >= undamaged(whole, pages)
        assert back <= undamaged(whole, set())
        with LibraryStore(path) as store:
            store.keep(drawing(99), 9)


def test_whatever_is_cut_off_all_drawings_before_it_come_back(path: Path, whole: bytes) -> None:
    chance = random.Random(11)
    for _ in range(12):
        length = chance.randrange(1, len(whole))
        path.write_bytes(whole[:length])
        cut = set(range(length // PAGE, len(whole) // PAGE))
        assert points(found(path)) >= undamaged(whole, cut)


def test_a_drawing_over_many_pages_is_rescued(path: Path) -> None:
    large = drawing(5, strokes=300)
    with LibraryStore(path) as store:
        (identity,) = store.keep(large, 5).ids
    change(path, "DROP INDEX drawings_by_label")
    assert next(one for one in found(path) if one.id == identity).drawing == large

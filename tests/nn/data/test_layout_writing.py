"""Digits that are written in a layout are read as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nn.data.digit_data import DataError, Dataset
from nn.data.layouts.reading import read_digits
from nn.data.layouts.writing import write_digits
from nn.synthesis.digits import synthesise_images

TRAIN = Dataset(*synthesise_images(50, rng=np.random.default_rng(0)))
TEST = Dataset(*synthesise_images(10, rng=np.random.default_rng(1)))


@pytest.mark.parametrize("name", ["my.csv", "my digits.csv.gz", "my.npz", "MY.IDX"])
def test_what_is_written_comes_back(tmp_path: Path, name: str) -> None:
    write_digits(tmp_path / name, (TRAIN, TEST))
    for found, written in zip(read_digits(tmp_path / name), (TRAIN, TEST), strict=True):
        np.testing.assert_array_equal(found.images, written.images)
        np.testing.assert_array_equal(found.labels, written.labels)
    assert [path.name for path in tmp_path.iterdir()] == [name], "and no litter"


def test_pictures_in_folders_come_back(tmp_path: Path) -> None:
    write_digits(tmp_path / "my.pictures", (TRAIN, TEST))
    train, test = read_digits(tmp_path / "my.pictures")
    labels = np.concatenate([train.labels, test.labels])
    written = np.concatenate([TRAIN.labels, TEST.labels])
    np.testing.assert_array_equal(np.bincount(labels), np.bincount(written))
    # A picture goes the way of every picture, which may move it by a part of a pixel.
    first = int(np.flatnonzero(TRAIN.labels == 0)[0])
    zeros = train.images[train.labels == 0].astype(float)
    distances = np.abs(zeros - TRAIN.images[first]).mean(axis=(1, 2))
    assert distances.min() < 12


@pytest.mark.parametrize("name", ["my.csv", "my.npz", "my.idx", "my.pictures"])
@pytest.mark.parametrize("parts", [(TRAIN, TEST[:0]), (TRAIN[:0], TEST)], ids=["train", "test"])
def test_one_part_alone_can_be_read_again(
    tmp_path: Path, name: str, parts: tuple[Dataset, Dataset]
) -> None:
    write_digits(tmp_path / name, parts)
    train, test = read_digits(tmp_path / name)
    assert len(train) + len(test) == sum(map(len, parts))
    assert len(test)


def test_few_digits_are_written_too(tmp_path: Path) -> None:
    write_digits(tmp_path / "one.csv", (TRAIN[:1], TRAIN[:0]))
    heading, line = (tmp_path / "one.csv").read_text().splitlines()
    assert line.split(",")[1:] == [str(pixel) for pixel in TRAIN.images[0].ravel()]
    assert heading.startswith("label,pixel0,")


def test_packed_tables_of_the_same_digits_are_the_same(tmp_path: Path) -> None:
    for name in ("a.csv.gz", "b.csv.gz"):
        write_digits(tmp_path / name, (TRAIN, TEST))
    assert (tmp_path / "a.csv.gz").read_bytes() == (tmp_path / "b.csv.gz").read_bytes()


def test_a_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "my.idx").mkdir()
    with pytest.raises(DataError, match="exists already"):
        write_digits(tmp_path / "my.idx", (TRAIN, TEST))


def test_a_name_that_asks_for_no_layout(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"ends in \.csv, \.npz"):
        write_digits(tmp_path / "my.txt", (TRAIN, TEST))


@pytest.mark.parametrize("name", ["my.csv", "my.npz", "my.idx", "my.pictures"])
def test_a_folder_that_is_missing_is_made(tmp_path: Path, name: str) -> None:
    write_digits(tmp_path / "new" / name, (TRAIN, TEST))
    assert (tmp_path / "new" / name).exists()

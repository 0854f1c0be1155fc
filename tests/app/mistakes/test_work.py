"""The work that reads the test images, called without a process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.synthesis.digits
from app.mistakes.work import read_test_images
from nn.data.datasets import DataError, Dataset, MnistMissingError, load_mnist
from nn.model_file import Model
from nn.preprocessing.pipeline import normalise_pixels
from nn.reader import Calibration, Reader


@pytest.fixture
def reader(small_model: Model) -> Reader:
    return Reader(small_model.network, Calibration(temperature=0.7))


@pytest.fixture(scope="module")
def test_set(digits_path: Path) -> Dataset:
    return load_mnist(digits_path).test


def values(*arguments: Any) -> list[Any]:
    return list(read_test_images(*arguments))


def test_it_yields_the_test_set_and_what_the_network_makes_of_it(
    reader: Reader, digits_path: Path, test_set: Dataset
) -> None:
    found, *read = values(reader, None, digits_path, False, 0)
    np.testing.assert_array_equal(found.images, test_set.images)
    np.testing.assert_array_equal(found.labels, test_set.labels)
    expected, _ = reader.probabilities(normalise_pixels(test_set.images))
    np.testing.assert_array_equal(np.concatenate(read), expected)


def test_given_images_are_read_from_where_it_was_broken_off(
    reader: Reader, test_set: Dataset
) -> None:
    rest = np.concatenate(values(reader, test_set.images, None, False, 150))
    whole = np.concatenate(values(reader, test_set.images, None, False, 0))
    np.testing.assert_allclose(rest, whole[150:], rtol=1e-4)


def test_the_built_in_digits_are_those_that_no_network_was_trained_on(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = nn.synthesis.fresh.built_in_data(train=12, validation=6, test=30)
    monkeypatch.setattr(nn.synthesis.fresh, "built_in_data", lambda: data)
    found = values(reader, None, None, True, 0)[0]
    np.testing.assert_array_equal(found.images, data.test.images)


def test_missing_data_is_told_apart_from_refused_data(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(MnistMissingError):
        values(reader, None, None, False, 0)
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    with pytest.raises(DataError, match="another kind") as refused:
        values(reader, None, path, False, 0)
    assert not isinstance(refused.value, MnistMissingError)
    assert str(path) in str(refused.value)

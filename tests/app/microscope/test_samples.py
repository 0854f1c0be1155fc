from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.microscope.samples import load
from nn.data.datasets import load_mnist


def test_the_first_training_images_come_with_their_labels_as_the_network_reads_them(
    digits_path: Path,
) -> None:
    images = load(digits_path)
    train = load_mnist(digits_path).train
    assert images.is_mnist
    assert images.refusal is None
    sample = images.sample(2)
    assert sample.label == train.labels[2]
    np.testing.assert_allclose(sample.inputs, train.images[2].reshape(-1) / np.float32(255))
    assert sample.inputs.dtype == np.float32


def test_behind_the_last_image_it_begins_again(digits_path: Path) -> None:
    images = load(digits_path)
    last, first = images.samples(len(images) - 1, 2)
    np.testing.assert_array_equal(last.inputs, images.sample(len(images) - 1).inputs)
    np.testing.assert_array_equal(first.inputs, images.sample(0).inputs)


def test_without_mnist_digits_are_synthesised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    images = load(None)
    assert not images.is_mnist
    assert images.refusal is None
    assert len(images) > 1000
    assert {images.sample(number).label for number in range(100)} == set(range(10))


def test_a_file_of_no_use_is_told_and_not_passed_over_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    images = load(path)
    assert not images.is_mnist
    assert str(path) in str(images.refusal)

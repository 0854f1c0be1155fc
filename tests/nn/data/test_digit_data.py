import numpy as np
import pytest

from nn.data.digit_data import DataError, Dataset, split_validation


def _dataset(count: int) -> Dataset:
    images = np.arange(count * 784, dtype=np.int64).astype(np.uint8).reshape(count, 28, 28)
    return Dataset(images, np.arange(count, dtype=np.uint8) % 10)


def test_a_slice_is_a_view_and_an_index_array_picks() -> None:
    data = _dataset(20)
    part = data[5:8]
    assert part.labels.tolist() == [5, 6, 7]
    assert np.shares_memory(part.images, data.images)
    picked = data[np.array([3, 1])]
    assert len(picked) == 2
    np.testing.assert_array_equal(picked.images, data.images[[3, 1]])


def test_a_data_set_is_read_only() -> None:
    data = _dataset(2)
    with pytest.raises(ValueError, match="read-only"):
        data.images[0, 0, 0] = 1


def test_images_and_labels_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="2 images but 3 labels"):
        Dataset(np.zeros((2, 28, 28), np.uint8), np.zeros(3, np.uint8))


def test_validation_is_the_end_of_the_training_images_without_a_copy() -> None:
    data = _dataset(60)
    train, validation = split_validation(data, count=8)
    assert (len(train), len(validation)) == (52, 8)
    np.testing.assert_array_equal(validation.images, data.images[52:])
    np.testing.assert_array_equal(train.labels, data.labels[:52])
    assert np.shares_memory(train.images, data.images)


def test_a_small_set_keeps_most_for_training() -> None:
    train, validation = split_validation(_dataset(13))
    assert (len(train), len(validation)) == (11, 2)


def test_too_few_images_to_split_is_said() -> None:
    with pytest.raises(DataError, match="5 images; at least 6"):
        split_validation(_dataset(5))

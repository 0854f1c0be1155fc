import gzip
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nn.arrays import Array
from nn.data.digit_data import DataError
from nn.data.mnist_files import read_mnist

TRAIN, TEST = 30, 12
ROLES = ("train-images", "train-labels", "t10k-images", "t10k-labels")


def _arrays() -> dict[str, Array]:
    rng = np.random.default_rng(5)
    return {
        "x_train": rng.integers(0, 256, (TRAIN, 28, 28), np.uint8),
        "y_train": np.arange(TRAIN, dtype=np.uint8) % 10,
        "x_test": rng.integers(0, 256, (TEST, 28, 28), np.uint8),
        "y_test": np.arange(TEST, dtype=np.uint8) % 10,
    }


def _idx_bytes(array: Array) -> bytes:
    header = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.tobytes()


def _idx_folder(folder: Path, *, separator: str = "-", packed: bool = False) -> Path:
    for role, array in zip(ROLES, _arrays().values(), strict=True):
        name = f"{role}{separator}idx{array.ndim}-ubyte"
        content = _idx_bytes(array)
        if packed:
            (folder / f"{name}.gz").write_bytes(gzip.compress(content))
        else:
            (folder / name).write_bytes(content)
    return folder


def _keras_file(folder: Path, **changed: Array) -> Path:
    path = folder / "mnist.npz"
    np.savez_compressed(path, **(_arrays() | changed))  # type: ignore[arg-type]
    return path


def _assert_is_the_data(path: Path) -> None:
    train, test = read_mnist(path)
    expected = _arrays()
    np.testing.assert_array_equal(train.images, expected["x_train"])
    np.testing.assert_array_equal(train.labels, expected["y_train"])
    np.testing.assert_array_equal(test.images, expected["x_test"])
    np.testing.assert_array_equal(test.labels, expected["y_test"])
    assert train.images.dtype == train.labels.dtype == np.uint8


def test_keras_file(tmp_path: Path) -> None:
    _assert_is_the_data(_keras_file(tmp_path))


@pytest.mark.parametrize("separator", ["-", "."])
@pytest.mark.parametrize("packed", [False, True])
def test_idx_folder(tmp_path: Path, separator: str, *, packed: bool) -> None:
    _assert_is_the_data(_idx_folder(tmp_path, separator=separator, packed=packed))


def test_one_idx_file_stands_for_its_folder(tmp_path: Path) -> None:
    _assert_is_the_data(_idx_folder(tmp_path) / "t10k-labels-idx1-ubyte")


def test_labels_of_another_integer_type_become_uint8(tmp_path: Path) -> None:
    labels = np.arange(TRAIN) % 10
    _assert_is_the_data(_keras_file(tmp_path, y_train=labels))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"x_train": np.zeros((TRAIN, 32, 32), np.uint8)},
            r"training images of shape \(N, 28, 28\).*found shape \(30, 32, 32\)",
        ),
        (
            {"x_test": np.zeros((TEST, 28, 28), np.float32)},
            "test images .* type uint8; found .* float32",
        ),
        ({"x_test": np.zeros((0, 28, 28), np.uint8)}, r"found shape \(0, 28, 28\)"),
        ({"y_train": np.zeros(TRAIN - 1, np.uint8)}, r"30 training labels .*found shape \(29,\)"),
        ({"y_test": np.full(TEST, 10)}, "labels from 0 to 9; found labels from 10 to 10"),
        ({"y_test": np.full(TEST, -1)}, "found labels from -1 to -1"),
        ({"y_train": np.zeros(TRAIN)}, "found .* float64"),
        ({"y_train": np.array([None] * TRAIN)}, "Python objects"),
    ],
)
def test_wrong_arrays_are_refused(tmp_path: Path, changed: dict[str, Array], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_mnist(_keras_file(tmp_path, **changed))


def test_a_keras_file_without_labels_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=np.zeros((TRAIN, 28, 28), np.uint8))
    with pytest.raises(DataError, match=r"expected MNIST .* found no array y_train"):
        read_mnist(path)


@pytest.mark.parametrize("kept", [0, 3, 1000, -1])
def test_a_truncated_keras_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = _keras_file(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataError, match=r"expected MNIST .* found"):
        read_mnist(path)


def test_a_missing_idx_file_is_named(tmp_path: Path) -> None:
    (_idx_folder(tmp_path) / "train-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match=r"no file of training labels .train-labels-idx1-ubyte"):
        read_mnist(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: content[:-1], "23520 bytes of data; found only 23519"),
        (lambda content: content + b"x", "found more"),
        (lambda content: content[:9], "ends within its header"),
        (lambda content: b"", "found first bytes —"),
        (lambda content: content[:4] + b"\xff" * 12 + content[16:], "promises"),
        (lambda content: content[:4] + b"\0" * 12 + content[16:], "promises 0 bytes"),
        (lambda content: _idx_bytes(np.zeros(TRAIN, np.uint8)), "found first bytes 00000801"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_idx_file_is_refused(
    tmp_path: Path, change: Callable[[bytes], bytes], message: str, *, packed: bool
) -> None:
    _idx_folder(tmp_path, packed=packed)
    path = tmp_path / f"train-images-idx3-ubyte{'.gz' if packed else ''}"
    content = change(_idx_bytes(_arrays()["x_train"]))
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(DataError, match=message):
        read_mnist(tmp_path)


def test_a_truncated_gzip_file_is_refused(tmp_path: Path) -> None:
    path = _idx_folder(tmp_path, packed=True) / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-5000])
    with pytest.raises(DataError, match="cut short or damaged"):
        read_mnist(tmp_path)


def test_a_packed_file_is_unpacked_no_further_than_its_header_promises(tmp_path: Path) -> None:
    _idx_folder(tmp_path, packed=True)
    more = _idx_bytes(_arrays()["x_train"]) + bytes(64 * 2**20)
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(more, 1))
    assert _peak_of_refusal(tmp_path, "found more") < 2**20


@pytest.mark.parametrize(("role", "dimensions"), [("train-images", 3), ("train-labels", 1)])
def test_a_packed_file_that_promises_too_much_takes_no_memory(
    tmp_path: Path, role: str, dimensions: int
) -> None:
    """200 MB of labels would be as much as 200 MB of images, and no less too many."""
    _idx_folder(tmp_path, packed=True)
    shape = (200_000_000,) if dimensions == 1 else (300_000, 28, 28)
    header = bytes([0, 0, 8, dimensions]) + struct.pack(f">{dimensions}I", *shape)
    path = tmp_path / f"{role}-idx{dimensions}-ubyte.gz"
    path.write_bytes(gzip.compress(header + bytes(2**20)))
    assert _peak_of_refusal(tmp_path, "a header that promises 2") < 2**20


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = _idx_folder(tmp_path, packed=True) / "train-images-idx3-ubyte.gz"
    with path.open("r+b") as file:
        file.truncate(2**40)
    assert _peak_of_refusal(tmp_path, "more than the 256 MB that are read") < 2**20


def _peak_of_refusal(path: Path, reason: str) -> int:
    """The most memory that was taken before the data were refused, for that reason, in bytes."""
    tracemalloc.start()
    try:
        with pytest.raises(DataError, match=reason):
            read_mnist(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["train-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"])
def test_a_pipe_in_place_of_an_idx_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    _idx_folder(tmp_path, packed=name.endswith(".gz"))
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    with pytest.raises(DataError, match="found no file of"):
        read_mnist(tmp_path)
    with pytest.raises(DataError, match="not a regular file"):
        read_mnist(tmp_path / name)


def test_a_damaged_header_is_told_in_words(tmp_path: Path) -> None:
    """NumPy's repair of it raises errors of Python's tokenizer, with line and column."""
    path = tmp_path / "mnist.npz"
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (30, 28, 28L, }".ljust(117) + b"\n"
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("x_train", "y_train", "x_test", "y_test"):
            archive.writestr(f"{name}.npy", array)
    with pytest.raises(DataError) as refusal:
        read_mnist(path)
    assert str(refusal.value).endswith("found an array x_train whose header is damaged.")


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"expected MNIST .* found nothing readable there"):
        read_mnist(tmp_path / "nowhere.npz")


@pytest.mark.parametrize("packed", [False, True])
def test_reading_keeps_no_second_copy_of_the_images(tmp_path: Path, *, packed: bool) -> None:
    images, labels = np.zeros((20_000, 28, 28), np.uint8), np.zeros(20_000, np.uint8)
    if packed:
        path = _keras_file(tmp_path, x_train=images, y_train=labels)
    else:
        path = _idx_folder(tmp_path)
        (path / "train-images-idx3-ubyte").write_bytes(_idx_bytes(images))
        (path / "train-labels-idx1-ubyte").write_bytes(_idx_bytes(labels))
    tracemalloc.start()
    read_mnist(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.2 * images.nbytes
